"""Inspection in the field (不定期营业普查): who is visited, drawn within classes by a seed.

The seed is written on the list, so that nobody chooses, and anybody can draw the same again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt
from random import Random

from bot.bills.history import is_of_period
from bot.records.account import AccountRecord, ReadingRecord
from bot.records.fact import FactKind, FactRecord, Standing

SILENT = timedelta(days=75)  # without a reading: two rounds of reading were missed
SUDDEN = 3  # times the usual kWh
LATE = timedelta(days=15)  # between power on and registration
Z = 1.96  # of an interval that holds in 95 of 100 draws


class Risk(StrEnum):
    """How likely it is that something is not as the books say."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


# Of a hundred visits; the low class shows what the books do not.
SHARES: Mapping[Risk, int] = {Risk.HIGH: 50, Risk.MEDIUM: 30, Risk.LOW: 20}


class Why(StrEnum):
    """Why an account is in its class."""

    USED_BEFORE_REGISTERED = "used_before_registered"
    USED_THOUGH_CLOSED = "used_though_closed"
    NOT_READ = "not_read"
    SUDDEN = "sudden"
    ESTIMATED = "estimated"
    ORDINARY = "ordinary"


_CLASSES = {
    Why.USED_BEFORE_REGISTERED: Risk.HIGH,
    Why.USED_THOUGH_CLOSED: Risk.HIGH,
    Why.NOT_READ: Risk.HIGH,
    Why.SUDDEN: Risk.MEDIUM,
    Why.ESTIMATED: Risk.MEDIUM,
    Why.ORDINARY: Risk.LOW,
}


@dataclass(frozen=True, slots=True)
class Visit:
    """An account that may be visited, and what the books say of it."""

    account: AccountRecord
    meter_no: str
    last: ReadingRecord | None
    why: Why

    @property
    def risk(self) -> Risk:
        """Its class."""
        return _CLASSES[self.why]


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something was not as the books say, and between which shares that may lie."""

    visited: int
    found: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval, from 0 to 1; it says little of few visits, and shows it."""
        if not self.visited:
            return 0.0, 1.0
        n, p = self.visited, self.found / self.visited
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def visit(
    account: AccountRecord,
    readings: Sequence[ReadingRecord],
    facts: Sequence[FactRecord],
    day: date,
) -> Visit:
    """What the books say of an account on that day; what was read later says nothing of it."""
    readings = [one for one in readings if one.this_read_on <= day]
    total = [one for one in readings if not is_of_period(one.register_kind)]
    last = total[-1] if total else None
    return Visit(account, last.meter_no if last else "", last, _why(account, readings, facts, day))


def _why(
    account: AccountRecord,
    readings: Sequence[ReadingRecord],
    facts: Sequence[FactRecord],
    day: date,
) -> Why:
    powered, registered = account.powered_on, account.registered_on
    if powered and registered and registered - powered > LATE:
        return Why.USED_BEFORE_REGISTERED
    closed = [f.since for f in facts if f.kind is FactKind.CLOSED and f.standing is Standing.KNOWN]
    if closed and any(r.kwh and r.this_read_on.isoformat() > min(closed) for r in readings):
        return Why.USED_THOUGH_CLOSED
    if not readings or day - readings[-1].this_read_on > SILENT:
        return Why.NOT_READ
    usual = [r.kwh for r in readings[:-1]]
    if usual and readings[-1].kwh > SUDDEN * max(sum(usual) / len(usual), 1):
        return Why.SUDDEN
    if any(f.kind is FactKind.ESTIMATED for f in facts):
        return Why.ESTIMATED
    return Why.ORDINARY


def drawn(visits: Sequence[Visit], count: int, seed: int) -> tuple[Visit, ...]:
    """So many of them, by the shares of the classes, in the order in which they are walked.

    Where a class has too few, the others get what is left.
    """
    draw = Random(seed)  # noqa: S311 - the seed is written on the list
    of_class = {
        risk: sorted((v for v in visits if v.risk is risk), key=lambda v: v.account.account_no)
        for risk in Risk
    }
    picked: list[Visit] = []
    for risk, many in _places(of_class, min(count, len(visits))).items():
        picked += draw.sample(of_class[risk], many)
    return tuple(sorted(picked, key=lambda v: (v.account.area, v.account.address)))


def _places(of_class: Mapping[Risk, Sequence[Visit]], count: int) -> dict[Risk, int]:
    places = dict.fromkeys(Risk, 0)
    for risk in _in_turn(count):
        room = [r for r in (risk, *Risk) if places[r] < len(of_class[r])]
        if room:
            places[room[0]] += 1
    return places


def _in_turn(count: int) -> Iterator[Risk]:
    """The classes one after the other, so that after any number the shares are nearly kept."""
    given = dict.fromkeys(Risk, 0)
    for n in range(1, count + 1):
        risk = max(Risk, key=lambda r: SHARES[r] * n / 100 - given[r])
        given[risk] += 1
        yield risk
