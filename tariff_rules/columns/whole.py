"""Columns of whole numbers: hundredths of a kWh, fen, and prices in 10⁻⁸ yuan per kWh."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from tariff_rules.columns.accounts import hundredths
from tariff_rules.numbers import Numbers
from tariff_rules.rates import Rates, Refund

PRICE_DECIMALS = 8
# Hundredths of a kWh times 10⁻⁸ yuan are 10⁻¹⁰ yuan: 10⁸ of them are a fen.
_FEN = 10**8
# Up to here no product leaves 64 bits.
MOST_KWH = 10_000_000


def _money(kwh: Any, price: Any) -> Any:
    return _to_fen(kwh * price)


def _to_fen(product: Any) -> Any:
    # Halves go away from zero, as with decimals.
    return (product + (_FEN // 2) - (product < 0)) // _FEN


def _part(kwh: Any, number: Any, of: Any) -> Any:
    product = kwh * number
    return (2 * product + of - (product < 0)) // (2 * of)


def _any(condition: Any) -> bool:
    return bool(np.any(condition))


WHOLE = Numbers(0, 0, _any, np.minimum, np.maximum, np.where, _part, _to_fen, _money)


def whole(rates: Rates) -> Rates:
    """The same rates in whole numbers."""
    return Rates(
        _all(rates.limits),
        tuple(s._replace(prices=tuple(map(_price, s.prices))) for s in rates.stretches),
        rates.free._replace(kwh=_kwh(rates.free.kwh)) if rates.free else None,
        Refund(_kwh(rates.refund.kwh), _price(rates.refund.price)) if rates.refund else None,
        _prices(rates.differences),
        {tier: _prices(prices) for tier, prices in rates.whole_tiers.items()},
        rates.times_first,
        rates.sum_only,
    )


def _all(limits: tuple[Decimal, ...]) -> Any:
    return tuple(map(_kwh, limits))


def _prices(prices: Mapping[str, Decimal]) -> Any:
    return {name: _price(price) for name, price in prices.items()}


def _kwh(kwh: Decimal) -> Any:
    return hundredths(kwh)


def _price(price: Decimal) -> Any:
    return int(price.scaleb(PRICE_DECIMALS))
