"""Questions over several bills: of which span, the most, the sum, the average."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.bills.findings import Findings
from bot.bills.history import PERIODS, History
from bot.contract.month import Month
from bot.records.account import BillRecord, ReadingRecord
from tariff_rules import Verdict

Bills = tuple[BillRecord, ...]
RIGHT = {Verdict.AGREES, Verdict.NOT_COMPARED}
_TENTH = Decimal("0.1")
_FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Sum:
    """Bills taken together: kWh and yuan in all, and on average a bill."""

    bills: tuple[BillRecord, ...]

    @property
    def kwh(self) -> Decimal:
        """All kWh."""
        return sum((bill.kwh for bill in self.bills), Decimal(0))

    @property
    def charged(self) -> Decimal:
        """Yuan in all."""
        return sum((bill.charged for bill in self.bills), Decimal(0))

    def kwh_a(self, days: int) -> Decimal:
        """KWh a day, to a tenth."""
        return (self.kwh / days).quantize(_TENTH, ROUND_HALF_UP)

    def charged_a(self, days: int) -> Decimal:
        """Yuan a day, to the fen."""
        return (self.charged / days).quantize(_FEN, ROUND_HALF_UP)

    @property
    def kwh_a_bill(self) -> Decimal:
        """On average, to a tenth of a kWh."""
        return (self.kwh / len(self.bills)).quantize(_TENTH, ROUND_HALF_UP)

    @property
    def charged_a_bill(self) -> Decimal:
        """On average, to the fen."""
        return (self.charged / len(self.bills)).quantize(_FEN, ROUND_HALF_UP)


def bills_of(
    history: History, months: Sequence[Month], year: int | None
) -> tuple[BillRecord, ...]:
    """The bills of the months that are named, or of that year, or else of the newest one's."""
    if months:
        found = (history.bill(month.month, month.year) for month in months)
        unique = {bill.bill_month: bill for bill in found if bill}
        return tuple(unique[month] for month in sorted(unique))
    if year is None and history.bills:
        year = history.bills[-1].bill_month.year
    return tuple(bill for bill in history.bills if bill.bill_month.year == year)


def extreme(bills: Iterable[BillRecord], *, money: bool, most: bool) -> tuple[BillRecord, ...]:
    """The bills with the most or least yuan or kWh: several where they are equal."""
    bills = tuple(bills)
    values = [bill.charged if money else bill.kwh for bill in bills]
    wanted = max(values) if most else min(values)
    return tuple(bill for bill, value in zip(bills, values, strict=True) if value == wanted)


def outermost(bills: Iterable[BillRecord], count: int, *, money: bool, most: bool) -> Bills:
    """So many bills with the most or least yuan or kWh, the outermost first."""

    def value(bill: BillRecord) -> Decimal:
        return bill.charged if money else bill.kwh

    return tuple(sorted(bills, key=value, reverse=most)[:count])


@dataclass(frozen=True, slots=True)
class Apart:
    """The bills above a figure of yuan or kWh, or below it.

    Attributes:
        nearest: where there are none, the highest or lowest.
    """

    bills: tuple[BillRecord, ...]
    nearest: tuple[BillRecord, ...]
    limit: Decimal
    money: bool
    above: bool


def apart(among: Iterable[BillRecord], limit: Decimal, *, money: bool, above: bool) -> Apart:
    """Those of the bills that lie above the figure, or below it."""
    among = tuple(among)
    found = tuple(
        bill
        for bill in among
        if (value := bill.charged if money else bill.kwh) != limit and (value > limit) is above
    )
    return Apart(found, extreme(among, money=money, most=above), limit, money, above)


def meter_change(readings: Iterable[ReadingRecord]) -> date | None:
    """The day on which the meter was changed last: a second meter goes on in the same month."""
    seen: dict[tuple[date, str], ReadingRecord] = {}
    changed = None
    for one in sorted(readings, key=lambda one: one.this_read_on):
        earlier = seen.setdefault((one.bill_month, one.register_kind), one)
        if earlier is not one:
            changed = one.last_read_on
    return changed


def by_period(history: History, month: date) -> dict[str, Decimal]:
    """The kWh that the meter counted by day and by night for the bill of that month."""
    found: dict[str, Decimal] = {}
    for one in history.readings:
        if one.bill_month == month and one.register_kind in PERIODS:
            name = PERIODS[one.register_kind]
            found[name] = found.get(name, Decimal(0)) + one.kwh
    return found


def by_day_around(readings: Iterable[ReadingRecord], day: date) -> tuple[Decimal, Decimal]:
    """KWh a day up to that day and since, to a tenth."""
    sides: tuple[list[ReadingRecord], list[ReadingRecord]] = ([], [])
    for one in readings:
        sides[one.last_read_on >= day].append(one)

    def a_day(side: list[ReadingRecord]) -> Decimal:
        days = sum((one.this_read_on - one.last_read_on).days for one in side)
        kwh = sum((one.kwh for one in side), Decimal(0))
        return (kwh / max(days, 1)).quantize(_TENTH, ROUND_HALF_UP)

    return a_day(sides[0]), a_day(sides[1])


@dataclass(frozen=True, slots=True)
class Above:
    """kWh above the first tier: in which tier, how many, and what a kWh costs more, in yuan."""

    tier: int
    kwh: Decimal
    more: Decimal

    @property
    def yuan(self) -> Decimal:
        """What they cost more in all."""
        return (self.kwh * self.more).quantize(_FEN, ROUND_HALF_UP)


def above_first(found: Iterable[Findings]) -> tuple[Above, ...]:
    """What was charged above the first tier, by tier and price, over bills as they were made."""
    kwh: dict[tuple[int, Decimal], Decimal] = {}
    for one in found:
        lines = one.billed.charge.tiers
        for line in lines[1:]:
            if line.kwh:
                key = (line.tier, line.price - lines[0].price)
                kwh[key] = kwh.get(key, Decimal(0)) + line.kwh
    return tuple(Above(tier, kwh[tier, more], more) for tier, more in sorted(kwh))


def first_in_tier(found: Iterable[Findings], tier: int) -> Findings | None:
    """The first bill that reaches the tier."""
    return next((one for one in found if one.billed.top_tier >= tier), None)


@dataclass(frozen=True, slots=True)
class More:
    """Why one right bill is higher than another, in yuan; the two add up to the difference.

    Attributes:
        by_use: the kWh more, at the lowest price.
        by_tier: because more of them lie in higher tiers.
    """

    price: Decimal
    by_use: Decimal
    by_tier: Decimal


def parts_of_more(later: Findings, earlier: Findings) -> More | None:
    """The parts; None where a bill is not known to be right or the price lists differ."""
    lists = [[line.price for line in one.billed.charge.tiers] for one in (later, earlier)]
    if not {later.verdict, earlier.verdict} <= RIGHT or lists[0] != lists[1]:
        return None
    price = lists[0][0]
    by_use = ((later.bill.kwh - earlier.bill.kwh) * price).quantize(_FEN, ROUND_HALF_UP)
    return More(price, by_use, later.bill.charged - earlier.bill.charged - by_use)
