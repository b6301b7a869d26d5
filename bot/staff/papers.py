"""The two papers of a case: the staff's sheet and the draft reply to the customer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.accounts.masking import mask_account_no, mask_address, mask_name
from bot.bills.findings import Findings
from bot.bills.history import HistoryError, Trouble
from bot.bills.lookup import findings_for, history_of
from bot.cases.deciding import stamp
from bot.cases.life import Move, Refusal, why_not
from bot.cases.people import customers_of, sees
from bot.cases.roles import May, may
from bot.contract.messages import Button, Chat, Figures, Reply
from bot.contract.month import Month
from bot.hearing.grammar import entities_in
from bot.hearing.spans import months_in
from bot.records.case import PRESSED, Case, CaseKind, Rating, Remedy, State
from bot.staff.candidates import candidates
from bot.staff.turn import StaffTurn, button
from bot.wording import answers, history, phrases, sheet
from bot.wording import cases as names


def papers(turn: StaffTurn, case: Case) -> tuple[Reply, ...]:
    """The sheet, and a draft once the account is known."""
    if not sees(turn.store, turn.staff, case):
        return (phrases.reported(turn.say, case.number),)
    found, trouble = _found(turn, case, case.account_no)
    shown = _sheet(turn, case, found, trouble, open_to_all=turn.message.group)
    about_a_bill = case.account_no and case.kind is not CaseKind.REPORT
    if about_a_bill or case.holds_figures:
        why = names.figures_at_the_office(turn.say)
        bare = _sheet(turn, case.without_figures(), None, why, open_to_all=True)
        shown = replace(shown, figures=Figures(case.account_no or "", case.number), instead=bare)
    return (shown, draft(turn, case, found)) if about_a_bill else (shown,)


def brief(turn: StaffTurn, case: Case) -> Reply:
    """Where the case stands and what can be done now, after something was done."""
    offered = buttons(turn, case)
    return names.told_of(case, lambda told: Reply(*sheet.brief(turn.say, told, turn.now), offered))


def said_in(turn: StaffTurn, case: Case) -> str:
    """The customer's words in a case."""
    said = [item.text for item in turn.store.materials.of_case(case.number) if item.text]
    return "\n".join(said) or case.question


def found_in(turn: StaffTurn, case: Case) -> Findings | None:
    """The findings on the bill of a case, if the records allow any."""
    return _found(turn, case, case.account_no)[0]


def found_about(turn: StaffTurn, case: Case, account_no: str) -> Findings | None:
    """The findings on the bill of another account that the case may be about."""
    return _found(turn, case, account_no)[0]


def _found(turn: StaffTurn, case: Case, account_no: str | None) -> tuple[Findings | None, str]:
    if account_no is None:
        return None, ""
    try:
        history = history_of(turn.store, account_no)
        return findings_for(history, turn.desk.office, _month(turn, case, history.bill)), ""
    except HistoryError as error:
        if error.trouble in {Trouble.NO_ACCOUNT, Trouble.NO_BILL}:
            return None, answers.no_bill(turn.say, ())[1]
        return None, answers.trouble(turn.say, error.trouble, account_no, error.month)


def _month(turn: StaffTurn, case: Case, bill: Callable[[int, int | None], object]) -> Month | None:
    """The bill that the case is about, or that the customer's words name if there is one."""
    if case.bill_month:
        return Month(case.bill_month.month, case.bill_month.year)
    months = months_in(said_in(turn, case), case.complained_at.date())
    return next((m for m in reversed(months) if bill(m.month, m.year)), None)


def draft(turn: StaffTurn, case: Case, found: Findings | None) -> Reply:
    """What can be sent to the customer as it is."""
    say = turn.say
    letter = to_customer(turn, case, found)
    send: tuple[Button, ...] = ()
    if reached(turn, case) and may(turn.staff.role, May.WORK) and not turn.message.group:
        send = (button(say("Send this to the customer"), "send", case.number),)
    head = say("Draft for the customer ({number}):", number=case.number)
    shown = Reply(head, letter.text, send, figures=letter.figures)
    return replace(shown, instead=letter.instead and Reply(head, letter.instead.text, send))


