"""Which list a sheet is, and what its columns are called here; see columns.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from bot.intake.headings import LAST, bare, field_of, simple
from tariff_rules.yaml_text import read_yaml

# Types of the importer's fields under the names that they have here; the others are text.
_TYPES = {
    "account_no": "account", "meter_no": "meter", "meter_other": "meter", "opened_on": "day",
    "energized_on": "day", "last_reading": "wh", "this_reading": "wh", "kwh": "wh",
    "last_on": "day", "this_on": "day", "multiplier": "number", "month": "month",
    "billed_kwh": "wh", "charged": "fen", "issued_on": "day", "since": "day", "until": "day",
    "persons": "whole", "time_of_use_since": "day", "transferred_on": "day",
    "corrected_kwh": "wh", "closed_on": "day", "replaced_on": "day",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of list.

    Attributes:
        name: as the rules call it.
        zh: as an office calls it.
        needs: of each of these, one column must be there.
        signs: columns that tell it.
        files: words in the names of such files.
        names: column by heading, of this kind alone.
    """

    name: str
    zh: str
    needs: tuple[tuple[str, ...], ...]
    signs: frozenset[str]
    files: tuple[str, ...]
    names: Mapping[str, str]

    def fits(self, columns: Mapping[str, int]) -> bool:
        """Whether a sheet with these columns can be one."""
        return all(any(one in columns for one in some) for some in self.needs)


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds of list."""
    return tuple(
        Kind(
            name,
            each["zh"],
            tuple(map(tuple, each["needs"])),
            frozenset(each["signs"]),
            tuple(map(str, each["files"])),
            _by_heading(each.get("columns") or {}),
        )
        for name, each in _table()["kinds"].items()
    )


@cache
def type_of(column: str) -> str:
    """What the cells of a column are."""
    table = _table()
    own = [table["columns"], *(kind.get("columns") or {} for kind in table["kinds"].values())]
    found: Mapping[str, Any] = next((every[column] for every in own if column in every), {})
    return str(found.get("type") or _TYPES.get(column, "text"))


def name_of(column: str) -> str:
    """What an office calls a column."""
    table = _table()
    own = [table["columns"], *(kind.get("columns") or {} for kind in table["kinds"].values())]
    first = next((str(columns[column]["names"][0]) for columns in own if column in columns), None)
    return first or next((zh for zh, name in table["as"].items() if name == column), column)


def columns_as(kind: Kind, headings: Sequence[str]) -> dict[str, int]:
    """The place of each column, if the sheet is of that kind."""
    ranked = sorted(
        (rank, place, name)
        for place, heading in enumerate(headings)
        if heading
        for name, rank in [_column(kind, heading)]
        if name
    )
    found: dict[str, int] = {}
    for _, place, name in ranked:
        # A meter has a number of its maker and one of the office; the second one is kept too.
        second = "meter_other" if name == "meter_no" and "meter_other" not in found else name
        found.setdefault(name if name not in found else second, place)
    if "meter_no" not in found and "meter_other" in found:
        found["meter_no"] = found.pop("meter_other")
    for usual, here in (_table()["here"].get(kind.name) or {}).items():
        if usual in found and here not in found:
            found[here] = found.pop(usual)
    return found


def kind_of(headings: Sequence[str], file: str) -> tuple[Kind, ...]:
    """What a sheet is: most often one kind; readings and bills may stand in one sheet.

    Args:
        headings: of the sheet.
        file: names of the file and the sheet.
    """
    places = {kind.name: columns_as(kind, headings) for kind in kinds()}
    scored = [
        (_score(kind, places[kind.name], headings, file), -number, kind)
        for number, kind in enumerate(kinds())
        if kind.fits(places[kind.name])
    ]
    if not scored:
        return ()
    best = max(scored, key=lambda one: one[:2])[2]
    both = {"readings", "bills"}
    return (
        best,
        *(
            kind
            for score, _, kind in scored
            if {best.name, kind.name} == both and score >= 2 and _full(kind, places[kind.name])
        ),
    )


def is_a_list(name: str) -> bool:
    """Whether a folder is named as a kind of list is (readings, 抄表数据)."""
    return any(
        name in (kind.name, kind.zh) or any(word in name for word in kind.files)
        for kind in kinds()
    )


def seems_to_be(
    headings: Sequence[str], file: str
) -> tuple[Kind, tuple[tuple[str, ...], ...]] | None:
    """What a sheet seems to be that lacks a column, and what it lacks."""
    places = {kind.name: columns_as(kind, headings) for kind in kinds()}
    scores = {kind.name: _score(kind, places[kind.name], headings, file) for kind in kinds()}
    best = max(kinds(), key=lambda kind: scores[kind.name])
    score = scores[best.name]
    lacks = tuple(some for some in best.needs if not any(one in places[best.name] for one in some))
    return (best, lacks) if score >= 1 and lacks else None


def _full(kind: Kind, columns: Mapping[str, int]) -> bool:
    return "charged" in columns if kind.name == "bills" else "this_reading" in columns


def _score(kind: Kind, columns: Mapping[str, int], headings: Sequence[str], file: str) -> float:
    """How much speaks for a kind: its signs, those above all that no other kind claims."""
    signs = sum(
        1 / max(1, _claims(headings[place]))
        for column, place in columns.items()
        if column in kind.signs
    )
    return signs + 2 * any(word in file for word in kind.files)


@cache
def _claims(heading: str) -> int:
    return sum(_column(kind, heading)[0] in kind.signs for kind in kinds())


@cache
def _column(kind: Kind, heading: str) -> tuple[str, int]:
    """What a heading names in a list of that kind, and how well; the best is 0."""
    text = bare(heading)
    # What stands in brackets is an aside: 表计领用(出库)日期.
    alone = re.sub(r"\([^()]*\)", "", text)
    for one in dict.fromkeys((simple(heading), text, alone)):
        if one in kind.names:
            return kind.names[one], 0
    known = field_of(heading)
    common = next((c for t in (simple(heading), text, alone) if (c := _common().get(t))), None)
    if known and (name := str(_table()["as"].get(str(known[0]), ""))):
        own = _by_pattern(kind.name, text) if known[1] == LAST else ""
        if own:
            return own, LAST
        return (name, known[1]) if common is None or name == "meter_no" else (common, 0)
    found = common or _by_pattern(kind.name, alone) or _by_pattern("any", alone)
    return found, 0 if common else LAST


def _by_pattern(kind: str, text: str) -> str:
    patterns = _patterns(kind)
    return next((name for name, pattern in patterns if pattern.fullmatch(text)), "")


@cache
def _patterns(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = _table()["patterns"].get(kind) or {}
    return tuple((name, re.compile(pattern)) for name, pattern in found.items())


@cache
def _common() -> Mapping[str, str]:
    """Columns of any kind by their headings; the names that they have here are headings too."""
    table = _table()
    usual = {simple(name): name for name in table["as"].values()}
    english = {simple(str(name)): column for name, column in table["english"].items()}
    return usual | english | _by_heading(table["columns"])


def _by_heading(columns: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, str]:
    return {
        simple(str(heading)): name
        for name, each in columns.items()
        for heading in (name, *each["names"])
    }


@cache
def _table() -> dict[str, Any]:
    text = (resources.files("bot.audit") / "columns.yaml").read_text("utf-8")
    found: dict[str, Any] = read_yaml(text)
    return found


def known_headings(cells: Sequence[str]) -> int:
    """How many of the cells are headings that some list has."""
    # A figure or a day names no column: most cells need no look.
    names = [cell for cell in cells if any(map(str.isalpha, cell))]
    return sum(any(_column(kind, cell)[0] for kind in kinds()) for cell in names)
