from __future__ import annotations

import json
from typing import Any

import pytest

from tariff_rules import FactError
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
    ],
)
def test_bad_facts_name_the_fact(path: str, value: Any, message: str) -> None:
    with pytest.raises(FactError, match=message):
        assess_facts(changed(path, value))


def test_facts_must_be_an_object() -> None:
    with pytest.raises(FactError, match="JSON object"):
        assess_facts([1])


def test_either_date_will_do() -> None:
    only_power = changed("registered_on", KeyError)
    assert assess_facts(only_power)["total"] == "235.20"
    neither = {k: v for k, v in only_power.items() if k != "powered_on"}
    with pytest.raises(FactError, match="registered_on"):
        assess_facts(neither)
