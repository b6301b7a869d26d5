"""A practice (练习): who asks, their words, what is true of their bill, what is promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from random import Random
from typing import Any

from bot.bills.findings import Findings
from bot.cases.deadlines import deadlines
from bot.contract.office import Office
from bot.lessons import homes, persona
from bot.lessons.homes import Kind
from bot.records.case import CameBy, CaseKind

# A right bill opens no case: nothing is promised, and no day has to be named.
_ALWAYS_A_CASE = {Kind.ANGER, Kind.REPORT}
_YUAN = frozenset({"amount", "total", "total_by_surcharges", "charged", "difference"})
_KWH = frozenset({"kwh", "limits", "used_before", "free_kwh"})
_PRICE = frozenset({"price"})


@dataclass(frozen=True, eq=False)
class Exercise:
    """One practice.

    Attributes:
        name: by which the customer is spoken to.
        found: what the rules say of the bill; None where it is not about a bill.
        opening: the customer's first words.
        begun_at: when they write.
        contact_by, answer_by: what they were promised; None where no case is opened.
    """

    kind: Kind
    name: str
    found: Findings | None
    opening: str
    begun_at: datetime
    contact_by: datetime | None = None
    answer_by: date | None = None

    @cached_property
    def truth(self) -> Truth | None:
        """The figures of the bill; None where it is not about one."""
        return truth_of(self.found) if self.found else None


def exercise(kind: Kind, seed: int, office: Office, now: datetime) -> Exercise | None:
    """The practice of that seed, always the same; None where the region has no such bill."""
    draw = Random(f"{kind} {seed}")  # noqa: S311 - no secret
    found = None
    if kind is not Kind.REPORT:
        found = homes.drawn(kind, draw, office, now.date())
        if found is None:
            return None
    return about(kind, found, draw, office, now)


def about(
    kind: Kind, found: Findings | None, draw: Random, office: Office, now: datetime
) -> Exercise:
    """The practice about that bill."""
    name = found.account.holder_name if found else draw.choice(homes.SURNAMES) + "嫂"
    opening = persona.opening(kind, found, draw)
    if kind not in _ALWAYS_A_CASE and not (found and found.needs_case):
        return Exercise(kind, name, found, opening, now)
    case_kind = CaseKind.REPORT if kind is Kind.REPORT else CaseKind.COMPLAINT
    promised = deadlines(now, CameBy.OWN, case_kind, office)
    return Exercise(kind, name, found, opening, now, promised.contact_by, promised.answer_by)


@dataclass(frozen=True, slots=True)
class Truth:
    """The figures of an exercise: yuan, kWh, yuan per kWh, months, days.

    Attributes:
        charged: what the bill says.
        over: what of it should not be there; None if nothing.
        yuan: every amount of the bill and its working, and what lies between two of its prices.
        kwh: every count of kWh and every reading; prices: yuan per kWh, and steps between them.
        months: the months that were counted, and those in use.
        days: of the account, of its readings and of the bill.
    """

    charged: Decimal
    over: Decimal | None
    yuan: frozenset[Decimal]
    kwh: frozenset[Decimal]
    prices: frozenset[Decimal]
    months: frozenset[Decimal]
    days: frozenset[date]

    @property
    def right(self) -> Decimal:
        """What the bill should have been."""
        return self.charged - (self.over or Decimal(0))


def truth_of(found: Findings) -> Truth:
    """What is true of the bill."""
    billed, over, schedule = found.billed, found.overcharge, found.billed.schedule
    report = found.to_json()
    months = {Decimal(billed.allowance.months), *_months_in_use(found)}
    prices = {price for each in schedule.prices.values() for price in each}
    used = billed.used_before + billed.settlement.kwh
    kwh = {found.bill.kwh, used, *(abs(used - limit) for limit in billed.allowance.limits)}
    for reading in found.readings:
        kwh |= {reading.kwh, reading.this_reading, reading.last_reading}
    for limit in {limit for each in schedule.limits.values() for limit in each}:
        a_month = limit / schedule.limit_months
        kwh |= {limit, a_month, *(a_month * count for count in months)}
    if schedule.household and schedule.household.extra:
        kwh |= {schedule.household.extra * count for count in (Decimal(1), *months)}
    yuan = {found.bill.charged, *_named(report, _YUAN)}
    if over is not None:
        yuan |= {over, found.bill.charged - over}
    steps = {abs(one - other) for one, other in combinations(prices, 2)}
    return Truth(
        found.bill.charged,
        over,
        frozenset(yuan | steps | prices),
        frozenset(kwh | set(_named(report, _KWH))),
        frozenset(prices | steps | {abs(price) for price in _named(report, _PRICE)}),
        frozenset(months),
        frozenset(_days(found)),
    )


def _days(found: Findings) -> Iterator[date]:
    account = found.account
    for day in (account.registered_on, account.powered_on, found.bill.issued_on):
        if day is not None:
            yield day
    for reading in found.readings:
        yield from (reading.last_read_on, reading.this_read_on)


def _months_in_use(found: Findings) -> Iterator[Decimal]:
    """By the other reading of the rule; and the calendar months between the first and last day."""
    for reading in (found.assessment.reading, found.assessment.other, found.assessment.billed):
        yield Decimal(reading.settlements[-1].allowance.months)
    settlement = found.billed.settlement
    first, last = settlement.first, settlement.last
    yield Decimal((last.year - first.year) * 12 + last.month - first.month + 1)


def _named(value: Any, names: frozenset[str]) -> Iterator[Decimal]:
    """The figures below those names of a report in JSON."""
    if isinstance(value, list):
        for one in value:
            yield from _named(one, names)
    if not isinstance(value, dict):
        return
    for name, one in value.items():
        if name in names:
            listed = one if isinstance(one, list) else [one]
            yield from (Decimal(each) for each in listed if each is not None)
        else:
            yield from _named(one, names)
