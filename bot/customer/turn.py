"""One message being answered, and what its handlers share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.bills.findings import Findings
from bot.cases.acting import Acting
from bot.cases.deadlines import terms_of
from bot.cases.opening import Matter, register
from bot.cases.people import proved_by
from bot.contract.messages import Action, Button, Chat, Figures, Incoming, Reply
from bot.contract.month import Month
from bot.contract.office import Office
from bot.contract.said import Claim
from bot.hearing.claim import Who
from bot.hearing.heard import Heard, hear
from bot.records.case import PRESSED, Case, CaseKind, Party
from bot.records.memory import Memory, Question
from bot.store.port import Store
from bot.wording import labels
from bot.wording.catalogue import Words
from bot.wording.handbook import by_law

DANGER = "danger"  # the subject of what follows, as the handbook's topics are


@dataclass(frozen=True, slots=True)
class Turn:
    """One message being answered: everything that its handler reads.

    Attributes:
        heard: what its text says; once another question is taken up again, what that one's does.
        asked: the question being answered, where it is known.
        remembered: what the chat remembers, once it was looked up.
    """

    store: Store
    office: Office
    say: Words
    message: Incoming
    heard: Heard
    now: datetime
    asked: Question | None = None
    remembered: list[Memory] = field(default_factory=list, compare=False)

    @property
    def chat(self) -> Chat:
        """Where the message came from, and the answer goes."""
        return self.message.chat

    @property
    def text(self) -> str:
        """The customer's words."""
        return self.heard.text

    @property
    def today(self) -> date:
        """The day of the message."""
        return self.now.date()

    @property
    def bound(self) -> tuple[str, ...]:
        """Account numbers of the chat, the current one first."""
        return self.store.chats.bound_accounts(self.chat)

    @property
    def memory(self) -> Memory:
        """What the chat remembers at this moment."""
        if not self.remembered:
            self.remembered.append(self.store.chats.get_memory(self.chat))
        return self.remembered[0]

    def remember(self, memory: Memory) -> None:
        """Keep what the chat remembers from now on."""
        self.store.chats.put_memory(self.chat, memory, self.now)
        self.remembered[:] = [memory]

    def forget(self) -> None:
        """The chat remembers nothing and knows no account."""
        self.store.chats.forget(self.chat)
        self.remembered.clear()

    @property
    def acting(self) -> Acting:
        """The customer, as commands on a case are given them."""
        return Acting(self.store, Party.CUSTOMER, self.now, self.office)


def recalled(question: Question, today: date) -> Heard:
    """What a question says that waited: its words, or the picture that was confirmed."""
    heard = hear(question.words, today)
    if not question.is_of_picture:
        return heard
    months = (Month(question.month[1], question.month[0]),) if question.month else ()
    return replace(heard, who=Who(Claim(question.account_no)), months=months)


def open_case(
    turn: Turn,
    kind: CaseKind,
    account_no: str | None = None,
    found: Findings | None = None,
    words: str | None = None,
) -> tuple[Case, bool]:
    """The case that this message opens or goes on with, and whether it had been open before.

    Its words are the customer's own; where a button was pressed instead, the history says which.
    """
    said = turn.heard.said
    if words is not None:
        said = replace(said, words=words)
    case, already = register(turn.acting, Matter(turn.chat, kind, said, account_no), found)
    if turn.asked and turn.asked.button and not said.words:
        turn.acting.note(case, PRESSED, turn.asked.button)
    return case, already


def reply_with(say: Words, head: str, body: str, *actions: Action) -> Reply:
    """A reply with the usual buttons of these actions."""
    return Reply(head, body, tuple(Button(labels.label(say, a), a) for a in actions))


def told_of(turn: Turn, case: Case, make: Callable[[Case], Reply]) -> Reply:
    """What `make` says of a case; where its figures may not go, what it says without them.

    The desk may have taken the word of a chat for whose account it is: none goes there until the
    chat has proved it.
    """
    if not case.holds_figures:
        return make(case)
    bare = make(case.without_figures())
    if not proved_by(turn.store, case, turn.chat):
        return bare
    figures = Figures(case.account_no or "", case.number)
    return replace(make(case), figures=figures, instead=bare)


def with_law(turn: Turn, reply: Reply, case: Case | None) -> Reply:
    """The reply with what the law wants of the case in its fold, whichever form goes out."""
    statute = terms_of(case, turn.office).statute if case else None
    if case is None or statute is None:
        return reply
    fold = "\n\n".join(filter(None, (reply.fold, by_law(turn.say, case, statute))))
    return replace(reply, fold=fold, instead=reply.instead and with_law(turn, reply.instead, case))


def also(reply: Reply, note: str) -> Reply:
    """The reply with a note below it that holds no figures: whichever form of it goes out."""
    instead = reply.instead and also(reply.instead, note)
    return replace(reply, body=f"{reply.body}\n\n{note}".strip(), instead=instead)
