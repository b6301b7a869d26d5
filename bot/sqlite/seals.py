"""What the audit trail says of cases, so that nobody changes one beside the program.

An entry of a case has for its detail a seal: the hashes of the case's row and of its history, as
they were and as they are. What was must be what the entry before made it, and the last is what
stands in the tables; else somebody else has written there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sqlite.case_row import case_of, columns_of
from bot.sqlite.connection import Connection, Row

PREFIX = "case:"
KEPT, REMOVED, HELD = f"{PREFIX}kept", f"{PREFIX}removed", f"{PREFIX}held"
ROW, EVENTS, HOLD = "row", "events", "hold"
NOTHING = ""
Columns = Mapping[str, str | int | None]
# What an auditor wants to read without the case.
TOLD = {
    "account_no", "approved_by", "assignee", "closed_at", "decided_by", "decision",
    "difference_fen", "employee_paid_fen", "goodwill_fen", "rating", "remedy", "state",
}  # fmt: skip


def row_hash(columns: Columns) -> str:
    """Of a case's row. What is empty does not count: a column that comes later changes nothing."""
    return _hash({name: value for name, value in columns.items() if value not in (None, "", 0)})


def link_after(before: str, *event: str) -> str:
    """Of a history, with one more event."""
    return _hash([before, *event])


def seal(
    row: tuple[str, str] | None = None,
    events: tuple[str, str] | None = None,
    changes: Mapping[str, tuple[str, str]] | None = None,
) -> str:
    """What an entry says: of row and history what they were and are."""
    told = {name: pair for name, pair in (changes or {}).items() if name in TOLD}
    said = {ROW: row, EVENTS: events, "changes": told}
    return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)


def held(*, on: bool) -> str:
    """What an entry says of a hold."""
    return json.dumps({HOLD: [str(int(not on)), str(int(on))]})


@dataclass(slots=True)
class _Part:
    """Row, history or hold of a case, as the trail has it last, and which entry says so."""

    value: str
    entry: int


class _Followed:
    """All entries of cases, one after the other."""

    def __init__(self, db: Connection) -> None:
        self.cases: dict[str, dict[str, _Part]] = {}
        self.altered: set[str] = set()
        for entry in db.execute(
            "SELECT id, action, subject, detail FROM audit WHERE action LIKE 'case:%' ORDER BY id"
        ):
            if entry["action"] == REMOVED:
                self.cases.pop(entry["subject"], None)
            else:
                self._follow(entry["id"], entry["subject"], json.loads(entry["detail"]))

    def _follow(self, entry: int, number: str, said: dict[str, Any]) -> None:
        parts = self.cases.setdefault(number, {})
        for name in (ROW, EVENTS, HOLD):
            if name not in said:
                continue
            before, after = said[name]
            known = parts.get(name)
            # What lies before a cut is not known any more; a hold that nobody set is none.
            if known and known.value != before:
                self.altered.add(number)
            parts[name] = _Part(after, entry)


def altered(db: Connection) -> tuple[str, ...]:
    """The cases that are not as the trail has them, or not there."""
    followed, there = _Followed(db), dict(_present(db))
    wrong = followed.altered | (followed.cases.keys() ^ there.keys())
    for number in followed.cases.keys() & there.keys():
        said = {name: part.value for name, part in followed.cases[number].items()}
        if {HOLD: "0", **said} != there[number]:
            wrong.add(number)
    return tuple(sorted(wrong))


def first(db: Connection) -> Iterator[tuple[str, str]]:
    """The number and first seal of each case of a database that has none."""
    for number, parts in list(_present(db, link=True)):
        yield number, json.dumps({name: [NOTHING, value] for name, value in parts.items()})


def to_keep(db: Connection, last: int) -> list[tuple[str, str]]:
    """The seals that are to be said again before entries up to that one go."""
    return [
        (number, json.dumps({name: [part.value] * 2 for name, part in parts.items()}))
        for number, parts in _Followed(db).cases.items()
        if any(part.entry <= last for part in parts.values())
    ]


def _present(db: Connection, *, link: bool = False) -> Iterator[tuple[str, dict[str, str]]]:
    """Each case's hashes as the tables are; with `link` its events are linked by that."""
    histories: dict[str, str] = {}
    for event in db.execute("SELECT * FROM case_event ORDER BY id").fetchall():
        number = event["case_number"]
        told = (event["at"], event["what"], event["detail"], event["actor"], event["changes"])
        histories[number] = link_after(histories.get(number, NOTHING), *told)
        if link:
            db.execute(
                "UPDATE case_event SET link = ? WHERE id = ?", (histories[number], event["id"])
            )
        elif event["link"] != histories[number]:
            histories[number] = f"broken at event {event['id']}"
    for row in db.execute("SELECT * FROM complaint_case"):
        hold = str(int(row["legal_hold"] != 0))
        history = histories.get(row["number"], NOTHING)
        yield row["number"], {ROW: _hash_of(row), EVENTS: history, HOLD: hold}


def _hash_of(row: Row) -> str:
    try:
        return row_hash(columns_of(case_of(row)))
    except (ValueError, TypeError, ArithmeticError):
        return "unreadable"


def _hash(told: Any) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
