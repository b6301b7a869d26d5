"""A question over bills, about the answer just given or the office gets its own short answer."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.messages import Action, Reply
from bot.customer import (
    about_case,
    about_office,
    acting,
    follow_up,
    identify,
    questions,
)
from bot.customer.turn import Turn
from bot.hearing.asked import likely_in
from bot.hearing.asks import OF_A_BILL, OF_ALL_TOO, OF_THE_BOOK, SUPPOSED, Asked, Asks
from bot.hearing.entity import EntityKind
from bot.hearing.heard import Heard, hear
from bot.hearing.marked import Mark
from bot.hearing.over_bills import is_gap_alone
from bot.hearing.over_bills_more import is_why_alone
from bot.records.memory import Question

# Not to be guessed: what is asked of a case, and that all is well.
_NO_GUESS = {*about_case.ANSWERS, Asks.FINE, Asks.PRAISE}
_OF_A_RIGHT_BILL = {
    Asks.WHY_MORE,
    Asks.BECAUSE,
    Asks.SAVED,
}  # of a wrong one that it is wrong is told instead
_WITHOUT_ACCOUNT = {**about_office.ANSWERS, **about_case.ANSWERS}


def answer(turn: Turn) -> tuple[Reply, ...]:
    """The short answer; empty where none is asked for, or the account is."""
    asked = turn.heard.asked
    heard = turn.heard
    if asked is None or heard.complains or heard.puts_bill or _asks_on(turn) or heard.order:
        return ()
    without = asked.what in OF_THE_BOOK or asked.what in _WITHOUT_ACCOUNT
    if not without and identify.awaits(turn) and not turn.bound:
        return ()
    if asked.what is Asks.COMPARED and heard.asks_on:  # 上季度呢 sets nothing against anything
        return ()
    if (
        asked.what is Asks.WHY_MORE
        and is_why_alone(heard.plain)
        and not follow_up.compared_lately(turn)
    ):
        return ()
    if supposed := _of_supposed(turn):
        turn, asked = replace(turn, heard=supposed), supposed.asked or asked
    figures = turn.heard.understood.entities
    if asked.what is Asks.WORKING and not (turn.bound or figures):
        return acting.act(turn, Action.RULE)
    if asked.what in OF_A_BILL and turn.memory.last is None and turn.bound:
        whole, *more = acting.act(turn, Action.WHY)  # nothing was told yet: the bill itself
        return (acting.money_first(turn, whole), *more)
    replies = _told(turn, asked)
    if replies:
        follow_up.understood(turn)
    if replies and turn.bound:  # whose account it is was not asked for
        follow_up.remember(turn, turn.memory.last or Action.BILL, asked=turn.text)
    return replies


def _asks_on(turn: Turn) -> bool:
    """Whether another month or home alone is named, of which the same is asked (8月呢)."""
    heard = turn.heard
    alone = len(heard.months) == 1 or heard.means_other_home
    return heard.asks_on and (alone or bool(turn.memory.asked))


def _of_supposed(turn: Turn) -> Heard | None:
    """差多少 after 要是从9月算: that supposition once more, which tells the difference."""
    if not (turn.memory.asked and is_gap_alone(turn.heard.plain)):
        return None
    last = hear(turn.memory.asked, turn.today)
    return last if last.asked and last.asked.what in SUPPOSED else None


def likely(turn: Turn) -> tuple[Reply, ...]:
    """Where nothing else was understood: the question over bills that is likeliest."""
    heard = turn.heard
    guess = likely_in(heard.plain, heard.understood)
    if guess and guess.what in _NO_GUESS:
        guess = None
    if not turn.bound:
        of_a_bill = heard.asked is not None and heard.asked.what in OF_A_BILL
        of_kin = heard.for_parents and Mark.ASKS in heard.marked  # 想查我老公名下的电费
        waits = of_a_bill or of_kin or (guess and guess.what not in _WITHOUT_ACCOUNT)
        return (identify.ask(turn, Question(None, turn.text)),) if waits else ()
    if guess:
        return answer(replace(turn, heard=replace(heard, asked=guess)))
    return acting.act(turn, Action.WHY) if heard.months or heard.tells_bill else ()


def _of_own_home(turn: Turn) -> bool:
    """我家现在用到几档了 asks of the account, and not of a figure that is named."""
    return "我家" in turn.heard.plain and not turn.heard.understood.entities


def _names_kwh(turn: Turn) -> bool:
    return any(one.kind is EntityKind.KWH for one in turn.heard.understood.entities)


def _told(turn: Turn, asked: Asked) -> tuple[Reply, ...]:
    if asked.what in _WITHOUT_ACCOUNT:
        return _WITHOUT_ACCOUNT[asked.what](turn, asked)
    if asked.what is Asks.TIER_YES and not turn.bound and _names_kwh(turn):
        return acting.act(turn, Action.RULE)  # 1月用300度是不是就进二档
    own = asked.what is Asks.WHICH_TIER and _of_own_home(turn)
    if asked.what in OF_ALL_TOO and (turn.heard.persons or not (turn.bound or own)):
        return acting.act(turn, Action.RULE)
    told = questions.answer(turn, asked)
    if asked.what in _OF_A_RIGHT_BILL and not told and turn.bound:
        return acting.act(turn, Action.WHY)
    return told
