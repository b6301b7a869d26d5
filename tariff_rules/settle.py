"""kWh to money by the rates of a settlement: numbers only, for one account or columns of many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import add, or_
from typing import NamedTuple

from tariff_rules.charge import Charge, Part, charge_for, rounded_once, split, with_times_first
from tariff_rules.numbers import EXACT, Numbers
from tariff_rules.rates import FreeKwhDue, Rates, Refund, Stretch


class Held(NamedTuple):
    """What a pool holds: kWh by tier, and the kWh that were free so far."""

    kwh: tuple[Decimal, ...]
    free: Decimal


def nothing_held(rates: Rates, numbers: Numbers = EXACT) -> Held:
    """A pool before its first settlement."""
    return Held((numbers.zero,) * (len(rates.limits) + 1), numbers.zero)


def settle(
    kwh: Decimal,
    periods: Mapping[str, Decimal],
    rates: Rates,
    held: Held,
    numbers: Numbers = EXACT,
) -> tuple[Decimal, Charge, Held]:
    """Charge one settlement: the kWh that were free, the money, what the pool holds after it.

    Args:
        kwh: of the settlement.
        periods: kWh by time-of-use period; empty without.
        rates: what they are compared with and multiplied by.
        held: what the pool holds before.
        numbers: their kind.
    """
    due, free, within = rates.free, numbers.zero, numbers.zero
    if due:
        free = _free(kwh, due, held, numbers)
        within = free if due.inside and rates.limits else within  # fill tier 1 first
        kwh = kwh - (free - within) + numbers.zero  # where the kWh are "-0" they are 0
    used, parts, stretches = held.kwh, [], rates.stretches
    pieces = (kwh,) if len(stretches) == 1 else _shared_out(kwh, stretches, numbers)
    for piece, (_, prices, tiered) in zip(pieces, stretches, strict=True):
        if not tiered:
            parts.append(Part((piece,), prices))  # 2012, before the tiers: nothing to count
            continue
        tiers = split(used, piece, rates.limits, numbers)
        used = tuple(map(add, used, tiers))
        if due and due.inside:
            tiers, within = _free_in_tier_1(tiers, within, numbers)
        parts.append(Part(tiers, prices))
    free = free - within  # for what is left over tier 1 had no kWh
    differences = rates.differences
    if differences and periods:
        periods = _without_free(periods, free, numbers)
        differences = _differences(rates, parts, numbers)
    charge = charge_for(parts, differences and periods, differences, numbers)
    charge = _in_its_form(charge, rates, numbers)
    return free, charge, Held(used, held.free + free if due else held.free)


def _in_its_form(charge: Charge, rates: Rates, numbers: Numbers) -> Charge:
    """The charge in the form of the region's bills."""
    if rates.times_first:
        charge = with_times_first(charge, numbers)
    return rounded_once(charge, numbers) if rates.sum_only else charge


def refund_of(kwh: Decimal, refund: Refund, numbers: Numbers = EXACT) -> Decimal:
    """Money returned for free kWh that were charged first."""
    charged = numbers.most(numbers.zero, kwh)  # kWh given back after an estimate are never free
    found: Decimal = numbers.money(numbers.least(refund.kwh, charged), refund.price)
    return found


def _free(kwh: Decimal, due: FreeKwhDue, held: Held, numbers: Numbers) -> Decimal:
    """KWh that cost nothing, unused ones are lost.

    They are deducted before the tiers, or fill tier 1 first. Of kWh that are given back after an
    estimate that was too high none are free.
    """
    left = due.kwh - held.free if due.by_pool else due.kwh
    found: Decimal = numbers.least(numbers.most(numbers.zero, kwh), left)
    return found


def _free_in_tier_1(
    tiers: tuple[Decimal, ...], free: Decimal, numbers: Numbers
) -> tuple[tuple[Decimal, ...], Decimal]:
    """The tiers without the kWh that are free in the first, and those for which it had none."""
    taken = numbers.least(free, numbers.most(numbers.zero, tiers[0]))
    return (tiers[0] - taken, *tiers[1:]), free - taken


def _shared_out(
    kwh: Decimal, stretches: tuple[Stretch, ...], numbers: Numbers
) -> tuple[Decimal, ...]:
    """The kWh of each stretch, to two decimals; the last one gets what is left."""
    first = [numbers.part(kwh, one.share.days, one.share.of) for one in stretches[:-1]]
    return (*first, kwh - sum(first, numbers.zero))


def _differences(rates: Rates, parts: Sequence[Part], numbers: Numbers) -> Mapping[str, Decimal]:
    """The differences of the tier in which all kWh of the settlement lie, where it has its own.

    In the month in which a limit is passed the surcharge is the same for all periods; from the
    next month it differs (上海).
    """
    found = rates.differences
    if not rates.whole_tiers:
        return found
    tiers = range(max(len(part.kwh) for part in parts))
    reached = [
        reduce(or_, [part.kwh[tier] != 0 for part in parts if tier < len(part.kwh)])
        for tier in tiers
    ]
    alone = sum([one * 1 for one in reached]) == 1
    for tier, own in rates.whole_tiers.items():
        if tier <= len(reached):
            lies = reached[tier - 1] & alone
            found = {name: numbers.choose(lies, own[name], found[name]) for name in found}
    return found


def _without_free(
    periods: Mapping[str, Decimal], free: Decimal, numbers: Numbers
) -> Mapping[str, Decimal]:
    """KWh by period once the free kWh are taken from each in proportion; no rule was found."""
    whole = sum(periods.values(), numbers.zero)
    if not numbers.any((free != 0) & (whole != 0)):
        return periods
    *first, last = periods
    # Where there are no kWh, none are taken away.
    left, of = (numbers.choose(whole != 0, number, 1) for number in (whole - free, whole))
    kept = {name: numbers.part(periods[name], left, of) for name in first}
    return {**kept, last: whole - free - sum(kept.values(), numbers.zero)}
