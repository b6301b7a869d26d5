"""Questions of the desk that are open: a text answers one in reply to it, else none is guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.contract.messages import Button, Reply
from bot.hearing.marks import case_number_in
from bot.records.case import UNFINISHED, Case
from bot.records.memory import Awaited
from bot.staff import households, looking, remarks
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names
from bot.wording.catalogue import mark

AT_HAND = timedelta(minutes=3)  # for so long the text after a press is what the press asked for
# What a question is about.
LABELS = {
    "account": mark("account"), "note": mark("note"), "goodwill": mark("goodwill"),
    "paid": mark("An employee has paid"), "approve": mark("reason"), "reject": mark("reason"),
    "return": mark("reason"), "found": mark("what was found"), "mistake": mark("reason"),
    "until": mark("until when"), "ended": mark("what came of it"),
}  # fmt: skip


def questions(turn: StaffTurn) -> tuple[tuple[Awaited, Case], ...]:
    """What was asked and is still open, the newest first."""
    found = []
    for one in turn.asked:
        case = turn.store.cases.get(one.case_number)
        named = one.verb == "account" and one.pressed_at is None  # who presses wants another one
        moot = case is None or (named and case.account_no is not None)
        if case is not None and not moot and case.state in UNFINISHED:
            found.append((one, case))
    return tuple(found)


def asked_by(turn: StaffTurn, case: Case) -> Awaited | None:
    """The open question to which the message is a reply; to a sheet: what it asks for."""
    message = turn.message
    shown = turn.store.cards.shown_at(message.chat, message.answered_id)
    mine = [one for one in turn.asked if one.case_number == case.number]
    if shown and shown.asks:
        return next((one for one in mine if one.verb == shown.asks), None)
    # A reply to other words of ours about a chat that was taken over goes to the customer.
    ours = shown or (case.taken_over != turn.id and case_number_in(message.answered_text))
    return mine[0] if ours and len(mine) == 1 else None


def just_asked(turn: StaffTurn) -> tuple[Awaited, Case] | None:
    """What was asked by the last press: the text that follows is meant for it.

    Only where nobody can reply to a message, and nothing else was written or sent since: elsewhere
    nothing is guessed.
    """
    can = turn.desk.channels.get(turn.message.chat.channel)
    if can is None or can.quotes:
        return None
    asked, remark = turn.awaited, turn.remark
    if asked is None or asked.pressed_at is None:
        return None
    late = turn.now - asked.pressed_at > AT_HAND
    if late or (remark and remark.sent_at >= asked.pressed_at):
        return None
    open_ones = ((one.verb, case) for one, case in questions(turn))
    return next(((asked, case) for verb, case in open_ones
                 if (verb, case.number) == (asked.verb, asked.case_number)), None)  # fmt: skip


def which(turn: StaffTurn, more: tuple[Button, ...]) -> Reply:
    """Words that are no reply: to which open question they belong is asked; `more` is offered."""
    say = turn.say
    offered = tuple(
        button(
            say("{what}: {name} {number}", what=say(LABELS[one.verb]), number=case.number,
                name=case.customer_name or names.kind(say, case)),
            "asked", case.number, one.verb,
        )
        for one, case in questions(turn)
    )  # fmt: skip
    account = looking.asked_about(turn)
    if account is not None and households.may_look(turn, account):
        return _with(looking.look(turn, account), offered)
    can = turn.desk.channels.get(turn.message.chat.channel)
    told = (
        say("To answer at once, reply to the message that asks.") if not can or can.quotes else ""
    )
    return Reply(say("For which case is that?"), told, (*offered, *more))


def _with(shown: Reply, more: tuple[Button, ...]) -> Reply:
    bare = shown.instead and _with(shown.instead, more)
    return replace(shown, buttons=(*more, *shown.buttons), instead=bare)


def as_answer(turn: StaffTurn, case: Case, verb: str) -> StaffTurn | None:
    """The turn as if the text that was kept had come in answer to that question."""
    asked = next((one for one, of in questions(turn) if (one.verb, of) == (verb, case)), None)
    seat = remarks.taken(turn) if asked else None
    if seat is None or asked is None:
        return None
    turn.waits_for(verb, case, asked.seen)
    return seat
