"""A store in memory, without SQL: what `bot/store` asks of any store, and nothing else.

Rows are frozen and replaced, so a copy of the lists and dicts is a copy of the whole state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from bot.store.port import Database, Store, UnusableError
from tests.store.memory_ahead import MemoryAhead
from tests.store.memory_assessments import MemoryAssessments
from tests.store.memory_cards import MemoryCards
from tests.store.memory_cases import MemoryCases, MemoryMaterials
from tests.store.memory_clients import MemoryClients
from tests.store.memory_inspections import MemoryInspections
from tests.store.memory_keeping import MemoryAudit, MemoryRetention
from tests.store.memory_lines import MemoryLines, MemoryOnce, MemoryPending, MemoryWindows
from tests.store.memory_messages import MemoryInbox, MemoryMisheardList, MemoryOutbox
from tests.store.memory_people import MemoryAccounts, MemoryChats, MemoryStaffList
from tests.store.memory_photos import MemoryPhotos
from tests.store.memory_practice import MemoryPracticeList
from tests.store.memory_sessions import MemorySessions
from tests.store.memory_tables import Tables
from tests.store.memory_team import MemoryTeam

T = TypeVar("T")


class MemoryStore(Store):
    """The port over dicts and lists."""

    def __init__(self) -> None:
        self.tables = tables = Tables()
        self.accounts = MemoryAccounts(tables)
        self.ahead = MemoryAhead(tables)
        self.assessments = MemoryAssessments(tables)
        self.audit = MemoryAudit(tables)
        self.cards = MemoryCards(tables)
        self.cases = MemoryCases(tables)
        self.chats = MemoryChats(tables)
        self.clients = MemoryClients(tables)
        self.inbox = MemoryInbox(tables)
        self.inspections = MemoryInspections(tables)
        self.lines = MemoryLines(tables)
        self.materials = MemoryMaterials(tables)
        self.misheard = MemoryMisheardList(tables)
        self.once = MemoryOnce(tables)
        self.outbox = MemoryOutbox(tables)
        self.pending = MemoryPending(tables)
        self.practice = MemoryPracticeList(tables)
        self.photos = MemoryPhotos(tables)
        self.retention = MemoryRetention(tables)
        self.sessions = MemorySessions(tables)
        self.staff = MemoryStaffList(tables)
        self.team = MemoryTeam(tables)
        self.windows = MemoryWindows(tables)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        before = self.tables.copies()
        try:
            yield
        except BaseException:
            self.tables.restore(before)
            raise


class MemoryDatabase(Database):
    """Transactions over one store in memory."""

    def __init__(self) -> None:
        self.store = MemoryStore()

    async def write(self, transaction: Callable[[Store], T]) -> T:
        with self.store.attempt():
            return transaction(self.store)

    async def note(self, transaction: Callable[[Store], T]) -> T:
        return await self.write(transaction)

    async def settle(self) -> None:
        pass

    async def read(self, query: Callable[[Store], T]) -> T:
        before = self.store.tables.copies()
        try:
            result = query(self.store)
            if self.store.tables.copies() != before:
                raise UnusableError("this transaction may only read")
        finally:
            self.store.tables.restore(before)
        return result
