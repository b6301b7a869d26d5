"""From a finding to a case on the desk: one for each household or meter, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from hashlib import sha256
from typing import Any

from bot.accounts.masking import mask_account_no
from bot.audit.rule import PLACES, Severity
from bot.cases.acting import Acting
from bot.cases.handing import able
from bot.cases.opening import AT_THE_DESK, Matter, open_
from bot.contract.said import Said
from bot.lessons.seen import is_being_checked
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.wording.catalogue import Words

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of the findings on the desk.

    Attributes:
        cases: that were opened, each with what was found there.
        already: how many households have a case that is not closed yet.
        explained: ids of findings whose case is closed, and whose facts are the same.
    """

    cases: tuple[tuple[Case, list[Data]], ...]
    already: int
    explained: frozenset[str]

    @property
    def numbers(self) -> list[str]:
        """Of the cases that were opened."""
        return [case.number for case, _ in self.cases]


def open_cases(acting: Acting, say: Words, findings: Iterable[Data]) -> Opened:
    """Open a case for each household or meter with something grave or dear.

    The case carries a mark of its facts; while they are the same, no second one is opened, also
    when the first is closed: then it has been explained. Where the lists name who is responsible,
    and one of that name works here, it is his.
    """
    cases, already, explained = [], 0, set()
    for group in by_place(findings):
        grave = [one for one in group if _calls_for_a_case(one)]
        if not grave:
            continue
        mark = mark_of(grave)
        known = acting.store.cases.find(mark)
        seen = is_being_checked(acting.store, grave[0]["account"] or "")
        if seen or any(case.state in UNFINISHED for case in known):
            already += 1
        elif known:
            explained |= {one["id"] for one in group}
        else:
            cases.append((_open(acting, say, group, mark), group))
    return Opened(tuple(cases), already, frozenset(explained))


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


def _calls_for_a_case(finding: Data) -> bool:
    return bool(finding["money_fen"]) or finding["severity"] == Severity.CRITICAL


def _open(acting: Acting, say: Words, group: list[Data], mark: str) -> Case:
    first, *others = group
    meter = first["meter"]
    reason = first["reason"].replace(meter, mask_account_no(meter)) if meter else first["reason"]
    text = say(
        "Found by the audit before the bill: {reason} To do: {action} ({mark})",
        reason=reason, action=first["action"], mark=mark,
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
    person = first["person"]
    mine = next((one for one in able(acting.store, case) if one.name == person), None)
    return acting.change(case, replace(case, assignee=mine.id)) if mine else case
