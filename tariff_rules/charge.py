"""kWh to tiers to money, exact. Only the part above a limit costs the next tier's price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import starmap
from operator import add, mul
from typing import NamedTuple

from tariff_rules.numbers import EXACT, Numbers, money


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
        total: sum of the rounded lines, in the form of the region's bills.
        times_first: whether that form is one line a period, then what each higher tier adds
            (先分时、后阶梯); else it is a line a tier, then what each period adds.
    """

    parts: tuple[Part, ...]
    periods: tuple[Line, ...]
    total: Decimal
    times_first: bool = False

    @property
    def tiers(self) -> tuple[Line, ...]:
        """A price for each tier."""
        return _lines(self.parts)

    @property
    def surcharges(self) -> tuple[Line, ...]:
        """The base price on all kWh, then what each higher tier adds.

        With time of use there is a base price for each period.
        """
        return tuple(starmap(_line, _surcharges(self)))

    @property
    def surcharge_total(self) -> Decimal:
        """Sum of those lines; with broken kWh it may differ by a fen from that of the tiers."""
        return surcharge_total(self)

    @property
    def other_total(self) -> Decimal:
        """What the form comes to that is not the region's; bills in it are right, too."""
        return other_total(self)


def split(
    used: tuple[Decimal, ...],
    kwh: Decimal,
    limits: tuple[Decimal, ...],
    numbers: Numbers = EXACT,
) -> tuple[Decimal, ...]:
    """Share out `kwh` over the tiers, given the kWh of the cycle that each tier holds already.

    Each tier is filled up to its width, so one settlement may reach over several tiers. kWh that
    lie in a higher tier stay there when limits grow later (浙江). Negative kWh leave from the top.

    >>> split((Decimal(0),) * 3, Decimal(420), (Decimal(180), Decimal(260)))
    (Decimal('180'), Decimal('80'), Decimal('160'))
    """
    least, most, zero = numbers.least, numbers.most, numbers.zero
    if numbers.any(kwh < zero):
        back = _taken_back(used, least(kwh, zero), numbers)
        return tuple(map(add, split(used, most(kwh, zero), limits, numbers), back))
    parts = []
    lower = zero
    for held, upper in zip(used, limits, strict=False):
        if not numbers.any(kwh):
            break
        part = least(kwh, most(zero, upper - lower - held))
        parts.append(part)
        kwh = kwh - part
        lower = upper
    # All that is left, and where nothing is left, nothing in each tier above.
    return (*parts, *[kwh] * (len(limits) + 1 - len(parts)))


def _taken_back(used: tuple[Decimal, ...], kwh: Decimal, numbers: Numbers) -> tuple[Decimal, ...]:
    parts = []
    for held in reversed(used):
        part = numbers.most(kwh, -held)
        parts.append(part)
        kwh = kwh - part
    # More than was ever used: the rest is a credit at the first tier.
    parts[-1] = parts[-1] + kwh
    return tuple(reversed(parts))


def charge_for(
    parts: Sequence[Part],
    periods: Mapping[str, Decimal] | None = None,
    differences: Mapping[str, Decimal] | None = None,
    numbers: Numbers = EXACT,
) -> Charge:
    """Money for kWh per tier; each line rounded to the fen, half up.

    Args:
        parts: kWh and prices; more than one where the price changed within the settlement.
        periods: time-of-use period -> kWh; empty without time of use.
        differences: time-of-use period -> yuan per kWh more or less than the tier's price.
        numbers: the kind of numbers that all these are.
    """
    kwhs, prices = parts[0] if len(parts) == 1 else _columns(parts)[1:]
    total: Decimal = sum(map(numbers.money, kwhs, prices), numbers.nothing)
    if not periods:
        return Charge(tuple(parts), (), total)
    more = differences or {}
    by_period = tuple(
        Line(0, kwh, more[period], numbers.money(kwh, more[period]), period)
        for period, kwh in periods.items()
    )
    total += sum([line.amount for line in by_period], numbers.nothing)
    return Charge(tuple(parts), by_period, total)


def rounded_once(charge: Charge, numbers: Numbers = EXACT) -> Charge:
    """The same charge where only its sum is rounded to the fen, and no line of it."""
    _, kwhs, prices = _columns(charge.parts)
    exact = sum(map(mul, kwhs, prices), sum([p.kwh * p.price for p in charge.periods]))
    return charge._replace(total=numbers.fen(exact))


def with_times_first(charge: Charge, numbers: Numbers = EXACT) -> Charge:
    """The same charge in the form that counts the periods first; without periods it is the same.

    Where a price changed within the settlement no document says how its periods are shared out.
    """
    if not charge.periods or len(charge.parts) > 1:
        return charge
    return charge._replace(total=surcharge_total(charge, numbers), times_first=True)


def other_total(charge: Charge, numbers: Numbers = EXACT) -> Decimal:
    """Sum of the rounded lines of the form that is not the region's."""
    if not charge.times_first:
        return surcharge_total(charge, numbers)
    _, kwhs, prices = _columns(charge.parts)
    by_period = [line.amount for line in charge.periods]
    total: Decimal = sum([*map(numbers.money, kwhs, prices), *by_period], numbers.nothing)
    return total


def surcharge_total(charge: Charge, numbers: Numbers = EXACT) -> Decimal:
    """Sum of the rounded lines of a base price and what is added to it."""
    amounts = [numbers.money(kwh, price) for _, kwh, price, _ in _surcharges(charge)]
    total: Decimal = sum(amounts, numbers.nothing)
    return total


def _surcharges(charge: Charge) -> Iterator[tuple[int, Decimal, Decimal, str]]:
    """Tier, kWh, price and period of each line of the other form."""
    parts, periods = charge.parts, charge.periods
    if periods and len(parts) == 1:
        base = parts[0].prices[0]
        yield from ((1, p.kwh, base + p.price, p.period) for p in periods)
    else:
        # Begun with the first: kWh are decimals or columns, and both add up.
        whole = [Part((reduce(add, part.kwh),), part.prices[:1]) for part in parts]
        yield from ((*row, "") for row in zip(*_columns(whole), strict=True))
        yield from ((0, p.kwh, p.price, p.period) for p in periods)
    over = zip(*_columns([_over_base(part) for part in parts]), strict=True)
    yield from ((*row, "") for row in over if row[0] > 1)


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
            whole[key] = whole[key] + kwh if key in whole else kwh
    return [tier for _, tier, _ in whole], [*whole.values()], [price for *_, price in whole]


def _line(tier: int, kwh: Decimal, price: Decimal, period: str = "") -> Line:
    return Line(tier, kwh, price, money(kwh, price), period)
