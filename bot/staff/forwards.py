"""Forwarded messages become one case: the same sender, the same origin, within some seconds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases.casework import raised
from bot.cases.deadlines import deadlines
from bot.cases.supervision import is_report
from bot.contract.messages import Incoming, MessageKind, Outcome, Post
from bot.hearing.claim import claim_in, plain
from bot.records.case import Case, CaseKind, Material, Payer, Remedy, State
from bot.staff import papers
from bot.staff.turn import StaffTurn

TOGETHER = timedelta(seconds=10)  # between two messages of one forwarding
QUIET = timedelta(seconds=3)  # after the last one, before the one confirmation


def forwarded(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Take a forwarded message in: into the case that it belongs to, or into a new one."""
    message, now = turn.message, turn.now
    item = _material(turn, message)
    at = item.received_at
    own_words = message.origin is not None and message.origin.id == message.sender
    origin = None if own_words else item.origin  # the talk with a customer has two sides
    number = turn.store.materials.latest_case(message.chat, message.sender, origin, at - TOGETHER)
    case = turn.store.cases.get(number) if number else None
    if case is None or case.state is not State.OPEN:
        case = open_case(
            turn, item.text, item.said_at, message.origin.name if message.origin else ""
        )
    case = take_in(turn, case, item)
    # What was to be said of the messages so far is not said: the last one has it all.
    turn.store.outbox.cancel(f"taken:{case.number}:")
    key = f"taken:{case.number}:{message.message_id}"
    return tuple(
        Post(message.chat, reply, f"{key}:{n}", now + QUIET)
        for n, reply in enumerate(papers.papers(turn, case))
    )


def added(turn: StaffTurn, case: Case) -> Case:
    """A message that is no forward (a reply to one, a photo) goes into a case."""
    return take_in(turn, case, _material(turn, turn.message))


def take_in(turn: StaffTurn, case: Case, item: Material) -> Case:
    """The case with one more message, and with what the message tells."""
    turn.store.materials.put(case.number, item)
    turn.store.cases.add_event(case.number, turn.now, "material", item.text, turn.staff.actor)
    changed = case
    if item.said_at < case.complained_at:
        promised = deadlines(item.said_at, case.via, turn.desk.office.hours)
        changed = replace(
            changed,
            complained_at=item.said_at,
            contact_by=promised.contact_by,
            answer_by=promised.answer_by,
        )
    if changed.account_no is None:
        number = claim_in(plain(item.text)).account_no
        if number and turn.store.accounts.get(number):
            changed = papers.with_account(turn, changed, number)
    return gated(turn, turn.change(case, changed), item.text)


def gated(turn: StaffTurn, case: Case, words: str) -> Case:
    """The case after words of the customer: a report is sealed, and what is grave is raised."""
    if is_report(words):
        case = turn.change(case, replace(case, kind=CaseKind.REPORT))
    return raised(turn.store, case, words, turn.now)


def open_case(turn: StaffTurn, words: str, said_at: datetime, name: str) -> Case:
    """A new case that a member of staff takes in."""
    promised = deadlines(said_at, hours=turn.desk.office.hours)
    return turn.store.cases.add(
        lambda number: Case(
            number=number,
            account_no=None,
            bill_month=None,
            channel="desk",
            chat_id="",
            kind=CaseKind.COMPLAINT,
            question=words,
            opened_at=turn.now,
            state=State.OPEN,
            verdict=None,
            assessment=None,
            remedy=Remedy.CHECK,
            payer=Payer.NOBODY,
            difference=None,
            contact_by=promised.contact_by,
            answer_by=promised.answer_by,
            complained_at=said_at,
            customer_name=name,
            opened_by=turn.id,
            assignee=turn.id,
        ),
        turn.now.date(),
    )


def _material(turn: StaffTurn, message: Incoming) -> Material:
    origin = message.origin
    text = message.text
    if message.contact is not None:
        text = message.contact.phone
    sent_at = message.sent_at or turn.now
    return Material(
        message.chat,
        message.message_id,
        message.sender,
        f"{origin.key}|{origin.name}" if origin else "",
        message.kind if message.contact is None else MessageKind.CONTACT,
        text,
        message.file_id,
        origin.said_at if origin else sent_at,
        sent_at,
    )
