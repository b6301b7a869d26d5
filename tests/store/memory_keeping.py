"""The audit trail and retention, in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Boot
from bot.contract.messages import Chat
from bot.records.case import State
from bot.records.trail import Trail
from bot.store.audit import CUT, START, Audit, digest
from bot.store.retention import (
    REMOVED_OLD,
    Keep,
    Removed,
    Retention,
    Run,
    detail_of,
    measure,
    run_of,
)
from tests.store import memory_photos
from tests.store.memory_tables import Entry, Tables


class MemoryAudit(Audit):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, now: datetime, actor: str, action: str, subject: str, detail: str = "") -> None:
        last = self._tables.audit[-1:]
        number, before = (last[0].id, last[0].hash) if last else (0, START)
        told = (now.isoformat(), actor, action, subject, detail)
        self._tables.audit.append(Entry(number + 1, told, digest(b"", before, *told)))

    def last_at(self, action: str) -> datetime | None:
        found = [entry.fields[0] for entry in self._tables.audit if entry.fields[2] == action]
        return datetime.fromisoformat(found[-1]) if found else None

    def verify(self) -> Trail:
        cuts = [entry.fields for entry in self._tables.audit if entry.fields[2] == CUT]
        number, before = (int(cuts[-1][3]), cuts[-1][4]) if cuts else (0, START)
        for count, entry in enumerate(self._tables.audit):
            if (entry.id, entry.hash) != (number + 1, digest(b"", before, *entry.fields)):
                return Trail(count, number, before, entry.id)
            number, before = entry.id, entry.hash
        return Trail(len(self._tables.audit), number, before, None)

    def hash_at(self, number: int) -> str | None:
        return next((one.hash for one in self._tables.audit if one.id == number), None)

    def remove_before(self, moment: datetime, now: datetime) -> int:
        young = [
            i
            for i, entry in enumerate(self._tables.audit)
            if datetime.fromisoformat(entry.fields[0]) >= moment
        ]
        count = young[0] if young else len(self._tables.audit)
        if not count or self.verify().broken_at is not None:
            return 0
        last = self._tables.audit[count - 1]
        self.add(now, "system", CUT, str(last.id), last.hash)
        self._tables.audit = self._tables.audit[count:]
        return count


class MemoryRetention(Retention):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def remove_old(
        self, keep: Keep, now: datetime, boot: Boot | None = None, *, sure: bool = False
    ) -> Removed:
        audit = MemoryAudit(self._tables)
        begun = [run_of(one.fields[0], "") for one in self._tables.audit[-1:]]
        measured = measure(next(iter(self._runs() or begun), None), now, boot, sure=sure)
        messages = self._remove_messages(now - timedelta(days=keep.chat))
        cases = self._remove_cases(now - timedelta(days=keep.case))
        entries = audit.remove_before(now - timedelta(days=keep.audit), now)
        removed = Removed(messages, cases, entries)
        audit.add(now, "system", REMOVED_OLD, "", detail_of(removed, measured))
        return removed

    def last_run(self) -> datetime | None:
        return next((run.at for run in self._runs()), None)

    def _runs(self) -> list[Run]:
        """The last first."""
        rows = [one.fields for one in reversed(self._tables.audit)]
        return [run_of(row[0], row[4]) for row in rows if row[2] == REMOVED_OLD]

    def _remove_messages(self, before: datetime) -> int:
        tables = self._tables
        updates = [
            key
            for key, row in tables.inbox.items()
            if row.received_at < before and row.state != "waiting" and not tables.keeps(row.chat)
        ]
        posts = [
            number
            for number, row in tables.outbox.items()
            if row.created_at < before and row.state != "waiting" and not tables.keeps(row.chat)
        ]
        for key in updates:
            del tables.inbox[key]
        for number in posts:
            del tables.outbox[number]
        tables.memories = {
            chat: memory
            for chat, memory in tables.memories.items()
            if memory[1] >= before or tables.keeps(chat)
        }
        tables.misheard = {
            key: one
            for key, one in tables.misheard.items()
            if one.at >= before or tables.keeps(key[0])
        }
        memory_photos.remove(tables, None, before)
        tables.windows = {c: one for c, one in tables.windows.items() if one.until >= before}
        bound = {chat for chat, _ in tables.bindings}
        tables.agreed = {
            chat: said
            for chat, said in tables.agreed.items()
            if said[1] >= before or chat in bound
        }
        tables.invitations = {
            key: one for key, one in tables.invitations.items() if one.expires_at >= before
        }
        return len(updates) + len(posts)

    def _remove_cases(self, before: datetime) -> int:
        tables = self._tables
        old = {
            case.number
            for case in tables.cases.values()
            if case.state in {State.CLOSED, State.MERGED, State.VOID}
            and case.opened_at < before
            and case.number not in tables.held
        }
        for number in old:
            del tables.cases[number]
            tables.events.pop(number, None)
            tables.touched.pop(number, None)
        tables.materials = {key: row for key, row in tables.materials.items() if row[1] not in old}
        tables.cards = {
            key: row for key, row in tables.cards.items() if row[1].case_number not in old
        }
        tables.told = {key: at for key, at in tables.told.items() if key[0] not in old}
        return len(old)

    def forget_chat(self, chat: Chat, now: datetime) -> bool:
        tables = self._tables
        tables.forgotten.append((chat, now))
        if tables.keeps(chat):
            return False
        for key, row in tables.inbox.items():
            if row.chat == chat and row.state != "waiting":
                tables.inbox[key] = replace(row, chat=None, payload="")
        tables.misheard = {key: one for key, one in tables.misheard.items() if key[0] != chat}
        memory_photos.remove(tables, chat, None)
        tables.outbox = {
            number: row
            for number, row in tables.outbox.items()
            if row.chat != chat or row.state == "waiting"
        }
        return True

    def hold(self, number: str, now: datetime, actor: str, *, on: bool) -> bool:
        del now, actor
        if number not in self._tables.cases:
            return False
        if on:
            self._tables.held[number] = None
        else:
            self._tables.held.pop(number, None)
        return True
