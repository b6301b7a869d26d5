"""The rule behind a bill in plain words, and what on-time registration would have given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.bills.findings import Findings
from bot.wording.arithmetic import allowance_line, charge_lines
from bot.wording.catalogue import Words
from bot.wording.findings import CAUSES
from bot.wording.sureness import FIGURES, sureness
from tariff_rules import (
    Assessment,
    Billing,
    MonthsFrom,
    Price,
    Schedule,
    Tariff,
    figures_of,
)
from tariff_rules.limits import month_of_use


def rule(say: Words, found: Findings) -> list[str]:
    """The rule in plain words, its document, and how sure we are of it."""
    last = found.billed
    limited = last.allowance.limits or last.tier_1_first
    tiered = limited or not any(last.schedule.limits.values())
    names = {name for name, _ in found.assessment.unverified}
    lines = [
        say("By which rule:"),
        _of_the_price(say, found)
        if tiered
        else document(say, last.schedule, last.settlement.last_day),
        *_own_documents(say, found),
    ]
    if names & {"months_from", "started_month", "availability"}:
        lines += _of_new_accounts(say, found)
    started = found.assessment.started
    if started and started.settlements[-1].total != found.assessment.reading.settlements[-1].total:
        lines.append(
            say(
                "Please note: we give the first bill of a new account the months of its readings, "
                "as any other bill. Each started month in full would make {total}; the text of "
                "{region} does not say which.",
                total=say.money(started.settlements[-1].total),
                region=found.tariff.name,
            )
        )
    if "belongs_to" in names and last.top_tier > 1 and last.by_year:
        lines.append(
            say(
                "Please note: the year's first reading reaches back into the year before. We "
                "count it in the year in which it was read; sources differ on this point."
            )
        )
    return [*lines, *sureness(say, found)]


def _of_the_price(say: Words, found: Findings) -> str:
    last, tariff = found.billed, found.tariff
    day = last.settlement.last_day
    if found.assessment.account.price is not Price.HEATING or not last.schedule.heating:
        month = month_of_use(tariff, last.schedule, last.settlement)
        return rule_line(say, tariff, last.schedule, day, month)
    prices = last.schedule.prices_in(day)
    parts = [
        say(
            "from {first} to {last}: {tiers}",
            first=say.day_of_year(date(2001, *period.first)),
            last=say.day_of_year(date(2001, *period.last)),
            tiers=_bounds(say, period.limits, prices[: len(period.limits) + 1]),
        )
        for period in last.schedule.heating
    ]
    how = say("{region} counts homes with the heating price by parts of the year:",
              region=tariff.name)  # fmt: skip
    return "\n".join([how, *(f"  {part}" for part in parts), document(say, last.schedule, day)])


def _own_documents(say: Words, found: Findings) -> list[str]:
    """The orders of what the bill rests on besides limits and prices, such as peak and valley."""
    last = found.billed
    named = {
        name: order
        for name in figures_of(found.assessment.account, last)
        if (order := last.schedule.own_document(name, last.settlement.last_day))
    }
    return [
        say("Document of {figure}: {document}.", figure=say(FIGURES[name]), document=order)
        for name, order in named.items()
    ]


def _of_new_accounts(say: Words, found: Findings) -> list[str]:
    return [
        say("A new account gets the limits of the months it counts; a started month is a month."),
        *_readings_of_the_rule(say, found.assessment),
        say(
            "Please note: {region}'s own text on new accounts has not been seen by us. This "
            "way of counting follows a published case and the rules of other provinces.",
            region=found.tariff.name,
        ),
    ]


def rule_line(
    say: Words, tariff: Tariff, schedule: Schedule, day: date, month: int | None = None
) -> str:
    """How the region counts, its limits and prices on that day, and the document.

    `month`: that of the limits, where it is another one than the day's.
    """
    month = month or day.month
    figures = {"region": tariff.name}
    if not any(schedule.limits.values()):
        how = say("{region} has no tiers for homes.", **figures)
    elif schedule.cycle.months == 1:
        how = say("{region} counts by the month.", **figures)
    elif schedule.cycle.billing is Billing.BY_MONTH:
        how = say("{region} bills by the month and settles by the year.", **figures)
    elif schedule.cycle.months == 2:
        how = say("{region} counts by two months.", **figures)
    else:
        how = say("{region} counts by the year.", **figures)
    limits, prices = schedule.limits_of_month(month), schedule.prices_in(day)
    return say.together(
        how,
        tier_prices(say, schedule, limits, prices),
        *(
            say(
                "Sources disagree on {figure}; by another: {tiers}.",
                figure=say(FIGURES[name]),
                tiers=_bounds(say, other.limits_of_month(month), other.prices_in(day)),
            )
            for name in ("limits", "prices")
            for other in schedule.others.get(name, ())
        ),
        document(say, schedule, day),
    )


def of_tier(say: Words, schedule: Schedule, month: int, tier: int) -> str:
    """Price and bounds of one tier; empty where there is no such tier."""
    prices = schedule.prices.get(schedule.seasons[month]) or schedule.prices.get("year", ())
    limits = schedule.limits_of_month(month)
    if not limits or not 0 < tier <= len(prices):
        return ""
    year = [limit * 12 / schedule.limit_months for limit in limits]
    figures = {
        "tier": say.tier(tier),
        "price": say.price(prices[tier - 1]),
        "lower": say.kwh(year[tier - 2]) if tier > 1 else "",
        "upper": say.kwh(year[tier - 1]) if tier <= len(year) else "",
    }
    if schedule.cycle.months != 12:
        return say("Tier {tier} costs {price} a kWh.", **figures)
    if tier == 1:
        return say("Tier {tier} costs {price} a kWh: up to {upper} a year.", **figures)
    if figures["upper"]:
        return say("Tier {tier} costs {price} a kWh: from {lower} to {upper} a year.", **figures)
    return say("Tier {tier} costs {price} a kWh: above {lower} a year.", **figures)


def tier_prices(
    say: Words,
    schedule: Schedule,
    limits: Sequence[Decimal],
    prices: Sequence[Decimal],
    *,
    of_year: bool = False,
) -> str:
    """Limits and prices, one after the other: as the region has them, or of the whole year."""
    if not limits:
        return say("Each kWh costs {price}.", price=say.price(prices[0]))
    tiers = _bounds(say, limits, prices)
    if schedule.limit_months == 1 and not of_year:
        return say("Each month that counts gives: {tiers}.", tiers=tiers)
    return say("The whole year gives: {tiers}.", tiers=tiers)


def _bounds(say: Words, limits: Sequence[Decimal], prices: Sequence[Decimal]) -> str:
    """Limits and prices, one after the other."""
    if not limits:
        return say("each costs {price}", price=say.price(prices[0]))
    bounds = [say.kwh(limit) for limit in limits]
    costs = [say.price(price) for price in prices]
    first = say("up to {limit} each costs {price}", limit=bounds[0], price=costs[0])
    between = [
        say("from {lower} to {limit} each costs {price}", lower=lower, limit=limit, price=price)
        for lower, limit, price in zip(bounds, bounds[1:], costs[1:], strict=False)
    ]
    last = say("above {limit} each costs {price}", limit=bounds[-1], price=costs[len(bounds)])
    return say("; ").join([first, *between, last])


def document(say: Words, schedule: Schedule, day: date) -> str:
    """Where the figures of that day come from."""
    if named := schedule.document_on(day):
        return say("Document: {document}.", document=named)
    return say("The number of the document was not found yet.")


def on_time(say: Words, found: Findings) -> list[str]:
    """What it would have been had registration been on time, and the difference."""
    by_use = found.assessment.by_use
    lines = []
    for cause in found.causes:
        if cause.cause != "late_registration":
            lines.append(
                say(
                    "Without this ({cause}) it would have been {difference} less.",
                    cause=say(CAUSES[cause.cause]),
                    difference=say.money(cause.difference),
                )
            )
            continue
        lines += [
            say(
                "Had we registered you on time ({day}):",
                day=say.day(by_use.settlements[-1].allowance.counted_from),
            ),
            allowance_line(say, by_use),
            *charge_lines(say, by_use.settlements[-1]),
            say("  Difference: {difference}", difference=say.money(cause.difference)),
        ]
    return lines


def _readings_of_the_rule(say: Words, assessment: Assessment) -> list[str]:
    registration, use = assessment.by_registration, assessment.by_use
    if registration.total == use.total:
        return []
    office = (
        say("This office counts from registration.")
        if assessment.reading.months_from is MonthsFrom.REGISTRATION
        else say("This office counts from first use.")
    )
    return [
        say(
            "From which day the months count is read in two ways: from registration it makes "
            "{registration}, from first use {use}.",
            registration=say.money(registration.total),
            use=say.money(use.total),
        ),
        office,
    ]


def begins_anew(say: Words, schedule: Schedule, today: date) -> list[str]:
    """When tiers are counted from zero next; nothing where they are not counted by the year."""
    if schedule.cycle.months != 12:
        return []
    month = schedule.cycle.starts_in
    day = date(today.year + (today.month >= month), month, 1)
    price = schedule.prices_in(day)[0]
    return [
        say(
            "From {day} on: counting starts from zero, at {price} a kWh first.",
            day=say.day(day),
            price=say.price(price),
        ),
        say("What is left of the old year is not carried over."),
        *filter(None, [of_tier(say, schedule, day.month, tier) for tier in (1, 2, 3)]),
    ]


def read_together(say: Words, schedule: Schedule) -> list[str]:
    """That months which are read together lead to no higher tier, where a year is counted."""
    if schedule.cycle.months != 12:
        return []
    return [
        say("No: the tiers count the whole year together, so it makes no difference."),
        say("Months that are read together are counted as if they were read one by one."),
    ]


def steps(say: Words, schedule: Schedule, day: date) -> list[str]:
    """By how much each tier is dearer than the first."""
    prices = schedule.prices_in(day)
    lines = [
        say(
            "Tier {tier} costs {more} a kWh more than tier 1: {price} against {first}.",
            tier=say.tier(tier),
            more=say.price(price - prices[0]),
            price=say.price(price),
            first=say.price(prices[0]),
        )
        for tier, price in enumerate(prices[1:], start=2)
    ]
    return [*lines, only_above(say)] if lines else []


def only_above(say: Words) -> str:
    """The kWh below a limit keep their price."""
    return say("Only the part above a limit costs more; the kWh below it keep their price.")
