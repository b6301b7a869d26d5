"""When a clerk meets a rule again: soon what was missed, later what was known (FSRS)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler

from bot.lessons.homes import Kind
from bot.lessons.points import Grade, Judged
from bot.records.practice import Practised

# Whole days, the same for everybody: what was missed and then known comes after about 1, 2, 7 and
# 21 days.
_SCHEDULER = Scheduler(
    desired_retention=0.89, learning_steps=(), relearning_steps=(), enable_fuzzing=False
)


def practised(
    before: Practised | None, kind: Kind, judged: Sequence[Judged], now: datetime
) -> Practised:
    """How they stand after an answer that was judged so."""
    card = Card.from_json(before.card) if before else Card(card_id=1)
    rating = rating_of(judged)
    card, _ = _SCHEDULER.review_card(card, rating, now.astimezone(UTC))
    due = card.due.astimezone(now.tzinfo)
    return Practised(kind, card.to_json(), due, rating is Rating.Good)


def rating_of(judged: Sequence[Judged]) -> Rating:
    """Anything wrong is begun again; something missing was hard."""
    grades = {one.grade for one in judged}
    if Grade.WRONG in grades:
        return Rating.Again
    return Rating.Hard if Grade.MISSING in grades else Rating.Good


def next_kind(known: Mapping[str, Practised], now: datetime, offered: Sequence[Kind]) -> Kind:
    """What is due comes first, then what was never met, then what is due soonest."""
    return min(offered, key=lambda kind: _turn(known.get(kind), now))


def _turn(one: Practised | None, now: datetime) -> tuple[int, datetime]:
    if one is None:
        return 1, now
    return (0 if one.due <= now + timedelta(hours=12) else 2), one.due
