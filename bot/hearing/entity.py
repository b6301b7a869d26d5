"""What an entity is, and what a rule that finds one is made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

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

    The value is None where it is vague or must be asked for.
    """

    kind: EntityKind
    text: str
    start: int
    end: int
    value: Value


Rule = tuple[EntityKind, re.Pattern[str], Callable[[Match], Read]]


def rule(kind: EntityKind, pattern: str, read: Callable[[Match], Read] | Read) -> Rule:
    """A rule: the entity is the group "e" or the whole; what is no function is what it reads."""
    reader = read if callable(read) else lambda _: read
    return kind, re.compile(pattern, re.ASCII), reader


def figure(match: Match) -> Value:
    """The number of the group "n"; None where the group "vague" stands instead."""
    return None if match.groupdict().get("vague") else number(match["n"])
