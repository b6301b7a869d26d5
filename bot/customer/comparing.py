"""One bill set against another: by how much it differs, and why it is more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.bills import queries
from bot.bills.history import FirstBillError, History, HistoryError, Trouble
from bot.bills.lookup import findings_for
from bot.bills.queries import Sum
from bot.contract.month import Month
from bot.customer.bills_meant import bills_of_span, months_set_against
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.hearing.marks import difference_said
from bot.records.account import BillRecord
from bot.wording import short_account, short_compared

Lines = list[str]


def _compared(turn: Turn, asked: Asked, history: History) -> Lines:
    spans = [bills_of_span(turn, span, history) for span in turn.heard.spans if span.of_bills]
    if len(spans) > 1 and all(spans[:2]) and any(len(one) > 1 for one in spans[:2]):
        return short_account.of_two_spans(turn.say, Sum(spans[0]), Sum(spans[1]))
    later, earlier = _two(turn, asked, history)
    turn.remember(replace(turn.memory, shown=(later.bill_month.year, later.bill_month.month)))
    line = short_compared.compared(turn.say, later, earlier)
    said = difference_said(turn.heard.plain, turn.heard.understood.entities)
    if said is None:
        return [line]
    amount, signs = said
    by = later.charged - earlier.charged
    if any(history.bill(m.month, m.year) == later for m in months_set_against(turn)):
        by = -by  # 11月比12月少 speaks of November
    fits = any(amount.holds(sign * by) for sign in signs)
    return [short_compared.as_said(turn.say, fits=fits), line]


def _why_more(turn: Turn, asked: Asked, history: History) -> Lines:
    """The parts add up to the fen; only of bills that are right, and by one price list."""
    two = _two(turn, asked, history)
    if two[0].charged <= two[1].charged:
        return [short_compared.compared(turn.say, *two)]
    later, earlier = (findings_for(history, turn.office, _month(bill)) for bill in two)
    parts = queries.parts_of_more(later, earlier)
    return [] if parts is None else short_compared.why_more(turn.say, later, earlier, parts)


def _two(turn: Turn, asked: Asked, history: History) -> tuple[BillRecord, BillRecord]:
    """Two months that are named; one, and the bill before, of the year before, or told last."""
    named = [history.bill(m.month, m.year) for m in turn.heard.months]
    bills = [bill for bill in named if bill]
    newest = history.bill()
    if newest is None or (named and not bills):
        raise HistoryError(Trouble.NO_BILL)
    shown = turn.memory.shown
    told = history.bill(shown[1], shown[0]) if shown else None
    # 比7月多: than the one told.
    if len(bills) == 1 and not asked.last_year and months_set_against(turn):
        bills.append(told if told and told != bills[0] else newest)
    if len(bills) >= 2 and bills[0] != bills[1]:
        later, earlier = sorted(bills[:2], key=lambda bill: bill.bill_month, reverse=True)
        return later, earlier
    later = bills[0] if bills else (told if asked.of_that and told else newest)
    return later, _before(later, history, last_year=asked.last_year)


def _before(later: BillRecord, history: History, *, last_year: bool) -> BillRecord:
    """The bill before that one, or of the same month of the year before.

    Raises:
        FirstBillError: there is none before, for it is the first.
        HistoryError: it is not here.
    """
    month = later.bill_month
    if last_year:
        before = history.bill(month.month, month.year - 1)
    else:
        before = next((b for b in reversed(history.bills) if b.bill_month < month), None)
    if before is None and not last_year and later == history.bills[0]:
        raise FirstBillError
    if before is None:
        wanted = month.replace(year=month.year - 1) if last_year else None
        raise HistoryError(Trouble.NO_BILL, wanted)
    return before


def _month(bill: BillRecord) -> Month:
    return Month(bill.bill_month.month, bill.bill_month.year)


HANDLERS: dict[Asks, Callable[[Turn, Asked, History], Lines]] = {
    Asks.COMPARED: _compared,
    Asks.WHY_MORE: _why_more,
}
