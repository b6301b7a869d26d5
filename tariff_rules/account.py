"""What is known of one account: its dates, its grants and its settlements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tariff_rules.cycles import day_before
from tariff_rules.errors import FactError, shown

YEARS = range(1900, 2200)  # others are slips, or stand for "open"


class Price(StrEnum):
    """Which residential price the account is on (执行电价)."""

    TIERED = "tiered"  # 一户一表
    SHARED = "shared"  # 合表, one price without tiers
    HEATING = "heating"  # 一户一表 with the limits of the heating season (采暖季)


class Voltage(StrEnum):
    """At what voltage the home is supplied (供电电压等级); prices differ by it."""

    LOW = "below_1kv"  # 不满1千伏
    HIGH = "1kv_and_above"  # 1千伏及以上 (1-10千伏)


class Reader(StrEnum):
    """In which months the meter is read."""

    EVERY = "every"
    ODD = "odd"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class Settlement:
    """One billed span (结算): the kWh between two readings, and what was charged for them.

    Attributes:
        first: day of the earlier reading.
        last: day of the later reading.
        kwh: exact kWh between them, the old meter's remainder included after a replacement. Below
            zero only after an estimate that was too high.
        charged: yuan on the issued bill; None when nothing is to be compared.
        periods: kWh by time-of-use period (峰谷); they add up to `kwh`.
        estimated: the later reading was estimated (估抄); the next one settles it.
        normal_days: days that the span would have had, had the reading day not been moved.
    """

    first: date
    last: date
    kwh: Decimal
    charged: Decimal | None = None
    periods: Mapping[str, Decimal] = field(default_factory=dict)
    estimated: bool = False
    normal_days: int | None = None

    @property
    def last_day(self) -> date:
        """The last day of use: the day before the later reading, which is itself no day of use.

        So a reading dated the 1st, taken at 0:00, closes the month before it, as the same
        reading dated the last of that month does (河南 2012: 抄表当日不计).
        """
        return max(day_before(self.last), self.first)


@dataclass(frozen=True, slots=True)
class Grant:
    """Something that was applied for and holds from a day on, until a day (included) or openly.

    `applied` is False where the customer was entitled to it but the system did not apply it.
    """

    first: date
    last: date | None = None
    applied: bool = True

    def holds(self, day: date) -> bool:
        """Whether it holds on that day in the system."""
        return self.applied and self.first <= day and (self.last is None or day <= self.last)

    def holds_in(self, month: date) -> bool:
        """Whether it holds on some day of the month of that day in the system."""
        starts = (self.first.year, self.first.month) <= (month.year, month.month)
        return self.applied and starts and (self.last is None or month.replace(day=1) <= self.last)


@dataclass(frozen=True, slots=True)
class HouseholdGrant(Grant):
    """Many residents (一户多人口); `flat` when the flat price was chosen instead of more kWh."""

    persons: int = 0
    flat: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """kWh to be added to (or with a minus taken from) an earlier span (退补电量)."""

    first: date
    last: date
    kwh: Decimal


@dataclass(frozen=True, slots=True)
class ServiceAccount:
    """One household's account (用电户) with its dated facts.

    Attributes:
        region: name of a region file.
        registered_on: registration date (立户日期), the system's view.
        powered_on: power-on date (送电日期), when use really began; None when not recorded.
        settlements: in order of time.
        closed_on: day on which the account was closed (销户).
        prepaid: all kWh are paid at tier 1 first, the difference after the year (卡表、预付费).
        transfers: changes of owner (过户), in order of time.
        tier_months: year -> months of its limits, where the office announced more than 12.

    Raises:
        FactError: a fact is impossible or contradicts another one.
    """

    region: str
    registered_on: date
    powered_on: date | None = None
    settlements: tuple[Settlement, ...] = ()
    closed_on: date | None = None
    price: Price = Price.TIERED
    voltage: Voltage = Voltage.LOW
    reader: Reader = Reader.EVERY
    prepaid: bool = False
    households: tuple[HouseholdGrant, ...] = ()
    low_income: tuple[Grant, ...] = ()
    time_of_use: tuple[Grant, ...] = ()
    transfers: tuple[Grant, ...] = ()
    corrections: tuple[Correction, ...] = ()
    tier_months: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.settlements:
            raise FactError("settlements", "give at least one settlement")
        self._check_kinds()
        for place, day in self._days():
            _check_day(day, place)
        for i, correction in enumerate(self.corrections):
            _check_exact(correction.kwh, f"corrections[{i}].kwh")
        for i, settlement in enumerate(self.settlements):
            place = f"settlements[{i}]"
            _check_settlement(settlement, place)
            before = self.settlements[i - 1] if i else None
            guessed = before.kwh if before and before.estimated else 0
            if settlement.kwh + guessed < 0:
                raise FactError(f"{place}.kwh", "must not be negative; check the two readings")
            self._check_dates(settlement, place)
            if settlement.charged is not None and settlement.charged < 0 <= settlement.kwh:
                raise FactError(f"{place}.charged", "must not be negative")
            if before and settlement.first < before.last:
                raise FactError(
                    f"{place}.from",
                    "{first} lies before the end of the settlement before it; list settlements "
                    "in order of time, without overlap",
                    first=settlement.first,
                )

    def _check_kinds(self) -> None:
        """Whether each fact is of its kind; of a word in its place only chance would be right."""
        for name, words in (("price", Price), ("voltage", Voltage), ("reader", Reader)):
            given = getattr(self, name)
            if type(given) is not words:
                known = ", ".join(f"{words.__name__}.{one.name}" for one in words)
                raise FactError(
                    name,
                    "{given} is none of them; give one of {known}",
                    given=shown(given),
                    known=known,
                )
        for name, kind in _KINDS:
            for i, one in enumerate(getattr(self, name)):
                if not isinstance(one, kind):
                    raise FactError(
                        f"{name}[{i}]",
                        "{given} is no {name}",
                        given=shown(one),
                        name=kind.__name__,
                    )
        for year, months in self.tier_months.items():
            if type(year) is not int or type(months) is not int:
                raise FactError("tier_months", "give years and months as whole numbers")
        for i, household in enumerate(self.households):
            if type(household.persons) is not int:
                raise FactError(f"household[{i}].persons", "give a whole number")

    def _days(self) -> Iterator[tuple[str, date]]:
        """Each date of the account but those of its settlements, with its place."""
        yield "registered_on", self.registered_on
        for name, day in (("powered_on", self.powered_on), ("closed_on", self.closed_on)):
            if day is not None:
                yield name, day
        spans: tuple[tuple[str, Sequence[Grant | Correction], str, str], ...] = (
            ("household", self.households, "from", "until"),
            ("low_income", self.low_income, "from", "until"),
            ("time_of_use", self.time_of_use, "from", "until"),
            ("transfers", self.transfers, "on", "until"),
            ("corrections", self.corrections, "from", "to"),
        )
        for name, entries, first, last in spans:
            for i, entry in enumerate(entries):
                yield f"{name}[{i}].{first}", entry.first
                if entry.last is not None:
                    yield f"{name}[{i}].{last}", entry.last

    def _check_dates(self, settlement: Settlement, place: str) -> None:
        if self.powered_on and settlement.first < self.powered_on:
            raise FactError(
                f"{place}.from",
                "{first} lies before the power-on date {powered_on}; one of the two is wrong",
                first=settlement.first,
                powered_on=self.powered_on,
            )
        if self.closed_on and settlement.last > self.closed_on:
            raise FactError(
                f"{place}.to",
                "{last} lies after the closing date {closed_on}; one of the two is wrong",
                last=settlement.last,
                closed_on=self.closed_on,
            )

    def in_use_since(self) -> date:
        """The day from which use is known: power-on, or else registration or first reading."""
        return self.powered_on or min(self.registered_on, self.settlements[0].first)


_KINDS = (
    ("settlements", Settlement),
    ("households", HouseholdGrant),
    ("low_income", Grant),
    ("time_of_use", Grant),
    ("transfers", Grant),
    ("corrections", Correction),
)


def _check_settlement(settlement: Settlement, place: str) -> None:
    _check_day(settlement.first, f"{place}.from")
    _check_day(settlement.last, f"{place}.to")
    _check_exact(settlement.kwh, f"{place}.kwh")
    if settlement.charged is not None:
        _check_exact(settlement.charged, f"{place}.charged")
    for period, kwh in settlement.periods.items():
        _check_exact(kwh, f"{place}.periods.{period}")
    if settlement.last < settlement.first:
        raise FactError(
            f"{place}.to",
            "{last} lies before {first}",
            last=settlement.last,
            first=settlement.first,
        )
    if settlement.periods and sum(settlement.periods.values()) != settlement.kwh:
        raise FactError(
            f"{place}.periods",
            "must add up to the {kwh} kWh of the settlement",
            kwh=settlement.kwh,
        )
    days = settlement.normal_days
    if days is not None and (type(days) is not int or days < 1):
        raise FactError(
            f"{place}.normal_days", "{given} must be a whole number above zero", given=shown(days)
        )


def _check_day(day: object, place: str) -> None:
    # A datetime is a date too, but cannot be compared with one.
    if type(day) is not date:
        raise FactError(place, "{given} is no date; give a datetime.date", given=shown(day))
    if day.year not in YEARS:
        raise FactError(
            place,
            "{day} is not usable; give a year from {one} to {one2}, and leave out an end that is "
            "open",
            day=day,
            one=YEARS[0],
            one2=YEARS[-1],
        )


def _check_exact(number: object, place: str) -> None:
    if not isinstance(number, Decimal) or not number.is_finite():
        raise FactError(place, "{given} is no exact number; give a Decimal", given=shown(number))
