"""The audit trail as a table: each entry's hash covers the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.records.trail import Trail
from bot.sqlite import records, schema, seals
from bot.sqlite.connection import Connection, Row
from bot.store.audit import CUT, KEY_LOST, SEALED, START, Audit, digest, name_of
from bot.store.port import StoreError

SLACK = timedelta(hours=1)  # by which a clock is set back without a word


class SqlAudit(Audit):
    """The port over one connection; `key` seals what is added (b"" = none)."""

    def __init__(self, db: Connection, key: bytes = b"") -> None:
        self._db, self._key = db, key

    def add(self, now: datetime, actor: str, action: str, subject: str, detail: str = "") -> None:
        last = self._must_go_on()
        if last:
            number, before = last["id"], last["hash"]
        else:  # what is cut off before the first is told by that itself
            number, before = (int(subject), detail) if action == CUT else (0, START)
        self._put(number, before, now, actor, action, subject, detail)

    def _put(
        self, number: int, before: str, now: datetime, actor: str, action: str, subject: str,
        detail: str,
    ) -> None:  # fmt: skip
        at = now.isoformat()
        link = digest(self._key, before, at, actor, action, subject, detail)
        self._db.execute(
            "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number + 1, at, actor, action, subject, detail, link, name_of(self._key)),
        )

    def last_at(self, action: str) -> datetime | None:
        row = self._db.execute(
            "SELECT at FROM audit WHERE action = ? ORDER BY id DESC LIMIT 1", (action,)
        ).fetchone()
        return datetime.fromisoformat(row["at"]) if row else None

    def must_hold_key(self) -> None:
        """See that what is added goes on as the chain is.

        Raises:
            StoreError: the chain is sealed with a key that is not ours.
        """
        self._must_go_on()

    def verify(self) -> Trail:
        trail = replace(self._chain(), schema=schema.altered(self._db))
        return trail if trail.broken_at else replace(trail, records=records.altered(self._db))

    def _chain(self) -> Trail:
        check = _Check(self._db, self._key)
        check.run()
        altered = () if check.broken_at else seals.altered(self._db)
        return Trail(
            check.count, check.number, check.before, check.broken_at, altered,
            tuple(check.clock_back_at), check.sealed_from,
        )  # fmt: skip

    def hash_at(self, number: int) -> str | None:
        row = self._db.execute("SELECT hash FROM audit WHERE id = ?", (number,)).fetchone()
        return None if row is None else str(row["hash"])

    def remove_before(self, moment: datetime, now: datetime) -> int:
        # Up to the first that is to stay, whatever clock those after it had.
        row = self._db.execute(
            "SELECT id, hash FROM audit WHERE id < coalesce("
            " (SELECT min(id) FROM audit WHERE at >= ?), 4611686018427387904)"
            " ORDER BY id DESC LIMIT 1",
            (moment.isoformat(),),
        ).fetchone()
        if row is None or not self._is_sound():
            return 0
        for number, seal in seals.to_keep(self._db, row["id"]):
            self.add(now, "system", seals.KEPT, number, seal)
        if (records.entry(self._db) or row["id"] + 1) <= row["id"]:
            records.again(self._db, self)
        self.add(now, "system", CUT, str(row["id"]), row["hash"])
        return self._db.execute("DELETE FROM audit WHERE id <= ?", (row["id"],)).rowcount

    def since(self, day: date, subject: str = "") -> Iterator[tuple[str, str, str, str, str]]:
        rows = self._db.execute(
            "SELECT at, actor, action, subject, detail FROM audit"
            " WHERE at >= ? AND ? IN ('', subject) ORDER BY id",
            (day.isoformat(), subject),
        )
        for row in rows:
            yield row["at"], row["actor"], row["action"], row["subject"], row["detail"]

    def entries(self) -> list[dict[str, object]]:
        """All that are kept, as they stand."""
        rows = self._db.execute("SELECT * FROM audit ORDER BY id").fetchall()
        return [{name: row[name] for name in row.keys()} for row in rows]  # noqa: SIM118

    def begin_anew(self, now: datetime, actor: str, old: str) -> None:
        """Go on with our key where the one before is lost.

        What was sealed with it goes, for nobody can check it any more; what the trail said last
        of cases and records is said again, so that a change since is found all the same.

        Args:
            now: the moment.
            actor: whoever does it.
            old: the hash of the file in which the old entries are.

        Raises:
            StoreError: it goes on with our key, and nothing need be begun.
        """
        last = self._db.execute("SELECT id, hash, key FROM audit ORDER BY id DESC LIMIT 1")
        row = last.fetchone()
        if row is None or row["key"] in ("", name_of(self._key)):
            raise StoreError("the audit trail goes on with this key: nothing need be begun anew")
        kept = seals.to_keep(self._db, row["id"])
        self._put(row["id"], row["hash"], now, "system", CUT, str(row["id"]), row["hash"])
        self.add(now, actor, KEY_LOST, str(row["id"]), old)
        for number, seal in kept:
            self.add(now, "system", seals.KEPT, number, seal)
        records.again(self._db, self)
        self._db.execute("DELETE FROM audit WHERE id <= ?", (row["id"],))

    def _is_sound(self) -> bool:
        trail = self._chain()
        return trail.broken_at is None and not trail.altered

    def _must_go_on(self) -> Row | None:
        """The last entry, if there is one and the next may follow it."""
        last: Row | None = self._db.execute(
            "SELECT id, hash, key FROM audit ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if last and last["key"] not in ("", name_of(self._key)):
            raise StoreError(
                "the audit trail is sealed with a key that is not this one; name its file in "
                "JIETI_AUDIT_KEY"
            )
        return last


class _Check:
    """One walk along the chain."""

    def __init__(self, db: Connection, key: bytes) -> None:
        self._db, self._key = db, key
        cut = db.execute(
            f"SELECT subject, detail FROM audit WHERE action = '{CUT}' ORDER BY id DESC LIMIT 1"  # noqa: S608
        ).fetchone()
        self.number: int = int(cut["subject"]) if cut else 0
        self.before: str = cut["detail"] if cut else START
        self.count = 0
        self.broken_at: int | None = None
        self.sealed_from: int | None = None
        self.clock_back_at: list[int] = []

    def run(self) -> None:
        at = datetime.min  # noqa: DTZ901 - only until the first entry
        for row in self._db.execute("SELECT * FROM audit ORDER BY id"):
            if row["id"] != self.number + 1 or not self._is_right(row):
                self.broken_at = row["id"]
                return
            moment = datetime.fromisoformat(row["at"])
            if self.count and moment < at - SLACK:
                self.clock_back_at.append(row["id"])
            at = moment
            self.number, self.before = row["id"], row["hash"]
            self.count += 1
        if self._key and self.count and self.sealed_from is None:
            self.broken_at = self.number

    def _is_right(self, row: Row) -> bool:
        if row["key"] != (name_of(self._key) if row["key"] else ""):
            return False
        if self._key and row["key"] and self.sealed_from is None:
            if self.count and row["action"] != SEALED:
                return False  # whoever wrote the entries before did not have the key
            self.sealed_from = row["id"]
        if self.sealed_from is not None and not row["key"]:
            return False
        fields = (row["at"], row["actor"], row["action"], row["subject"], row["detail"])
        key = self._key if row["key"] else b""
        return bool(row["hash"] == digest(key, self.before, *fields))


def begin(db: Connection, key: bytes, now: datetime) -> None:
    """From here on what is done to cases stands in the chain; those there are come first."""
    trail = SqlAudit(db, key)
    old = db.execute("SELECT id, hash FROM audit_anchor ORDER BY id DESC LIMIT 1").fetchone()
    if old:
        trail.add(now, "system", CUT, str(old["id"]), old["hash"])
    db.execute("DROP TABLE audit_anchor")
    trail.add(now, "system", SEALED, "")
    for number, seal in seals.first(db):
        trail.add(now, "system", seals.KEPT, number, seal)
