"""A case as a row of the database, and back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.records.case import (
    CameBy,
    Case,
    CaseKind,
    Guess,
    Identified,
    Payer,
    Rating,
    Remedy,
    State,
)
from bot.sqlite.connection import Row
from tariff_rules import Verdict

# Texts of the same name, as they are. Rows are sealed by a migration that comes before these do.
_LATER = ("code", "held_for", "voided", "guessed", "identified")


def columns_of(case: Case) -> dict[str, str | int | None]:
    """A case as its row."""
    return {
        "number": case.number,
        "account_no": case.account_no,
        "bill_month": case.bill_month.isoformat() if case.bill_month else None,
        "channel": case.channel,
        "chat_id": case.chat_id,
        "kind": case.kind,
        "question": case.question,
        "opened_at": case.opened_at.isoformat(),
        "state": case.state,
        "verdict": case.verdict,
        "assessment": case.assessment,
        "remedy": case.remedy,
        "remedy_payer": case.payer,
        "difference_fen": _fen(case.difference),
        "contact_by": case.contact_by.isoformat(),
        "answer_by": case.answer_by.isoformat(),
        "complained_at": case.complained_at.isoformat(),
        "via": case.via,
        "customer_name": case.customer_name,
        "assignee": case.assignee,
        "opened_by": case.opened_by,
        "contacted_at": _moment(case.contacted_at),
        "answered_at": _moment(case.answered_at),
        "closed_at": _moment(case.closed_at),
        "held_at": _moment(case.held_at),
        **_decision_of(case),
        "employee_paid_fen": _fen(case.employee_paid),
        "tasks": ",".join(case.tasks),
        "rating": case.rating or "",
        "merged_into": case.merged_into,
        "raised": ",".join(case.escalations),
        "taken_over": case.taken_over,
        "released": int(case.released),
        "law_by": case.law_by.isoformat() if case.law_by else "",
        **{name: getattr(case, name) or "" for name in _LATER},
        "planned": ",".join(case.planned),
    }


def _decision_of(case: Case) -> dict[str, str | int | None]:
    return {
        "decision": case.decision or "",
        "approved_by": case.approved_by,
        "goodwill_fen": _fen(case.goodwill),
        "decided_by": case.decided_by,
        "decisions": case.decisions,
        "rejected": case.rejected,
        "overruled": case.overruled,
    }


def case_of(row: Row) -> Case:
    """A row as the case that it is."""
    month = row["bill_month"]
    return Case(
        row["number"],
        row["account_no"],
        date.fromisoformat(month) if month else None,
        row["channel"],
        row["chat_id"],
        CaseKind(row["kind"]),
        row["question"],
        datetime.fromisoformat(row["opened_at"]),
        State(row["state"]),
        Verdict(row["verdict"]) if row["verdict"] else None,
        row["assessment"],
        Remedy(row["remedy"]),
        Payer(row["remedy_payer"]),
        _yuan(row["difference_fen"]),
        datetime.fromisoformat(row["contact_by"]),
        date.fromisoformat(row["answer_by"]),
        datetime.fromisoformat(row["complained_at"]),
        CameBy(row["via"]),
        row["customer_name"],
        row["assignee"],
        row["opened_by"],
        _at(row["contacted_at"]),
        _at(row["answered_at"]),
        _at(row["closed_at"]),
        _at(row["held_at"]),
        employee_paid=_yuan(row["employee_paid_fen"]),
        tasks=tuple(filter(None, row["tasks"].split(","))),
        rating=Rating(row["rating"]) if row["rating"] else None,
        merged_into=row["merged_into"],
        escalations=tuple(filter(None, row["raised"].split(","))),
        taken_over=row["taken_over"],
        released=bool(row["released"]),
        law_by=date.fromisoformat(row["law_by"]) if row["law_by"] else None,
        **_later_of(row),
        **_decided(row),
    )


def _later_of(row: Row) -> dict[str, Any]:
    known = set(row.keys())
    found: dict[str, Any] = {name: row[name] if name in known else "" for name in _LATER}
    plans = row["planned"] if "planned" in known else ""
    found["planned"] = tuple(filter(None, plans.split(",")))
    found["guessed"] = Guess(found["guessed"]) if found["guessed"] else None
    found["identified"] = Identified(found["identified"]) if found["identified"] else None
    return found


def _decided(row: Row) -> dict[str, Any]:
    return {
        "decision": Remedy(row["decision"]) if row["decision"] else None,
        "approved_by": row["approved_by"],
        "goodwill": _yuan(row["goodwill_fen"]),
        "decided_by": row["decided_by"],
        "decisions": row["decisions"],
        "rejected": row["rejected"],
        "overruled": row["overruled"],
    }


def shown(value: str | int | None) -> str:
    """A column as the history keeps it; empty where there is nothing."""
    return "" if value is None else str(value)


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else int(yuan * 100)


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _at(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
