"""A case is closed with its class of 95598; a right bill is answered and closed in one step."""

from __future__ import annotations

from bot.cases import deciding, moving
from bot.cases.assessing import is_objection
from bot.cases.codes import codes, proposed
from bot.cases.life import Move, Refusal, why_not
from bot.contract.messages import MessageKind, Outcome, Reply
from bot.records.case import Case, CaseKind, How, Remedy, State
from bot.staff import answering, finding, papers
from bot.staff.case_buttons import can_finish
from bot.staff.case_words import FOUND, last, words_of
from bot.staff.papers import menu, not_done
from bot.staff.turn import StaffTurn, button
from bot.wording.drafts import OTHER, drafts

ENDED = "ended"  # the verb of a button, and of the question for a sentence


def close(turn: StaffTurn, case: Case, chosen: str) -> tuple[Outcome, ...]:
    """Close the case under the class that was chosen or is proposed; else it is asked for.

    Where no money is the matter nothing has to be decided, but what came of it is said.
    """
    refusal = why_not(case, Move.CLOSE, turn.staff.role)
    if refusal is Refusal.NO_DECISION and _is_of_no_bill(turn, case):
        if not last(turn.store, case, FOUND):
            return (_what_came(turn, case),)
        case = deciding.decide(turn.acting, case, Remedy.EXPLANATION)
        refusal = why_not(case, Move.CLOSE, turn.staff.role)
    if refusal is not None:
        return not_done(turn, case, refusal)
    code = chosen if chosen in codes() else class_of(turn, case)
    if not code and not is_objection(turn.store, case):
        return (_classes(turn, case, "close"),)
    case = moving.classify(turn.acting, case, code) if code else case
    return (papers.card(turn, moving.move(turn.acting, case, Move.CLOSE)),)


def ended(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """What came of the matter, chosen or written; then the case is closed."""
    if turn.message.kind is MessageKind.BUTTON:
        name, _, place = text.partition(".")
        ends = _ends(turn, case)
        known = name == _matter(turn, case) and place.isdecimal() and int(place) < len(ends)
        text = ends[int(place)] if known else ""
    say = turn.say
    asked = say("What came of case {number}? Write it in a sentence.", number=case.number)
    more = say("The customer reads it when the case is closed; it stands on the sheet too.")
    instead = finding.kept(turn, case, text, finding.Question(ENDED, asked, more))
    return (instead,) if instead else close(turn, case, "")


def _is_of_no_bill(turn: StaffTurn, case: Case) -> bool:
    """Whether the case is about something else than charges, and no money hangs on it."""
    told = words_of(turn.store, case)
    return not papers.is_of_bill(turn, case, told, papers.found_in(turn, case, told))


def _matter(turn: StaffTurn, case: Case) -> str:
    return papers.matter_of(turn, case, words_of(turn.store, case))


def _ends(turn: StaffTurn, case: Case) -> tuple[str, ...]:
    known = drafts(turn.desk.office.drafts)
    return known[_matter(turn, case)].ends or known[OTHER].ends


def _what_came(turn: StaffTurn, case: Case) -> Reply:
    name = _matter(turn, case)
    ways = tuple(
        button(end, ENDED, case.number, f"{name}.{n}") for n, end in enumerate(_ends(turn, case))
    )
    head = turn.say("What came of case {number}?", number=case.number)
    written = button(turn.say("Write it in a sentence"), ENDED, case.number)
    return menu(turn, case, head, (*ways, written))


def class_of(turn: StaffTurn, case: Case) -> str:
    """The class of a case: what was chosen, or what its matter proposes; a report's is chosen."""
    if case.code or case.kind is CaseKind.REPORT:
        return case.code
    return proposed(_matter(turn, case))


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
    if case.decision is None and not _is_of_no_bill(turn, case):
        case = deciding.decide(acting, case, Remedy.EXPLANATION)
    if case.state is State.OPEN:
        case = moving.move(acting, case, Move.CONTACT)
    if unanswered:
        if how in set(How):
            acting.note(case, "answered", how)
        case = moving.move(acting, case, Move.ANSWER)
    return close(turn, case, "")
