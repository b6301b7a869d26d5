"""The arithmetic of a bill, line by line; every figure comes from the assessment."""

from __future__ import annotations

from decimal import Decimal

from bot.bills.findings import Findings
from bot.wording.catalogue import Words, mark
from bot.wording.large_household import not_counted
from bot.wording.settled_again import on_the_bill
from tariff_rules import (
    AssessedSettlement,
    Line,
    MonthsFrom,
    Recomputed,
    Slip,
    Verdict,
)

PERIODS = {"peak": mark("Peak hours"), "flat": mark("Flat hours"), "valley": mark("Valley hours")}
_LEFT_OUT = {
    "without_household": mark("the extra kWh for a large household"),
    "without_low_income": mark("the free kWh"),
    "without_time_of_use": mark("time-of-use prices"),
    "without_transfers": mark("the change of owner"),
    "without_tier_months": mark("the added months of a longer tier year"),
    "without_normal_days": mark("the added days of a moved reading day"),
}


def arithmetic(say: Words, found: Findings) -> list[str]:
    """The bill line by line, as charged or, where the charge is wrong, as the rule gives it."""
    return [
        say("How it is worked out:"),
        *before_the_lines(say, found),
        *charge_lines(say, found.billed),
        *after_the_lines(say, found),
    ]


def before_the_lines(say: Words, found: Findings) -> list[str]:
    """The limits, and what of them was used before."""
    billed = found.billed
    lines = [allowance_line(say, found.assessment.billed)]
    lines += not_counted(say, found.assessment.account, billed)
    if billed.used_before and billed.settlement.kwh:
        figures = {
            "kwh": say.kwh(billed.settlement.kwh),
            "before": say.kwh(billed.used_before),
        }
        lines.append(
            say("These {kwh} come on top of the {before} used before.", **figures)
            if billed.by_year
            else say("These {kwh} come on top of the {before} of the month before.", **figures)
        )
    return lines


def after_the_lines(say: Words, found: Findings) -> list[str]:
    """What is settled besides, how the sum compares with the bill, and slips that explain it."""
    lines = on_the_bill(say, found)
    if found.assessment.verdict is not Verdict.INCOMPLETE:
        lines.append(_comparison(say, found))
    lines += _slip_lines(say, found.slips)
    if found.billed.top_tier > 1:
        lines.append(
            say("Only the part above a limit costs more; the kWh below it keep their price.")
        )
    return lines


def charge_lines(say: Words, assessed: AssessedSettlement) -> list[str]:
    """Tier by tier: kWh times price, then the sum; with the bill's other layout below."""
    lines = [say("  Free: {kwh}", kwh=say.kwh(assessed.free))] if assessed.free else []
    if assessed.charge.times_first:
        lines += [_times_first_line(say, one) for one in assessed.charge.surcharges if one.kwh]
    else:
        lines += [
            _tier_line(say, line) if assessed.allowance.limits else _plain_line(say, line)
            for line in assessed.charge.tiers
            if line.kwh or (line.tier == 1 and not assessed.settlement.kwh)
        ]
        lines += [_period_line(say, line) for line in assessed.charge.periods if line.price]
    lines.append(say("  In all: {total}", total=say.money(assessed.total)))
    if assessed.top_tier > 1 and not assessed.charge.times_first:
        lines.append(_surcharge_line(say, assessed))
    return lines


def allowance_line(say: Words, reading: Recomputed) -> str:
    """The limits that count, and for how many months."""
    settlement = reading.settlements[-1]
    allowance = settlement.allowance
    if not allowance.limits:
        return _no_tiers(say, settlement)
    figures = {
        "months": say.number(allowance.months),
        "limits": limits_text(say, allowance.limits),
    }
    of_a_part = allowance.cycle.months() != settlement.schedule.cycle.months  # heating
    if not settlement.by_year or of_a_part:
        line = say("Limits of {months} months together: {limits}.", **figures)
    elif allowance.counted_from == allowance.cycle.first:
        line = say("The whole tier year counts, {months} months: {limits}.", **figures)
    elif reading.months_from is MonthsFrom.REGISTRATION:
        line = say(
            "Counted from registration ({day}) to the end of the year, {months} months: {limits}.",
            day=say.day(allowance.counted_from),
            **figures,
        )
    else:
        line = say(
            "Counted from first use ({day}) to the end of the year, {months} months: {limits}.",
            day=say.day(allowance.counted_from),
            **figures,
        )
    if settlement.terms.flat:
        above = say.kwh(settlement.terms.flat.kwh)
        only = say("The one price for large households holds only above {kwh} a year.", kwh=above)
        line = say.together(line, only)
    if not allowance.household_months:
        return line
    large = say(
        "In {count} of them the extra kWh for a large household count.",
        count=allowance.household_months,
    )
    return say.together(line, large)


