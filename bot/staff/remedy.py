"""What is done about a case: correction, goodwill or explanation, approved; and the checklist."""

from __future__ import annotations

from decimal import Decimal

from bot.cases import deciding
from bot.cases.acting import RefusedError
from bot.cases.life import Refusal, Task
from bot.cases.people import sees
from bot.cases.roles import May, may
from bot.contract.messages import Figures, Outcome, Post, Reply
from bot.hearing.heard import Heard
from bot.records.case import Case, Remedy
from bot.records.staff import Role
from bot.staff import papers
from bot.staff.turn import StaffTurn, button, refused
from bot.wording import cases as names


def decide(turn: StaffTurn, case: Case, what: str) -> tuple[Outcome, ...]:
    """What is done: a correction of the bill, goodwill, or an explanation only."""
    say = turn.say
    possible = deciding.possible(case)
    if what not in possible:
        ways = tuple(
            button(say(names.REMEDIES[way]), "decide", case.number, way) for way in possible
        )
        paid = button(say("An employee has paid"), "paid", case.number)
        return (
            Reply(say("What is done in case {number}?", number=case.number), "", (*ways, paid)),
        )
    if Remedy(what) is Remedy.GOODWILL:
        turn.waits_for("goodwill", case)
        return (Reply(say("How many yuan of goodwill? The company pays it.")),)
    return _decided(turn, deciding.decide(turn.acting, case, Remedy(what)))


def goodwill(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """The amount of goodwill in yuan."""
    amount = _yuan(turn.heard)
    if amount is None:
        return (Reply(turn.say("Write the amount in yuan, for example 30.")),)
    turn.waits_no_more()
    return _decided(turn, deciding.decide(turn.acting, case, Remedy.GOODWILL, amount))


def _decided(turn: StaffTurn, after: Case) -> tuple[Outcome, ...]:
    return (*_ask_heads(turn, after), papers.brief(turn, after))


def paid(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """An employee paid the customer: recorded as a fact; the bill is still to be corrected."""
    amount = _yuan(turn.heard)
    if amount is None:
        turn.waits_for("paid", case)
        return (Reply(turn.say("How many yuan did the employee pay?")),)
    turn.waits_no_more()
    return (papers.brief(turn, deciding.employee_paid(turn.acting, case, amount)),)


def _yuan(heard: Heard) -> Decimal | None:
    """The amount that was asked for; a bare number is one too."""
    try:
        value = heard.amount or Decimal(heard.plain.strip(" 元"))
        return value.quantize(Decimal("0.01")) if 0 < value < 1_000_000 else None
    except ArithmeticError:
        return None


def _ask_heads(turn: StaffTurn, case: Case) -> tuple[Post, ...]:
    """The heads are asked to approve what costs money."""
    if case.decision in (None, Remedy.EXPLANATION) or may(turn.staff.role, May.APPROVE):
        return ()
    say = turn.say
    remedy = say(names.REMEDIES[case.decision])
    offered = (
        button(say("Approve"), "approve", case.number, deciding.stamp(case)),
        button(say("Show the case"), "show", case.number),
    )
    bare = Reply(
        say("Case {number}: please approve {remedy}.", number=case.number, remedy=remedy),
        names.figures_at_the_office(say),
        offered,
    )
    asked = say(
        "Case {number}: please approve {remedy} of {amount}.",
        number=case.number,
        remedy=remedy,
        amount=say.money(deciding.amount_of(case)),
    )
    figures = Figures(case.account_no or "", f"approval {case.number}")
    reply = Reply(asked, "", offered, figures=figures, instead=bare)
    stamp = turn.now.isoformat()
    return tuple(
        Post(one.chat, reply, f"approve:{case.number}:{stamp}:{one.id}")
        for one in turn.store.staff.members(Role.HEAD)
        if sees(turn.store, one, case)
    )


def approve(turn: StaffTurn, case: Case, seen: str) -> tuple[Outcome, ...]:
    """The head approves what was decided and shown; what was changed since is shown anew."""
    try:
        return (papers.brief(turn, deciding.approve(turn.acting, case, seen)),)
    except RefusedError as error:
        told = refused(turn, case, error.refusal)
        shown = error.refusal is Refusal.CHANGED
        return (told, papers.brief(turn, case)) if shown else (told,)


def tasks(turn: StaffTurn, case: Case, which: str) -> tuple[Outcome, ...]:
    """The checklist: pressing a line ticks it or takes the tick away."""
    if which in set(Task):
        case = deciding.tick(turn.acting, case, Task(which))
    lines = tuple(
        button(
            ("☑ " if task in case.tasks else "☐ ") + turn.say(names.TASKS[task]),
            "tasks",
            case.number,
            task,
        )
        for task in Task
    )
    return (Reply(turn.say("To do in case {number}:", number=case.number), "", lines),)
