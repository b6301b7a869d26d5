"""From a Telegram update, as the JSON that came, to a message of the dialogue.

The JSON itself is read, not the library's objects: a field that a later Bot API adds or changes
must not spoil a stored update, and most fields are of no use here.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from telegram import Update

from bot.channels.telegram.settings import CHANNEL
from bot.clock import CHINA
from bot.contract.came import Contact, Origin
from bot.contract.clean import one_line
from bot.contract.messages import Chat, Incoming, MessageKind

UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)
FILES = ("voice", "audio", "document", "video", "video_note")
# Fields of what its sender did not write here: passed on, or written by another hand.
_MADE_ELSEWHERE = {"forward_origin", "via_bot", "sender_business_bot", "sender_chat"}
_LINK = re.compile(r"(?<![A-Za-z0-9])s_[\w-]{20,}", re.ASCII)
KINDS = {
    "photo": MessageKind.PHOTO, "voice": MessageKind.VOICE, "audio": MessageKind.AUDIO,
    "video": MessageKind.VIDEO, "video_note": MessageKind.VIDEO_NOTE,
    "location": MessageKind.PLACE, "sticker": MessageKind.STICKER,
}  # fmt: skip
# What the messenger tells of a chat: nobody says that.
SERVICE = {
    "pinned_message", "message_auto_delete_timer_changed", "successful_payment",
    "refunded_payment", "users_shared", "chat_shared", "write_access_allowed",
    "connected_website", "proximity_alert_triggered", "boost_added", "chat_background_set",
    "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
}  # fmt: skip
Json = dict[str, Any]


def update_in(payload: str) -> Any:
    """What is stored as an update; half a character, which no text may hold, becomes a ?."""
    update = json.loads(payload)
    if "\\ud" not in payload.lower():
        return update
    return json.loads(json.dumps(update, ensure_ascii=False).encode(errors="replace"))


def chat_of(update: Json) -> Chat | None:
    """Where the update comes from."""
    chat = _message(update).get("chat")
    return Chat(CHANNEL, str(chat["id"])) if chat else None


def query_of(update: Json) -> str | None:
    """The id of a pressed button, which Telegram wants answered."""
    query: Json = update.get("callback_query", {})
    return query.get("id")


def message_of(update: Json, our_name: str = "") -> Incoming | None:
    """What somebody sent; None for updates that nobody sent us (channels, services).

    In groups commands may be for another bot (/due@that_bot); without our name all are ours.

    Raises:
        KeyError, TypeError: it is not an update as Telegram describes it.
    """
    message = _message(update)
    query = update.get("callback_query")
    sender = (query or message).get("from")
    if not sender or _is_nobody_s(message, pressed=bool(query)):
        return None
    bare = _bare(update, message, sender)
    if query:
        return replace(bare, kind=MessageKind.BUTTON, action=query.get("data", ""))
    text = _without_links(message.get("text") or message.get("caption") or "")
    if "contact" in message:
        return replace(bare, kind=MessageKind.CONTACT, contact=_contact(message, bare))
    if text.startswith("/") and bare.origin is None:
        command, rest = (*text[1:].split(maxsplit=1), "", "")[:2]
        action, _, asked = command.lower().partition("@")
        if asked and our_name and asked != our_name.lower():
            return None
        return replace(bare, kind=MessageKind.COMMAND, text=rest.strip(), action=action)
    return replace(
        bare, text=text, file_id=_file(message), file_name=_file_name(message),
        shown=_shown(message),
    )  # fmt: skip


def _bare(update: Json, message: Json, sender: Json) -> Incoming:
    """Who sent it where and when, without what stands in it."""
    query = update.get("callback_query")
    answered = {} if query else message.get("reply_to_message", {})
    return Incoming(
        Chat(CHANNEL, str(message["chat"]["id"])),
        _kind(message),
        language=sender.get("language_code"),
        sender=str(sender["id"]),
        message_id=str(message.get("message_id", "")),
        group=message["chat"]["type"] != "private",
        sent_at=None if query else _moment(message.get("date")),
        origin=None if query else _origin(message),
        answered_id=str(answered.get("message_id", "")),
        answered_text=_without_links(answered.get("text") or answered.get("caption") or ""),
        edited="edited_message" in update,
        topic=_topic(message),
    )


def _is_nobody_s(message: Json, *, pressed: bool) -> bool:
    channel = bool(message) and message["chat"]["type"] == "channel"
    told_by_messenger = not pressed and bool(SERVICE & message.keys())
    return not message or channel or told_by_messenger


def _without_links(text: str) -> str:
    """The text; who passes an invitation's link on does not leave it in a case."""
    return text if text.startswith("/start") else _LINK.sub("s_…", text)


def _origin(message: Json) -> Origin | None:
    """Whose words were forwarded. Telegram knows four kinds; a hidden user has no number."""
    origin = message.get("forward_origin")
    if origin is None:
        return None
    who = origin.get("sender_user") or origin.get("sender_chat") or origin.get("chat") or {}
    names = (who.get("title"), who.get("first_name"), who.get("last_name"))
    name = origin.get("sender_user_name") or " ".join(filter(None, names))
    said_at = _moment(origin.get("date")) or _moment(message["date"])
    assert said_at is not None  # noqa: S101 - one of the two is always there
    kind = "bot" if who.get("is_bot") else origin["type"]
    return Origin(kind, str(who.get("id", "")), one_line(name), said_at)


def _topic(message: Json) -> str:
    """The forum topic; a thread of replies in a group without topics is none."""
    return str(message["message_thread_id"]) if message.get("is_topic_message") else ""


def _moment(stamp: int | None) -> datetime | None:
    return None if stamp is None else datetime.fromtimestamp(stamp, CHINA)


def _message(update: Json) -> Json:
    """The message that was sent, changed, or carries the pressed button."""
    query = update.get("callback_query", {})
    found: Json = update.get("message") or update.get("edited_message") or query.get("message")
    return found or {}


def _contact(message: Json, bare: Incoming) -> Contact:
    contact = message["contact"]
    # A forwarded contact card, another bot's, or somebody else's number proves nothing.
    own = "user_id" in contact and contact["user_id"] == message.get("from", {}).get("id")
    own = own and not _MADE_ELSEWHERE & message.keys() and not bare.edited
    name = " ".join(filter(None, (contact.get("first_name"), contact.get("last_name"))))
    return Contact(contact["phone_number"], own, one_line(name))


def _file(message: Json) -> str:
    """What Telegram knows the file by; empty where there is none."""
    if message.get("photo"):
        return str(message["photo"][-1]["file_id"])
    return next((str(message[kind]["file_id"]) for kind in FILES if kind in message), "")


def _file_name(message: Json) -> str:
    """As whoever sent the file calls it; empty where there is none."""
    return one_line(str(message.get("document", {}).get("file_name", "")))


def _shown(message: Json) -> str:
    """What a person reads of a place or a sticker."""
    place = message.get("location")
    if place is None:
        return one_line(str(message.get("sticker", {}).get("emoji", "")))
    venue = message.get("venue", {})
    named = one_line(" ".join(filter(None, (venue.get("title"), venue.get("address")))))
    return f"{named} {place['latitude']},{place['longitude']}".strip()


def _kind(message: Json) -> MessageKind:
    if "text" in message:
        return MessageKind.TEXT
    return next((kind for name, kind in KINDS.items() if name in message), MessageKind.OTHER)
