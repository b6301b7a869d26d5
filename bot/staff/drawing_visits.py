"""The head draws the visits of a day; whose area is on the list hears of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.cases.roles import May, may
from bot.contract.messages import Document, Outcome, Post, Reply
from bot.hearing.days_named import days_named
from bot.lessons import inspection_sheet
from bot.lessons.drawing import DrawnAlreadyError, draw, seed_for
from bot.lessons.inspection import Risk, Visit
from bot.staff.households import is_own
from bot.staff.turn import StaffTurn, not_allowed, number_in
from bot.wording.catalogue import Words

USUAL, MOST = 20, 100  # visits on a list


def drawn(turn: StaffTurn, words: Sequence[str]) -> tuple[Outcome, ...]:
    """Draw it: how many, and for which day; the list comes as a workbook too."""
    say = turn.say
    if not may(turn.staff.role, May.APPROVE):
        return (not_allowed(turn, "visit"),)
    count = number_in(words[0].rstrip("户")) if words else USUAL
    tomorrow = turn.now.date() + timedelta(days=1)
    days = days_named(words[1], turn.now.date()) if len(words) > 1 else (tomorrow,)
    if not count or count > MOST or len(days) != 1:
        how = say("Write /visit 抽, how many (up to {most}) and the day: /visit 抽 20 2026-12-01",
                  most=MOST)  # fmt: skip
        return (Reply(how),)
    (day,) = days
    seed = seed_for(turn.store, day)
    try:
        picked = draw(turn.acting, day, count, seed)
    except DrawnAlreadyError as error:
        return (Reply(already(turn.say, day, error)),)
    if not picked:
        return (Reply(say("There is no household to be visited.")),)
    return (*_posts(turn, day), _sheet(turn, day, seed, picked))


def already(say: Words, day: date, error: DrawnAlreadyError) -> str:
    """Why it is not drawn again."""
    return say("The list of {day} is drawn already, by seed {seed}: it stays, so that nobody "
               "chooses.", day=say.day(day), seed=error.seed)  # fmt: skip


def _sheet(turn: StaffTurn, day: date, seed: int, picked: Mapping[int, Visit]) -> Reply:
    say = turn.say
    classes = say(", ").join(
        say("{risk} {count}", risk=say(inspection_sheet.RISKS[risk]),
            count=sum(one.risk is risk for one in picked.values()))
        for risk in Risk
    )  # fmt: skip
    sheet = inspection_sheet.written(say, picked, day, seed)
    head = say("Drawn for {day} by seed {seed}: {count} households ({classes})", day=say.day(day),
               seed=seed, count=len(picked), classes=classes)  # fmt: skip
    return Reply(head, document=Document(f"visits-{day.isoformat()}.xlsx", sheet))


def _posts(turn: StaffTurn, day: date) -> list[Post]:
    """To each electrician of whom an area is on the list."""
    say, store = turn.say, turn.store
    listed = store.inspections.drawn_on(day)
    accounts = [store.accounts.get(one.account_no) for one in listed]
    posts = []
    for who in store.staff.members():
        mine = sum(is_own(replace(turn, staff=who), account) for account in accounts)
        if mine:
            text = say("On {day} {count} households of your area are to be visited: /visit",
                       day=say.day(day), count=mine)  # fmt: skip
            posts.append(Post(who.chat, Reply(text), f"visits:{day.isoformat()}:{who.id}"))
    return posts
