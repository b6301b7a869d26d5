"""What a rule of the audit is, and what it finds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

import polars as pl

from bot.audit.office import Office
from bot.contract.errors import SettingsError
from tariff_rules.yaml_text import read_yaml

Params = Mapping[str, Any]
# Figures that change without a change of facts.
_GROWS = {"days", "hours", "used_wh", "use_to", "usual", "mean"}
# What a finding is about where it has neither account nor meter.
PLACES = ("application_no", "ticket_no", "area")


class Severity(StrEnum):
    """How grave a finding is, the gravest first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Who(StrEnum):
    """Who sees to it where the lists name nobody."""

    ELECTRICIAN = "electrician"  # 台区经理
    CLERK = "clerk"  # 综合柜员
    HEAD = "head"  # 所长
    BILLING = "billing"  # 核算员


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        id: as in rules.yaml.
        find: the rows that it finds: `account_no`, `meter_no`, `since`, `person`, `severity`
            where it grades, and the figures of its sentence.
        needs: columns that must be there, as "list.column"; "a|b" is either of them.
        reason: the sentence that says what was found.
        action: what is to be done.
        who: who sees to it.
        money: whether money is worked out for it: of an account's bills, or of a meter's use.
    """

    id: str
    find: Callable[[Office, Params], pl.DataFrame]
    needs: tuple[str, ...]
    reason: str
    action: str
    who: Who
    money: bool = False

    def lacks(self, office: Office) -> list[str]:
        """Which columns it needs that are not there."""
        return [
            need
            for need in self.needs
            if not any(office.exports.has(*one.split(".")) for one in need.split("|"))
        ]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """What stands in rules.yaml of one rule."""

    name: str
    severity: Severity
    params: Params
    basis: tuple[str, ...]
    confidence: str


@dataclass(frozen=True)
class Finding:
    """One thing that was found.

    Attributes:
        rule: its rule.
        severity: how grave it is.
        account: number of the account, empty where the meter has none.
        meter: number of the meter, empty where it is not known.
        since: from which day on.
        person: who sees to it, as the lists name him.
        figures: of the sentence.
        money_fen: what is at stake; None where that cannot be told.
        days: until the next bill is issued.
        forecast: of money that is still to come: kWh, the day of the reading, the months.
    """

    rule: Rule
    severity: Severity
    account: str
    meter: str
    since: date | None
    person: str
    figures: Mapping[str, Any]
    money_fen: int | None = 0
    days: int | None = None
    forecast: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What a second finding of the same would have too."""
        others = (self.figures.get(name) for name in PLACES)
        place = self.account or self.meter or next(filter(None, others), self.person)
        return self.rule.id, str(place)

    @property
    def id(self) -> str:
        """The same as long as its facts are the same; what merely grows day by day is none."""
        facts = {k: str(v) for k, v in self.figures.items() if k not in _GROWS}
        text = json.dumps([*self.key, str(self.since), facts], sort_keys=True)
        return f"{self.rule.id}-{sha256(text.encode()).hexdigest()[:12]}"


@cache
def rule_book(own: Path | None = None) -> Mapping[str, RuleBook]:
    """What is written of each rule, with an office's own limits.

    Raises:
        SettingsError: the office's file names a rule or a limit that there is not.
    """
    table = read_yaml((resources.files("bot.audit") / "rules.yaml").read_text("utf-8"))
    more = _own(own) if own else {}
    for rule, params in more.items():
        _must_fit(own, rule, params, table)
    return {
        rule: RuleBook(
            each["name"],
            Severity(each["severity"]),
            {**(each.get("params") or {}), **more.get(rule, {})},
            tuple(each["basis"]),
            each["confidence"],
        )
        for rule, each in table.items()
    }


def _must_fit(own: Path | None, rule: str, params: Params, table: Mapping[str, Any]) -> None:
    if rule not in table:
        raise SettingsError("{own}: {rule}: there is no such rule", own=own, rule=rule)
    known = table[rule].get("params") or {}
    for name, value in params.items():
        if name not in known:
            raise SettingsError(
                "{own}: {rule}: {known}: there is no such limit", own=own, rule=rule, known=name
            )
        if not _is_like(value, known[name]):
            raise SettingsError(
                "{own}: {rule}: {known}: write a number such as {value}",
                own=own, rule=rule, known=name, value=known[name],
            )  # fmt: skip


def _is_like(value: Any, known: Any) -> bool:
    """Whether an own limit can stand in the place of one of ours."""
    if isinstance(known, list):
        same = isinstance(value, list) and len(value) == len(known)
        return same and all(map(_is_like, value, known))
    if isinstance(value, bool):
        return False
    return isinstance(value, int | float) and 0 <= value < float("inf")


def _own(path: Path) -> dict[str, dict[str, Any]]:
    try:
        found = read_yaml(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError("{path}: cannot be read: {error}", path=path, error=error) from error
    if not isinstance(found, dict) or not all(isinstance(v, dict) for v in found.values()):
        raise SettingsError("{path}: write it as A03: {{days: 7}}", path=path)
    return found


def found_by(rule: Rule, office: Office, book: RuleBook) -> Iterator[Finding]:
    """What a rule finds, each account or meter once: the newest."""
    seen: set[tuple[str, str]] = set()
    rows = rule.find(office, book.params)
    known = {"account_no", "meter_no", "since", "person", "severity"}
    for row in rows.iter_rows(named=True):
        finding = Finding(
            rule,
            Severity(row.get("severity") or book.severity),
            row.get("account_no") or "",
            row.get("meter_no") or "",
            row.get("since"),
            row.get("person") or "",
            {name: value for name, value in row.items() if name not in known},
        )
        if finding.key not in seen:
            seen.add(finding.key)
            yield finding
