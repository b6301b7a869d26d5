"""kWh to tiers to money, exact. Only the part above a limit costs the next tier's price."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FEN = Decimal("0.01")
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class TierLine:
    """One line of a bill that prints a price for each tier: kWh times yuan per kWh."""

    tier: int
    kwh: Decimal
    price: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class SurchargeLine:
    """One line of a bill that prints the base price on all kWh and surcharges (加价) above it.

    `tier` is 1 for the base line.
    """

    tier: int
    kwh: Decimal
    price: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Charge:
    """One settlement's money in both forms that bills use. Amounts in yuan, to the fen."""

    tiers: tuple[TierLine, ...]
    surcharges: tuple[SurchargeLine, ...]

    @property
    def total(self) -> Decimal:
        """Sum of the rounded tier lines."""
        return sum((line.amount for line in self.tiers), ZERO)

    @property
    def surcharge_total(self) -> Decimal:
        """Sum of the rounded lines of the other form; with broken kWh it may differ by a fen."""
        return sum((line.amount for line in self.surcharges), ZERO)


def to_fen(amount: Decimal) -> Decimal:
    """Yuan rounded to the fen, half up."""
    return amount.quantize(FEN, ROUND_HALF_UP)


def split(before: Decimal, kwh: Decimal, limits: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Share out `kWh` over the tiers, `before` kWh of the cycle having been used already.

    Each tier gets the overlap of [before, before + kwh] with its band, so one settlement may
    reach over several tiers.

    >>> split(Decimal(0), Decimal(420), (Decimal(180), Decimal(260)))
    (Decimal('180'), Decimal('80'), Decimal('160'))
    """
    after = before + kwh
    parts = []
    lower = ZERO
    for upper in limits:
        parts.append(max(ZERO, min(after, upper) - max(before, lower)))
        lower = upper
    parts.append(max(ZERO, after - max(before, lower)))
    return tuple(parts)


def charge_for(parts: tuple[Decimal, ...], prices: tuple[Decimal, ...]) -> Charge:
    """Money for kWh per tier at yuan per kWh; each line rounded to the fen, half up."""
    tiers = tuple(
        TierLine(i + 1, kwh, price, to_fen(kwh * price))
        for i, (kwh, price) in enumerate(zip(parts, prices, strict=True))
    )
    base = prices[0]
    whole = sum(parts, ZERO)
    surcharges = [SurchargeLine(1, whole, base, to_fen(whole * base))]
    for line in tiers[1:]:
        more = line.price - base
        surcharges.append(SurchargeLine(line.tier, line.kwh, more, to_fen(line.kwh * more)))
    return Charge(tiers, tuple(surcharges))
