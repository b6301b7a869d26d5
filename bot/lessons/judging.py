"""An answer held against what is true of the bill. What cannot be checked is not scored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from bot.hearing.office_answer import OfficeAnswer, Role, heard_of_office
from bot.hearing.tells import Tell
from bot.lessons import manners
from bot.lessons.exercise import Exercise, Truth
from bot.lessons.homes import Kind
from bot.lessons.points import Grade, Judged, Point

_RULE: Mapping[Kind, tuple[Tell, ...]] = {
    Kind.TWO_MONTHS: (Tell.TWO_MONTHS, Tell.LIMIT),
    Kind.LARGE_HOUSEHOLD: (Tell.PERSONS, Tell.NOT_ENTERED),
    Kind.TIME_OF_USE: (Tell.PEAK, Tell.VALLEY, Tell.TIER),
    Kind.TRANSFER: (Tell.TRANSFER, Tell.GOES_ON),
    Kind.ESTIMATED: (Tell.ESTIMATED, Tell.SET_RIGHT),
}

_NEAR = timedelta(days=366)  # a day before that is one of a rule, not of this account


def judge(exercise: Exercise, texts: Sequence[str]) -> tuple[Judged, ...]:
    """Every point that this practice has, in the order in which a customer would miss it."""
    answer = heard_of_office(texts, exercise.begun_at)
    found = [check(exercise, answer) for check in _CHECKS]
    order = list(Point)
    return tuple(sorted(filter(None, found), key=lambda judged: order.index(judged.point)))


def _sum(exercise: Exercise, answer: OfficeAnswer) -> Judged | None:
    """What was charged, and what of it should not be there, right to the fen."""
    truth = exercise.truth
    if truth is None:
        return None
    if any(amount.yuan not in truth.yuan for amount in answer.amounts):
        return Judged(Point.SUM, Grade.WRONG, "unknown_amount")
    allowed = _allowed(truth)
    if any(amount.yuan not in allowed.get(amount.role, truth.yuan) for amount in answer.amounts):
        return Judged(Point.SUM, Grade.WRONG, "wrong_sum")
    said = {amount.yuan for amount in answer.amounts}
    if truth.charged not in said:
        return Judged(Point.SUM, Grade.MISSING, "no_sum")
    if truth.over is not None and not said & {truth.over, truth.right}:
        return Judged(Point.SUM, Grade.MISSING, "no_difference")
    return Judged(Point.SUM, Grade.GOOD, "sum")


def _allowed(truth: Truth) -> Mapping[Role, frozenset[Decimal]]:
    """What an amount may be that is said to be the charge, the right charge, too much."""
    parts = frozenset(one for one in truth.yuan if one < truth.charged) - {truth.right}
    return {
        Role.CHARGED: parts | {truth.charged},
        Role.RIGHT: frozenset({truth.right}),
        Role.OVER: frozenset({truth.over}) if truth.over else frozenset(),
    }


def _reason(exercise: Exercise, answer: OfficeAnswer) -> Judged | None:
    """By which rule, since when; every figure that is named stands in the working."""
    truth = exercise.truth
    if exercise.found is None or truth is None:
        return None
    if set(answer.kwh) - truth.kwh or set(answer.prices) - truth.prices:
        return Judged(Point.REASON, Grade.WRONG, "unknown_figure")
    if exercise.kind is Kind.LATE_REGISTRATION:
        return _late(exercise, answer, truth)
    if exercise.kind in _RULE:
        good = answer.tells(*_RULE[exercise.kind])
        return Judged(Point.REASON, Grade.GOOD if good else Grade.MISSING, exercise.kind)
    since = Tell.YEAR if exercise.found.billed.by_year else Tell.SPAN
    if not answer.tells(Tell.TIER, since):
        return Judged(Point.REASON, Grade.MISSING, "tier_since")
    return Judged(Point.REASON, Grade.GOOD if answer.kwh else Grade.MISSING, "tier_kwh")


def _late(exercise: Exercise, answer: OfficeAnswer, truth: Truth) -> Judged:
    """Months since registration, not since the power came on."""
    short = {max(truth.months) - min(truth.months)}
    if set(answer.months) - truth.months or set(answer.short) - short:
        return Judged(Point.REASON, Grade.WRONG, "wrong_months")
    account = exercise.found.account if exercise.found else None
    since = {account.registered_on, account.powered_on} if account else set()
    today = exercise.begun_at.date()
    if {day for day in answer.days if min(truth.days) - _NEAR < day < today} - truth.days:
        return Judged(Point.REASON, Grade.WRONG, "wrong_day")
    named = since & set(answer.days)
    dated = len(named) > 1 or (answer.tells(Tell.REGISTERED) and bool(named))
    counted = answer.tells(Tell.REGISTERED) and len(set(answer.months)) > 1
    return Judged(Point.REASON, Grade.GOOD if dated or counted else Grade.MISSING, "late")


def _heard(exercise: Exercise, answer: OfficeAnswer) -> Judged | None:
    """A report is taken, whoever it names, and not argued with."""
    if exercise.kind is not Kind.REPORT:
        return None
    if answer.tells(Tell.DOUBTS):
        return Judged(Point.HEARD, Grade.WRONG, "doubts_report")
    return Judged(Point.HEARD, Grade.GOOD if answer.tells(Tell.TAKEN) else Grade.MISSING, "taken")


_CHECKS: tuple[Callable[[Exercise, OfficeAnswer], Judged | None], ...] = (
    manners.blame,
    manners.owned,
    manners.tone,
    manners.private_money,
    _sum,
    manners.others,
    manners.promise,
    _reason,
    manners.apology,
    _heard,
    manners.next_steps,
    manners.length,
)
