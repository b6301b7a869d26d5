"""How to stay below a tier, whether next year will, and tiers that count at the year's end."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from bot.bills.history import History, spans_of
from bot.bills.lookup import findings_for, outlook_for
from bot.bills.queries import Bills, Sum, bills_of
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.wording import short_limits as wording
from tariff_rules import Outlook

Lines = list[str]
_YEAR = 330  # days of which the use may stand for a year to come


def keep_below(turn: Turn, asked: Asked, history: History) -> Lines:
    """The limit, a month of it, and where the account stands."""
    view = _view(turn, history)
    limit = limit_of(view, asked.tier)
    return [] if limit is None else wording.keep_below(turn.say, view, asked.tier, limit)


def _will_exceed(turn: Turn, asked: Asked, history: History) -> Lines:
    """What this year's bills would come to against the limit of a whole year."""
    view = _view(turn, history)
    limit = limit_of(view, asked.tier)
    year = Sum(bills_of(history, (), None))
    spans = spans_of(history)
    days = (spans[-1].last - spans[0].first).days if spans else 0
    if limit is None or not view.allowance.months or days < _YEAR:
        return []
    whole = limit / view.allowance.months * 12
    return wording.will_exceed(turn.say, year, asked.tier, whole)


def counted_later(turn: Turn, history: History, bills: Bills, tier: int) -> Lines:
    """When the year's kWh passed the limit, where bills charge tier 1 up to its end."""
    view = _view(turn, history)
    limit = limit_of(view, tier)
    if limit is None or not view.tier_1_first:
        return []
    used = Decimal(0)
    for bill in bills:
        used += bill.kwh
        if used > limit:
            return wording.counted_later(turn.say, bill, tier, limit, used)
    return wording.not_passed(turn.say, tier, limit, used)


def above_later(turn: Turn, history: History) -> Lines:
    """How many kWh of the year lie above the first tier, where bills charge tier 1 up to its end.

    And what they cost more, which is settled then.
    """
    view = _view(turn, history)
    limits = view.allowance.limits
    if not (view.tier_1_first and limits) or view.used <= limits[0]:
        return []
    newest = findings_for(history, turn.office, None).billed
    prices = newest.schedule.prices_in(newest.settlement.last)
    parts, ends = [], [*limits[1:], view.used]
    for begin, end, price in zip(limits, ends, prices[1:], strict=False):
        if (kwh := min(end, view.used) - begin) > 0:
            parts.append((kwh, price - prices[0]))
    return wording.above_later(turn.say, view.used, limits[0], parts)


def _view(turn: Turn, history: History) -> Outlook:
    return outlook_for(history, turn.office, turn.today)[0]


def limit_of(view: Outlook, tier: int) -> Decimal | None:
    """The kWh above which that tier begins; None where it has none."""
    limits = view.allowance.limits
    return limits[tier - 2] if 0 <= tier - 2 < len(limits) else None


HANDLERS: dict[Asks, Callable[[Turn, Asked, History], Lines]] = {
    Asks.KEEP_BELOW: keep_below,
    Asks.WILL_EXCEED: _will_exceed,
}
