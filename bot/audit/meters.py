"""One number a meter: exports write a meter's number in several ways."""

from __future__ import annotations

import polars as pl


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
    numbers: set[str] = set()
    other: dict[str, str] = {}
    for table in lists.values():
        if "meter_no" in table.columns:
            numbers |= set(table["meter_no"].drop_nulls())
        if {"meter_no", "meter_other"} <= set(table.columns):
            pairs = table.select("meter_other", "meter_no").drop_nulls().unique()
            other |= dict(pairs.iter_rows())
    longest: dict[str, str] = {}
    for number in sorted(numbers | set(other), key=len):
        longest[number.lstrip("0")] = number
    same = {number: longest[number.lstrip("0")] for number in numbers}
    found = {}
    for number, written in same.items():
        last = other.get(written) or other.get(number) or written
        if last != number:
            found[number] = longest.get(last.lstrip("0"), last)
    return found
