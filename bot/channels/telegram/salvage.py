"""The bare words of an update that cannot be read: a person may still need help."""

from __future__ import annotations

import json

from bot.channels.telegram.settings import CHANNEL
from bot.contract.messages import Chat, Incoming, MessageKind


def salvaged(payload: str) -> Incoming | None:
    """Who wrote what, by the few fields that every message has; None where even they are not."""
    try:
        update = json.loads(payload)
        message = update.get("message") or update["edited_message"]
        chat, text = message["chat"]["id"], message.get("text") or message["caption"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not isinstance(chat, int) or not isinstance(text, str):
        return None
    return Incoming(Chat(CHANNEL, str(chat)), MessageKind.TEXT, text, group=chat < 0)
