"""Which bills a short question is about: those that are named, or that were told last."""

from __future__ import annotations

from datetime import date

from bot.bills import queries
from bot.bills.history import History, HistoryError, Trouble
from bot.contract.month import Month
from bot.customer.follow_up import remember_months
from bot.customer.turn import Turn
from bot.hearing.asks import Asked
from bot.hearing.over_bills import of_first_bill
from bot.hearing.span_rules import LATELY
from bot.hearing.spans import months_of, set_against
from bot.records.account import BillRecord
from bot.records.fact import FactKind, Standing


def meant(turn: Turn, history: History) -> Month | None:
    """The month that is named, or that was told last; None for the newest bill."""
    today = turn.today
    # 抵下个月的 speaks of no bill that could be there.
    past = [
        m
        for m in turn.heard.months
        if not m.year or (m.year, m.month) <= (today.year, today.month)
    ]
    if past:
        return past[-1]
    if of_first_bill(turn.heard.plain) and history.bills:
        first = history.bills[0].bill_month
        return Month(first.month, first.year)
    shown = turn.memory.shown
    if shown is None or history.bill(shown[1], shown[0]) is None:
        return None
    return Month(shown[1], shown[0])


def bills_of(turn: Turn, asked: Asked, history: History) -> queries.Bills:
    """The bills that are spoken of.

    Raises:
        HistoryError: there are none.
    """
    year, months = asked.year, _up_to(turn) or turn.heard.months
    if year is not None and year <= 0:
        year += turn.today.year
    told = turn.memory.months
    named = any(span.of_bills and span.rule != LATELY for span in turn.heard.spans)
    if asked.of_those and told and not named and len(months) in (0, len(told)):
        months = tuple(Month(month, year) for year, month in told)
    bills = queries.bills_of(history, months, year)
    if not months and (day := taken_over(history)):
        bills = tuple(one for one in bills if _read_on(history, one) > day)
    if asked.without and months:
        bills = tuple(one for one in queries.bills_of(history, (), year) if one not in bills)
    if not bills and year is not None and not months:
        raise HistoryError(Trouble.NO_BILL, year=year)
    if not bills:
        raise not_here(turn)
    if months:
        remember_months(turn, (Month(b.bill_month.month, b.bill_month.year) for b in bills))
    return bills


def taken_over(history: History) -> date | None:
    """The day of the last change of owner: what was before is the former holder's."""
    moved = history.facts_on(FactKind.TRANSFER, Standing.KNOWN)
    return date.fromisoformat(str(moved[-1].value["on"])) if moved else None


def _read_on(history: History, bill: BillRecord) -> date:
    days = (one.this_read_on for one in history.readings if one.bill_month == bill.bill_month)
    return max(days, default=bill.bill_month)


def _up_to(turn: Turn) -> tuple[Month, ...]:
    """The months of its year up to the one before which all is meant: 8月以前."""
    spans = turn.heard.spans
    last = spans[0].last if len(spans) == 1 and spans[0].first is None else None
    return tuple(Month(month, last.year) for month in range(1, last.month + 1)) if last else ()


def not_here(turn: Turn) -> HistoryError:
    """That a bill is not here, and which, where one month with its year or a year is named."""
    named = turn.heard.months
    years = {one.year for one in named}
    year = years.pop() if len(years) == 1 else None
    if year and len(named) == 12:
        return HistoryError(Trouble.NO_BILL, year=year)
    month = date(year, named[0].month, 1) if year and len(named) == 1 else None
    return HistoryError(Trouble.NO_BILL, month)


def months_set_against(turn: Turn) -> tuple[Month, ...]:
    """The months that others are set against: of 12月比11月贵 November."""
    return months_of(set_against(turn.heard.spans, turn.heard.plain), turn.today)
