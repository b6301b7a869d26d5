"""The two papers of a case: the staff's sheet and the draft reply to the customer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from bot.accounts.masking import mask_account_no, mask_address, mask_name
from bot.bills.findings import Findings
from bot.bills.history import HistoryError, Trouble
from bot.bills.lookup import findings_for, history_of
from bot.cases.deadlines import terms_of
from bot.cases.reports import sees
from bot.cases.roles import May, may
from bot.contract.messages import Button, Figures, Reply
from bot.contract.month import Month
from bot.records.case import PRESSED, UNFINISHED, Case, CaseKind, State
from bot.staff.candidates import candidates, mark_of
from bot.staff.case_buttons import buttons, reached
from bot.staff.case_words import CaseWords, words_of
from bot.staff.matter import matter
from bot.staff.turn import StaffTurn, button
from bot.wording import answers, drafts, history, phrases, sheet
from bot.wording import cases as names


class Looked(NamedTuple):
    """What the records say of a bill; `trouble` says why there are no findings."""

    findings: Findings | None
    trouble: str


def papers(turn: StaffTurn, case: Case) -> tuple[Reply, ...]:
    """The sheet, and a draft once the account is known."""
    if not sees(turn.store, turn.staff, case):
        return (phrases.sealed(turn.say, case.number),)
    told = words_of(turn.store, case)
    looked = _looked(turn, case, case.account_no, told)
    shown = _sheet(turn, case, told, looked, open_to_all=turn.message.group)
    about_a_bill = case.account_no and case.kind is not CaseKind.REPORT
    if about_a_bill or case.holds_figures:
        none = Looked(None, names.figures_at_the_office(turn.say))
        bare = _sheet(turn, case.without_figures(), told, none, open_to_all=True)
        shown = replace(shown, figures=Figures(case.account_no or "", case.number), instead=bare)
    if warning := _other_holder(turn, case):
        shown = _warned(shown, warning)
    return (shown, *draft(turn, case, looked, told))


def brief(turn: StaffTurn, case: Case) -> Reply:
    """Where the case stands and what can be done now, after something was done."""
    offered = buttons(turn, case)
    terms = terms_of(case, turn.desk.office)
    return names.told_of(
        case, lambda told: Reply(*sheet.brief(turn.say, told, terms, turn.now), offered)
    )


def found_in(turn: StaffTurn, case: Case, told: CaseWords) -> Findings | None:
    """The findings on the bill of a case, if the records allow any."""
    return _looked(turn, case, case.account_no, told).findings


def found_about(turn: StaffTurn, case: Case, account_no: str, told: CaseWords) -> Findings | None:
    """The findings on the bill of another account that the case may be about."""
    return _looked(turn, case, account_no, told).findings


def _looked(turn: StaffTurn, case: Case, account_no: str | None, told: CaseWords) -> Looked:
    if account_no is None:
        return Looked(None, "")
    try:
        history = history_of(turn.store, account_no, turn.desk.office.regions)
        month = _month(case, told, history.bill)
        return Looked(findings_for(history, turn.desk.office, month), "")
    except HistoryError as error:
        if error.trouble in {Trouble.NO_ACCOUNT, Trouble.NO_BILL}:
            return Looked(None, answers.no_bill(turn.say, ())[1])
        told_why = answers.trouble(turn.say, error, account_no)
        return Looked(None, told_why)


def _month(case: Case, told: CaseWords, bill: Callable[[int, int | None], object]) -> Month | None:
    """The bill that the case is about, or that the customer's words name if there is one."""
    if case.bill_month:
        return Month(case.bill_month.month, case.bill_month.year)
    return next((m for m in reversed(told.months) if bill(m.month, m.year)), None)


