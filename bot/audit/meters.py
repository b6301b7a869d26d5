"""One number a meter: exports write a meter's number in several ways."""

from __future__ import annotations

import polars as pl

# The number by which these know a meter is the one that is shown; the first that has it.
_KNOWS = ("accounts", "readings", "bills", "store", "collection", "survey", "applications")


def one_number_a_meter(lists: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The lists with the same number for the same meter.

    A meter has a number of its maker beside that of the office (条码、资产编号), where some list
    has both; and a workbook drops the zeros in front of a number.
    """
    known = _same(lists)
    if not known:
        return lists
    return {
        kind: table.with_columns(pl.col("meter_no").replace(known))
        if "meter_no" in table.columns
        else table
        for kind, table in lists.items()
    }


def _same(lists: dict[str, pl.DataFrame]) -> dict[str, str]:
    """The number to show, by every number that is another one."""
    columns = [
        lists[kind]["meter_no"]
        for kind in _KNOWS
        if "meter_no" in lists.get(kind, pl.DataFrame()).columns
    ]
    none = pl.Series(dtype=pl.String)
    ordered = pl.concat([none, *columns]).drop_nulls().unique(maintain_order=True)
    pairs = _pairs(lists)
    if not pairs and _all_differ(ordered):
        return {}
    return _shown(ordered.to_list(), pairs)


def _shown(ordered: list[str], pairs: list[tuple[str, str]]) -> dict[str, str]:
    longest: dict[str, str] = {}
    for number in ordered:
        bare = number.lstrip("0")
        if len(number) > len(longest.get(bare, "")):
            longest[bare] = number
    first = {number: place for place, number in reversed(list(enumerate(ordered)))}
    found = {number: longest[number.lstrip("0")] for number in ordered}
    for one, other in pairs:
        numbers = [longest.get(number.lstrip("0"), number) for number in (one, other)]
        shown = min(numbers, key=lambda number: first.get(number, len(first)))
        found |= dict.fromkeys((one, other, *numbers), shown)
    return {number: shown for number, shown in found.items() if number != shown}


def _all_differ(numbers: pl.Series) -> bool:
    """Whether no two are the same but for the zeros in front."""
    return numbers.str.strip_chars_start("0").n_unique() == len(numbers)


def _pairs(lists: dict[str, pl.DataFrame]) -> list[tuple[str, str]]:
    """The two numbers of a meter, where a list has both."""
    return [
        pair
        for table in lists.values()
        if {"meter_no", "meter_other"} <= set(table.columns)
        for pair in table.select("meter_no", "meter_other").drop_nulls().unique().iter_rows()
    ]
