"""The answer names each cause that is not late registration, and what it cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.bills.findings import Findings
from bot.contract.hours import Hours
from bot.records.account import AccountRecord, BillRecord
from bot.wording.answers import explanation
from bot.wording.catalogue import words
from tariff_rules import (
    Grant,
    HouseholdGrant,
    ServiceAccount,
    Tariff,
    assess,
    find_causes,
    find_slips,
    load_region,
)
from tests.rules.build import account, settlement

HENAN = load_region("henan")
FACTS = account(
    "2010-01-01", "2010-01-01", settlement("2017-12-31", "2018-12-20", "3300", "1950.00")
)


def answer(facts: ServiceAccount, tariff: Tariff = HENAN, charged: str = "1950.00") -> str:
    assessment = assess(facts, tariff)
    found = Findings(
        AccountRecord("4100000123", "张建国"),
        BillRecord("4100000123", date(2018, 12, 1), facts.settlements[-1].kwh, Decimal(charged)),
        (),
        tariff,
        assessment,
        find_causes(assessment, tariff),
        find_slips(assessment, tariff),
    )
    return "\n".join(explanation(words("zh_Hans_CN"), found, None, Hours()))


def test_what_was_not_entered_is_named_with_what_it_cost() -> None:
    grants = (HouseholdGrant(date(2018, 1, 10), persons=6, applied=False),)
    low = (Grant(date(2018, 1, 10), applied=False),)
    said = answer(replace(FACTS, households=grants, low_income=low))
    assert "有169.20元是不该收的,原因是:多人口加量未录入、免费电量未录入" in said
    assert "(多人口加量未录入),会少102.00元" in said
    assert "立户晚" not in said


def test_a_bill_without_causes_names_none() -> None:
    assert "不该收" not in answer(FACTS)


def test_a_fen_between_bill_and_sum_is_said_and_not_called_the_same() -> None:
    hebei, span = load_region("hebei"), settlement("2022-03-01", "2022-04-01", "18.55", "9.96")
    periods = {"peak": Decimal("17.55"), "valley": Decimal(1)}
    home = replace(
        account(
            "2010-01-01", "2010-01-01", replace(span, first=date(2021, 12, 31), periods=periods)
        ),
        region="hebei",
        time_of_use=(Grant(date(2010, 1, 1)),),
    )
    said = answer(home, hebei, "9.96")
    assert "单子上是9.96元,差的一两分是四舍五入来的" in said
    assert "一样" not in said
