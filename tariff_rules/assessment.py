"""A bill recomputed line by line, and the verdict against what was charged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from tariff_rules.account import ServiceAccount, Settlement
from tariff_rules.allowance import Allowance, MonthsFrom, allow, counting_date
from tariff_rules.charge import ZERO, Charge, charge_for, split
from tariff_rules.region_files import schedule_on
from tariff_rules.steps import Step
from tariff_rules.tariff import Cycle, Evidence, Schedule, Tariff


class Verdict(StrEnum):
    """What the recomputation says about the charge."""

    AGREES = "agrees"
    CHARGED_WRONGLY = "charged_wrongly"
    WRONG_FACT = "rule_applied_to_a_wrong_fact"
    INCOMPLETE = "incomplete"  # readings of the cycle are missing
    NOT_COMPARED = "not_compared"  # no charge was given


@dataclass(frozen=True, slots=True)
class AssessedSettlement:
    """One settlement with its allowance, the kWh used before it in the cycle, and its charge."""

    settlement: Settlement
    allowance: Allowance
    used_before: Decimal
    charge: Charge
    steps: tuple[Step, ...]

    @property
    def total(self) -> Decimal:
        """Yuan by the rule."""
        return self.charge.total

    @property
    def top_tier(self) -> int:
        """The highest tier in which kWh were charged; 1 when there were none."""
        return max((line.tier for line in self.charge.tiers if line.kwh), default=1)

    def agrees(self) -> bool:
        """Whether the bill shows this total, in either form that bills use."""
        charged = self.settlement.charged
        return charged is None or charged in (self.charge.total, self.charge.surcharge_total)


@dataclass(frozen=True, slots=True)
class Gap:
    """A span of the cycle without readings, so that the kWh used before are not known."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Reading:
    """The account recomputed under one reading of the months rule (从报装算 / 从用电算)."""

    months_from: MonthsFrom
    settlements: tuple[AssessedSettlement, ...]

    @property
    def total(self) -> Decimal:
        """Yuan over all settlements."""
        return sum((s.total for s in self.settlements), ZERO)

    def agrees(self) -> bool:
        """Whether every charge given is what this reading gives."""
        return all(s.agrees() for s in self.settlements)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The office's reading of the rule, the other one, the verdict and every step.

    Attributes:
        reading: by the office's own reading of the months rule.
        other: by the other official reading.
        fits: the reading that the bill was made with; None when it fits neither.
        verdict: see `Verdict`.
        gaps: spans without readings.
        unverified: evidence of the figures used that are not `found`.
        steps: what was applied, in order; the steps of each settlement, then the comparison.
    """

    account: ServiceAccount
    reading: Reading
    other: Reading
    fits: Reading | None
    verdict: Verdict
    gaps: tuple[Gap, ...]
    unverified: tuple[tuple[str, Evidence], ...]
    steps: tuple[Step, ...]

    @property
    def total(self) -> Decimal:
        """Yuan by the office's reading."""
        return self.reading.total

    @property
    def charged(self) -> Decimal | None:
        """Yuan charged over all settlements that carry a charge; None when none does."""
        given = [s.charged for s in self.account.settlements if s.charged is not None]
        return sum(given, ZERO) if given else None

    @property
    def by_use(self) -> Reading:
        """Months counted from real use: what registration on time would have given."""
        return self.reading if self.reading.months_from is MonthsFrom.USE else self.other

    @property
    def by_registration(self) -> Reading:
        """Months counted from the registration date."""
        return self.other if self.reading.months_from is MonthsFrom.USE else self.reading

    @property
    def billed(self) -> Reading:
        """The reading to explain: the one that the bill fits, else the office's own."""
        return self.fits or self.reading


def assess(
    account: ServiceAccount,
    tariff: Tariff,
    months_from: MonthsFrom = MonthsFrom.REGISTRATION,
) -> Assessment:
    """Recompute every settlement of the account and compare with what was charged.

    Args:
        account: the facts.
        tariff: the region's tariff.
        months_from: how the office counts a new account's months.

    Raises:
        NotCoveredError: a settlement lies outside all schedules.
    """
    other_from = (
        MonthsFrom.USE if months_from is MonthsFrom.REGISTRATION else MonthsFrom.REGISTRATION
    )
    reading = recompute(account, tariff, months_from)
    other = recompute(account, tariff, other_from)
    fits = next((r for r in (reading, other) if r.agrees()), None)
    gaps = _gaps(account, reading)
    verdict = _verdict(account, reading, other, fits, gaps)
    steps = tuple(step for s in reading.settlements for step in s.steps)
    return Assessment(
        account=account,
        reading=reading,
        other=other,
        fits=fits,
        verdict=verdict,
        gaps=gaps,
        unverified=_unverified(account, tariff, reading),
        steps=(*steps, _comparison(account, reading, other, verdict)),
    )


