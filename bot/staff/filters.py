"""What is looked for among cases: words, and states, kinds, people, dates that are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.cases.codes import codes
from bot.contract.characters import in_traditional
from bot.hearing.dated_word import Dated, dated, dated_span
from bot.hearing.normalise import plain
from bot.records.case import UNFINISHED, URGED, Case, State
from bot.staff.turn import StaffTurn
from bot.store.cases import Only
from bot.wording import cases as names
from bot.wording.catalogue import Words
from bot.wording.findings import CAUSES

Test = Callable[[Case], bool]
_LATE = {"超期", "超时", "逾期", "late"}
_NOBODY_S = {"没人办", "没人", "无人", "未分派", "nobody"}
_UNFINISHED = {"没办完", "没办结", "未办完", "未办结", "在办", "unfinished"}
_URGED = {"催办", "催", "urged"}
_OPEN = _NOBODY_S | _UNFINISHED | _LATE | _URGED  # what only unfinished cases are
_MINE = {"我的", "mine"}
_FIELDS: tuple[tuple[Mapping[Any, str], str], ...] = (
    (names.STATES, "state"), (names.KINDS, "kind"), (names.VIAS, "via"),
)  # fmt: skip
MOST = 5_000  # cases that are looked through where no word stands in one
_LEAST = 2  # characters of the name of a cause or class


def wanted(turn: StaffTurn, text: str, among: Iterable[Case]) -> list[Case]:
    """Those of the cases to which every word applies.

    A number may be written with blanks, words in traditional or full-width characters.
    """
    return _to_which_apply(turn, _words(text), among)


def _to_which_apply(turn: StaffTurn, words: Iterable[str], among: Iterable[Case]) -> list[Case]:
    cases = list(among)
    for word in words:
        test = _named(turn, word) or _standing(turn, word)
        cases = [case for case in cases if test(case)]
    return cases


def searched(turn: StaffTurn, text: str) -> tuple[list[Case], bool]:
    """All cases to which every word applies, newest first; and whether older ones were left.

    Read are only those in which one of the words stands, where one is no name of anything, else
    those of the state, kind, way, person and days that are named.
    """
    words, cases = _words(text), turn.store.cases
    standing = next((word for word in words if _named(turn, word) is None), None)
    if standing is not None:
        others = (word for word in words if word != standing)
        return _to_which_apply(turn, others, _where_it_stands(turn, standing)), False
    if not _OPEN.isdisjoint(words):
        return _to_which_apply(turn, words, cases.all_unfinished()), False
    found = cases.which(_only(turn, words), MOST + 1)
    return _to_which_apply(turn, words, found[:MOST]), len(found) > MOST


def _only(turn: StaffTurn, words: Iterable[str]) -> Only:
    """What the words say that the records tell without reading each case."""
    only = Only()
    for word in words:
        span, field = dated_span(word, turn.now.date()), _field(turn, word)
        person = turn.id if word in _MINE else _person(turn, word)
        if span is not None:
            only = replace(only, since=span[0], until=span[1])
        elif field is not None:
            only = replace(only, **{field[0]: field[1]})
        elif person is not None:
            only = replace(only, had=person)
        elif when := dated(word):
            only = replace(only, about=when.span or only.about)
    return only


def _words(text: str) -> list[str]:
    words = plain(text).split()
    return ["".join(words)] if words and all(word.isdigit() for word in words) else words


def is_late(turn: StaffTurn, case: Case) -> bool:
    """Whether a deadline has passed that is still to be kept."""
    if case.state not in (State.OPEN, State.CONTACTED):
        return False
    if case.contacted_at is None:
        return turn.now > case.contact_by
    return turn.now.date() > case.due_by


def _is_urged(turn: StaffTurn, case: Case) -> bool:
    events = turn.store.cases.events
    return case.state in UNFINISHED and bool(events(case.number, URGED))


def _named(turn: StaffTurn, word: str) -> Test | None:
    """The test of a word that is the name of something; None where it is none."""
    if word in _LATE:
        return partial(is_late, turn)
    if word in _NOBODY_S:
        return lambda case: case.assignee is None and case.state in UNFINISHED
    if word in _UNFINISHED:
        return lambda case: case.state in UNFINISHED
    if word in _URGED:
        return partial(_is_urged, turn)
    if word in _MINE:
        return lambda case: turn.id in (case.assignee, case.opened_by)
    span = dated_span(word, turn.now.date())
    if span is not None:
        return lambda case: span[0] <= case.complained_at.date() <= span[1]
    field = _field(turn, word)
    if field is not None:
        return partial(_is, *field)
    peril = _meant(turn.say, names.PERILS, word)
    if peril is not None:
        return lambda case: peril in case.escalations
    person = _person(turn, word)
    if person is not None:
        return lambda case: person in (case.assignee, case.opened_by)
    when = dated(word)
    return partial(_of_date, when) if when else None


def _field(turn: StaffTurn, word: str) -> tuple[str, Any] | None:
    """The field of a case of which the word names a value, and that value."""
    found = ((field, _meant(turn.say, labels, word)) for labels, field in _FIELDS)
    return next((one for one in found if one[1] is not None), None)


def _person(turn: StaffTurn, word: str) -> int | None:
    return next((one.id for one in turn.store.staff.everybody() if one.name == word), None)


def _meant(say: Words, labels: Mapping[Any, str], word: str) -> object | None:
    return next((one for one, label in labels.items() if plain(say(label)) == word), None)


def _is(field: str, value: object, case: Case) -> bool:
    return bool(getattr(case, field) == value)


def _of_date(when: Dated, case: Case) -> bool:
    """Whether it came in then, is about the bill of that month, or names the month."""
    days = [case.complained_at.date(), *([case.bill_month] if case.bill_month else [])]
    return any(map(when.holds, days)) or when.named_in(plain(case.question))


def _standing(turn: StaffTurn, word: str) -> Test:
    """Whether the word stands anywhere in a case."""
    found = {case.number for case in _where_it_stands(turn, word)}
    return lambda case: case.number in found


def _where_it_stands(turn: StaffTurn, word: str) -> tuple[Case, ...]:
    """Cases in which it stands as it was written, simplified or traditional.

    Also those in whose class of 95598 it stands, or in the name of a cause that was found.
    """
    written = [one for one in turn.message.text.split() if plain(one) == word]
    phrases = dict.fromkeys((word, *written, *in_traditional(word)))
    named = len(word) >= _LEAST
    return turn.store.cases.find(
        *phrases,
        codes=[key for key, code in codes().items() if named and word in plain(code.name)],
        causes=[key for key, name in CAUSES.items() if named and word in plain(turn.say(name))],
    )
