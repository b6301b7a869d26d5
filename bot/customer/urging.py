"""A customer urges: it is noted in the open case, and told to who works on it."""

from __future__ import annotations

from bot.cases.joining import urge
from bot.contract.messages import MessageKind, Reply
from bot.customer import own_cases
from bot.customer.turn import Turn, also
from bot.hearing.urging import urges
from bot.records.case import UNFINISHED, Case


def urged(turn: Turn, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """The replies, and below the first of them that the urging is noted, where it is."""
    if not replies or turn.message.kind is not MessageKind.TEXT or not urges(turn.heard.plain):
        return replies
    case = _waited_for(turn)
    if case is None:
        return replies
    urge(turn.acting, case, turn.text)
    told = turn.say("That you urge is noted in case {number}; whoever works on it is told.",
                    number=case.number)  # fmt: skip
    return (also(replies[0], told), *replies[1:])


def _waited_for(turn: Turn) -> Case | None:
    """The newest open case of theirs, unless it was opened by these words."""
    newest_first = own_cases.with_what_goes_on(turn, own_cases.theirs(turn))
    case = next((one for one in newest_first if one.state in UNFINISHED), None)
    return None if case is None or case.opened_at == turn.now else case