def recompute(account: ServiceAccount, tariff: Tariff, months_from: MonthsFrom) -> Reading:
    """The account's settlements in order under one reading of the months rule."""
    start = counting_date(account, months_from)
    used: dict[Cycle, Decimal] = {}
    assessed = []
    for settlement in account.settlements:
        schedule = schedule_on(tariff, settlement.last)
        cycle = schedule.cycle_of(settlement.last)
        before = used.get(cycle, ZERO)
        allowance, steps = allow(tariff, schedule, cycle, start)
        assessed.append(_settle(settlement, schedule, allowance, before, steps))
        used[cycle] = before + settlement.kwh
    return Reading(months_from, tuple(assessed))


def _settle(
    settlement: Settlement,
    schedule: Schedule,
    allowance: Allowance,
    before: Decimal,
    steps: tuple[Step, ...],
) -> AssessedSettlement:
    parts = split(before, settlement.kwh, allowance.limits)
    money = charge_for(parts, schedule.prices)
    inputs = {"used_before": str(before), "kwh": str(settlement.kwh)}
    shares = Step("split", inputs, " + ".join(str(part) for part in parts))
    lines = tuple(
        Step(
            "line",
            {"tier": str(line.tier), "kwh": str(line.kwh), "price": str(line.price)},
            str(line.amount),
            schedule.document,
            schedule.prices_evidence.confidence,
        )
        for line in money.tiers
        if line.kwh
    )
    total = Step(
        "total", {"from": str(settlement.first), "to": str(settlement.last)}, str(money.total)
    )
    return AssessedSettlement(
        settlement, allowance, before, money, (*steps, shares, *lines, total)
    )


def _verdict(
    account: ServiceAccount,
    reading: Reading,
    other: Reading,
    fits: Reading | None,
    gaps: tuple[Gap, ...],
) -> Verdict:
    if gaps:
        return Verdict.INCOMPLETE
    if all(s.charged is None for s in account.settlements):
        return Verdict.NOT_COMPARED
    if fits is None:
        return Verdict.CHARGED_WRONGLY
    by_use = reading if reading.months_from is MonthsFrom.USE else other
    late = account.registered_on > account.in_use_since()
    if late and fits.total > by_use.total:
        return Verdict.WRONG_FACT
    return Verdict.AGREES


def _gaps(account: ServiceAccount, reading: Reading) -> tuple[Gap, ...]:
    gaps = []
    read_until: dict[Cycle, date] = {}
    for assessed in reading.settlements:
        cycle, first = assessed.allowance.cycle, assessed.settlement.first
        known = read_until.get(cycle, max(cycle.first, account.in_use_since()))
        # A reading of the last day of the old cycle counts as one of the first day of the new.
        if first - known > timedelta(days=1):
            gaps.append(Gap(known, first))
        read_until[cycle] = assessed.settlement.last
    return tuple(gaps)


def _unverified(
    account: ServiceAccount, tariff: Tariff, reading: Reading
) -> tuple[tuple[str, Evidence], ...]:
    used: dict[str, Evidence] = {}
    for assessed in reading.settlements:
        schedule = schedule_on(tariff, assessed.settlement.last)
        used["limits"] = schedule.limits_evidence
        used["prices"] = schedule.prices_evidence
        used["document"] = schedule.document_evidence
        if account.in_use_since() > assessed.allowance.cycle.first:
            for rule in ("months", "started_month", "availability"):
                used[rule] = tariff.rules[rule].evidence
        if assessed.settlement.first < assessed.allowance.cycle.first:
            used["settlement_belongs_to"] = tariff.rules["settlement_belongs_to"].evidence
    return tuple((name, e) for name, e in used.items() if e.confidence != "found")


def _comparison(
    account: ServiceAccount, reading: Reading, other: Reading, verdict: Verdict
) -> Step:
    charged = [s.charged for s in account.settlements if s.charged is not None]
    inputs = {
        str(reading.months_from): str(reading.total),
        str(other.months_from): str(other.total),
    }
    if charged:
        inputs["charged"] = str(sum(charged, ZERO))
    return Step("verdict", inputs, verdict)
