"""Reads `regions/*.yaml`. A figure without a source, or written as a float, does not load."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from tariff_rules.errors import NotCoveredError, RegionFileError, UnknownRegionError
from tariff_rules.tariff import Confidence, Evidence, Rule, Schedule, Source, Tariff

REGIONS = Path(__file__).parent / "regions"


def region_names() -> tuple[str, ...]:
    """Names of all regions that have a file."""
    return tuple(sorted(path.stem for path in REGIONS.glob("*.yaml")))


@cache
def load_region(name: str) -> Tariff:
    """The tariff of one region, read once.

    Raises:
        UnknownRegionError: there is no file of that name.
        RegionFileError: the file cannot be used.
    """
    if name not in region_names():
        known = ", ".join(region_names())
        raise UnknownRegionError(f"unknown region {name!r}; known regions: {known}")
    return read_region(REGIONS / f"{name}.yaml")


def read_region(path: Path) -> Tariff:
    """Read one file of the form of `regions/henan.yaml`.

    Raises:
        RegionFileError: names the file and the place in it.
    """
    import yaml  # noqa: PLC0415 - only a process that reads a region pays for the parser

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _Reader(path, data).tariff()
    except (OSError, yaml.YAMLError) as error:
        raise RegionFileError(f"{path.name}: cannot be read: {error}") from error


def schedule_on(tariff: Tariff, day: date) -> Schedule:
    """The schedule in force on that day.

    Raises:
        NotCoveredError: the region's file holds none for that day.
    """
    for schedule in tariff.schedules:
        if schedule.covers(day):
            return schedule
    spans = "; ".join(f"{s.first} - {s.last or 'open'}" for s in tariff.schedules)
    raise NotCoveredError(f"{tariff.region}: no tariff in force on {day}; the file holds {spans}")


class _Reader:
    """Walks one file's data and names the place of whatever it cannot use."""

    def __init__(self, path: Path, data: Any) -> None:
        self._path = path
        self._data = data

    def tariff(self) -> Tariff:
        top = self._mapping(self._data, "top level")
        sources = {
            key: Source(str(value["title"]), str(value["quality"]), str(value["date"]))
            for key, value in self._mapping(self._get(top, "sources", ""), "sources").items()
        }
        self._known = set(sources)
        rules = {
            key: Rule(str(self._get(value, "value", key)), self._evidence(value, f"rules.{key}"))
            for key, value in self._mapping(self._get(top, "rules", ""), "rules").items()
        }
        entries = self._get(top, "schedules", "")
        schedules = tuple(self._schedule(s, f"schedules[{i}]") for i, s in enumerate(entries))
        self._check_order(schedules)
        return Tariff(str(top["region"]), str(top["name"]), schedules, rules, sources)

    def _schedule(self, data: Any, place: str) -> Schedule:
        cycle = self._mapping(self._get(data, "cycle", place), f"{place}.cycle")
        limits = self._get(data, "monthly_limits", place)
        prices = self._get(data, "prices", place)
        document = self._get(data, "document", place)
        schedule = Schedule(
            first=self._date(self._get(data, "from", place), f"{place}.from"),
            last=None if data.get("to") is None else self._date(data["to"], f"{place}.to"),
            cycle_months=int(self._get(cycle, "months", place)),
            cycle_starts_in=int(self._get(cycle, "starts_in", place)),
            cycle_evidence=self._evidence(cycle, f"{place}.cycle"),
            monthly_limits=self._decimals(limits, f"{place}.monthly_limits"),
            limits_evidence=self._evidence(limits, f"{place}.monthly_limits"),
            prices=self._decimals(prices, f"{place}.prices"),
            prices_evidence=self._evidence(prices, f"{place}.prices"),
            document=str(self._get(document, "value", f"{place}.document")),
            document_evidence=self._evidence(document, f"{place}.document"),
        )
        if len(schedule.prices) != len(schedule.monthly_limits) + 1:
            raise self._error(place, "needs one price more than limits")
        if list(schedule.monthly_limits) != sorted(set(schedule.monthly_limits)):
            raise self._error(f"{place}.monthly_limits", "must rise from tier to tier")
        return schedule

    def _check_order(self, schedules: tuple[Schedule, ...]) -> None:
        for i in range(1, len(schedules)):
            last = schedules[i - 1].last
            if last is None or schedules[i].first <= last:
                raise self._error(f"schedules[{i}].from", "overlaps the schedule before it")

    def _evidence(self, data: Any, place: str) -> Evidence:
        keys = tuple(self._get(data, "sources", place))
        if not keys:
            raise self._error(place, "has no source; name at least one")
        for key in keys:
            if key not in self._known:
                raise self._error(place, f"names source {key!r}, which is not under 'sources'")
        confidence = str(self._get(data, "confidence", place))
        if confidence not in set(Confidence):
            known = ", ".join(Confidence)
            raise self._error(place, f"confidence is {confidence!r}; use one of {known}")
        return Evidence(Confidence(confidence), keys, str(data.get("note", "")))

    def _decimals(self, data: Any, place: str) -> tuple[Decimal, ...]:
        values = self._get(data, "value", place)
        for value in values:
            if not isinstance(value, str):
                raise self._error(place, f'{value!r} must be quoted, as in "0.56", to stay exact')
        try:
            return tuple(Decimal(value) for value in values)
        except InvalidOperation as error:
            raise self._error(place, f"{values!r} are not plain decimals") from error

    def _date(self, value: Any, place: str) -> date:
        if not isinstance(value, date):
            raise self._error(place, f"{value!r} is not a date; write 2013-01-01")
        return value

    def _mapping(self, data: Any, place: str) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise self._error(place, "must be a mapping of names to values")
        return data

    def _get(self, data: Any, key: str, place: str) -> Any:
        if not isinstance(data, dict) or key not in data:
            raise self._error(f"{place}.{key}".lstrip("."), "is missing")
        return data[key]

    def _error(self, place: str, reason: str) -> RegionFileError:
        return RegionFileError(f"{self._path.name}: {place}: {reason}")