def _no_tiers(say: Words, settlement: AssessedSettlement) -> str:
    schedule, day = settlement.schedule, settlement.settlement.last_day
    season = schedule.tou_more.season(day) if settlement.charge.periods else None
    if season and season.untiered:
        return say("Homes with peak and valley prices pay tier 1 alone in these months.")
    if settlement.terms.year and schedule.tiered:
        return say("This household chose the one price for large households, without tiers.")
    if settlement.tier_1_first:
        return say("Bills of the year charge tier 1; the difference is settled at its end.")
    return say("This price has no tiers.")


def limits_text(say: Words, limits: tuple[Decimal, ...]) -> str:
    """The upper end of each tier."""
    return say(", then ").join(
        say("tier {tier} up to {limit}", tier=say.tier(i), limit=say.kwh(limit))
        for i, limit in enumerate(limits, start=1)
    )


def _tier_line(say: Words, line: Line) -> str:
    return say(
        "  Tier {tier}: {kwh} × {price} = {amount}",
        tier=say.tier(line.tier),
        kwh=say.kwh(line.kwh),
        price=say.price(line.price),
        amount=say.money(line.amount),
    )


def _plain_line(say: Words, line: Line) -> str:
    return say(
        "  {kwh} × {price} = {amount}",
        kwh=say.kwh(line.kwh),
        price=say.price(line.price),
        amount=say.money(line.amount),
    )


def _times_first_line(say: Words, line: Line) -> str:
    figures = {
        "kwh": say.kwh(line.kwh),
        "price": say.price(line.price),
        "amount": say.money(line.amount),
    }
    if not line.period:
        tier = say.tier(line.tier)
        return say("  Tier {tier}, on top: {kwh} × {price} = {amount}", tier=tier, **figures)
    period = PERIODS.get(line.period)
    name = say(period) if period else line.period
    return say("  {period}: {kwh} × {price} = {amount}", period=name, **figures)


def _period_line(say: Words, line: Line) -> str:
    period = PERIODS.get(line.period)
    return say(
        "  {period}, on top: {kwh} × {price} = {amount}",
        period=say(period) if period else line.period,
        kwh=say.kwh(line.kwh),
        price=say.price(line.price),
        amount=say.money(line.amount),
    )


def _surcharge_line(say: Words, assessed: AssessedSettlement) -> str:
    base, *more = assessed.charge.surcharges
    parts = [f"{say.kwh(base.kwh)} × {say.price(base.price)}"]
    parts += [f"{say.kwh(line.kwh)} × {say.price(line.price)}" for line in more if line.kwh]
    figures = {"sum": " + ".join(parts), "total": say.money(assessed.charge.surcharge_total)}
    if assessed.charge.surcharge_total != assessed.charge.total:
        return say(
            "  Bills that print a base price and surcharges show: {sum} = {total} (rounding makes "
            "the fen)",
            **figures,
        )
    return say(
        "  Bills that print a base price and surcharges show the same as: {sum} = {total}",
        **figures,
    )


def _comparison(say: Words, found: Findings) -> str:
    charge, charged = found.billed.charge, say.money(found.bill.charged)
    if found.assessment.fits is not None:
        if found.bill.charged == charge.other_total != charge.total:
            return say("The bill shows {charged}; the fen is from rounding.", charged=charged)
        return say("That is what the bill shows.")
    if found.verdict is Verdict.RULE_UNCERTAIN:
        return say(
            "The bill shows {charged}. Which of the two is right cannot be said before the rule "
            "is certain.",
            charged=charged,
        )
    more = found.overcharge
    if more is not None:
        return say(
            "The bill shows {charged}, {difference} more.",
            charged=charged,
            difference=say.money(more),
        )
    return say(
        "The bill shows {charged}. That is less than the rule gives; you need not do anything "
        "until a colleague has checked it.",
        charged=charged,
    )


def _slip_lines(say: Words, slips: tuple[Slip, ...]) -> list[str]:
    if any(slip.kind == "whole_at_top" for slip in slips):
        return [say("The bill fits a mistake: all kWh at the highest price, not only the excess.")]
    left_out = [say(_LEFT_OUT[slip.kind]) for slip in slips if slip.kind in _LEFT_OUT]
    if left_out:
        return [say("The bill fits if this is left out: {what}.", what=say(", ").join(left_out))]
    kinds = {slip.kind for slip in slips}
    if kinds & {"as_1kv_and_above", "as_below_1kv"}:
        return [
            say(
                "The bill fits the price of homes at another voltage; please ask whether it is "
                "below 1 kV."
            )
        ]
    if "as_heating" in kinds:
        return [
            say("The bill fits the limits of the heating season; please ask which price it is.")
        ]
    counts = [str(slip.months) for slip in slips if slip.months]
    if not counts:
        return []
    return [
        say(
            "The bill fits limits of {months} months; that may be where the mistake lies.",
            months=say(", ").join(counts),
        )
    ]
