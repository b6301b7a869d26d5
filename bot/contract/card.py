"""The living paper of a case: one message that is changed where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """What a living message of a case shows."""

    SHEET = "sheet"
    DRAFT = "draft"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Card:
    """That a message is the one living paper of a case in its chat and topic.

    A messenger that can changes the message that is there already, instead of sending a new one.

    Attributes:
        case_number: of which case.
        staff_id: for whom of the staff it was made: what can be pressed is theirs.
        paper: which paper of the case.
        at: the message to be changed; empty = the newest with this paper, if there is one.
        anew: it is sent below what was said since, and lives on there.
        asks: for a question, what is done with the text that is written in reply to it.
    """

    case_number: str
    staff_id: int
    paper: Paper = Paper.SHEET
    at: str = ""
    anew: bool = False
    asks: str = ""
