"""What was seen in the field, in SQLite."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.records.inspection import Drawn, Inspected
from bot.sqlite.connection import Connection, Row
from bot.sqlite.statements import put
from bot.store.inspections import Inspections

_KEY = ("day", "account_no")
_OTHERS = (
    "seed", "risk", "why", "in_use", "meter_no", "reading", "lives", "differs", "visitor",
    "picture", "found",
)  # fmt: skip
_COLUMNS = ", ".join((*_KEY, *_OTHERS))


class SqlInspections(Inspections):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def draw(self, visits: Sequence[Drawn]) -> None:
        self._db.executemany(
            "INSERT INTO visit VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [(v.day.isoformat(), v.place, v.account_no, v.seed, v.risk, v.why) for v in visits],
        )

    def drawn_on(self, day: date) -> tuple[Drawn, ...]:
        rows = self._db.execute(
            "SELECT day, place, account_no, seed, risk, why FROM visit WHERE day = ?"
            " ORDER BY place, account_no",
            (day.isoformat(),),
        )
        return tuple(Drawn(date.fromisoformat(of), *rest) for of, *rest in rows)

    def days(self, until: date) -> tuple[date, ...]:
        rows = self._db.execute(
            "SELECT DISTINCT day FROM visit WHERE day <= ? ORDER BY day DESC", (until.isoformat(),)
        )
        return tuple(date.fromisoformat(row[0]) for row in rows)

    def put(self, seen: Inspected) -> bool:
        new = self.get(seen.day, seen.account_no) is None
        reading = None if seen.reading is None else f"{seen.reading:f}"
        row = (
            seen.day.isoformat(), seen.account_no, seen.seed, seen.risk, seen.why, seen.in_use,
            seen.meter_no, reading, seen.lives, seen.differs, seen.visitor, seen.picture,
            json.dumps(seen.found),
        )  # fmt: skip
        self._db.execute(put("inspected", _KEY, *_OTHERS), row)
        return new

    def get(self, day: date, account_no: str) -> Inspected | None:
        found = self._rows("WHERE day = ? AND account_no = ?", day.isoformat(), account_no)
        return found[0] if found else None

    def of_account(self, account_no: str) -> tuple[Inspected, ...]:
        return self._rows("WHERE account_no = ?", account_no)

    def all(self) -> tuple[Inspected, ...]:
        return self._rows("")

    def _rows(self, where: str, *values: str) -> tuple[Inspected, ...]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM inspected {where} ORDER BY day DESC, account_no",  # noqa: S608 - fixed text
            values,
        )
        return tuple(map(_inspected, rows))


def _inspected(row: Row) -> Inspected:
    day, number, seed, risk, why, in_use, meter, reading, lives, differs, *more = row
    visitor, picture, found = more
    return Inspected(
        date.fromisoformat(day), number, seed, risk, why,
        None if in_use is None else bool(in_use), meter,
        None if reading is None else Decimal(reading), lives, bool(differs), visitor, picture,
        tuple(json.loads(found)),
    )  # fmt: skip
