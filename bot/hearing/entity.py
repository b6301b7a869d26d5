"""What an entity is, and what a rule that finds one is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from bot.hearing.intervals import is_approximate
from bot.hearing.numbers import number


class EntityKind(StrEnum):
    """What an entity is."""

    ACCOUNT_NO = "account_no"
    METER_NO = "meter_no"
    TICKET_NO = "ticket_no"
    PHONE = "phone"
    PRICE = "price"  # yuan per kWh
    AMOUNT = "amount"  # yuan
    KWH = "kwh"
    READING = "reading"
    TIER = "tier"
    MONTH = "month"  # 1-12
    DATE = "date"  # YYYY-MM-DD, YYYY-MM or MM-DD
    MONTHS = "duration_months"
    DAYS = "duration_days"
    HOUSEHOLD = "household_size"
    MULTIPLE = "multiple"
    DIGITS = "digits"
    AGENCY = "agency"
    PERSON = "person_name"
    PLACE = "place"
    ADDRESS = "address"


Value = Decimal | str | None
Read = Value | bool  # True: its own words are the value; False: it is something else after all
Match = re.Match[str]
TAKEN = "\x00"  # stands where a rule has taken what was there


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity: its words as they were written, where they stand, and their value.

    The value is None where it is vague or must be asked for; a vague one lies between `low` and
    `high`. The rule is the name of what read it.
    """

    kind: EntityKind
    text: str
    start: int
    end: int
    value: Value
    rule: str
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def least(self) -> Decimal | None:
        """The figure, or the least that a vague one can be."""
        return self.value if isinstance(self.value, Decimal) else self.low


@dataclass(frozen=True)
class Rule:
    """How one form of a figure or name is found, with texts that show it.

    Attributes:
        name: tells it from all others; shown by `jieti understand`.
        words: the pattern as it is written: the entity is the group "e", or the whole.
        value: what a match is worth.
        reads: texts, each with the words that are taken there and their value: "交了486" ->
            "486 = 486"; no value where it is vague.
        leaves: texts of which nothing is taken, even if no other rule takes it.
    """

    name: str
    kind: EntityKind
    words: str
    value: Callable[[Match], Read]
    reads: Mapping[str, str]
    leaves: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled once it is needed: most commands hear nothing."""
        return re.compile(self.words, re.ASCII)


def rule(
    name: str,
    kind: EntityKind,
    pattern: str,
    value: Callable[[Match], Read] | Read,
    *,
    reads: Mapping[str, str],
    leaves: tuple[str, ...] = (),
) -> Rule:
    """A rule; a value that is no function is that of each match."""
    read = value if callable(value) else lambda _: value
    return Rule(name, kind, pattern, read, reads, leaves)


def figure(match: Match) -> Value:
    """The number of the group "n"; None where the group "vague" stands instead."""
    return None if match.groupdict().get("vague") else number(match["n"])


def figure_or_nothing(match: Match) -> Read:
    """The same, of words that may be no number at all, as in 交一二三档."""
    if match.groupdict().get("vague"):
        return None
    value = number(match["n"])
    if value is None:
        return None if is_approximate(match["n"]) else False
    return False if len(match["n"]) < 2 else value
