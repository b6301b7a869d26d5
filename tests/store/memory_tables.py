"""What the store in memory keeps: one dict or list for each kind of row."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from bot.contract.card import Card
from bot.contract.messages import Chat
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.records.ahead import Given, Word
from bot.records.assessment import Assessment
from bot.records.case import Case, Event, Material
from bot.records.client import Client
from bot.records.fact import FactKind, FactRecord
from bot.records.inspection import Drawn, Inspected
from bot.records.memory import Memory
from bot.records.practice import Done, Lesson, Practised, Running
from bot.records.staff import Role, Staff
from bot.records.view import View
from bot.store.chats import Binding
from bot.store.inbox import Turn
from bot.store.lines import Place, Token
from bot.store.misheard import Misheard
from bot.store.once import Offered, Opens
from bot.store.photos import Photo
from bot.store.windows import Window


@dataclass(frozen=True)
class Update:
    """One delivery of a messenger; its key is its arrival."""

    channel: str
    delivery: str
    payload: str
    received_at: datetime
    turn: Turn = field(default_factory=Turn)
    chat: Chat | None = None
    state: str = "waiting"
    started: bool = False
    tries: int = 0
    error: str = ""


@dataclass(frozen=True)
class Post:
    """One message that is or was to be sent; `what` is JSON."""

    key: str
    chat: Chat
    what: str
    case_number: str
    created_at: datetime
    not_before: datetime | None
    not_after: datetime | None = None
    parts: int = 0
    state: str = "waiting"
    error: str = ""
    topic: str = ""
    urgent: bool = False
    sent_at: datetime | None = None
    wire_id: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry of the audit trail."""

    id: int
    fields: tuple[str, ...]
    hash: str


@dataclass(frozen=True)
class Invitation:
    """One invitation; its key is the token's hash."""

    role: Role
    name: str
    made_by: str
    made_at: datetime
    expires_at: datetime
    used: bool = False


@dataclass
class Tables:
    """Everything that is kept."""

    accounts: dict[str, AccountRecord] = field(default_factory=dict)
    readings: dict[tuple[str, date, str, str], ReadingRecord] = field(default_factory=dict)
    bills: dict[tuple[str, date], BillRecord] = field(default_factory=dict)
    facts: dict[tuple[str, FactKind, str], FactRecord] = field(default_factory=dict)
    audit: list[Entry] = field(default_factory=list)
    cases: dict[str, Case] = field(default_factory=dict)
    touched: dict[str, None] = field(default_factory=dict)  # numbers, in order
    held: dict[str, None] = field(default_factory=dict)
    last_of_day: dict[tuple[str, date], int] = field(default_factory=dict)
    told: dict[tuple[str, str], datetime] = field(default_factory=dict)
    events: dict[str, tuple[Event, ...]] = field(default_factory=dict)
    happened: list[str] = field(default_factory=list)  # numbers of cases, in order
    materials: dict[tuple[Chat, str], tuple[int, str, Material]] = field(default_factory=dict)
    bindings: dict[tuple[Chat, str], Binding] = field(default_factory=dict)
    failures: list[tuple[Chat, str, datetime]] = field(default_factory=list)
    memories: dict[Chat, tuple[Memory, datetime]] = field(default_factory=dict)
    agreed: dict[Chat, tuple[bool, datetime]] = field(default_factory=dict)
    languages: dict[Chat, tuple[str, bool]] = field(default_factory=dict)
    inbox: dict[int, Update] = field(default_factory=dict)
    outbox: dict[int, Post] = field(default_factory=dict)
    cards: dict[tuple[Chat, str], tuple[str, Card]] = field(default_factory=dict)
    card_passes: dict[tuple[Chat, str], tuple[str, datetime]] = field(default_factory=dict)
    misheard: dict[tuple[Chat, str], Misheard] = field(default_factory=dict)
    running: dict[int, Running] = field(default_factory=dict)
    assessed: dict[tuple[int, date], Assessment] = field(default_factory=dict)
    ahead: dict[Word, tuple[str, datetime | None]] = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)
    refused: dict[Chat, datetime] = field(default_factory=dict)
    drawn: dict[tuple[date, str], Drawn] = field(default_factory=dict)
    inspected: dict[tuple[date, str], Inspected] = field(default_factory=dict)
    lessons: dict[tuple[str, str], Lesson] = field(default_factory=dict)
    practised: dict[tuple[int, str], Practised] = field(default_factory=dict)
    practices: dict[int, list[Done]] = field(default_factory=dict)
    duty: dict[date, tuple[int, ...]] = field(default_factory=dict)
    views: list[tuple[int, View]] = field(default_factory=list)
    staff: dict[int, Staff] = field(default_factory=dict)
    other_chats: dict[Chat, int] = field(default_factory=dict)
    left: dict[int, datetime] = field(default_factory=dict)  # numbers of staff who have left
    invitations: dict[str, Invitation] = field(default_factory=dict)
    photos: dict[str, tuple[Photo, datetime]] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)  # by hash
    links: dict[str, tuple[int, datetime]] = field(default_factory=dict)  # token -> whose
    sessions: dict[str, tuple[int, datetime, datetime]] = field(default_factory=dict)
    forgotten: list[tuple[Chat, datetime]] = field(default_factory=list)
    windows: dict[Chat, Window] = field(default_factory=dict)
    tried: dict[int, int] = field(default_factory=dict)  # how often, by number of the outbox
    places: dict[str, Place] = field(default_factory=dict)  # by channel
    leases: dict[str, tuple[str, datetime]] = field(default_factory=dict)  # by channel
    tokens: dict[str, Token] = field(default_factory=dict)  # by application
    once: dict[tuple[str, Opens], tuple[Offered, datetime]] = field(default_factory=dict)
    last_id: int = 0

    def next_id(self) -> int:
        """A number that no row has had."""
        self.last_id += 1
        return self.last_id

    def copies(self) -> dict[str, Any]:
        """The whole state at this moment."""
        return {one.name: copy.copy(getattr(self, one.name)) for one in fields(self)}

    def restore(self, copies: dict[str, Any]) -> None:
        """Go back to that state."""
        for name, value in copies.items():
            setattr(self, name, value)

    def is_forgotten(self, chat: Chat, since: datetime) -> bool:
        """Whether the chat asked to be forgotten at or after that moment."""
        return any(chat == one and at >= since for one, at in self.forgotten)

    def keeps(self, chat: Chat | None) -> bool:
        """Whether a case on hold came from that chat."""
        return any(
            case.channel == chat.channel and case.chat_id == chat.chat_id
            for case in self.cases.values()
            if chat is not None and case.number in self.held
        )
