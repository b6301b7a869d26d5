"""Cases and their events."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime

from bot.contract.messages import Chat
from bot.records.case import UNFINISHED, Case, Event
from bot.sqlite import case_search, seals
from bot.sqlite.case_row import case_of, columns_of, shown
from bot.sqlite.connection import Connection
from bot.store.audit import Audit
from bot.store.cases import NO_CHANGES, Alike, Cases, Only

_NOT_TOLD = {"assessment"}  # long, and said by the verdict
_UNFINISHED = f"state IN ({', '.join(repr(state.value) for state in UNFINISHED)})"


def _next_number(db: Connection, day: date, series: str) -> str:
    """The next number of the day, as in TS20181222001; none is given twice."""
    prefix = f"{day:%Y%m%d}" if series == "TS" else f"{series}{day:%Y%m%d}"
    db.execute(
        "INSERT INTO case_number VALUES (?, 1)"
        " ON CONFLICT (day) DO UPDATE SET last = case_number.last + 1",
        (prefix,),
    )
    row = db.execute("SELECT last FROM case_number WHERE day = ?", (prefix,)).fetchone()
    return f"{series}{day:%Y%m%d}{row[0]:03d}"


class SqlCases(Cases):
    """The port over one connection."""

    def __init__(self, db: Connection, audit: Audit) -> None:
        self._db, self._audit = db, audit

    def add(self, make: Callable[[str], Case], day: date, actor: str, series: str = "TS") -> Case:
        case = make(_next_number(self._db, day, series))
        columns = columns_of(case)
        self._db.execute(
            f"INSERT INTO complaint_case ({', '.join(columns)}, touched)"  # noqa: S608 - our own names
            f" VALUES ({', '.join('?' * len(columns))}, 1)",
            tuple(columns.values()),
        )
        row = (seals.NOTHING, seals.row_hash(columns))
        self._note(case.number, case.opened_at, "opened", case.question, actor, row=row)
        return case

    def change(self, old: Case, new: Case, now: datetime, actor: str) -> Case:
        before, after = columns_of(old), columns_of(new)
        changed = {name: value for name, value in after.items() if value != before[name]}
        if not changed:
            return new
        told = {
            name: (shown(before[name]), shown(value))
            for name, value in changed.items()
            if name not in _NOT_TOLD
        }
        row = (seals.row_hash(before), seals.row_hash(after))
        if told:
            self._note(new.number, now, "changed", "", actor, told, row)
        else:
            self._audit.add(now, actor, f"{seals.PREFIX}changed", new.number, seals.seal(row))
        self._db.execute(
            f"UPDATE complaint_case SET {', '.join(f'{name} = ?' for name in changed)},"  # noqa: S608
            " touched = 1 WHERE number = ?",
            (*changed.values(), new.number),
        )
        return new

    def sound_alarm(self, number: str, now: datetime, reason: str) -> None:
        self.add_event(number, now, "alarm", reason, "bot")
        self._db.execute("UPDATE complaint_case SET touched = 1 WHERE number = ?", (number,))

    def was_told(self, number: str, key: str) -> bool:
        row = self._db.execute(
            "SELECT 1 FROM told WHERE case_number = ? AND key = ?", (number, key)
        ).fetchone()
        return row is not None

    def note_told(self, number: str, key: str, now: datetime) -> None:
        self._db.execute(
            "INSERT INTO told VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (number, key, now.isoformat()),
        )

    def touch(self, number: str) -> None:
        self._db.execute("UPDATE complaint_case SET touched = 1 WHERE number = ?", (number,))

    def touch_unfinished(self) -> None:
        self._db.execute(f"UPDATE complaint_case SET touched = 1 WHERE {_UNFINISHED}")  # noqa: S608

    def take_touched(self) -> tuple[Case, ...]:
        rows = self._db.execute(
            "SELECT * FROM complaint_case INDEXED BY complaint_case_touched WHERE touched = 1"
            " ORDER BY number"
        ).fetchall()
        if rows:
            self._db.execute("UPDATE complaint_case SET touched = 0 WHERE touched = 1")
        return tuple(case_of(row) for row in rows)

    def get(self, number: str) -> Case | None:
        row = self._db.execute(
            "SELECT * FROM complaint_case WHERE number = ?", (number,)
        ).fetchone()
        return None if row is None else case_of(row)

    def newest_first(self) -> tuple[Case, ...]:
        rows = self._db.execute(
            "SELECT * FROM complaint_case ORDER BY opened_at DESC, number DESC"
        )
        return tuple(case_of(row) for row in rows)

    def which(self, only: Only, most: int | None = None) -> tuple[Case, ...]:
        return case_search.which(self._db, only, most)

    def all_unfinished(self) -> tuple[Case, ...]:
        rows = self._db.execute(
            f"SELECT * FROM complaint_case WHERE {_UNFINISHED}"  # noqa: S608
            " ORDER BY opened_at DESC, number DESC"
        )
        return tuple(case_of(row) for row in rows)

    def opened_on(self, day: date) -> tuple[Case, ...]:
        prefix = f"TS{day:%Y%m%d}"
        rows = self._db.execute(
            "SELECT * FROM complaint_case WHERE number >= ? AND number < ? ORDER BY number",
            (prefix, f"{prefix}\uffff"),
        ).fetchall()
        return tuple(case_of(row) for row in rows)

    def reports(self) -> tuple[Case, ...]:
        rows = self._db.execute(
            "SELECT * FROM complaint_case WHERE kind = 'report'"
            " ORDER BY opened_at DESC, number DESC"
        )
        return tuple(case_of(row) for row in rows)

    def counted(self) -> tuple[Alike, ...]:
        return case_search.counted(self._db)

    def find(
        self, *phrases: str, codes: Collection[str] = (), causes: Collection[str] = ()
    ) -> tuple[Case, ...]:
        return case_search.found(self._db, phrases, codes, causes)

    def chats_of(self, number: str) -> tuple[Chat, ...]:
        rows = self._db.execute(
            "WITH RECURSIVE whole (number) AS (SELECT number FROM complaint_case WHERE number = ?"
            " UNION SELECT c.number FROM whole w"
            " JOIN complaint_case c ON c.merged_into = w.number AND c.merged_into <> '')"
            " SELECT channel, chat_id FROM whole JOIN complaint_case USING (number)"
            " WHERE chat_id <> '' ORDER BY number <> ?, number",
            (number, number),
        ).fetchall()
        return tuple(dict.fromkeys(Chat(*row) for row in rows))

    def taken_over(self, chat: Chat) -> Case | None:
        row = self._db.execute(
            "SELECT * FROM complaint_case INDEXED BY complaint_case_taken"
            " WHERE taken_over IS NOT NULL AND (channel = ? AND chat_id = ?"
            " OR kind <> 'report' AND account_no IN"
            " (SELECT account_no FROM binding WHERE channel = ? AND chat_id = ?))"
            " ORDER BY number DESC LIMIT 1",
            (*chat.key, *chat.key),
        ).fetchone()
        return None if row is None else case_of(row)

    def count_open(self) -> int:
        query = f"SELECT count(*) FROM complaint_case WHERE {_UNFINISHED}"  # noqa: S608
        row = self._db.execute(query).fetchone()
        return int(row[0])

    def add_event(
        self,
        number: str,
        at: datetime,
        what: str,
        detail: str,
        actor: str,
        changes: Mapping[str, tuple[str, str]] = NO_CHANGES,
    ) -> None:
        self._note(number, at, what, detail, actor, changes)

    def _note(
        self,
        number: str,
        at: datetime,
        what: str,
        detail: str,
        actor: str,
        changes: Mapping[str, tuple[str, str]] = NO_CHANGES,
        row: tuple[str, str] | None = None,
    ) -> None:
        """Into the history, and into the audit trail with the hashes of history and row."""
        event = (
            at.isoformat(),
            what,
            detail,
            actor,
            json.dumps(dict(changes), ensure_ascii=False),
        )
        last = self._db.execute(
            "SELECT link FROM case_event WHERE case_number = ? ORDER BY id DESC LIMIT 1", (number,)
        ).fetchone()
        before = last["link"] if last else seals.NOTHING
        link = seals.link_after(before, *event)
        self._db.execute(
            "INSERT INTO case_event (case_number, at, what, detail, actor, changes, link)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, *event, link),
        )
        said = seals.seal(row, (before, link), changes)
        self._audit.add(at, actor, f"{seals.PREFIX}{what}", number, said)

    def events(self, number: str, *kinds: str) -> tuple[Event, ...]:
        rows = self._db.execute(
            "SELECT at, what, detail, actor, changes FROM case_event WHERE case_number = ?"
            " ORDER BY id",
            (number,),
        ).fetchall()
        found = (
            Event(
                datetime.fromisoformat(row["at"]),
                row["what"],
                row["detail"],
                row["actor"],
                {name: (was, now) for name, (was, now) in json.loads(row["changes"]).items()},
            )
            for row in rows
        )
        return tuple(
            event for event in found if not kinds or {event.what, *event.changes} & set(kinds)
        )

    def changed_after(self, mark: int | None) -> tuple[int, frozenset[str]]:
        row = self._db.execute("SELECT coalesce(max(id), 0) FROM case_event").fetchone()
        newest = int(row[0])
        rows = self._db.execute(
            "SELECT DISTINCT case_number FROM case_event WHERE id > ?",
            (newest if mark is None else mark,),
        ).fetchall()
        return newest, frozenset(row["case_number"] for row in rows)

    def unfinished(self, chat: Chat) -> Case | None:
        row = self._db.execute(
            "SELECT * FROM complaint_case WHERE channel = ? AND chat_id = ? AND kind <> 'report'"  # noqa: S608 - fixed text
            f" AND {_UNFINISHED} ORDER BY opened_at DESC LIMIT 1",
            chat.key,
        ).fetchone()
        return None if row is None else case_of(row)

    def count_since(self, account_no: str, since: datetime) -> int:
        row = self._db.execute(
            "SELECT count(*) FROM complaint_case WHERE account_no = ? AND opened_at >= ?"
            " AND kind <> 'report' AND state <> 'void'",
            (account_no, since.isoformat()),
        ).fetchone()
        return int(row[0])

    def of_chat(self, chat: Chat) -> tuple[Case, ...]:
        rows = self._db.execute(
            "SELECT * FROM complaint_case WHERE channel = ? AND chat_id = ?"
            " ORDER BY opened_at DESC, number DESC",
            chat.key,
        ).fetchall()
        return tuple(case_of(row) for row in rows)

    def of_account(self, account_no: str) -> tuple[Case, ...]:
        rows = self._db.execute(
            "SELECT * FROM complaint_case WHERE account_no = ?"
            " ORDER BY opened_at DESC, number DESC",
            (account_no,),
        ).fetchall()
        return tuple(case_of(row) for row in rows)
