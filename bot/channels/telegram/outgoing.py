"""From a reply of the dialogue to Telegram messages, each within Telegram's limits."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from html import escape
from typing import Any

from telegram import InputFile
from telegram.constants import ParseMode

from bot.channels.cutting import parts_of, units
from bot.channels.telegram.settings import CAN
from bot.contract.clean import clean, one_line
from bot.contract.messages import Attachment, Call, Menu, MessageKind, Ready, Reply
from bot.papers.png import png

# An address in somebody's words shows no picture and no headline of that page.
AS_TEXT = {"parse_mode": ParseMode.HTML.value, "link_preview_options": {"is_disabled": True}}
# What Telegram has it sends again as what it was, and as nothing else.
_BY_KIND = {
    MessageKind.PHOTO: ("sendPhoto", "photo"), MessageKind.VOICE: ("sendVoice", "voice"),
    MessageKind.AUDIO: ("sendAudio", "audio"), MessageKind.VIDEO: ("sendVideo", "video"),
    MessageKind.VIDEO_NOTE: ("sendVideoNote", "video_note"),
}  # fmt: skip
LONGEST_CAPTION = 1024


def texts_of(reply: Reply) -> list[str]:
    """The reply as HTML texts, cut where one would be too long: headline bold, fold folded."""
    reply = _clean(reply)
    whole, start, texts = reply.text, 0, []
    folded = len(whole) - len(reply.fold)
    for part in parts_of(whole, _fits):
        start = whole.index(part, start)
        bold = max(0, len(reply.headline) - start)
        shown = max(bold, min(len(part), folded - start))
        texts.append(
            _marked("b", part[:bold])
            + escape(part[bold:shown])
            + _marked("blockquote expandable", part[shown:])
        )
        start += len(part)
    return texts


def _clean(reply: Reply) -> Reply:
    return replace(
        reply, headline=clean(reply.headline), body=clean(reply.body), fold=clean(reply.fold)
    )


def _marked(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag.split(maxsplit=1)[0]}>" if text.strip() else ""


def _fits(part: str) -> bool:
    assert CAN.longest is not None  # noqa: S101 - Telegram has a limit
    marks = "<b></b><blockquote expandable></blockquote>"
    return CAN.longest.takes(marks + escape(part))


def calls_of(what: Ready, to_change: str = "") -> list[Call]:
    """The calls that send one message, or change the one that is there; several where it is long.

    What does not fit into one message is sent anew.
    """
    match what:
        case Call():
            return [_with_file(what)]
        case Menu():
            return [_menu_call(what)]
    if what.document is not None:
        file = InputFile(what.document.content, what.document.name, attach=False)
        return [Call("sendDocument", {"document": file, "caption": clean(what.headline)})]
    if what.drawing:
        picture = InputFile(png(what.drawing), "picture.png", attach=False)
        params = {
            "photo": picture,
            "caption": clean(what.headline),
            "reply_markup": markup_of(what),
        }
        return [Call("sendPhoto", params)]
    if what.attachment is not None:
        return _attached(what, what.attachment)
    calls = [Call("sendMessage", {"text": text, **AS_TEXT}) for text in texts_of(what)]
    calls[-1].params["reply_markup"] = markup_of(what)
    if not to_change or len(calls) > 1:
        return calls
    return [_changing(calls[0], to_change)]


def _attached(what: Reply, attachment: Attachment) -> list[Call]:
    """A file that Telegram has, its words below it; where they do not fit there, after it."""
    method, field = _BY_KIND.get(attachment.kind, ("sendDocument", "document"))
    file = {field: attachment.file_id}
    bare = replace(what, attachment=None)
    texts = texts_of(bare)
    alone = attachment.kind is MessageKind.VIDEO_NOTE or sum(map(units, texts)) > LONGEST_CAPTION
    if alone:
        return [Call(method, file), *(calls_of(bare) if bare.text else ())]
    below = {"caption": texts[0], "parse_mode": AS_TEXT["parse_mode"]} if bare.text else {}
    keys = {"reply_markup": markup_of(bare)} if bare.buttons else {}
    return [Call(method, {**file, **below, **keys})]


def _changing(call: Call, message_id: str) -> Call:
    """The call that changes a message into what would have been sent."""
    params = {**call.params, "message_id": int(message_id)}
    if "inline_keyboard" not in params["reply_markup"]:
        params["reply_markup"] = {"inline_keyboard": []}
    return Call("editMessageText", params)


def _with_file(call: Call) -> Call:
    """A call of an earlier version as it waited, with its file made of its text."""
    file = call.params.get("document")
    if not isinstance(file, dict):
        return call
    content = InputFile(b64decode(file["base64"]), file["name"], attach=False)
    return Call(call.method, {**call.params, "document": content})


def _menu_call(menu: Menu) -> Call:
    """The call that sets the command menu of one chat, or takes it away."""
    scope = {"type": "chat", "chat_id": int(menu.to.chat_id)}
    if not menu.commands:
        return Call("deleteMyCommands", {"scope": scope})
    commands = [{"command": name, "description": label} for name, label in menu.commands]
    return Call("setMyCommands", {"scope": scope, "commands": commands})


def markup_of(reply: Reply) -> dict[str, Any]:
    """The keyboard below a reply; one without buttons takes away a keyboard shown before."""
    if reply.share_contact:
        # A label sent as text means its action, so the other buttons fit on the same keyboard.
        share = {"text": reply.share_contact, "request_contact": True}
        others = [{"text": button.label} for button in reply.buttons]
        return {"keyboard": [[share], others], "resize_keyboard": True, "one_time_keyboard": True}
    if reply.card and reply.card.asks:
        # The messenger opens the reply by itself: the text that comes is an answer to this one.
        return {"force_reply": True}
    if not reply.buttons:
        return {"remove_keyboard": True}
    keys = [{"text": one_line(b.label), "callback_data": str(b.action)} for b in reply.buttons]
    return {"inline_keyboard": [keys[i : i + 2] for i in range(0, len(keys), 2)]}
