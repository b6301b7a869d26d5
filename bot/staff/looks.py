"""What can be looked at beside a case's sheet: its history, its analysis, its files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot.bills.alike import alike
from bot.cases.likeness import Alike, facts_of
from bot.cases.likeness import alike as alike_cases
from bot.cases.reports import sees
from bot.contract.clean import quoted
from bot.contract.messages import Attachment, Figures, MessageKind, Outcome, Reply
from bot.lessons import ahead
from bot.records.case import Case
from bot.staff import papers, teaching
from bot.staff.case_words import FOUND, words_of
from bot.staff.private_words import masked
from bot.staff.turn import StaffTurn
from bot.store.cases import Only
from bot.wording import analysis as analysis_text
from bot.wording import cases as names
from bot.wording import history as history_text

SAME = 5  # earlier cases that are named
LOOKED_AT = 500  # earlier cases, the newest
_WRITTEN = {"note", FOUND}  # events that a colleague has worded


def history(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """Everything that happened to a case, with who did it."""
    say = turn.say
    if turn.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    people = {one.actor: one.name for one in turn.store.staff.everybody()}
    lines = [
        line
        for event in turn.store.cases.events(case.number)
        for line in history_text.lines(say, event, people)
    ]
    head = say("History of case {number}:", number=case.number)
    figures = Figures(case.account_no or "", f"history {case.number}")
    bare = Reply(head, names.figures_at_the_office(say))
    return (Reply(head, "\n".join(lines), figures=figures, instead=bare),)


def caller(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """Whom to call where: name, telephone and address, for who works on the case; it is noted."""
    say = turn.say
    account = turn.store.accounts.get(case.account_no) if case.account_no else None
    if turn.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    if account is None:
        return (Reply(say("That account is not in the records.")),)
    head = say("{name} · {phone}", name=account.holder_name, phone=account.phone or "—")
    figures = Figures(account.account_no, f"contact {case.number}")
    bare = Reply(say("No names or telephones go through this messenger. Look at the office."))
    return (Reply(head, account.address, figures=figures, instead=bare),)


def analysis(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """The case analysis in the form that offices use."""
    if turn.message.group:
        return (Reply(turn.say("Ask for this in the private chat with me.")),)
    head, body = told_of(turn, case)
    figures = Figures(case.account_no or "", f"analysis {case.number}")
    below = teaching.offered(turn, case)
    bare = Reply(head, names.figures_at_the_office(turn.say), below)
    return (Reply(head, body, below, figures=figures, instead=bare),)


def told_ahead(turn: StaffTurn, account_no: str | None) -> tuple[str, ...]:
    """What the chats of an account were told before a bill, and when."""
    say = turn.say
    given = turn.store.ahead.given_of(account_no) if account_no else ()
    people = {one.id: one.name for one in turn.store.staff.everybody()}
    return tuple(
        say("{day}: told ahead: {what} ({how})", day=say.day(one.at.date()),
            what=say(ahead.NAMES[one.why]), how=ahead.how_told(say, one, people.get(one.by, "")))
        for one in given
    )  # fmt: skip


def told_of(turn: StaffTurn, case: Case) -> tuple[str, str]:
    """Headline and body of the analysis; others learn from it, so words in it point to nobody."""
    hidden = partial(masked, turn, case)
    events = tuple(
        replace(one, detail=hidden(one.detail)) if one.what in _WRITTEN else one
        for one in turn.store.cases.events(case.number)
    )
    words = words_of(turn.store, case)
    found = papers.found_in(turn, case, words)
    if found and not papers.is_of_bill(turn, case, words, found):
        found = None
    told = analysis_text.Told(
        case,
        hidden(words.text),
        events,
        found,
        {one.actor: one.name for one in turn.store.staff.everybody()},
        alike(turn.store, turn.desk.office, found) if found else None,
        told_ahead(turn, case.account_no),
        _alike(turn, case),
    )
    return analysis_text.analysis(turn.say, turn.desk.office.name, told)


def _alike(turn: StaffTurn, case: Case) -> tuple[Alike, ...]:
    """Earlier cases that are like it, by cause and facts, of those that this person may see."""
    store = turn.store
    facts = facts_of(case, _area(turn, case))
    if facts is None:
        return ()
    earlier = (
        one
        for one in store.cases.which(Only(before=case.opened_at), LOOKED_AT)
        if sees(store, turn.staff, one)
    )
    others = ((one.number, facts_of(one, _area(turn, one))) for one in earlier)
    return alike_cases(facts, ((number, found) for number, found in others if found), SAME)


def _area(turn: StaffTurn, case: Case) -> str:
    account = turn.store.accounts.get(case.account_no) if case.account_no else None
    return account.area if account else ""


def similar(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """Other households with the same cause in their bill."""
    say = turn.say
    if turn.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    found = papers.found_in(turn, case, words_of(turn.store, case))
    search = alike(turn.store, turn.desk.office, found) if found else None
    if search is None or not search.looked_at:
        return (Reply(say("The bill of this case shows no cause to look for.")),)
    turn.note("similar_shown", case.account_no or "", f"{len(search.found)} accounts")
    head, *lines = analysis_text.alike_told(say, search)
    figures = Figures(case.account_no or "", f"similar {case.number}")
    bare = Reply(head, names.figures_at_the_office(say))
    return (Reply(head, "\n".join(lines), figures=figures, instead=bare),)


def attachments(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """The pictures, voice messages and files of a case."""
    if turn.message.group:
        return (Reply(turn.say("Ask for this in the private chat with me.")),)
    kept = [item for item in turn.store.materials.of_case(case.number) if item.file_id]
    turn.note("files_shown", case.account_no or "", case.number)
    return tuple(
        Reply(
            f"{case.number} · {turn.say.moment(item.said_at)}",
            item.text and quoted(item.text),
            attachment=Attachment(MessageKind(item.kind), item.file_id),
        )
        for item in kept
    )
