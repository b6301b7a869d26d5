"""One message being answered, and what its handlers share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.cases.acting import Acting
from bot.cases.opening import Matter
from bot.contract.messages import Action, Button, Chat, Reply
from bot.contract.office import Disclosure, Office
from bot.hearing.proposal import NOTHING, Proposal
from bot.hearing.said import said_in
from bot.records.case import CaseKind, Party
from bot.store.port import Store
from bot.wording import phrases
from bot.wording.catalogue import Words

INSIDE = {"console", "desk", "demo"}  # channels that do not leave the office


@dataclass(frozen=True, slots=True)
class Turn:
    """One message being answered: everything that its handler reads."""

    store: Store
    office: Office
    say: Words
    chat: Chat
    text: str
    now: datetime
    proposal: Proposal = NOTHING

    @property
    def acting(self) -> Acting:
        """The customer, as commands on a case are given them."""
        return Acting(self.store, Party.CUSTOMER, self.now, self.office.hours)

    @property
    def no_figures(self) -> bool:
        """Whether the office gives no figures through this channel."""
        within = self.chat.channel in INSIDE
        return self.office.disclosure is Disclosure.NOTHING and not within


def matter_of(turn: Turn, kind: CaseKind, account_no: str | None) -> Matter:
    """What a case is about that this message opens."""
    return Matter(turn.chat, kind, said_in(turn.text), account_no)


def reply_with(say: Words, head: str, body: str, *actions: Action) -> Reply:
    """A reply with the usual buttons of these actions."""
    return Reply(head, body, tuple(Button(phrases.label(say, a), a) for a in actions))
