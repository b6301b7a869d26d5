"""Whatever JSON holds, `assess_facts` answers or says what is wrong; nothing else comes out."""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Any

import pytest

from tariff_rules import TariffRulesError, assess_facts, load_region, region_names
from tests.rules.random_accounts import random_account
from tests.test_random_through_import import facts_of

ODD: list[Any] = [
    None, True, False, 0, -1, 3, 999, 10**20, "", "x", "420", "-5", "1e5", "9" * 30, "0.001",
    "NaN", "Infinity", "１２", [], {}, [[]], {"a": 1}, "2018-12-05", "0001-01-01", "9999-12-31",
    "2024-02-30", "2199-12-31", "peak", "shared", "heating", "odd",
]  # fmt: skip
KEYS = ["from", "to", "kwh", "charged", "periods", "persons", "flat", "applied", "until", "price"]
ACCOUNTS = 60


@pytest.mark.parametrize("region", region_names())
@pytest.mark.parametrize("rate", [0.004, 0.05])
def test_no_facts_end_in_anything_but_an_answer_or_a_reason(region: str, rate: float) -> None:
    chance, tariff = random.Random(f"{region} {rate}"), load_region(region)
    for _ in range(ACCOUNTS):
        facts = _changed(chance, facts_of(random_account(chance, tariff)), rate)
        with suppress(TariffRulesError):
            assess_facts(facts)


def _changed(chance: random.Random, value: Any, rate: float) -> Any:
    """The same with values left out, put in, swapped and replaced, each by that chance."""
    if chance.random() < rate:
        return chance.choice(ODD)
    if isinstance(value, dict):
        kept = {k: _changed(chance, v, rate) for k, v in value.items() if chance.random() > rate}
        more = chance.random() < rate
        return kept | ({chance.choice(KEYS): chance.choice(ODD)} if more else {})
    if isinstance(value, list):
        kept_entries = [_changed(chance, entry, rate) for entry in value]
        if chance.random() < rate:
            chance.shuffle(kept_entries)
        return kept_entries
    return value
