"""A case (工单) and what is proposed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.contract.messages import Chat
from tariff_rules import Verdict


class CaseKind(StrEnum):
    """Why the case was opened."""

    COMPLAINT = "complaint"  # 投诉
    REFUND = "refund"  # 退费
    OFFICE_FAULT = "office_fault"  # the verdict puts the office in the wrong
    CHECK = "check"  # the records do not allow an answer
    HUMAN = "human"  # 转人工
    REPORT = "report"  # 举报: about a person
    DATA = "data"  # 个人信息投诉


class Remedy(StrEnum):
    """What is proposed; a person decides (处理方式)."""

    BILLING_CORRECTION = "billing_correction"  # 退补
    CHECK = "check"
    GOODWILL = "goodwill"  # 补偿: without a fault in the bill
    EXPLANATION = "explanation"


class Payer(StrEnum):
    """Who bears the cost (承担方): never an employee."""

    COMPANY = "company"
    NOBODY = "nobody"


class State(StrEnum):
    """Where the case stands."""

    OPEN = "open"  # 待联系
    CONTACTED = "contacted"  # 处理中
    ON_HOLD = "on_hold"  # 挂起
    ANSWERED = "answered"  # 已答复
    CLOSED = "closed"  # 已办结
    MERGED = "merged"  # 已并案
    VOID = "void"  # 已作废: it was none


class Party(StrEnum):
    """Who does something in a case besides a member of staff."""

    CUSTOMER = "customer"
    BOT = "bot"
    SYSTEM = "system"


UNFINISHED = (State.OPEN, State.CONTACTED, State.ON_HOLD, State.ANSWERED)


class CameBy(StrEnum):
    """By which way the complaint came: it sets the deadlines."""

    OWN = "own"  # chat, counter, telephone of the office
    HOTLINE = "95598"
    HOTLINE_REPORT = "95598_report"
    REGULATOR = "12398"
    CITY = "12345"
    OTHER = "other"


class HeldFor(StrEnum):
    """An event until which a case is on hold."""

    APPROVAL = "approval"  # the head decides
    CUSTOMER = "customer"  # the customer says something


class Rating(StrEnum):
    """What the customer says of the handling."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"


class How(StrEnum):
    """How a customer was answered who was not written to here."""

    TELEPHONE = "telephone"
    IN_PERSON = "in_person"
    LETTER = "letter"


class Guess(StrEnum):
    """From what the account of a case was guessed: none of it proves who it is."""

    NAME = "name"  # a display name, which its owner chooses, or one in the words
    PHONE = "phone"  # a number in the words
    WORDS = "words"  # an account number in the words


class Identified(StrEnum):
    """How a member of staff knows who the customer is."""

    PAPERS = "papers"  # looked at identity card and bill
    CALLED = "called"  # called the registered telephone
    KNOWN = "known"  # knows them in person


@dataclass(frozen=True, slots=True)
class Case:
    """One case.

    Attributes:
        assessment: the JSON that `tariff_rules` gives.
        remedy, payer, difference: what the findings propose; `difference` is in yuan.
        decision: what staff decided; `decided_by` and `approved_by` are numbers of members of
            staff, `decisions` counts what was decided in this case so far.
        rejected: why the head did not approve the last decision; empty where that did not happen.
        overruled: why the head approved a decision that does not follow from the findings.
        released: the auditor has given the report on to the head.
        contact_by, answer_by: what the customer was promised.
        complained_at: the customer's own words' date: deadlines run from it.
        law_by: by when the law wants it answered; None where no law names a day.
        assignee, opened_by, taken_over: numbers of members of staff.
        goodwill, employee_paid: yuan.
        guessed: from what the account was guessed; None where somebody named or proved it.
        identified: how staff say that they know who it is; None where nobody has said so.
        tasks: what was ticked off (`life.Task`).
        planned: who does what by which day (`planning.Planned`).
        escalations: why the head was told (`supervision.Escalation`).
        code: how 95598 classes it (`codes`); empty while that is not said.
        held_for: until when it is on hold: a day as text or a `HeldFor`; empty = until resumed.
        voided: why it was no case.
    """

    number: str
    account_no: str | None
    bill_month: date | None
    channel: str
    chat_id: str
    kind: CaseKind
    question: str
    opened_at: datetime
    state: State
    verdict: Verdict | None
    assessment: str | None
    remedy: Remedy
    payer: Payer
    difference: Decimal | None
    contact_by: datetime
    answer_by: date
    complained_at: datetime
    via: CameBy = CameBy.OWN
    customer_name: str = ""
    assignee: int | None = None
    opened_by: int | None = None
    contacted_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    held_at: datetime | None = None
    decision: Remedy | None = None
    approved_by: int | None = None
    goodwill: Decimal | None = None
    employee_paid: Decimal | None = None
    tasks: tuple[str, ...] = ()
    rating: Rating | None = None
    merged_into: str = ""
    escalations: tuple[str, ...] = ()
    taken_over: int | None = None
    decided_by: int | None = None
    decisions: int = 0
    rejected: str = ""
    overruled: str = ""
    released: bool = False
    law_by: date | None = None
    code: str = ""
    held_for: str = ""
    voided: str = ""
    guessed: Guess | None = None
    identified: Identified | None = None
    planned: tuple[str, ...] = ()

    @property
    def due_by(self) -> date:
        """By when the desk answers: what was promised or what the law wants, the earlier."""
        return min(self.answer_by, self.law_by or self.answer_by)

    @property
    def is_own_matter(self) -> bool:
        """Whether the office opened it itself, and no customer asked: audit, visit, objection."""
        return self.kind is CaseKind.CHECK and not self.chat_id

    @property
    def holds_figures(self) -> bool:
        """Whether an amount stands in it: found, given as goodwill, or paid privately."""
        amounts = (self.difference, self.goodwill, self.employee_paid)
        return any(amount is not None for amount in amounts)

    def without_figures(self) -> Case:
        """The case as it is shown where no figures may go: the proposal names an amount."""
        return replace(
            self, difference=None, remedy=Remedy.CHECK, goodwill=None, employee_paid=None
        )


@dataclass(frozen=True, slots=True)
class Material:
    """One message in a case.

    Attributes:
        chat, message_id: where it lies in the messenger.
        sender: the chat number of who sent or forwarded it.
        origin: whose words these are: kind of origin and what is known of it; empty = the sender.
        said_at: when it was said first.
        received_at: when it came to us.
    """

    chat: Chat
    message_id: str
    sender: str
    origin: str
    kind: str
    text: str
    file_id: str
    said_at: datetime
    received_at: datetime


CLAIMED = "claimed"  # an event: a fact that the customer says is so, and what would prove it
ASKED = "asked"  # an event: a colleague, by number, is asked in the case and sees it
PRESSED = "pressed"  # an event: the customer pressed this button instead of writing
URGED = "urged"  # an event: the customer urges (催办)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a case.

    Attributes:
        what: `changed`, or what came, as `opened`, `note`, `material`.
        detail: the text of what came; of a change in older databases, what was and what is.
        actor: a `Party`, or `staff:` and a number.
        changes: field -> what was and what is now; empty text where there was or is nothing.
    """

    at: datetime
    what: str
    detail: str
    actor: str
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
