"""Words, messages and findings that come to a case that is there already."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.bills.findings import Findings
from bot.cases.acting import Acting
from bot.cases.deadlines import deadlines
from bot.cases.deciding import undecided
from bot.cases.moving import wake
from bot.cases.proposing import differs, with_findings, without_findings
from bot.cases.roles import May
from bot.cases.supervision import ALARMS, TIMES, Escalation, came_up, escalations_of
from bot.contract.messages import Chat
from bot.contract.said import NOTHING_SAID, Said
from bot.records.case import (
    UNFINISHED,
    URGED,
    CameBy,
    Case,
    CaseKind,
    Guess,
    HeldFor,
    Identified,
    Material,
    Party,
)

AGAIN = timedelta(hours=1)  # danger within that time of the last word of it is the same danger


def join(
    acting: Acting, case: Case, kind: CaseKind, said: Said, found: Findings | None = None
) -> Case:
    """The case with one more word of the customer on it, and with today's findings."""
    acting.note(case, kind, said.words)
    acting.store.cases.touch(case.number)
    case = _with_law(acting, case, said, acting.now)
    case = escalate(acting, wake(acting, case, HeldFor.CUSTOMER), said)
    # What was decided, perhaps approved, is not changed behind anyone's back.
    if found is None or case.decision is not None or not differs(case, found):
        return case
    bot = replace(acting, who=Party.BOT)
    return bot.change(case, with_findings(case, found))


def escalate(acting: Acting, case: Case, said: Said = NOTHING_SAID) -> Case:
    """The case with the reasons noted for which the head must know of it at once."""
    grave = escalations_of(said)
    for alarm in ALARMS:
        if alarm in grave and not _sounded_lately(acting, case, alarm):
            acting.store.cases.sound_alarm(case.number, acting.now, alarm)
    found = [*case.escalations, *grave]
    if Escalation.THIRD_TIME not in found and came_up(acting.store, case, acting.now) >= TIMES:
        found.append(Escalation.THIRD_TIME)
    if case.kind is CaseKind.DATA:  # it may go on: 个人信息保护法第五十七条
        found.append(Escalation.DATA)
    reasons = tuple(dict.fromkeys(found))
    if reasons == case.escalations:
        return case
    return replace(acting, who=Party.BOT).change(case, replace(case, escalations=reasons))


def urge(acting: Acting, case: Case, words: str) -> Case:
    """The case with one more urging of its customer; the third contact goes to the head."""
    acting.note(case, URGED, words)
    acting.store.cases.touch(case.number)
    return escalate(acting, case)


def put_before_head(acting: Acting, case: Case, reason: Escalation) -> Case:
    """The case with that reason for which the head is told of it; once."""
    if reason in case.escalations:
        return case
    told = replace(case, escalations=(*case.escalations, reason))
    return replace(acting, who=Party.BOT).change(case, told)


def _sounded_lately(acting: Acting, case: Case, alarm: Escalation) -> bool:
    events = acting.store.cases.events(case.number, "alarm")
    return any(event.detail == alarm and acting.now - event.at < AGAIN for event in events)


def heard(acting: Acting, case: Case, said: Said) -> Case:
    """The case after words of the customer: a report is sealed, and what is grave is raised."""
    if said.report:
        sealed = replace(case, kind=CaseKind.REPORT, assignee=None, taken_over=None)
        case = acting.change(case, sealed)
    return escalate(acting, case, said)


def take_in(acting: Acting, case: Case, item: Material, said: Said) -> Case:
    """The case with one more message; the earliest of the customer's words sets the deadlines."""
    acting.needs(May.WORK, case)
    acting.store.materials.put(case.number, item)
    acting.note(case, "material", item.text)
    changed = case
    if item.said_at < case.complained_at:
        promised = deadlines(item.said_at, case.via, case.kind, acting.office)
        changed = replace(
            case,
            complained_at=item.said_at,
            contact_by=promised.contact_by,
            answer_by=promised.answer_by,
            law_by=promised.law_by if case.law_by else None,
        )
    return heard(acting, _with_law(acting, acting.change(case, changed), said, item.said_at), said)


