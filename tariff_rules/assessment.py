"""A bill recomputed line by line, and the verdict against what was charged."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tariff_rules import allowance as allow
from tariff_rules.account import ServiceAccount
from tariff_rules.as_billed import AssessedSettlement, as_billed, must_be_of
from tariff_rules.cycles import DAY, Cycle
from tariff_rules.doubts import undecided
from tariff_rules.evidence import Evidence
from tariff_rules.numbers import ZERO
from tariff_rules.owners import MonthsFrom, months_from_of
from tariff_rules.recomputed import Recomputed
from tariff_rules.recomputing import recomputed
from tariff_rules.relief import credited, printed_tariff
from tariff_rules.settled_later import years_over
from tariff_rules.tariff import Tariff
from tariff_rules.time_of_use import over_two_seasons
from tariff_rules.unverified import unverified
from tariff_rules.weak_grants import weak_grants


class Verdict(StrEnum):
    """What the recomputation says about the charge."""

    AGREES = "agrees"
    CHARGED_WRONGLY = "charged_wrongly"
    WRONG_FACT = "rule_applied_to_a_wrong_fact"
    INCOMPLETE = "incomplete"  # readings of the cycle are missing
    NOT_COMPARED = "not_compared"  # no charge was given
    RULE_UNCERTAIN = "rule_uncertain"  # a figure of the rule is too weak to judge by


_JUDGED = {Verdict.AGREES, Verdict.CHARGED_WRONGLY, Verdict.WRONG_FACT}


@dataclass(frozen=True, slots=True)
class Gap:
    """A span of the cycle without readings, so that the kWh used before are not known."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Assessment:
    """The office's reading of the rule, the other one, and the verdict.

    Attributes:
        reading: by the office's own reading of the months rule.
        other: by the other official reading.
        started: with the started months of a first bill in full, where that changes a bill:
            some regions word it so for a year's limits, none for a month's.
        fits: the reading that the bill was made with; None when it fits none.
        verdict: see `Verdict`.
        gaps: spans without readings.
        unverified: evidence of the figures used that are not `found`.
        undecided: names of those by which the bill could come to something else.
        weak: facts that were not applied, and the figure by which their money cannot be told.
    """

    account: ServiceAccount
    reading: Recomputed
    other: Recomputed
    started: Recomputed | None
    fits: Recomputed | None
    verdict: Verdict
    gaps: tuple[Gap, ...]
    unverified: tuple[tuple[str, Evidence], ...]
    undecided: tuple[str, ...] = ()
    weak: Mapping[str, str] = field(default_factory=dict)

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
    def by_use(self) -> Recomputed:
        """Months counted from real use: what registration on time would have given."""
        return self.reading if self.reading.months_from is MonthsFrom.USE else self.other

    @property
    def by_registration(self) -> Recomputed:
        """Months counted from the registration date."""
        return self.other if self.reading.months_from is MonthsFrom.USE else self.reading

    @property
    def billed(self) -> Recomputed:
        """The reading to explain: the one that the bill fits, else the office's own."""
        return self.fits or self.reading


def assess(
    account: ServiceAccount, tariff: Tariff, months_from: MonthsFrom | None = None
) -> Assessment:
    """Recompute every settlement of the account and compare with what was charged.

    Args:
        account: the facts.
        tariff: the region's tariff.
        months_from: how the office counts a new account's months; None = the region's rule.

    Raises:
        NotCoveredError: a settlement lies outside all schedules, or a rule was not found.
        FactError: a fact that the region's rules need is missing, or the tariff is another
            region's.
    """
    must_be_of(account, tariff)
    own = months_from_of(months_from or tariff.rules["months_from"].value)
    reading = recomputed(account, tariff, own)
    other = _other(account, tariff, reading)
    started = _with_started_months(account, tariff, reading)
    printed = _as_printed(account, tariff, reading)
    # Where both ways of counting come to the same, it is not compared twice.
    also = other if other.settlements is not reading.settlements else None
    fits = next((r for r in (reading, also, started, printed) if r and r.agrees()), None)
    gaps = _gaps(account, tariff, reading)
    weak = weak_grants(account, tariff, fits or reading)
    verdict = _verdict(account, reading, other, fits, gaps, weak)
    again, first_bill = reading.settled_later, started is not None
    doubts = unverified(account, tariff, reading.settlements, again, first_bill=first_bill)
    figures = {fact: figure for fact, (figure, _) in weak.items()}
    open_figures = tuple(figures.values()) if verdict is Verdict.AGREES else ()
    if verdict in _JUDGED and not open_figures:
        open_figures = _undecided(account, tariff, reading, other, doubts, fits=fits)
    if open_figures:
        verdict = Verdict.RULE_UNCERTAIN
    doubts = tuple({**dict(doubts), **dict(weak.values())}.items())
    return Assessment(
        account, reading, other, started, fits, verdict, gaps, doubts, open_figures, figures
    )


def is_right(
    account: ServiceAccount, tariff: Tariff, months_from: MonthsFrom | None = None
) -> bool:
    """Whether the bills fit one of the readings; no more is asked than needed for that.

    Raises:
        NotCoveredError, FactError: as `assess`.
    """
    must_be_of(account, tariff)
    own = months_from_of(months_from or tariff.rules["months_from"].value)
    reading = recomputed(account, tariff, own)
    others = (_other, _with_started_months, _as_printed)
    found = (make(account, tariff, reading) for make in others)
    return reading.agrees() or any(
        one.agrees() for one in found if one and one.settlements is not reading.settlements
    )


