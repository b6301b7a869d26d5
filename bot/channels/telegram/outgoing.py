"""From a reply of the dialogue to Telegram messages, each within Telegram's limits."""

from __future__ import annotations

from html import escape

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import MessageLimit

from bot.dialogue.messages import Button, Reply

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None


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


def markup_of(reply: Reply, *, last: bool) -> Markup:
    """The keyboard of the last text of a reply."""
    if not last:
        return None
    if reply.share_contact:
        # A label sent as text means its action, so the other buttons fit on the same keyboard.
        share = KeyboardButton(reply.share_contact, request_contact=True)
        others = [KeyboardButton(button.label) for button in reply.buttons]
        return ReplyKeyboardMarkup([[share], others], resize_keyboard=True, one_time_keyboard=True)
    return inline(reply.buttons)


def inline(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    """Buttons in rows of two."""
    if not buttons:
        return None
    keys = [InlineKeyboardButton(b.label, callback_data=b.action.value) for b in buttons]
    return InlineKeyboardMarkup([keys[i : i + 2] for i in range(0, len(keys), 2)])
