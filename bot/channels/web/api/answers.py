"""What the API answers: plain functions from a store and a body to JSON values."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.bills.history import History
from bot.bills.lookup import findings_for, history_of, next_settlement, outlook_for
from bot.cases.acting import Acting
from bot.cases.opening import Matter, register
from bot.channels.web.api.reading import Body, kwh_of, month_of, text_of
from bot.contract.messages import Chat
from bot.contract.office import Office
from bot.counter.door import put_all
from bot.counter.notices import notices
from bot.hearing.heard import hear
from bot.records.case import Case, CaseKind, Party
from bot.records.client import Client
from bot.staff.turn import DeskSettings
from bot.store.port import Store
from bot.wording.answers import explanation
from bot.wording.catalogue import words
from tariff_rules.facts import assess_facts
from tariff_rules.report import settlement

Json = dict[str, Any]
CHANNEL = "api"  # of what is opened here: nobody can be written to there


def assess(office: Office, body: Body) -> Json:
    """An assessment of the facts that are sent; see `tariff_rules.facts`."""
    return assess_facts(body, office.regions)


def explain(history: History, office: Office, body: Body, _: datetime) -> Json:
    """The bill of a month, or the newest one, with its assessment and in words."""
    found = findings_for(history, office, month_of(body))
    head, text, working = explanation(words(), found, None, office.hours)
    return {
        "bill_month": f"{found.bill.bill_month:%Y-%m}",
        "assessment": found.to_json(),
        "text": "\n\n".join(filter(None, (head, text, working))),
    }


def ahead(history: History, office: Office, _: Body, now: datetime) -> Json:
    """What is left of the tier, by the last reading."""
    view = outlook_for(history, office, now.date())[0]
    return {
        "tier": view.tier,
        "used": f"{view.used:f}",
        "limits": [f"{limit:f}" for limit in view.allowance.limits],
        "left": _plain(view.left),
        "price": f"{view.price:f}",
        "next_price": _plain(view.next_price),
        "as_of": _plain(view.as_of),
        "runs_out": _plain(view.runs_out),
        "starts_again": _plain(view.starts_again),
    }


def what_if(history: History, office: Office, body: Body, _: datetime) -> Json:
    """What so many kWh would cost from the last reading to one a month later."""
    return settlement(next_settlement(history, office, kwh_of(body)))


def opened(
    store: Store, desk: DeskSettings, client: Client, body: Body, now: datetime
) -> tuple[Json, bool]:
    """The case of what a customer said, and whether it was open before (the same `ref`)."""
    said = text_of(body, "words", longest=2000)
    account = text_of(body, "account") if "account" in body else None
    if account is not None:
        history_of(store, account)  # it is one of ours, or that is said
    chat = Chat(CHANNEL, f"{client.name}:{text_of(body, 'ref', longest=100)}")
    matter = Matter(chat, CaseKind.COMPLAINT, hear(said, now.date()).said, account)
    case, already = register(Acting(store, Party.SYSTEM, now, desk.office), matter, None)
    put_all(
        store, desk, chat, f"api:{case.number}:{now.isoformat()}", notices(store, desk, now), now
    )
    return case_json(case), already


def case_json(case: Case) -> Json:
    """How far a case is: no names, no figures."""
    return {
        "number": case.number,
        "kind": case.kind.value,
        "state": case.state.value,
        "opened_at": case.opened_at.isoformat(),
        "contact_by": case.contact_by.isoformat(),
        "answer_by": case.answer_by.isoformat(),
        "contacted_at": _moment(case.contacted_at),
        "answered_at": _moment(case.answered_at),
        "closed_at": _moment(case.closed_at),
        "merged_into": case.merged_into or None,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _plain(value: object) -> str | None:
    if value is None:
        return None
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
