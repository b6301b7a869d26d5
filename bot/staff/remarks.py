"""What a member of staff wrote last: a comment before a forward, or an answer that fits two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.cases import joining
from bot.contract.messages import MessageKind, Outcome, Reply
from bot.hearing.heard import hear
from bot.records.case import UNFINISHED, Case
from bot.records.memory import Awaited, Remark
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names

# A messenger sends a comment just before the messages that are forwarded with it.
AT_ONCE = timedelta(seconds=1)


def remember(turn: StaffTurn, awaited: Awaited | None = None) -> None:
    """Keep the text until it is known whether it belongs to a forward that comes with it."""
    message = turn.message
    verb, number = (awaited.verb, awaited.case_number) if awaited else ("", "")
    turn.keep_remark(Remark(message.text, message.sent_at or turn.now, verb, number))


def before_forward(turn: StaffTurn) -> Remark | None:
    """The comment that came with the forward, once."""
    remark, at = turn.remark, turn.message.sent_at
    if remark is None or at is None or not timedelta(0) <= at - remark.sent_at <= AT_ONCE:
        return None
    turn.keep_remark(None)
    return remark


def take_back(turn: StaffTurn, remark: Remark, case: Case) -> tuple[Outcome, ...]:
    """What the comment did to another case is undone: it answered no question there."""
    other = turn.store.cases.get(remark.case_number) if remark.verb == "account" else None
    if other is None or other.number == case.number or not other.account_no:
        return ()
    joining.without_account(turn.acting, other)
    turn.waits_for("account", other)
    return (
        Reply(
            turn.say(
                "What you wrote with the forward goes to case {number}. Case {other} has no "
                "account yet.",
                number=case.number,
                other=other.number,
            )
        ),
    )


def questions(turn: StaffTurn) -> tuple[tuple[Awaited, Case], ...]:
    """What was asked and is still open, the newest first."""
    found = []
    for one in turn.asked:
        case = turn.store.cases.get(one.case_number)
        moot = case is None or (one.verb == "account" and case.account_no is not None)
        if case is not None and not moot and case.state in UNFINISHED:
            found.append((one, case))
    return tuple(found)


def is_open(turn: StaffTurn) -> bool:
    """Whether a text could answer several questions, none of which was just asked for."""
    found = questions(turn)
    return len(found) > 1 and found[0][0].verb == "account"


def which(turn: StaffTurn) -> Reply:
    """Ask which question the text answers: none is guessed."""
    remember(turn)
    say = turn.say
    labels = {
        "account": say("account"), "note": say("note"), "goodwill": say("goodwill"),
        "paid": say("An employee has paid"), "approve": say("reason"), "reject": say("reason"),
    }  # fmt: skip
    offered = tuple(
        button(
            say("{what}: {name} {number}", what=labels[one.verb], number=case.number,
                name=case.customer_name or say(names.KINDS[case.kind])),
            "asked", case.number, one.verb,
        )
        for one, case in questions(turn)
    )  # fmt: skip
    return Reply(say("For which case is that? You can also reply to its sheet."), "", offered)


def as_answer(turn: StaffTurn, case: Case, verb: str) -> StaffTurn | None:
    """The turn as if the text that was kept had come in answer to that question."""
    remark = turn.remark
    asked = next((one for one, of in questions(turn) if (one.verb, of) == (verb, case)), None)
    if remark is None or asked is None:
        return None
    turn.keep_remark(None)
    turn.waits_for(verb, case, asked.seen)
    message = replace(turn.message, kind=MessageKind.TEXT, text=remark.text, action="")
    return replace(turn, message=message, heard=hear(remark.text, turn.now.date()))
