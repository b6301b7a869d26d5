"""A question over bills, or about the answer just given, gets its own short answer."""

from __future__ import annotations

from bot.contract.messages import Action, Reply
from bot.customer import acting, follow_up, identify, questions
from bot.customer.turn import Turn
from bot.hearing.questions import OF_A_BILL, OF_THE_BOOK


def answer(turn: Turn) -> tuple[Reply, ...]:
    """The short answer; empty where none is asked for, or the account is."""
    asked = turn.heard.asked
    if asked is None:
        return ()
    if asked.what not in OF_THE_BOOK and identify.awaits(turn) and not turn.bound:
        return ()
    if asked.what in OF_A_BILL and turn.memory.last is None and turn.bound:
        return acting.act(turn, Action.WHY)  # nothing was told yet: the bill itself
    replies = questions.answer(turn, asked)
    if replies:
        follow_up.understood(turn)
        follow_up.remember(turn, turn.memory.last or Action.BILL)
    return replies
