"""What somebody has practised (练过的): each rule, how it went, and when it comes again.

They see it themselves, and what was of a month in its assessment; their words are not kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.contract.messages import Reply
from bot.lessons import words
from bot.lessons.exercise import Exercise
from bot.lessons.homes import Kind
from bot.lessons.points import Grade, Judged, Point
from bot.records.practice import Done
from bot.staff.turn import StaffTurn
from bot.wording.catalogue import mark

HISTORY = "history"
NONE_YET = mark("You have not practised yet. Begin with /practice.")
POINTS = 3  # of those that were missed most


def keep(turn: StaffTurn, made: Exercise, judged: Sequence[Judged]) -> None:
    """A practice was ended."""
    lacked = tuple(one.point.value for one in judged if one.grade is not Grade.GOOD)
    turn.store.practice.note(turn.id, Done(made.kind, turn.now, lacked))


def history(turn: StaffTurn) -> Reply:
    """Every rule that was met, the one that comes first above, and what was missed most."""
    say, done = turn.say, turn.store.practice.done(turn.id)
    known = sorted(turn.store.practice.practised(turn.id), key=lambda one: one.due)
    if not (done or known):
        return Reply(say(NONE_YET))
    lines = []
    for stands in known:
        of_kind = [one for one in done if one.kind == stands.kind]
        if of_kind:
            lines.append(say(
                "· {what}: practised {count} times, {good} of them without fault; last on {day}: "
                "{how}. It comes again on {due}.",
                what=say(words.KINDS[Kind(stands.kind)]), count=len(of_kind),
                good=sum(not one.lacked for one in of_kind), day=say.day(of_kind[0].at.date()),
                how=say.together(how(turn, of_kind[0])), due=say.day(stands.due.date()),
            ))  # fmt: skip
        else:  # practised before each was kept
            what, day = say(words.KINDS[Kind(stands.kind)]), say.day(stands.due.date())
            lines.append("· " + say("{what} comes again on {day}.", what=what, day=day))
    return Reply(say("What you have practised"), "\n".join([*lines, *_most_missed(turn, done)]))


def how(turn: StaffTurn, done: Done) -> str:
    """How one went: without fault, or what was missing or wrong."""
    say = turn.say
    if not done.lacked:
        return say("without fault")
    return say(
        "not yet: {what}", what=say(", ").join(say(words.POINTS[Point(p)]) for p in done.lacked)
    )


def of_month(turn: StaffTurn, staff_id: int, month: date) -> list[str]:
    """The practices of a month, a line each."""
    say = turn.say
    return [
        say("· {day}, {what}: {how}", day=say.day(one.at.date()),
            what=say(words.KINDS[Kind(one.kind)]), how=how(turn, one))
        for one in turn.store.practice.done(staff_id)
        if (one.at.year, one.at.month) == (month.year, month.month)
    ]  # fmt: skip


def _most_missed(turn: StaffTurn, done: Sequence[Done]) -> list[str]:
    missed = [point for one in done for point in one.lacked]
    often = sorted(set(missed), key=lambda point: (-missed.count(point), point))[:POINTS]
    if not often:
        return []
    say = turn.say
    what = say(", ").join(
        say("{what} ({count})", what=say(words.POINTS[Point(point)]), count=missed.count(point))
        for point in often
    )
    return ["", say("Missed most: {what}.", what=what)]
