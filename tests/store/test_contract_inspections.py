"""A visit is kept once, as it was written down first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.records.inspection import Inspected
from bot.store.port import Store

DAY = date(2018, 12, 20)
SEEN = Inspected(
    DAY, "4100000123", 7, "high", "not_read", True, "0012", Decimal("421.5"), "张家", True
)


def test_a_visit_is_kept_once(store: Store) -> None:
    assert store.inspections.put(SEEN)
    assert not store.inspections.put(replace(SEEN, reading=Decimal(1)))
    later = replace(SEEN, day=date(2018, 12, 21), in_use=None, reading=None, meter_no="")
    assert store.inspections.put(later)
    assert store.inspections.all() == (later, SEEN)
