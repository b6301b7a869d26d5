"""kWh to tiers to money, exact. Only the part above a limit costs the next tier's price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import starmap
from typing import NamedTuple

FEN = Decimal("0.01")
ZERO = Decimal(0)


class Line(NamedTuple):
    """One line of a bill: kWh times yuan per kWh, rounded to the fen.

    `tier` is the tier of the kWh, 0 for a time-of-use line; `period` names its period (峰、谷).
    """

    tier: int
    kwh: Decimal
    price: Decimal
    amount: Decimal
    period: str = ""


class Part(NamedTuple):
    """kWh of one settlement at one set of prices, by tier."""

    kwh: tuple[Decimal, ...]
    prices: tuple[Decimal, ...]


class Charge(NamedTuple):
    """One settlement's money in both forms that bills use. Amounts in yuan, to the fen.

    Attributes:
        parts: the kWh and prices that the lines are made of.
        periods: what time of use adds or takes off, at any tier.
        total: sum of the rounded lines.
    """

    parts: tuple[Part, ...]
    periods: tuple[Line, ...]
    total: Decimal

    @property
    def tiers(self) -> tuple[Line, ...]:
        """A price for each tier."""
        return _lines(self.parts)

    @property
    def surcharges(self) -> tuple[Line, ...]:
        """The other form: the base price on all kWh, then what each higher tier adds.

        With time of use there is a base price for each period.
        """
        over = zip(*_columns([_over_base(part) for part in self.parts]), strict=True)
        more = [_line(*row) for row in over if row[0] > 1]
        return (*_base_lines(self.parts, self.periods), *more)

    @property
    def surcharge_total(self) -> Decimal:
        """Sum of the rounded lines of the other form; with broken kWh it may differ by a fen."""
        return sum([line.amount for line in self.surcharges], ZERO)


def to_fen(amount: Decimal) -> Decimal:
    """Yuan rounded to the fen, half up."""
    return amount.quantize(FEN, ROUND_HALF_UP)


def split(
    used: tuple[Decimal, ...], kwh: Decimal, limits: tuple[Decimal, ...]
) -> tuple[Decimal, ...]:
    """Share out `kwh` over the tiers, given the kWh of the cycle that each tier holds already.

    Each tier is filled up to its width, so one settlement may reach over several tiers. kWh that
    lie in a higher tier stay there when limits grow later (浙江). Negative kWh leave from the top.

    >>> split((ZERO,) * 3, Decimal(420), (Decimal(180), Decimal(260)))
    (Decimal('180'), Decimal('80'), Decimal('160'))
    """
    if kwh < ZERO:
        return _taken_back(used, kwh)
    parts = []
    lower = ZERO
    for held, upper in zip(used, limits, strict=False):
        room = upper - lower - held
        part = kwh if not kwh or kwh <= room else max(ZERO, room)
        parts.append(part)
        kwh -= part
        lower = upper
    return (*parts, kwh)


def _taken_back(used: tuple[Decimal, ...], kwh: Decimal) -> tuple[Decimal, ...]:
    parts = []
    for held in reversed(used):
        part = max(kwh, -held)
        parts.append(part)
        kwh -= part
    # More than was ever used: the rest is a credit at the first tier.
    parts[-1] += kwh
    return tuple(reversed(parts))


def charge_for(
    parts: Sequence[Part],
    periods: Mapping[str, Decimal] | None = None,
    differences: Mapping[str, Decimal] | None = None,
) -> Charge:
    """Money for kWh per tier; each line rounded to the fen, half up.

    Args:
        parts: kWh and prices; more than one where the price changed within the settlement.
        periods: time-of-use period -> kWh; empty without time of use.
        differences: time-of-use period -> yuan per kWh more or less than the tier's price.
    """
    _, kwhs, prices = _columns(parts)
    total = sum(starmap(_amount, zip(kwhs, prices, strict=True)), ZERO)
    if not periods:
        return Charge(tuple(parts), (), total)
    more = differences or {}
    by_period = [_line(0, kwh, more[period], period) for period, kwh in periods.items()]
    total += sum([line.amount for line in by_period], ZERO)
    return Charge(tuple(parts), tuple(by_period), total)


def _base_lines(parts: Sequence[Part], periods: tuple[Line, ...]) -> tuple[Line, ...]:
    if periods and len(parts) == 1:
        base = parts[0].prices[0]
        return tuple(_line(1, p.kwh, base + p.price, p.period) for p in periods)
    whole = [Part((sum(part.kwh, ZERO),), part.prices[:1]) for part in parts]
    return (*_lines(whole), *periods)


def _over_base(part: Part) -> Part:
    base = part.prices[0]
    return Part(part.kwh, tuple([price - base for price in part.prices]))


def _lines(parts: Sequence[Part]) -> tuple[Line, ...]:
    return tuple(starmap(_line, zip(*_columns(parts), strict=True)))


def _columns(parts: Sequence[Part]) -> tuple[Sequence[int], Sequence[Decimal], Sequence[Decimal]]:
    """Tier, kWh and price of all lines; where a price did not change it is rounded once.

    kWh from before the tiers began, at one price, keep a line of their own.
    """
    if len(parts) == 1:
        kwhs, prices = parts[0]
        return range(1, len(kwhs) + 1), kwhs, prices
    whole: dict[tuple[int, int, Decimal], Decimal] = {}
    for part in parts:
        for tier, (kwh, price) in enumerate(zip(*part, strict=True), start=1):
            key = len(part.prices), tier, price
            whole[key] = whole.get(key, ZERO) + kwh
    return [tier for _, tier, _ in whole], [*whole.values()], [price for *_, price in whole]


def _line(tier: int, kwh: Decimal, price: Decimal, period: str = "") -> Line:
    return Line(tier, kwh, price, _amount(kwh, price), period)


def _amount(kwh: Decimal, price: Decimal) -> Decimal:
    return (kwh * price).quantize(FEN, ROUND_HALF_UP)
