"""By when a case must be contacted and answered, and when somebody is reminded of it.

What is promised and what the law wants stand in the handbook, by topic `complaining`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.contract.errors import SettingsError
from bot.contract.hours import Hours
from bot.contract.office import Office
from bot.handbook.book import Book, book_of
from bot.handbook.entry import Entry
from bot.records.case import CameBy, Case, CaseKind

BEFORE_CONTACT = timedelta(hours=2)  # of office time
_TOPIC, _LAW = "complaining", "price_query"
# A person's fault, the wish to talk and personal data are no questions about price or charges.
_NOT_OF_CHARGES = {CaseKind.REPORT, CaseKind.HUMAN, CaseKind.DATA}


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The moments promised to the customer, and by when the law wants the answer, if it does."""

    contact_by: datetime
    answer_by: date
    law_by: date | None


@dataclass(frozen=True, slots=True)
class Terms:
    """Where a case's dates come from: the promise, the law where one names a day, the calendar."""

    promise: Entry
    statute: Entry | None
    hours: Hours


def terms_of(case: Case, office: Office) -> Terms:
    """Where the dates of a case come from."""
    day = case.complained_at.date()
    statute = statute_of(day, case.kind, office) if case.law_by else None
    return Terms(promise_of(day, case.via, office), statute, office.hours)


def promise_of(start: date, via: CameBy, office: Office) -> Entry:
    """What is promised for a complaint of that day: the promise in force, or else the first."""
    book = book_of(office)
    held = book.point(_TOPIC, via, office.region, start)
    return held or book.versions(_TOPIC, via, office.region)[0]


def statute_of(start: date, kind: CaseKind, office: Office) -> Entry | None:
    """By which law a question of that day must be answered, where there is one there."""
    if kind in _NOT_OF_CHARGES:
        return None
    return book_of(office).point(_TOPIC, _LAW, office.region, start)


def must_promise(book: Book, region: str) -> None:
    """See that the handbook says for each way of complaining when it is answered.

    Raises:
        SettingsError: names the way, and says what to write.
    """
    for via in CameBy:
        promises = book.versions(_TOPIC, via, region)
        if not promises or not all(_answered(promise) for promise in promises):
            raise SettingsError(
                "JIETI_HANDBOOK: {topic}.yaml: {via}: write answer_working_days or answer_days",
                topic=_TOPIC,
                via=via,
            )


def _answered(promise: Entry) -> bool:
    return bool(promise.number("answer_working_days") or promise.number("answer_days"))


def deadlines(start: datetime, via: CameBy, kind: CaseKind, office: Office) -> Deadlines:
    """What is promised for a complaint made then, and what the law wants.

    Where nothing is promised for the first contact, it is due with the answer.
    """
    day, hours = start.date(), office.hours
    promise = promise_of(day, via, office)
    days = promise.number("answer_days")
    if days is not None:
        answer_by = day + timedelta(days=days)
    else:
        answer_by = hours.after_working_days(day, promise.number("answer_working_days") or 0)
    within = promise.number("contact_hours")
    if within is not None:
        limit = start + timedelta(hours=within)
    else:
        count = promise.number("contact_working_days")
        last = answer_by if count is None else hours.after_working_days(day, count)
        limit = datetime.combine(last, hours.closing, start.tzinfo)
    law = statute_of(day, kind, office)
    wanted = law.number("working_days") if law else None
    law_by = None if wanted is None else hours.after_working_days(day, wanted)
    return Deadlines(_while_open(hours, start, limit), answer_by, law_by)


def _while_open(hours: Hours, start: datetime, limit: datetime) -> datetime:
    """The last moment up to the limit at which somebody is there to call.

    Where the office has hardly been open by then, it is the end of its next morning.
    """
    latest = hours.before(limit, timedelta(0))
    if hours.before(latest, BEFORE_CONTACT) >= start:
        return latest
    opens = hours.next_open(limit)
    return hours.end_of_span(opens)


def resumed(case: Case, hours: Hours, now: datetime) -> Case:
    """The case after a hold: what was promised is moved by the time it was held.

    The law knows no hold: its day stays.
    """
    assert case.held_at is not None  # noqa: S101 - only a held case is resumed
    days = hours.working_days_between(case.held_at.date(), now.date())
    contact_by = case.contact_by
    if case.contacted_at is None:
        contact_by += now - case.held_at
    return replace(
        case,
        contact_by=contact_by,
        answer_by=hours.after_working_days(case.answer_by, days),
        held_at=None,
        held_for="",
    )


@dataclass(frozen=True, slots=True)
class Alarm:
    """A reminder before a deadline, or an escalation after it."""

    kind: str  # contact, answer, or law: what the law wants of a case on hold
    late: bool  # after the deadline: it goes to the head as well
    due: datetime  # the deadline itself
    at: datetime  # when it is to be sent, within office hours


def alarms(case: Case, hours: Hours, now: datetime) -> tuple[Alarm, ...]:
    """What is still to be sent for a case; none once it is answered.

    A hold puts off what was promised. The law knows no hold, and its day comes without that.
    """
    if case.answered_at is not None:
        return ()
    found, held = [], case.held_at is not None
    if case.contacted_at is None and not held:
        due = case.contact_by
        found += [
            Alarm("contact", False, due, hours.before(due, BEFORE_CONTACT)),
            Alarm("contact", True, due, due),
        ]
    kind = "law" if held else "answer"
    for due in _law_due(case, hours, now) if held else answers_due(case, hours, now):
        # The day before the last one: an office keeps a working day in hand.
        a_day_before = hours.before(due, 2 * _length_of_a_day(hours))
        found += [Alarm(kind, False, due, a_day_before), Alarm(kind, True, due, due)]
    soon = hours.next_open(now)
    return tuple(
        replace(alarm, at=max(soon, hours.next_open(alarm.at)))
        for alarm in found
        # Once a deadline has passed, only its being late is news.
        if alarm.late or now < alarm.due
    )


def answers_due(case: Case, hours: Hours, now: datetime) -> tuple[datetime, ...]:
    """By when the answer is due: what the law wants once past, then what was promised too."""
    days = {case.due_by}
    if now.date() > case.due_by:
        days.add(case.answer_by)
    return tuple(datetime.combine(day, hours.closing, now.tzinfo) for day in sorted(days))


def _law_due(case: Case, hours: Hours, now: datetime) -> tuple[datetime, ...]:
    return (datetime.combine(case.law_by, hours.closing, now.tzinfo),) if case.law_by else ()


def _length_of_a_day(hours: Hours) -> timedelta:
    day = date.min
    spans = [datetime.combine(day, b) - datetime.combine(day, a) for a, b in hours.spans]
    return sum(spans, timedelta(0))
