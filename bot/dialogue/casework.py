"""Opens the case that a question or a finding calls for; asking twice opens one."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cases.deadlines import deadlines
from bot.cases.model import Case, Kind, Payer, Remedy, State, remedy_for
from bot.store import cases as store
from bot.store.chats import Chat
from bot.wording.findings import Findings
from tariff_rules.report import to_json


@dataclass(frozen=True, slots=True)
class Matter:
    """What a case is about: the chat, the reason, the customer's words, the account if known."""

    chat: Chat
    kind: Kind
    question: str
    account_no: str | None = None


def register(
    db: sqlite3.Connection, matter: Matter, found: Findings | None, now: datetime
) -> tuple[Case, bool]:
    """The open case of this matter, and whether it had been open before.

    A second word on the same bill is added to the open case, never lost.
    """
    month = found.bill.bill_month if found else None
    known = (
        store.open_case_of_account(db, matter.account_no, month)
        if matter.account_no
        else store.open_case_of_chat(db, matter.chat)
    )
    if known is not None:
        store.add_event(db, known.number, now, matter.kind, matter.question)
        return (_brought_up_to_date(db, known, found, now) if found else known), True
    return store.open_case(db, lambda number: _new(number, matter, found, now), now.date()), False


def _brought_up_to_date(
    db: sqlite3.Connection, known: Case, found: Findings, now: datetime
) -> Case:
    """The case with today's findings: readings or the bill may have been corrected since."""
    if (found.assessment.verdict, found.overcharge) == (known.verdict, known.difference):
        return known
    remedy, payer = remedy_for(found.assessment.verdict, found.overcharge)
    case = replace(
        known,
        verdict=found.assessment.verdict,
        assessment=_as_json(found),
        remedy=remedy,
        payer=payer,
        difference=found.overcharge,
    )
    store.put_findings(db, case)
    store.add_event(db, case.number, now, "assessed_again", str(case.verdict))
    return case


def _as_json(found: Findings) -> str:
    return json.dumps(to_json(found.assessment, found.tariff), ensure_ascii=False)


def _new(number: str, matter: Matter, found: Findings | None, now: datetime) -> Case:
    promised = deadlines(now)
    verdict = found.assessment.verdict if found else None
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
        assessment=_as_json(found) if found else None,
        remedy=remedy,
        payer=payer,
        difference=difference,
        contact_by=promised.contact_by,
        answer_by=promised.answer_by,
    )
