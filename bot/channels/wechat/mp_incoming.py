"""From what a 服务号 is pushed, as its opened fields, to a message of the dialogue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.channels.wechat.settings import Limits
from bot.channels.wechat.spoken import Failed, Spoken
from bot.channels.wechat.typed import typed
from bot.clock import CHINA
from bot.contract.channel import Refusal
from bot.contract.clean import one_line
from bot.contract.messages import Action, Chat, Incoming, MessageKind

MEDIA = {
    "image": MessageKind.PHOTO, "voice": MessageKind.VOICE, "video": MessageKind.VIDEO,
    "shortvideo": MessageKind.VIDEO, "file": MessageKind.OTHER,
}  # fmt: skip
_SCENE = "qrscene_"  # stands before the scene where they did not follow yet
FINISHED = "TEMPLATESENDJOBFINISH"  # what became of a notice by template
# What the customer says to notices by subscription (订阅通知), and what became of one.
_ALLOWED = {
    "subscribe_msg_popup_event": "SubscribeMsgPopupEvent",
    "subscribe_msg_change_event": "SubscribeMsgChangeEvent",
}
_SENT = "SubscribeMsgSentEvent.List"
Fields = Mapping[str, str]


def delivery_of(fields: Fields) -> str:
    """What the inbox calls it: its sender and number; an event has none and is its own name.

    The makers advise sender and second for events, by which two of one second are one.
    """
    who, number = fields.get("FromUserName", ""), fields.get("MsgId", "")
    if number:
        return f"{who}:{number}"
    told = json.dumps(sorted(fields.items()), ensure_ascii=False)
    return f"{who}:{hashlib.sha256(told.encode()).hexdigest()}"


def spoken(payload: str, channel: str, limits: Limits) -> Spoken:
    """What a stored push says.

    Raises:
        KeyError, ValueError: it is none as the makers describe it.
    """
    fields = json.loads(payload)
    bare = opened(fields, channel)
    if bare is None:
        return Spoken(None)
    kind = fields["MsgType"]
    if kind == "event":
        return _of_event(bare, fields, limits)
    media = fields.get("MediaId", "") if kind in MEDIA else ""
    return Spoken(bare.chat, replace(said(bare, kind, fields), gives=limits.word), media)


def opened(fields: Fields, channel: str) -> Incoming | None:
    """Who sent it and when, as far as every kind has it; None where nobody did.

    Raises:
        KeyError, ValueError: it does not say when.
    """
    who = fields.get("FromUserName", "")
    if not who:
        return None
    return Incoming(
        Chat(channel, who), MessageKind.TEXT, sender=who, message_id=fields.get("MsgId", ""),
        sent_at=datetime.fromtimestamp(int(fields["CreateTime"]), CHINA),
    )  # fmt: skip


def said(bare: Incoming, kind: str, fields: Fields) -> Incoming:
    """What somebody wrote or sent, by its kind."""
    if kind == "text":
        return typed(bare, fields.get("Content", ""))
    if kind in MEDIA:
        return replace(bare, kind=MEDIA[kind], file_name=one_line(fields.get("Title", "")))
    if kind == "location":
        return replace(bare, kind=MessageKind.PLACE, shown=one_line(fields.get("Label", "")))
    shown = " ".join(filter(None, (fields.get("Title"), fields.get("Url"))))
    return replace(bare, kind=MessageKind.OTHER, shown=one_line(f"[{kind}] {shown}"))


def _of_event(bare: Incoming, fields: Fields, limits: Limits) -> Spoken:
    chat, key = bare.chat, fields.get("EventKey", "")
    soon = (bare.sent_at or datetime.now(CHINA)) + timedelta(seconds=limits.scan_seconds)
    event = replace(bare, gives=limits.scan, until=soon)
    match fields.get("Event", ""):
        case "subscribe" | "SCAN":
            scene = key.removeprefix(_SCENE)
            greeted = replace(event, kind=MessageKind.COMMAND, action=Action.START, scene=scene)
            return Spoken(chat, greeted)
        case "CLICK":
            return Spoken(chat, replace(event, kind=MessageKind.BUTTON, action=key))
        case "unsubscribe":
            return Spoken(chat, replace(bare, kind=MessageKind.UNFOLLOW))
        case "subscribe_msg_popup_event" | "subscribe_msg_change_event" as name:
            # One form is asked for at a time; of a change only refusals are pushed.
            told = f"{_ALLOWED[name]}.List.SubscribeStatusString"
            return Spoken(chat, allows=fields.get(told) == "accept")
        case "subscribe_msg_sent_event" if fields.get(f"{_SENT}.ErrorCode", "0") != "0":
            failed = Failed(chat, fields.get(f"{_SENT}.MsgID", ""), Refusal.NOT_TAKEN)
            return Spoken(chat, failed=failed)
        case "TEMPLATESENDJOBFINISH" if fields.get("Status") != "success":
            why = Refusal.BLOCKED if "block" in fields.get("Status", "") else Refusal.NOT_TAKEN
            return Spoken(chat, failed=Failed(chat, fields.get("MsgID", ""), why))
    return Spoken(chat)
