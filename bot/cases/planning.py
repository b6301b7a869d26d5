"""Who does what of a case, and by which day: a task with a name and a date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.cases.acting import Acting
from bot.cases.life import Task
from bot.records.case import UNFINISHED, Case, State

USUAL = 5  # working days for a correction of which nobody has said by when


@dataclass(frozen=True, slots=True)
class Planned:
    """A task, the number of who does it, and the last day for it."""

    task: Task
    who: int
    by: date

    @property
    def text(self) -> str:
        """As a case keeps it."""
        return f"{self.task}:{self.who}:{self.by.isoformat()}"


def planned(case: Case) -> tuple[Planned, ...]:
    """What is planned, in the order of the tasks; also what is done by now."""
    parts = (text.split(":") for text in case.planned)
    found = (Planned(Task(task), int(who), date.fromisoformat(by)) for task, who, by in parts)
    return tuple(sorted(found, key=lambda one: list(Task).index(one.task)))


def undone(case: Case) -> tuple[Planned, ...]:
    """What is planned and not ticked off, while somebody may still do it."""
    if not may_go_on(case):
        return ()
    return tuple(one for one in planned(case) if one.task not in case.tasks)


def may_go_on(case: Case) -> bool:
    """Whether its tasks are still worked on: also once the customer's part is closed."""
    return case.state in (*UNFINISHED, State.CLOSED)


def with_plan(case: Case, new: Planned) -> Case:
    """The case with that in the place of what was planned for the task."""
    others = (one for one in planned(case) if one.task is not new.task)
    return replace(case, planned=tuple(one.text for one in (*others, new)))


def correction_planned(acting: Acting, case: Case) -> Case:
    """A correction that is approved has a name and a day: until somebody says otherwise, these."""
    who = case.assignee or case.decided_by or acting.staff_id
    if who is None or any(one.task is Task.CORRECTION for one in planned(case)):
        return case
    by = max(case.due_by, acting.office.hours.after_working_days(acting.now.date(), USUAL))
    return with_plan(case, Planned(Task.CORRECTION, who, by))


def correction_unplanned(case: Case) -> Case:
    """A correction that is not decided any more is nobody's to do, unless it was done."""
    if Task.CORRECTION in case.tasks:
        return case
    others = (one for one in planned(case) if one.task is not Task.CORRECTION)
    return replace(case, planned=tuple(one.text for one in others))


def handed_on(case: Case, gone: int, heir: int) -> Case:
    """The case in which what somebody has not done is the heir's."""
    tasks = (
        replace(one, who=heir) if one.who == gone and one.task not in case.tasks else one
        for one in planned(case)
    )
    return replace(case, planned=tuple(one.text for one in tasks))
