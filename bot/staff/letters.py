"""The letter to the customer, by what the matter is and how far the case is."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from bot.bills.findings import Findings
from bot.cases import joining
from bot.cases.supervision import Escalation
from bot.contract.messages import Figures, Reply
from bot.handbook.book import book_of
from bot.handbook.entry import Mark
from bot.papers.matters import further
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.staff import proof
from bot.staff.case_words import CaseWords, found_out
from bot.staff.matter import matter
from bot.staff.turn import StaffTurn
from bot.wording import answers, drafted, drafts, handbook

LONGEST_SAID = 90  # characters of the handbook in a letter


class Said(NamedTuple):
    """What the handbook says of a question, and by which documents; empty where nothing."""

    sentence: str = ""
    sources: str = ""


NOTHING = Said()


def to_customer(
    turn: StaffTurn, case: Case, found: Findings | None, told: CaseWords
) -> Reply | None:
    """The answer to the customer; None while neither the account is known nor the matter."""
    turn = turn.in_chinese
    say, office = turn.say, turn.desk.office
    known = drafts.drafts(office.drafts)
    name = matter(known, told, found)
    said = _handbook(turn, case, told) if name == drafts.QUESTION else NOTHING
    if name == drafts.QUESTION and not said.sentence:
        name = drafts.OTHER
    if name == drafts.OTHER and not case.account_no:
        return None
    if turn.message.group and found:
        found = replace(found, unmasked=False)
    others = further(known, name, told.plain)
    about = drafted.About(name, others, found_out(turn.store, case), said.sentence)
    text = drafted.letter(say, known, about, case, found, office.phone, turn.now)
    figures = known[name].names_figures or known[drafts.DONE].names_figures
    if not figures or not case.account_no:
        return Reply(text, fold=said.sources)
    bare = case.without_figures()
    without = Reply(*answers.case_opened(say, bare, office.hours, already=False, about=name))
    if not proof.may_hold_figures(turn, case):
        return without
    shown = Figures(case.account_no or "", "")  # the sheet before it stands in the trail
    fold = answers.working(say, found) if found and known[name].bill else said.sources
    return Reply(text, figures=shown, instead=without, fold=fold)


def head_told(turn: StaffTurn, case: Case, found: Findings | None, told: CaseWords) -> Case:
    """The case, of which the head is told where the letter says that the head looks into it."""
    if case.kind is CaseKind.REPORT or case.state not in UNFINISHED:
        return case
    known = drafts.drafts(turn.desk.office.drafts)
    name = matter(known, told, found)
    if not any(known[one].head for one in (name, *further(known, name, told.plain))):
        return case
    return joining.put_before_head(turn.acting, case, Escalation.STAFF)


def _handbook(turn: StaffTurn, case: Case, told: CaseWords) -> Said:
    """What the handbook says of what is asked, on the day on which it was; short, or nothing."""
    office, day = turn.desk.office, case.complained_at.date()
    book = book_of(office)
    found = (book.point(one.topic, one.point, office.region, day) for one in told.questions)
    entry = next((one for one in found if one and one.mark is not Mark.NONE), None)
    if entry is None:
        return NOTHING
    sentence = handbook.sentence(turn.say, entry, office.phone)
    if len(sentence) > LONGEST_SAID:
        return NOTHING
    return Said(sentence, handbook.sources(turn.say, [entry], office.phone))
