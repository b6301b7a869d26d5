"""How bills stand to each other, and parts to their whole: 几倍, 几成, 百分之几."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from bot.bills import queries
from bot.bills.history import History
from bot.bills.lookup import findings_for
from bot.bills.queries import Sum
from bot.contract.month import Month
from bot.customer import comparing, follow_up
from bot.customer.bills_meant import bills_of, meant, months_set_against
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.hearing.heard import hear
from bot.hearing.ratios import Part, Ratio, ratio_in
from bot.hearing.spans import months_of
from bot.wording import (
    short,
    short_account,
    short_compared,
    short_more,
    short_ratio,
    short_records,
)

Lines = list[str]
_TOGETHER = {Asks.SUM, Asks.USED, Asks.EACH, Asks.AVERAGE, Asks.MOST, Asks.LEAST}


def _ratio(turn: Turn, asked: Asked, history: History) -> Lines:
    ratio = ratio_in(turn.heard.plain) or Ratio()
    match ratio.part:
        case None:
            return _against(turn, asked, history, ratio)
        case Part.SPAN if _names_before(turn, ratio):
            return _of_the_year(turn, history, ratio)
        case Part.SPAN if _of_tiers_lately(turn):
            return _of_tier_cost(turn, asked, history)
        case Part.SPAN if ratio.of_year and _of_several_lately(turn):
            return _of_the_year(turn, history, ratio)
        case Part.SPAN:  # 占这张单子的几成: what of it was just told
            return _of_overcharge(turn, history, ratio)
        case Part.OVERCHARGE:
            return _of_overcharge(turn, history, ratio)
        case Part.TIERS:
            return _of_tiers(turn, asked, history)
        case part:
            return _of_period(turn, history, part)


def _against(turn: Turn, asked: Asked, history: History, ratio: Ratio) -> Lines:
    say = turn.say
    turn = follow_up.of_those_compared(turn)
    if sides := comparing.sides_of(turn, history, ratio.between):
        both = Sum(sides[0]), Sum(sides[1])
        told = short_account.of_two_spans(say, *both)[1:]
        return [short_ratio.against(say, *both, as_times=ratio.times), *told]
    later, earlier = comparing.two_of(turn, asked, history)
    first = _named_first(turn, history)
    one, other = (earlier, later) if first == earlier else (later, earlier)
    if ratio.times and one.charged < other.charged and first is None:
        one, other = other, one  # 差几倍
    line = short_ratio.against(say, Sum((one,)), Sum((other,)), as_times=ratio.times)
    return [line, short_compared.compared(say, one, other)]


def _named_first(turn: Turn, history: History) -> object:
    """The bill that stands to another: the first that is named, and not set against."""
    against = months_set_against(turn)
    named = [month for month in turn.heard.months if month not in against]
    if named and len(turn.heard.months) > 1:
        return history.bill(named[0].month, named[0].year)
    return None


def _names_before(turn: Turn, ratio: Ratio) -> bool:
    """Whether the part itself is named: 12月占全年, 夏天占几成."""
    return any(span.of_bills and span.start < ratio.between for span in turn.heard.spans)


def _of_tiers_lately(turn: Turn) -> bool:
    return _last(turn) is Asks.TIER_COST


def _of_several_lately(turn: Turn) -> bool:
    """Whether bills were told together just now: 占全年几成 is of those."""
    return bool(turn.memory.months) and _last(turn) in _TOGETHER


def _last(turn: Turn) -> Asks | None:
    last = hear(turn.memory.asked, turn.today).asked if turn.memory.asked else None
    return last.what if last else None


def _of_tier_cost(turn: Turn, asked: Asked, history: History) -> Lines:
    """What the tiers cost more, as a part of all that was charged."""
    bills = bills_of(turn, asked, history)
    found = [findings_for(history, turn.office, _month(bill.bill_month)) for bill in bills]
    more = sum((one.yuan for one in queries.above_first(found)), Decimal(0))
    whole = Sum(bills)
    line = short.in_all(turn.say, whole)
    return (
        [short_ratio.part_of_money(turn.say, more, whole.charged), line] if whole.charged else []
    )


def _of_the_year(turn: Turn, history: History, ratio: Ratio) -> Lines:
    spans = [span for span in turn.heard.spans if span.of_bills and span.start < ratio.between]
    months = months_of(spans, turn.today)
    if not months and turn.memory.months:
        months = tuple(Month(month, year) for year, month in turn.memory.months)
    if not months:
        told = meant(turn, history)
        newest = history.bill()
        months = (told,) if told else (_month(newest.bill_month),) if newest else ()
    part = queries.bills_of(history, months, None)
    whole = queries.bills_of(history, (), part[-1].bill_month.year if part else None)
    if not part:
        return []
    say = turn.say
    return [
        short_ratio.part_of_span(say, Sum(part), Sum(whole)),
        short.in_all(say, Sum(part)),
        short.in_all(say, Sum(whole)),
    ]


def _of_overcharge(turn: Turn, history: History, ratio: Ratio) -> Lines:
    """What was charged too much (or too little), of the bill or of what it should be."""
    found = findings_for(history, turn.office, meant(turn, history))
    told = short_more.should_be(turn.say, found)
    over, charged = found.overcharge, found.bill.charged
    if over and found.of_several:  # it lies in several bills of the year
        year = queries.bills_of(history, (), found.bill.bill_month.year)
        charged = Sum(tuple(b for b in year if b.bill_month <= found.bill.bill_month)).charged
    gap = abs(charged - found.due) if over is None else over
    right = found.due if over is None else charged - over
    whole = right if ratio.of_right or over is None else charged
    if not (gap and whole):
        return told
    return [short_ratio.part_of_money(turn.say, gap, whole), *told]


def _of_tiers(turn: Turn, asked: Asked, history: History) -> Lines:
    """The kWh above the first tier, of a bill or of the year."""
    if asked.year is not None or turn.heard.months:
        bills = bills_of(turn, asked, history)
    else:
        bills = (findings_for(history, turn.office, meant(turn, history)).bill,)
    found = [findings_for(history, turn.office, _month(bill.bill_month)) for bill in bills]
    above = sum((one.kwh for one in queries.above_first(found)), Decimal(0))
    kwh = Sum(bills).kwh
    line = short.by_tier(turn.say, found)
    return [short_ratio.part_of_kwh(turn.say, above, kwh), line] if kwh else [line]


def _of_period(turn: Turn, history: History, part: Part) -> Lines:
    month = findings_for(history, turn.office, meant(turn, history)).bill.bill_month
    counted = queries.by_period(history, month)
    whole = sum(counted.values(), Decimal(0))
    told = short_records.by_periods(turn.say, month, tuple(counted.items()))
    if not whole or part.value not in counted:
        return told
    return [short_ratio.part_of_kwh(turn.say, counted[part.value], whole), *told]


def _month(day: date) -> Month:
    return Month(day.month, day.year)


HANDLERS: dict[Asks, Callable[[Turn, Asked, History], Lines]] = {Asks.RATIO: _ratio}