def _with_law(acting: Acting, case: Case, said: Said, at: datetime) -> Case:
    """The case, in which price or charges may be asked about only now: the law names a day."""
    if case.law_by is not None or not said.of_charges:
        return case
    law_by = deadlines(at, case.via, case.kind, acting.office).law_by
    return case if law_by is None else acting.change(case, replace(case, law_by=law_by))


def message_came(acting: Acting, case: Case, item: Material, shown: str) -> None:
    """The customer's own message lies in the case; `shown` is its text or what it is."""
    acting.store.cases.touch(case.number)
    acting.store.materials.put(case.number, item)
    acting.note(case, "material", shown)
    wake(acting, case, HeldFor.CUSTOMER)


def file_came(acting: Acting, chat: Chat, message_id: str, file_id: str, shown: str) -> bool:
    """The file of a message could be had only now; whether the message lies in a case."""
    number = acting.store.materials.attach(chat, message_id, file_id, shown)
    case = acting.store.cases.get(number) if number else None
    if case is None:
        return False
    acting.store.cases.touch(case.number)
    acting.note(case, "material", shown)
    return True


def edit(acting: Acting, number: str, before: str, after: str) -> None:
    """A message in the case was changed where it was written; the history keeps both."""
    changes = {"text": (before, after)}
    acting.store.cases.add_event(number, acting.now, "edited", "", acting.actor, changes)


def set_account(
    acting: Acting,
    case: Case,
    account_no: str,
    found: Findings | None,
    guessed: Guess | None = None,
) -> Case:
    """The case about that account, with what its bill shows; what was decided lapses.

    From what the account was `guessed`, and how the customer was identified, stays with the
    account.
    """
    acting.needs_open(case)
    about = replace(undecided(without_findings(case)), account_no=account_no)
    if account_no != case.account_no:
        about = replace(about, guessed=guessed, identified=None)
    return escalate(acting, acting.change(case, with_findings(about, found)))


def without_account(acting: Acting, case: Case) -> Case:
    """The case as if nobody had said whose account it is about."""
    acting.needs_open(case)
    open_again = replace(
        undecided(without_findings(case)),
        account_no=None,
        bill_month=None,
        guessed=None,
        identified=None,
    )
    return acting.change(case, open_again)


def identify(acting: Acting, case: Case, how: Identified) -> Case:
    """The case of a customer of whom a member of staff says how they know who it is."""
    acting.needs_open(case)
    return acting.change(case, replace(case, identified=how))


def proved(acting: Acting, chat: Chat, account_no: str) -> None:
    """The customer has proved whose account it is: open cases of the chat that lack one get it."""
    for case in acting.store.cases.of_chat(chat):
        open_without = case.state in UNFINISHED and case.account_no is None
        if open_without and case.kind is not CaseKind.REPORT:
            acting.change(case, replace(case, account_no=account_no))


def came_by(acting: Acting, case: Case, via: CameBy) -> Case:
    """The case as it came in by that way: the deadlines are that way's."""
    acting.needs_open(case)
    promised = deadlines(case.complained_at, via, case.kind, acting.office)
    return acting.change(
        case,
        replace(case, via=via, contact_by=promised.contact_by, answer_by=promised.answer_by),
    )


def note(acting: Acting, case: Case, said: Said) -> Case:
    """A note of a member of staff; also on a finished case. What is grave in it is raised."""
    acting.needs(May.WORK, case)
    acting.note(case, "note", said.words)
    return escalate(acting, case, said)


def withdraw(acting: Acting, case: Case, words: str) -> None:
    """The customer wants to leave it there: noted; a person closes the case."""
    acting.note(case, "withdrawn", words)
