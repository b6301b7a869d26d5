"""Whose turn a stored update is, told before it is handled, by the same gate that hears danger."""

from __future__ import annotations

from bot.channels.telegram.incoming import chat_of, message_of, update_in
from bot.hearing.gate import gate
from bot.hearing.total import total
from bot.store.inbox import Turn


@total(Turn())
def turn_of(payload: str) -> Turn:
    """Of whose chat it is, and whether somebody in it may be in danger or does not want to live.

    A report is grave and can wait: nobody is hurt by it, and a thousand of them may come at once.
    """
    update = update_in(payload)
    chat, message = chat_of(update), message_of(update)
    if chat is None:
        return Turn()
    alarm = gate(message.text) if message and not message.group else None
    return Turn(chat.chat_id, bool(alarm and (alarm.danger or alarm.despair)))
