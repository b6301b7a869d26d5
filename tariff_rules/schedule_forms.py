"""Reads the rarer parts of a schedule: time of use beyond one difference, other values, dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tariff_rules.errors import shown
from tariff_rules.fields import Field
from tariff_rules.tariff import Confirmation, Schedule, TimeOfUseMore, TimeOfUseSeason

OTHER = "other"


def month_and_day(field: Field) -> tuple[int, int]:
    """A day of every year, written "11-15"."""
    try:
        # 2023 had no 29 February: a period must begin and end in every year.
        day = date.fromisoformat(f"2023-{field.text()}")
    except ValueError:
        raise field.error(
            '{value} is no day of every year; write "11-15"', value=shown(field.value)
        ) from None
    return day.month, day.day


def time_of_use_more(field: Field | None) -> TimeOfUseMore:
    """Seasons, whole tiers and shared meters of time of use."""
    if field is None:
        return TimeOfUseMore()
    seasons, tiers, shared = field.get("seasons"), field.get("whole_tiers"), field.get("shared")
    usual, times_first = field["value"], field.get("times_first")
    return TimeOfUseMore(
        tuple(_season(entry, usual) for entry in seasons.entries()) if seasons else (),
        {tier: _periods(entry, usual) for tier, entry in tiers.items()} if tiers else {},
        shared.truth() if shared else False,
        times_first.truth() if times_first else False,
    )


def _season(field: Field, usual: Field) -> TimeOfUseSeason:
    field.only({"from", "to", "value", "untiered"})
    value, untiered = field.get("value") or usual, field.get("untiered")
    return TimeOfUseSeason(
        month_and_day(field["from"]),
        month_and_day(field["to"]),
        _periods(value, usual),
        untiered.truth() if untiered else False,
    )


def _periods(field: Field, usual: Field) -> dict[str, Any]:
    found = {str(name): entry.decimal() for name, entry in field.items()}
    if set(found) != set(usual.value):
        raise field.error("must name the same periods: {known}", known=", ".join(usual.value))
    return found


def confirmed(field: Field | None) -> tuple[Confirmation, ...]:
    """Documents that bear a schedule out: a day, and a source's key or a title."""
    found = []
    for entry in field.entries() if field else ():
        entry.only({"on", "by"})
        day, written = entry["on"].day_or_more()
        found.append(Confirmation(day, entry["by"].text(), written))
    return tuple(found)


def others(field: Field, read: Callable[[Field], Schedule]) -> dict[str, tuple[Schedule, ...]]:
    """The schedule once more for each other value that sources give for a figure."""
    found = {}
    for name, entry in field.items():
        if name == "seasons" or not isinstance(entry.value, dict) or OTHER not in entry.value:
            continue
        if not any(True for _ in entry[OTHER].entries()):
            raise entry[OTHER].error("is empty; leave it out, or write what sources say instead")
        plain = {key: value for key, value in entry.value.items() if key != OTHER}
        rest = {
            key: {k: v for k, v in value.items() if k != OTHER}
            if key != "seasons" and isinstance(value, dict)
            else value
            for key, value in field.value.items()
        }
        found[name] = tuple(
            read(Field(field.document, {**rest, name: _with(plain, other)}, field.path))
            for other in entry[OTHER].entries()
        )
    return found


def _with(figure: dict[str, Any], other: Field) -> dict[str, Any]:
    if "value" in figure:
        return {**figure, "value": other.value}
    other.items()  # a figure of several parts takes those parts that differ
    return {**figure, **other.value}
