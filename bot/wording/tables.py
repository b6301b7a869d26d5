"""Tables for the terminal: what is known of each region, and the steps of an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from bot.wording.arithmetic import PERIODS
from bot.wording.catalogue import Words, mark
from bot.wording.faults import fault
from bot.wording.findings import CAUSES
from bot.wording.fitted import fitted
from bot.wording.settled_again import REASONS
from tariff_rules import Cause, Confidence, Reason, Schedule, Step, Tariff, Verdict
from tariff_rules.age import stale
from tariff_rules.examples import Outcome

# The weakest comes first: a row is as sure as its least sure figure.
_CONFIDENCE = {
    Confidence.MEMORY: mark("from memory"),
    Confidence.CONFLICT: mark("sources disagree"),
    Confidence.SECONDARY: mark("from a copy"),
    Confidence.DERIVED: mark("derived"),
    Confidence.FOUND: mark("found"),
}
_CYCLES = {1: mark("month"), 2: mark("2 months"), 6: mark("half-year"), 12: mark("year")}
_VERDICTS = {
    Verdict.AGREES: mark("the bill agrees with the rule"),
    Verdict.CHARGED_WRONGLY: mark("the bill does not agree with the rule"),
    Verdict.WRONG_FACT: mark("the rule was applied to a wrong fact"),
    Verdict.INCOMPLETE: mark("readings are missing"),
    Verdict.RULE_UNCERTAIN: mark("the rule is not certain enough to judge the bill"),
    Verdict.NOT_COMPARED: mark("no bill to compare with"),
}
# Each step: its name, and what it was made from.
_STEPS = {
    "months": (mark("months that count"), mark("{start} to {cycle_last}")),
    "limits": (mark("limits"), mark("{months} months")),
    "free_kwh": (mark("free kWh"), mark("of {kwh} kWh")),
    "split": (mark("kWh of each tier"), mark("{kwh} kWh, {used_before} before")),
    "line": (mark("tier {tier}"), mark("{kwh} × {price}")),
    "surcharge": (mark("tier {tier}, on top"), mark("{kwh} × {price}")),
    "period": (mark("time of use"), mark("{period}: {kwh} × {price}")),
    "total": (mark("sum"), mark("{from} to {to}")),
    "settled_again": (mark("settled again"), mark("{reason}")),
    "verdict": (mark("result"), mark("{registration} from registration, {use} from use")),
}
_WITH_HOUSEHOLD = mark("{months} months, {household_months} with extra kWh")
_WITH_CHARGE = mark("{registration} from registration, {use} from use; bill {charged}")


def regions_table(say: Words, tariffs: Iterable[Tariff], width: int | None = None) -> str:
    """Every dated schedule of every region, with how sure its figures are."""
    rows = [
        _schedule_row(say, tariff, schedule) for tariff in tariffs for schedule in tariff.schedules
    ]
    head = [
        say("file"),
        say("region"),
        say("from"),
        say("to"),
        say("counts by"),
        say("limits (kWh)"),
        say("prices (yuan)"),
        say("evidence"),
    ]
    return fitted(rows, head, width)


def stale_table(
    say: Words, tariffs: Iterable[Tariff], today: date, width: int | None = None
) -> str:
    """Schedules in force that no document of the last two years bears out, the oldest first."""
    rows = []
    for tariff in tariffs:
        schedule = tariff.schedule_on(today)
        if schedule and stale(schedule, today):
            last = schedule.last_confirmed
            by = last.document if last else ""
            title = tariff.title(by) if by in tariff.sources else by
            day = last.written if last else say("never")
            rows.append([tariff.region, tariff.name, str(schedule.first), day, title])
    rows.sort(key=lambda row: row[3] if row[3][:1].isdigit() else "")
    head = [
        say("file"),
        say("region"),
        say("from"),
        say("last confirmed"),
        say("by which document"),
    ]
    return fitted(rows, head, width)


def steps_table(say: Words, steps: Iterable[Step], width: int | None = None) -> str:
    """What was applied, to what, giving what, by which document, and how sure it is."""
    rows = [
        [
            say(_STEPS[step.rule][0], **step.inputs),
            _made_from(say, step),
            say(_VERDICTS[Verdict(step.result)]) if step.rule == "verdict" else step.result,
            step.document,
            say(_CONFIDENCE[Confidence(step.confidence)]) if step.confidence else "",
        ]
        for step in steps
    ]
    head = [say("step"), say("from what"), say("gives"), say("by which document"), say("evidence")]
    return fitted(rows, head, width, (None, 48, 30, 30, None))


def causes_lines(say: Words, causes: Iterable[Cause]) -> list[str]:
    """What raised the charge, each on top of the one before."""
    return [
        say(
            "Cause: {cause} ({actual} instead of {instead}): {difference}",
            cause=say(CAUSES[cause.cause]),
            actual=cause.actual,
            instead=cause.instead,
            difference=say.money(cause.difference),
        )
        for cause in causes
    ]


def outcome_lines(say: Words, outcomes: Iterable[Outcome]) -> list[str]:
    """Each example with what differs, then how many agree."""
    lines = []
    outcomes = tuple(outcomes)
    for outcome in outcomes:
        sign = "×" if outcome.differences else "√"
        lines.append(f"{sign} {outcome.id} {outcome.title}".rstrip())
        lines += [f"    {fault(say, difference)}" for difference in outcome.differences]
        lines += [
            say("    wrong in print: {what}", what=fault(say, w)) for w in outcome.published_wrong
        ]
    agree = sum(not outcome.differences for outcome in outcomes)
    lines.append(say("{agree} of {all} examples agree.", agree=agree, all=len(outcomes)))
    return lines


def _made_from(say: Words, step: Step) -> str:
    inputs = dict(step.inputs)
    if "reason" in inputs:
        reason = Reason(inputs["reason"])
        inputs["reason"] = say(REASONS[reason])
    period = PERIODS.get(inputs.get("period", ""))
    if period:
        inputs["period"] = say(period)
    text = _STEPS[step.rule][1]
    if "household_months" in inputs:
        text = _WITH_HOUSEHOLD
    elif "charged" in inputs:
        text = _WITH_CHARGE
    return say(text, **inputs)


def _schedule_row(say: Words, tariff: Tariff, schedule: Schedule) -> list[str]:
    known = [n for n in ("in_force", "limits", "prices") if n in schedule.evidence]
    order = list(_CONFIDENCE)
    weakest = min((schedule.evidence[n].confidence for n in known), key=order.index)
    return [
        tariff.region,
        tariff.name,
        str(schedule.first),
        _until(say, schedule.last),
        say(_CYCLES[schedule.cycle.months]),
        _by_season(say, schedule.limits),
        _by_season(say, schedule.prices) or say("not found"),
        say(_CONFIDENCE[weakest]),
    ]


def _until(say: Words, last: date | None) -> str:
    return str(last) if last else say("open")


def _by_season(say: Words, figures: Mapping[str, tuple[Decimal, ...]]) -> str:
    lines = [" / ".join(f"{figure:f}" for figure in row) for row in figures.values()]
    return "\n".join(line or say("no tiers") for line in lines)
