"""Rows that say different things of one thing: none of them may be stored."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from bot.intake.rows import Draft, ReadingDraft
from bot.intake.several import contradict, follow_each_other
from bot.records.account import BillRecord, ReadingRecord


def key_of(draft: Draft) -> tuple[str, int]:
    """Where it stands: the sheet and the row."""
    return draft.sheet, draft.row


def clashes(drafts: list[Draft]) -> Iterator[tuple[tuple[str, int], int]]:
    """Rows that say different things under one key, each with another such row.

    Which of them is right is not known, so none of them may be stored.
    """
    in_order = sorted(drafts, key=lambda draft: draft.account_no)
    for _, of_account in groupby(in_order, key=lambda draft: draft.account_no):
        seen: dict[Hashable, list[tuple[Draft, object]]] = {}
        for draft in of_account:
            for key, record in draft.keyed():
                seen.setdefault(key, []).append((draft, record))
        for entries in seen.values():
            yield from _clashing(entries)


def _clashing(entries: list[tuple[Draft, object]]) -> Iterator[tuple[tuple[str, int], int]]:
    if all(record == entries[0][1] for _, record in entries):
        return
    for draft, record in entries:
        other = next((one for one, said in entries if _contradict(record, said)), None)
        if other is not None:
            yield key_of(draft), other.row


def _contradict(one: object, other: object) -> bool:
    if isinstance(one, BillRecord) and isinstance(other, BillRecord):
        return contradict(one, other)
    if isinstance(one, ReadingDraft) and isinstance(other, ReadingDraft):
        return one != other and not follow_each_other(_span(one), _span(other))
    return one != other


def _span(draft: ReadingDraft) -> ReadingRecord:
    """As a reading; one that has only what the meter shows stands for its day."""
    point, since = draft.point, draft.last_read_on
    if point.last_reading is None:
        shown = replace(point, last_reading=point.this_reading, kwh=Decimal(0))
        return shown.since(point.this_read_on)
    return point.since(since or date.min)
