"""A case rests until a day or an event, and goes on then by itself."""

from __future__ import annotations

from bot.cases import moving
from bot.cases.acting import RefusedError
from bot.cases.life import Move
from bot.contract.messages import Outcome, Reply
from bot.hearing.days_named import days_named
from bot.records.case import Case, HeldFor
from bot.staff import papers
from bot.staff.living import ask
from bot.staff.papers import menu, not_done
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names

DAYS = (1, 3, 5)  # working days
UNTIL = "until"


def hold(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """The case rests; until when is asked."""
    say = turn.say
    try:
        after = moving.move(turn.acting, case, Move.HOLD)
    except RefusedError as error:
        return not_done(turn, case, error.refusal)
    today = turn.now.date()
    days = [turn.desk.office.hours.after_working_days(today, count).isoformat() for count in DAYS]
    ways = tuple(
        button(names.held_for(say, what), UNTIL, case.number, what) for what in (*days, *HeldFor)
    )
    other = button(say("Another day"), UNTIL, case.number)
    go_on = button(say(names.MOVES[Move.RESUME]), Move.RESUME, case.number)
    head = say("Until when does case {number} rest?", number=case.number)
    more = say("On that day, or once it happens, it goes on by itself.")
    return (menu(turn, after, head, (*ways, other, go_on), more),)


def until(turn: StaffTurn, case: Case, what: str) -> tuple[Outcome, ...]:
    """Until that day or event; another day than those offered is asked for."""
    say = turn.say
    if not what.strip():
        asked = say("Until which day does case {number} rest?", number=case.number)
        return (ask(turn, case, UNTIL, asked, say("Write it like 12月3日 or 2027-01-15.")),)
    days = days_named(what.strip(), turn.now.date())
    if what not in set(HeldFor) and not days:
        asked = say("That is no day to come. Until which day does it rest?")
        return (ask(turn, case, UNTIL, asked, say("Write it like 12月3日 or 2027-01-15.")),)
    turn.answered(UNTIL, case)
    when = days[0].isoformat() if days else what
    return (papers.card(turn, moving.hold_for(turn.acting, case, when)),)


def woken(turn: StaffTurn, case: Case, what: str) -> tuple[Outcome, ...]:
    """The day has come: the case goes on, and who works on it hears so."""
    after = moving.wake(turn.acting, case, what)
    if after == case:
        return ()
    text = turn.say("⏰ Case {number} was on hold until today and goes on.", number=case.number)
    shown = button(turn.say("Show the case"), "show", case.number)
    return (Reply(text, "", (shown,)),)


def void(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """It was none: with a reason."""
    turn.acting.needs_open(case, moving.needed_to_void(case))
    reason = turn.message.text.strip()
    if not reason:
        asked = turn.say("Why is case {number} void?", number=case.number)
        return (ask(turn, case, "mistake", asked),)
    after = moving.void(turn.acting, case, reason)
    turn.answered("mistake", case)
    return (papers.card(turn, after),)
