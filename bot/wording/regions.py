"""What is said of another region's rule, and of what so many kWh cost by the book."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bot.wording.catalogue import Words
from bot.wording.rule import of_tier, rule_line
from tariff_rules import Schedule, Tariff


def not_held(say: Words) -> str:
    """A place of which no rule is held."""
    return say("We do not hold that place's prices. Please ask the supplier there.")


def not_on_day(say: Words, tariff: Tariff, day: date) -> str:
    """A region whose rule of that day is not known."""
    return say(
        "{region}: we have not found the rule that holds on {day}. Please call 95598 there.",
        region=tariff.name,
        day=say.day(day),
    )


def not_in_book(say: Words, tariff: Tariff) -> str:
    """A region's rule is held, and what is asked for does not stand in it."""
    return say(
        "{region}: we have not found this in its price documents. Please call 95598 there.",
        region=tariff.name,
    )


def tier_of(say: Words, tariff: Tariff, schedule: Schedule, day: date, tier: int | None) -> str:
    """The tier that is asked for, or that this is the region's rule."""
    told = of_tier(say, schedule, day.month, tier) if tier else ""
    if told:
        return say("{region}: {what}", region=tariff.name, what=told)
    return say("In {region} it is counted so:", region=tariff.name)


def cost(say: Words, tariff: Tariff, schedule: Schedule, kwh: Decimal, total: Decimal) -> str:
    """What so many kWh cost in one cycle."""
    figures = {"region": tariff.name, "kwh": say.kwh(kwh), "total": say.money(total)}
    if schedule.cycle.months == 12:
        return say("{region}: {kwh} in a year cost {total}.", **figures)
    if schedule.cycle.months == 2:
        return say("{region}: {kwh} in two months cost {total}.", **figures)
    return say("{region}: {kwh} in a month cost {total}.", **figures)


def tiers_since(say: Words, tariff: Tariff, first: date) -> str:
    """Since when there are tiers, as far as the book goes back."""
    return say("In {region} homes have tiers since {day}.", region=tariff.name, day=say.day(first))


def same_price(say: Words, tariff: Tariff, since: date, today: date) -> str:
    """That prices have not risen, or when they changed last."""
    figures = {"region": tariff.name, "day": say.day(since)}
    if (today - since).days > 365:
        return say("No. Prices for homes in {region} are the same since {day}.", **figures)
    return say("Prices for homes in {region} changed last on {day}.", **figures)


def rule(say: Words, tariff: Tariff, schedule: Schedule, day: date) -> str:
    """How the region counts."""
    return rule_line(say, tariff, schedule, day)


def only_there(say: Words, tariff: Tariff) -> str:
    """That it holds there, and who answers there."""
    return say("That holds for homes in {region}; bills there: 95598.", region=tariff.name)
