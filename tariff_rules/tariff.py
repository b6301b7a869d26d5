"""A region's tariff: dated schedules of limits and prices, each figure with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tariff_rules.evidence import Evidence, Rule, Source
from tariff_rules.numbers import ZERO


class Billing(StrEnum):
    """When the surcharge of a tier is collected."""

    AS_IT_ARISES = "as_it_arises"
    BY_MONTH = "by_month"  # by the month's limits, settled after the year
    AT_TIER_1 = "at_tier_1"  # all kWh at tier 1, the difference after the year


@dataclass(frozen=True, slots=True)
class CyclePlan:
    """How long kWh are counted together.

    Attributes:
        months: 12, 6 or 2 calendar months; 1 = each settlement alone, by the months it covers.
        starts_in: number of a month in which a cycle starts.
        odd_readers_start_in: the same for accounts that are read in odd months, where it differs.
        use_lag: months by which use lies before its reading month, so that other months give the
            limits: in a longer cycle for accounts read every two months, else in all seasons.
        billing: when surcharges are collected.
        cards_by_use: whether prepaid accounts have the calendar's year where others have one of
            readings (山东: 购电卡表为自然年).
    """

    months: int
    starts_in: int = 1
    odd_readers_start_in: int | None = None
    use_lag: int = 0
    billing: Billing = Billing.AS_IT_ARISES
    cards_by_use: bool = False


class Reaches(StrEnum):
    """Which limits a household's extra kWh move (一户多人口)."""

    ALL_LIMITS = "all_limits"
    TIER_1 = "tier_1"


class Begins(StrEnum):
    """From when a household's extra kWh count after the application."""

    SAME_MONTH = "same_month"
    NEXT_MONTH = "next_month"
    JANUARY = "january"  # applications of January only, for that calendar year
    JULY = "july"  # applications of June, for July to June (天津)


@dataclass(frozen=True, slots=True)
class HouseholdRule:
    """More kWh, or a flat price, for many residents (一户多人口).

    Attributes:
        extra: kWh a month; None where only the flat price is offered, from `flat_from` persons on.
        each_above: the extra kWh are for each person above that number (黑龙江).
        flat_above: kWh of the tier year above which the flat price holds (江西); None = always.
    """

    persons: int
    extra: Decimal | None
    reaches: Reaches
    begins: Begins
    valid_months: int | None
    flat_from: int | None
    flat_price: Decimal | None
    each_above: int | None = None
    flat_above: Decimal | None = None

    def extra_for(self, persons: int) -> Decimal:
        """KWh a month for so many residents; 0 where they are too few."""
        if self.extra is None or persons < self.persons:
            return ZERO
        return self.extra if self.each_above is None else self.extra * (persons - self.each_above)


class FreeMethod(StrEnum):
    """How free kWh reach the customer (免费电量)."""

    DEDUCTED_FIRST = "deducted_first"
    INSIDE_TIER_1 = "inside_tier_1"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class FreeKwh:
    """Free kWh of low-income households (低保、五保): per month, or 12 months' worth per year."""

    kwh: Decimal
    months: int
    method: FreeMethod


@dataclass(frozen=True, slots=True)
class HeatingPeriod:
    """A part of the year with limits of its own (采暖季). No limits = all kWh at tier 1.

    `first` and `last` are (month, day); a period may reach over the new year.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    months: int
    limits: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class TimeOfUseSeason:
    """A part of the year in which time of use is another (山东, 四川). It may reach over new year.

    `untiered`: all kWh at the price of tier 1, and none of them counted (陕西).
    """

    first: tuple[int, int]
    last: tuple[int, int]
    periods: Mapping[str, Decimal]
    untiered: bool = False

    def holds(self, day: date) -> bool:
        """Whether the season holds on that day."""
        now = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= now <= self.last
        return now >= self.first or now <= self.last


@dataclass(frozen=True, slots=True)
class TimeOfUseMore:
    """What time of use says beyond one price difference for each period.

    Attributes:
        seasons: parts of the year with differences of their own.
        whole_tiers: tier -> differences where all kWh of a settlement lie in it; one in which a
            limit is passed has those of `Schedule.periods` (上海).
        shared: whether it also holds on shared meters, on top of their price (上海).
        times_first: whether bills print a line for each period, then the surcharge of each tier
            (先分时、后阶梯: 河北, 广东, 深圳; a price for each period: 四川, 宁夏, 山西); else the
            tiers, then what each period adds.
    """

    seasons: tuple[TimeOfUseSeason, ...] = ()
    whole_tiers: Mapping[int, Mapping[str, Decimal]] = field(default_factory=dict)
    shared: bool = False
    times_first: bool = False

    def season(self, day: date) -> TimeOfUseSeason | None:
        """The season of its own in which that day lies."""
        return next((season for season in self.seasons if season.holds(day)), None)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A document of that day says, or supposes, what the schedule says.

    Attributes:
        day: its first possible one, where only month or year of the document are known.
        written: the day as far as it is known: 2012, 2023-09 or 2024-08-19.
    """

    day: date
    document: str
    written: str


