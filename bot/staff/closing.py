"""A case is closed with its class of 95598; a right bill is answered and closed in one step."""

from __future__ import annotations

from bot.cases import deciding, moving
from bot.cases.codes import codes, proposed
from bot.cases.life import Move, Refusal, why_not
from bot.contract.messages import Outcome, Reply
from bot.records.case import Case, CaseKind, How, Remedy, State
from bot.staff import answering, papers
from bot.staff.case_buttons import can_finish
from bot.staff.case_words import words_of
from bot.staff.papers import menu, not_done
from bot.staff.turn import StaffTurn, button


def close(turn: StaffTurn, case: Case, chosen: str) -> tuple[Outcome, ...]:
    """Close the case under the class that was chosen or is proposed; else it is asked for."""
    refusal = why_not(case, Move.CLOSE, turn.staff.role)
    if refusal is not None:
        return not_done(turn, case, refusal)
    code = chosen if chosen in codes() else class_of(turn, case)
    if not code:
        return (_classes(turn, case, "close"),)
    case = moving.classify(turn.acting, case, code)
    return (papers.card(turn, moving.move(turn.acting, case, Move.CLOSE)),)


def class_of(turn: StaffTurn, case: Case) -> str:
    """The class of a case: what was chosen, or what its matter proposes; a report's is chosen."""
    if case.code or case.kind is CaseKind.REPORT:
        return case.code
    told = words_of(turn.store, case)
    return proposed(papers.matter_of(turn, case, told))


def classify(turn: StaffTurn, case: Case, chosen: str) -> tuple[Outcome, ...]:
    """Choose the class."""
    if chosen not in codes():
        return (_classes(turn, case, "class"),)
    return (papers.card(turn, moving.classify(turn.acting, case, chosen)),)


def _classes(turn: StaffTurn, case: Case, verb: str) -> Reply:
    of_report = case.kind is CaseKind.REPORT
    ways = tuple(
        button(one.name, verb, case.number, key)
        for key, one in codes().items()
        if one.report == of_report
    )
    head = turn.say("Which class of 95598 is case {number}?", number=case.number)
    return menu(turn, case, head, ways)


def finish(turn: StaffTurn, case: Case, how: str) -> tuple[Outcome, ...]:
    """Contact, answer and close in one: how the customer was answered is all that is asked."""
    if not can_finish(turn, case):
        return not_done(turn, case, Refusal.STATE)
    unanswered = case.state is not State.ANSWERED
    if unanswered and how not in set(How) and not answering.was_written_to(turn, case):
        return (answering.ways(turn, case, "finish"),)
    acting = turn.acting
    if case.decision is None:
        case = deciding.decide(acting, case, Remedy.EXPLANATION)
    if case.state is State.OPEN:
        case = moving.move(acting, case, Move.CONTACT)
    if unanswered:
        if how in set(How):
            acting.note(case, "answered", how)
        case = moving.move(acting, case, Move.ANSWER)
    return close(turn, case, "")
