"""Short answers that tell a ratio: so many times as much, so many in a hundred, which part."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from bot.bills.queries import Sum
from bot.wording.catalogue import Words

_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")


def percent(part: Decimal, whole: Decimal) -> str:
    """How many in a hundred, to a tenth; the whole is not 0."""
    return f"{_short((100 * part / whole).quantize(_TENTH, ROUND_HALF_UP))}%"


def times(one: Decimal, other: Decimal) -> str:
    """How many times as much, to a hundredth; the other is not 0."""
    return _short((one / other).quantize(_HUNDREDTH, ROUND_HALF_UP))


def _short(number: Decimal) -> str:
    return f"{number.normalize():,f}"


def against(say: Words, one: Sum, other: Sum, *, as_times: bool) -> str:
    """How one span stands to another, by yuan and by kWh."""
    if not (other.kwh and other.charged):
        return say("One side is 0, so no ratio can be reckoned.")
    return say(
        "The money {money}, the kWh {kwh}.",
        money=_stands(say, one.charged, other.charged, as_times=as_times),
        kwh=_stands(say, one.kwh, other.kwh, as_times=as_times),
    )


def _stands(say: Words, one: Decimal, other: Decimal, *, as_times: bool) -> str:
    if as_times:
        return say("are {times} times as much", times=times(one, other))
    if one == other:
        return say("the same")
    by = percent(abs(one - other), other)
    return say("{by} more", by=by) if one > other else say("{by} less", by=by)


def why_apart(say: Words, more: Sum, less: Sum) -> str:
    """Whether two homes differ by their use alone, or by what a kWh cost them, too."""
    if more.charged * less.kwh == less.charged * more.kwh:
        return say("A kWh cost both the same: only the use differs.")
    return say("The use differs, and with it what of it lies in higher tiers.")


def part_of_money(say: Words, part: Decimal, whole: Decimal) -> str:
    """What part of a sum some yuan are."""
    return _part_of(say, part, whole, say.money)


def part_of_kwh(say: Words, part: Decimal, whole: Decimal) -> str:
    """What part of all kWh some are."""
    return _part_of(say, part, whole, say.kwh)


def _part_of(say: Words, part: Decimal, whole: Decimal, told: Callable[[Decimal], str]) -> str:
    share = percent(part, whole)
    return say("{part} of {whole} is {share}.", part=told(part), whole=told(whole), share=share)


def part_of_span(say: Words, part: Sum, whole: Sum) -> str:
    """What part of a year some of its bills are, by yuan and by kWh."""
    if not (whole.kwh and whole.charged):
        return say("One side is 0, so no ratio can be reckoned.")
    return say(
        "It is {money} of the money and {kwh} of the kWh.",
        money=percent(part.charged, whole.charged),
        kwh=percent(part.kwh, whole.kwh),
    )


def of_prices(say: Words, tier: int, other: int, prices: tuple[Decimal, ...], *, how: str) -> str:
    """How a kWh of one tier stands to one of another: "times", "percent", or else yuan more."""
    one, base = prices[tier - 1], prices[other - 1]
    figures = {"tier": say.tier(tier), "other": say.tier(other), "price": say.price(one),
               "base": say.price(base)}  # fmt: skip
    if how == "times":
        figures["times"] = times(one, base)
        return say(
            "A kWh of tier {tier} costs {times} times one of tier {other}: {price} "
            "against {base}.",
            **figures,
        )
    figures["by"] = percent(one - base, base) if how == "percent" else say.price(one - base)
    return say(
        "A kWh of tier {tier} costs {by} more than one of tier {other}: {price} against {base}.",
        **figures,
    )
