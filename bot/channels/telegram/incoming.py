"""From a Telegram update to a message of the dialogue."""

from __future__ import annotations

from telegram import Message, Update

from bot.dialogue.messages import Contact, Incoming, Kind
from bot.store.chats import Chat

CHANNEL = "telegram"
UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)


def message_of(update: Update) -> Incoming | None:
    """What a customer sent; None for updates that need no answer."""
    chat = update.effective_chat
    if chat is None or chat.type != chat.PRIVATE:
        return None
    where = Chat(CHANNEL, str(chat.id))
    language = update.effective_user.language_code if update.effective_user else None
    if update.callback_query:
        data = update.callback_query.data or ""
        return Incoming(where, Kind.BUTTON, action=data, language=language)
    message = update.effective_message
    if message is None:
        return None
    text = message.text or message.caption or ""
    contact = _contact(message)
    if contact:
        return Incoming(where, Kind.CONTACT, contact=contact, language=language)
    if text.startswith("/"):
        command, _, rest = text[1:].partition(" ")
        action = command.partition("@")[0].lower()
        return Incoming(where, Kind.COMMAND, rest.strip(), action, language=language)
    return Incoming(where, _kind(message), text, language=language, file_id=_file(message))


def _contact(message: Message) -> Contact | None:
    if message.contact is None:
        return None
    sender = message.from_user.id if message.from_user else None
    # A forwarded contact card or somebody else's number proves nothing.
    own = message.contact.user_id is not None and message.contact.user_id == sender
    return Contact(message.contact.phone_number, own and message.forward_origin is None)


def _file(message: Message) -> str:
    """What Telegram knows the file by; empty where there is none."""
    largest = message.photo[-1] if message.photo else None
    found = largest or message.voice or message.audio or message.document or message.video
    return found.file_id if found else ""


def _kind(message: Message) -> Kind:
    if message.text is not None:
        return Kind.TEXT
    if message.photo:
        return Kind.PHOTO
    if message.voice or message.audio:
        return Kind.VOICE
    if message.sticker:
        return Kind.STICKER
    return Kind.OTHER
