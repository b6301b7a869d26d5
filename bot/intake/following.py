"""From what day a reading counts that has no earlier date: which reading it follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.records.account import ReadingRecord, StartingPoint

# A new meter starts near zero. With more on it there was use whose readings are not known, and
# the power-on date as the earlier date would hide that gap.
NEW_METER_AT_MOST = Decimal(10)
# Whoever was connected longer ago had a meter before this one, or readings that are not here.
FIRST_METER_WITHIN = timedelta(days=366)
Point = ReadingRecord | StartingPoint


@dataclass(frozen=True, slots=True)
class KnownBefore:
    """What is known of an account before a reading.

    Attributes:
        points: its readings and starting points.
        powered_on: when it was connected.
        was_billed: whether an earlier month has a bill.
    """

    points: Sequence[Point]
    powered_on: date | None
    was_billed: bool


def point_before(point: StartingPoint, points: Sequence[Point]) -> Point | None:
    """What the register showed the last time before."""
    earlier = [
        one
        for one in points
        if same_register(one, point) and one.this_read_on < point.this_read_on
    ]
    return max(earlier, key=lambda one: one.this_read_on, default=None)


def day_before(point: StartingPoint, known: KnownBefore) -> date | None:
    """The day of the reading that this one goes on from; None where it is not known."""
    earlier = sorted(
        (one for one in known.points if one.this_read_on < point.this_read_on),
        key=lambda one: one.this_read_on,
    )
    of_the_register = [one for one in earlier if same_register(one, point)]
    if of_the_register:
        fitting = [one for one in of_the_register if one.this_reading == point.last_reading]
        return fitting[-1].this_read_on if fitting else None
    beside = [
        one for one in known.points if _same_meter(one, point) and not same_register(one, point)
    ]
    shared = [
        one.last_read_on
        for one in beside
        if isinstance(one, ReadingRecord) and one.this_read_on == point.this_read_on
    ]
    if shared:
        return shared[0]  # the registers of a meter are read at once
    if point.last_reading is None or point.last_reading > NEW_METER_AT_MOST:
        return None
    others = [one for one in earlier if not _same_meter(one, point)]
    if others:
        return others[-1].this_read_on  # a new meter began when the old one was read last
    since = known.powered_on
    is_first = not earlier and not known.was_billed
    if since and is_first and point.this_read_on - since <= FIRST_METER_WITHIN:
        return since
    return None


def same_register(one: Point, other: Point) -> bool:
    """Whether both were read from the same register of the same meter."""
    return _same_meter(one, other) and one.register_kind == other.register_kind


def _same_meter(one: Point, other: Point) -> bool:
    return one.meter_no == other.meter_no
