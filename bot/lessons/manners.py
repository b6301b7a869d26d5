"""Points that hold for every answer, whatever the bill: blame, tone, promises, money, length."""

from __future__ import annotations

from bot.hearing.office_answer import OfficeAnswer, Role
from bot.hearing.tells import Tell
from bot.lessons.exercise import Exercise
from bot.lessons.homes import Kind
from bot.lessons.points import Grade, Judged, Point

LONGEST = 200  # characters: what is read on a telephone


def blame(_: Exercise, answer: OfficeAnswer) -> Judged | None:
    """Neither the customer nor a colleague is to blame."""
    if answer.tells(Tell.BLAMES_CUSTOMER):
        return Judged(Point.FAULT, Grade.WRONG, "blames_customer")
    if answer.tells(Tell.BLAMES_COLLEAGUE):
        return Judged(Point.FAULT, Grade.WRONG, "blames_colleague")
    return None


def owned(exercise: Exercise, answer: OfficeAnswer) -> Judged | None:
    """Where it is the office's fault, the office says so."""
    if not _at_fault(exercise) or blame(exercise, answer) is not None:
        return None
    good = answer.tells(Tell.OWNS_UP)
    return Judged(Point.FAULT, Grade.GOOD if good else Grade.MISSING, "owns_up")


def tone(_: Exercise, answer: OfficeAnswer) -> Judged | None:
    """No word that sends the customer away."""
    return Judged(Point.TONE, Grade.WRONG, "rough") if answer.tells(Tell.ROUGH) else None


def apology(exercise: Exercise, answer: OfficeAnswer) -> Judged | None:
    """Where the office is at fault, and there only."""
    if exercise.found is None:
        return None
    if _at_fault(exercise):
        good = answer.tells(Tell.SORRY)
        return Judged(Point.APOLOGY, Grade.GOOD if good else Grade.MISSING, "apology")
    if answer.tells(Tell.ADMITS):
        return Judged(Point.APOLOGY, Grade.WRONG, "admits_nothing")
    return None


def promise(exercise: Exercise, answer: OfficeAnswer) -> Judged | None:
    """Nothing beyond the rules: no refund before it is approved, no outcome of a report."""
    if answer.tells(Tell.PROMISES):
        return Judged(Point.PROMISE, Grade.WRONG, "promises")
    if exercise.found is None:
        return None
    if not _at_fault(exercise):
        wrong = answer.tells(Tell.GIVES_BACK)
        return Judged(Point.PROMISE, Grade.WRONG, "nothing_to_refund") if wrong else None
    refunds = any(a.role is Role.OVER for a in answer.amounts) and answer.tells(Tell.REFUNDS)
    if refunds and not answer.tells(Tell.ON_APPROVAL):
        return Judged(Point.PROMISE, Grade.WRONG, "refund_unapproved")
    return None


def private_money(_: Exercise, answer: OfficeAnswer) -> Judged | None:
    """No money from hand to hand."""
    wrong = answer.tells(Tell.PRIVATELY)
    return Judged(Point.PRIVATE, Grade.WRONG, "privately") if wrong else None


def next_steps(exercise: Exercise, answer: OfficeAnswer) -> Judged | None:
    """What happens next, with both days that were promised."""
    if exercise.contact_by is None or exercise.answer_by is None:
        return None
    promised = {exercise.contact_by.date(), exercise.answer_by}
    later = {day for day in answer.days if day > exercise.begun_at.date()}
    if later - promised:
        return Judged(Point.NEXT, Grade.WRONG, "other_day")
    if promised <= set(answer.days):
        return Judged(Point.NEXT, Grade.GOOD, "both_days")
    return Judged(Point.NEXT, Grade.MISSING, "one_day" if later else "no_day")


def others(exercise: Exercise, answer: OfficeAnswer) -> Judged | None:
    """Nothing of another household."""
    found = exercise.found
    own = found.account.account_no if found else ""
    strangers = [name for name in answer.names if name[0] != exercise.name[0]]
    named = strangers and exercise.kind is not Kind.REPORT and answer.tells(Tell.OTHER_HOUSE)
    if named or answer.tells(Tell.NEIGHBOUR) or set(answer.numbers) - {own}:
        return Judged(Point.OTHERS, Grade.WRONG, "another_household")
    return None


def length(_: Exercise, answer: OfficeAnswer) -> Judged | None:
    """Each answer can be read on a telephone."""
    good = all(len(text) <= LONGEST for text in answer.texts)
    return Judged(Point.LENGTH, Grade.GOOD if good else Grade.WRONG, "length")


def _at_fault(exercise: Exercise) -> bool:
    return exercise.found is not None and exercise.found.office_at_fault
