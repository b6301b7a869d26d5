"""A head looks at somebody's month once they have, and decides in words that stand on a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.cases.assessing import figures, is_answered
from bot.contract.messages import Button, Document, Outcome, Post, Reply
from bot.papers.word import Template, filled
from bot.records.assessment import Assessment
from bot.records.staff import Staff
from bot.staff.assessment_view import VERB, opens, own, proposals, state, told
from bot.staff.turn import StaffTurn
from bot.wording.catalogue import mark

DAYS = 3  # working days after the month in which the person looks first


def everybody(turn: StaffTurn, month: date) -> Reply:
    """For a head: who has looked, who objects, what is decided; and one's own."""
    say, lines, shown = turn.say, [], []
    for who in turn.store.staff.members():
        stands = turn.store.assessments.get(who.id, month)
        looked = mark("has looked") if stands.seen_at else mark("has not looked yet")
        what = say("; ").join([say(looked), *state(turn, stands)])
        lines.append(say("· {name}: {what}", name=who.name, what=what))
        shown.append(Button(who.name, f"{VERB}:{month:%Y-%m}:{who.id}"))
    head = say("Assessment of {month}", month=say.month(month))
    return Reply(head, "\n".join(lines), tuple(shown))


def shown(turn: StaffTurn, month: date, who: Staff) -> tuple[Outcome, ...]:
    """A head sees somebody's figures once they have, or have let the days pass."""
    say, stands = turn.say, turn.store.assessments.get(who.id, month)
    if who.id == turn.id:
        return (own(turn, month),)
    if not may_be_seen(turn, month, stands):
        mine = Button(say("My figures"), f"{VERB}:{month:%Y-%m}:{who.id}")
        text = say(
            "Your figures of {month} are there: look at them first.", month=say.month(month)
        )
        post = Post(who.chat, Reply(text, "", (mine,)), f"{VERB}:{month:%Y-%m}:{who.id}")
        wait = say(
            "{name} sees them first: until {day}, or as soon as they have looked. They have been "
            "asked.",
            name=who.name,
            day=say.day(_until(turn, month)),
        )
        return (post, Reply(wait))
    turn.note("assessed", who.actor, f"{month:%Y-%m}")
    found = figures(turn.store, who, month, turn.now)
    how = say("To decide: /assessment {month} {name} 决定 and what is decided.",
              month=f"{month:%Y-%m}", name=who.name)  # fmt: skip
    lines = [*told(turn, found), *proposals(turn, found), "", *state(turn, stands), how]
    head = say("{name}, {month}", name=who.name, month=say.month(month))
    paper = Reply(say("To be signed"), document=_paper(turn, month, who, lines[:-1]))
    return (Reply(head, "\n".join(lines), opens(turn, who, month, found)), paper)


def _until(turn: StaffTurn, month: date) -> date:
    """The last day on which the person looks before the head."""
    end = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return turn.desk.office.hours.after_working_days(end, DAYS)


def may_be_seen(turn: StaffTurn, month: date, stands: Assessment) -> bool:
    """Whether the person has looked first, or has let the days pass."""
    return stands.seen_at is not None or turn.now.date() > _until(turn, month)


def decide(turn: StaffTurn, month: date, who: Staff, words: str) -> tuple[Outcome, ...]:
    """The head decides, in words, where nothing stands in the way."""
    say, store = turn.say, turn.store
    stands = store.assessments.get(who.id, month)
    case = store.cases.get(stands.objection) if stands.objection else None
    bar = (
        mark("Write what is decided behind 决定.") if not words
        else mark("Nobody decides about themselves.") if who.id == turn.id
        else mark("They have not seen their figures yet.") if not may_be_seen(turn, month, stands)
        else mark("Their objection is not answered yet.") if not is_answered(case)
        else ""
    )  # fmt: skip
    if bar:
        return (Reply(say(bar)),)
    store.assessments.put(replace(stands, decision=words, decided_by=turn.id, decided_at=turn.now))
    turn.note("assessment_decided", who.actor, f"{month:%Y-%m}")
    text = say("Your month {month}: {name} has decided: {what}", month=say.month(month),
               name=turn.staff.name, what=words)  # fmt: skip
    key = f"{VERB}:{month:%Y-%m}:{who.id}:{turn.now.isoformat()}"
    return (Post(who.chat, Reply(text), key), *shown(turn, month, who))


def _paper(turn: StaffTurn, month: date, who: Staff, lines: Sequence[str]) -> Document:
    """To be signed by both."""
    say = turn.say
    signed = [
        say("Head: ____________ Day: ________"),
        say("Seen by me: ____________ Day: ________"),
    ]
    fields = {
        "office": turn.desk.office.name,
        "number": "",
        "day": say.day(turn.now.date()),
        "title": say("Assessment of {name}, {month}", name=who.name, month=say.month(month)),
        "lines": [*(line for line in lines if line), "", *signed],
    }
    content = filled(Template.MEETING, fields, turn.desk.office.templates)
    return Document(f"assessment-{month:%Y-%m}-{who.id}.docx", content)
