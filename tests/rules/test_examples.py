"""Published bills and every mechanism of proration, as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import tariff_rules
from tariff_rules.examples import ExamplesError, run_examples
from tariff_rules.facts import assess_facts
from tariff_rules.yaml_text import read_yaml

FOLDER = Path(__file__).parent / "examples"
FILES = sorted(FOLDER.glob("*.yaml"))
OUTCOMES = [outcome for file in FILES for outcome in run_examples(file)]
FORM = jsonschema.Draft202012Validator(
    json.loads(
        (Path(tariff_rules.__file__).parent / "assessment.schema.json").read_text(encoding="utf-8")
    )
)
# Every mechanism found in any region. The lock of time of use moves no money: test_outlook.
MECHANISMS = {
    "cycle.monthly", "cycle.two_month_pairs", "cycle.n_month_reading", "cycle.seasonal_limits",
    "cycle.seasonal_prices", "cycle.annual_upfront", "cycle.annual_prebill_settle",
    "cycle.annual_postpay", "cycle.no_tiers",
    "boundary.calendar_year", "boundary.reading_to_reading", "boundary.reading_month",
    "boundary.other_start", "boundary.stub_full_quota", "boundary.transition_n_months",
    "new.months_from_acceptance", "new.months_from_first_use", "new.part_month_counts",
    "new.periods_rounded_up", "close.actual_months_settlement",
    "transfer.restart", "transfer.continue",
    "reading_change.extra_months", "reading_change.days_up_only",
    "limits_change.mid_year", "price_change.daily_average", "price_change.half",
    "household.all_limits_plus", "household.tier1_only", "household.flat_price",
    "household.start_validity", "household.mid_year",
    "tou.uniform", "tou.period_surcharge", "tou.tier_valley_table",
    "lowincome.deduct_first", "lowincome.refund_later", "lowincome.yearly",
    "heating.separate_periods", "heating.exempt", "precision", "tiers.count",
    "meter.replaced", "estimate", "correction", "slip",
}  # fmt: skip


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.id)
def test_every_example_agrees(outcome: Any) -> None:
    assert outcome.differences == ()


def test_every_mechanism_has_an_example() -> None:
    assert {name for outcome in OUTCOMES for name in outcome.mechanisms} == MECHANISMS


def test_what_is_wrong_in_print_is_kept_with_our_figure_beside_it() -> None:
    assert {o.id for o in OUTCOMES if o.published_wrong} == {
        "HA-03", "JS-05", "SZ-01", "FJ-01", "SH-03",
    }  # fmt: skip


FACTS = {
    example["id"]: json.loads(json.dumps(example["facts"], default=str))
    for file in FILES
    for example in read_yaml(file.read_text(encoding="utf-8"))
    if "expect" in example
}


@pytest.mark.parametrize("name", FACTS)
def test_what_is_printed_has_the_published_form(name: str) -> None:
    answer = assess_facts(FACTS[name], FOLDER / "regions")
    FORM.validate(json.loads(json.dumps(answer)))


def test_the_schema_refuses_what_is_not_an_assessment() -> None:
    answer = assess_facts(FACTS["SEED-420"])
    with pytest.raises(jsonschema.ValidationError):
        FORM.validate(answer | {"total": 272.16})
    with pytest.raises(jsonschema.ValidationError):
        FORM.validate(answer | {"verdict": "fine"})


GOOD = """
- id: mine
  source: a bill
  facts: {region: henan, registered_on: 2010-01-01, settlements: [
    {from: 2018-01-01, to: 2018-01-31, kwh: "100"}]}
  expect: {total: "%s"}
"""


def test_a_figure_that_differs_is_named(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD % "56.00")
    assert run_examples(file)[0].differences == ()
    file.write_text(GOOD % "57.00")
    assert list(map(str, run_examples(file)[0].differences)) == [
        "total: 57.00 expected, 56.00 found"
    ]


def test_a_print_marked_as_wrong_that_agrees_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD % "56.00" + '  published: {total: "56.00"}\n  published_is: wrong\n')
    assert "our figures agree" in str(run_examples(file)[0].differences[0])
    file.write_text(GOOD % "56.00" + '  published: {total: "57.00"}\n')
    assert list(map(str, run_examples(file)[0].differences)) == [
        "published: total: 57.00 expected, 56.00 found"
    ]


def test_a_refusal_that_does_not_come_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text((GOOD % "56.00").replace('expect: {total: "56.00"}', "refused: no such rule"))
    assert list(map(str, run_examples(file)[0].differences)) == [
        "expected to be refused: no such rule"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("just words", "must be a list"),
        ("[]", "must be a list"),
        ("- 3", "example 1: must be a mapping"),
        ("- {id: a, source: b}", "facts is missing"),
        ("- {id: a, facts: {}, expect: {}}", "source is missing"),
        ("- {id: a, source: b, facts: {}}", "what to expect"),
        ("- {id: a, source: b, facts: {}, expect: {}, expects: {}}", "expects is not known"),
        ("- {id: a, id: b}", "line 1: id stands here twice"),
        ("- {id: [", "cannot be read"),
    ],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text)
    with pytest.raises(ExamplesError, match=message):
        run_examples(file)
