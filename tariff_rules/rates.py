"""What the kWh of a settlement are compared with and multiplied by.

The numbers are exact decimals for one account (kWh, yuan), and whole ones for columns of accounts
(see `numbers`).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple


class Share(NamedTuple):
    """A part of a settlement's kWh: so many days of so many."""

    days: int
    of: int


class Stretch(NamedTuple):
    """A part of a span with prices of its own: its share of the kWh, and yuan per kWh by tier.

    Without tiers there is one price, and nothing to count.
    """

    share: Share
    prices: tuple[Decimal, ...]
    tiered: bool


class FreeKwhDue(NamedTuple):
    """KWh that cost nothing (低保、五保), for one settlement or, `by_pool`, for its whole pool.

    They are taken off before the tiers, or, `inside`, they fill tier 1 and cost nothing there.
    """

    kwh: Decimal
    by_pool: bool
    inside: bool = False


class Refund(NamedTuple):
    """KWh that are charged first and returned later, at the price of tier 1 (免费电量返还)."""

    kwh: Decimal
    price: Decimal


class Rates(NamedTuple):
    """All that turns the kWh of a settlement into money.

    Attributes:
        limits: kWh of its pool, upper end of each tier but the last; none without tiers.
        stretches: its shares by price; one where no price changed within it.
        free: kWh that cost nothing; None where no rule deducts any.
        refund: kWh whose money is returned later; None where no rule returns any.
        differences: time-of-use period -> yuan per kWh more or less; empty where it did not hold.
        whole_tiers: tier -> the differences where all kWh of the settlement lie in it (上海).
        times_first: whether bills count the periods first, then the tiers (先分时、后阶梯).
        sum_only: whether only the sum is rounded to the fen, and no line of it.
    """

    limits: tuple[Decimal, ...]
    stretches: tuple[Stretch, ...]
    free: FreeKwhDue | None
    refund: Refund | None
    differences: Mapping[str, Decimal]
    whole_tiers: Mapping[int, Mapping[str, Decimal]]
    times_first: bool
    sum_only: bool
