"""Who is on duty (值班): the head enters days, everybody can look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.cases.roles import May, may
from bot.contract.messages import Outcome, Post, Reply
from bot.hearing.days_named import days_named
from bot.records.staff import Staff
from bot.staff.turn import StaffTurn, not_allowed

SHOWN = 14  # days
NOBODY = {"无", "没有", "none", "-"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a roster: which days, and who; nobody = they are not entered any more."""

    days: tuple[date, ...]
    staff: tuple[Staff, ...]


class LineError(Exception):
    """A line is not a day and names; the message says which, and what is wrong."""


def duty(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /duty: the roster; a head enters lines behind it, each a day and names."""
    say, text = turn.say, turn.message.text.strip()
    if not text:
        return (_shown(turn, say("Who is on duty:")),)
    if not may(turn.staff.role, May.STAFF) or turn.message.group:
        return (not_allowed(turn, "duty"),)
    try:
        lines = [_line(turn, line) for line in text.splitlines() if line.strip()]
    except LineError as error:
        return (Reply(say("Nothing was entered: {why}", why=error), _how(turn)),)
    told = [post for line in lines for day in line.days for post in _entered(turn, day, line)]
    return (*told, _shown(turn, say("Entered. Who is on duty:")))


def _line(turn: StaffTurn, text: str) -> Line:
    say = turn.say
    first, *names = text.replace("、", " ").replace(",", " ").replace("，", " ").split()
    days = days_named(first, turn.now.date())
    if not days:
        raise LineError(say("{word} is no day that is still to come.", word=first))
    if not names:
        raise LineError(say("{day} is without a name.", day=first))
    if set(names) <= NOBODY:
        return Line(days, ())
    members = turn.store.staff.members()
    staff = []
    for name in names:
        called = [one for one in members if one.name == name]
        if len(called) != 1:
            raise LineError(say("{name} is not one colleague's name.", name=name))
        staff += called
    return Line(days, tuple(staff))


def _entered(turn: StaffTurn, day: date, line: Line) -> Iterator[Post]:
    """Put down; each of them hears so now, and on the morning of that day."""
    store, say = turn.store, turn.say
    store.team.put_duty(day, tuple(one.id for one in line.staff))
    names = say(", ").join(one.name for one in line.staff) or say("nobody")
    turn.note("duty", day.isoformat(), names)
    key = f"duty:{day.isoformat()}:"
    store.outbox.cancel(key)
    opens = turn.desk.office.hours.spans[0][0]
    morning = datetime.combine(day, opens, turn.now.tzinfo)
    for one in line.staff:
        text = say("You are on duty on {day}.", day=say.day(day))
        yield Post(one.chat, Reply(text), f"{key}{one.id}:{turn.now.isoformat()}")
        if morning > turn.now:
            again = Reply(say("⏰ You are on duty today."), say("What is due stands in /due."))
            yield Post(one.chat, again, f"{key}{one.id}:morning", morning)


def _shown(turn: StaffTurn, head: str) -> Reply:
    say, store, today = turn.say, turn.store, turn.now.date()
    people = {one.id: one.name for one in store.staff.members()}
    of_file = turn.desk.office.duty
    days = {
        day: names for day, names in of_file.items() if today <= day < today + timedelta(SHOWN)
    }
    for day, staff in store.team.duty_from(today, SHOWN):
        days[day] = tuple(people[number] for number in staff if number in people)
    lines = [
        say("· {day}: {names}", day=say.day(day), names=say(", ").join(days[day]))
        for day in sorted(days)[:SHOWN]
    ]
    if may(turn.staff.role, May.STAFF):
        lines.append(_how(turn))
    return Reply(head if days else say("No day is entered."), "\n".join(lines))


def _how(turn: StaffTurn) -> str:
    return turn.say(
        "To enter days write /duty and a line for each: a day and names, as in\n"
        "/duty 2026-02-17 王芳 李强\n2026-02-18至2026-02-20 刘梅\nNobody any more: 无"
    )
