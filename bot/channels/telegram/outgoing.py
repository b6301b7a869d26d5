"""From a reply of the dialogue to Telegram messages, each within Telegram's limits."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import Any

from telegram.constants import MessageLimit, ParseMode

from bot.contract.messages import Menu, MessageKind, Reply

_BY_KIND = {MessageKind.PHOTO: ("sendPhoto", "photo"), MessageKind.VOICE: ("sendVoice", "voice")}


def texts_of(reply: Reply) -> list[str]:
    """The reply as HTML texts, cut between lines where one would be too long."""
    head = f"<b>{escape(reply.headline)}</b>"
    whole = f"{head}\n\n{escape(reply.body)}" if reply.body else head
    texts = [""]
    for line in whole.split("\n"):
        longer = f"{texts[-1]}\n{line}" if texts[-1] else line
        if len(longer) <= MessageLimit.MAX_TEXT_LENGTH:
            texts[-1] = longer
        else:
            texts.append(line)
    return texts


def calls_of(reply: Reply) -> list[tuple[str, dict[str, Any]]]:
    """The methods that send one reply, and their parameters; several where it is long."""
    if reply.document is not None:
        # As text, for the outbox; `sender` makes a file of it.
        content = b64encode(reply.document.content).decode()
        file = {"name": reply.document.name, "base64": content}
        return [("sendDocument", {"document": file, "caption": reply.headline})]
    if reply.attachment is not None:
        method, field = _BY_KIND.get(reply.attachment.kind, ("sendDocument", "document"))
        return [(method, {field: reply.attachment.file_id, "caption": reply.headline})]
    calls: list[tuple[str, dict[str, Any]]] = [
        ("sendMessage", {"text": text, "parse_mode": ParseMode.HTML.value})
        for text in texts_of(reply)
    ]
    calls[-1][1]["reply_markup"] = markup_of(reply)
    return calls


def menu_call(menu: Menu) -> tuple[str, dict[str, Any]]:
    """The method that sets the command menu of one chat, or takes it away."""
    scope = {"type": "chat", "chat_id": int(menu.to.chat_id)}
    if not menu.commands:
        return "deleteMyCommands", {"scope": scope}
    commands = [{"command": name, "description": label} for name, label in menu.commands]
    return "setMyCommands", {"scope": scope, "commands": commands}


def markup_of(reply: Reply) -> dict[str, Any]:
    """The keyboard below a reply; one without buttons takes away a keyboard shown before.

    As Telegram's own JSON: it is kept in the outbox.
    """
    if reply.share_contact:
        # A label sent as text means its action, so the other buttons fit on the same keyboard.
        share = {"text": reply.share_contact, "request_contact": True}
        others = [{"text": button.label} for button in reply.buttons]
        return {"keyboard": [[share], others], "resize_keyboard": True, "one_time_keyboard": True}
    if not reply.buttons:
        return {"remove_keyboard": True}
    keys = [{"text": b.label, "callback_data": str(b.action)} for b in reply.buttons]
    return {"inline_keyboard": [keys[i : i + 2] for i in range(0, len(keys), 2)]}
