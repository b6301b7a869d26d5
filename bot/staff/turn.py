"""One message of a member of staff, and what its handling reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.cases.acting import Acting
from bot.cases.reports import sees
from bot.contract.channel import NOBODY, SEAT, Can
from bot.contract.messages import Button, Chat, Incoming, MessageKind, Reply
from bot.contract.office import Disclosure, Office
from bot.records.case import Case
from bot.records.memory import Awaited, Remark
from bot.records.staff import Staff
from bot.store.port import Store
from bot.wording.catalogue import DEFAULT, Words, locale_for, words

if TYPE_CHECKING:  # a command of the terminal that hears nobody starts without it
    from bot.hearing.heard import Heard

MOST_ASKED = 20  # open questions of one person in one chat
LONGEST = 9  # figures of a number of ours


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What the counter needs to know.

    Attributes:
        office: the office it speaks for.
        admin: who may invite the first staff, and hears what needs a hand.
        link: of the bot, for invitations.
        page: the address of the counter's page; empty where there is none.
        scan: the link into the office's 微信客服; empty where there is none.
        channels: what each channel can do that is served.
    """

    office: Office
    admin: Chat | None = None
    link: str = ""
    channels: Mapping[str, Can] = field(default_factory=dict)
    page: str = ""
    scan: str = ""

    def can(self, chat: Chat) -> Can:
        """What the channel of that chat can do; a channel that nobody serves can nothing."""
        return self.channels.get(chat.channel, NOBODY)

    def withholds(self, chat: Chat) -> bool:
        """Whether no figures of a bill may go to that chat."""
        return self.office.disclosure is Disclosure.NOTHING and not self.can(chat).inside

    def reached(self, chats: Iterable[Chat]) -> tuple[Chat, ...]:
        """Those of the chats that can be written to now."""
        return tuple(chat for chat in chats if self.can(chat).pushes)


@dataclass(frozen=True, slots=True)
class StaffTurn:
    """A member of staff at the desk with one message, and what was heard in it."""

    store: Store
    desk: DeskSettings
    staff: Staff
    message: Incoming
    heard: Heard
    now: datetime

    @property
    def say(self) -> Words:
        """Staff are answered in Simplified Chinese; at the counter's page as it is shown."""
        message = self.message
        return words(locale_for(message.language) if message.chat.channel == SEAT else DEFAULT)

    @property
    def in_chinese(self) -> StaffTurn:
        """The same for what leaves the desk: drafts and papers are the office's Chinese words."""
        return replace(self, message=replace(self.message, language=None))

    @property
    def place(self) -> Chat:
        """Where this person's unfinished input is kept, apart for each chat they write in."""
        chat = self.message.chat
        return chat if not self.message.group else Chat(chat.channel, f"{chat.chat_id}:{self.id}")

    @property
    def id(self) -> int:
        """The number of the member of staff."""
        return self.staff.id

    def waits_for(self, verb: str, case: Case, seen: str = "") -> None:
        """Remember that the next text is what this verb needs for the case as it was shown.

        What was asked for before stays open.
        """
        earlier = self._without(verb, case)[:MOST_ASKED]
        pressed_at = self.now if self.message.kind is MessageKind.BUTTON else None
        self._remember(awaited=Awaited(verb, case.number, seen, earlier, pressed_at))

    def answered(self, verb: str, case: Case) -> None:
        """What this verb needs for the case is not waited for any more."""
        rest = self._without(verb, case)
        awaited = replace(rest[0], earlier=rest[1:]) if rest else None
        self._remember(awaited=awaited)

    def waits_for_nothing(self) -> None:
        """The next text is nothing in particular."""
        self._remember(awaited=None)

    def _without(self, verb: str, case: Case) -> tuple[Awaited, ...]:
        mine = (verb, case.number)
        return tuple(one for one in self.asked if (one.verb, one.case_number) != mine)

    def _remember(self, **changed: Any) -> None:
        memory = self.store.chats.get_memory(self.place)
        self.store.chats.put_memory(self.place, replace(memory, **changed), self.now)

    @property
    def awaited(self) -> Awaited | None:
        """What the next text was to be."""
        return self.store.chats.get_memory(self.place).awaited

    @property
    def asked(self) -> tuple[Awaited, ...]:
        """Everything that was asked for and not answered, the newest first."""
        awaited = self.awaited
        return (replace(awaited, earlier=()), *awaited.earlier) if awaited else ()

    @property
    def remark(self) -> Remark | None:
        """What this person wrote here last."""
        return self.store.chats.get_memory(self.place).remark

    def keep_remark(self, remark: Remark | None) -> None:
        """Remember what this person wrote here last."""
        self._remember(remark=remark)

    def keep_listed(self, words: str) -> None:
        """Remember by which words cases were listed here last."""
        if words != self.listed:
            self._remember(listed=words)

    @property
    def listed(self) -> str:
        """By which words cases were listed here last."""
        return self.store.chats.get_memory(self.place).listed

    def note(self, action: str, subject: str, detail: str = "") -> None:
        """Write to the audit trail."""
        self.store.audit.add(self.now, self.staff.actor, action, subject, detail)

    def case(self, number: str) -> Case | None:
        """The case of that number, if this person may see it; a try at another is noted."""
        case = self.store.cases.get(number.strip().upper())
        if case is None or sees(self.store, self.staff, case):
            return case
        self.note("refused", case.number, "case")
        return None

    @property
    def acting(self) -> Acting:
        """This person, as commands on a case are given them."""
        return Acting(self.store, self.staff, self.now, self.desk.office)


def number_in(text: str) -> int | None:
    """A number of ours (of staff, a file, a version) that is all that stands there; else None."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST else None


def button(label: str, verb: str, number: str, *more: object) -> Button:
    """A button that does something with a case."""
    return Button(label, ":".join([verb, number, *map(str, more)]))


def no_such_case(turn: StaffTurn) -> Reply:
    """The same whether there is none or it is not theirs to see."""
    return Reply(turn.say("There is no such case for you. Look it up with /find."))


def not_allowed(turn: StaffTurn, what: str) -> Reply:
    """The role does not allow it; the try is noted."""
    turn.note("refused", what, turn.staff.role)
    return Reply(turn.say("Your role does not allow that. Ask the head of the office."))


def not_here(turn: StaffTurn, what: str) -> Reply:
    """Not in a group, where others read along; the try is noted."""
    turn.note("refused", what, "group")
    return Reply(turn.say("Ask for this in the private chat with me."))
