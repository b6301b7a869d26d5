"""A notice for the village (宣传): the head sees it, and what is released can be put up."""

from __future__ import annotations

from datetime import date

from bot.cases.roles import May, may
from bot.contract.messages import Button, Document, Outcome, Reply
from bot.hearing.dated_word import dated
from bot.hearing.normalise import plain
from bot.lessons.notice import Notice, notice
from bot.lessons.poster import PAPERS, poster
from bot.papers import typeset
from bot.staff.turn import StaffTurn, not_allowed, not_here

VERB = "notice"


def show(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /notice: the month that is named, or this one."""
    if not may(turn.staff.role, May.APPROVE):
        return (not_allowed(turn, VERB),)
    if turn.message.group:
        return (not_here(turn, VERB),)
    month = _month(turn)
    if month is None:
        return (Reply(turn.say("Write /notice and a month, for example: /notice 2026-12")),)
    made = notice(turn.say, turn.desk.office, month)
    if made is None:
        return (_too_unsure(turn),)
    say = turn.say
    lines = [made.message, "", say("For the loudspeaker:"), made.spoken, "", say("By:")]
    release = Button(say("Release"), f"{VERB}:{month:%Y-%m}")
    head = say("Draft of a notice: read it, then release it")
    return (Reply(head, "\n".join([*lines, *made.sources]), (release,)),)


def _month(turn: StaffTurn) -> date | None:
    text = plain(turn.message.text.strip())
    if not text:
        return turn.now.date().replace(day=1)
    named = dated(text)
    if named is None or named.day is not None:
        return None
    return date(named.year or turn.now.year + (named.month < turn.now.month), named.month, 1)


def pressed(turn: StaffTurn, what: str) -> tuple[Outcome, ...]:
    """The head releases it: posters to print, texts to copy; who released it is in the trail."""
    if not may(turn.staff.role, May.APPROVE):
        return (not_allowed(turn, VERB),)
    if turn.message.group:
        return (not_here(turn, VERB),)
    month = date.fromisoformat(f"{what}-01")
    made = notice(turn.say, turn.desk.office, month)
    if made is None:
        return (_too_unsure(turn),)
    turn.note("notice_released", "", what)
    say = turn.say
    return (
        Reply(say("Released. For the village group:"), made.message),
        Reply(say("For the loudspeaker:"), made.spoken),
        *_posters(turn, made, what),
    )


def _posters(turn: StaffTurn, made: Notice, what: str) -> tuple[Reply, ...]:
    say, office = turn.say, turn.desk.office
    if not typeset.can_be_drawn():
        return ()
    return tuple(
        Reply(
            say("Poster, {paper}", paper=paper.upper()),
            document=Document(
                f"notice-{what}-{paper}.pdf",
                poster(say, made, office, paper, turn.now, released=True),
            ),
        )
        for paper in PAPERS
    )


def _too_unsure(turn: StaffTurn) -> Reply:
    return Reply(
        turn.say("The prices of this region are not sure enough to be put up on a wall."),
        turn.say("See jieti regions: the document has to be found first."),
    )
