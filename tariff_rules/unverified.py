"""Which figures and rules an assessment rests on that have not been verified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tariff_rules.account import Price, ServiceAccount, Voltage
from tariff_rules.as_billed import AssessedSettlement
from tariff_rules.cycles import DAY, opening_day
from tariff_rules.evidence import NO_RULE, Evidence
from tariff_rules.household import months_of
from tariff_rules.settled_later import Difference
from tariff_rules.tariff import Tariff


def unverified(
    account: ServiceAccount,
    tariff: Tariff,
    settlements: Sequence[AssessedSettlement],
    settled_later: Iterable[Difference],
    *,
    first_bill: bool,
) -> tuple[tuple[str, Evidence], ...]:
    """Names and evidence of the figures and rules that the money rests on and are not `found`.

    `first_bill`: whether the months of a first bill could be read in another way.
    """
    used: dict[str, Evidence] = {}
    in_use = account.in_use_since()
    for assessed in _on_new_grounds(settlements):
        evidence, day = assessed.schedule.evidence, assessed.settlement.last_day
        for name in ("in_force", "cycle", "document", *figures_of(account, assessed)):
            weaker = name in used and used[name].doubtful
            if name in evidence and not weaker:
                used[name] = evidence[name].on(day)
        used |= dict.fromkeys(_stated_without_rule(account, assessed), NO_RULE)
        for rule in _rules(account, in_use, assessed):
            used[rule] = tariff.rules[rule].evidence
    if account.transfers and any(_moved_in(account, one) for one in settlements):
        used["transfer"] = tariff.rules["transfer"].evidence
    if first_bill:
        used["first_bill"] = tariff.rules["first_bill"].evidence
    for difference in settled_later:
        if difference.rule in tariff.rules:
            used[difference.rule] = tariff.rules[difference.rule].evidence
    return tuple((name, e) for name, e in used.items() if e.confidence != "found")


def _on_new_grounds(settlements: Iterable[AssessedSettlement]) -> Iterator[AssessedSettlement]:
    """Those that rest on something else than the one before; a later day makes nothing weaker."""
    before = None
    for one in settlements:
        settlement, terms, _, free, charge, _ = one
        cycle = terms.allowance.cycle
        within = cycle.first <= settlement.first and settlement.last <= cycle.last
        if terms is not before or free or charge.periods or not within:
            yield one
            before = terms


def _stated_without_rule(account: ServiceAccount, assessed: AssessedSettlement) -> list[str]:
    """Names of what is granted on the settlement's last day of use, and has no rule then."""
    schedule, day = assessed.schedule, assessed.settlement.last_day
    rule, names = schedule.household, []
    large = [grant for grant in account.households if grant.holds(day)]
    no_flat = rule is not None and rule.flat_from is None and any(g.flat for g in large)
    if (rule is None and large) or no_flat:
        names.append("household")
    if schedule.free_kwh is None and any(grant.holds(day) for grant in account.low_income):
        names.append("free_kwh")
    return names


def figures_of(account: ServiceAccount, assessed: AssessedSettlement) -> list[str]:
    """Names of the region's figures that this settlement's money rests on."""
    high = account.voltage is Voltage.HIGH
    if account.price is Price.SHARED:
        return ["high_voltage" if high else "shared_price"]
    names = ["limits", "high_voltage" if high else "prices"]
    if account.price is Price.HEATING and assessed.schedule.heating:
        names[0] = "heating"
    # How long a grant lasts is of the rule, too: one that is over by it rests on it as well.
    held = any(one.holds(assessed.settlement.last_day) for one in account.households)
    if held or assessed.allowance.household_months:
        names.append("household")
    if assessed.free:
        names.append("free_kwh")
    if assessed.charge.periods:
        names.append("time_of_use")
    return names


def _rules(account: ServiceAccount, in_use: date, assessed: AssessedSettlement) -> list[str]:
    """Names of the region's rules that this settlement's money rests on."""
    names: list[str] = []
    allowance, cycle = assessed.allowance, assessed.allowance.cycle
    if not allowance.limits:
        return names
    if in_use > cycle.first and assessed.schedule.cycle.months > 1:
        names += ["months_from", "started_month", "availability"]
    if assessed.schedule.cycle.months > 1 and _over_the_edge(assessed):
        names.append("belongs_to")
    if assessed.schedule.cycle.months == 1 and _at_a_months_end(assessed):
        names.append("month_end")
    if assessed.owner:
        names.append("transfer")
    if cycle.year in account.tier_months:
        names.append("reading_change")
    if allowance.household_months and _household_is_over(account, assessed):
        names.append("household_end")
    return names


def _moved_in(account: ServiceAccount, assessed: AssessedSettlement) -> bool:
    """Whether the holder changed in the cycle before, so that it might begin anew."""
    first = assessed.allowance.cycle.first
    until = assessed.settlement.last_day
    return assessed.schedule.cycle.months > 1 and any(
        transfer.applied and first < transfer.first <= until for transfer in account.transfers
    )


def _household_is_over(account: ServiceAccount, assessed: AssessedSettlement) -> bool:
    """Whether the extra kWh of a large household have run out within the tier year."""
    rule, until = assessed.schedule.household, assessed.settlement.last_day
    return (
        rule is not None
        and assessed.schedule.cycle.months > 1
        and all(months_of(grant, rule)[1] <= until for grant in account.households)
    )


def _at_a_months_end(assessed: AssessedSettlement) -> bool:
    """Whether use lies months before its reading, and that was on its month's last day."""
    return assessed.schedule.cycle.use_lag > 0 and (assessed.settlement.last + DAY).day == 1


def _over_the_edge(assessed: AssessedSettlement) -> bool:
    """Whether it reaches beyond its cycle."""
    first, last = assessed.terms.allowance.cycle
    return opening_day(assessed.settlement.first) < first or last < assessed.settlement.last
