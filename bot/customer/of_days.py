"""How much was used on some days: no meter is read by the day, so the bills that hold them."""

from __future__ import annotations

from datetime import date

from bot.bills.history import History, spans_of
from bot.customer.turn import Turn
from bot.hearing.asks import Asked
from bot.wording import short_records


def by_days(turn: Turn, _: Asked, history: History) -> list[str]:
    """That it is not known by the day, and the readings between which the days lie."""
    first, last = _days(turn)
    spans = spans_of(history)
    held = [one for one in spans if one.first < last and first <= one.last]
    after = spans[-1].last if spans and last > spans[-1].last else None
    return short_records.not_by_the_day(turn.say, held, after)


def _days(turn: Turn) -> tuple[date, date]:
    """From the first day that is named to the last; the whole month of 12月头十天."""
    days = [day for one in turn.heard.spans for day in (one.first, one.last) if day]
    return (min(days), max(days)) if days else (turn.today, turn.today)
