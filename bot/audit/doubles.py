"""Rows that contradict each other, and months that were put together by mistake."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from bot.audit.notes import Note, NoteCode

# What tells two rows of a list apart, and what they must then say alike.
_KEYS = {
    "readings": (
        ("account_no", "meter_no", "register_kind", "month", "this_on"),
        ("this_reading", "kwh"),
    ),
    "bills": (("account_no", "month", "bill_kind"), ("charged", "billed_kwh")),
    "accounts": (
        ("account_no", "meter_no"),
        ("opened_on", "energized_on", "price_name", "status"),
    ),
    "store": (("meter_no",), ("store_state", "goes_to")),
    "applications": (("application_no",), ("stage", "energized_on", "archived_at")),
    "tickets": (("ticket_no",), ("contacted_at", "answered_at", "closed_at", "followup")),
}
_DATED = {"readings", "bills"}  # fmt: skip
_MONTHS = {"readings": ("month", "this_on"), "bills": ("month", "issued_on")}


def without_contradictions(kind: str, table: pl.DataFrame, notes: list[Note]) -> pl.DataFrame:
    """The list with one row where several say different things of the same: the last one."""
    if kind not in _KEYS:
        return table
    key = [name for name in _KEYS[kind][0] if name in table.columns]
    said = [name for name in _KEYS[kind][1] if name in table.columns]
    if _KEYS[kind][0][0] not in key or not said:
        return table
    # Without a month or a day two rows are two times, not two words of one.
    dated = kind not in _DATED or any(
        table[name].null_count() < table.height for name in key if name in {"month", "this_on"}
    )
    if not dated or table.select(key).hash_rows().n_unique() == table.height:
        return table
    differ = pl.any_horizontal(pl.col(name).n_unique().over(key) > 1 for name in said)
    named = pl.col(key[0]).is_not_null()
    contradicting = table.filter(differ & named)
    if not contradicting.height:
        return table
    for part in contradicting.partition_by("file", maintain_order=True):
        figures = {"count": part.height, "row": part["row"][0]}
        notes.append(Note(str(part["file"][0]), NoteCode.DIFFERENT_ROWS, figures))
    last = table.filter(named).unique(key, keep="last", maintain_order=True)
    return pl.concat([last, table.filter(~named)])


def two_months(kind: str, table: pl.DataFrame) -> Iterator[Note]:
    """A file of one month in which some rows are of another."""
    for part in table.partition_by("file", maintain_order=True):
        months = [
            part[name].drop_nulls().dt.month_start()
            for name in _MONTHS.get(kind, ())
            if name in part.columns
        ]
        months = [one for one in months if len(one)]
        if not months:
            continue
        counts = months[0].alias("month").value_counts().sort("count", descending=True)
        most, all_ = int(counts["count"][0]), int(counts["count"].sum())
        if 1 < counts.height <= 3 and all_ > most > 0.6 * all_:
            told = "、".join(f"{month:%Y-%m} ({count})" for month, count in counts.iter_rows())
            yield Note(str(part["file"][0]), NoteCode.TWO_MONTHS, {"months": told})
