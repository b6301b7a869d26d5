"""Words before the bill: who wants none, and who says that nobody told them though we did."""

from __future__ import annotations

from collections.abc import Iterator

from bot.contract.clean import quoted
from bot.contract.messages import MessageKind, Reply
from bot.customer.turn import Turn
from bot.hearing.marked import Mark
from bot.records.ahead import Given, How
from bot.wording.catalogue import mark

_HERE = mark("On {day} we wrote to you here:")
_HOW = {
    How.TELEPHONE: mark("On {day} a colleague called your household and told it:"),
    How.VISIT: mark("On {day} a colleague was at your door and told it:"),
}


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
    told = [one for one in _told(turn) if one.at <= turn.now and one.account_no in turn.bound]
    if not told:
        return replies
    last = max(told, key=lambda one: one.at)
    how = _HOW[How(last.chat.chat_id)] if last.in_person else _HERE
    head = turn.say(how, day=turn.say.day(last.at.date()))
    more = turn.say("If that was not clear enough, tell us what was missing.")
    return (*replies, Reply(head, f"{quoted(last.words)}\n\n{more}"))


def _told(turn: Turn) -> Iterator[Given]:
    """What was written to this chat, and what a colleague has said to the household."""
    yield from turn.store.ahead.given_to(turn.chat)
    for number in turn.bound:
        yield from (one for one in turn.store.ahead.given_of(number) if one.in_person)
