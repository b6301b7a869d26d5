"""What is looked for among cases: words, and states, kinds, people, dates that are named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from bot.cases.codes import codes
from bot.contract.characters import in_traditional
from bot.hearing.dated_word import Dated, dated, dated_span
from bot.hearing.normalise import plain
from bot.records.case import UNFINISHED, Case, State
from bot.staff.turn import StaffTurn
from bot.wording import cases as names
from bot.wording.catalogue import Words
from bot.wording.findings import CAUSES

Test = Callable[[Case], bool]
_LATE = {"超期", "超时", "逾期", "late"}
_NOBODY_S = {"没人办", "没人", "无人", "未分派", "nobody"}
_UNFINISHED = {"没办完", "没办结", "未办完", "未办结", "在办", "unfinished"}
_MINE = {"我的", "mine"}
_LEAST = 2  # characters of the name of a cause or class


def wanted(turn: StaffTurn, text: str, among: Iterable[Case]) -> list[Case]:
    """Those of the cases to which every word applies.

    A number may be written with blanks, words in traditional or full-width characters.
    """
    cases, words = list(among), plain(text).split()
    if words and all(word.isdigit() for word in words):
        words = ["".join(words)]
    for word in words:
        test = _named(turn, word) or _standing(turn, word)
        cases = [case for case in cases if test(case)]
    return cases


def is_late(turn: StaffTurn, case: Case) -> bool:
    """Whether a deadline has passed that is still to be kept."""
    if case.state not in (State.OPEN, State.CONTACTED):
        return False
    if case.contacted_at is None:
        return turn.now > case.contact_by
    return turn.now.date() > case.due_by


def _named(turn: StaffTurn, word: str) -> Test | None:
    """The test of a word that is the name of something; None where it is none."""
    if word in _LATE:
        return partial(is_late, turn)
    if word in _NOBODY_S:
        return lambda case: case.assignee is None and case.state in UNFINISHED
    if word in _UNFINISHED:
        return lambda case: case.state in UNFINISHED
    if word in _MINE:
        return lambda case: turn.id in (case.assignee, case.opened_by)
    span = dated_span(word, turn.now.date())
    if span is not None:
        return lambda case: span[0] <= case.complained_at.date() <= span[1]
    fields: tuple[tuple[Mapping[Any, str], str], ...] = (
        (names.STATES, "state"), (names.KINDS, "kind"), (names.VIAS, "via"),
    )  # fmt: skip
    for labels, field in fields:
        meant = _meant(turn.say, labels, word)
        if meant is not None:
            return partial(_is, field, meant)
    person = next((one.id for one in turn.store.staff.everybody() if one.name == word), None)
    if person is not None:
        return lambda case: person in (case.assignee, case.opened_by)
    when = dated(word)
    return partial(_of_date, when) if when else None


def _meant(say: Words, labels: Mapping[Any, str], word: str) -> object | None:
    return next((one for one, label in labels.items() if plain(say(label)) == word), None)


def _is(field: str, value: object, case: Case) -> bool:
    return bool(getattr(case, field) == value)


def _of_date(when: Dated, case: Case) -> bool:
    """Whether it came in then, is about the bill of that month, or names the month."""
    days = [case.complained_at.date(), *([case.bill_month] if case.bill_month else [])]
    return any(map(when.holds, days)) or when.named_in(plain(case.question))


def _standing(turn: StaffTurn, word: str) -> Test:
    """Whether the word stands anywhere in a case; as it was written, simplified or traditional."""
    written = [one for one in turn.message.text.split() if plain(one) == word]
    phrases = dict.fromkeys((word, *written, *in_traditional(word)))
    found = {case.number for phrase in phrases for case in turn.store.cases.find(phrase)}
    return lambda case: case.number in found or _classed(turn.say, word, case)


def _classed(say: Words, word: str, case: Case) -> bool:
    """Whether the word stands in the name of its class of 95598, or of a cause that was found."""
    if len(word) < _LEAST:
        return False
    code = codes().get(case.code)
    causes = json.loads(case.assessment).get("causes", []) if case.assessment else []
    keys = (one["cause"] for one in causes)
    named = (say(CAUSES[key]) for key in keys if key in CAUSES)
    return any(word in plain(name) for name in (*named, code.name if code else ""))
