"""Which draft of an answer fits what somebody said: all that speaks for each is weighed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.hearing import complained
from bot.hearing.heard import Heard
from bot.hearing.intents import SURE
from bot.hearing.matters import clauses, sentences, stands
from bot.wording.drafts import OTHER, Draft

LIKELY = 0.6  # a share from which a letter is written; below it staff choose
RIVAL = 0.12  # a share from which a matter is offered to them
SHORTEST = 4  # characters that say something, where they are not its words
PARTS = 8  # sentences that are weighed by themselves
_OF_STAFF = "staff_complaint"
_NAME = 4  # characters
# How much likelier a matter is where its words stand or its intent was heard, and the first such,
# which is the narrower one; chosen, as LIKELY, on complaints held out of training.
_BY_WORDS, _FIRST = 5, 2
_LEAST = 0.004  # the share of a matter of which the model sees nothing


class Weighed(NamedTuple):
    """What the words speak for.

    Attributes:
        name: of the draft, `other` where it is none of them; empty where that is not sure.
        rivals: then what may be meant, the likelier first.
    """

    name: str = ""
    rivals: tuple[str, ...] = ()


def weighed(
    known: Mapping[str, Draft], texts: Sequence[str], intents: Iterable[str] = ()
) -> Weighed:
    """The matter of messages in plain form, in which these intents were heard.

    It is what the whole speaks for, or else what is plainest in a part of it.
    """
    whole = _ranked(known, "\n".join(texts), frozenset(intents))
    if not whole:
        return Weighed()
    if whole[0][1] >= LIKELY and whole[0][0] != OTHER:
        return Weighed(whole[0][0])
    parts = [part for text in texts for part in sentences(text)][:PARTS]
    firsts = [ranked[0] for part in parts if len(parts) > 1 and (ranked := _ranked(known, part))]
    plain = [one for one in firsts if one[0] != OTHER and known[one[0]].asks_for_work]
    name, share = max(plain, key=lambda one: one[1], default=whole[0])
    if share >= LIKELY:
        return Weighed(name)
    offered = (name for name, share in whole if share >= RIVAL and name != OTHER)
    return Weighed(rivals=tuple(offered)[:2])


def _ranked(
    known: Mapping[str, Draft], text: str, intents: frozenset[str] = frozenset()
) -> list[tuple[str, float]]:
    """Each matter with its share, the likeliest first; none of a text without words."""
    seen = complained.shares(text)
    standing = [
        name
        for name, draft in known.items()
        if stands(draft.words, text) or draft.intents & intents
    ]
    if own := next((name for name in standing if seen and name not in seen), ""):
        return [(own, 1.0)]  # an office's own entry is there for its words
    if seen and not standing and len(text.strip()) < SHORTEST:
        return [(OTHER, 1.0)]
    found = {}
    for name, share in seen.items():
        if name in standing:
            by_words = _BY_WORDS * (_FIRST if name == standing[0] else 1)
            found[name] = max(share, _LEAST) * by_words
        elif known[name].asks_for_work:
            found[name] = share
    whole = sum(found.values())
    ranked = ((name, share / whole) for name, share in found.items())
    return sorted(ranked, key=lambda one: (-one[1], one[0]))


def further(known: Mapping[str, Draft], main: str, plain: str) -> tuple[str, ...]:
    """The names of other drafts for what else stands in a plain text, beside `main`."""
    found = []
    for clause in clauses(plain):
        ranked = _ranked(known, clause)
        name = ranked[0][0] if ranked and ranked[0][1] >= LIKELY else ""
        if name == main:
            continue
        named = name in known and stands(known[name].words, clause)
        found.append(name if named else _also(known, clause))
    covered = {main, *known[main].covers}
    if known[main].bill:
        covered |= {name for name, draft in known.items() if draft.bill}
    others = (name for name in dict.fromkeys(found) if name and name not in covered)
    return tuple(name for name in others if known[name].asks_for_work)


def _also(known: Mapping[str, Draft], clause: str) -> str:
    return next((name for name, draft in known.items() if stands(draft.also, clause)), "")


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
    name = weighed(known, [one.plain], intents_of(one)).name
    return "" if not name or name == OTHER or known[name].bill else name
