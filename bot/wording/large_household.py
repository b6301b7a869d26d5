"""Why the extra kWh of a large household (一户多人口) that is on file count in a bill no more."""

from __future__ import annotations

from bot.wording.catalogue import Words
from tariff_rules import HouseholdGrant, ServiceAccount
from tariff_rules.as_billed import AssessedSettlement
from tariff_rules.cycles import months_before
from tariff_rules.household import months_of
from tariff_rules.tariff import HouseholdRule


def not_counted(say: Words, account: ServiceAccount, billed: AssessedSettlement) -> list[str]:
    """A line where the last of them that was granted does not reach the month of the bill."""
    rule, day = billed.schedule.household, billed.settlement.last_day
    granted = [
        one for one in account.households if one.applied and not one.flat and one.first <= day
    ]
    if not granted or not billed.allowance.limits or rule is None or rule.extra is None:
        return []
    last = max(granted, key=lambda one: one.first)
    if last.persons < rule.persons:
        figures = {"least": rule.persons, "count": last.persons}
        return [
            say(
                "A large household has {least} persons or more here; on file are {count}.",
                **figures,
            )
        ]
    first, end = months_of(last, rule)
    if day < first:
        month = say.month(first)
        return [say("The extra kWh of a large household count from {month} on.", month=month)]
    return [_ended(say, last, rule)] if end <= day else []


def _ended(say: Words, grant: HouseholdGrant, rule: HouseholdRule) -> str:
    _, end = months_of(grant, rule)
    month = say.month(months_before(end, 1))
    if grant.last or rule.valid_months is None:
        return say("The extra kWh of a large household ended with {month}.", month=month)
    return say(
        "The extra kWh of a large household count for {count} months each time they are applied "
        "for; by what is on file they ended with {month}.",
        count=rule.valid_months,
        month=month,
    )