def _other(account: ServiceAccount, tariff: Tariff, reading: Recomputed) -> Recomputed:
    """By the other way to count a new account's months."""
    is_use = reading.months_from is MonthsFrom.USE
    other_from = MonthsFrom.REGISTRATION if is_use else MonthsFrom.USE
    # Only the start differs between the two, so one recomputation is enough where it is the same.
    if account.registered_on == account.in_use_since():
        return reading._replace(months_from=other_from)
    return recomputed(account, tariff, other_from, known=reading.settlements)


def _undecided(
    account: ServiceAccount,
    tariff: Tariff,
    reading: Recomputed,
    other: Recomputed,
    doubts: tuple[tuple[str, Evidence], ...],
    *,
    fits: Recomputed | None,
) -> tuple[str, ...]:
    """Names of the figures that are too weak to judge these bills by."""

    def recount(tariff: Tariff) -> tuple[AssessedSettlement, ...]:
        return as_billed(account, tariff, reading.months_from, known=reading.settlements)

    agrees = fits is not None
    found = undecided(tariff, reading.settlements, doubts, recount, agrees=agrees)
    months_from = dict(doubts).get("months_from")
    if not agrees and months_from and months_from.doubtful and reading.total != other.total:
        found = (*found, "months_from")
    if not agrees and reading.gave_up:
        found = (*found, "corrections")
    between = account.time_of_use and any(
        s.charge.periods and not s.agrees() and over_two_seasons(s.schedule, s.settlement)
        for s in reading.settlements
    )
    return (*found, "time_of_use") if between and "time_of_use" not in found else found


def _with_started_months(
    account: ServiceAccount, tariff: Tariff, reading: Recomputed
) -> Recomputed | None:
    """The same with the started months of a first bill in full; None where that is the same."""
    late = reading.months_from is MonthsFrom.REGISTRATION
    begins = account.registered_on if late else account.in_use_since()
    starts = [begins, *(transfer.first for transfer in account.transfers)]
    if not any(
        account.low_income or allow.gets_limits_by_itself(assessed.schedule, assessed.allowance)
        for assessed in reading.settlements
        for start in starts
        if assessed.settlement.first <= start < assessed.settlement.last
    ):
        return None
    found = recomputed(account, allow.with_started_months(tariff), reading.months_from)
    # After a year settled again the sums may be equal where the bills are not (内蒙古西部).
    alike = [s.total for s in found.settlements] == [s.total for s in reading.settlements]
    return None if alike and found.total == reading.total else found


def _as_printed(account: ServiceAccount, tariff: Tariff, reading: Recomputed) -> Recomputed | None:
    """The bills before a relief that comes with the next payment; None where there is none."""
    printed = printed_tariff(tariff, reading.settlements)
    if printed is None:
        return None
    found = recomputed(account, printed, reading.months_from)
    later = (*found.settled_later, *credited(reading.total, found.total))
    return found._replace(settled_later=later)


def _verdict(
    account: ServiceAccount,
    reading: Recomputed,
    other: Recomputed,
    fits: Recomputed | None,
    gaps: tuple[Gap, ...],
    weak: Collection[str],
) -> Verdict:
    if gaps:
        return Verdict.INCOMPLETE
    if all(s.charged is None for s in account.settlements):
        return Verdict.NOT_COMPARED
    if fits is None:
        return Verdict.CHARGED_WRONGLY
    by_use = reading if reading.months_from is MonthsFrom.USE else other
    late = account.registered_on > account.in_use_since()
    if (late and fits.total > by_use.total) or _not_applied(account, weak):
        return Verdict.WRONG_FACT
    return Verdict.AGREES


def _not_applied(account: ServiceAccount, weak: Collection[str]) -> bool:
    """Whether the customer was entitled to something that the system did not apply."""
    grants = {
        "household": account.households, "low_income": account.low_income,
        "transfers": account.transfers, "time_of_use": account.time_of_use,
    }  # fmt: skip
    last = account.settlements[-1].last
    return any(
        not grant.applied and grant.first <= last
        for fact, given in grants.items()
        if fact not in weak
        for grant in given
    )


def _gaps(account: ServiceAccount, tariff: Tariff, reading: Recomputed) -> tuple[Gap, ...]:
    gaps = []
    read_until: dict[tuple[int, Cycle], date] = {}
    in_use = account.in_use_since()
    years = years_over(account, tariff, account.settlements[-1])
    for settlement, terms, _, _, _, _ in reading.settlements:
        cycle = terms.allowance.cycle
        if years:
            day = allow.counted_for(account, tariff, settlement)
            year = allow.cycle_for(account, terms.schedule, day)
            cycle = year if year.last <= years else cycle
        key = (terms.owner, cycle)
        known = read_until.get(key)
        if known is None:
            known = max(cycle.first, terms.allowance.counted_from if terms.owner else in_use)
        # A reading of the last day of the old cycle counts as one of the first day of the new.
        if settlement.first - known > DAY:
            gaps.append(Gap(known, settlement.first))
        read_until[key] = settlement.last
    return tuple(gaps)
