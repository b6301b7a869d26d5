"""Cases and their events."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from bot.contract.messages import Chat
from bot.records.case import (
    UNFINISHED,
    CameBy,
    Case,
    CaseKind,
    Event,
    Payer,
    Rating,
    Remedy,
    State,
)
from bot.store.cases import Cases
from tariff_rules import Verdict

_UNFINISHED = f"state IN ({', '.join(repr(state.value) for state in UNFINISHED)})"


def _next_number(db: sqlite3.Connection, day: date) -> str:
    """The next free number of the day, as in TS20181222001."""
    prefix = f"TS{day:%Y%m%d}"
    row = db.execute(
        "SELECT count(*) FROM complaint_case WHERE number LIKE ?", (f"{prefix}%",)
    ).fetchone()
    return f"{prefix}{row[0] + 1:03d}"


class SqlCases(Cases):
    """The port over one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, make: Callable[[str], Case], day: date) -> Case:
        case = make(_next_number(self._db, day))
        columns = _columns(case)
        self._db.execute(
            f"INSERT INTO complaint_case ({', '.join(columns)}, touched)"  # noqa: S608 - our own names
            f" VALUES ({', '.join('?' * len(columns))}, 1)",
            tuple(columns.values()),
        )
        self.add_event(case.number, case.opened_at, "opened", case.question)
        return case

    def change(self, old: Case, new: Case, now: datetime, actor: str) -> Case:
        before, after = _columns(old), _columns(new)
        changed = {name: value for name, value in after.items() if value != before[name]}
        if not changed:
            return new
        for name, value in changed.items():
            detail = "" if name == "assessment" else f"{_shown(before[name])} → {_shown(value)}"
            self.add_event(new.number, now, name, detail, actor)
        self._db.execute(
            f"UPDATE complaint_case SET {', '.join(f'{name} = ?' for name in changed)},"  # noqa: S608
            " touched = 1 WHERE number = ?",
            (*changed.values(), new.number),
        )
        return new

    def sound_alarm(self, number: str, now: datetime, reason: str) -> None:
        self.add_event(number, now, "alarm", reason, "bot")
        self._db.execute("UPDATE complaint_case SET touched = 1 WHERE number = ?", (number,))

    def touch_unfinished(self) -> None:
        self._db.execute(f"UPDATE complaint_case SET touched = 1 WHERE {_UNFINISHED}")  # noqa: S608

    def take_touched(self) -> tuple[Case, ...]:
        rows = self._db.execute(
            "SELECT * FROM complaint_case INDEXED BY complaint_case_touched WHERE touched = 1"
        ).fetchall()
        if rows:
            self._db.execute("UPDATE complaint_case SET touched = 0 WHERE touched = 1")
        return tuple(_case(row) for row in rows)

    def get(self, number: str) -> Case | None:
        row = self._db.execute(
            "SELECT * FROM complaint_case WHERE number = ?", (number,)
        ).fetchone()
        return None if row is None else _case(row)

    def newest_first(self) -> tuple[Case, ...]:
        rows = self._db.execute(
            "SELECT * FROM complaint_case ORDER BY opened_at DESC, number DESC"
        )
        return tuple(_case(row) for row in rows)

    def find(self, phrase: str) -> tuple[Case, ...]:
        like = "%" + phrase.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"
        fields = ("c.number", "c.account_no", "c.question", "c.customer_name", "a.holder_name")
        here = " OR ".join(rf"{field} LIKE ?1 ESCAPE '\'" for field in fields)
        rows = self._db.execute(
            "SELECT c.* FROM complaint_case c LEFT JOIN account a USING (account_no)"  # noqa: S608
            rf" WHERE {here} OR EXISTS (SELECT 1 FROM case_material m WHERE"
            r" m.case_number = c.number AND m.text LIKE ?1 ESCAPE '\') OR EXISTS (SELECT 1 FROM"
            r" case_event e WHERE e.case_number = c.number AND e.what = 'note' AND e.detail"
            r" LIKE ?1 ESCAPE '\') ORDER BY c.opened_at DESC, c.number DESC",
            (like,),
        ).fetchall()
        return tuple(_case(row) for row in rows)

    def taken_over(self, chat: Chat) -> Case | None:
        row = self._db.execute(
            "SELECT * FROM complaint_case INDEXED BY complaint_case_taken WHERE channel = ?"
            " AND chat_id = ? AND taken_over IS NOT NULL ORDER BY number DESC LIMIT 1",
            chat.key,
        ).fetchone()
        return None if row is None else _case(row)

    def count_open(self) -> int:
        query = f"SELECT count(*) FROM complaint_case WHERE {_UNFINISHED}"  # noqa: S608
        row = self._db.execute(query).fetchone()
        return int(row[0])

    def add_event(
        self, number: str, at: datetime, what: str, detail: str, actor: str = ""
    ) -> None:
        self._db.execute(
            "INSERT INTO case_event (case_number, at, what, detail, actor) VALUES (?, ?, ?, ?, ?)",
            (number, at.isoformat(), what, detail, actor),
        )

    def events(self, number: str, *kinds: str) -> tuple[Event, ...]:
        rows = self._db.execute(
            "SELECT at, what, detail, actor FROM case_event WHERE case_number = ? ORDER BY id",
            (number,),
        ).fetchall()
        found = (Event(datetime.fromisoformat(row[0]), *row[1:]) for row in rows)
        return tuple(event for event in found if not kinds or event.what in kinds)

    def unfinished(
        self, account_no: str | None, bill_month: date | None, chat: Chat
    ) -> Case | None:
        mine = (
            "account_no = ? AND bill_month IS ?" if account_no else "channel = ? AND chat_id = ?"
        )
        month = bill_month.isoformat() if bill_month else None
        row = self._db.execute(
            f"SELECT * FROM complaint_case WHERE {mine} AND kind <> 'report'"  # noqa: S608 - fixed text
            f" AND {_UNFINISHED} ORDER BY opened_at DESC LIMIT 1",
            (account_no, month) if account_no else chat.key,
        ).fetchone()
        return None if row is None else _case(row)

    def times_said(self, number: str) -> int:
        said = ", ".join(repr(kind.value) for kind in CaseKind)
        row = self._db.execute(
            "SELECT count(*) FROM case_event WHERE case_number = ?"  # noqa: S608 - our own names
            f" AND what IN ('opened', {said}) AND actor = ''",
            (number,),
        ).fetchone()
        return int(row[0])

    def count_since(self, account_no: str, since: datetime) -> int:
        row = self._db.execute(
            "SELECT count(*) FROM complaint_case WHERE account_no = ? AND opened_at >= ?"
            " AND kind <> 'report'",
            (account_no, since.isoformat()),
        ).fetchone()
        return int(row[0])

    def of_chat(self, chat: Chat) -> tuple[Case, ...]:
        rows = self._db.execute(
            "SELECT * FROM complaint_case WHERE channel = ? AND chat_id = ?"
            " ORDER BY opened_at DESC, number DESC",
            chat.key,
        ).fetchall()
        return tuple(_case(row) for row in rows)

    def of_account(self, account_no: str) -> tuple[Case, ...]:
        rows = self._db.execute(
            "SELECT * FROM complaint_case WHERE account_no = ?"
            " ORDER BY opened_at DESC, number DESC",
            (account_no,),
        ).fetchall()
        return tuple(_case(row) for row in rows)


def _columns(case: Case) -> dict[str, str | int | None]:
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
        "decision": case.decision or "",
        "approved_by": case.approved_by,
        "goodwill_fen": _fen(case.goodwill),
        "employee_paid_fen": _fen(case.employee_paid),
        "tasks": ",".join(case.tasks),
        "rating": case.rating or "",
        "merged_into": case.merged_into,
        "about_staff": case.about_staff,
        "raised": ",".join(case.raised),
        "taken_over": case.taken_over,
    }


def _case(row: sqlite3.Row) -> Case:
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
        Remedy(row["decision"]) if row["decision"] else None,
        row["approved_by"],
        _yuan(row["goodwill_fen"]),
        _yuan(row["employee_paid_fen"]),
        tuple(filter(None, row["tasks"].split(","))),
        Rating(row["rating"]) if row["rating"] else None,
        row["merged_into"],
        row["about_staff"],
        tuple(filter(None, row["raised"].split(","))),
        row["taken_over"],
    )


def _shown(value: str | int | None) -> str:
    return "" if value is None else str(value)


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else int(yuan * 100)


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _at(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
