"""`jieti case`: one case as data, for the office's own scripts."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot import clock
from bot.cli import shell
from bot.cli.databases import open_existing
from bot.cli.settings import read_settings
from bot.records.case import Case, CaseKind, Event
from bot.store.port import Store
from bot.wording.catalogue import mark, words

Json = dict[str, Any]
USAGE_ERROR = 2
# Of a change: a whole assessment tells no more than the case does, and a name is nobody's matter.
_LEFT_OUT = frozenset({"assessment", "customer_name"})
_DAYS = ("contact_by", "answer_by", "law_by", "due_by", "contacted_at", "answered_at", "closed_at")
_DECIDED = ("decided_by", "approved_by", "goodwill", "employee_paid", "rejected", "overruled")


def add_to(add: Callable[..., Any]) -> None:
    """Declare the command."""
    one = add("case", _case, mark("how far a case is, and all that happened to it"))
    one.add_argument("number", help=mark("case number"))
    one.add_argument("--json", action="store_true", help=mark("as data"))


def case_json(store: Store, case: Case) -> Json:
    """A case as data: amounts in yuan, moments with their zone, words masked.

    Of a report (举报) nothing is told but how far it is: who reported whom stays sealed.
    """
    sealed = case.kind is CaseKind.REPORT
    found = json.loads(case.assessment) if case.assessment and not sealed else {}
    told: Json = {
        "number": case.number, "kind": case.kind, "state": case.state, "via": case.via,
        "opened_at": _plain(case.opened_at),
        "deadlines": {name: _plain(getattr(case, name)) for name in _DAYS},
        "merged_into": case.merged_into or None, "sealed": sealed,
    }  # fmt: skip
    if sealed:
        return told | {"account": None, "chats": [], "causes": [], "decision": None, "events": []}
    return told | {
        "account": case.account_no,
        "bill_month": case.bill_month and f"{case.bill_month:%Y-%m}",
        "chats": [
            {"channel": chat.channel, "chat_id": chat.chat_id}
            for chat in store.cases.chats_of(case.number)
        ],
        "words": _masked(case.question),
        "verdict": case.verdict,
        "difference": _plain(case.difference),
        "causes": found.get("causes", []),
        "proposed": case.remedy,
        "decision": _decision(case),
        "assignee": case.assignee,
        "escalations": list(case.escalations),
        "rating": case.rating,
        "events": [_event(event) for event in store.cases.events(case.number)],
    }  # fmt: skip


def _decision(case: Case) -> Json | None:
    if case.decision is None:
        return None
    return {"remedy": case.decision} | {name: _plain(getattr(case, name)) for name in _DECIDED}


def _event(event: Event) -> Json:
    return {
        "at": _plain(event.at), "what": event.what, "by": event.actor,
        "detail": _masked(event.detail),
        "changes": {
            name: [_masked(was), _masked(now)]
            for name, (was, now) in event.changes.items()
            if name not in _LEFT_OUT
        },
    }  # fmt: skip


def _masked(text: str) -> str:
    from bot.hearing.masking import masked_words  # noqa: PLC0415

    return masked_words(text)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def _case(arguments: argparse.Namespace) -> int:
    from bot.cases.deadlines import terms_of  # noqa: PLC0415
    from bot.wording.sheet import brief  # noqa: PLC0415

    say, settings, number = words(), read_settings(os.environ), arguments.number.strip().upper()
    now = clock.now()

    def look(store: Store) -> tuple[Case, Json] | None:
        case = store.cases.get(number)
        if case is None:
            return None
        told = case_json(store, case)
        store.audit.add(
            now, shell.actor(), "figures_shown", case.account_no or "", f"case {number}"
        )
        return case, told

    async def looked() -> tuple[Case, Json] | None:
        async with open_existing(settings.database, settings.audit_key) as database:
            return await database.write(look)

    found = asyncio.run(looked())
    if found is None:
        print(say("There is no case {number}.", number=number), file=sys.stderr)
        return USAGE_ERROR
    case, told = found
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(brief(say, case, terms_of(case, settings.office), now)))
    return 0
