"""Who may do what at the staff desk."""

from __future__ import annotations

from enum import StrEnum

from bot.records.case import Case, CaseKind
from bot.records.staff import Role


class May(StrEnum):
    """What a role allows."""

    SEE_ALL = "see_all"  # every case, not only one's own
    SEE_REPORTS = "see_reports"  # reports about a person (举报)
    WORK = "work"  # take in, contact, answer, hold, note
    CLOSE = "close"
    ASSIGN = "assign"
    APPROVE = "approve"
    STAFF = "staff"  # invite and remove
    IMPORT = "import"  # exports of the office's systems
    FIGURES = "figures"  # counts of all cases, and the export


_MAY = {
    Role.ELECTRICIAN: {May.WORK},
    Role.CLERK: {May.WORK, May.CLOSE, May.ASSIGN, May.SEE_ALL, May.IMPORT},
    Role.HEAD: set(May),
    Role.AUDITOR: {May.SEE_ALL, May.SEE_REPORTS, May.FIGURES},
}


# Reports about a person are worked on by the auditor.
_MAY_IN_REPORTS = {Role.AUDITOR: {May.WORK, May.CLOSE}}


def may_in(case: Case, role: Role, what: May) -> bool:
    """Whether the role allows it in this case, which that person may see."""
    report = case.kind is CaseKind.REPORT
    return may(role, what) or (report and what in _MAY_IN_REPORTS.get(role, ()))


def may(role: Role, what: May) -> bool:
    """Whether the role allows it."""
    return what in _MAY[role]
