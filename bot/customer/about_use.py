"""Short questions about how much is used: what to expect next, what a grant saves, a new meter."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP

from bot.bills import queries
from bot.bills.history import History, HistoryError, Trouble
from bot.bills.lookup import findings_for, next_settlement
from bot.bills.queries import Sum
from bot.bills.unknown import is_closed
from bot.bills.what_if import if_without
from bot.customer.about_account import HANDLERS as OF_ACCOUNT
from bot.customer.bills_meant import meant
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.hearing.over_bills import of_a_year
from bot.wording import short, what_if
from bot.wording import short_use as wording

Lines = list[str]
_LATELY = 3  # bills by whose average the next one is guessed
_GRANTS = ("households", "time_of_use", "low_income")


def _expected(turn: Turn, asked: Asked, history: History) -> Lines:
    """What the next bill may come to: nobody knows, but the bills so far tell about how much."""
    if is_closed(history, turn.today):
        return OF_ACCOUNT[Asks.CLOSED](turn, asked, history)
    lately = history.bills[-_LATELY:]
    if not lately:
        raise HistoryError(Trouble.NO_BILL)
    like = [b for m in turn.heard.months if (b := history.bill(m.month, m.year))]
    if like:  # 照12月这样用
        told = next_settlement(history, turn.office, like[0].kwh)
        return short.next_month(turn.say, told, told.settlement.first)
    if of_a_year(turn.heard.plain):
        year = queries.bills_of(history, (), None)
        return wording.expected_of_a_year(turn.say, Sum(year))
    kwh = Sum(lately).kwh_a_bill.to_integral_value(ROUND_HALF_UP)
    then = lately[-1].bill_month
    year_ago = history.bill(then.month % 12 + 1, then.year - (then.month < 12))
    told = next_settlement(history, turn.office, kwh)
    return wording.expected(turn.say, kwh, lately, told.total, year_ago)


def _saved(turn: Turn, asked: Asked, history: History) -> Lines:
    """What a large household or peak and valley prices are worth, of a bill or the whole year."""
    whole = asked.year is not None
    month = meant(turn, history)
    found = (if_without(history, turn.office, month, one, all_year=whole) for one in _GRANTS)
    so = next(filter(None, found), None)
    if so is None:
        return [wording.nothing_granted(turn.say)]
    if findings_for(history, turn.office, month).verdict not in queries.RIGHT:
        return []  # a grant that the bill leaves out has saved nothing
    return [what_if.without_grant(turn.say, so, all_year=whole)]


def _since_meter(turn: Turn, asked: Asked, history: History) -> Lines:
    """How much a day was used before the meter was changed, and since."""
    change = queries.meter_change(history.readings)
    if change is None:
        return OF_ACCOUNT[Asks.METERS](turn, asked, history)
    before, since = queries.by_day_around(history.readings, change)
    return wording.around_change(turn.say, change, before, since)


HANDLERS: dict[Asks, Callable[[Turn, Asked, History], Lines]] = {
    Asks.EXPECTED: _expected,
    Asks.SAVED: _saved,
    Asks.SINCE_METER: _since_meter,
}
