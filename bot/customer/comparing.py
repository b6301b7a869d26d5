"""One bill set against another: by how much it differs, and why it is more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from bot.bills import queries
from bot.bills.history import FirstBillError, History, HistoryError, Trouble
from bot.bills.lookup import findings_for
from bot.bills.queries import Sum
from bot.contract.month import Month
from bot.customer import follow_up
from bot.customer.bills_meant import meant, months_set_against
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.hearing.because import causes_in
from bot.hearing.heard import hear
from bot.hearing.marks import difference_said
from bot.hearing.over_bills import asserted, is_gap_alone
from bot.hearing.span_quarters import QUARTER
from bot.hearing.span_rules import NEAR
from bot.hearing.spans import Span, months_of
from bot.records.account import BillRecord
from bot.wording import short_account, short_compared
from tariff_rules.cycles import months_later

Lines = list[str]
SEVERAL = 2


def _compared(turn: Turn, asked: Asked, history: History) -> Lines:
    sides = sides_of(turn, history, turn.heard.plain.find("比"))
    if sides:
        return _of_sides(turn, *map(Sum, sides))
    later, earlier = two_of(turn, asked, history)
    turn.remember(replace(turn.memory, shown=(later.bill_month.year, later.bill_month.month)))
    against = months_set_against(turn)
    # 1月比12月贵多少 speaks of January
    turned = any(history.bill(m.month, m.year) == later for m in against)
    one, other = (earlier, later) if turned else (later, earlier)
    gap = one.charged - other.charged
    said = difference_said(turn.heard.plain, turn.heard.understood.entities)
    if said is None:
        line = short_compared.compared(turn.say, one, other)
        return [*_verdict(turn, gap, named=bool(against)), line]
    amount, signs = said
    fits = any(amount.holds(sign * gap) for sign in signs)
    line = short_compared.compared(turn.say, later, earlier)
    return [short_compared.as_said(turn.say, fits=fits), line]


def _verdict(turn: Turn, gap: Decimal, *, named: bool) -> Lines:
    """Yes or no first where it is asked; and where what is asked takes the wrong one for more."""
    so = asserted(turn.heard.plain)
    fits = gap * so.more > 0
    if so.asks:
        return [short_compared.as_said(turn.say, fits=fits)]
    if fits or not (named and gap):
        return []
    return [short_compared.other_way(turn.say, more=gap > 0)]


def _of_sides(turn: Turn, one: Sum, other: Sum) -> Lines:
    lines = short_account.of_two_spans(turn.say, one, other)
    so = asserted(turn.heard.plain)
    if not so.asks:
        return lines
    fits = (one.charged - other.charged) * so.more > 0
    return [short_compared.as_said(turn.say, fits=fits), *lines]


def if_of_two(turn: Turn, asked: Asked, history: History) -> Asked:
    """差多少 after two months that were told, the last of them right, sets those two apart."""
    lately = () if turn.heard.months else follow_up.months_lately(turn)
    if asked.what is not Asks.DIFFERENCE or len(lately) < SEVERAL:
        return asked
    if not is_gap_alone(turn.heard.plain):
        return asked
    month = meant(turn, history)
    if findings_for(history, turn.office, month).verdict not in queries.RIGHT:
        return asked
    return replace(asked, what=Asks.COMPARED, of_those=True)


def sides_of(
    turn: Turn, history: History, between: int
) -> tuple[queries.Bills, queries.Bills] | None:
    """What stands before 比 and what behind it, where one of them is more than a bill.

    `between` is where the one side ends. 跟头三个月比 alone sets what was told last against those.
    """
    spans = [span for span in turn.heard.spans if span.of_bills]
    sides = [[s for s in spans if s.start < between], [s for s in spans if s.start > between]]
    if len(spans) == 2 or not all(sides):  # 春天和秋天比, 上半年和下半年差多少
        sides = [[span] for span in spans[:2]]
    bills = [_bills_of(turn, side, history) for side in sides]
    if len(bills) == 1 and months_set_against(turn) and not _of_lately(turn):
        told = _told_before(turn, history)
        same = not told or told == bills[0]
        bills.insert(0, _after(history, spans[0], bills[0]) if same else told)
    if (
        len(bills) < SEVERAL
        or bills[0] == bills[1]
        or not all(bills)
        or all(len(side) == 1 for side in bills)
    ):
        return None
    return bills[0], bills[1]


def _after(history: History, span: Span, bills: queries.Bills) -> queries.Bills:
    """跟上季度比, and nothing was told before: what came since; else the same."""
    if span.rule != QUARTER or not bills:
        return bills
    last = bills[-1].bill_month
    return tuple(one for one in history.bills if last < one.bill_month <= months_later(last, 3))


def _of_lately(turn: Turn) -> bool:
    """跟上个月比 is of the newest bill, whatever was told before."""
    plain, spans = turn.heard.plain, turn.heard.spans
    return any(span.rule == NEAR and plain.startswith("上", span.start) for span in spans)


def _told_before(turn: Turn, history: History) -> queries.Bills:
    """The bills of several months that the last question was about; none where of one."""
    words = turn.memory.asked if turn.memory.months else ""
    if not words or len(hear(words, turn.today).months) < SEVERAL:
        return ()
    found = (history.bill(month, year) for year, month in turn.memory.months)
    return tuple(bill for bill in found if bill)


def _bills_of(turn: Turn, spans: Iterable[Span], history: History) -> queries.Bills:
    return queries.bills_of(history, months_of(spans, turn.today), None)


def _why_more(turn: Turn, asked: Asked, history: History) -> Lines:
    """The parts add up to the fen; only of bills that are right, and by one price list."""
    turn = follow_up.of_those_compared(turn)
    two = two_of(turn, asked, history)
    more = two[0].charged > two[1].charged
    later, earlier = (findings_for(history, turn.office, _month(bill)) for bill in two)
    parts = queries.parts_of_more(later, earlier)
    if more:
        return [] if parts is None else short_compared.why_more(turn.say, later, earlier, parts)
    line = short_compared.compared(turn.say, *two)
    if two[0].charged == two[1].charged:
        return [line]
    return (
        []
        if parts is None
        else [line, *short_compared.why_more(turn.say, later, earlier, parts)[1:]]
    )


def _because(turn: Turn, asked: Asked, history: History) -> Lines:
    """Whether a cause that is named is why it is more: that first, then the parts."""
    plain = turn.heard.plain
    named = frozenset() if "还是" in plain else causes_in(plain)
    turn = follow_up.of_those_compared(turn)
    lines = _why_more(turn, asked, history)
    two = [findings_for(history, turn.office, _month(b)) for b in two_of(turn, asked, history)]
    parts = queries.parts_of_more(*two)
    if parts is None or two[0].bill.charged <= two[1].bill.charged:
        return lines
    return [short_compared.because(turn.say, parts, named), *lines]


def two_of(turn: Turn, asked: Asked, history: History) -> tuple[BillRecord, BillRecord]:
    """Two months that are named; one, and the bill before, of the year before, or told last."""
    months = turn.heard.months or (follow_up.months_lately(turn) if asked.of_those else ())
    named = [history.bill(m.month, m.year) for m in months[-SEVERAL:]]
    bills = [bill for bill in named if bill]
    newest = history.bill()
    if named and not bills and newest == history.bills[0] and months_set_against(turn):
        raise FirstBillError
    if newest is None or (named and not bills):
        raise HistoryError(Trouble.NO_BILL)
    shown = turn.memory.shown
    told = history.bill(shown[1], shown[0]) if shown else None
    # 比7月多: than the one told.
    if len(bills) == 1 and not asked.last_year and months_set_against(turn):
        bills.append(told if told and told != bills[0] and not _of_lately(turn) else newest)
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
    Asks.BECAUSE: _because,
}
