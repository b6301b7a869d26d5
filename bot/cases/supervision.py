"""What must be raised to the head at once, whatever the deadline says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from bot.contract.said import Said
from bot.records.case import URGED, Case, CaseKind, Event, State
from bot.store.port import Store

TIMES = 3
LATELY = timedelta(days=90)
TALK = timedelta(minutes=10)  # what follows within that time is said in the same contact


class Escalation(StrEnum):
    """Why a matter is raised."""

    THIRD_TIME = "third_time"
    REGULATOR = "12398"
    CITY = "12345"
    CONSUMERS = "12315"
    MEDIA = "media"
    COURT = "court"
    LAWYER = "lawyer"
    GOVERNMENT = "government"
    DISCIPLINE = "discipline"
    DANGER = "danger"
    DESPAIR = "despair"
    FRAIL = "frail"
    UNSATISFIED = "unsatisfied"
    DATA = "data"
    THREAT = "threat"
    STAFF = "staff"


ALARMS = (
    Escalation.DANGER,
    Escalation.DESPAIR,
    Escalation.FRAIL,
)  # raised again when they come again


def escalations_of(said: Said) -> tuple[Escalation, ...]:
    """The reasons that stand in a customer's words."""
    grave = set(said.agencies)
    if said.danger:
        grave.add(Escalation.DANGER)
    if said.despair:
        grave.add(Escalation.DESPAIR)
    if said.threatens:
        grave.add(Escalation.THREAT)
    if said.frail:
        grave.add(Escalation.FRAIL)
    return tuple(reason for reason in Escalation if reason.value in grave)


def perils_in(case: Case) -> tuple[Escalation, ...]:
    """Why lives are at stake in the case, as far as somebody has said so."""
    return tuple(one for one in ALARMS if one in case.escalations)


def calls_at_once(case: Case) -> bool:
    """Whether lives are at stake and nobody has got in touch yet: no deadline is waited for."""
    return case.state is State.OPEN and bool(perils_in(case))


def came_up(store: Store, case: Case, now: datetime) -> int:
    """How often the matter came up: in this case, or as cases of the account of late."""
    said = _contacts(e.at for e in store.cases.events(case.number, "opened", URGED, *CaseKind))
    if case.account_no is None or case.kind is CaseKind.REPORT:
        return said
    return max(said, store.cases.count_since(case.account_no, now - LATELY))


def times_urged(events: Iterable[Event]) -> int:
    """In how many contacts somebody urged, by what was noted of it."""
    return _contacts(event.at for event in events)


def _contacts(moments: Iterable[datetime]) -> int:
    """How often somebody got in touch who wrote at these moments, the earliest first."""
    times, last = 0, None
    for at in moments:
        times += last is None or at - last > TALK
        last = at
    return times
