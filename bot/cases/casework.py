"""Opens the case that a question or a finding calls for; asking twice opens one."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.bills.findings import Findings
from bot.cases.deadlines import deadlines
from bot.cases.supervision import ALARMS, TIMES, Reason, is_report, reasons_in
from bot.contract.messages import Chat
from bot.records.case import Case, CaseKind, Payer, Remedy, State, remedy_for
from bot.store.port import Store

COMES_BACK = {CaseKind.COMPLAINT, CaseKind.REFUND, CaseKind.HUMAN}
COMES_BACK_WITHIN = timedelta(days=30)
LATELY = timedelta(days=90)
AGAIN = timedelta(hours=1)  # danger within that time of the last word of it is the same danger


@dataclass(frozen=True, slots=True)
class Matter:
    """What a case is about: the chat, the reason, the customer's words, the account if known."""

    chat: Chat
    kind: CaseKind
    question: str
    account_no: str | None = None


def register(
    store: Store, matter: Matter, found: Findings | None, now: datetime
) -> tuple[Case, bool]:
    """The open case of this matter, and whether it had been open before.

    A second word on the same bill is added to the open case, never lost.
    """
    if is_report(matter.question):
        matter = replace(matter, kind=CaseKind.REPORT)
    known = _known(store, matter, found, now)
    if known is None:
        case = store.cases.add(lambda number: _new(number, matter, found, now), now.date())
        return raised(store, case, matter.question, now), False
    store.cases.add_event(known.number, now, matter.kind, matter.question)
    known = raised(store, known, matter.question, now)
    return (_brought_up_to_date(store, known, found, now) if found else known), True


def _known(store: Store, matter: Matter, found: Findings | None, now: datetime) -> Case | None:
    """The case that this matter belongs to; one closed lately is opened again by a complaint."""
    if matter.kind is CaseKind.REPORT:
        return None  # it must stay apart from what others may see
    month = found.bill.bill_month if found else None
    unfinished = store.cases.unfinished(matter.account_no, month, matter.chat)
    if unfinished is not None or matter.kind not in COMES_BACK:
        return unfinished
    if matter.account_no:
        mine = store.cases.of_account(matter.account_no)
        mine = tuple(case for case in mine if case.bill_month == month)
    else:
        mine = store.cases.of_chat(matter.chat)
    lately = now - COMES_BACK_WITHIN
    closed = next(
        (
            case
            for case in mine
            if case.kind is not CaseKind.REPORT and case.closed_at and case.closed_at >= lately
        ),
        None,
    )
    return closed and reopened(store, closed, now, "customer")


def reopened(store: Store, case: Case, now: datetime, actor: str) -> Case:
    """The case as if it had just come in again, with new deadlines."""
    promised = deadlines(now, case.via)
    again = replace(
        case,
        state=State.OPEN,
        contact_by=promised.contact_by,
        answer_by=promised.answer_by,
        contacted_at=None,
        answered_at=None,
        closed_at=None,
        held_at=None,
        rating=None,
    )
    return store.cases.change(case, again, now, actor)


def raised(store: Store, case: Case, words: str, now: datetime) -> Case:
    """The case with the reasons noted for which the head must know of it at once."""
    said = reasons_in(words)
    for reason in ALARMS:
        if reason in said and not _sounded_lately(store, case, reason, now):
            store.cases.sound_alarm(case.number, now, reason)
    found = [*case.raised, *said]
    if Reason.THIRD_TIME not in found and _times(store, case, now) >= TIMES:
        found.append(Reason.THIRD_TIME)
    reasons = tuple(dict.fromkeys(found))
    if reasons == case.raised:
        return case
    return store.cases.change(case, replace(case, raised=reasons), now, "bot")


def _sounded_lately(store: Store, case: Case, reason: Reason, now: datetime) -> bool:
    events = store.cases.events(case.number, "alarm")
    return any(event.detail == reason and now - event.at < AGAIN for event in events)


def _times(store: Store, case: Case, now: datetime) -> int:
    """How often the matter came up: in this case, or as cases of the account of late."""
    said = store.cases.times_said(case.number)
    if case.account_no is None or case.kind is CaseKind.REPORT:
        return said
    return max(said, store.cases.count_since(case.account_no, now - LATELY))


def _brought_up_to_date(store: Store, known: Case, found: Findings, now: datetime) -> Case:
    """The case with today's findings: readings or the bill may have been corrected since."""
    if known.decision is not None:
        return known  # what was decided, perhaps approved, is not changed behind anyone's back
    if (found.verdict, found.overcharge) == (known.verdict, known.difference):
        return known
    remedy, payer = remedy_for(found.verdict, found.overcharge)
    case = replace(
        known,
        verdict=found.verdict,
        assessment=as_json(found),
        remedy=remedy,
        payer=payer,
        difference=found.overcharge,
    )
    return store.cases.change(known, case, now, "bot")


def as_json(found: Findings) -> str:
    """The assessment behind the findings, as a case keeps it."""
    return json.dumps(found.to_json(), ensure_ascii=False)


def _new(number: str, matter: Matter, found: Findings | None, now: datetime) -> Case:
    promised = deadlines(now)
    verdict = found.verdict if found else None
    difference = found.overcharge if found else None
    remedy, payer = remedy_for(verdict, difference) if found else (Remedy.CHECK, Payer.NOBODY)
    return Case(
        number=number,
        account_no=matter.account_no,
        bill_month=found.bill.bill_month if found else None,
        channel=matter.chat.channel,
        chat_id=matter.chat.chat_id,
        kind=matter.kind,
        question=matter.question,
        opened_at=now,
        state=State.OPEN,
        verdict=verdict,
        assessment=as_json(found) if found else None,
        remedy=remedy,
        payer=payer,
        difference=difference,
        contact_by=promised.contact_by,
        answer_by=promised.answer_by,
        complained_at=now,
    )
