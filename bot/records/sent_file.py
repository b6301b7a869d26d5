"""A table that a member of staff sent to the desk, until it is imported or dropped."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.contract.messages import Chat


class FileState(StrEnum):
    """How far it has come."""

    SENT = "sent"  # it is to be checked
    OFFERED = "offered"  # what it would change was told
    WANTED = "wanted"  # it is to be imported


@dataclass(frozen=True, slots=True)
class SentFile:
    """The file.

    Attributes:
        number: by which its buttons name it.
        chat: where it was sent, and where its report goes.
        staff_id: who sent it.
        file_id: by which the channel finds it again.
        name: without a folder.
        state: how far it has come.
    """

    number: int
    chat: Chat
    staff_id: int
    file_id: str
    name: str
    state: FileState = FileState.SENT
