"""Drafts of an answer, by what the matter is: entries of a file with blanks (`drafts.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from bot.contract.errors import SettingsError
from tariff_rules.yaml_text import read_yaml

DONE, FOUND, OTHER, UNKNOWN = "done", "found", "other", "unknown"
DANGER, QUESTION = "danger", "question"
BY_ITSELF = (DANGER, QUESTION, OTHER, FOUND, DONE)  # entries that are chosen by no words of theirs
BLANKS = {"number", "promise", "phone", "result", "remedy", "title", "outcome", "found", "others",
          "told", "said"}  # fmt: skip
REPLY_BLANKS = {"contact", "answer", "account"}  # of ready-made replies alone, as ours have them
_FIELDS = {"title", "words", "intents", "bill", "also", "head", "covers", "work", "safe", "ends",
           "text"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry.

    Attributes:
        title: the matter in a few words.
        text: the letter with its blanks.
        words: regular expressions; found in the customer's words they speak for this matter.
        intents: or one of these was heard.
        bill: or it answers a bill with one of these verdicts.
        head: it says that the head looks into it, who is told then.
        covers: other entries whose matter its letter answers as well.
        also: what has these words is named beside another matter.
        safe: it says how to keep safe; a case of danger gets no letter that does not.
        ends: sentences of what may have come of it, of which staff choose when they close.
        asks_for_work: whether something is to be done and answered; thanks want neither.
    """

    title: str
    text: str
    words: tuple[str, ...] = ()
    intents: frozenset[str] = frozenset()
    bill: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()
    head: bool = False
    covers: frozenset[str] = frozenset()
    asks_for_work: bool = True
    safe: bool = False
    ends: tuple[str, ...] = ()

    @property
    def is_ready_made(self) -> bool:
        """Whether it answers no matter by itself: staff choose it among the ready-made replies."""
        return not (self.words or self.intents or self.bill)

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
    last = {name: entries.pop(name) for name in BY_ITSELF}
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
        entry.get("work") is not False,
        entry.get("safe") is True,
        tuple(map(str, entry.get("ends", ()))),
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
