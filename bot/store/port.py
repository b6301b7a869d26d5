"""The port: a store within one transaction, and the database that opens transactions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from typing import Protocol, TypeVar

from bot.contract.errors import SentenceError
from bot.store.accounts import Accounts
from bot.store.ahead import Ahead
from bot.store.assessments import Assessments
from bot.store.audit import Audit
from bot.store.cards import Cards
from bot.store.cases import Cases
from bot.store.chats import Chats
from bot.store.clients import Clients
from bot.store.imports import Imports
from bot.store.inbox import Inbox
from bot.store.inspections import Inspections
from bot.store.lines import Lines
from bot.store.materials import Materials
from bot.store.misheard import MisheardList
from bot.store.once import Once
from bot.store.outbox import Outbox
from bot.store.pending import Pending
from bot.store.photos import Photos
from bot.store.practice import PracticeList
from bot.store.retention import Retention
from bot.store.sent_files import SentFiles
from bot.store.sessions import Sessions
from bot.store.staff import StaffList
from bot.store.team import Team
from bot.store.windows import Windows

T = TypeVar("T")
GiveWay = Callable[[], Awaitable[bool]]


class StoreError(SentenceError):
    """The database cannot be used; the message says what to do."""


class UnusableError(StoreError):
    """The store itself is in trouble just now (full, locked), not what was asked of it."""


class Store(Protocol):
    """Everything that one office keeps, seen within one transaction."""

    accounts: Accounts
    ahead: Ahead
    assessments: Assessments
    audit: Audit
    cards: Cards
    cases: Cases
    chats: Chats
    clients: Clients
    imports: Imports
    inbox: Inbox
    inspections: Inspections
    lines: Lines
    materials: Materials
    misheard: MisheardList
    once: Once
    outbox: Outbox
    pending: Pending
    practice: PracticeList
    photos: Photos
    retention: Retention
    sent_files: SentFiles
    sessions: Sessions
    staff: StaffList
    team: Team
    windows: Windows

    def attempt(self) -> AbstractContextManager[None]:
        """What is written inside is taken back if it ends in an exception.

        Raises:
            UnusableError: the store itself is in trouble; else whatever was raised inside.
        """


class Database(Protocol):
    """Opens transactions. Each function passed in is one whole transaction."""

    async def write(self, transaction: Callable[[Store], T]) -> T:
        """Run it; what it wrote, and all that was written before, is safe when it returns.

        Raises:
            UnusableError: the store is in trouble; nothing was written.
        """

    async def note(self, transaction: Callable[[Store], T]) -> T:
        """As `write`, for what a power failure may undo without harm: no wait for the disk."""

    async def settle(self) -> None:
        """Wait for the disk: all that was noted is safe when it returns.

        Raises:
            UnusableError: the store is in trouble; nobody knows what is safe.
        """

    async def heard(self, seconds: float) -> bool:
        """Whether another process has put something into inbox or outbox; so long it is waited.

        Raises:
            UnusableError: the store is in trouble; nobody knows.
        """

    def importing(self) -> AbstractAsyncContextManager[GiveWay]:
        """One import at a time writes in pieces; another one waits until it is its turn.

        Returns:
            What is to be awaited between two pieces: where chats are served they go first, and
            it says so, for then pieces are to be short.
        """

    async def read(self, query: Callable[[Store], T]) -> T:
        """Run it without the right to write, seeing one state of the data."""
