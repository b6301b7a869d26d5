"""Cases and their events."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from bot.cases.model import Case, Kind, Payer, Remedy, State
from bot.store.chats import Chat
from tariff_rules import Verdict


def next_number(db: sqlite3.Connection, day: date) -> str:
    """The next free number of the day, as in TS20181222001."""
    prefix = f"TS{day:%Y%m%d}"
    row = db.execute(
        "SELECT count(*) FROM complaint_case WHERE number LIKE ?", (f"{prefix}%",)
    ).fetchone()
    return f"{prefix}{row[0] + 1:03d}"


def open_case(db: sqlite3.Connection, make: Callable[[str], Case], day: date) -> Case:
    """Store a new case under the next free number."""
    case = make(next_number(db, day))
    db.execute(
        "INSERT INTO complaint_case (number, account_no, bill_month, channel, chat_id, kind,"
        " question, opened_at, state, verdict, assessment, remedy, remedy_payer, difference_fen,"
        " contact_by, answer_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            case.number,
            case.account_no,
            case.bill_month.isoformat() if case.bill_month else None,
            case.channel,
            case.chat_id,
            case.kind,
            case.question,
            case.opened_at.isoformat(),
            case.state,
            case.verdict,
            case.assessment,
            case.remedy,
            case.payer,
            None if case.difference is None else int(case.difference * 100),
            case.contact_by.isoformat(),
            case.answer_by.isoformat(),
        ),
    )
    add_event(db, case.number, case.opened_at, "opened", case.question)
    return case


def count_open(db: sqlite3.Connection) -> int:
    """How many cases are open."""
    row = db.execute("SELECT count(*) FROM complaint_case WHERE state = 'open'").fetchone()
    return int(row[0])


def put_findings(db: sqlite3.Connection, case: Case) -> None:
    """Store the assessment of a case and what follows from it."""
    db.execute(
        "UPDATE complaint_case SET verdict = ?, assessment = ?, remedy = ?, remedy_payer = ?,"
        " difference_fen = ? WHERE number = ?",
        (
            case.verdict,
            case.assessment,
            case.remedy,
            case.payer,
            None if case.difference is None else int(case.difference * 100),
            case.number,
        ),
    )


def add_event(db: sqlite3.Connection, number: str, at: datetime, what: str, detail: str) -> None:
    """Note what happened to a case."""
    db.execute(
        "INSERT INTO case_event (case_number, at, what, detail) VALUES (?, ?, ?, ?)",
        (number, at.isoformat(), what, detail),
    )


def open_case_of_account(
    db: sqlite3.Connection, account_no: str, bill_month: date | None
) -> Case | None:
    """The open case about that bill of that account, so that asking twice opens one."""
    row = db.execute(
        "SELECT * FROM complaint_case WHERE account_no = ? AND bill_month IS ? AND state = 'open'"
        " ORDER BY opened_at DESC LIMIT 1",
        (account_no, bill_month.isoformat() if bill_month else None),
    ).fetchone()
    return None if row is None else _case(row)


def open_case_of_chat(db: sqlite3.Connection, chat: Chat) -> Case | None:
    """The newest open case of a chat."""
    return next((c for c in cases_of_chat(db, chat) if c.state is State.OPEN), None)


def cases_of_chat(db: sqlite3.Connection, chat: Chat) -> tuple[Case, ...]:
    """All cases that were opened in a chat, newest first."""
    rows = db.execute(
        "SELECT * FROM complaint_case WHERE channel = ? AND chat_id = ?"
        " ORDER BY opened_at DESC, number DESC",
        chat.key,
    ).fetchall()
    return tuple(_case(row) for row in rows)


def cases_of_account(db: sqlite3.Connection, account_no: str) -> tuple[Case, ...]:
    """All cases about an account, newest first."""
    rows = db.execute(
        "SELECT * FROM complaint_case WHERE account_no = ? ORDER BY opened_at DESC, number DESC",
        (account_no,),
    ).fetchall()
    return tuple(_case(row) for row in rows)


def _case(row: sqlite3.Row) -> Case:
    month, fen = row["bill_month"], row["difference_fen"]
    return Case(
        row["number"],
        row["account_no"],
        date.fromisoformat(month) if month else None,
        row["channel"],
        row["chat_id"],
        Kind(row["kind"]),
        row["question"],
        datetime.fromisoformat(row["opened_at"]),
        State(row["state"]),
        Verdict(row["verdict"]) if row["verdict"] else None,
        row["assessment"],
        Remedy(row["remedy"]),
        Payer(row["remedy_payer"]),
        None if fen is None else Decimal(fen) / 100,
        datetime.fromisoformat(row["contact_by"]),
        date.fromisoformat(row["answer_by"]),
    )
