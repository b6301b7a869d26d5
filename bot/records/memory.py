"""What a chat remembers from one message to the next. Each field has one owner that changes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.contract.messages import Action, MessageKind, Reply
from bot.contract.said import Claim


@dataclass(frozen=True, slots=True)
class Question:
    """A question that waits until it is known whose account it is.

    Attributes:
        action: what is asked for; None where the words alone tell.
        words: the customer's own; empty where a button was pressed.
        account_no, month: which bill, where a picture of it was confirmed; the month as (year,
            month).
    """

    action: Action | None
    words: str = ""
    account_no: str = ""
    month: tuple[int, int] | None = None

    @property
    def is_of_picture(self) -> bool:
        """Whether a confirmed picture tells which bill."""
        return bool(self.account_no or self.month)

    @property
    def button(self) -> Action | None:
        """The button that was pressed in place of words."""
        if self.words:
            return None
        return Action.PHOTO_RIGHT if self.is_of_picture else self.action


@dataclass(frozen=True, slots=True)
class Picture:
    """What was read in a picture of a bill and shown back, until the customer says if it is right.

    Attributes:
        month: year and month.
        kwh, amount: kWh and yuan.
        file_id, message_id: the picture itself, for a person.
    """

    account_no: str = ""
    month: tuple[int, int] | None = None
    kwh: Decimal | None = None
    amount: Decimal | None = None
    file_id: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a member of staff was asked for: their next text is that.

    Attributes:
        verb: what is done with the text, as the desk names it (`note`, `account`).
        case_number: the case that it is for.
        seen: what was shown when it was asked for, where that matters.
        earlier: what was asked for before and is open, the newest first.
        pressed_at: when a button asked for it; None where nothing was pressed.
    """

    verb: str
    case_number: str
    seen: str = ""
    earlier: tuple[Awaited, ...] = ()
    pressed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote or sent last: staff, that was no answer to anything; or a customer.

    Attributes:
        kind, file_id, message_id: the message itself, where it is a picture or a file.
    """

    text: str
    sent_at: datetime
    kind: MessageKind = MessageKind.TEXT
    file_id: str = ""
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """An answer with figures that waits until the customer agrees to see it in this messenger."""

    reply: Reply
    at: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything that a chat remembers.

    Attributes:
        claim: what is known so far about whose account it is, while that is asked for; whoever
            identifies changes it.
        question: what will be answered then; the same owner.
        last: what was answered last about an account; the follow-ups change it.
        shown: year and month of the bill that was told last; the same owner.
        misses: how often in a row nothing was understood; the same owner.
        picture: the picture that was read back; the pictures change it.
        awaited: what a member of staff was asked for; the desk changes it.
        remark: what they wrote last; the same owner.
        listed: the words by which cases were listed last; the same owner.
        months: year and month of each bill that was told together; the same owner.
        asked: the short question that was answered last, in its words; the same owner.
        matter: the topic of the handbook that was told last; its answers change it.
        said: what the last answer was, as a fingerprint; the follow-ups change it.
        before: what was said before in this talk, a line a message; the follow-ups change it.
        kin: the account that was proved as a relative's home; who identifies changes it.
        child: whoever writes said to be under 14; `bot.customer.children` changes it.
        steps: what was told last of what happens next with a case, as a fingerprint; the same
            owner.
        held: answers that wait for the customer's word; `bot.customer.consent` changes them.
        menu: labels and actions of the buttons that were shown last, where a messenger brings
            back a label alone; `bot.counter.rights` changes it.
    """

    claim: Claim | None = None
    question: Question | None = None
    last: Action | None = None
    misses: int = 0
    picture: Picture | None = None
    awaited: Awaited | None = None
    remark: Remark | None = None
    listed: str = ""
    shown: tuple[int, int] | None = None
    months: tuple[tuple[int, int], ...] = ()
    asked: str = ""
    matter: str = ""
    said: str = ""
    held: tuple[Held, ...] = ()
    before: Remark | None = None
    kin: str = ""
    steps: str = ""
    child: bool = False
    menu: tuple[tuple[str, str], ...] = ()
