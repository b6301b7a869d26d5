"""Forwarded messages become one case: the same sender, the same origin, within some seconds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.cases.deadlines import deadlines
from bot.cases.model import Case, Kind, Payer, Remedy, State
from bot.cases.supervision import is_report
from bot.desk import paper
from bot.desk.seat import Seat
from bot.dialogue.casework import raised
from bot.dialogue.messages import Incoming, Outcome, Post
from bot.dialogue.messages import Kind as MessageKind
from bot.store import accounts, cases, materials, outbox
from bot.store.materials import Material
from bot.understanding.claim import claim_in, plain

TOGETHER = timedelta(seconds=10)  # between two messages of one forwarding
QUIET = timedelta(seconds=3)  # after the last one, before the one confirmation


def forwarded(seat: Seat) -> tuple[Outcome, ...]:
    """Take a forwarded message in: into the case that it belongs to, or into a new one."""
    message, now = seat.message, seat.now
    item = _material(seat, message)
    at = item.received_at
    own_words = message.origin is not None and message.origin.id == message.sender
    origin = None if own_words else item.origin  # the talk with a customer has two sides
    number = materials.latest_case(seat.db, message.chat, message.sender, origin, at - TOGETHER)
    case = cases.get(seat.db, number) if number else None
    if case is None or case.state is not State.OPEN:
        case = open_case(
            seat, item.text, item.said_at, message.origin.name if message.origin else ""
        )
    case = take_in(seat, case, item)
    # What was to be said of the messages so far is not said: the last one has it all.
    outbox.cancel(seat.db, f"taken:{case.number}:")
    key = f"taken:{case.number}:{message.message_id}"
    return tuple(
        Post(message.chat, reply, f"{key}:{n}", now + QUIET)
        for n, reply in enumerate(paper.papers(seat, case))
    )


def added(seat: Seat, case: Case) -> Case:
    """A message that is no forward (a reply to one, a photo) goes into a case."""
    return take_in(seat, case, _material(seat, seat.message))


def take_in(seat: Seat, case: Case, item: Material) -> Case:
    """The case with one more message, and with what the message tells."""
    materials.put(seat.db, case.number, item)
    cases.add_event(seat.db, case.number, seat.now, "material", item.text, seat.staff.actor)
    changed = case
    if item.said_at < case.complained_at:
        promised = deadlines(item.said_at, case.via, seat.desk.office.hours)
        changed = replace(
            changed,
            complained_at=item.said_at,
            contact_by=promised.contact_by,
            answer_by=promised.answer_by,
        )
    if is_report(item.text):
        changed = replace(changed, kind=Kind.REPORT)
    if changed.account_no is None:
        number = claim_in(plain(item.text)).account_no
        if number and accounts.get_account(seat.db, number):
            changed = paper.with_account(seat, changed, number)
    changed = seat.change(case, changed)
    return raised(seat.db, changed, item.text, seat.now)


def open_case(seat: Seat, words: str, said_at: datetime, name: str) -> Case:
    """A new case that a member of staff takes in."""
    promised = deadlines(said_at, hours=seat.desk.office.hours)
    return cases.open_case(
        seat.db,
        lambda number: Case(
            number=number,
            account_no=None,
            bill_month=None,
            channel="desk",
            chat_id="",
            kind=Kind.COMPLAINT,
            question=words,
            opened_at=seat.now,
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
            opened_by=seat.id,
            assignee=seat.id,
        ),
        seat.now.date(),
    )


def _material(seat: Seat, message: Incoming) -> Material:
    origin = message.origin
    text = message.text
    if message.contact is not None:
        text = message.contact.phone
    sent_at = message.sent_at or seat.now
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
