"""What is done about a case: correction, goodwill or explanation."""

from __future__ import annotations

from decimal import Decimal

from bot.cases import deciding
from bot.cases.acting import RefusedError
from bot.cases.life import Refusal
from bot.contract.messages import Outcome
from bot.hearing.bare_numbers import only_number, stands_beside
from bot.hearing.entity import EntityKind
from bot.hearing.heard import Heard
from bot.records.case import Case, Remedy
from bot.staff import approving, papers
from bot.staff.living import ask
from bot.staff.papers import menu, not_done
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names

MOST = 1_000_000  # yuan; what is more is a slip of the finger


def decide(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """What is done: a correction of the bill, goodwill, or an explanation only."""
    say = turn.say
    what, _, seen = text.partition(":")
    possible = deciding.possible(case)
    if what not in possible:
        shown = deciding.stamp(case)
        ways = tuple(
            button(say(names.REMEDIES[way]), "decide", case.number, way, shown) for way in possible
        )
        paid = button(say("An employee has paid"), "paid", case.number)
        head = say("What is done in case {number}?", number=case.number)
        return (menu(turn, case, head, (*ways, paid)),)
    # A menu of before somebody else decided changes nothing behind their back.
    if seen != deciding.stamp(case) and (seen or case.decision):
        return not_done(turn, case, Refusal.CHANGED)
    if Remedy(what) is Remedy.GOODWILL:
        asked = say("How many yuan of goodwill? The company pays it.")
        return (ask(turn, case, "goodwill", asked),)
    return approving.decided(turn, case, deciding.decide(turn.acting, case, Remedy(what)))


def goodwill(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """The amount of goodwill in yuan."""
    amount, limit = _yuan(turn.heard), turn.desk.office.goodwill_limit
    if amount is None:
        asked = _again(turn, turn.say("Write the amount in yuan, for example 30."))
        return (ask(turn, case, "goodwill", asked),)
    try:
        after = deciding.decide(turn.acting, case, Remedy.GOODWILL, amount, limit)
    except RefusedError as error:
        if error.refusal is not Refusal.ABOVE_LIMIT or limit is None:
            raise
        most = turn.say.money(limit)
        asked = turn.say(
            "The office gives {limit} of goodwill at most in one case. Write a lower amount, or "
            "take it to the county company.",
            limit=most,
        )
        return (ask(turn, case, "goodwill", asked),)
    turn.answered("goodwill", case)
    return approving.decided(turn, case, after)


def paid(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """An employee paid the customer: recorded as a fact; the bill is still to be corrected."""
    amount = _yuan(turn.heard)
    if amount is None:
        asked = _again(turn, turn.say("How many yuan did the employee pay?"))
        return (ask(turn, case, "paid", asked),)
    turn.answered("paid", case)
    return (papers.card(turn, deciding.employee_paid(turn.acting, case, amount)),)


def _yuan(heard: Heard) -> Decimal | None:
    """The one amount that stands there, to the fen; a bare number is one too.

    Where another number stands beside it (30或40块, 每月10元共3个月) none is taken.
    """
    if heard.amounts and stands_beside(heard, EntityKind.AMOUNT):
        return None
    try:
        (value,) = heard.amounts or (only_number(heard) or Decimal(0),)
        fen = value.quantize(Decimal("0.01"))
        is_amount = value == fen and 0 < fen < MOST  # nobody pays half a fen
    except (ArithmeticError, ValueError):
        return None
    return fen if is_amount else None


def _again(turn: StaffTurn, question: str) -> str:
    """The question once more; of several amounts none is taken."""
    amounts = turn.heard.amounts
    if len(amounts) < 2:
        return question
    said = turn.say(", ").join(map(turn.say.money, amounts))
    return turn.say("Several amounts stand there: {amounts}. Write the one that is meant.",
                    amounts=said)  # fmt: skip
