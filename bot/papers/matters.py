"""Which draft of an answer fits what somebody said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.hearing.heard import Heard
from bot.hearing.intents import SURE
from bot.hearing.matters import stands
from bot.wording.drafts import Draft

_OF_STAFF = "staff_complaint"
_NAME = 4  # characters


def by_words(known: Mapping[str, Draft], plain: str) -> str:
    """The name of the first draft whose words stand in a plain text; empty where none does."""
    return next((name for name, draft in known.items() if stands(draft.words, plain)), "")


def by_intents(known: Mapping[str, Draft], intents: Iterable[str]) -> str:
    """The name of the first draft for one of these intents; empty where there is none."""
    asked = frozenset(intents)
    return next((name for name, draft in known.items() if draft.intents & asked), "")


def intents_of(one: Heard) -> tuple[str, ...]:
    """What somebody was heard to ask for.

    Who says that this is a complaint, and names nobody, does not complain of a person; what the
    model only guesses (你们咋算的) is no matter.
    """
    read = one.understood
    named = any(len(name) <= _NAME for name in one.people)
    guessed = not (read.by_rule or read.share >= SURE)
    found = read.also if guessed else read.all
    return tuple(i for i in found if i != _OF_STAFF or named or not one.complains)


def matter_of(known: Mapping[str, Draft], one: Heard) -> str:
    """The name of the draft that fits one message; empty where it may be a bill's."""
    return by_words(known, one.plain) or by_intents(known, intents_of(one))
