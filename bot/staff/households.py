"""Which households an area electrician looks into: those of the own area, others for a reason.

What is looked into outside of the own area, and why, the heads read.
"""

from __future__ import annotations

from datetime import datetime

from bot.accounts.masking import mask_account_no
from bot.cases.people import electrician_of
from bot.cases.roles import May, may
from bot.contract.messages import Reply
from bot.records.account import AccountRecord
from bot.records.case import Case, CaseKind
from bot.records.staff import Role
from bot.staff.turn import StaffTurn, button

MOST = 20  # households in a day; who needs more asks the counter
SHOWN = 30  # characters of the customer's words


def may_look(turn: StaffTurn, account: AccountRecord) -> bool:
    """Whether this person sees the household without a case, and without saying what for."""
    return may(turn.staff.role, May.SEE_ALL) or is_own(turn, account)


def is_own(turn: StaffTurn, account: AccountRecord | None) -> bool:
    """Whether its area is this electrician's."""
    return electrician_of(turn.store, account) == turn.staff


def opened_today(turn: StaffTurn) -> tuple[Case, ...]:
    """Cases with an account outside of the own area that this person took in today."""
    return tuple(
        case
        for case in turn.store.cases.opened_on(turn.now.date())
        if case.opened_by == turn.id and case.account_no and case.kind is not CaseKind.REPORT
        if not is_own(turn, turn.store.accounts.get(case.account_no))
    )


def refusal(turn: StaffTurn, number: str | None) -> Reply | None:
    """Why an area electrician may not open that household today; else None."""
    if turn.staff.role is not Role.ELECTRICIAN or len(opened_today(turn)) < MOST:
        return None
    if number and is_own(turn, turn.store.accounts.get(number)):
        return None
    return Reply(
        turn.say("You have looked into {count} households today. For more ask the counter.",
                 count=MOST)
    )  # fmt: skip


def why(turn: StaffTurn) -> Reply:
    """The question for what an area electrician looks into a household."""
    return Reply(
        turn.say(
            "That household is not of your area. Write behind the number what the customer "
            "says: the head reads for what you look into it."
        )
    )


def tell_heads(turn: StaffTurn) -> None:
    """The heads read once, at the end of the day, what an area electrician looked into and why."""
    if turn.staff.role is not Role.ELECTRICIAN:
        return
    say, today, store = turn.say, turn.now.date(), turn.store
    cases = opened_today(turn)
    if not cases:
        return
    key = f"households:{turn.id}:{today}:"
    store.outbox.cancel(key)
    closing = datetime.combine(today, turn.desk.office.hours.closing, turn.now.tzinfo)
    lines = [_line(one) for one in cases]
    head = say("{name} looked into {count} households today.",
               name=turn.staff.name, count=len(cases))  # fmt: skip
    buttons = tuple(button(one.number, "show", one.number) for one in cases[:MOST])
    for one in store.staff.members(Role.HEAD):
        if turn.desk.can(one.chat).pushes:
            reply = Reply(head, "\n".join(lines), buttons)
            store.outbox.put(f"{key}{len(cases)}:{one.id}", one.chat, reply, turn.now, closing)


def _line(case: Case) -> str:
    number = case.account_no or ""
    words = case.question.replace(number, "").strip()[:SHOWN].replace("\n", " ")
    return f"· {case.number} · {mask_account_no(number)}: {words}"
