"""What a member of staff wrote last: a comment before a forward, or an answer that fits two."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

from bot.contract.messages import Chat, Reply
from bot.hearing.heard import hear
from bot.records.memory import Remark
from bot.staff.turn import StaffTurn

# A messenger sends a comment just before the messages that are forwarded with it.
AT_ONCE = timedelta(seconds=1)


def remember(turn: StaffTurn) -> None:
    """Keep what came until it is known whether it belongs to a forward that comes with it."""
    message = turn.message
    contact = message.contact
    text = f"{contact.name} {contact.phone}".strip() if contact else ""
    turn.keep_remark(
        Remark(
            text or message.text or message.shown,
            message.sent_at or turn.now,
            message.kind,
            message.file_id,
            message.message_id,
        )
    )


def before_forward(turn: StaffTurn) -> Remark | None:
    """The comment that came with the forward, once."""
    remark, at = turn.remark, turn.message.sent_at
    if remark is None or at is None or not timedelta(0) <= at - remark.sent_at <= AT_ONCE:
        return None
    turn.keep_remark(None)
    return remark


def as_it_came(turn: StaffTurn, remark: Remark) -> StaffTurn:
    """The turn as if that had come instead of a pressed button."""
    message = replace(
        turn.message, kind=remark.kind, text=remark.text, action="", contact=None,
        file_id=remark.file_id, message_id=remark.message_id or turn.message.message_id,
        sent_at=remark.sent_at,
    )  # fmt: skip
    return replace(turn, message=message, heard=hear(remark.text, turn.now.date()))


def mark_of(remark: Remark | None) -> str:
    """What a button calls what was kept when it was shown; empty where nothing is."""
    if remark is None:
        return ""
    told = f"{remark.sent_at.isoformat()} {remark.message_id} {remark.text}"
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def taken(turn: StaffTurn) -> StaffTurn | None:
    """The turn as if what was kept had come now; it is kept no more. None where nothing is."""
    remark = turn.remark
    if remark is None:
        return None
    turn.keep_remark(None)
    return as_it_came(turn, remark)


def is_ours(turn: StaffTurn) -> bool:
    """Whether the forwarded words are a colleague's, one's own or the bot's: no customer's."""
    origin = turn.message.origin
    if origin is None or origin.kind not in ("user", "bot"):
        return False
    writer = Chat(turn.message.chat.channel, origin.id)
    return origin.kind == "bot" or turn.store.staff.member(writer) is not None


def ours_first(turn: StaffTurn) -> Reply:
    """Our own words with which a forwarded talk begins: they go along with what follows."""
    remember(turn)
    return Reply(
        turn.say(
            "These are the words of a colleague or of the bot. They go into the case of what you "
            "forward with them."
        ),
        turn.say("If nothing follows, they are not kept."),
    )
