"""Accounts by chance, with every fact, put into the store by import, come to what facts do."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tariff_rules import (
    Grant,
    Price,
    Reader,
    ServiceAccount,
    TariffRulesError,
    assess_facts,
    load_region,
    region_names,
)
from tests.rules.random_accounts import random_account
from tests.test_facts_through_import import found_by_import

ACCOUNTS = 24


def facts_of(account: ServiceAccount) -> dict[str, Any]:
    """The account as `jieti assess` takes it."""
    facts: dict[str, Any] = {
        "region": account.region,
        "registered_on": str(account.registered_on),
        "powered_on": account.powered_on and str(account.powered_on),
        "closed_on": account.closed_on and str(account.closed_on),
        "price": account.price is not Price.TIERED and str(account.price),
        "reader": account.reader is not Reader.EVERY and str(account.reader),
        "prepaid": account.prepaid,
        "household": [
            {**grant(one), "persons": one.persons, "flat": one.flat} for one in account.households
        ],
        "low_income": [*map(grant, account.low_income)],
        "time_of_use": [*map(grant, account.time_of_use)],
        "transfers": [{"on": str(one.first)} for one in account.transfers if one.applied],
        "corrections": [
            {"from": str(one.first), "to": str(one.last), "kwh": str(one.kwh)}
            for one in account.corrections
        ],
        "settlements": [
            {"from": str(one.first), "to": str(one.last), "kwh": str(one.kwh)}
            | ({"periods": {name: str(kwh) for name, kwh in one.periods.items()}}
               if one.periods else {})
            | ({"estimated": True} if one.estimated else {})
            | ({"normal_days": one.normal_days} if one.normal_days else {})
            for one in account.settlements
        ],
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value}


def grant(one: Grant) -> dict[str, Any]:
    known = {"from": str(one.first), "until": one.last and str(one.last)}
    return {k: v for k, v in known.items() if v} | ({} if one.applied else {"applied": False})


def of_an_office(account: ServiceAccount) -> bool:
    """Whether an office's exports can hold it: a bill a month, no fact before the account."""
    months = [f"{one.last:%Y-%m}" for one in account.settlements]
    facts = [*account.transfers, *account.corrections]
    apart = all(len(grants) < 2 for grants in (account.households, account.low_income))
    return (
        apart
        and len(account.time_of_use) < 2
        and len(set(months)) == len(months)
        and all(one.kwh >= 0 for one in account.settlements)
        and all(one.first >= account.in_use_since() for one in facts)
    )


@pytest.mark.parametrize("seed", range(ACCOUNTS))
def test_what_is_imported_comes_to_what_its_facts_do(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    while True:
        tariff = load_region(chance.choice(region_names()))
        account = random_account(chance, tariff)
        if not of_an_office(account):
            continue
        facts = facts_of(account) | {"months_from": chance.choice(("registration", "use"))}
        try:
            wanted = assess_facts(facts)["settlements"][-1]
        except TariffRulesError:
            continue
        if not wanted["total"].startswith("-"):
            break
    found = found_by_import(tmp_path, facts, wanted["total"]).to_json()["settlements"][-1]
    assert (found["total"], found["limits"]) == (wanted["total"], wanted["limits"]), facts
