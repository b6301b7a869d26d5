"""Drafts of an answer, by what the matter is: entries of a file with blanks (`drafts.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from bot.accounts.masking import mask_account_no
from bot.bills.findings import Findings
from bot.cases.life import Task, waits_for_head
from bot.contract.errors import SettingsError
from bot.records.case import Case, Remedy, State
from bot.wording import cases as names
from bot.wording.catalogue import Words
from bot.wording.findings import headline
from tariff_rules.yaml_text import read_yaml

DONE, FOUND, OTHER, UNKNOWN = "done", "found", "other", "unknown"
QUESTION = "question"
BLANKS = {"number", "promise", "phone", "result", "remedy", "title", "outcome", "found", "others",
          "told"}  # fmt: skip
NAMED = 2  # further matters in one letter
REPLY_BLANKS = {"contact", "answer", "account"}  # of ready-made replies alone, as ours have them
_FIELDS = {"title", "words", "intents", "bill", "also", "head", "covers", "text"}


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry.

    Attributes:
        title: the matter in a few words.
        text: the letter with its blanks.
        words: regular expressions; one that is found in the customer's words makes it the matter.
        intents: or one of these was heard.
        bill: or it answers a bill with one of these verdicts.
        head: it says that the head looks into it, who is told then.
        covers: other entries whose matter its letter answers as well.
        also: what has these words is named beside another matter.
    """

    title: str
    text: str
    words: tuple[str, ...] = ()
    intents: frozenset[str] = frozenset()
    bill: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()
    head: bool = False
    covers: frozenset[str] = frozenset()

    @property
    def is_ready_made(self) -> bool:
        """Whether it answers no matter by itself: staff choose it among the ready-made replies."""
        return not (self.words or self.intents or self.bill)

    @property
    def asks_for_work(self) -> bool:
        """Whether something is to be done and answered; thanks want neither."""
        return "{promise}" in self.text

    @property
    def names_figures(self) -> bool:
        """Whether one of its blanks fills with what the bill shows."""
        return "{result}" in self.text or "{remedy}" in self.text


@cache
def drafts(own: Path | None = None) -> Mapping[str, Draft]:
    """All entries in their order, an office's own in the place of ours.

    Raises:
        SettingsError: the office's file cannot be used; says which entry and what to do.
    """
    ours = resources.files("bot.wording") / "drafts.yaml"
    entries: dict[str, dict[str, Any]] = yaml.safe_load(ours.read_text(encoding="utf-8"))
    if own is not None:
        for name, entry in _read(own).items():
            entries[name] = {**entries.get(name, {}), **entry}
    # An office's new entry stands before those that take whatever is left.
    last = {name: entries.pop(name) for name in (QUESTION, FOUND, OTHER, DONE)}
    return {name: _draft(own, name, entry) for name, entry in {**entries, **last}.items()}


def _read(own: Path) -> dict[str, dict[str, Any]]:
    try:
        found = read_yaml(own.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError) as error:
        raise SettingsError(
            "JIETI_DRAFTS: {own} cannot be read: {error}", own=own, error=error
        ) from error
    if not isinstance(found, dict) or not all(isinstance(e, dict) for e in found.values()):
        raise SettingsError(
            "JIETI_DRAFTS: {own} should hold entries as bot/wording/drafts.yaml", own=own
        )
    return found


def _draft(own: Path | None, name: str, entry: Mapping[str, Any]) -> Draft:
    if wrong := _not_known(entry):
        raise SettingsError(
            "JIETI_DRAFTS: {own}: {name}: {wrong} is missing or not known",
            own=own,
            name=name,
            wrong=wrong,
        )
    return Draft(
        str(entry["title"]),
        str(entry["text"]),
        tuple(map(str, entry.get("words", ()))),
        frozenset(entry.get("intents", ())),
        frozenset(entry.get("bill", ())),
        tuple(map(str, entry.get("also", ()))),
        entry.get("head") is True,
        frozenset(entry.get("covers", ())),
    )


