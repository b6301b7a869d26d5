"""What was heard in a customer's words, as far as a case needs it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Said:
    """A customer's own words, and what they were heard to say.

    Attributes:
        words: as written; empty where a button or a picture spoke.
        report: they report a person (举报), without doubt.
        agencies: names of the agencies, courts and media in them (`supervision.Escalation`).
        danger: somebody's life is in danger.
        despair: somebody does not want to live any more.
        frail: the power of somebody old, ill or small was cut off.
        threatens: people or things of the office are threatened.
        of_charges: it is about price or charges, or clearly not; None where they do not tell.
    """

    words: str = ""
    report: bool = False
    agencies: frozenset[str] = frozenset()
    danger: bool = False
    despair: bool = False
    frail: bool = False
    of_charges: bool | None = None
    threatens: bool = False


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says about whose account it is. Missing parts are empty."""

    account_no: str = ""
    name: str = ""
    last_four: str = ""


class DataWish(StrEnum):
    """What somebody wants to be done with his own data, besides seeing and deleting it."""

    COPY = "copy"
    CORRECTION = "correction"
    OBJECTION = "objection"
