"""From what an application in WeCom is pushed to a message of a member of staff."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from bot.channels.wechat.app_cards import CHOSEN
from bot.channels.wechat.mp_incoming import MEDIA, opened, said
from bot.channels.wechat.settings import Limits
from bot.channels.wechat.spoken import Spoken
from bot.contract.messages import Action, Incoming, MessageKind
from bot.staff.joining import PREFIX

PRESSED = "template_card_event"
_OPTION = "SelectedItems.SelectedItem.OptionIds.OptionId"
_INVITATION = 20  # characters at least: nobody writes such a word by chance
Fields = Mapping[str, str]


def spoken(payload: str, channel: str, limits: Limits) -> Spoken:
    """What a stored push says.

    Raises:
        KeyError, ValueError: it is none as WeCom describes it.
    """
    del limits  # nothing is counted by what a colleague writes
    fields = json.loads(payload)
    bare = opened(fields, channel)
    if bare is None:
        return Spoken(None)
    kind = fields["MsgType"]
    if kind == "event":
        return _pressed(bare, fields) if fields.get("Event") == PRESSED else Spoken(bare.chat)
    if kind == "text":
        return Spoken(bare.chat, _typed(bare, fields.get("Content", "").strip()))
    media = fields.get("MediaId", "") if kind in MEDIA else ""
    return Spoken(bare.chat, said(bare, kind, fields), media)


def _typed(bare: Incoming, text: str) -> Incoming:
    """Words, or a command with what stands behind it; an invitation may come alone."""
    if text.startswith(PREFIX) and len(text) >= _INVITATION and " " not in text:
        text = f"/{Action.START} {text}"
    if not text.startswith("/"):
        return replace(bare, text=text)
    command, rest = (*text[1:].split(maxsplit=1), "", "")[:2]
    return replace(bare, kind=MessageKind.COMMAND, action=command.lower(), text=rest.strip())


def _pressed(bare: Incoming, fields: Fields) -> Spoken:
    """A button of a card, or what was chosen on it; with the pass that changes the card."""
    key = fields.get("EventKey", "")
    action = fields.get(_OPTION, "") if key == CHOSEN else key
    if not action:
        return Spoken(bare.chat)
    pressed = replace(
        bare, kind=MessageKind.BUTTON, action=action, message_id=fields.get("TaskId", ""),
        sent_at=None,
    )  # fmt: skip
    return Spoken(bare.chat, pressed, card_pass=fields.get("ResponseCode", ""))
