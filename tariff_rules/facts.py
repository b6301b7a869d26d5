"""Facts and assessments as plain JSON values. Exact figures travel as strings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tariff_rules.account import ServiceAccount, Settlement
from tariff_rules.allowance import MonthsFrom
from tariff_rules.assessment import AssessedSettlement, Assessment, assess
from tariff_rules.causes import find_causes, find_slips
from tariff_rules.errors import FactError
from tariff_rules.region_files import load_region

_TOP = {"region", "registered_on", "powered_on", "months_from", "settlements"}
_SETTLEMENT = {"from", "to", "kwh", "charged"}


def assess_facts(facts: Any) -> dict[str, Any]:
    """Assess facts as JSON holds them, and return the assessment as JSON values.

    >>> answer = assess_facts({
    ...     "region": "henan", "registered_on": "2018-12-05", "powered_on": "2018-10-08",
    ...     "settlements": [
    ...         {"from": "2018-10-08", "to": "2018-12-20", "kwh": "420", "charged": "287.20"}]})
    >>> answer["verdict"], answer["total"], answer["causes"][0]["difference"]
    ('rule_applied_to_a_wrong_fact', '287.20', '52.00')

    Raises:
        FactError: a fact is missing, malformed or unknown.
        UnknownRegionError: no file for the region.
        NotCoveredError: a settlement lies outside all schedules.
    """
    account = parse_account(facts)
    tariff = load_region(account.region)
    return to_json(assess(account, tariff, _months_from(facts)))


def parse_account(facts: Any) -> ServiceAccount:
    """Read facts as `assess_facts` takes them.

    Raises:
        FactError: names the fact and says what to do.
    """
    _only(facts, _TOP, "facts")
    powered = facts.get("powered_on")
    powered_on = None if powered is None else _date(powered, "powered_on")
    registered = facts.get("registered_on")
    if registered is None and powered_on is None:
        raise FactError("registered_on", "is missing; write a date such as 2018-12-05")
    registered_on = powered_on if registered is None else _date(registered, "registered_on")
    settlements = facts.get("settlements")
    if not isinstance(settlements, list):
        raise FactError("settlements", "is missing; give a list of {from, to, kwh, charged}")
    if not isinstance(facts.get("region"), str):
        raise FactError("region", 'is missing; write a name such as "henan"')
    assert registered_on is not None  # noqa: S101 - either date was given, see above
    return ServiceAccount(
        facts["region"],
        registered_on,
        powered_on,
        tuple(_settlement(s, f"settlements[{i}]") for i, s in enumerate(settlements)),
    )


def to_json(assessment: Assessment) -> dict[str, Any]:
    """An assessment as JSON values: settlements, totals, verdict, causes and steps."""
    tariff = load_region(assessment.account.region)
    charged = assessment.charged
    return {
        "region": assessment.account.region,
        "months_from": assessment.reading.months_from,
        "settlements": [_settlement_json(s) for s in assessment.reading.settlements],
        "total": str(assessment.total),
        "charged": None if charged is None else str(charged),
        "verdict": assessment.verdict.value,
        "charge_fits": assessment.fits.months_from if assessment.fits and charged else None,
        "readings": [
            {
                "months_from": reading.months_from,
                "months": reading.settlements[-1].allowance.months,
                "total": str(reading.total),
            }
            for reading in (assessment.reading, assessment.other)
        ],
        "causes": [
            {
                "cause": cause.cause,
                "fact": cause.fact,
                "actual": cause.actual,
                "instead": cause.instead,
                "total": str(cause.total),
                "difference": str(cause.difference),
            }
            for cause in find_causes(assessment, tariff)
        ],
        "slips": [{"kind": s.kind, "months": s.months} for s in find_slips(assessment, tariff)],
        "missing_readings": [{"from": str(g.first), "to": str(g.last)} for g in assessment.gaps],
        "unverified": [
            {
                "figure": name,
                "confidence": evidence.confidence,
                "sources": [tariff.title(key) for key in evidence.sources],
                "note": evidence.note,
            }
            for name, evidence in assessment.unverified
        ],
        "steps": [
            {
                "rule": step.rule,
                "inputs": dict(step.inputs),
                "result": str(step.result),
                "document": step.document,
                "confidence": str(step.confidence),
            }
            for step in assessment.steps
        ],
    }


def _settlement_json(assessed: AssessedSettlement) -> dict[str, Any]:
    settlement, allowance = assessed.settlement, assessed.allowance
    return {
        "from": str(settlement.first),
        "to": str(settlement.last),
        "kwh": str(settlement.kwh),
        "charged": None if settlement.charged is None else str(settlement.charged),
        "months": allowance.months,
        "limits": [str(limit) for limit in allowance.limits],
        "used_before": str(assessed.used_before),
        "tiers": [_line_json(line) for line in assessed.charge.tiers],
        "base_and_surcharges": [_line_json(line) for line in assessed.charge.surcharges],
        "total": str(assessed.total),
    }


def _line_json(line: Any) -> dict[str, Any]:
    return {
        "tier": line.tier,
        "kwh": str(line.kwh),
        "price": str(line.price),
        "amount": str(line.amount),
    }


def _settlement(data: Any, place: str) -> Settlement:
    _only(data, _SETTLEMENT, place)
    charged = data.get("charged")
    return Settlement(
        _date(data.get("from"), f"{place}.from"),
        _date(data.get("to"), f"{place}.to"),
        _exact(data.get("kwh"), f"{place}.kwh", "420"),
        None if charged is None else _exact(charged, f"{place}.charged", "287.20"),
    )


def _months_from(facts: Any) -> MonthsFrom:
    value = facts.get("months_from", MonthsFrom.REGISTRATION)
    if value not in set(MonthsFrom):
        raise FactError("months_from", f"{value!r} is not known; use 'registration' or 'use'")
    return MonthsFrom(value)


def _only(data: Any, known: set[str], place: str) -> None:
    if not isinstance(data, dict):
        raise FactError(place, "must be a JSON object")
    for key in data:
        if key not in known:
            raise FactError(
                f"{place}.{key}", f"is not known; known are {', '.join(sorted(known))}"
            )


def _date(value: Any, place: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        reason = "is missing" if value is None else f"{value!r} is not a date"
        raise FactError(place, f"{reason}; write it as 2018-12-05") from None


def _exact(value: Any, place: str, example: str) -> Decimal:
    if isinstance(value, float):
        raise FactError(place, f'{value!r} is not exact; write it as a string, "{value}"')
    if value is None or isinstance(value, bool) or not isinstance(value, int | str):
        raise FactError(place, f'is missing or not a number; write a string such as "{example}"')
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise FactError(
            place, f'{value!r} is not a plain number; write "{example}", without a unit'
        ) from None
    if not number.is_finite():
        raise FactError(place, f'{value!r} is not a number; write a string such as "{example}"')
    return number
