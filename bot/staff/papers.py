"""The two papers of a case: the staff's sheet and the draft reply to the customer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from bot.accounts.masking import mask_account_no, mask_address, mask_name
from bot.bills.findings import Findings
from bot.bills.history import HistoryError, Trouble
from bot.bills.lookup import findings_for, history_of
from bot.cases.assessing import is_objection
from bot.cases.codes import codes, proposed
from bot.cases.deadlines import terms_of
from bot.cases.life import Refusal, is_of_money
from bot.cases.planning import undone
from bot.cases.reports import sees
from bot.cases.roles import May, may
from bot.contract.card import Paper
from bot.contract.messages import Button, Figures, Reply
from bot.contract.month import Month
from bot.records.case import PRESSED, UNFINISHED, URGED, Case, CaseKind, Party, State
from bot.staff import doubts, letters, reach
from bot.staff.candidates import candidates, mark_of
from bot.staff.case_buttons import buttons, reached
from bot.staff.case_words import FOUND, CaseWords, last, words_of
from bot.staff.living import living
from bot.staff.matter import matter
from bot.staff.turn import StaffTurn, button, not_allowed
from bot.wording import answers, drafts, history, phrases, sheet
from bot.wording import cases as names

NOTES = 3  # the last ones stand on the sheet; the history has all


class Looked(NamedTuple):
    """What the records say of a bill; `trouble` says why there are no findings."""

    findings: Findings | None
    trouble: str


def papers(turn: StaffTurn, case: Case, *, anew: bool = False) -> tuple[Reply, ...]:
    """The sheet, and a draft once the account is known; `anew` = below all that was said since."""
    told, looked = _read(turn, case)
    if sees(turn.store, turn.staff, case):
        case = letters.head_told(turn, case, looked.findings, told)
    return _laid(turn, case, told, looked, anew=anew)


def looked_at(turn: StaffTurn, case: Case) -> tuple[Reply, ...]:
    """The same for a page that shows them again by itself: nothing is written, nobody told."""
    return _laid(turn, case, *_read(turn, case), anew=False)


def _laid(
    turn: StaffTurn, case: Case, told: CaseWords, looked: Looked, *, anew: bool
) -> tuple[Reply, ...]:
    shown = _shown(turn, case, told, looked)
    if shown is None:
        return (_sealed(turn, case),)
    drafted = draft(turn, case, looked, told)
    return (
        living(turn, case, shown, anew=anew),
        *(living(turn, case, one, Paper.DRAFT, anew=anew) for one in drafted),
    )


def card(turn: StaffTurn, case: Case, first: str = "") -> Reply:
    """The sheet where it stands, after something was done; `first` is what is to be read first."""
    told, looked = _read(turn, case)
    shown = _shown(turn, case, told, looked)
    if shown is None:
        return _sealed(turn, case)
    return living(turn, case, _headed(shown, first) if first else shown)


def changed(turn: StaffTurn, case: Case) -> Reply:
    """The sheet where it stands, after somebody else did something: it was shown before."""
    shown = card(turn, case)
    return replace(shown, figures=shown.figures and replace(shown.figures, paper=""))


def menu(
    turn: StaffTurn, case: Case, head: str, choices: tuple[Button, ...], more: str = ""
) -> Reply:
    """Something to choose, in the place of the sheet, with the way back to it."""
    back = button(turn.say("Back to the case"), "card", case.number)
    return living(turn, case, Reply(head, more, (*choices, back)))


def not_done(turn: StaffTurn, case: Case, refusal: Refusal) -> tuple[Reply, ...]:
    """Why something was not done: on the sheet as it is now, where the role allows it at all."""
    if refusal is Refusal.ROLE:
        return (not_allowed(turn, case.number),)
    return (card(turn, case, turn.say(names.BARS[refusal])),)


def _read(turn: StaffTurn, case: Case) -> tuple[CaseWords, Looked]:
    told = words_of(turn.store, case)
    return told, _looked(turn, case, case.account_no, told)


def _sealed(turn: StaffTurn, case: Case) -> Reply:
    return living(turn, case, phrases.sealed(turn.say, case.number))


def _shown(turn: StaffTurn, case: Case, told: CaseWords, looked: Looked) -> Reply | None:
    """The sheet; None where this person may not see the case any more."""
    if not sees(turn.store, turn.staff, case):
        return None
    shown = _sheet(turn, case, told, looked, open_to_all=turn.message.group)
    about_a_bill = case.account_no and case.kind is not CaseKind.REPORT
    if about_a_bill or case.holds_figures:
        none = Looked(None, names.figures_at_the_office(turn.say))
        bare = _sheet(turn, case.without_figures(), told, none, open_to_all=True)
        shown = replace(shown, figures=Figures(case.account_no or "", case.number), instead=bare)
    for warning in doubts.warnings(turn, case, told):
        shown = _warned(shown, warning)
    return shown


def found_in(turn: StaffTurn, case: Case, told: CaseWords) -> Findings | None:
    """The findings on the bill of a case, if the records allow any."""
    return _looked(turn, case, case.account_no, told).findings


def matter_of(turn: StaffTurn, case: Case, told: CaseWords) -> str:
    """The name of the draft that fits the case."""
    known = drafts.drafts(turn.desk.office.drafts)
    return matter(known, told, found_in(turn, case, told))


def is_of_bill(turn: StaffTurn, case: Case, told: CaseWords, found: Findings | None) -> bool:
    """Whether the matter is what was charged, or money hangs on the case anyway."""
    known = drafts.drafts(turn.desk.office.drafts)
    return is_of_money(case) or bool(known[matter(known, told, found)].bill)


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
    if case.kind is CaseKind.REPORT or case.state in (State.MERGED, State.VOID):
        return ()
    if is_objection(turn.store, case):
        return ()
    say, letter = turn.say, letters.to_customer(turn, case, looked.findings, told)
    if letter is None:
        return ()
    send: tuple[Button, ...] = ()
    goes = case.state in UNFINISHED and reached(turn, case) and not turn.message.group
    if goes and may(turn.staff.role, May.WORK):
        send = (button(say("Send this to the customer"), "send", case.number),)
    send = (*send, *letters.choosing(turn, case, told))
    head = say("Draft for the customer ({number}):", number=case.number)
    if doubt := letters.doubt(turn, looked.findings, told):
        head = f"{head}\n{doubt}"
    shown = Reply(head, letter.headline, send, figures=letter.figures, fold=letter.fold)
    return (replace(shown, instead=letter.instead and Reply(head, letter.instead.text, send)),)


def _added(turn: StaffTurn, case: Case, told: CaseWords) -> str:
    """What staff wrote to a case, and their last notes: the next one who opens it reads them."""
    events = turn.store.cases.events(case.number, "note")
    notes = [one.detail for one in events if one.actor not in set(Party)]
    return "\n".join(filter(None, (told.added, *notes[-NOTES:])))


def _sheet(
    turn: StaffTurn, case: Case, told: CaseWords, looked: Looked, *, open_to_all: bool
) -> Reply:
    worker = turn.store.staff.get(case.assignee)
    account = turn.store.accounts.get(case.account_no) if case.account_no else None
    view = sheet.View(
        case,
        terms_of(case, turn.desk.office),
        looked.findings,
        looked.trouble,
        sheet.spoken(turn.say, told.by_writer),
        told.figures,
        worker.name if worker else "",
        open_to_all,
        history.pressed(turn.say, turn.store.cases.events(case.number, PRESSED)),
        _added(turn, case, told),
        names.sent_along(turn.say, told.items),
        sheet.area(turn.say, account),
        last(turn.store, case, FOUND),
        history.urged(turn.say, turn.store.cases.events(case.number, URGED)),
    )
    head, body = sheet.sheet(turn.say, view, turn.now)
    ask, accounts_offered = missing_account(turn, case, told)
    more = (
        "\n".join(planned(turn, case)),
        reach.left(turn, case),
        _class(turn, case, told, looked),
        ask,
    )
    paragraphs = filter(None, (body, *more))
    return Reply(head, "\n\n".join(paragraphs), (*accounts_offered, *buttons(turn, case)))


def planned(turn: StaffTurn, case: Case) -> list[str]:
    """Who does what by when, as far as it is not done."""
    lines = []
    for one in undone(case):
        who = turn.store.staff.get(one.who)
        lines.append(
            turn.say(
                "· {task}: {name}, by {day}",
                task=turn.say(names.TASKS[one.task]),
                name=who.name if who else "",
                day=turn.say.day(one.by),
            )
        )
    return [turn.say("Planned:"), *lines] if lines else []


def _class(turn: StaffTurn, case: Case, told: CaseWords, looked: Looked) -> str:
    """How 95598 classes it: as it was chosen, or as the matter proposes."""
    if case.code:
        return turn.say("Class of 95598: {code}", code=codes()[case.code].name)
    if case.kind is CaseKind.REPORT or is_objection(turn.store, case):
        return ""
    known = drafts.drafts(turn.desk.office.drafts)
    code = proposed(matter(known, told, looked.findings))
    return turn.say("Class of 95598: {code} (proposed)", code=codes()[code].name) if code else ""


def _headed(shown: Reply, first: str) -> Reply:
    bare = shown.instead and _headed(shown.instead, first)
    return replace(shown, headline=f"{first}\n\n{shown.headline}", instead=bare)


def _warned(shown: Reply, warning: str) -> Reply:
    bare = shown.instead and _warned(shown.instead, warning)
    return replace(shown, body=f"{warning}\n\n{shown.body}", instead=bare)


def asks_for_account(turn: StaffTurn, case: Case) -> bool:
    """Whether the sheet asks for the account, so that the next text may be its number."""
    known = case.account_no or case.kind is CaseKind.REPORT or is_objection(turn.store, case)
    ended = case.state in (State.MERGED, State.VOID)
    return not known and not ended and may(turn.staff.role, May.WORK)


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
