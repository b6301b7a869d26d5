"""What a reader of a stored push or pull tells, whatever kind of account it came to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.contract.channel import Refusal
from bot.contract.messages import Chat, Incoming
from bot.wording.catalogue import words


@dataclass(frozen=True, slots=True)
class Failed:
    """A message that was taken did not arrive after all.

    Attributes:
        wire_id: what we called it.
        outcome_id: empty, or what the messenger called the notice that it is of.
    """

    chat: Chat
    wire_id: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class Spoken:
    """One stored delivery as it was read.

    Attributes:
        message: what somebody did; None where nobody did anything that we answer or note.
        media_id: of a file that it brings, which must be fetched.
        failed: that a message of ours did not arrive.
        card_pass: changes the card below which was pressed, once.
        allows: whether the customer allows one notice more (订阅通知), or wants none; else None.
    """

    chat: Chat | None
    message: Incoming | None = None
    media_id: str = ""
    failed: Failed | None = None
    card_pass: str = ""
    allows: bool | None = None

    def with_file(self, key: str, lines: tuple[str, ...] = ()) -> Spoken:
        """The same once its file is kept under that key."""
        if self.message is None:
            return self
        return replace(self, message=replace(self.message, file_id=key, photo_lines=lines))

    def without_file(self, *, coming: bool = False) -> Spoken:
        """The same where its file cannot be had, or not yet: whoever reads the case is told."""
        if self.message is None:
            return self
        say = words()
        if coming:
            told = say("(it could not be fetched yet; it is tried for three days, or ask again)")
        else:
            told = say("(it could not be fetched from WeChat; ask the customer to send it again)")
        shown = f"{self.message.file_name} {told}".strip()
        return replace(self, message=replace(self.message, lost=True, shown=shown))


Reads = Callable[[str], Spoken]
