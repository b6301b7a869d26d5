"""The two papers of a case: the staff's sheet and the draft reply to the customer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.accounts.history import HistoryError, Trouble
from bot.accounts.masking import mask_account_no, mask_address, mask_name
from bot.cases.life import Bar, Move, bar
from bot.cases.model import Case, Kind, Rating, Remedy, State, remedy_for
from bot.cases.roles import May, may
from bot.desk.candidates import candidates
from bot.desk.notices import customers_of
from bot.desk.people import sees
from bot.desk.seat import Seat, button
from bot.dialogue import phrases
from bot.dialogue.casework import as_json
from bot.dialogue.lookup import findings_for, history_of
from bot.dialogue.messages import Button, Reply
from bot.store import materials, staff
from bot.understanding.grammar import entities_in
from bot.understanding.spans import Month, months_in
from bot.wording import answers, sheet
from bot.wording import cases as names
from bot.wording.findings import Findings


def papers(seat: Seat, case: Case) -> tuple[Reply, ...]:
    """The sheet, and a draft once the account is known; the view stands in the audit trail."""
    if not sees(seat.db, seat.staff, case):
        return (phrases.reported(seat.say, case.number),)
    found, trouble = _found(seat, case)
    shown = (_sheet(seat, case, found, trouble),)
    if case.account_no and case.kind is not Kind.REPORT:
        seat.note("figures_shown", case.account_no, case.number)
        return (*shown, draft(seat, case, found))
    return shown


def brief(seat: Seat, case: Case) -> Reply:
    """Where the case stands and what can be done now, after something was done."""
    if case.difference is not None:
        seat.note("figures_shown", case.account_no or "", case.number)
    head, body = sheet.brief(seat.say, case, seat.now)
    return Reply(head, body, buttons(seat, case))


def with_account(seat: Seat, case: Case, account_no: str) -> Case:
    """The case about that account, with what its bill shows; what was decided lapses."""
    case = replace(case, account_no=account_no, decision=None, approved_by=None)
    found, _ = _found(seat, case)
    if found is None:
        return replace(case, remedy=Remedy.CHECK)
    remedy, payer = remedy_for(found.assessment.verdict, found.overcharge)
    return replace(
        case,
        bill_month=found.bill.bill_month,
        verdict=found.assessment.verdict,
        assessment=as_json(found),
        remedy=remedy,
        payer=payer,
        difference=found.overcharge,
    )


def said_in(seat: Seat, case: Case) -> str:
    """The customer's words in a case."""
    said = [item.text for item in materials.of_case(seat.db, case.number) if item.text]
    return "\n".join(said) or case.question


def found_in(seat: Seat, case: Case) -> Findings | None:
    """The findings on the bill of a case, if the records allow any."""
    return _found(seat, case)[0]


def _found(seat: Seat, case: Case) -> tuple[Findings | None, str]:
    if case.account_no is None:
        return None, ""
    try:
        history = history_of(seat.db, case.account_no)
        return findings_for(history, seat.desk.office, _month(seat, case, history.bill)), ""
    except HistoryError as error:
        if error.trouble in {Trouble.NO_ACCOUNT, Trouble.NO_BILL}:
            return None, answers.no_bill(seat.say, ())[1]
        return None, answers.trouble(seat.say, error.trouble, case.account_no, error.month)


def _month(seat: Seat, case: Case, bill: Callable[[int, int | None], object]) -> Month | None:
    """The bill that the case is about, or that the customer's words name if there is one."""
    if case.bill_month:
        return Month(case.bill_month.month, case.bill_month.year)
    months = months_in(said_in(seat, case), case.complained_at.date())
    return next((m for m in reversed(months) if bill(m.month, m.year)), None)


def draft(seat: Seat, case: Case, found: Findings | None) -> Reply:
    """What can be sent to the customer as it is."""
    say = seat.say
    if found is None:
        head, body = answers.case_opened(say, case, already=False)
    else:
        if seat.message.group:
            found = replace(found, unmasked=False)
        head, body = answers.explanation(say, found, case)
    send: tuple[Button, ...] = ()
    if customers_of(seat.db, case) and may(seat.staff.role, May.WORK) and not seat.message.group:
        send = (button(say("Send this to the customer"), "send", case.number),)
    return Reply(
        say("Draft for the customer ({number}):", number=case.number), f"{head}\n\n{body}", send
    )


def _sheet(seat: Seat, case: Case, found: Findings | None, trouble: str) -> Reply:
    said = said_in(seat, case)
    worker = staff.get(seat.db, case.assignee)
    view = sheet.View(
        case,
        found,
        trouble,
        said,
        tuple(e for e in entities_in(said) if e.kind in sheet.SHOWN),
        worker.name if worker else "",
        seat.message.group,
    )
    head, body = sheet.sheet(seat.say, view, seat.now)
    ask, accounts_offered = _missing_account(seat, case)
    return Reply(
        head, "\n\n".join(filter(None, [body, ask])), (*accounts_offered, *buttons(seat, case))
    )


def _missing_account(seat: Seat, case: Case) -> tuple[str, tuple[Button, ...]]:
    """The question for the account, with those that phone or name point to."""
    if case.account_no or case.kind is Kind.REPORT or not may(seat.staff.role, May.WORK):
        return "", ()
    say = seat.say
    seat.waits_for(desk="account", case=case.number)
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
        for one in candidates(seat.db, case.number)
    )
    if offered:
        return say("Is it one of these accounts? If not, write the account number."), offered
    return say("Which account is it? Write the account number."), ()


def buttons(seat: Seat, case: Case) -> tuple[Button, ...]:
    """What this person can do with the case now."""
    say, role = seat.say, seat.staff.role
    found = [
        button(say(names.MOVES[move]), move, case.number)
        for move in Move
        if move is not Move.MERGE and bar(case, move, role) not in (Bar.ROLE, Bar.STATE)
    ]
    if may(role, May.WORK) and case.state not in (State.CLOSED, State.MERGED):
        if not case.decision:
            found.append(button(say("Decide"), "decide", case.number))
        found += [
            button(say("To do"), "tasks", case.number),
            button(say("Note"), "note", case.number),
        ]
        if customers_of(seat.db, case):
            label = (
                say("Hand back to the bot") if case.taken_over else say("I write to the customer")
            )
            found.append(button(label, "takeover", case.number))
        if case.state is State.OPEN:
            found.append(button(say("How it came in"), "via", case.number))
    costs = case.decision not in (None, Remedy.EXPLANATION)
    if costs and not case.approved_by and may(role, May.APPROVE):
        found.append(button(say("Approve"), "approve", case.number))
    if case.state is State.CLOSED and not case.rating and may(role, May.WORK):
        found += [button(say(names.RATINGS[r]), "rate", case.number, r) for r in Rating]
    if case.state is State.CLOSED:
        found.append(button(say("Case analysis"), "analysis", case.number))
    if may(role, May.ASSIGN) and case.state not in (State.CLOSED, State.MERGED):
        found.append(button(say("Give to"), "assign", case.number))
    if any(item.file_id for item in materials.of_case(seat.db, case.number)):
        found.append(button(say("Files"), "files", case.number))
    return (*found, button(say("History"), "history", case.number))
