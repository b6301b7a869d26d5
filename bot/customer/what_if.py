"""What a bill would be with another fact; nothing is noted, and the records stay."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.bills import what_if
from bot.bills.contested import if_persons, if_powered_on
from bot.bills.history import PERIODS, History, HistoryError, Trouble
from bot.bills.lookup import findings_for
from bot.bills.own_rules import tariff_of
from bot.bills.what_if import IfSo
from bot.contract.month import Month
from bot.customer import handbook
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.hearing.over_bills import asserted
from bot.wording import region_facts, short_more
from bot.wording import what_if as wording
from bot.wording.short_compared import as_said

Lines = list[str]


def lines(turn: Turn, asked: Asked, history: History, month: Month | None) -> Lines:
    """The answer to a supposition about the bill of that month, or the newest.

    Raises:
        HistoryError: the records do not allow an answer.
    """
    say, office, figure = turn.say, turn.office, asked.figure
    if asked.what is Asks.IF_NO_TIERS:
        return [wording.without_tiers(say, what_if.if_without_tiers(history, office, month))]
    grants = ("time_of_use",) if asked.what is Asks.IF_PERIODS else ("households", "low_income")
    whole = asked.year is not None
    without = None
    if figure is None:
        told = (what_if.if_without(history, office, month, g, all_year=whole) for g in grants)
        without = next(filter(None, told), None)
    if without:
        return [wording.without_grant(say, without, all_year=whole)]
    if asked.what is Asks.IF_PERIODS:
        return _periods(turn, history, month, figure, by=asked.by)
    if figure is None:
        return []
    if asked.what in (Asks.IF_EACH, Asks.IF_USED):
        return _used(turn, asked, figure, history, month)
    return _granted(turn, asked, figure, history, month)


def _periods(
    turn: Turn, history: History, month: Month | None, figure: Decimal | None, *, by: int
) -> Lines:
    """At peak and valley prices; the split is asked for where it is not told."""
    handbook.remember(turn, "tou_price")
    counted = _valley(history, month) if figure is None or by else None
    if figure is not None and counted is not None:
        figure, counted = counted + figure, None  # 谷电再多20度
    valley = figure if counted is None else counted
    if valley is None:
        found = findings_for(history, turn.office, month)
        line = wording.which_split(turn.say, found.bill, what_if.saves_from(found))
        return [*line, *_book(turn, "tou_price")]
    so = what_if.if_periods(history, turn.office, month, valley)
    return wording.with_periods(turn.say, so, counted=counted is not None)


def _valley(history: History, month: Month | None) -> Decimal | None:
    """The kWh of the valley that the meter counted for the bill; None where it does not."""
    bill = history.bill(month.month, month.year) if month else history.bill()
    found = [
        one.kwh
        for one in history.readings
        if bill
        and one.bill_month == bill.bill_month
        and PERIODS.get(one.register_kind) == "valley"
    ]
    return found[0] if len(found) == 1 else None


def _used(
    turn: Turn, asked: Asked, figure: Decimal, history: History, month: Month | None
) -> Lines:
    """With other kWh: of the bill, or on each of the year."""
    say, office = turn.say, turn.office
    if asked.what is Asks.IF_EACH:
        more = asked.by * figure
        so = what_if.if_each(history, office, month, more, a_day=asked.a_day)
        return [wording.with_each(say, so, a_day=asked.a_day), *wording.as_parted(say, so)]
    if asked.a_day:
        figure *= what_if.days_in(findings_for(history, office, month).billed.settlement)
    so = what_if.if_used(history, office, month, figure, asked.by)
    return [wording.with_kwh(say, so), *wording.as_parted(say, so)]


def _granted(
    turn: Turn, asked: Asked, figure: Decimal, history: History, month: Month | None
) -> Lines:
    """With the limits of so many months, or of so many persons."""
    say, office = turn.say, turn.office
    bill = history.bill(month.month, month.year) if month else history.bill()
    if bill is None:
        raise HistoryError(Trouble.NO_BILL)
    of_it = Month(bill.bill_month.month, bill.bill_month.year)
    handbook.remember(turn, "multi_person_household")
    if asked.what is Asks.IF_MONTHS:
        day = date(bill.bill_month.year, 13 - int(figure), 1)
        counted = if_powered_on(history, office, of_it, day)
        so = IfSo(bill, what_if.right_of(history, office, bill), counted.claimed, figure)
        told = [wording.with_months(say, so)]
        if not asserted(turn.heard.plain).asks:
            return told
        over = findings_for(history, office, of_it).overcharge
        right = so.right if over is None else bill.charged - over
        found = findings_for(history, office, of_it)
        lines = [] if so.so == right else short_more.should_be(say, found)
        return [as_said(say, fits=so.so == right), *told, *lines]
    claimed = if_persons(history, office, of_it, figure)
    so = IfSo(bill, claimed.on_file, claimed.claimed, figure)
    return [wording.with_persons(say, so), *_book(turn, "multi_person_household")[1:]]


def _book(turn: Turn, topic: str) -> Lines:
    """What the region's book says of it."""
    tariff = tariff_of(turn.office)
    schedule = tariff.schedule_on(turn.today)
    told = schedule and region_facts.answer(turn.say, topic, tariff, schedule, turn.heard.persons)
    return told[1][:-1] if told else []
