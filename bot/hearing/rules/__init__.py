"""The rules by which figures and names are found, in the order in which they are tried.

What one has taken no later one reads, so the order counts: a price is told from an amount before
amounts are read, and a figure that has its unit comes before one that only stands beside a word.
"""

from __future__ import annotations

from bot.hearing.entity import Rule
from bot.hearing.rules import (
    agencies,
    amounts,
    counts,
    dates,
    durations,
    energy,
    labelled,
    numbers_of_things,
    people,
    prices,
    readings,
    unclear,
)

RULES: tuple[Rule, ...] = (
    *numbers_of_things.RULES,
    *dates.RULES,
    *agencies.RULES,
    *counts.RULES,
    *durations.DAYS,
    *durations.MONTHS,
    *durations.MONTH_NAMES,
    *counts.TIERS,
    *people.RULES,
    *unclear.RULES,
    *labelled.RULES,
    *prices.BY_THE_KWH,
    *prices.DECIMALS,
    *amounts.WITH_UNIT,
    *prices.IN_COINS,
    *readings.RULES,
    *energy.RULES,
    *amounts.WITHOUT_UNIT,
)
# A bare number that may as well be a reading, where the text speaks of readings.
WEAK: tuple[Rule, ...] = energy.WEAK
