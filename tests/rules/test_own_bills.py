"""Bills that the rule itself makes, of accounts with every fact: right; their causes add up."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal

import pytest

from tariff_rules import (
    ServiceAccount,
    TariffRulesError,
    Verdict,
    assess,
    find_causes,
    load_region,
    region_names,
)
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
        assessment = assess(account, tariff)
        causes = find_causes(assessment, tariff)
        base = assessment.billed
        later = Decimal(0) if base.settled_in_last_bill() else base.found_later
        explained = sum((cause.difference for cause in causes), Decimal(0))
        if causes:
            assert base.total - later - explained == causes[-1].total, account


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
