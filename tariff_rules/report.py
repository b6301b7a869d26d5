"""An assessment as JSON values; `assessment.schema.json` is its published form."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tariff_rules.as_billed import AssessedSettlement
from tariff_rules.assessment import Assessment
from tariff_rules.causes import Cause, Slip, find_causes, find_slips
from tariff_rules.charge import Line
from tariff_rules.evidence import Evidence
from tariff_rules.explain import steps_of
from tariff_rules.recomputed import Recomputed
from tariff_rules.settled_later import Difference, Reason
from tariff_rules.steps import Step
from tariff_rules.tariff import Tariff


def to_json(assessment: Assessment, tariff: Tariff) -> dict[str, Any]:
    """An assessment as JSON values: settlements, totals, verdict, causes and steps."""
    causes, slips = find_causes(assessment, tariff), find_slips(assessment, tariff)
    return report(assessment, tariff, causes, slips)


def report(
    assessment: Assessment,
    tariff: Tariff,
    causes: tuple[Cause, ...],
    slips: tuple[Slip, ...],
) -> dict[str, Any]:
    """The same where causes and slips have been found already."""
    charged = assessment.charged
    return {
        "region": assessment.account.region,
        "months_from": assessment.reading.months_from,
        "settlements": [settlement(s) for s in assessment.reading.settlements],
        "settled_again": [
            {"reason": d.reason, "amount": str(d.amount)}
            for d in (*assessment.reading.settled_later, *_relief(assessment))
        ],
        "total": str(assessment.total),
        "charged": None if charged is None else f"{charged:.2f}",
        "verdict": assessment.verdict.value,
        "charge_fits": assessment.fits.months_from if assessment.fits and charged else None,
        "readings": [_reading(r) for r in (assessment.reading, assessment.other)],
        "causes": [_cause(cause) for cause in causes],
        "slips": [{"kind": s.kind, "months": s.months} for s in slips],
        "missing_readings": [{"from": str(g.first), "to": str(g.last)} for g in assessment.gaps],
        "unverified": [_unverified(name, e, tariff) for name, e in assessment.unverified],
        "steps": [_step(step) for step in steps_of(assessment, tariff)],
    }


def _relief(assessment: Assessment) -> list[Difference]:
    """What the next payment brings back, where the bill was printed without it."""
    return [one for one in assessment.billed.settled_later if one.reason is Reason.RELIEF]


def _unverified(name: str, evidence: Evidence, tariff: Tariff) -> dict[str, Any]:
    return {
        "figure": name,
        "confidence": evidence.confidence,
        "sources": [tariff.title(key) for key in evidence.sources],
        "note": evidence.note,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "rule": step.rule,
        "inputs": dict(step.inputs),
        "result": str(step.result),
        "document": step.document,
        "confidence": str(step.confidence),
    }


def _cause(cause: Cause) -> dict[str, str]:
    return {
        "cause": cause.cause,
        "fact": cause.fact,
        "actual": cause.actual,
        "instead": cause.instead,
        "total": str(cause.total),
        "difference": str(cause.difference),
    }


def _reading(reading: Recomputed) -> dict[str, Any]:
    return {
        "months_from": reading.months_from,
        "months": _months(reading.settlements[-1].allowance.months),
        "total": str(reading.total),
    }


def settlement(assessed: AssessedSettlement) -> dict[str, Any]:
    """One settlement as JSON values (`$defs/settlement` of the schema)."""
    settlement, allowance = assessed.settlement, assessed.allowance
    return {
        "from": str(settlement.first),
        "to": str(settlement.last),
        "kwh": _plain(settlement.kwh),
        "charged": None if settlement.charged is None else f"{settlement.charged:.2f}",
        "cycle": {"from": str(allowance.cycle.first), "to": str(allowance.cycle.last)},
        "months": _months(allowance.months),
        "household_months": allowance.household_months,
        "limits": [_plain(limit) for limit in allowance.limits],
        "used_before": _plain(assessed.used_before),
        "free_kwh": _plain(assessed.free),
        "tiers": [_line(line) for line in assessed.charge.tiers],
        "periods": [_line(line) for line in assessed.charge.periods],
        "base_and_surcharges": [_line(line) for line in assessed.charge.surcharges],
        "total": str(assessed.total),
        "total_by_surcharges": str(assessed.charge.surcharge_total),
    }


def _line(line: Line) -> dict[str, Any]:
    found: dict[str, Any] = {
        "tier": line.tier,
        "kwh": _plain(line.kwh),
        "price": _plain(line.price),
        "amount": str(line.amount),
    }
    return found | {"period": line.period} if line.period else found


def _months(months: Decimal) -> int | str:
    """A whole number as one; a part of a month, where a region counts days, as an exact string."""
    return int(months) if months == int(months) else _plain(months)


def _plain(number: Decimal) -> str:
    return f"{number:f}"