def draft(turn: StaffTurn, case: Case, looked: Looked, told: CaseWords) -> tuple[Reply, ...]:
    """What can be sent to the customer as it is; none where nothing is known of the matter."""
    if case.kind is CaseKind.REPORT or case.state is State.MERGED:
        return ()
    say, letter = turn.say, to_customer(turn, case, looked.findings, told)
    if letter is None:
        return ()
    send: tuple[Button, ...] = ()
    goes = case.state in UNFINISHED and reached(turn, case) and not turn.message.group
    if goes and may(turn.staff.role, May.WORK):
        send = (button(say("Send this to the customer"), "send", case.number),)
    head = say("Draft for the customer ({number}):", number=case.number)
    shown = Reply(head, letter.headline, send, figures=letter.figures, fold=letter.fold)
    return (replace(shown, instead=letter.instead and Reply(head, letter.instead.text, send)),)


def to_customer(
    turn: StaffTurn, case: Case, found: Findings | None, told: CaseWords
) -> Reply | None:
    """The answer to the customer, by what the matter is and how far the case is.

    None while neither the account is known nor what it is about.
    """
    say, office = turn.say, turn.desk.office
    known = drafts.drafts(office.drafts)
    name = matter(known, told, found)
    about = known[name]
    if name == drafts.OTHER and not case.account_no:
        return None
    if turn.message.group and found:
        found = replace(found, unmasked=False)
    done = known[drafts.DONE]
    text = drafts.letter(say, about, done, case, found, office.phone, turn.now)
    if found is None or not about.bill:
        return Reply(text)
    bare = Reply(*answers.case_opened(say, case.without_figures(), already=False))
    figures = Figures(found.account.account_no, "")  # the sheet before it stands in the trail
    return Reply(text, figures=figures, instead=bare, fold=answers.working(say, found))


def _sheet(
    turn: StaffTurn, case: Case, told: CaseWords, looked: Looked, *, open_to_all: bool
) -> Reply:
    worker = turn.store.staff.get(case.assignee)
    view = sheet.View(
        case,
        terms_of(case, turn.desk.office),
        looked.findings,
        looked.trouble,
        told.text,
        told.figures,
        worker.name if worker else "",
        open_to_all,
        history.pressed(turn.say, turn.store.cases.events(case.number, PRESSED)),
        told.added,
    )
    head, body = sheet.sheet(turn.say, view, turn.now)
    ask, accounts_offered = missing_account(turn, case, told)
    paragraphs = filter(None, [body, ask])
    return Reply(head, "\n\n".join(paragraphs), (*accounts_offered, *buttons(turn, case)))


def _warned(shown: Reply, warning: str) -> Reply:
    bare = shown.instead and _warned(shown.instead, warning)
    return replace(shown, body=f"{warning}\n\n{shown.body}", instead=bare)


def _other_holder(turn: StaffTurn, case: Case) -> str:
    """A warning where somebody of the sender's name holds another account than the case's."""
    account = turn.store.accounts.get(case.account_no) if case.account_no else None
    name = case.customer_name
    if account is None or not name or account.holder_name == name:
        return ""
    if not turn.store.accounts.of_holder(name):
        return ""
    return turn.say(
        "⚠ The sender is called {sender}, and the holder of this account is {holder}. Make sure "
        "that it is the right one before anything is sent.",
        sender=mask_name(name) if turn.message.group else name,
        holder=mask_name(account.holder_name),
    )


def asks_for_account(turn: StaffTurn, case: Case) -> bool:
    """Whether the sheet asks for the account, so that the next text may be its number."""
    known = case.account_no or case.kind is CaseKind.REPORT
    return not known and may(turn.staff.role, May.WORK)


def missing_account(
    turn: StaffTurn, case: Case, told: CaseWords
) -> tuple[str, tuple[Button, ...]]:
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
            mark_of(case.number, one.account_no),
        )
        for one in candidates(turn.store, told)
    )
    if offered:
        return say("Is it one of these accounts? If not, write the account number."), offered
    return say("Which account is it? Write the account number."), ()
