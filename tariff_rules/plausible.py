"""What a region's file may not say although each figure by itself could be: slips of the pen.

Days and years of documents lie not in the future; a valley costs less than a peak; a household of
two is no large one; what sources say otherwise differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise

from tariff_rules.evidence import Confidence
from tariff_rules.fields import Field
from tariff_rules.tariff import Schedule, Tariff

CHINA = timezone(timedelta(hours=8))
CHECKED = date(2026, 11, 26)  # the package's own files were last compared with documents then
FEWEST_PERSONS = 4
SHORTEST_NAME = 4  # characters of a document's name
LONGEST_GRANT = 36  # months
LEAST_STEP = Decimal("0.01")  # yuan per kWh from tier to tier
LEAST_FIRST, MOST_FIRST = 80, 450  # kWh a month of tier 1
LEAST_YEAR = 1000  # kWh above which a household may have one price
SHORTEST = timedelta(days=27)  # that a schedule is in force
OLDEST = date(1990, 1, 1)
_DATED = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?:-(\d\d))?(?:-(\d\d))?(?!\d)")
_ORDER = re.compile(r"[〔\[((]((?:19|20|21)\d\d)[〕\]))]")
_KEY = re.compile(r"[A-Z]{1,3}\d{1,3}")


def today() -> date:
    """The latest day of which a document can speak.

    A clock that is set back, as in a rehearsal, must not refuse the package's own files.
    """
    return max(datetime.now(CHINA).date(), CHECKED)


def check_sources(top: Field, latest: date) -> None:
    """No source is of the future.

    Raises:
        RegionFileError: names the source.
    """
    listed = top["sources"]
    for key in listed.value:
        entry = listed[key]
        for name in ("date", "title"):
            _check_text(entry[name], latest, _DATED if name == "date" else _ORDER)


def check_schedules(entries: tuple[Field, ...], tariff: Tariff, latest: date) -> None:
    """Dates, households, time of use and other values can be meant as they stand.

    Raises:
        RegionFileError: names the place, and what to write where it is meant so.
    """
    for field, schedule in zip(entries, tariff.schedules, strict=True):
        _check_days(field, schedule, tariff, latest)
        _check_household(field, schedule)
        _check_time_of_use(field, schedule)
        _check_shared(field, schedule)
        _check_tiers(field, schedule)
        _check_more_prices(field, schedule)
        _check_conflicts(field, schedule)


def _check_text(field: Field, latest: date, pattern: re.Pattern[str]) -> None:
    for found in pattern.finditer(field.text()):
        parts = [int(part) for part in found.groups() if part]
        if parts > [latest.year, latest.month, latest.day][: len(parts)]:
            raise field.error("is of {day}, which lies in the future", day=found[0])


def _check_days(field: Field, schedule: Schedule, tariff: Tariff, latest: date) -> None:
    place = field["in_force"]
    if schedule.first < OLDEST:
        raise place.error("begins in {year}: there were no tiers then", year=schedule.first.year)
    if schedule.last and schedule.last - schedule.first < SHORTEST:
        raise place.error("ends within its first month; see `to`")
    for name, evidence in schedule.evidence.items():
        if evidence.seen_from and evidence.seen_from > max(latest, schedule.first):
            raise field[name].error(
                "is seen from {day}, which lies in the future", day=evidence.seen_from
            )
    _check_text(field["document"], latest, _ORDER)
    document = field["document"].get("value")
    if document and any(len(each) < SHORTEST_NAME for each in schedule.documents):
        raise document.error("names no document; leave it out where none was found")
    confirmed = field.get("confirmed")
    for entry, one in zip(
        confirmed.entries() if confirmed else (), schedule.confirmed, strict=True
    ):
        if one.day > latest:
            raise entry["on"].error("{day} lies in the future", day=one.day)
        if schedule.last and one.day > schedule.last:
            raise entry["on"].error("{day} lies after the days in force", day=one.day)
        if _KEY.fullmatch(one.document) and one.document not in tariff.sources:
            raise entry["by"].error(
                "names source {key}, which is not under 'sources'", key=one.document
            )


def _check_household(field: Field, schedule: Schedule) -> None:
    rule, place = schedule.household, field.get("household")
    if rule is None or place is None or _is_meant(place):
        return
    for name in ("persons", "each_above", "flat_from"):
        entry = place.get(name)
        if entry and entry.number(1, 20) < FEWEST_PERSONS:
            raise entry.error(
                "must be {fewest} or more; if it is so, write unusual: true", fewest=FEWEST_PERSONS
            )
    if rule.flat_from is not None and rule.flat_from < rule.persons:
        raise place["flat_from"].error(
            "must not be below persons, {persons}", persons=rule.persons
        )
    if rule.valid_months is not None and rule.valid_months > LONGEST_GRANT:
        raise place["valid_months"].error(
            "must be {most} at most; if it is so, write unusual: true", most=LONGEST_GRANT
        )
    if rule.flat_above is not None and rule.flat_above < LEAST_YEAR:
        raise place["flat_above"].error(
            "must be {least} kWh a year or more; if it is so, write unusual: true",
            least=LEAST_YEAR,
        )
    if rule.flat_price is not None:
        _check_between(place["flat_price"], rule.flat_price, schedule)


def _check_shared(field: Field, schedule: Schedule) -> None:
    place = field.get("shared_price")
    if place and schedule.shared_price is not None and not _is_meant(place):
        _check_between(place, schedule.shared_price, schedule)


def _check_between(place: Field, price: Decimal, schedule: Schedule) -> None:
    rows = schedule.prices.values()
    # The tier before the highest costs 0.05 more than the first; 云南 lies a fen above it.
    most = max((row[-2:][0] for row in rows), default=price) * Decimal("1.05")
    if rows and not min(map(min, rows)) * Decimal("0.9") <= price <= most:
        raise place.error(
            "makes {price} yuan, below the lowest price of the tiers or near the highest; if it "
            "is so, write unusual: true",
            price=price,
        )


def _check_more_prices(field: Field, schedule: Schedule) -> None:
    """As many prices as there are tiers, and homes at a higher voltage pay no more."""
    tiers = {len(row) for row in schedule.prices.values()}
    if any(len(row) not in tiers for row in schedule.printed_prices.values()):
        raise field["prices"].error("printed must have as many prices as there are tiers")
    high = schedule.high_voltage
    for season, row in high.prices.items() if high else ():
        low = schedule.prices.get(season)
        if low is None or len(low) != len(row) or list(row) != sorted(set(row)):
            raise field["high_voltage"].error("must have a rising price for each tier")
        if any(dear > cheap for dear, cheap in zip(row, low, strict=True)):
            raise field["high_voltage"].error("must not be above the prices below 1 kV")


def _check_tiers(field: Field, schedule: Schedule) -> None:
    for limits in schedule.limits.values():
        first = limits[0] / schedule.limit_months if limits else None
        if first and not LEAST_FIRST <= first <= MOST_FIRST and not _is_meant(field["limits"]):
            raise field["limits"].error(
                "give tier 1 {first} kWh a month, outside {least} to {most}; see per_months, "
                "or if it is so, write unusual: true",
                first=f"{first:.0f}",
                least=LEAST_FIRST,
                most=MOST_FIRST,
            )
    _check_heating(field, schedule)
    for row in schedule.prices.values():
        for cheaper, dearer in pairwise(row):
            if abs(dearer - cheaper) < LEAST_STEP:
                raise field["prices"].error(
                    "differ by less than {least} from tier to tier", least=LEAST_STEP
                )


def _check_heating(field: Field, schedule: Schedule) -> None:
    """A home that heats with electricity gets no less than others in the same months."""
    least = [limits[0] / schedule.limit_months for limits in schedule.limits.values() if limits]
    for period in schedule.heating:
        if least and period.limits and period.limits[0] < min(least) * period.months:
            raise field["heating"].error("gives less of tier 1 than other homes have")


def _check_time_of_use(field: Field, schedule: Schedule) -> None:
    place = field.get("time_of_use")
    if place is None or _is_meant(place):
        return
    for periods in (
        schedule.periods,
        *(season.periods for season in schedule.tou_more.seasons),
        *schedule.tou_more.whole_tiers.values(),
    ):
        _check_valley(place, periods)
    if schedule.lock_months is not None and schedule.lock_months > LONGEST_GRANT:
        raise place["lock_months"].error(
            "must be {most} at most; if it is so, write unusual: true", most=LONGEST_GRANT
        )
    days = [
        day for season in schedule.tou_more.seasons for day in _days(season.first, season.last)
    ]
    if len(set(days)) < len(days):
        raise place.error("has a day in two seasons")


def _check_valley(place: Field, periods: Mapping[str, Decimal]) -> None:
    valley = periods.get("valley")
    others = [more for name, more in periods.items() if name != "valley"]
    if valley is None or not others:
        raise place.error("must name a valley and another period")
    if valley >= min(others):
        raise place.error(
            "has a valley that costs no less than other hours; if it is so, write unusual: true"
        )


def _check_conflicts(field: Field, schedule: Schedule) -> None:
    for name, evidence in schedule.evidence.items():
        other = field[name].get("other")
        if evidence.confidence is Confidence.CONFLICT and not (other or evidence.note):
            raise field[name].error("is in conflict: write the other value, or a note of it")
        for value in other.entries() if other else ():
            if value.value == field[name].value.get("value"):
                raise value.error("is the value itself; write what other sources say")


def _is_meant(place: Field) -> bool:
    unusual = place.get("unusual")
    return bool(unusual and unusual.truth())


def _days(first: tuple[int, int], last: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Months and days from one to another, perhaps over new year."""
    begins, ends = date(2023, *first), date(2023, *last)  # a year without 29 February
    count = (ends - begins).days % 365 + 1
    for number in range(count):
        day = begins + timedelta(days=number)
        yield day.month, day.day
