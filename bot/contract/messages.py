"""What goes into the dialogue and what comes out, the same for every channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.contract.came import NOTHING, Contact, Origin, Proposal, Quoted, Rights
from bot.contract.card import Card


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation with one person: the channel's name and the chat's number there.

    A messenger on which the office has several accounts is a channel for each (`kf:ACCOUNT`): a
    chat number means something within one account only.
    """

    channel: str
    chat_id: str

    @property
    def key(self) -> tuple[str, str]:
        """Its two columns."""
        return self.channel, self.chat_id

    @property
    def name(self) -> str:
        """How it stands in the audit trail."""
        return f"{self.channel}:{self.chat_id}"


class MessageKind(StrEnum):
    """What a customer sent."""

    TEXT = "text"
    COMMAND = "command"
    BUTTON = "button"
    CONTACT = "contact"
    PHOTO = "photo"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    PLACE = "place"  # a point on the map
    STICKER = "sticker"
    OTHER = "other"
    RECORD = "record"  # a conversation of others, forwarded as one
    # What a messenger tells of a chat besides words of the customer:
    UNFOLLOW = "unfollow"  # nothing may be sent there until they come again
    STAFF_SAID = "staff_said"  # a colleague wrote to them in the messenger itself
    TAKEN = "taken"  # a colleague talks with them there from now on; `text` is who
    GIVEN_BACK = "given_back"  # that colleague has ended
    RECALLED = "recalled"  # somebody has taken a message back


class Action(StrEnum):
    """What a button or command asks for."""

    START = "start"
    HELP = "help"
    WHY = "why"
    BILL = "bill"
    LEFT = "left"
    RULE = "rule"
    PICTURE = "picture"
    LADDER = "ladder"
    LETTER = "letter"
    REFUND = "refund"
    COMPLAIN = "complain"
    CASE = "case"
    WITHDRAW = "withdraw"
    HUMAN = "human"
    BIND = "bind"
    UNBIND = "unbind"
    FORGET = "forget"
    AGREE = "agree"
    DECLINE = "decline"
    DATA = "my_data"
    NOT_AHEAD = "not_ahead"
    CANCEL = "cancel"
    LANG = "lang"
    PHOTO_RIGHT = "photo_right"
    PHOTO_WRONG = "photo_wrong"
    HANS = "lang_zh_hans"
    HANT = "lang_zh_hant"
    ENGLISH = "lang_en"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a customer or of a member of staff.

    Attributes:
        photo_lines: text that was read in a picture, from top to bottom.
        sender: the chat number of the person who sent it; in a private chat the chat's own.
        message_id: its number in the chat; for a button, of the message below which it stands.
        group: whether others read along.
        sent_at: when the messenger took it; None where it does not say.
        origin: whose words they are, when forwarded.
        answered_id, answered_text: the message to which this is a reply.
        edited: whether it changes an earlier message.
        text: what was written; for a command what stands behind it; for a picture its caption.
        action: what a command or a button asks for; empty for other kinds.
        proposal: what a language model proposes; its intent counts where nothing else is sure.
        file_id: of a picture, voice message or other file, by which the channel finds it again.
        topic: of a group with topics, the one in which it stands; of what a messenger lets be
            answered once by a pass, that pass.
        file_name: of a file, as whoever sent it named it; empty where there is none.
        shown: what a person reads of what has no words: a place, the sign of a sticker.
        lost: whether it brought a file that the channel could not have; `shown` says so.
        gives: the rights to send messages that it gives, where messages are counted.
        until: an answer after that moment would mean nothing; None = it always does.
        scene: what stood in the code or link by which they came.
        parts: of a conversation of others, who said what in it.
    """

    chat: Chat
    kind: MessageKind
    text: str = ""
    action: str = ""
    contact: Contact | None = None
    language: str | None = None
    file_id: str = ""
    proposal: Proposal = NOTHING
    photo_lines: tuple[str, ...] = ()
    sender: str = ""
    message_id: str = ""
    group: bool = False
    sent_at: datetime | None = None
    origin: Origin | None = None
    answered_id: str = ""
    answered_text: str = ""
    edited: bool = False
    topic: str = ""
    file_name: str = ""
    shown: str = ""
    lost: bool = False
    gives: Rights | None = None
    until: datetime | None = None
    scene: str = ""
    parts: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a reply; `action` is what comes back when it is pressed."""

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be sent."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the messenger has already: it is shown again."""

    kind: MessageKind
    file_id: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Whose figures a message holds, and the paper's name in the trail; empty = it goes along."""

    account_no: str
    paper: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: a headline, a body, buttons, and whether the phone number may be shared.

    A document or drawing goes with the headline as its caption, without a body.

    Attributes:
        share_contact: label of the button that shares the sender's own contact, where the
            messenger has one.
        figures: whose figures of a bill stand in it, if any do.
        instead: what is said where no figures may leave; without a headline, or None: also where
            they are told.
        fold: the working below the answer: a messenger that can shows it once it is unfolded.
        card: the living paper of a case that this message is, if it is one.
        drawing: a picture as SVG text; the channel makes pixels of it when it is sent.
        secret: it opens something: its words are not kept once it is sent.
    """

    headline: str
    body: str = ""
    buttons: tuple[Button, ...] = ()
    share_contact: str = ""
    document: Document | None = None
    attachment: Attachment | None = None
    figures: Figures | None = None
    instead: Reply | None = None
    fold: str = ""
    card: Card | None = None
    drawing: str = ""
    secret: bool = False

    @property
    def text(self) -> str:
        """Headline, body and fold as plain text."""
        return "\n\n".join(filter(None, (self.headline, self.body, self.fold)))


@dataclass(frozen=True, slots=True)
class CasePapers:
    """The papers of a case for a member of staff, made when they are due and not before.

    With `changed` the living sheet is changed where it stands, and nothing else is sent. With
    `wakes` a case that is on hold until then goes on, and who works on it hears so. With
    `reminds`, the day for which it is made, what is late or waits is told.
    """

    case_number: str
    staff_id: int
    group: bool
    changed: bool = False
    wakes: str = ""
    reminds: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A reply that goes to another chat, or later; the same key is sent once.

    Attributes:
        not_before: not sooner than that; None = at once.
        case_number: the case of which it is a notice or a letter: what was told once, and what
            did not arrive, is kept with the case.
        topic: of a group with topics, the one in which it is to stand.
        urgent: it goes before everything that waits in that chat's queue.
    """

    to: Chat
    reply: Reply | CasePapers
    key: str
    not_before: datetime | None = None
    case_number: str = ""
    topic: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """The command menu of one chat from now on: names and labels; empty = everybody's."""

    to: Chat
    commands: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """Something that one messenger alone knows, in its own words."""

    method: str
    params: dict[str, Any]


Outcome = Reply | Post | Menu
Ready = Reply | Menu | Call
Sendable = Ready | CasePapers
