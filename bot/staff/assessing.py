"""Assessment (考核) at the desk: one's own figures first, an objection, then the head decides.

Nothing follows from a figure by itself: the office's own rules propose, a head decides in words
and signs the paper.
"""

from __future__ import annotations

from datetime import date, timedelta

from bot.cases.assessing import Count
from bot.cases.roles import May, may
from bot.contract.messages import Outcome, Reply
from bot.hearing.dated_word import dated
from bot.hearing.normalise import plain
from bot.records.staff import Staff
from bot.staff import assessing_others
from bot.staff.assessment_view import cases_of, own
from bot.staff.objecting import object_to
from bot.staff.turn import StaffTurn, not_allowed, not_here, number_in
from bot.wording.catalogue import mark

VERB = "assessment"
HOW = mark("Write /assessment and a month that is over: /assessment 2018-12")
OBJECTS, DECIDES = "异议", "决定"


def assess(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /assessment: a month, or the one before this; of oneself or of others."""
    if turn.message.group:
        return (not_here(turn, VERB),)
    month, rest = _month(turn)
    if month is None:
        return (Reply(turn.say(HOW)),)
    if [plain(word) for word in rest[:1]] == [OBJECTS]:
        return object_to(turn, month, " ".join(rest[1:]))
    head = may(turn.staff.role, May.APPROVE)
    if rest and not head:
        return (not_allowed(turn, VERB),)
    if not rest:
        return (assessing_others.everybody(turn, month),) if head else (own(turn, month),)
    who = _called(turn, rest[0])
    if who is None:
        return (Reply(turn.say("Nobody of that name works here: {name}", name=rest[0])),)
    if [plain(word) for word in rest[1:2]] == [DECIDES]:
        return assessing_others.decide(turn, month, who, " ".join(rest[2:]))
    return assessing_others.shown(turn, month, who)


def pressed(turn: StaffTurn, what: str) -> tuple[Outcome, ...]:
    """A month's own figures, somebody's, or the cases of one figure."""
    month, number, count = (*what.split(":"), "", "")[:3]
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return (Reply(turn.say(HOW)),)
    who = turn.store.staff.get(number_in(number) or 0)
    if turn.message.group or who is None:
        return (not_here(turn, VERB),)
    if who.id != turn.id and not may(turn.staff.role, May.APPROVE):
        return (not_allowed(turn, VERB),)
    stands = turn.store.assessments.get(who.id, first)
    looked = who.id == turn.id or assessing_others.may_be_seen(turn, first, stands)
    if count in set(Count) and looked:
        return (cases_of(turn, who, first, Count(count)),)
    return (own(turn, first),) if who.id == turn.id else assessing_others.shown(turn, first, who)


def _month(turn: StaffTurn) -> tuple[date | None, list[str]]:
    """The month that is named, if it is over, and the words behind it, as they were written."""
    words = turn.message.text.split()
    this = turn.now.date().replace(day=1)
    named = dated(plain(words[0])) if words else None
    if named is None or named.day is not None:
        before = (this - timedelta(days=1)).replace(day=1)
        return (before, words) if not words or not words[0][0].isdigit() else (None, [])
    month = date(named.year or this.year - (named.month >= this.month), named.month, 1)
    return (month if month < this else None), words[1:]


def _called(turn: StaffTurn, name: str) -> Staff | None:
    same = [one for one in turn.store.staff.members() if plain(one.name) == plain(name)]
    return same[0] if len(same) == 1 else None
