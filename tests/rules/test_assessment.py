from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from tariff_rules import (
    FactError,
    Grant,
    MonthsFrom,
    NotCoveredError,
    ServiceAccount,
    Settlement,
    Verdict,
    assess,
    find_causes,
    find_slips,
    load_region,
    parse_account,
    steps_of,
)
from tariff_rules.cycles import months_later
from tests.rules.build import account, seed, settlement

HENAN = load_region("henan")
SEED = yaml.safe_load((Path(__file__).parent / "seed.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", SEED, ids=lambda case: case["kwh"])
def test_the_seed_is_right_to_the_fen(case: dict[str, Any]) -> None:
    assessment = assess(seed(case["kwh"], case["one_month"]), HENAN)
    assert str(assessment.total) == case["one_month"]
    assert str(assessment.by_use.total) == case["three_months"]
    assert assessment.verdict is Verdict.WRONG_FACT
    (cause,) = find_causes(assessment, HENAN)
    assert (cause.cause, str(cause.difference)) == ("late_registration", case["difference"])


@pytest.mark.parametrize("case", SEED, ids=lambda case: case["kwh"])
def test_an_office_that_counts_from_use_finds_the_same_fault(case: dict[str, Any]) -> None:
    assessment = assess(seed(case["kwh"], case["one_month"]), HENAN, MonthsFrom.USE)
    assert str(assessment.total) == case["three_months"]
    assert assessment.fits is assessment.by_registration
    assert assessment.verdict is Verdict.WRONG_FACT
    assert str(find_causes(assessment, HENAN)[0].difference) == case["difference"]


def test_a_corrected_bill_agrees() -> None:
    assessment = assess(seed("420", "235.20"), HENAN)
    assert assessment.verdict is Verdict.AGREES
    assert find_causes(assessment, HENAN) == ()


def test_a_settlement_may_jump_from_tier_1_to_tier_3() -> None:
    (line1, line2, line3) = assess(seed("420", None), HENAN).reading.settlements[0].charge.tiers
    assert [str(line.kwh) for line in (line1, line2, line3)] == ["180", "80", "160"]


def test_both_forms_of_a_bill_are_given() -> None:
    charge = assess(seed("420", None), HENAN).reading.settlements[0].charge
    assert [str(line.amount) for line in charge.tiers] == ["100.80", "48.80", "137.60"]
    assert [str(line.amount) for line in charge.surcharges] == ["235.20", "4.00", "48.00"]
    assert charge.total == charge.surcharge_total


def test_a_bill_in_the_other_form_agrees_though_rounding_differs() -> None:
    # 0.06 kWh of tier 2: 0.0366 is rounded up alone, but down as part of the whole.
    facts = account("2018-12-01", "2018-12-01", settlement("2018-12-01", "2018-12-31", "180.06"))
    charge = assess(facts, HENAN).reading.settlements[0].charge
    assert charge.total != charge.surcharge_total
    for total in (charge.total, charge.surcharge_total):
        billed = account(
            "2018-12-01",
            "2018-12-01",
            settlement("2018-12-01", "2018-12-31", "180.06", str(total)),
        )
        assert assess(billed, HENAN).verdict is Verdict.AGREES


def test_tiers_count_on_from_settlement_to_settlement() -> None:
    facts = account(
        "2015-03-01",
        "2015-03-01",
        settlement("2017-12-20", "2018-06-20", "2100"),
        settlement("2018-06-20", "2018-08-20", "1200"),
    )
    last = assess(facts, HENAN).reading.settlements[-1]
    assert last.used_before == 2100
    assert [str(line.kwh) for line in last.charge.tiers] == ["60", "960", "180"]


def test_a_new_year_starts_from_zero() -> None:
    facts = account(
        "2015-03-01",
        "2015-03-01",
        settlement("2017-12-20", "2018-12-20", "4000"),
        settlement("2018-12-20", "2019-01-20", "150"),
    )
    last = assess(facts, HENAN).reading.settlements[-1]
    assert (last.used_before, last.top_tier) == (0, 1)


def test_the_half_year_of_2012_has_six_months() -> None:
    facts = account("2010-01-01", "2010-01-01", settlement("2012-07-01", "2012-12-31", "1903"))
    last = assess(facts, HENAN).reading.settlements[-1]
    assert [str(limit) for limit in last.allowance.limits] == ["1080", "1560"]
    assert [str(line.kwh) for line in last.charge.tiers] == ["1080", "480", "343"]


def test_a_started_month_counts_as_a_month() -> None:
    for registered, months in (("2018-10-01", 3), ("2018-10-31", 3), ("2018-11-01", 2)):
        facts = account(registered, registered, settlement(registered, "2018-12-20", "10"))
        assert assess(facts, HENAN).reading.settlements[0].allowance.months == months


def test_a_bill_with_all_kwh_at_the_top_price_is_named() -> None:
    facts = account(
        "2015-01-01", "2015-01-01", settlement("2018-01-01", "2018-12-20", "2200", "1342.00")
    )
    assessment = assess(facts, HENAN)
    assert assessment.verdict is Verdict.CHARGED_WRONGLY
    assert [slip.kind for slip in find_slips(assessment, HENAN)] == ["whole_at_top"]


def test_a_bill_with_too_few_months_is_named() -> None:
    facts = account(
        "2018-10-08", "2018-10-08", settlement("2018-10-08", "2018-12-20", "420", "287.20")
    )
    assessment = assess(facts, HENAN)
    assert assessment.verdict is Verdict.CHARGED_WRONGLY
    assert [(s.kind, s.months) for s in find_slips(assessment, HENAN)] == [("months", 1)]


def test_missing_readings_forbid_a_verdict() -> None:
    facts = account(
        "2015-01-01", "2015-01-01", settlement("2018-06-20", "2018-07-20", "100", "56.00")
    )
    assessment = assess(facts, HENAN)
    assert assessment.verdict is Verdict.INCOMPLETE
    assert len(assessment.gaps) == 1


def test_without_a_charge_nothing_is_compared() -> None:
    assert assess(seed("420", None), HENAN).verdict is Verdict.NOT_COMPARED


def test_every_line_of_money_has_a_step_with_its_document() -> None:
    assessment = assess(seed("420", "287.20"), HENAN)
    steps = steps_of(assessment, HENAN)
    lines = [step for step in steps if step.rule == "line"]
    assert [step.result for step in lines] == ["100.80", "48.80", "137.60"]
    assert all(step.document and step.confidence == "found" for step in lines)
    assert [s.result for s in steps if s.rule == "months"] == ["1"]


def test_what_is_not_verified_is_marked() -> None:
    names = {name for name, _ in assess(seed("420", "287.20"), HENAN).unverified}
    assert names == {"started_month", "availability"}


def test_a_date_before_all_schedules_is_refused() -> None:
    facts = account("2010-01-01", None, settlement("2010-01-01", "2010-02-01", "100"))
    with pytest.raises(NotCoveredError, match="2012-07-01"):
        assess(facts, HENAN)


@pytest.mark.parametrize(
    ("first", "last", "kwh", "reason"),
    [
        ("2018-10-01", "2018-12-20", "420", "power-on date"),
        ("2018-12-20", "2018-10-08", "420", "lies before"),
        ("2018-10-08", "2018-12-20", "-1", "negative"),
    ],
)
def test_impossible_facts_are_refused(first: str, last: str, kwh: str, reason: str) -> None:
    with pytest.raises(FactError, match=reason):
        account("2018-12-05", "2018-10-08", settlement(first, last, kwh))


def test_overlapping_settlements_are_refused() -> None:
    with pytest.raises(FactError, match=r"settlements\[1\].from"):
        account(
            "2018-10-08",
            "2018-10-08",
            settlement("2018-10-08", "2018-11-20", "10"),
            settlement("2018-11-10", "2018-12-20", "10"),
        )


def test_no_settlement_is_refused() -> None:
    with pytest.raises(FactError, match="at least one"):
        account("2018-10-08", "2018-10-08")


def test_an_estimate_may_be_given_back_with_more_than_it_cost() -> None:
    guessed = replace(settlement("2024-01-01", "2024-02-01", "100", "56.00"), estimated=True)
    returned = settlement("2024-02-01", "2024-03-01", "-40", "-60.00")
    late = account("2024-02-10", "2024-01-01", guessed, returned)
    assert assess(late, HENAN).verdict is Verdict.CHARGED_WRONGLY
    assert "estimated_reading" not in {
        one.cause for one in find_causes(assess(late, HENAN), HENAN)
    }


def test_the_bill_after_an_estimate_carries_it_and_it_is_no_cause_any_more() -> None:
    guessed = replace(settlement("2018-01-31", "2018-02-28", "300", "152.99"), estimated=True)
    read = settlement("2018-02-28", "2018-03-31", "160", "76.23")  # 79.73 - 3.50
    after = settlement("2018-03-31", "2018-04-30", "100", "49.83")
    fujian = load_region("fujian")
    home = replace(account("2010-01-01", "2010-01-01", guessed, read, after), region="fujian")
    assessment = assess(home, fujian)
    assert assessment.verdict is Verdict.AGREES
    assert find_causes(assessment, fujian) == ()
    assert assessment.reading.still_to_settle == ()


def test_what_a_bill_carries_and_later_comes_to_nothing_is_still_to_settle() -> None:
    """Nei Mongol settles the year on January's bill; a correction then takes it back whole."""
    used = [150] * 11 + [400, 350, 350, 150, 150]
    days = [months_later(date(2023, 1, 1), n) for n in range(len(used) + 1)]
    facts: dict[str, Any] = {
        "region": "neimenggu_west",
        "registered_on": "2010-01-01",
        "settlements": [
            {"from": str(first), "to": str(last), "kwh": str(kwh)}
            for first, last, kwh in zip(days, days[1:], used, strict=False)
        ],
    }
    region = load_region("neimenggu_west")
    billed = assess(parse_account(facts), region).reading
    for there, made in zip(facts["settlements"], billed.settlements, strict=True):
        carries = there["from"] == "2024-01-01"
        there["charged"] = str(made.charge.total + carries * (billed.total - billed.billed_total))
    facts["corrections"] = [{"from": "2023-12-01", "to": "2024-03-01", "kwh": "-700"}]
    reading = assess(parse_account(facts), region).reading
    paid = sum(Decimal(one["charged"]) for one in facts["settlements"])
    assert reading.carriers
    assert reading.total - paid == sum(one.amount for one in reading.still_to_settle)


def test_money_is_decimal_throughout() -> None:
    charge = assess(seed("420", "287.20"), HENAN).reading.settlements[0].charge
    assert all(isinstance(line.amount, Decimal) for line in charge.tiers)


def test_refunds_on_more_bills_than_are_recounted_are_no_wrong_bills() -> None:
    """Fujian returns free kWh later; an office that returns them at once has them on each bill."""
    fujian, nine = load_region("fujian"), timedelta(days=9)
    spans = [date(2016, 11, 1) + nine * n for n in range(250)]
    made = tuple(Settlement(first, first + nine, Decimal(100)) for first in spans)
    low = (Grant(date(2016, 1, 1)),)
    home = ServiceAccount("fujian", date(2010, 1, 1), settlements=made, low_income=low)
    reading = assess(home, fujian).reading
    billed = tuple(
        replace(one.settlement, charged=one.total - one.refund) for one in reading.settlements
    )
    assert assess(replace(home, settlements=billed), fujian).verdict is Verdict.AGREES


def test_bills_that_carry_too_many_corrections_to_be_sorted_are_not_called_wrong() -> None:
    """Each of 24 bills gives back another slip of the January before, the last one first."""
    days = [date(2017, 1, 1), *(months_later(date(2017, 2, 1), n) for n in range(25))]
    spans = [{"from": str(first), "to": str(last), "kwh": "100"} for first, last in pairwise(days)]
    for number, span in enumerate(spans[1:25]):
        span["charged"] = str(Decimal("56.00") - Decimal("0.56") * (24 - number))
    spans[0]["kwh"] = "400"
    slips = [{"from": "2017-01-01", "to": "2017-02-01", "kwh": str(-n - 1)} for n in range(24)]
    facts = {"region": "henan", "registered_on": "2010-01-01", "settlements": spans}
    found = assess(parse_account({**facts, "corrections": slips}), HENAN)
    assert (found.verdict, found.undecided) == (Verdict.RULE_UNCERTAIN, ("corrections",))


@pytest.mark.parametrize(
    ("charged", "due"),
    [
        ("109.80", "109.80"),  # 60 kWh of tier 2 given back
        ("112.80", "109.80"),  # given back at the price of tier 1: 3.00 too much are charged
        ("146.40", "146.40"),  # not on this bill
        ("150.00", "146.40"),
    ],
)
def test_a_bill_that_gives_back_is_compared_with_what_is_to_be_given_back(
    charged: str, due: str
) -> None:
    spans = [
        {"from": "2018-01-01", "to": "2018-11-20", "kwh": "2410"},
        {"from": "2018-11-20", "to": "2018-12-20", "kwh": "240", "charged": charged},
    ]
    back = {"from": "2018-01-01", "to": "2018-11-20", "kwh": "-60"}
    facts = {"region": "henan", "registered_on": "2010-01-01", "settlements": spans}
    found = assess(parse_account({**facts, "corrections": [back]}), HENAN)
    assert found.reading.last_due == Decimal(due)
    assert (found.verdict is Verdict.AGREES) is (charged in ("109.80", "146.40"))
