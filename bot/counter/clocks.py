"""The clocks of a case: what it is reminded of before a deadline, after it, and again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from bot.cases.again import Again, again
from bot.cases.deadlines import Alarm, alarms
from bot.contract.messages import CasePapers, Post
from bot.counter.telling import Told, tell
from bot.records.case import Case, HeldFor, State
from bot.staff.reminding import concerned
from bot.store.port import Store
from bot.wording.catalogue import mark, words

_REMINDERS = {
    ("contact", False): mark("⏰ Case {number}: contact the customer by {due}."),
    ("contact", True): mark(
        "❗ Case {number} is late: the customer was to be contacted by {due}."
    ),
    ("answer", False): mark("⏰ Case {number}: the customer is to be answered by {due}."),
    ("answer", True): mark("❗ Case {number} is late: the customer was to be answered by {due}."),
    ("law", False): mark(
        "⏰ Case {number} is on hold, but by law the customer is to be answered by {due}; a hold "
        "does not move that."
    ),
    ("law", True): mark(
        "❗ Case {number} is on hold and late: by law the customer was to be answered by {due}."
    ),
}
# Of what the office found itself, and nobody asked about.
_OWN = {
    ("contact", False): mark("⏰ Case {number}: it is to be begun by {due}."),
    ("contact", True): mark("❗ Case {number} is late: it was to be begun by {due}."),
    ("answer", False): mark("⏰ Case {number}: it is to be settled by {due}."),
    ("answer", True): mark("❗ Case {number} is late: it was to be settled by {due}."),
}


def of(store: Store, told: Told, case: Case, now: datetime) -> Iterator[Post]:
    """All that is still to be sent for a case as it is now."""
    hours = told.settings.office.hours
    for alarm in alarms(case, hours, now):
        yield from _alarm(told, case, alarm)
    for one in again(case, hours, now):
        yield from _again(store, told, case, one)
    yield from _wakes(told, case, now)


def _again(store: Store, told: Told, case: Case, one: Again) -> Iterator[Post]:
    """Made when it is due: by then the case may be another's, or done with."""
    for who in concerned(store, one, told.responsible, told.heads):
        papers = CasePapers(case.number, who.id, group=False, reminds=one.day.isoformat())
        key = f"clock:{case.number}:again:{one.day}:{who.chat.name}"
        yield Post(who.chat, papers, key, one.at)


def _wakes(told: Told, case: Case, now: datetime) -> Iterator[Post]:
    """On the day until which it is on hold a case goes on by itself."""
    day = case.held_for
    if case.state is not State.ON_HOLD or not day or day in set(HeldFor):
        return
    morning = datetime.combine(date.fromisoformat(day), time.min, now.tzinfo)
    for one in told.responsible[:1]:
        papers = CasePapers(case.number, one.id, group=False, wakes=day)
        at = told.settings.office.hours.next_open(max(now, morning))
        yield Post(one.chat, papers, f"clock:{case.number}:wakes:{day}", at)


def _alarm(told: Told, case: Case, alarm: Alarm) -> Iterator[Post]:
    say = words()
    known = _REMINDERS | _OWN if case.is_own_matter else _REMINDERS
    text = say(known[alarm.kind, alarm.late], number=case.number, due=say.moment(alarm.due))
    people = dict.fromkeys((*told.responsible, *(told.heads if alarm.late else ())))
    late = "late" if alarm.late else "soon"
    key = f"clock:{case.number}:{alarm.kind}:{late}:{alarm.due.isoformat()}"
    yield from tell(told.settings, people, key, say, case, text, alarm.at)
