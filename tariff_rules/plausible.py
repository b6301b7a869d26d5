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
            raise field.error(f"is of {found[0]}, which lies in the future")


def _check_days(field: Field, schedule: Schedule, tariff: Tariff, latest: date) -> None:
    place = field["in_force"]
    if schedule.first < OLDEST:
        raise place.error(f"begins in {schedule.first.year}: there were no tiers then")
    if schedule.last and schedule.last - schedule.first < SHORTEST:
        raise place.error("ends within its first month; see `to`")
    for name, evidence in schedule.evidence.items():
        if evidence.seen_from and evidence.seen_from > max(latest, schedule.first):
            raise field[name].error(f"is seen from {evidence.seen_from}, which lies in the future")
    _check_text(field["document"], latest, _ORDER)
    document = field["document"].get("value")
    if document and any(len(each) < SHORTEST_NAME for each in schedule.documents):
        raise document.error("names no document; leave it out where none was found")
    confirmed = field.get("confirmed")
    for entry, one in zip(
        confirmed.entries() if confirmed else (), schedule.confirmed, strict=True
    ):
        if one.day > latest:
            raise entry["on"].error(f"{one.day} lies in the future")
        if schedule.last and one.day > schedule.last:
            raise entry["on"].error(f"{one.day} lies after the days in force")
        if _KEY.fullmatch(one.document) and one.document not in tariff.sources:
            raise entry["by"].error(f"names source {one.document}, which is not under 'sources'")


def _check_household(field: Field, schedule: Schedule) -> None:
    rule, place = schedule.household, field.get("household")
    if rule is None or place is None or _is_meant(place):
        return
    for name in ("persons", "each_above", "flat_from"):
        entry = place.get(name)
        if entry and entry.number(1, 20) < FEWEST_PERSONS:
            raise entry.error(
                f"must be {FEWEST_PERSONS} or more; if it is so, write unusual: true"
            )
    if rule.flat_from is not None and rule.flat_from < rule.persons:
        raise place["flat_from"].error(f"must not be below persons, {rule.persons}")
    if rule.valid_months is not None and rule.valid_months > LONGEST_GRANT:
        raise place["valid_months"].error(
            f"must be {LONGEST_GRANT} at most; if it is so, write unusual: true"
        )
    if rule.flat_above is not None and rule.flat_above < LEAST_YEAR:
        raise place["flat_above"].error(
            f"must be {LEAST_YEAR} kWh a year or more; if it is so, write unusual: true"
        )
    if rule.flat_price is not None:
        _check_between(place["flat_price"], rule.flat_price, schedule)


def _check_shared(field: Field, schedule: Schedule) -> None:
    place = field.get("shared_price")
    if place and schedule.shared_price is not None and not _is_meant(place):
        _check_between(place, schedule.shared_price, schedule)


def _check_between(place: Field, price: Decimal, schedule: Schedule) -> None:
    rows = schedule.prices.values()
    if rows and not min(map(min, rows)) * Decimal("0.9") <= price <= max(map(max, rows)):
        raise place.error(
            f"makes {price} yuan, below the lowest or above the highest price of the tiers; if "
            "it is so, write unusual: true"
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
                f"give tier 1 {first:.0f} kWh a month, outside {LEAST_FIRST} to {MOST_FIRST}; see "
                "per_months, or if it is so, write unusual: true"
            )
    for row in schedule.prices.values():
        for cheaper, dearer in pairwise(row):
            if abs(dearer - cheaper) < LEAST_STEP:
                raise field["prices"].error(f"differ by less than {LEAST_STEP} from tier to tier")


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
            f"must be {LONGEST_GRANT} at most; if it is so, write unusual: true"
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
