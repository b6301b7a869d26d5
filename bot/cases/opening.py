"""Opens the case that a question or a finding calls for; asking twice opens one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.bills.findings import Findings
from bot.cases.acting import Acting
from bot.cases.asked import asked_about
from bot.cases.deadlines import deadlines
from bot.cases.joining import escalate, join
from bot.cases.moving import not_satisfied
from bot.cases.people import DESK
from bot.cases.proposing import with_findings
from bot.contract.messages import Chat
from bot.contract.said import Said
from bot.records.case import UNFINISHED, CameBy, Case, CaseKind, Payer, Remedy, State

COMES_BACK = {CaseKind.COMPLAINT, CaseKind.REFUND, CaseKind.HUMAN, CaseKind.DATA}
COMES_BACK_WITHIN = timedelta(days=30)
AT_THE_DESK = Chat(DESK, "")  # taken in by staff, who have no chat with the customer


@dataclass(frozen=True, slots=True)
class Matter:
    """What a case is about.

    Attributes:
        chat: where the customer writes; `AT_THE_DESK` where a member of staff takes it in.
        kind: why it is one; words that report a person make it a report.
        said: the customer's words, and what was heard in them.
        account_no: the account, if known.
        said_at: when the customer said so, if that was earlier: deadlines run from it.
        customer_name: as a messenger shows it, if known.
    """

    chat: Chat
    kind: CaseKind
    said: Said
    account_no: str | None = None
    said_at: datetime | None = None
    customer_name: str = ""


def register(acting: Acting, matter: Matter, found: Findings | None) -> tuple[Case, bool]:
    """The open case of this matter, and whether it had been open before.

    A second word on the same bill is added to the open case, never lost; a complaint opens one
    closed of late again. A report stays apart from what others may see, one of a chat.
    """
    report = matter.said.report or matter.kind is CaseKind.REPORT
    known = _reported(acting, matter) if report else _known(acting, matter, found)
    if known is None:
        return open_(acting, matter, found), False
    if report:
        return join(acting, known, CaseKind.REPORT, matter.said), True
    return join(acting, known, matter.kind, matter.said, found), True


def _reported(acting: Acting, matter: Matter) -> Case | None:
    """The open report of the chat: it takes what follows, so that nobody buries the others."""
    mine = acting.store.cases.of_chat(matter.chat) if matter.chat.chat_id else ()
    reports = (case for case in mine if case.kind is CaseKind.REPORT)
    return next((case for case in reports if case.state in UNFINISHED), None)


def open_(acting: Acting, matter: Matter, found: Findings | None = None) -> Case:
    """A new case. Every case is made here; who of the staff takes it in works on it."""
    said_at = matter.said_at or acting.now
    kind = CaseKind.REPORT if matter.said.report else matter.kind
    promised = deadlines(said_at, CameBy.OWN, kind, acting.office)
    case = acting.store.cases.add(
        lambda number: with_findings(
            Case(
                number=number,
                account_no=matter.account_no,
                bill_month=None,
                channel=matter.chat.channel,
                chat_id=matter.chat.chat_id,
                kind=kind,
                question=matter.said.words,
                opened_at=acting.now,
                state=State.OPEN,
                verdict=None,
                assessment=None,
                remedy=Remedy.CHECK,
                payer=Payer.NOBODY,
                difference=None,
                contact_by=promised.contact_by,
                answer_by=promised.answer_by,
                # The law speaks of questions on price and charges alone.
                law_by=None if matter.said.of_charges is False else promised.law_by,
                complained_at=said_at,
                customer_name=matter.customer_name,
                opened_by=acting.staff_id,
                assignee=None if kind is CaseKind.REPORT else acting.staff_id,
            ),
            found,
        ),
        acting.now.date(),
        acting.actor,
        "JB" if kind is CaseKind.REPORT else "TS",
    )
    return escalate(acting, case, matter.said)


def _known(acting: Acting, matter: Matter, found: Findings | None) -> Case | None:
    """The case that this matter belongs to; one closed lately is opened again by a complaint."""
    month, store = found.bill.bill_month if found else None, acting.store
    if matter.account_no:
        mine = asked_about(store, matter.chat, matter.account_no, month)
    else:
        mine = tuple(c for c in store.cases.of_chat(matter.chat) if c.kind is not CaseKind.REPORT)
    # What is said of personal data is a matter of its own, beside any of a bill.
    of_data = matter.kind is CaseKind.DATA
    mine = tuple(case for case in mine if (case.kind is CaseKind.DATA) is of_data)
    unfinished = next((case for case in mine if case.state in UNFINISHED), None)
    if unfinished is not None or matter.kind not in COMES_BACK:
        return unfinished
    closed = next((case for case in mine if _closed_lately(case, acting.now)), None)
    return closed and not_satisfied(acting, closed)


def _closed_lately(case: Case, now: datetime) -> bool:
    return (
        case.state is State.CLOSED
        and case.closed_at is not None
        and case.closed_at >= now - COMES_BACK_WITHIN
    )
