"""A closed case as a lesson: the head accepts it, everybody practises it, the report names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from bot.cases import deadlines
from bot.cases.roles import May, may
from bot.contract.errors import SettingsError
from bot.contract.messages import Button, Outcome, Reply
from bot.handbook import editing
from bot.handbook.book import book_of
from bot.lessons.homes import Kind
from bot.records.case import Case, State
from bot.records.practice import Lesson
from bot.staff import papers
from bot.staff.case_words import words_of
from bot.staff.turn import StaffTurn, button, no_such_case, not_allowed
from bot.wording.faults import fault
from bot.wording.lessons import EXPLAINED, LESSONS, lessons_of

VERB = "lesson"
TOPIC = "lessons"  # of the handbook
# Which practice teaches it.
PRACTICES = {
    "late_registration": Kind.LATE_REGISTRATION,
    "previous_owner": Kind.TRANSFER,
    "household_not_applied": Kind.LARGE_HOUSEHOLD,
    "time_of_use_not_applied": Kind.TIME_OF_USE,
    "estimated_reading": Kind.ESTIMATED,
    EXPLAINED: Kind.RIGHT_BILL,
}


def offered(turn: StaffTurn, case: Case) -> tuple[Button, ...]:
    """The button below an analysis, for whom it is to decide and as long as it is not decided."""
    known = {one.case_number for one in turn.store.practice.lessons()}
    if case.state is not State.CLOSED or case.number in known or not _may(turn):
        return ()
    return (
        (button(turn.say("Keep it as a lesson"), VERB, case.number),)
        if _causes(turn, case)
        else ()
    )


def pressed(turn: StaffTurn, number: str) -> tuple[Outcome, ...]:
    """The head keeps what the case taught: everybody meets it in practice from now on."""
    case = turn.case(number)
    if case is None:
        return (no_such_case(turn),)
    if not _may(turn):
        return (not_allowed(turn, VERB),)
    say, store = turn.say, turn.store
    causes = _causes(turn, case) if case.state is State.CLOSED else ()
    new = [c for c in causes if store.practice.accept(Lesson(case.number, c, turn.id, turn.now))]
    if not new:
        return (Reply(say("There is nothing new to keep of case {number}.", number=case.number)),)
    turn.note("lesson_accepted", "", case.number)
    taught = {str(PRACTICES[cause]) for cause in new if cause in PRACTICES}
    for one in store.staff.everybody():
        for stands in store.practice.practised(one.id):
            if stands.kind in taught:
                store.practice.put(one.id, replace(stands, due=turn.now))
    head = say("Kept as a lesson: it comes in practice and in the month's report.")
    return (Reply(head, "\n".join([*_told(turn, new), *_into_the_handbook(turn, new)])),)


def _into_the_handbook(turn: StaffTurn, causes: Sequence[str]) -> list[str]:
    """An entry of the office's own for each that the handbook has not yet, where it has files."""
    say, office = turn.say, turn.desk.office
    if office.handbook is None:
        return [say("In the handbook too, once JIETI_HANDBOOK names a folder of your own.")]
    known = {entry.point for entry in book_of(office).entries if entry.topic == TOPIC}
    try:
        for cause in causes:
            if cause in LESSONS and cause not in known:
                text = editing.added(office.handbook, TOPIC, cause, say(LESSONS[cause]),
                                     turn.now.date())  # fmt: skip
                editing.change(office.handbook, TOPIC, text,
                               partial(deadlines.must_promise, region=office.region))  # fmt: skip
    except (OSError, SettingsError) as error:
        return [say("Not written into the handbook: {why}", why=fault(say, error))]
    return [say("Written into the handbook too: {topic}.yaml", topic=TOPIC)]


def of_month(turn: StaffTurn, month: date) -> list[str]:
    """What was learnt in a month, for its report."""
    found = [
        one.cause
        for one in turn.store.practice.lessons()
        if (one.accepted_at.year, one.accepted_at.month) == (month.year, month.month)
    ]
    causes = list(dict.fromkeys(found))
    return [turn.say("Learnt:"), *_told(turn, causes)] if causes else []


def of_practice(turn: StaffTurn, kind: Kind) -> list[str]:
    """What the office has learnt about what was practised."""
    causes = dict.fromkeys(one.cause for one in turn.store.practice.lessons())
    mine = [cause for cause in causes if PRACTICES.get(cause) is kind]
    return [turn.say("Our office has learnt:"), *_told(turn, mine)] if mine else []


def _told(turn: StaffTurn, causes: Sequence[str]) -> list[str]:
    say = turn.say
    return [say("· {what}", what=say(LESSONS[cause])) for cause in causes if cause in LESSONS]


def _causes(turn: StaffTurn, case: Case) -> tuple[str, ...]:
    return lessons_of(papers.found_in(turn, case, words_of(turn.store, case)))


def _may(turn: StaffTurn) -> bool:
    return may(turn.staff.role, May.APPROVE) and not turn.message.group
