"""Every step of an assessment: what was applied, to what, giving what, by which document."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tariff_rules.as_billed import AssessedSettlement, must_be_of
from tariff_rules.assessment import Assessment
from tariff_rules.steps import Step
from tariff_rules.tariff import Tariff


def steps_of(assessment: Assessment, tariff: Tariff) -> tuple[Step, ...]:
    """The steps of each settlement by the office's reading of the rule, then the comparison.

    Raises:
        FactError: the tariff is another region's.
    """
    must_be_of(assessment.account, tariff)
    return tuple(_all(assessment, tariff))


def _all(assessment: Assessment, tariff: Tariff) -> Iterator[Step]:
    for assessed in assessment.reading.settlements:
        yield from settlement_steps(assessed, tariff)
    for difference in assessment.reading.settled_later:
        yield _by_rule(
            tariff,
            "settled_again",
            difference.rule,
            {"reason": difference.reason},
            str(difference.amount),
        )
    inputs = {
        str(reading.months_from): str(reading.total)
        for reading in (assessment.reading, assessment.other)
    }
    if assessment.charged is not None:
        inputs["charged"] = f"{assessment.charged:.2f}"
    yield Step("verdict", inputs, assessment.verdict)


def settlement_steps(assessed: AssessedSettlement, tariff: Tariff) -> Iterator[Step]:
    """The steps of one settlement: months, limits, free kWh, tiers, money."""
    settlement, allowance = assessed.settlement, assessed.allowance
    if allowance.limits:
        yield _months(assessed, tariff)
        yield _figure(
            assessed,
            "limits",
            {
                "months": _plain(allowance.months),
                "household_months": str(allowance.household_months),
            }
            if allowance.household_months
            else {"months": _plain(allowance.months)},
            " / ".join(_plain(limit) for limit in allowance.limits),
        )
    if assessed.free:
        yield _figure(assessed, "free_kwh", {"kwh": _plain(settlement.kwh)}, _plain(assessed.free))
    yield Step(
        "split",
        {"used_before": _plain(assessed.used_before), "kwh": _plain(settlement.kwh)},
        " + ".join(_plain(line.kwh) for line in assessed.charge.tiers),
    )
    yield from _lines(assessed)
    yield Step(
        "total",
        {"from": str(settlement.first), "to": str(settlement.last)},
        str(assessed.total),
    )


def _lines(assessed: AssessedSettlement) -> Iterator[Step]:
    """Those that the total is the sum of, in the form of the region's bills."""
    charge = assessed.charge
    by_tier = charge.surcharges if charge.times_first else (*charge.tiers, *charge.periods)
    for line in by_tier:
        figures = {"kwh": _plain(line.kwh), "price": _plain(line.price)}
        if line.period:
            inputs = {"period": line.period, **figures}
            yield _figure(assessed, "period", inputs, str(line.amount), of="time_of_use")
        elif line.kwh:
            rule = "surcharge" if charge.times_first else "line"
            inputs = {"tier": str(line.tier), **figures}
            yield _figure(assessed, rule, inputs, str(line.amount), of="prices")


def _months(assessed: AssessedSettlement, tariff: Tariff) -> Step:
    allowance = assessed.allowance
    part = allowance.counted_from > allowance.cycle.first
    rule = "started_month" if part else "availability"
    if assessed.schedule.cycle.months == 1:
        # Its months are those between its readings; only of a first bill is there more to say.
        rule = "first_bill" if part else ""
    return _by_rule(
        tariff,
        "months",
        rule,
        {
            "start": str(allowance.counted_from),
            "cycle_first": str(allowance.cycle.first),
            "cycle_last": str(allowance.cycle.last),
        },
        _plain(allowance.months),
    )


def _by_rule(tariff: Tariff, step: str, rule: str, inputs: dict[str, str], result: str) -> Step:
    evidence = tariff.rules[rule].evidence if rule in tariff.rules else None
    if evidence is None:
        return Step(step, inputs, result)
    titles = "; ".join(tariff.title(key) for key in evidence.sources)
    return Step(step, inputs, result, titles, evidence.confidence)


def _figure(
    assessed: AssessedSettlement, step: str, inputs: dict[str, str], result: str, of: str = ""
) -> Step:
    schedule, day = assessed.schedule, assessed.settlement.last_day
    evidence = schedule.evidence.get(of or step)
    if step == "limits" and assessed.allowance.household_months:
        more = schedule.evidence.get("household")
        evidence = more if more and more.doubtful else evidence
    confidence = evidence.confidence if evidence else ""
    named = schedule.own_document(of or step, day) or schedule.document_on(day)
    return Step(step, inputs, result, named, confidence)


def _plain(number: Decimal) -> str:
    return f"{number:f}"
