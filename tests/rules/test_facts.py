from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tariff_rules import (
    Correction,
    FactError,
    ServiceAccount,
    Settlement,
    assess,
    load_region,
    look_ahead,
)
from tariff_rules.facts import assess_facts

FACTS: dict[str, Any] = {
    "region": "henan",
    "registered_on": "2018-12-05",
    "powered_on": "2018-10-08",
    "settlements": [{"from": "2018-10-08", "to": "2018-12-20", "kwh": "420", "charged": "287.20"}],
}


def changed(path: str, value: Any) -> dict[str, Any]:
    facts = json.loads(json.dumps(FACTS))
    *parents, last = path.split(".")
    target = facts
    for part in parents:
        target = target[int(part)] if part.isdigit() else target[part]
    if value is KeyError:
        del target[last]
    else:
        target[last] = value
    return facts


def test_the_answer_is_plain_json_with_exact_strings() -> None:
    answer = json.loads(json.dumps(assess_facts(FACTS)))
    assert answer["total"] == "287.20"
    assert answer["settlements"][0]["tiers"][0] == {
        "tier": 1, "kwh": "180", "price": "0.56", "amount": "100.80",
    }  # fmt: skip
    assert answer["causes"][0]["cause"] == "late_registration"
    assert answer["causes"][0]["difference"] == "52.00"
    assert {r["months_from"]: r["total"] for r in answer["readings"]} == {
        "registration": "287.20",
        "use": "235.20",
    }
    assert answer["steps"][-1]["result"] == answer["verdict"] == "rule_applied_to_a_wrong_fact"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("settlements.0.kwh", 420.5, "not exact"),
        ("settlements.0.kwh", float("nan"), "not a number"),
        ("settlements.0.kwh", "420度", "without a unit"),
        ("settlements.0.kwh", KeyError, "missing"),
        ("settlements.0.kwh", "NaN", "not a usable number"),
        ("settlements.0.kwh", True, "not a number"),
        ("settlements.0.charged", "-3", "negative"),
        ("settlements.0.charged", "287.205", "finer than the fen"),
        ("settlements.0.from", "8 October", "not a date"),
        ("settlements.0.from", 20181008, "not a date"),
        ("settlements.0.upto", "2018-12-20", "not known"),
        ("settlements", [], "at least one"),
        ("settlements", KeyError, "missing"),
        ("region", KeyError, "missing"),
        ("months_from", "birth", "use 'registration'"),
        ("settlements.0.to", "9999-12-31", "give a year from 1900 to 2199"),
        ("settlements.0.from", "0001-01-01", r"settlements\[0\].from: 0001-01-01 is not usable"),
        ("registered_on", "9999-12-31", "registered_on: 9999-12-31 is not usable"),
        ("powered_on", "0001-01-01", "powered_on: 0001-01-01 is not usable"),
        ("closed_on", "9999-12-31", "leave out an end that is open"),
        (
            "household",
            [{"from": "2018-01-01", "until": "9999-12-31", "persons": 6}],
            r"household\[0\].until",
        ),
        ("low_income", [{"from": "9999-12-01"}], r"low_income\[0\].from"),
        ("time_of_use", [{"from": "9999-12-01"}], r"time_of_use\[0\].from"),
        ("transfers", [{"on": "9999-12-01"}], r"transfers\[0\].on"),
        (
            "corrections",
            [{"from": "2018-10-08", "to": "9999-12-31", "kwh": "1"}],
            r"corrections\[0\].to",
        ),
    ],
)
def test_bad_facts_name_the_fact(path: str, value: Any, message: str) -> None:
    with pytest.raises(FactError, match=message):
        assess_facts(changed(path, value))


GIVEN = Settlement(date(2018, 10, 8), date(2018, 12, 20), Decimal(420), Decimal("287.20"))


@pytest.mark.parametrize(
    ("settlement", "message"),
    [
        (replace(GIVEN, kwh=420.0), r"settlements\[0\].kwh: 420.0 is no exact number"),
        (replace(GIVEN, kwh="420"), "give a Decimal"),
        (replace(GIVEN, kwh=Decimal("NaN")), "no exact number"),
        (replace(GIVEN, kwh=Decimal("Infinity")), "no exact number"),
        (replace(GIVEN, charged=287.2), r"settlements\[0\].charged"),
        (replace(GIVEN, periods={"peak": 420.0}), r"settlements\[0\].periods.peak"),
        (replace(GIVEN, first="2018-10-08"), r"settlements\[0\].from: '2018-10-08' is no date"),
        (replace(GIVEN, last=datetime(2018, 12, 20, tzinfo=UTC)), r"settlements\[0\].to"),
        (replace(GIVEN, last=None), "is no date"),
        (replace(GIVEN, normal_days="31"), r"settlements\[0\].normal_days"),
    ],
)
def test_facts_given_in_python_are_checked_as_well(settlement: Settlement, message: str) -> None:
    with pytest.raises(FactError, match=message):
        ServiceAccount("henan", date(2018, 12, 5), date(2018, 10, 8), (settlement,))


def test_dates_and_corrections_given_in_python_are_checked_as_well() -> None:
    with pytest.raises(FactError, match="registered_on: '2018-12-05' is no date"):
        ServiceAccount("henan", "2018-12-05", None, (GIVEN,))  # type: ignore[arg-type]
    correction = Correction(GIVEN.first, GIVEN.last, Decimal("NaN"))
    with pytest.raises(FactError, match=r"corrections\[0\].kwh"):
        ServiceAccount("henan", date(2018, 12, 5), None, (GIVEN,), corrections=(correction,))


def test_an_account_is_not_judged_by_another_regions_tariff() -> None:
    account, henan = (
        ServiceAccount("zhejiang", date(2018, 12, 5), None, (GIVEN,)),
        load_region("henan"),
    )
    with pytest.raises(
        FactError, match="region: is 'zhejiang', but the tariff is that of 'henan'"
    ):
        assess(account, henan)
    with pytest.raises(FactError, match="region: is 'zhejiang'"):
        look_ahead(account, henan, date(2019, 3, 1))


def test_facts_must_be_an_object() -> None:
    with pytest.raises(FactError, match="JSON object"):
        assess_facts([1])


def test_either_date_will_do() -> None:
    only_power = changed("registered_on", KeyError)
    assert assess_facts(only_power)["total"] == "235.20"
    neither = {k: v for k, v in only_power.items() if k != "powered_on"}
    with pytest.raises(FactError, match="registered_on"):
        assess_facts(neither)
