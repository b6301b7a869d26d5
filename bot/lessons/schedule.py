"""When a clerk meets a rule again: soon what was missed, later what was known (FSRS)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bot.lessons.homes import Kind
from bot.lessons.points import Grade, Judged
from bot.records.practice import Practised

# What was missed comes again the next day, and each time that it is known after the next of them.
STEPS = tuple(timedelta(days=days) for days in (1, 3, 7, 21))


@cache
def _fsrs() -> tuple[Any, Any, Any]:
    """The scheduler, its cards and ratings: loaded when somebody has practised, not at a start.

    The same days for everybody; after the last step, and not before, the library's own rule.
    """
    from fsrs import Card, Rating, Scheduler  # noqa: PLC0415 - it takes a sixth of a second

    scheduler = Scheduler(learning_steps=STEPS, relearning_steps=STEPS, enable_fuzzing=False)
    return scheduler, Card, Rating


def after(
    before: Practised | None, kind: Kind, judged: Sequence[Judged], now: datetime
) -> Practised:
    """How they stand after an answer that was judged so."""
    scheduler, cards, ratings = _fsrs()
    card = cards.from_json(before.card) if before else cards(card_id=1)
    rated = ratings[_rating(judged)]
    card, _ = scheduler.review_card(card, rated, now.astimezone(UTC))
    due = card.due.astimezone(now.tzinfo)
    good = rated is ratings.Good
    return Practised(kind, card.to_json(), due, good, good or bool(before and before.ever))


def _rating(judged: Sequence[Judged]) -> str:
    """Anything wrong is begun again; something missing was hard."""
    grades = {one.grade for one in judged}
    if Grade.WRONG in grades:
        return "Again"
    return "Hard" if Grade.MISSING in grades else "Good"


def next_kind(known: Mapping[str, Practised], now: datetime, offered: Sequence[Kind]) -> Kind:
    """What is due comes first, then what was never met, then what is due soonest."""
    return min(offered, key=lambda kind: _turn(known.get(kind), now))


def _turn(one: Practised | None, now: datetime) -> tuple[int, datetime]:
    if one is None:
        return 1, now
    return (0 if one.due <= now + timedelta(hours=12) else 2), one.due
