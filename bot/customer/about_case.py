"""Short questions about what was registered: for whoever has a case, and whoever has none."""

from __future__ import annotations

from collections.abc import Callable

from bot.bills.lookup import findings_for, history_of
from bot.contract.messages import Action, Reply
from bot.customer import acting, handbook, own_cases
from bot.customer.turn import Turn, open_case, reply_with, told_of
from bot.hearing.asks import Asked, Asks
from bot.hearing.complaints import tells_of_filed
from bot.hearing.topics import Matter
from bot.records.case import CLAIMED, UNFINISHED, Case, CaseKind
from bot.wording import phrases
from bot.wording import short_case as wording

Replies = tuple[Reply, ...]
_UNDONE = ("别", "不", "甭")
_PAPERS = ("材料", "证件", "手续", "资料", "证明")


def _case(turn: Turn) -> Case | None:
    mine = (case for case in own_cases.theirs(turn) if case.state in UNFINISHED)
    return next(mine, None)


def _told(turn: Turn, lines: list[str]) -> Replies:
    head, *rest = lines
    return (reply_with(turn.say, head, "\n".join(rest), Action.CASE, Action.HUMAN),)


def _sure(turn: Turn, _: Asked) -> Replies:
    case = _case(turn)
    if case is None:
        return ()
    return (told_of(turn, case, lambda one: _told(turn, wording.sure(turn.say, one))[0]),)


def _come(turn: Turn, _: Asked) -> Replies:
    case = _case(turn)
    if case:
        return _told(turn, wording.no_need_to_come(turn.say, case))
    return _told(turn, wording.when_to_come(turn.say, turn.office.phone))


def _proof(turn: Turn, _: Asked) -> Replies:
    case = _case(turn)
    papers = any(word in turn.heard.plain for word in _PAPERS)
    if papers and case is None:
        return ()
    if case and papers:
        return _told(turn, wording.papers_needed(turn.say, case))
    if case:
        return _told(turn, wording.proof(turn.say, case))
    return _told(turn, wording.nothing_registered(turn.say))


def _when(turn: Turn, _: Asked) -> Replies:
    filed = turn.heard.order is Action.CASE or tells_of_filed(turn.heard.plain)
    if filed or own_cases.theirs(turn):  # 那个事咋样了
        return acting.act(turn, Action.CASE)
    return handbook.answer(turn, Matter("complaining", "own"))


def _approval(turn: Turn, _: Asked) -> Replies:
    return _told(turn, wording.approval(turn.say, _case(turn)))


def _notify(turn: Turn, _: Asked) -> Replies:
    case = _case(turn)
    if case is None:
        return _told(turn, wording.nothing_registered(turn.say))
    return _told(turn, wording.notify(turn.say, case))


def _escalate(turn: Turn, _: Asked) -> Replies:
    return _told(turn, wording.escalate(turn.say, _case(turn), turn.office.phone))


def _in_charge(turn: Turn, _: Asked) -> Replies:
    return _told(turn, wording.in_charge(turn.say, _case(turn)))


def _interest(turn: Turn, _: Asked) -> Replies:
    """No rule that is held here tells of interest: the question goes into the case."""
    case = _case(turn)
    if case:
        turn.acting.note(case, CLAIMED, turn.text)
    return _told(turn, wording.interest(turn.say, case))


def _stolen(turn: Turn, _: Asked) -> Replies:
    """Somebody must look on the spot."""
    bound = turn.bound
    account_no = bound[0] if bound else None
    found = None
    if account_no:
        found = findings_for(history_of(turn.store, account_no), turn.office, None)
    case, _already = open_case(turn, CaseKind.CHECK, account_no, found)
    return _told(turn, wording.stolen(turn.say, case))


def _noted(turn: Turn, _: Asked) -> Replies:
    """先别办, 办吧: it stands in the case; without one nothing is to be left undone."""
    case = _case(turn)
    if case is None:
        left = any(word in turn.heard.plain for word in _UNDONE)
        return (phrases.welcome(turn.say),) if left else ()
    turn.acting.note(case, CLAIMED, turn.text)
    return _told(turn, wording.noted(turn.say, case))


ANSWERS: dict[Asks, Callable[[Turn, Asked], Replies]] = {
    Asks.SURE: _sure,
    Asks.COME: _come,
    Asks.PROOF: _proof,
    Asks.NOTED: _noted,
    Asks.CASE: _when,
    Asks.STOLEN: _stolen,
    Asks.INTEREST: _interest,
    Asks.APPROVAL: _approval,
    Asks.NOTIFY: _notify,
    Asks.ESCALATE: _escalate,
    Asks.IN_CHARGE: _in_charge,
}
