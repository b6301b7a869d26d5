"""A visit is kept once, as it was written down first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.records.inspection import Drawn, Inspected
from bot.store.port import Store

DAY = date(2018, 12, 20)
SEEN = Inspected(
    DAY, "4100000123", 7, "high", "not_read", True, "0012", Decimal("421.5"), "张家", True
)


def test_a_visit_is_kept_once_and_what_is_said_later_holds(store: Store) -> None:
    assert store.inspections.put(SEEN)
    assert not store.inspections.put(replace(SEEN, reading=Decimal(1), found=("less",)))
    later = replace(SEEN, day=date(2018, 12, 21), in_use=None, reading=None, meter_no="")
    assert store.inspections.put(later)
    first = replace(SEEN, reading=Decimal(1), found=("less",))
    assert store.inspections.all() == (later, first)
    assert store.inspections.get(DAY, SEEN.account_no) == first
    assert store.inspections.of_account(SEEN.account_no) == (later, first)
    assert store.inspections.of_account("1") == ()


def test_who_is_on_a_list_stays_as_drawn_first(store: Store) -> None:
    one = Drawn(DAY, 1, "4100000123", 7, "high", "not_read")
    other = replace(one, account_no="4100000124", place=2)
    store.inspections.draw([other, one])
    store.inspections.draw([replace(one, seed=8, place=9)])
    store.inspections.draw([replace(one, day=date(2018, 12, 21))])
    assert store.inspections.drawn_on(DAY) == (one, other)
    assert store.inspections.days(DAY) == (DAY,)
    assert store.inspections.days(date(2018, 12, 31)) == (date(2018, 12, 21), DAY)