def to_customer(turn: StaffTurn, case: Case, found: Findings | None) -> Reply:
    """The answer to the customer as the records give it now."""
    bare = Reply(*answers.case_opened(turn.say, case.without_figures(), already=False))
    if found is None:
        return bare
    if turn.message.group:
        found = replace(found, unmasked=False)
    figures = Figures(found.account.account_no, "")  # the sheet before it stands in the trail
    text = answers.explanation(turn.say, found, case)
    return Reply(*text, figures=figures, instead=bare)


def reached(turn: StaffTurn, case: Case) -> tuple[Chat, ...]:
    """The customer's chats that can be written to now."""
    return turn.desk.reached(customers_of(turn.store, case))


def _sheet(
    turn: StaffTurn, case: Case, found: Findings | None, trouble: str, *, open_to_all: bool
) -> Reply:
    said = said_in(turn, case)
    worker = turn.store.staff.get(case.assignee)
    view = sheet.View(
        case,
        found,
        trouble,
        said,
        tuple(e for e in entities_in(said) if e.kind in sheet.SHOWN),
        worker.name if worker else "",
        open_to_all,
        history.pressed(turn.say, turn.store.cases.events(case.number, PRESSED)),
    )
    head, body = sheet.sheet(turn.say, view, turn.now)
    ask, accounts_offered = _missing_account(turn, case)
    return Reply(
        head, "\n\n".join(filter(None, [body, ask])), (*accounts_offered, *buttons(turn, case))
    )


def asks_for_account(turn: StaffTurn, case: Case) -> bool:
    """Whether the sheet asks for the account, so that the next text may be its number."""
    known = case.account_no or case.kind is CaseKind.REPORT
    return not known and may(turn.staff.role, May.WORK)


def _missing_account(turn: StaffTurn, case: Case) -> tuple[str, tuple[Button, ...]]:
    """The question for the account, with those that phone or name point to."""
    if not asks_for_account(turn, case):
        return "", ()
    say = turn.say
    offered = tuple(
        button(
            say(
                "{account} {name}, {village}",
                account=mask_account_no(one.account_no),
                name=mask_name(one.holder_name),
                village=mask_address(one.address),
            ),
            "account",
            case.number,
            one.account_no,
        )
        for one in candidates(turn.store, case.number)
    )
    if offered:
        return say("Is it one of these accounts? If not, write the account number."), offered
    return say("Which account is it? Write the account number."), ()


def buttons(turn: StaffTurn, case: Case) -> tuple[Button, ...]:
    """What this person can do with the case now."""
    say, role = turn.say, turn.staff.role
    found = [
        button(say(names.MOVES[move]), move, case.number)
        for move in Move
        if move is not Move.MERGE
        and why_not(case, move, role) not in (Refusal.ROLE, Refusal.STATE)
    ]
    if may(role, May.WORK) and case.state not in (State.CLOSED, State.MERGED):
        if not case.decision:
            found.append(button(say("Decide"), "decide", case.number))
        found += [
            button(say("To do"), "tasks", case.number),
            button(say("Note"), "note", case.number),
        ]
        if reached(turn, case):
            label = (
                say("Hand back to the bot") if case.taken_over else say("I write to the customer")
            )
            found.append(button(label, "takeover", case.number))
        if case.state is State.OPEN:
            found.append(button(say("How it came in"), "via", case.number))
    costs = case.decision not in (None, Remedy.EXPLANATION)
    if costs and not case.approved_by and may(role, May.APPROVE):
        found.append(button(say("Approve"), "approve", case.number, stamp(case)))
    if case.state is State.CLOSED and not case.rating and may(role, May.WORK):
        found += [button(say(names.RATINGS[r]), "rate", case.number, r) for r in Rating]
    if case.state is State.CLOSED:
        found.append(button(say("Case analysis"), "analysis", case.number))
    if may(role, May.ASSIGN) and case.state not in (State.CLOSED, State.MERGED):
        found.append(button(say("Give to"), "assign", case.number))
    if any(item.file_id for item in turn.store.materials.of_case(case.number)):
        found.append(button(say("Files"), "files", case.number))
    return (*found, button(say("History"), "history", case.number))
