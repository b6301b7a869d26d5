"""From a message of 微信客服, as the JSON that was pulled, to one of the dialogue."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.channels.wechat.outcome import FAIL_TYPES
from bot.channels.wechat.records import parts, record
from bot.channels.wechat.settings import Limits
from bot.channels.wechat.spoken import Failed, Spoken
from bot.channels.wechat.typed import typed
from bot.clock import CHINA
from bot.contract.channel import Refusal
from bot.contract.clean import one_line
from bot.contract.messages import Action, Chat, Incoming, MessageKind

CUSTOMER, EVENT, COLLEAGUE = 3, 4, 5  # origin: who said it
_MEDIA = {
    "image": MessageKind.PHOTO, "voice": MessageKind.VOICE, "video": MessageKind.VIDEO,
    "file": MessageKind.OTHER,
}  # fmt: skip
_CAME, _ENDED = (1, 2), 3  # change_type of a session
Json = dict[str, Any]


def delivery_of(message: Json) -> str:
    """What the inbox calls it: its sender and its number, which alone is not unique."""
    who = message.get("external_userid") or _event(message).get("external_userid") or ""
    return f"{who}:{message.get('msgid', '')}"


def spoken(payload: str, channel: str, limits: Limits) -> Spoken:
    """What a stored message says.

    Raises:
        KeyError, TypeError, ValueError: it is none as WeCom describes it.
    """
    message = json.loads(payload)
    who = message.get("external_userid") or _event(message).get("external_userid")
    if not who:
        return Spoken(None)
    chat = Chat(channel, str(who))
    if message.get("msgtype") == "event":
        return _of_event(chat, message, limits)
    bare = Incoming(
        chat, MessageKind.TEXT, sender=chat.chat_id, message_id=str(message["msgid"]),
        sent_at=_moment(message.get("send_time")),
    )  # fmt: skip
    said = _said(bare, message)
    if message.get("origin") == COLLEAGUE:
        colleague = str(message.get("servicer_userid", ""))
        told = replace(said, kind=MessageKind.STAFF_SAID, sender=colleague, action="")
        return Spoken(chat, told)
    if message.get("origin") != CUSTOMER:
        return Spoken(chat)
    body = message.get(message["msgtype"])
    media = body.get("media_id", "") if isinstance(body, dict) else ""
    return Spoken(chat, replace(said, gives=limits.word), str(media))


def _said(bare: Incoming, message: Json) -> Incoming:
    kind = str(message["msgtype"])
    body = message.get(kind)
    body = body if isinstance(body, dict) else {}
    if kind == "text":
        return _text(bare, str(body.get("content", "")), str(body.get("menu_id", "")))
    if kind in _MEDIA:
        name = one_line(str(body.get("filename", "")))
        return replace(bare, kind=_MEDIA[kind], file_name=name)
    if kind == "merged_msg":
        said = parts(body, bare.sent_at or datetime.now(CHINA))
        return replace(bare, kind=MessageKind.RECORD, text=record(body), parts=said)
    shown = _SHOWN[kind](body) if kind in _SHOWN else ""
    as_kind = MessageKind.PLACE if kind == "location" else MessageKind.OTHER
    return replace(bare, kind=as_kind, shown=one_line(f"[{_NAMES.get(kind, kind)}] {shown}"))


def _text(bare: Incoming, text: str, menu_id: str) -> Incoming:
    if menu_id:
        return replace(bare, kind=MessageKind.BUTTON, action=menu_id)
    return typed(bare, text)


_NAMES = {
    "location": "位置", "link": "链接", "business_card": "名片", "miniprogram": "小程序",
    "channels": "视频号", "channels_shop_product": "视频号商品",
    "channels_shop_order": "视频号订单", "note": "笔记", "meeting": "会议", "schedule": "日程",
}  # fmt: skip
_SHOWN: dict[str, Callable[[Json], str]] = {
    "location": lambda body: f"{body.get('name', '')} {body.get('address', '')}",
    "link": lambda body: f"{body.get('title', '')} {body.get('url', '')}",
    "miniprogram": lambda body: str(body.get("title", "")),
    "channels": lambda body: str(body.get("title") or body.get("nickname") or ""),
}


def _of_event(chat: Chat, message: Json, limits: Limits) -> Spoken:
    event, at = _event(message), _moment(message.get("send_time"))
    bare = Incoming(
        chat, MessageKind.TEXT, sender=chat.chat_id, message_id=str(message["msgid"]), sent_at=at
    )
    match event.get("event_type"):
        case "enter_session":
            return _entered(bare, event, limits)
        case "msg_send_fail":
            why = FAIL_TYPES.get(event.get("fail_type", 0), Refusal.NOT_TAKEN)
            return Spoken(chat, failed=Failed(chat, str(event.get("fail_msgid", "")), why))
        case "session_status_change":
            if event.get("change_type") in _CAME:
                who = str(event.get("new_servicer_userid") or "?")
                return Spoken(chat, replace(bare, kind=MessageKind.TAKEN, text=who))
            if event.get("change_type") == _ENDED:
                return Spoken(chat, replace(bare, kind=MessageKind.GIVEN_BACK))
        case "user_recall_msg":
            return Spoken(chat, replace(bare, kind=MessageKind.RECALLED))
    return Spoken(chat)


def _entered(bare: Incoming, event: Json, limits: Limits) -> Spoken:
    """Whoever opens the chat is greeted where a pass for it came; the scene says from where."""
    code = str(event.get("welcome_code") or "")
    scene = str(event.get("scene_param") or "")
    if not code and not scene:
        return Spoken(bare.chat)
    until = (bare.sent_at or datetime.now(CHINA)) + timedelta(seconds=limits.welcome_seconds)
    greeted = replace(
        bare, kind=MessageKind.COMMAND, action=Action.START, topic=code, scene=scene, until=until
    )
    return Spoken(bare.chat, greeted)


def _event(message: Json) -> Json:
    event = message.get("event")
    return event if isinstance(event, dict) else {}


def _moment(stamp: object) -> datetime | None:
    return datetime.fromtimestamp(int(stamp), CHINA) if isinstance(stamp, int) else None
