"""What is known of an account besides its dates: grants, agreements, holders, corrections.

A fact's value is worded as `tariff_rules.parse_account` takes it, so a fact that can be kept can
be assessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class FactKind(StrEnum):
    """Which fact; those of an account are named as in the facts that are assessed."""

    HOUSEHOLD = "household"  # 一户多人口
    LOW_INCOME = "low_income"  # 低保、五保
    TIME_OF_USE = "time_of_use"  # 峰谷分时
    TRANSFER = "transfers"  # 过户
    CORRECTION = "corrections"  # 退补电量
    TIER_MONTHS = "tier_months"  # months of its limits that were announced for a year
    CLOSED = "closed_on"  # 销户
    PRICE = "price"  # 执行电价: tiered, shared, heating
    READER = "reader"  # 抄表周期: each month, odd or even months
    PREPAID = "prepaid"  # 预付费
    REGISTERED = "registered_on"  # the first registration, where the file has the last transfer
    # Of one bill month:
    ESTIMATED = "estimated"  # 估抄
    NORMAL_DAYS = "normal_days"  # days the span would have had, had the reading day not moved
    REPLACED = "replaced"  # 换表


class Standing(StrEnum):
    """What is known of it."""

    KNOWN = "known"
    NONE = "none"  # it was looked into: the account has none
    UNKNOWN = "unknown"  # something says that there is one, and not since when


class FactSource(StrEnum):
    """Where it comes from."""

    FILE = "file"
    STAFF = "staff"
    PAPER = "paper"  # of the customer


@dataclass(frozen=True, slots=True)
class FactRecord:
    """One fact of one account.

    Attributes:
        account_no: 户号.
        kind: which fact.
        standing: whether it is known, known to be none, or open.
        since: its first day as ISO text, or the year or month that it is about; empty where it
            holds for the account as a whole. With the kind it is the key.
        value: the fact in JSON values, as assessed; None unless it is known.
        source: where it comes from.
        basis: the file and row, or the paper that proves it.
        noted_at: when it was entered.
    """

    account_no: str
    kind: FactKind
    standing: Standing
    since: str
    value: Any
    source: FactSource
    basis: str
    noted_at: datetime

    def says_as(self, other: FactRecord) -> bool:
        """Whether both say the same, wherever they come from."""
        return (self.standing, self.value) == (other.standing, other.value)


# In the value of a change of holder, where a file has them: the names before and after it. They
# tell whose the account's particulars are, and nothing of a bill.
FORMER, HOLDER = "former", "holder"
OF_A_MONTH = frozenset({FactKind.ESTIMATED, FactKind.NORMAL_DAYS, FactKind.REPLACED})
_LISTS = frozenset(
    {
        FactKind.HOUSEHOLD,
        FactKind.LOW_INCOME,
        FactKind.TIME_OF_USE,
        FactKind.TRANSFER,
        FactKind.CORRECTION,
    }
)


def without_names(value: Any) -> Any:
    """The value of a fact without the names of holders: whatever leaves the records has none."""
    if not isinstance(value, Mapping):
        return value
    return {key: content for key, content in value.items() if key not in (FORMER, HOLDER)}


def as_assessed(facts: tuple[FactRecord, ...]) -> dict[str, Any]:
    """The known facts of an account as `tariff_rules.parse_standing` takes them."""
    found: dict[str, Any] = {}
    for fact in facts:
        if fact.standing is not Standing.KNOWN or fact.kind in OF_A_MONTH:
            continue
        if fact.kind in _LISTS:
            found.setdefault(fact.kind.value, []).append(without_names(fact.value))
        elif isinstance(fact.value, Mapping):
            found.setdefault(fact.kind.value, {}).update(fact.value)
        else:
            found[fact.kind.value] = fact.value
    return found
