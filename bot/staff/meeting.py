"""The paper for the monthly meeting (例会材料): the month, what was learnt, who does what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.cases.monthly import causes_of
from bot.cases.planning import Planned, planned
from bot.contract.messages import Document
from bot.papers.word import Template, filled
from bot.records.case import Case, State
from bot.staff import teaching
from bot.staff.turn import StaffTurn
from bot.wording import cases as names
from bot.wording.findings import FOUND

Parts = Sequence[tuple[str, Sequence[str]]]


def paper(
    turn: StaffTurn, month: date, sums: Sequence[str], parts: Parts, seen: Sequence[Case]
) -> Document:
    """The paper as a file of Word.

    Args:
        turn: of whoever asked for it.
        month: its first day.
        sums: the month in figures.
        parts: its tables, each with its lines.
        seen: all cases that the reader may see: what is planned in them is named.
    """
    say = turn.say
    before = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)
    sections: list[tuple[str, Sequence[str]]] = [
        (say("The month"), [*sums, *_against(turn, month, before, seen)]),
        *((title, lines) for title, lines in parts if lines),
        (say("Learnt"), teaching.of_month(turn, month)[1:]),
        (say("Who does what by when"), _plans(turn, _of(seen, month), done=False)),
        (say("What became of last month's"), _plans(turn, _of(seen, before), done=None)),
    ]
    lines = []
    for number, (title, told) in enumerate(sections, start=1):
        lines += [f"{number}. {title}", *(told or [say("· nothing")])]
    fields = {
        "office": turn.desk.office.name,
        "number": "",
        "day": say.day(turn.now.date()),
        "title": say("Monthly meeting, {month}", month=say.month(month)),
        "lines": lines,
    }
    content = filled(Template.MEETING, fields, turn.desk.office.templates)
    return Document(f"meeting-{month:%Y-%m}.docx", content)


def _of(seen: Iterable[Case], month: date) -> list[Case]:
    return [
        case
        for case in seen
        if (case.complained_at.year, case.complained_at.month) == (month.year, month.month)
    ]


def _against(turn: StaffTurn, month: date, before: date, seen: Sequence[Case]) -> list[str]:
    """How many came in each month, in all and by cause; the largest change first."""
    say, now, then = turn.say, _counted(seen, month), _counted(seen, before)
    by_now, by_then = causes_of(now), causes_of(then)
    told = [say("The month before: {then}; this month: {now}", then=len(then), now=len(now))]
    changed = [one for one in {**by_now, **by_then} if one in FOUND]
    changed.sort(key=lambda one: (-abs(by_now[one] - by_then[one]), one))
    by_cause = [
        say("· {what}: the month before {then}, this month {now}",
            what=say(FOUND[cause]), then=by_then[cause], now=by_now[cause])
        for cause in changed
    ]  # fmt: skip
    return [*told, *by_cause]


def _counted(seen: Iterable[Case], month: date) -> list[Case]:
    """As the month's report counts them."""
    return [one for one in _of(seen, month) if one.state not in (State.VOID, State.MERGED)]


def _plans(turn: StaffTurn, cases: Iterable[Case], *, done: bool | None) -> list[str]:
    """What was planned in those cases: all of it with how it stands, or what is still to do."""
    return [
        _plan(turn, case, plan)
        for case in cases
        for plan in planned(case)
        if done is None or (plan.task in case.tasks) is done
    ]


def _plan(turn: StaffTurn, case: Case, plan: Planned) -> str:
    say = turn.say
    who = turn.store.staff.get(plan.who)
    figures = {
        "number": case.number,
        "what": say(names.TASKS[plan.task]),
        "name": who.name if who else say("nobody"),
        "day": say.day(plan.by),
    }
    if plan.task in case.tasks:
        return say("· {what} ({number}): {name}, by {day}: done", **figures)
    if plan.by < turn.now.date():
        return say("· {what} ({number}): {name}, by {day}: not done yet", **figures)
    return say("· {what} ({number}): {name}, by {day}", **figures)
