"""What a member of staff wrote last: a comment before a forward, or an answer that fits two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.contract.messages import MessageKind, Reply
from bot.hearing.heard import hear
from bot.records.memory import Remark
from bot.staff.turn import StaffTurn

# A messenger sends a comment just before the messages that are forwarded with it.
AT_ONCE = timedelta(seconds=1)


def remember(turn: StaffTurn) -> None:
    """Keep the text until it is known whether it belongs to a forward that comes with it."""
    turn.keep_remark(Remark(turn.message.text, turn.message.sent_at or turn.now))


def before_forward(turn: StaffTurn) -> Remark | None:
    """The comment that came with the forward, once."""
    remark, at = turn.remark, turn.message.sent_at
    if remark is None or at is None or not timedelta(0) <= at - remark.sent_at <= AT_ONCE:
        return None
    turn.keep_remark(None)
    return remark


def with_text(turn: StaffTurn, text: str) -> StaffTurn:
    """The turn as if that text had come instead of a pressed button."""
    message = replace(turn.message, kind=MessageKind.TEXT, text=text, action="")
    return replace(turn, message=message, heard=hear(text, turn.now.date()))


def own_words_first(turn: StaffTurn) -> Reply:
    """One's own words with which a forwarded talk begins: they go along with what follows."""
    remember(turn)
    return Reply(
        turn.say("These are your own words. They go into the case of what you forward with them."),
        turn.say("If nothing follows, they are not kept."),
    )