@dataclass(frozen=True, slots=True, eq=False)  # one of a file is that one: sums of it are kept
class Schedule:
    """Limits and prices in force between two dates (both included; `last` None = open).

    Attributes:
        limits: season -> kWh for `limit_months` months, upper end of each tier but the last.
            Without tiers it holds no limits.
        prices: season -> yuan per kWh, one for each tier; nothing where they were not found.
        seasons: calendar month (1-12) -> season; all months are "year" without seasons.
        shared_price: yuan per kWh of shared meters (合表), which have no tiers.
        printed_prices: `prices` as bills print them, where a relief comes with the next payment.
        periods: time of use (峰谷分时) -> yuan per kWh more or less than the tier's price.
        lock_months: months for which time of use binds once it was chosen; None = not found.
        documents: the orders they come from; none when not found.
        evidence: figure name -> where it comes from.
        tou_more: seasons, whole tiers and shared meters of time of use.
        others: figure name -> the same schedules with the other values that sources give for it.
        confirmed: documents that bear it out, oldest first.
        high_voltage: the same for homes at 1 kV and above; None where their prices were not found.
    """

    first: date
    last: date | None
    cycle: CyclePlan
    limit_months: int
    limits: Mapping[str, tuple[Decimal, ...]]
    prices: Mapping[str, tuple[Decimal, ...]]
    seasons: Mapping[int, str]
    documents: tuple[str, ...]
    evidence: Mapping[str, Evidence]
    shared_price: Decimal | None = None
    household: HouseholdRule | None = None
    free_kwh: FreeKwh | None = None
    printed_prices: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    periods: Mapping[str, Decimal] = field(default_factory=dict)
    lock_months: int | None = None
    heating: tuple[HeatingPeriod, ...] = ()
    tou_more: TimeOfUseMore = TimeOfUseMore()
    others: Mapping[str, tuple[Schedule, ...]] = field(default_factory=dict)
    confirmed: tuple[Confirmation, ...] = ()
    high_voltage: Schedule | None = None

    @property
    def last_confirmed(self) -> Confirmation | None:
        """The latest document that bears it out; None where none is known."""
        return max(self.confirmed, key=lambda each: each.day, default=None)

    @property
    def tiered(self) -> bool:
        """Whether there are tiers; before they began there was one price (2012)."""
        return any(self.limits.values())

    def covers(self, day: date) -> bool:
        """Whether the schedule is in force on that day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def document_on(self, day: date) -> str:
        """The orders that the figures can come from on that day; none is younger than it."""
        return "、".join(d for d in self.documents if _year_of(d) <= day.year)

    def own_document(self, figure: str, day: date) -> str:
        """The order of one figure that is not the schedule's; none younger than the day."""
        evidence = self.evidence.get(figure)
        named = evidence.document if evidence else ""
        return named if named and _year_of(named) <= day.year else ""

    def prices_in(self, day: date) -> tuple[Decimal, ...]:
        """Yuan per kWh of each tier on that day."""
        return self.prices.get(self.seasons[day.month]) or self.prices.get("year", ())

    def limits_of_month(self, month: int) -> tuple[Decimal, ...]:
        """KWh for `limit_months` months, by the season of that calendar month."""
        found = self.limits.get(self.seasons[month])
        return self.limits["year"] if found is None else found


def _year_of(document: str) -> int:
    """The year in which an order was made, by its number (〔2012〕121号) or its name."""
    numbered, named = document.partition("〔")[2][:4], document.partition("年")[0][-4:]
    return next((int(year) for year in (numbered, named) if year.isdecimal()), 0)


@dataclass(frozen=True, slots=True)
class Tariff:
    """All that is known of one region's residential tiers (居民阶梯电价)."""

    region: str
    name: str
    schedules: tuple[Schedule, ...]
    rules: Mapping[str, Rule] = field(hash=False)
    sources: Mapping[str, Source] = field(hash=False)

    def title(self, key: str) -> str:
        """What a source key stands for."""
        return self.sources[key].title

    def schedule_on(self, day: date) -> Schedule | None:
        """The schedule in force on that day, if any."""
        # The newest is asked for most.
        for schedule in reversed(self.schedules):
            if schedule.covers(day):
                return schedule
        return None
