"""A fact that the customer contests: recomputed with it, the claim put into the case.

The records stay as they are until somebody has checked it. What would make the bill dearer is
treated as what would make it cheaper.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from bot.bills.contested import (
    AsClaimed,
    if_moved_in,
    if_persons,
    if_powered_on,
    if_read,
    if_read_on,
    if_registered_on,
)
from bot.bills.findings import Findings
from bot.bills.history import History, HistoryError
from bot.bills.lookup import findings_for, history_of
from bot.contract.contested import Contested, Fact, Unsaid
from bot.contract.messages import Action, Reply
from bot.contract.month import Month
from bot.contract.office import Office
from bot.customer import bill_answers, follow_up
from bot.customer.since_reading import so_far
from bot.customer.turn import Turn, open_case, reply_with, told_of
from bot.hearing.heard import hear
from bot.records.case import CLAIMED, Case, CaseKind
from bot.records.fact import FactKind, Standing
from bot.wording import contested as wording

_OF_A_DAY: Mapping[Fact, Callable[[History, Office, Month, date], AsClaimed]] = {
    Fact.POWERED: if_powered_on,
    Fact.APPLIED: if_registered_on,
    Fact.TRANSFERRED: if_moved_in,
    Fact.READ_ON: if_read_on,
}
# Said without a bill before them, these ask for something to be done.
_OF_A_SHOWN_BILL = {Fact.APPLIED, Fact.TRANSFERRED, Fact.REPLACED, Fact.READ_ON}


def answer(turn: Turn) -> tuple[Reply, ...]:
    """What the bill would come to, who checks the claim and what would prove it."""
    said = turn.heard.contested
    bound = turn.bound if said else ()
    if said is None or not bound:
        return ()
    if said.fact in _OF_A_SHOWN_BILL and not (turn.memory.shown or said.denies):
        return ()
    if said.of_last and not turn.memory.shown:
        return ()
    account_no = turn.heard.claim.account_no or bound[0]
    if account_no not in bound:
        return ()
    try:
        history = history_of(turn.store, account_no, turn.office.regions)
        if _is_on_file(history, said):
            if said.fact is Fact.TRANSFERRED:
                return ()  # what is asked beside it
            return (bill_answers.about(turn, Action.WHY, account_no),)
        if said.told and (later := so_far(turn, history, said.figure)):
            return (bill_answers.gated(turn, later, Action.BILL, account_no),)
        month = _month(turn, history, said)
        found = findings_for(history, turn.office, month)
        said = _of_bill(turn, said, found.read_on, history.account.powered_on)
        so = _as_claimed(turn, history, month, said)
    except HistoryError as error:
        return (bill_answers.no_answer(turn, account_no, error),)
    if said.supposed and found.verdict is None:  # another fact is missing: no figure is sure
        return (bill_answers.about(turn, Action.BILL, account_no),)
    if said.supposed:
        head, *rest = wording.supposed(turn.say, found, said, so)
        reply = reply_with(turn.say, head, "\n".join(rest), Action.WHY, Action.HUMAN)
        return (bill_answers.gated(turn, reply, Action.BILL, account_no),)
    return (_noted(turn, account_no, found, said, so),)


def _noted(
    turn: Turn, account_no: str, found: Findings, said: Contested, so: AsClaimed | None
) -> Reply:
    """The claim is put into the case; the records stay."""
    case, already = open_case(turn, CaseKind.CHECK, account_no, found)
    lines = wording.told(turn.say, found, said, so)
    turn.acting.note(case, CLAIMED, f"{turn.text}\n{wording.proof(turn.say, said.fact)}")
    month = found.bill.bill_month
    follow_up.remember(turn, Action.BILL, Month(month.month, month.year))

    def told(case: Case) -> Reply:
        head, *body = lines
        body += ["", *wording.checked(turn.say, case, said.fact)]
        return reply_with(turn.say, head, "\n".join(body), Action.CASE, Action.WHY, Action.HUMAN)

    reply = told_of(turn, case, told)
    return bill_answers.gated(turn, reply, Action.BILL, account_no, case, already=already)


def _of_bill(turn: Turn, said: Contested, end: date, powered: date | None) -> Contested:
    """As it is meant of a bill that was read on that day; a feast is heard as on that day.

    A day without its month, of what is on file with another, is one of that month.
    """
    if said.fact is Fact.POWERED and said.unsaid is Unsaid.MONTH and said.day and powered:
        last = monthrange(powered.year, powered.month)[1]
        day = powered.replace(day=min(said.day.day, last))
        return replace(said, day=day, unsaid=Unsaid.NOTHING)
    if said.unsaid is not Unsaid.FEAST:
        return said.of_bill(end)
    then = hear(turn.text, end).contested
    return replace(said, day=then.day) if then and then.day else said


def _is_on_file(history: History, said: Contested) -> bool:
    """Whether the records say the same: then it is no claim, and the bill is explained."""
    if said.fact is Fact.PERSONS:
        known = history.facts_on(FactKind.HOUSEHOLD, Standing.KNOWN)
        return any(fact.value.get("persons") == said.figure for fact in known)
    if said.fact is Fact.TRANSFERRED and said.day and said.day.day == 1:
        known = history.facts_on(FactKind.TRANSFER, Standing.KNOWN)
        return any(str(fact.value["on"]).startswith(f"{said.day:%Y-%m}") for fact in known)
    powered = history.account.powered_on
    if said.fact is not Fact.POWERED or powered is None or said.day is None:
        return False
    of_month = said.day.day == 1 and (powered.month == said.day.month)
    return of_month and powered.year in (said.day.year, said.day.year - 1)


def _month(turn: Turn, history: History, said: Contested) -> Month:
    """The bill that is named, or told last, or the newest.

    Raises:
        HistoryError: there is none.
    """
    shown = turn.memory.shown
    meant = Month(shown[1], shown[0]) if shown and history.bill(shown[1], shown[0]) else None
    if said.supposed and said.day:  # 要是6月才立户,12月该多少
        others = [m for m in turn.heard.months[-1:] if m.month != said.day.month]
        meant = next((m for m in others if history.bill(m.month, m.year)), meant)
    if said.day is None:
        named = [m for m in turn.heard.months if history.bill(m.month, m.year)]
        meant = named[-1] if named else meant
    bill = findings_for(history, turn.office, meant).bill
    return Month(bill.bill_month.month, bill.bill_month.year)


def _as_claimed(turn: Turn, history: History, month: Month, said: Contested) -> AsClaimed | None:
    if said.day and said.fact in _OF_A_DAY:
        return _OF_A_DAY[said.fact](history, turn.office, month, said.day)
    if said.fact is Fact.READING and said.figure is not None:
        return if_read(history, turn.office, month, said.figure)
    if said.fact is Fact.PERSONS and said.figure is not None:
        return if_persons(history, turn.office, month, said.figure)
    return None
