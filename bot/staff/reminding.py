"""What is late, answered or on hold for long is told again, as it is on that day."""

from __future__ import annotations

from bot.cases.again import Again, Waits, again
from bot.cases.reports import heads, responsible
from bot.contract.messages import Outcome, Post, Reply
from bot.records.case import Case
from bot.records.staff import Staff
from bot.staff.turn import StaffTurn, button
from bot.store.port import Store
from bot.wording import cases as names
from bot.wording.catalogue import Words, mark

_TOLD = {
    Waits.CONTACT: mark(
        "❗ Case {number} is {days} working days late: the customer was to be contacted by {due}."
    ),
    Waits.ANSWER: mark(
        "❗ Case {number} is {days} working days late: the customer was to be answered by {due}."
    ),
    Waits.CLOSING: mark(
        "⏰ Case {number} was answered {days} working days ago and is not closed yet."
    ),
    Waits.HOLD: mark(
        "⏰ Case {number} has been on hold for {days} working days, and no day is set on which it "
        "goes on."
    ),
    Waits.TASK: mark("❗ Case {number}: {task} ({name}) was to be done by {day}."),
}


def concerned(
    store: Store, one: Again, responsible: tuple[Staff, ...], heads: tuple[Staff, ...]
) -> tuple[Staff, ...]:
    """Who does the task or works on the case; the heads too if it goes upwards."""
    does = store.staff.get(one.planned.who) if one.planned else None
    told = (does,) if does and does in store.staff.members() else responsible
    return tuple(dict.fromkeys((*told, *(heads if one.upwards else ()))))


def reminded(turn: StaffTurn, case: Case, day: str) -> tuple[Outcome, ...]:
    """The reminders of that day; none once it has passed. The next are set by the notices."""
    store = turn.store
    store.cases.touch(case.number)
    if day != turn.now.date().isoformat():
        return ()
    todays = again(case, turn.desk.office.hours, turn.now)
    told = responsible(store, case), heads(store, case)
    return tuple(
        _post(turn, case, one)
        for one in todays
        if one.day.isoformat() == day and turn.staff in concerned(store, one, *told)
    )


def _post(turn: StaffTurn, case: Case, one: Again) -> Post:
    does = one.planned is not None
    verb = button(turn.say("To do"), "tasks", case.number) if does else None
    shown = button(turn.say("Show the case"), "show", case.number)
    reply = Reply(_told(turn, case, one), "", tuple(filter(None, (verb, shown))))
    about = one.planned.task if one.planned else one.what
    key = f"again:{case.number}:{about}:{one.day}:{turn.message.chat.name}"
    return Post(turn.message.chat, reply, key, case_number=case.number)


def _told(turn: StaffTurn, case: Case, one: Again) -> str:
    say: Words = turn.say
    if one.planned is None:
        return say(_TOLD[one.what], number=case.number, days=one.days, due=say.moment(one.since))
    does = turn.store.staff.get(one.planned.who)
    figures = {
        "number": case.number,
        "task": say(names.TASKS[one.planned.task]),
        "name": does.name if does else "",
        "day": say.day(one.planned.by),
    }
    if turn.now.date() <= one.planned.by:
        return say("⏰ Case {number}: {task} ({name}) is to be done by {day}.", **figures)
    return say(_TOLD[Waits.TASK], **figures)
