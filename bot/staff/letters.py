"""The letter to the customer, by what the matter is and how far the case is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from bot.bills.findings import Findings
from bot.cases import joining
from bot.cases.roles import May, may_in
from bot.cases.supervision import Escalation
from bot.contract.messages import Button, Figures, Reply
from bot.handbook.book import book_of
from bot.handbook.entry import Mark
from bot.hearing.complained import named
from bot.hearing.masking import masked_words
from bot.hearing.matters import clauses
from bot.papers.matters import further
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.staff import proof
from bot.staff.case_words import FOUND, CaseWords, last
from bot.staff.matter import matter, rivals
from bot.staff.turn import StaffTurn, button
from bot.wording import answers, drafted, drafts, handbook

LONGEST_SAID = 90  # characters of the handbook in a letter
LONGEST_REPEATED, SHORTEST_REPEATED = 30, 6  # characters of the customer in a letter
_NOTHING_TOLD = {"abuse", "greeting", "human_agent", "staff_forward", "thanks", "unclear"}
_HIDES = set("[]*0123456789")  # in words that were masked, or that hold figures


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
    nothing_known = name == drafts.OTHER or known[name].bill
    if nothing_known and not case.account_no and not rivals(known, told):
        return None
    if turn.message.group and found:
        found = replace(found, unmasked=False)
    others = further(known, name, told.plain)
    words = repeated(told, known) if name == drafts.OTHER else ""
    about = drafted.About(name, others, last(turn.store, case, FOUND), said.sentence, words)
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


def repeated(told: CaseWords, known: Mapping[str, drafts.Draft]) -> str:
    """Some words of the customer that say what the matter is; without figures, names and numbers.

    A threat, abuse or despair is not repeated, nor what names nothing, nor what a colleague tells.
    """
    is_open = bool(rivals(known, told))
    found = [
        part
        for one in told.heard
        if not (one.understood.threatens or one.alarm.despair)
        and not _NOTHING_TOLD.intersection(one.understood.all)
        for clause in clauses(masked_words(one.plain))
        for part in clause.split()
        if len(part) >= SHORTEST_REPEATED
        and not _HIDES.intersection(part)
        and (is_open or named(part))
    ]
    words = max(found, key=len, default="")
    return words if len(words) <= LONGEST_REPEATED else f"{words[:LONGEST_REPEATED]}…"


def doubt(turn: StaffTurn, found: Findings | None, told: CaseWords) -> str:
    """What stands above a letter that answers no matter, because the words leave open which."""
    known = drafts.drafts(turn.desk.office.drafts)
    meant = rivals(known, told) if matter(known, told, found) == drafts.OTHER else ()
    if not meant:
        return ""
    titles = turn.say(" or ").join(known[name].title for name in meant)
    return turn.say(
        "⚠ Not sure what it is about: {titles}? Choose before it is sent.", titles=titles
    )


def choosing(turn: StaffTurn, case: Case, told: CaseWords) -> tuple[Button, ...]:
    """The buttons by which staff choose the matter; what may be meant comes first."""
    if case.state not in UNFINISHED or not may_in(case, turn.staff.role, May.WORK):
        return ()
    known = drafts.drafts(turn.desk.office.drafts)
    other = button(turn.say("Another matter"), "matter", case.number)
    return (*ways(turn, case, rivals(known, told)), other)


def ways(turn: StaffTurn, case: Case, names: Iterable[str]) -> tuple[Button, ...]:
    """A button for each matter of these names."""
    known = drafts.drafts(turn.desk.office.drafts)
    return tuple(button(known[name].title, "matter", case.number, name) for name in names)


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
