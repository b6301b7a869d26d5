"""Reports about a person (举报) are the auditor's, whoever they name or do not name.

The head sees one that the auditor has given on, and never one that may be about the head.
Everything else is as `people` has it.
"""

from __future__ import annotations

from dataclasses import replace

from bot.cases import people
from bot.cases.acting import Acting, RefusedError
from bot.cases.life import Refusal
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.records.staff import Role, Staff
from bot.store.port import Store


def sees(store: Store, who: Staff, case: Case) -> bool:
    """Whether that person may see the case."""
    sealed = case.kind is CaseKind.REPORT and not case.released
    return people.sees(store, who, case) and (not sealed or who.role is Role.AUDITOR)


def heads(store: Store, case: Case) -> tuple[Staff, ...]:
    """Who stands above whoever works on a case; of a report the auditors, and who was given it."""
    if case.kind is not CaseKind.REPORT:
        return people.heads(store, case)
    found = (*store.staff.members(Role.AUDITOR), *store.staff.members(Role.HEAD))
    return tuple(one for one in found if sees(store, one, case))


def responsible(store: Store, case: Case) -> tuple[Staff, ...]:
    """Who works on a case; on a report the auditors."""
    if case.kind is not CaseKind.REPORT:
        return people.responsible(store, case)
    return tuple(one for one in store.staff.members(Role.AUDITOR) if sees(store, one, case))


def may_be_given(store: Store, case: Case) -> tuple[Staff, ...]:
    """The heads whom the auditor can give a report on to: not those whom it may be about."""
    released = replace(case, released=True)
    return tuple(one for one in store.staff.members(Role.HEAD) if sees(store, one, released))


def release(acting: Acting, case: Case) -> Case:
    """The report, given on to the heads whom it is not about.

    Raises:
        RefusedError: no auditor gives it on, it is no report, finished, or there is no such head.
    """
    who = acting.who
    if not isinstance(who, Staff) or who.role is not Role.AUDITOR:
        raise RefusedError(Refusal.ROLE)
    open_report = case.kind is CaseKind.REPORT and case.state in UNFINISHED
    if not open_report or not may_be_given(acting.store, case):
        raise RefusedError(Refusal.STATE)
    return acting.change(case, replace(case, released=True))
