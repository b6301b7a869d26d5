"""Papers of a case as files of Word: the answer, the sheet for signature, the analysis."""

from __future__ import annotations

from bot.bills.lookup import history_of
from bot.contract.messages import Document, Figures, Outcome, Reply
from bot.papers import letter, typeset
from bot.papers.word import Fields, Template, filled
from bot.records.case import Case, CaseKind, How
from bot.staff import letters, looks, papers
from bot.staff.case_words import words_of
from bot.staff.papers import menu
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names
from bot.wording.catalogue import mark

# The papers that are no files of Word.
LETTER, ANSWER = "letter", "answer_pdf"
ANSWER_PDF = mark("Written answer (PDF)")
_TITLES = {
    Template.ANSWER: mark("Written answer"),
    Template.SHEET: mark("Sheet for signature"),
    Template.ANALYSIS: mark("Case analysis"),
}


def paper(turn: StaffTurn, case: Case, which: str) -> tuple[Outcome, ...]:
    """One of the papers; without a choice they are offered."""
    say = turn.say
    if turn.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    if which in (LETTER, ANSWER):
        return _letter(turn, case) if which == LETTER else _answer_pdf(turn, case)
    if which not in _TITLES:
        ways = [button(say(title), "paper", case.number, one) for one, title in _TITLES.items()]
        ways += [button(say(title), "paper", case.number, one) for one, title in _drawn(turn)]
        head = say("Which paper of case {number}?", number=case.number)
        return (menu(turn, case, head, tuple(ways)),)
    template = Template(which)
    fields = _FIELDS[template](turn.in_chinese, case)
    if fields is None:
        return (_no_draft(turn),)
    content = filled(template, fields, turn.desk.office.templates)
    file = Document(f"{template}-{case.number}.docx", content)
    return (_handed(turn, case, say(_TITLES[template]), file, case.account_no or ""),)


def _drawn(turn: StaffTurn) -> list[tuple[str, str]]:
    """Papers that are set as PDF; an office's own form of the answer is a file of Word alone."""
    if not typeset.can_be_drawn():
        return []
    own = turn.desk.office.templates
    as_pdf = [] if own and (own / f"{Template.ANSWER}.docx").exists() else [(ANSWER, ANSWER_PDF)]
    return [*as_pdf, (LETTER, mark("Explanation of an electricity bill"))]


def _no_draft(turn: StaffTurn) -> Reply:
    return Reply(turn.say("There is no draft yet: first the account must be known."))


def _handed(turn: StaffTurn, case: Case, title: str, file: Document, account_no: str) -> Reply:
    """The paper, where figures may be shown; else that it is kept at the office."""
    head = turn.say("{paper} of case {number}", paper=title, number=case.number)
    figures = Figures(account_no, file.name.partition(".")[0].replace("-", " "))
    bare = Reply(head, names.figures_at_the_office(turn.say))
    return Reply(head, document=file, figures=figures, instead=bare)


def _answer_pdf(turn: StaffTurn, case: Case) -> tuple[Outcome, ...]:
    """The answer to be printed and sealed; it reads as the file of Word does."""
    fields = _answer(turn.in_chinese, case)
    if fields is None:
        return (_no_draft(turn),)
    foot = letter.scanned(turn.in_chinese.say, turn.desk.office, turn.now)
    page = typeset.pdf("answer", {**fields, **foot}, turn.now)
    file = Document(f"answer-{case.number}.pdf", page)
    return (_handed(turn, case, turn.say(ANSWER_PDF), file, case.account_no or ""),)


def _letter(turn: StaffTurn, case: Case) -> tuple[Outcome, ...]:
    """The bill of the case explained on one page, to be printed for the customer."""
    say, office = turn.say, turn.desk.office
    found = papers.found_in(turn, case, words_of(turn.store, case))
    if found is None or case.kind is CaseKind.REPORT:
        return (Reply(say("There is no bill yet that could be explained.")),)
    history = history_of(turn.store, found.account.account_no, office.regions)
    year = letter.year_of(history, office, found, turn.now.date())
    page = typeset.pdf("letter", letter.letter(say, found, year, case, office, turn.now), turn.now)
    file = Document(f"{LETTER}-{case.number}.pdf", page)
    title = say("Explanation of an electricity bill")
    return (_handed(turn, case, title, file, found.account.account_no),)


def _common(turn: StaffTurn, case: Case) -> dict[str, object]:
    office = turn.desk.office
    return {
        "office": office.name,
        "phone": office.phone or "95598",
        "number": case.number,
        "day": turn.say.day(turn.now.date()),
    }


def _answer(turn: StaffTurn, case: Case) -> Fields | None:
    """What is or was written to the customer, as a letter."""
    told = words_of(turn.store, case)
    letter = letters.to_customer(turn, case, papers.found_in(turn, case, told), told)
    if letter is None:
        return None
    account = turn.store.accounts.get(case.account_no) if case.account_no else None
    customer = account.holder_name if account else case.customer_name
    return {
        **_common(turn, case),
        "customer": customer or turn.say("customer"),
        "lines": _lines(letter.text),
    }


def _sheet(turn: StaffTurn, case: Case) -> Fields:
    say, people = turn.say, turn.store.staff
    account = turn.store.accounts.get(case.account_no) if case.account_no else None
    taken_in, works = people.get(case.opened_by), people.get(case.assignee)
    approved = people.get(case.approved_by)
    rows = {
        say("Customer"): account.holder_name if account else case.customer_name,
        say("Account number"): case.account_no or "",
        say("Telephone"): account.phone if account else "",
        say("Address"): account.address if account else "",
        say("Area"): account.area if account else "",
        say("Responsible for the area"): account.manager if account else "",
        say("How it came in"): say(names.VIAS[case.via]),
        say("Came in"): say.moment(case.complained_at),
        say("Taken in by"): taken_in.name if taken_in else say("the bot"),
        say("Worked on by"): works.name if works else "",
        say("Approved by"): approved.name if approved else "",
    }
    shown = papers.card(turn, case)
    files = [item for item in turn.store.materials.of_case(case.number) if item.file_id]
    return {
        **_common(turn, case),
        "rows": [{"name": name, "value": value} for name, value in rows.items()],
        "lines": _lines(f"{shown.headline}\n{shown.body}"),
        "answered": _lines(_answered(turn, case)),
        "files": say("{count} files", count=len(files)),
    }


def _answered(turn: StaffTurn, case: Case) -> str:
    """What was written or told to the customer last."""
    events = turn.store.cases.events(case.number, "sent", "written", "answered")
    if not events:
        return turn.say("not answered yet")
    last, say = events[-1], turn.say
    people = {one.actor: one.name for one in turn.store.staff.everybody()}
    told = say(names.HOW[How(last.detail)]) if last.what == "answered" else last.detail
    who = {"name": people.get(last.actor, say("the bot")), "moment": say.moment(last.at)}
    return "\n".join([told, say("({name}, {moment})", **who)])


def _analysis(turn: StaffTurn, case: Case) -> Fields:
    head, body = looks.told_of(turn, case)
    return {**_common(turn, case), "title": head, "lines": _lines(body)}


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


_FIELDS = {Template.ANSWER: _answer, Template.SHEET: _sheet, Template.ANALYSIS: _analysis}
