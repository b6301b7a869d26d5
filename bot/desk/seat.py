"""One message of a member of staff, and what its handling reads."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.cases.model import Case
from bot.desk.people import sees
from bot.dialogue.messages import Button, Incoming, Reply
from bot.dialogue.office import Office
from bot.store import audit, cases, chats
from bot.store.chats import Chat
from bot.store.staff import Staff
from bot.wording.catalogue import Words, words


@dataclass(frozen=True, slots=True)
class Desk:
    """What the desk needs to know: the office, who may invite the first staff, the bot's link."""

    office: Office
    admin: Chat | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of staff at the desk with one message."""

    db: sqlite3.Connection
    desk: Desk
    staff: Staff
    message: Incoming
    now: datetime

    @property
    def say(self) -> Words:
        """Staff are answered in Simplified Chinese."""
        return words()

    @property
    def place(self) -> Chat:
        """Where this person's unfinished input is kept, apart for each chat they write in."""
        chat = self.message.chat
        return chat if not self.message.group else Chat(chat.channel, f"{chat.chat_id}:{self.id}")

    @property
    def id(self) -> int:
        """The number of the member of staff."""
        return self.staff.id

    def waits_for(self, **what: Any) -> None:
        """Remember what the next text is; nothing = it is nothing in particular."""
        chats.put_state(self.db, self.place, what, self.now)

    @property
    def waiting(self) -> dict[str, Any]:
        """What the next text was to be."""
        return chats.get_state(self.db, self.place)

    def note(self, action: str, subject: str, detail: str = "") -> None:
        """Write to the audit trail."""
        audit.add(self.db, self.now, self.staff.actor, action, subject, detail)

    def case(self, number: str) -> Case | None:
        """The case of that number, if this person may see it; a try at another is noted."""
        case = cases.get(self.db, number.strip().upper())
        if case is None or sees(self.db, self.staff, case):
            return case
        self.note("refused", case.number, "case")
        return None

    def change(self, old: Case, new: Case) -> Case:
        """Store a changed case under this person's name."""
        return cases.change(self.db, old, new, self.now, self.staff.actor)


def button(label: str, verb: str, number: str, *more: object) -> Button:
    """A button that does something with a case."""
    return Button(label, ":".join([verb, number, *map(str, more)]))


def no_such_case(seat: Seat) -> Reply:
    """The same whether there is none or it is not theirs to see."""
    return Reply(seat.say("There is no such case for you. Look it up with /find."))


def not_allowed(seat: Seat, what: str) -> Reply:
    """The role does not allow it; the try is noted."""
    seat.note("refused", what, seat.staff.role)
    return Reply(seat.say("Your role does not allow that. Ask the head of the office."))
