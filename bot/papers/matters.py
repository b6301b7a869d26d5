"""Which draft of an answer fits what somebody said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.hearing.heard import Heard
from bot.hearing.intents import SURE
from bot.hearing.matters import clauses, stands, where
from bot.wording.drafts import Draft

_OF_STAFF = "staff_complaint"
_NAME = 4  # characters


def by_words(known: Mapping[str, Draft], plain: str) -> str:
    """The name of the first draft whose words stand in a plain text; empty where none does."""
    return next((name for name, draft in known.items() if stands(draft.words, plain)), "")


def further(known: Mapping[str, Draft], main: str, plain: str) -> tuple[str, ...]:
    """The names of other drafts for what else stands in a plain text, beside what made `main` it.

    A clause that belongs to the words of `main` is no matter of its own.
    """
    of_main = where(known[main].words, plain)
    found = []
    for begin, clause in clauses(plain):
        end = begin + len(clause)
        if not any(begin < last and first < end for first, last in of_main):
            found.append(by_words(known, clause) or _also(known, clause))
    covered = {main, *known[main].covers}
    if known[main].bill:
        covered |= {name for name, draft in known.items() if draft.bill}
    named = (name for name in dict.fromkeys(found) if name and name not in covered)
    return tuple(name for name in named if known[name].asks_for_work)


def _also(known: Mapping[str, Draft], clause: str) -> str:
    return next((name for name, draft in known.items() if stands(draft.also, clause)), "")


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
