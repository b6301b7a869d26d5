"""Cases and their events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Protocol

from bot.contract.messages import Chat
from bot.records.case import CameBy, Case, CaseKind, Event, Rating, State

NO_CHANGES: Mapping[str, tuple[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Alike:
    """So many cases that are alike in what is counted.

    Attributes:
        contacted, answered: whether in time; None = not at all yet.
    """

    state: State
    rating: Rating | None
    contacted: bool | None
    answered: bool | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Only:
    """Which cases are meant; what is not named may be anything.

    Attributes:
        since, until: the first and last day on which the customer said so.
        about: the first and last day in which that lies, or the month of the bill.
        had: the number of who works on it or took it in.
        before: only cases that were opened before that moment.
    """

    state: State | None = None
    kind: CaseKind | None = None
    via: CameBy | None = None
    since: date | None = None
    until: date | None = None
    about: tuple[date, date] | None = None
    had: int | None = None
    before: datetime | None = None


def alike(case: Case) -> Alike:
    """One case as it is counted."""
    contacted, answered = case.contacted_at, case.answered_at
    return Alike(
        case.state,
        case.rating,
        None if contacted is None else contacted <= case.contact_by,
        None if answered is None else answered.date() <= case.due_by,
    )


class Cases(Protocol):
    """Cases and their events."""

    def add(self, make: Callable[[str], Case], day: date, actor: str, series: str = "TS") -> Case:
        """Store a new case under a number that no case has had, and that `actor` opened it.

        Numbers of one series tell nothing of how many there are of another.
        """

    def change(self, old: Case, new: Case, now: datetime, actor: str) -> Case:
        """Store what differs; one event tells each changed field with what it was."""

    def sound_alarm(self, number: str, now: datetime, reason: str) -> None:
        """Note that a case speaks of danger or despair, perhaps again; notices are looked at."""

    def was_told(self, number: str, key: str) -> bool:
        """Whether a notice of the case reached somebody under that key."""

    def note_told(self, number: str, key: str, now: datetime) -> None:
        """A notice of the case reached somebody; kept as long as the case."""

    def touch(self, number: str) -> None:
        """Look at the notices of that case once more."""

    def touch_unfinished(self) -> None:
        """Have clocks and notices looked at again: somebody has come or left."""

    def take_touched(self) -> tuple[Case, ...]:
        """The cases that changed since this was last asked."""

    def get(self, number: str) -> Case | None:
        """The case of that number."""

    def newest_first(self) -> tuple[Case, ...]:
        """Every case, newest first."""

    def which(self, only: Only, most: int | None = None) -> tuple[Case, ...]:
        """Those cases, newest first; the newest `most` of them, where that is named."""

    def all_unfinished(self) -> tuple[Case, ...]:
        """Every case that is not finished, newest first."""

    def opened_on(self, day: date) -> tuple[Case, ...]:
        """The cases of that day, by number, without reports."""

    def reports(self) -> tuple[Case, ...]:
        """Every report about a person, newest first."""

    def counted(self) -> tuple[Alike, ...]:
        """What all cases come to that are no reports; void ones do not count."""

    def find(
        self, *phrases: str, codes: Collection[str] = (), causes: Collection[str] = ()
    ) -> tuple[Case, ...]:
        """Cases in whose number, account, names, question, notes or material a phrase stands.

        Also those of one of these classes of 95598, or in which one of these causes was found;
        newest first.
        """

    def chats_of(self, number: str) -> tuple[Chat, ...]:
        """The chats that a case came from, and those of cases that went into it."""

    def taken_over(self, chat: Chat) -> Case | None:
        """The case in which a member of staff has taken over that chat.

        It was opened there, or is about an account that is bound to the chat.
        """

    def count_open(self) -> int:
        """How many cases are open."""

    def add_event(
        self,
        number: str,
        at: datetime,
        what: str,
        detail: str,
        actor: str,
        changes: Mapping[str, tuple[str, str]] = NO_CHANGES,
    ) -> None:
        """Note what happened to a case: a text, or of each field what it was and what it is."""

    def events(self, number: str, *kinds: str) -> tuple[Event, ...]:
        """The history of a case, oldest first; only these kinds or changed fields, if named."""

    def changed_after(self, mark: int | None) -> tuple[int, frozenset[str]]:
        """The mark of this moment, and the cases to which something happened after that one."""

    def unfinished(self, chat: Chat) -> Case | None:
        """The newest unfinished case that was opened in the chat; no report."""

    def count_since(self, account_no: str, since: datetime) -> int:
        """How many cases an account has had since then, without reports."""

    def of_chat(self, chat: Chat) -> tuple[Case, ...]:
        """All cases that were opened in a chat, newest first."""

    def of_account(self, account_no: str) -> tuple[Case, ...]:
        """All cases about an account, newest first."""
