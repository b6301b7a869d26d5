"""Short questions of doubt about one account: can it be trusted, who did it, what used it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.bills.contested import if_moved_in, if_powered_on
from bot.bills.findings import Findings
from bot.bills.history import History, HistoryError, Trouble, spans_of
from bot.bills.lookup import findings_for, outlook_for
from bot.bills.own_rules import tariff_of
from bot.bills.queries import RIGHT, Sum
from bot.bills.unknown import is_closed
from bot.bills.what_if import IfSo
from bot.contract.month import Month
from bot.customer.bills_meant import bills_of, meant
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.records.account import BillRecord, ReadingRecord
from bot.wording import short_doubts as wording
from bot.wording import short_more
from tariff_rules import Verdict

Lines = list[str]
YEAR = 12  # months


def _found(turn: Turn, history: History) -> Findings:
    return findings_for(history, turn.office, meant(turn, history))


def _trust(turn: Turn, _: Asked, history: History) -> Lines:
    return wording.check_yourself(turn.say, _found(turn, history))


def _apology(turn: Turn, _: Asked, history: History) -> Lines:
    return wording.apology(turn.say, _found(turn, history))


def _formula(turn: Turn, _: Asked, history: History) -> Lines:
    return wording.formula(turn.say, _found(turn, history))


def _culprit(turn: Turn, _: Asked, history: History) -> Lines:
    return wording.no_names(turn.say, _found(turn, history))


def _empty_home(turn: Turn, _: Asked, history: History) -> Lines:
    return wording.empty_home(turn.say, _found(turn, history))


def _average_price(turn: Turn, asked: Asked, history: History) -> Lines:
    """Of the months that are named, else of the year."""
    return [wording.average_price(turn.say, Sum(bills_of(turn, asked, history)))]


def _if_moved(turn: Turn, _: Asked, history: History) -> Lines:
    """With another holder since the day that is named."""
    days = [span.first for span in turn.heard.spans if span.first and span.first <= turn.today]
    if not days:
        return [wording.which_day(turn.say)]
    since = any(turn.heard.plain.endswith("从", 0, span.start) for span in turn.heard.spans)
    if since or not any(history.bill(one.month, one.year) for one in turn.heard.months):
        turn = replace(turn, heard=replace(turn.heard, months=()))  # 9月就搬来 names no bill
    newest = findings_for(history, turn.office, None) if since else _found(turn, history)
    bill = newest.bill
    month = Month(bill.bill_month.month, bill.bill_month.year)
    spans = spans_of(history)
    begun = not spans or days[0] <= spans[0].first  # nobody was there before
    told = (if_powered_on if begun else if_moved_in)(history, turn.office, month, days[0])
    line = wording.moved_in(turn.say, IfSo(bill, told.on_file, told.claimed), days[0])
    rule = tariff_of(turn.office).rules["transfer"]
    known = begun or not rule.evidence.doubtful
    return [line] if known else [line, wording.not_found_for_movers(turn.say)]


def _if_closed(turn: Turn, _: Asked, history: History) -> Lines:
    """What has to be known to settle today; no price, as the limits then have fewer months."""
    spans = spans_of(history)
    if not spans:
        raise HistoryError(Trouble.NO_READING)
    if is_closed(history, turn.today):
        return []
    limits = outlook_for(history, turn.office, turn.today)[0].allowance
    by_year = limits.limits and limits.cycle.months() == YEAR
    rule, day = tariff_of(turn.office).rules["closing"] if by_year else None, spans[-1].last
    return wording.closed_today(turn.say, day, _last_read(history, day), rule)


def _last_read(history: History, day: date) -> ReadingRecord | None:
    found = [one for one in history.readings if one.this_read_on == day]
    return found[0] if len(found) == 1 else None


def shares(turn: Turn, history: History, found: Findings) -> Lines:
    """What was charged too much lies in several bills: how much in which of them."""
    each = any(word in turn.heard.plain for word in ("每", "分别", "哪"))
    return wording.shares(turn.say, found, _parts(turn, history, found), each=each)


def own_share(turn: Turn, history: History, found: Findings) -> Lines:
    """What that one bill should come to, and what all of them were too much."""
    parts = _parts(turn, history, found)
    own = next((part for bill, part in parts if bill == found.bill), Decimal(0))
    right = short_more.should_be_less(turn.say, found.bill, own)
    return [right, *(wording.shares(turn.say, found, parts) if len(parts) > 1 else [])]


def _parts(turn: Turn, history: History, found: Findings) -> list[tuple[BillRecord, Decimal]]:
    year = [b for b in history.bills if b.bill_month.year == found.bill.bill_month.year]
    until = [bill for bill in year if bill.bill_month <= found.bill.bill_month]
    months = (Month(bill.bill_month.month, bill.bill_month.year) for bill in until)
    sums = [findings_for(history, turn.office, m).overcharge or Decimal(0) for m in months]
    parts = [now - before for now, before in zip(sums, [Decimal(0), *sums], strict=False)]
    return [(bill, part) for bill, part in zip(until, parts, strict=True) if part]


def _wrong_bills(turn: Turn, asked: Asked, history: History) -> Lines:
    """Whether others are wrong, too: of all bills, or of those of the year that is named."""
    bills = history.bills if asked.year is None else bills_of(turn, asked, history)
    told = [(bill, _is_right(turn, history, bill)) for bill in bills]
    return wording.wrong_bills(turn.say, told)


def _is_right(turn: Turn, history: History, bill: BillRecord) -> bool | None:
    """None where it cannot be judged."""
    month = Month(bill.bill_month.month, bill.bill_month.year)
    try:
        found = findings_for(history, turn.office, month)
        if found.verdict is Verdict.WRONG_FACT:  # of the year so far: this bill by itself
            return all(one != bill for one, _ in _parts(turn, history, found))
    except HistoryError:
        return None
    return False if found.office_at_fault else True if found.verdict in RIGHT else None


HANDLERS: dict[Asks, Callable[[Turn, Asked, History], Lines]] = {
    Asks.TRUST: _trust,
    Asks.CULPRIT: _culprit,
    Asks.FORMULA: _formula,
    Asks.APOLOGY: _apology,
    Asks.EMPTY_HOME: _empty_home,
    Asks.AVERAGE_PRICE: _average_price,
    Asks.IF_MOVED: _if_moved,
    Asks.IF_CLOSED: _if_closed,
    Asks.WRONG_BILLS: _wrong_bills,
}
