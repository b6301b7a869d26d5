"""What comes with a message besides its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared contact; `own` only if the messenger says that it is the sender's."""

    phone: str
    own: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose words a forwarded message holds.

    A hidden user has a name only, and a name proves nothing.

    Attributes:
        kind: user, bot, hidden_user, chat or channel.
        id: the messenger's number; empty for a hidden user.
        name: what is shown.
        said_at: when it was said first.
    """

    kind: str
    id: str
    name: str
    said_at: datetime

    @property
    def key(self) -> str:
        """The same for all messages of the same origin."""
        return f"{self.kind}:{self.id or self.name}"


@dataclass(frozen=True, slots=True)
class Quoted:
    """One thing that was said in a conversation that was forwarded as a whole."""

    origin: Origin
    text: str


@dataclass(frozen=True, slots=True)
class Rights:
    """So many messages may be sent within so long after what the customer did."""

    most: int
    lasts: timedelta


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a language model says of a text, unchecked: intent, figures as (type, words)."""

    intent: str = ""
    figures: tuple[tuple[str, str], ...] = ()


NOTHING = Proposal()
