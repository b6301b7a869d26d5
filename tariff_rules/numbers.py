"""What counting needs beside plus, minus and times, for one account and for columns of many."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

FEN = Decimal("0.01")
ZERO = Decimal(0)
NOTHING = Decimal("0.00")


class Numbers(NamedTuple):
    """A kind of numbers: exact decimals, or columns of whole numbers.

    Attributes:
        zero: nothing, in kWh.
        nothing: nothing, in money.
        any: whether a comparison holds (of a column: anywhere).
        least: the smaller of two.
        most: the larger of two.
        choose: by a comparison, the first or the second of two.
        part: kWh times one number by another, rounded to a hundredth of a kWh.
        fen: kWh times prices, rounded to the fen, half up.
        money: the same of kWh and a price.
    """

    zero: Any
    nothing: Any
    any: Callable[[Any], bool]
    least: Callable[[Any, Any], Any]
    most: Callable[[Any, Any], Any]
    choose: Callable[[Any, Any, Any], Any]
    part: Callable[[Any, Any, Any], Any]
    fen: Callable[[Any], Any]
    money: Callable[[Any, Any], Any]


def _choose(condition: bool, first: Any, second: Any) -> Any:
    return first if condition else second


def _part(kwh: Decimal, number: Decimal | int, of: Decimal | int) -> Decimal:
    return (kwh * number / of).quantize(FEN, ROUND_HALF_UP)


def to_fen(amount: Decimal) -> Decimal:
    """Yuan rounded to the fen, half up."""
    return amount.quantize(FEN, ROUND_HALF_UP)


def money(kwh: Decimal, price: Decimal) -> Decimal:
    """Yuan for kWh, rounded to the fen, half up."""
    return (kwh * price).quantize(FEN, ROUND_HALF_UP) if kwh else NOTHING


# For one account: kWh and yuan as they are written, with any number of decimals.
EXACT = Numbers(ZERO, NOTHING, bool, min, max, _choose, _part, to_fen, money)
