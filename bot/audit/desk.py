"""From a finding to a case on the desk: one for each household or meter, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from bot.audit.rule import PLACES, Severity
from bot.cases.acting import Acting
from bot.cases.opening import AT_THE_DESK, Matter, open_
from bot.contract.said import Said
from bot.records.case import UNFINISHED, CaseKind
from bot.wording.catalogue import Words

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of the findings on the desk.

    Attributes:
        numbers: of the cases that were opened.
        already: how many households have a case that is not closed yet.
        explained: ids of findings whose case is closed, and whose facts are the same.
    """

    numbers: tuple[str, ...]
    already: int
    explained: frozenset[str]


def open_cases(acting: Acting, say: Words, findings: Iterable[Data]) -> Opened:
    """Open a case for each household or meter with something grave or dear.

    The case carries a mark of its facts; while they are the same, no second one is opened, also
    when the first is closed: then it has been explained.
    """
    numbers, already, explained = [], 0, set()
    for group in by_place(findings):
        mark = mark_of(group)
        known = acting.store.cases.find(mark)
        if any(case.state in UNFINISHED for case in known):
            already += 1
        elif known:
            explained |= {one["id"] for one in group}
        elif _calls_for_a_case(group):
            numbers.append(_open(acting, say, group, mark))
    return Opened(tuple(numbers), already, frozenset(explained))


def by_place(findings: Iterable[Data]) -> list[list[Data]]:
    """The findings of each household, meter or order together, in the order of the first."""
    found: dict[str, list[Data]] = {}
    for one in findings:
        place = one["account"] or one["meter"] or next((one[p] for p in PLACES if p in one), "")
        found.setdefault(str(place or one["person"]), []).append(one)
    return list(found.values())


def mark_of(group: Iterable[Data]) -> str:
    """A mark of all that was found there; another one once a fact changes."""
    ids = " ".join(sorted(one["id"] for one in group))
    return f"JH{sha256(ids.encode()).hexdigest()[:12]}"


def _calls_for_a_case(group: list[Data]) -> bool:
    return any(one["money_fen"] or one["severity"] == Severity.CRITICAL for one in group)


def _open(acting: Acting, say: Words, group: list[Data], mark: str) -> str:
    first, *others = group
    text = say(
        "Found by the audit before the bill: {reason} To do: {action} ({mark})",
        reason=first["reason"], action=first["action"], mark=mark,
    )  # fmt: skip
    if others:
        rules = "、".join(f"{one['rule']} {one['name']}" for one in others)
        text += say(" Also: {rules}", rules=rules)
    if first["money_fen"]:
        money = say.money(Decimal(first["money_fen"]) / 100)
        text += say(" At stake: {money}", money=money)
    known = acting.store.accounts.get(first["account"]) if first["account"] else None
    account = first["account"] if known else None
    case = open_(acting, Matter(AT_THE_DESK, CaseKind.CHECK, Said(words=text), account))
    return case.number
