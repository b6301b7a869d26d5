"""Whether a fact fits what is known of the account already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.records.account import AccountRecord, ReadingRecord
from bot.records.fact import FORMER, HOLDER, FactKind, FactRecord, Standing, as_assessed
from tariff_rules import FactError, parse_standing

_SPANS = {FactKind.HOUSEHOLD, FactKind.LOW_INCOME, FactKind.TIME_OF_USE}
_EVENTS = {FactKind.TRANSFER, FactKind.CORRECTION, FactKind.CLOSED}
_OF_A_READING = {FactKind.REPLACED, FactKind.ESTIMATED}
_VALUE_IS_DAY = _OF_A_READING | {FactKind.CLOSED, FactKind.REGISTERED}
_MAY_COME_LATER = {"until", FORMER, HOLDER}

NEXT_YEAR = timedelta(days=366)


class Clash(StrEnum):
    """Why a fact cannot stand beside what is known."""

    OTHER = "other"  # the same fact is known with other content
    OVERLAPS = "overlaps"  # two of a kind hold on one day
    TOLD_NONE = "told_none"  # it was noted that the account has none
    TOLD_SOME = "told_some"  # it has some, and this says none
    BEFORE_ACCOUNT = "before_account"  # it happened before the account was
    USED_AFTER = "used_after"  # the account is said to be closed, and was used and read after it
    TO_COME = "to_come"  # it is said to have happened, or holds only years from now
    IMPOSSIBLE = "impossible"  # the rules cannot be given it


@dataclass(frozen=True, slots=True)
class Clashing:
    """A clash, and the fact on record that it is with."""

    clash: Clash
    known: FactRecord | None = None


def clash_of(
    fact: FactRecord,
    known: tuple[FactRecord, ...],
    account: AccountRecord,
    readings: Iterable[ReadingRecord],
) -> Clashing | None:
    """The first thing that speaks against entering the fact; None if nothing does.

    The last reading may come some days after the closing; use that begins after it may not.
    A fact that only adds the end of one that was open, or who the holders were, is no clash.
    """
    of_kind = [one for one in known if one.kind is fact.kind]
    same = next((one for one in of_kind if one.since == fact.since), None)
    if same and not same.says_as(fact) and not _completes(fact, same):
        return Clashing(Clash.OTHER, same)
    others = [one for one in of_kind if one is not same]
    found = _against(fact, others)
    if found is None and fact.standing is Standing.KNOWN:
        begun, day = account.powered_on or account.registered_on, _day(fact)
        events = _EVENTS | _OF_A_READING
        if fact.kind in events and begun and day and day < begun.isoformat():
            return Clashing(Clash.BEFORE_ACCOUNT)
        if fact.kind is FactKind.CLOSED and _used_after(day, readings):
            return Clashing(Clash.USED_AFTER)
        if fact.kind in _SPANS | _EVENTS | _VALUE_IS_DAY and day > _latest(fact).isoformat():
            return Clashing(Clash.TO_COME)
        try:
            parse_standing(_plain([*(one for one in known if one is not same), fact]))
        except FactError:
            return Clashing(Clash.IMPOSSIBLE)
    return found


def _day(fact: FactRecord) -> str:
    """From when it holds, or when it was: of some that is all that there is to say."""
    is_day = fact.kind in _VALUE_IS_DAY and isinstance(fact.value, str)
    return str(fact.value) if is_day else fact.since


def _used_after(day: str, readings: Iterable[ReadingRecord]) -> bool:
    return any(one.kwh and one.last_read_on.isoformat() > day for one in readings)


def _latest(fact: FactRecord) -> date:
    """The last day from which it can hold when it is noted: a grant may begin next year."""
    noted = fact.noted_at.date()
    return noted + NEXT_YEAR if fact.kind in _SPANS else noted


def _against(fact: FactRecord, others: list[FactRecord]) -> Clashing | None:
    for other in others:
        standings = (fact.standing, other.standing)
        if standings == (Standing.KNOWN, Standing.NONE):
            # It may have been granted after it was noted that there is none.
            if fact.since <= other.noted_at.date().isoformat():
                return Clashing(Clash.TOLD_NONE, other)
        elif standings == (Standing.NONE, Standing.KNOWN):
            return Clashing(Clash.TOLD_SOME, other)
        elif fact.kind in _SPANS and _overlap(fact, other):
            return Clashing(Clash.OVERLAPS, other)
    return None


def _completes(fact: FactRecord, known: FactRecord) -> bool:
    if known.standing is Standing.UNKNOWN:
        return True
    if not isinstance(fact.value, dict) or not isinstance(known.value, dict):
        return False
    added = fact.value.keys() - known.value.keys()
    told = {name: v for name, v in fact.value.items() if name not in added}
    return known.value == told and added <= _MAY_COME_LATER


def _overlap(one: FactRecord, other: FactRecord) -> bool:
    if not one.value or not other.value:
        return False
    last = date.max.isoformat()
    return bool(
        one.since <= other.value.get("until", last) and other.since <= one.value.get("until", last)
    )


def _plain(facts: list[FactRecord]) -> dict[str, object]:
    found = as_assessed(tuple(facts))
    found.pop(FactKind.REGISTERED, None)
    return found
