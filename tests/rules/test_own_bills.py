"""Bills that the rule itself makes, of accounts with every fact: right; their causes add up."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from tariff_rules import (
    Reason,
    ServiceAccount,
    TariffRulesError,
    Verdict,
    assess,
    find_causes,
    load_region,
    region_names,
)
from tariff_rules.assessment import is_right
from tests.rules.random_accounts import billed_by, random_account

ACCOUNTS = 12


@pytest.mark.parametrize("region", region_names())
def test_a_bill_of_the_rule_itself_is_never_called_wrong(region: str) -> None:
    tariff = load_region(region)
    for account in _accounts(region):
        reading = assess(account, tariff).reading.settlements
        for form in ([s.total for s in reading], [s.charge.other_total for s in reading]):
            verdict = assess(billed_by(account, form), tariff).verdict
            assert verdict is not Verdict.CHARGED_WRONGLY, account


@pytest.mark.parametrize("region", region_names())
def test_causes_lead_from_the_bill_to_the_last_total_without_a_rest(region: str) -> None:
    tariff = load_region(region)
    for account in _accounts(region):
        causes = find_causes(assess(account, tariff), tariff)
        # No bill shows yet what was found later: kWh put back, and the reading after an estimate.
        as_billed = assess(replace(account, corrections=()), tariff).reading
        read = [d.amount for d in as_billed.settled_later if d.reason is Reason.ESTIMATE]
        explained = sum((cause.difference for cause in causes), sum(read, Decimal(0)))
        if causes:
            assert as_billed.total - explained == causes[-1].total, account


def _accounts(region: str) -> Iterator[ServiceAccount]:
    """Some that the region's rules can count."""
    tariff, chance = load_region(region), random.Random(region)
    for _ in range(ACCOUNTS):
        account = random_account(chance, tariff)
        try:
            assess(account, tariff)
        except TariffRulesError:
            continue
        yield account


@pytest.mark.parametrize("region", ["henan", "hunan", "sichuan"])
def test_whether_bills_are_right_is_told_without_what_else_is_found(region: str) -> None:
    tariff, seen = load_region(region), set()
    for account in _accounts(region):
        reading = assess(account, tariff).other.settlements
        right = billed_by(account, [s.total for s in reading])
        for billed in (account, right, billed_by(account, [s.total + 1 for s in reading])):
            found = is_right(billed, tariff)
            assert found is (assess(billed, tariff).fits is not None), billed
            seen.add(found)
    assert seen == {True, False}
