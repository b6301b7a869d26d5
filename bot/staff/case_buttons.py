"""The buttons below a case: what this person can do with it now."""

from __future__ import annotations

from bot.cases.deciding import stamp
from bot.cases.life import Move, Refusal, waits_for_head, why_not
from bot.cases.people import customers_of
from bot.cases.roles import May, may, may_in
from bot.contract.messages import Button, Chat
from bot.records.case import UNFINISHED, Case, CaseKind, Rating, State
from bot.records.staff import Role
from bot.staff import proof
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names


def reached(turn: StaffTurn, case: Case) -> tuple[Chat, ...]:
    """The customer's chats that can be written to now."""
    return turn.desk.reached(customers_of(turn.store, case))


def buttons(turn: StaffTurn, case: Case) -> tuple[Button, ...]:
    """What this person can do with the case now."""
    say, role = turn.say, turn.staff.role
    found = [
        button(say(names.MOVES[move]), move, case.number)
        for move in Move
        if move is not Move.MERGE
        and why_not(case, move, role) not in (Refusal.ROLE, Refusal.STATE)
    ]
    unfinished = case.state in UNFINISHED
    works = may_in(case, role, May.WORK)
    if works and unfinished:
        found += _about_the_bill(turn, case)
        found.append(button(say("Note"), "note", case.number))
        if reached(turn, case):
            label = (
                say("Hand back to the bot") if case.taken_over else say("I write to the customer")
            )
            found.append(button(label, "takeover", case.number))
            found += proof.ask_button(turn, case)
        if case.state is State.OPEN:
            found.append(button(say("How it came in"), "via", case.number))
    if unfinished and waits_for_head(case) and may(role, May.APPROVE):
        found += [
            button(say("Approve"), "approve", case.number, stamp(case)),
            button(say("Do not approve"), "reject", case.number, stamp(case)),
        ]
    if case.state is State.CLOSED and not case.rating and works:
        found += [button(say(names.RATINGS[r]), "rate", case.number, r) for r in Rating]
    if case.state is State.CLOSED:
        found.append(button(say("Case analysis"), "analysis", case.number))
    if may(role, May.ASSIGN) and unfinished:
        found.append(button(say("Give to"), "assign", case.number))
    if unfinished and role is Role.AUDITOR and case.kind is CaseKind.REPORT and not case.released:
        found.append(button(say("Give on to the head"), "release", case.number))
    if any(item.file_id for item in turn.store.materials.of_case(case.number)):
        found.append(button(say("Files"), "files", case.number))
    return (*found, button(say("History"), "history", case.number))


def _about_the_bill(turn: StaffTurn, case: Case) -> list[Button]:
    """What is decided and done about a bill; a report is about none."""
    if case.kind is CaseKind.REPORT:
        return []
    say = turn.say
    label = say("Decide otherwise") if case.decision else say("Decide")
    return [
        button(label, "decide", case.number),
        button(say("To do"), "tasks", case.number),
    ]
