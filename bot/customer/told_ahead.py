"""Words before the bill: who wants none, and who says that nobody told them though we did."""

from __future__ import annotations

from bot.contract.clean import quoted
from bot.contract.messages import MessageKind, Reply
from bot.customer.turn import Turn
from bot.hearing.marked import Mark


def refuse(turn: Turn) -> Reply:
    """The chat gets no such words any more; what is asked is answered as before."""
    turn.store.ahead.refuse(turn.chat, turn.now)
    turn.store.audit.add(turn.now, turn.chat.name, "ahead_refused", "", turn.chat.channel)
    return Reply(
        turn.say("No such words any more."),
        turn.say("Ask whenever you like; answers come as before."),
    )


def said_before(turn: Turn, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """The answer, and below it what was written here ahead, where they say nobody told them."""
    heard = turn.heard
    spoken = turn.message.kind is MessageKind.TEXT and Mark.NOT_TOLD in heard.marked
    if not replies or not spoken or heard.alarm.is_grave:
        return replies
    told = [
        one
        for one in turn.store.ahead.given_to(turn.chat)
        if one.at <= turn.now and one.account_no in turn.bound
    ]
    if not told:
        return replies
    day = turn.say.day(told[0].at.date())
    head = turn.say("On {day} we wrote to you here:", day=day)
    more = turn.say("If that was not clear enough, tell us what was missing.")
    return (*replies, Reply(head, f"{quoted(told[0].words)}\n\n{more}"))
