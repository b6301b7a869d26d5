"""What goes into the dialogue and what comes out, the same for every channel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.store.chats import Chat


class Kind(StrEnum):
    """What a customer sent."""

    TEXT = "text"
    COMMAND = "command"
    BUTTON = "button"
    CONTACT = "contact"
    PHOTO = "photo"
    VOICE = "voice"
    STICKER = "sticker"
    OTHER = "other"


class Action(StrEnum):
    """What a button or command asks for."""

    START = "start"
    HELP = "help"
    WHY = "why"
    BILL = "bill"
    LEFT = "left"
    RULE = "rule"
    REFUND = "refund"
    COMPLAIN = "complain"
    CASE = "case"
    HUMAN = "human"
    BIND = "bind"
    UNBIND = "unbind"
    FORGET = "forget"
    CANCEL = "cancel"
    LANG = "lang"
    HANS = "lang_zh_hans"
    HANT = "lang_zh_hant"
    ENGLISH = "lang_en"


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared contact; `own` only if the messenger says that it is the sender's."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a customer.

    Attributes:
        text: what was written; for a command what stands behind it; for a picture its caption.
        action: what a command or a button asks for; empty for other kinds.
        proposal: an intent that a language model proposes; it counts where nothing else is sure.
        file_id: of a picture, voice message or other file, by which the channel finds it again.
    """

    chat: Chat
    kind: Kind
    text: str = ""
    action: str = ""
    contact: Contact | None = None
    language: str | None = None
    file_id: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a reply."""

    label: str
    action: Action


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: a headline, a body, buttons, and whether the phone number may be shared."""

    headline: str
    body: str = ""
    buttons: tuple[Button, ...] = ()
    share_contact: str = ""  # label of the button that shares the sender's own contact

    @property
    def text(self) -> str:
        """Headline and body as plain text."""
        return f"{self.headline}\n\n{self.body}" if self.body else self.headline
