from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest

from tariff_rules import (
    MonthsFrom,
    ServiceAccount,
    Settlement,
    Verdict,
    assess,
    load_region,
    parse_account,
    region_names,
)
from tariff_rules.columns import (
    NOT_CHARGED,
    OFFICE,
    assess_columns,
    causes_in_columns,
    columns_of,
    plain_columns,
)
from tests.rules.same_by_columns import by_columns, differences, of_one

HENAN = load_region("henan")
DAYS = np.arange("2018-01", "2019-02", dtype="datetime64[M]").astype("datetime64[D]") + 19


@pytest.mark.parametrize("region", region_names())
def test_columns_say_of_every_account_what_is_said_of_it_alone(region: str) -> None:
    assert differences(region, 5, seed=7) == []


def test_a_thousand_accounts_of_one_standing_are_counted_from_tables() -> None:
    long_ago = date(2005, 1, 1)
    standing = ServiceAccount(
        "henan", long_ago, long_ago, (Settlement(long_ago, long_ago, Decimal(0)),)
    )
    kwh = np.random.default_rng(1).integers(0, 60_000, (12, 1000))
    first, last = (np.repeat(days[:, None], 1000, 1) for days in (DAYS[:-1], DAYS[1:]))
    none = np.full(kwh.shape, NOT_CHARGED)
    columns = plain_columns([standing], np.zeros(1000, np.int64), (first, last), kwh, none)
    found = assess_columns(columns, HENAN)
    assert not found.refused
    for row in (0, 500, 999):
        alone = assess(columns.account(row), HENAN)
        assert found.reading.total[row] == alone.total * 100


def test_the_late_registration_of_the_seed_costs_the_same_in_columns() -> None:
    bill = Settlement(date(2018, 10, 8), date(2018, 12, 20), Decimal(420), Decimal("287.20"))
    account = ServiceAccount("henan", date(2018, 12, 5), date(2018, 10, 8), (bill,))
    on_time = replace(account, registered_on=account.powered_on)
    assessed = assess_columns(columns_of([account, on_time]), HENAN)
    assert assessed.reading.total.tolist() == [28720, 23520]
    assert assessed.fits().tolist() == [OFFICE, 0]
    assert causes_in_columns(assessed, HENAN)["late_registration"].tolist() == [5200, 0]


def test_in_columns_too_nobody_pays_the_closing_of_the_holder_before() -> None:
    """Heilongjiang: 3,000 kWh until the change of holder, 411.00 of it for limits not used up."""
    spans = [
        {"from": "2023-01-01", "to": "2023-07-01", "kwh": "3000", "charged": "1578.00"},
        {"from": "2023-07-01", "to": "2023-08-01", "kwh": "100", "charged": "462.00"},
    ]
    facts = {"region": "heilongjiang", "registered_on": "2010-01-05", "settlements": spans}
    account = parse_account({**facts, "transfers": [{"on": "2023-07-01"}]})
    tariff = load_region("heilongjiang")
    alone = of_one(account, tariff, MonthsFrom.USE)
    assert by_columns([account], tariff, MonthsFrom.USE) == [alone]
    assert assess(account, tariff).verdict is Verdict.CHARGED_WRONGLY


def test_what_no_tariff_covers_is_refused_by_row_and_the_rest_is_counted() -> None:
    chance = random.Random(3)
    accounts = []
    for year in (2024, 1990, 2025):
        day = date(year, 3, 20)
        bill = Settlement(day, date(year, 4, 20), Decimal(chance.randint(1, 900)))
        accounts.append(ServiceAccount("henan", day, day, (bill,)))
    assessed = assess_columns(columns_of(accounts), HENAN)
    assert [*assessed.refused] == [1]
    assert "no tariff in force on 1990-04-19" in str(assessed.refused[1])
    assert assessed.reading.total[2] == assess(accounts[2], HENAN).total * 100


def test_accounts_of_one_standing_may_be_read_on_other_days() -> None:
    days = [date(2023, month, 10) for month in range(9, 13)]
    bills = [Settlement(a, b, Decimal(990)) for a, b in pairwise([*days, date(2024, 1, 10)])]
    first = ServiceAccount("henan", date(2005, 1, 1), date(2005, 1, 1), tuple(bills))
    # At the same place of its own row the other one is in the next year already.
    other = replace(
        first,
        settlements=(
            Settlement(days[-1], date(2024, 1, 9), Decimal(3)),
            Settlement(date(2024, 1, 9), date(2024, 2, 9), Decimal(9)),
        ),
    )
    assessed = assess_columns(columns_of([other, first]), HENAN)
    for row, account in enumerate((other, first)):
        assert assessed.reading.total[row] == assess(account, HENAN).total * 100


def test_kwh_that_leave_the_whole_numbers_are_refused_and_not_counted_wrongly() -> None:
    henan = load_region("henan")
    long_ago = date(2015, 1, 1)
    accounts = [
        ServiceAccount("henan", long_ago, long_ago, (
            Settlement(date(2017, 12, 31), date(2018, 1, 31), Decimal(kwh)),))
        for kwh in ("100", "10000000", "1000000000")
    ]  # fmt: skip
    assessed = assess_columns(columns_of(accounts), henan)
    assert list(assessed.refused) == [2]
    for row in (0, 1):
        alone = assess(accounts[row], henan)
        assert assessed.reading.total[row] == alone.by_use.total * 100
