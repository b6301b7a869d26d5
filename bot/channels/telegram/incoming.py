"""From a Telegram update, as the JSON that came, to a message of the dialogue.

The JSON itself is read, not the library's objects: a field that a later Bot API adds or changes
must not spoil a stored update, and most fields are of no use here.
"""

from __future__ import annotations

from typing import Any

from telegram import Update

from bot.dialogue.messages import Contact, Incoming, Kind
from bot.store.chats import Chat

CHANNEL = "telegram"
UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)
FILES = ("voice", "audio", "document", "video")
Json = dict[str, Any]


def chat_of(update: Json) -> Chat | None:
    """Where the update comes from."""
    chat = _message(update).get("chat")
    return Chat(CHANNEL, str(chat["id"])) if chat else None


def query_of(update: Json) -> str | None:
    """The id of a pressed button, which Telegram wants answered."""
    query: Json = update.get("callback_query", {})
    return query.get("id")


def message_of(update: Json) -> Incoming | None:
    """What a customer sent; None for updates that need no answer.

    Raises:
        KeyError, TypeError: it is not an update as Telegram describes it.
    """
    message = _message(update)
    if not message or message["chat"]["type"] != "private":
        return None
    where = Chat(CHANNEL, str(message["chat"]["id"]))
    query = update.get("callback_query")
    language = (query or message).get("from", {}).get("language_code")
    if query:
        return Incoming(where, Kind.BUTTON, action=query.get("data", ""), language=language)
    text = message.get("text") or message.get("caption") or ""
    if "contact" in message:
        return Incoming(where, Kind.CONTACT, contact=_contact(message), language=language)
    if text.startswith("/"):
        command, _, rest = text[1:].partition(" ")
        action = command.partition("@")[0].lower()
        return Incoming(where, Kind.COMMAND, rest.strip(), action, language=language)
    return Incoming(where, _kind(message), text, language=language, file_id=_file(message))


def _message(update: Json) -> Json:
    """The message that was sent, changed, or carries the pressed button."""
    query = update.get("callback_query", {})
    found: Json = update.get("message") or update.get("edited_message") or query.get("message")
    return found or {}


def _contact(message: Json) -> Contact:
    contact = message["contact"]
    # A forwarded contact card or somebody else's number proves nothing.
    own = "user_id" in contact and contact["user_id"] == message.get("from", {}).get("id")
    return Contact(contact["phone_number"], own and "forward_origin" not in message)


def _file(message: Json) -> str:
    """What Telegram knows the file by; empty where there is none."""
    if message.get("photo"):
        return str(message["photo"][-1]["file_id"])
    return next((str(message[kind]["file_id"]) for kind in FILES if kind in message), "")


def _kind(message: Json) -> Kind:
    if "text" in message:
        return Kind.TEXT
    if "photo" in message:
        return Kind.PHOTO
    if "voice" in message or "audio" in message:
        return Kind.VOICE
    if "sticker" in message:
        return Kind.STICKER
    return Kind.OTHER
