"""The auditor gives a report about a person on to the head, after a look at who that would be."""

from __future__ import annotations

from bot.cases import reports
from bot.contract.messages import Outcome, Post, Reply
from bot.records.case import Case
from bot.staff import papers
from bot.staff.turn import StaffTurn, button

SURE = "sure"


def release(turn: StaffTurn, case: Case, word: str) -> tuple[Outcome, ...]:
    """Ask whether the right ones would see it, then give it on."""
    say = turn.say
    given = reports.may_be_given(turn.store, case)
    if not given:
        return (
            Reply(
                say("Every head of this office may be meant. Take it to the county company."),
            ),
        )
    if word != SURE:
        names = say(", ").join(one.name for one in given)
        sure = button(say("Give it on"), "release", case.number, SURE)
        return (
            Reply(
                say("Then {names} can read report {number}. Is it about none of them?",
                    names=names, number=case.number),
                "",
                (sure,),
            ),
        )  # fmt: skip
    after = reports.release(turn.acting, case)
    told = Reply(
        say("The auditor gives report {number} on to you.", number=case.number),
        "",
        (button(say("Show the case"), "show", case.number),),
    )
    posts = tuple(
        Post(one.chat, told, f"released:{case.number}:{one.id}", case_number=case.number)
        for one in given
    )
    return (*posts, papers.card(turn, after))
