"""The buttons below a case: what this person can do with it now."""

from __future__ import annotations

from bot.cases import deciding
from bot.cases.assessing import is_objection
from bot.cases.deciding import stamp
from bot.cases.life import Move, Refusal, fitting, is_right, waits_for_head, why_not
from bot.cases.moving import needed_to_void
from bot.cases.people import customers_of
from bot.cases.planning import undone
from bot.cases.roles import May, may, may_in
from bot.contract.messages import Button, Chat
from bot.records.case import UNFINISHED, Case, CaseKind, How, Material, Rating, Remedy, State
from bot.records.staff import Role
from bot.staff import proof
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names

PART = "part"
_HIDDEN = "hidden_user:"  # of these the messenger tells a name and nothing else
CAN_FINISH = (State.OPEN, State.CONTACTED, State.ANSWERED)


def reached(turn: StaffTurn, case: Case) -> tuple[Chat, ...]:
    """The customer's chats that can be written to now."""
    return turn.desk.reached(customers_of(turn.store, case))


def buttons(turn: StaffTurn, case: Case) -> tuple[Button, ...]:
    """What this person can do with the case now."""
    say, role = turn.say, turn.staff.role
    moves = [
        button(say(names.MOVES[move]), move, case.number)
        for move in Move
        if move is not Move.MERGE
        and why_not(case, move, role) not in (Refusal.ROLE, Refusal.STATE)
    ]
    works = may_in(case, role, May.WORK)
    found = moves
    if works and case.state in UNFINISHED:
        chats = reached(turn, case)
        found = [*_in_one(turn, case, chats), *moves, *_worked_on(turn, case, chats)]
    if case.state in UNFINISHED:
        found += [*_of_head(turn, case), *_of_hands(turn, case)]
    if case.state is State.CLOSED:
        if works and ({*fitting(case)} - {*case.tasks} or undone(case)):
            found.append(button(say("To do"), "tasks", case.number))
        if works and not case.rating:
            found += [button(say(names.RATINGS[r]), "rate", case.number, r) for r in Rating]
        found.append(button(say("Case analysis"), "analysis", case.number))
    if any(item.file_id for item in turn.store.materials.of_case(case.number)):
        found.append(button(say("Files"), "files", case.number))
    if not turn.message.group and case.account_no and case.kind is not CaseKind.REPORT:
        if works and case.state in UNFINISHED:
            found.append(button(say("Whom to call"), "caller", case.number))
            found.append(button(say("Another account"), "account", case.number))
        found.append(button(say("This household"), "household", case.number))
    if works and not turn.message.group:
        found.append(button(say("As a file of Word"), "paper", case.number))
    return (*found, button(say("History"), "history", case.number))


def _worked_on(turn: StaffTurn, case: Case, chats: tuple[Chat, ...]) -> list[Button]:
    say = turn.say
    found = [*_about_the_bill(turn, case), button(say("Note"), "note", case.number)]
    if is_objection(turn.store, case):
        return [*found, button(say("What was found"), "found", case.number)]
    if case.kind is not CaseKind.REPORT:
        found.append(button(say("What was found"), "found", case.number))
        found.append(button(say("Ready-made replies"), "canned", case.number))
    found += proof.ask_button(turn, case)
    if chats:
        label = say("Hand back to the bot") if case.taken_over else say("I write to the customer")
        found.append(button(label, "takeover", case.number))
    if not turn.message.group and case.kind is not CaseKind.REPORT and of_hidden(turn, case)[1:]:
        found.append(button(say("Another person's words in it"), PART, case.number))
    if case.state is State.OPEN:
        found.append(button(say("How it came in"), "via", case.number))
    return [*found, button(say("Class of 95598"), "class", case.number)]


def of_hidden(turn: StaffTurn, case: Case) -> list[Material]:
    """Messages of a case whose sender has but a name: who has the same name may be another."""
    items = turn.store.materials.of_case(case.number)
    return [one for one in items if one.origin.startswith(_HIDDEN)]


def _of_head(turn: StaffTurn, case: Case) -> list[Button]:
    """What the head decides, and the auditor gives on."""
    say, role, found = turn.say, turn.staff.role, []
    if waits_for_head(case) and may(role, May.APPROVE):
        found += [
            button(say("Approve"), "approve", case.number, stamp(case)),
            button(say("Do not approve"), "reject", case.number, stamp(case)),
        ]
    if role is Role.AUDITOR and case.kind is CaseKind.REPORT and not case.released:
        found.append(button(say("Give on to the head"), "release", case.number))
    return found


def _of_hands(turn: StaffTurn, case: Case) -> list[Button]:
    """Whose it is to be."""
    say, role, found = turn.say, turn.staff.role, []
    works = may_in(case, role, May.WORK)
    if works and case.assignee is None and case.kind is not CaseKind.REPORT:
        found.append(button(say("I take it"), "claim", case.number))
    if may(role, May.ASSIGN):
        found.append(button(say("Give to"), "assign", case.number))
    if case.kind is not CaseKind.REPORT and may(role, needed_to_void(case)):
        found.append(button(say("Void"), "mistake", case.number))
    if works and case.assignee == turn.id and role is not Role.HEAD:
        found.append(button(say("Give back"), "return", case.number))
    return found


def _in_one(turn: StaffTurn, case: Case, chats: tuple[Chat, ...]) -> list[Button]:
    """What does several steps at once: a right bill closed, a customer answered by telephone."""
    say = turn.say
    found = []
    if can_finish(turn, case):
        found.append(button(say("Contacted, answered, closed"), "finish", case.number))
    if why_not(case, Move.ANSWER, turn.staff.role) is None and not chats:
        found.append(button(say("Answered by telephone"), "answer", case.number, How.TELEPHONE))
    return found


def can_finish(turn: StaffTurn, case: Case) -> bool:
    """Whether contact, answer and closing may be one step: the bill is right, nothing costs."""
    plain = case.decision in (None, Remedy.EXPLANATION)
    allowed = may_in(case, turn.staff.role, May.CLOSE)
    return allowed and plain and is_right(case) and case.state in CAN_FINISH


def _about_the_bill(turn: StaffTurn, case: Case) -> list[Button]:
    """What is decided and done about a bill; a report is about none."""
    if case.kind is CaseKind.REPORT:
        return []
    say = turn.say
    found = []
    if case.decision is None and case.remedy in deciding.possible(case):
        proposed = say(names.REMEDIES[case.remedy])
        shown = deciding.stamp(case)
        found.append(button(proposed, "decide", case.number, case.remedy, shown))
    label = say("Decide otherwise") if case.decision else say("Decide")
    found.append(button(label, "decide", case.number))
    if fitting(case) or case.tasks or case.planned:
        found.append(button(say("To do"), "tasks", case.number))
    return found