def _not_known(entry: Mapping[str, Any]) -> str:
    """The first field or blank that is missing or that there is none of."""
    if missing := {"title", "text"} - set(entry):
        return min(missing)
    try:
        blanks = {field for _, field, _, _ in Formatter().parse(str(entry["text"]))}
    except ValueError:
        return "{"
    known = BLANKS if set(entry) - {"title", "text"} else BLANKS | REPLY_BLANKS
    return min(map(str, (set(entry) - _FIELDS) | (blanks - known - {None})), default="")


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about, beside the bill.

    Attributes:
        name: the entry whose matter it is.
        others: entries for what else the customer speaks of.
        found: what a colleague wrote of what was found; empty where nobody did.
        told: what the handbook says of what is asked.
    """

    name: str
    others: tuple[str, ...] = ()
    found: str = ""
    told: str = ""


def letter(
    say: Words, known: Mapping[str, Draft], about: About, case: Case, found: Findings | None,
    phone: str, now: datetime,
) -> str:  # fmt: skip
    """The text of that entry with its blanks filled, by how far the case is.

    First that it is taken in; once a colleague has written what was found, that; once the
    customer was answered, the last letter. A bill's letter says all of it.
    """
    draft = known[about.name]
    if draft.bill:
        text = draft.text.replace("{promise}", "{found}{promise}")
    elif not draft.asks_for_work:
        text = draft.text
    elif _is_over(case):
        text = known[DONE].text
    else:
        text = (
            known[FOUND].text
            if about.found
            else draft.text.replace("{promise}", "{others}{promise}")
        )
    titles = [known[name].title for name in about.others[:NAMED]]
    return filled(say, replace(draft, text=text), case, found, phone, now, about, titles)


def filled(
    say: Words, draft: Draft, case: Case, found: Findings | None, phone: str, now: datetime,
    about: About | None = None, others: Sequence[str] = (),
) -> str:  # fmt: skip
    """The text of the entry with its blanks filled, whatever state the case is in.

    `others` are the titles of what else the customer speaks of.
    """
    about = about or About("")
    over = _is_over(case)
    decided = case.decision is not None and not waits_for_head(case)
    return draft.text.format(
        number=case.number,
        promise="" if over else _promise(say, case, now),
        phone=say(", or the office: {phone}", phone=phone) if phone else "",
        result=headline(say, found, checked=over or decided) if found else "",
        remedy=_remedy(say, case),
        title=draft.title,
        outcome=_outcome(say, case),
        found=f"{about.found.rstrip('。.')}。" if about.found else "",
        told=about.told,
        others=say(
            "You also spoke of {others}: we look into that too.", others=say(", ").join(others)
        )
        if others
        else "",
        contact=say.moment(case.contact_by),
        answer=say.day(case.answer_by),
        account=mask_account_no(case.account_no or ""),
    ).strip()


def _is_over(case: Case) -> bool:
    return case.state in (State.ANSWERED, State.CLOSED, State.MERGED, State.VOID)


def _promise(say: Words, case: Case, now: datetime) -> str:
    """What is still promised, and what was not kept; what was done is not promised again."""
    moment, day = say.moment(case.contact_by), say.day(case.answer_by)
    if now.date() > case.answer_by:
        return say("You should have had our answer by {day}: sorry, that is late.", day=day)
    if case.contacted_at is not None:
        return say("You have our answer by {day}.", day=day)
    if now <= case.contact_by:
        return say("We contact you by {moment} and answer you by {day}.", moment=moment, day=day)
    return say(
        "We should have contacted you by {moment}: sorry, that is late. You have our answer by "
        "{day}.",
        moment=moment,
        day=day,
    )


def _remedy(say: Words, case: Case) -> str:
    if case.difference is None or case.remedy is not Remedy.BILLING_CORRECTION:
        return ""
    figures = {"difference": say.money(case.difference)}
    if case.decision not in (None, Remedy.BILLING_CORRECTION):
        return ""
    if case.decision is None or waits_for_head(case):
        return say(
            "We propose to correct the bill and to refund or credit {difference}; it is final "
            "once approved.",
            **figures,
        )
    if Task.CORRECTION in case.tasks:
        return say("The bill is corrected, {difference} is refunded or credited.", **figures)
    return say("The correction is approved: {difference} is refunded or credited.", **figures)


def _outcome(say: Words, case: Case) -> str:
    if case.decision in (None, Remedy.EXPLANATION) or waits_for_head(case):
        return ""
    return say("Result: {remedy}.", remedy=say(names.REMEDIES[case.decision]))
