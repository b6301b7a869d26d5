"""Short answers to short questions: one or two sentences, the figure first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.accounts.masking import mask_account_no
from bot.bills.findings import Findings
from bot.bills.queries import Above, Sum
from bot.records.account import BillRecord
from bot.wording.catalogue import Words
from tariff_rules import AssessedSettlement

RUNS = 3  # of months that are told one by one


def in_all(say: Words, found: Sum) -> str:
    """Several bills together."""
    return say(
        "{span}, {count} bills: {kwh} in all, {charged}.",
        span=span_text(say, found.bills),
        count=len(found.bills),
        kwh=say.kwh(found.kwh),
        charged=say.money(found.charged),
    )


def by_home(say: Words, sums: Sequence[tuple[str, Sum]]) -> list[str]:
    """A line an account, as they stand there."""
    lines = [
        say(
            "· {account}: {kwh}, {charged}",
            account=mask_account_no(number),
            kwh=say.kwh(found.kwh),
            charged=say.money(found.charged),
        )
        for number, found in sums
    ]
    head = say("{span}, the most first:", span=span_text(say, sums[0][1].bills))
    if len(sums) > 1:
        return [head, *lines]
    note = say("Only one account is checked so far; the other counts once it is.")
    return [head, *lines, note]


def a_month_together(say: Words, found: Sum) -> str:
    """What several accounts together come to a month, on average."""
    months = len({bill.bill_month for bill in found.bills})
    return say(
        "{span}, on average a month of all together: {kwh}, {charged}.",
        span=span_text(say, found.bills),
        kwh=say.kwh(found.kwh_a(months)),
        charged=say.money(found.charged_a(months)),
    )


def averages(say: Words, sums: Sequence[tuple[str, Sum]]) -> list[str]:
    """What each account comes to a bill, on average."""
    lines = [
        say(
            "· {account}: {kwh}, {charged} a bill",
            account=mask_account_no(number),
            kwh=say.kwh(found.kwh_a_bill),
            charged=say.money(found.charged_a_bill),
        )
        for number, found in sums
    ]
    note = say("Only one account is checked so far; the other counts once it is.")
    return lines if len(sums) > 1 else [*lines, note]


def by_tier(say: Words, found: Sequence[Findings]) -> str:
    """How many kWh lie in each tier, over bills as they were made."""
    kwh: dict[int, Decimal] = {}
    for one in found:
        for line in one.billed.charge.tiers:
            kwh[line.tier] = kwh.get(line.tier, Decimal(0)) + line.kwh
    parts = [
        say("tier {tier} {kwh}", tier=say.tier(tier), kwh=say.kwh(used))
        for tier, used in sorted(kwh.items())
    ]
    span = span_text(say, [one.bill for one in found])
    return say("{span}: {what}.", span=span, what=say(", ").join(parts))


def reached(say: Words, tier: int, found: Sequence[Findings], *, yes: bool) -> str:
    """Whether a tier was reached, and how many kWh lie in each."""
    figures = {"tier": say.tier(tier), "what": by_tier(say, found)}
    if yes:
        return say("Yes, tier {tier} was reached. {what}", **figures)
    return say("No, tier {tier} was not reached. {what}", **figures)


def tier_months(say: Words, found: Sequence[Findings], tier: int) -> list[str]:
    """The bills that reach a tier, with the kWh in it or above; the rest do not."""
    inside = [
        (one, sum((t.kwh for t in one.billed.charge.tiers if t.tier >= tier), Decimal(0)))
        for one in found
    ]
    there = [(one, kwh) for one, kwh in inside if kwh]
    head = say(
        "{span}: {count} of {all} bills reach tier {tier}.",
        span=span_text(say, [one.bill for one in found]),
        count=len(there),
        all=len(found),
        tier=say.tier(tier),
    )
    return [head] + [
        say("· {month}: {kwh}", month=say.month(one.bill.bill_month), kwh=say.kwh(kwh))
        for one, kwh in there
    ]


def on_average(say: Words, found: Sum) -> str:
    """Several bills, on average."""
    return say(
        "{span}, {count} bills: {kwh} and {charged} a bill on average.",
        span=span_text(say, found.bills),
        count=len(found.bills),
        kwh=say.kwh(found.kwh_a_bill),
        charged=say.money(found.charged_a_bill),
    )


def extreme(
    say: Words,
    bills: Sequence[BillRecord],
    among: Sequence[BillRecord],
    *,
    money: bool,
    most: bool,
) -> str:
    """Which bill is the highest or lowest."""
    months = say(", ").join(say.month(bill.bill_month) for bill in bills)
    figures = {
        "month": months, "kwh": say.kwh(bills[0].kwh), "charged": say.money(bills[0].charged),
        "span": span_text(say, among),
    }  # fmt: skip
    if money and most:
        return say("{month} was the dearest: {charged} for {kwh} ({span}).", **figures)
    if money:
        return say("{month} was the cheapest: {charged} for {kwh} ({span}).", **figures)
    if most:
        return say("Most was used in {month}: {kwh}, {charged} ({span}).", **figures)
    return say("Least was used in {month}: {kwh}, {charged} ({span}).", **figures)


def outermost(
    say: Words,
    bills: Sequence[BillRecord],
    among: Sequence[BillRecord],
    *,
    money: bool,
    most: bool,
) -> list[str]:
    """The highest or lowest bills, a line each."""
    figures = {"count": len(bills), "span": span_text(say, among)}
    if money:
        head = (
            say("The {count} dearest months ({span}):", **figures)
            if most
            else say("The {count} cheapest months ({span}):", **figures)
        )
    elif most:
        head = say("The {count} months with the most kWh ({span}):", **figures)
    else:
        head = say("The {count} months with the fewest kWh ({span}):", **figures)
    return [head, *each(say, bills)]


def each(say: Words, bills: Sequence[BillRecord]) -> list[str]:
    """A line a bill."""
    return [
        say(
            "· {month}: {kwh}, {charged}",
            month=say.month(bill.bill_month),
            kwh=say.kwh(bill.kwh),
            charged=say.money(bill.charged),
        )
        for bill in bills
    ]


def tier_since(say: Words, found: Findings | None, tier: int, among: Sequence[BillRecord]) -> str:
    """Since which bill a tier has been reached."""
    if found is None:
        return say(
            "{span}: no bill has reached tier {tier}.",
            span=span_text(say, among),
            tier=say.tier(tier),
        )
    inside = sum((line.kwh for line in found.billed.charge.tiers if line.tier >= tier), Decimal(0))
    return say(
        "With the bill of {month}: of its {kwh}, {inside} lie in tier {tier} or above.",
        month=say.month(found.bill.bill_month),
        kwh=say.kwh(found.bill.kwh),
        inside=say.kwh(inside),
        tier=say.tier(tier),
    )


def tier_cost(say: Words, parts: Sequence[Above], among: Sequence[BillRecord]) -> list[str]:
    """What the kWh above the first tier cost more."""
    span = span_text(say, among)
    if not parts:
        return [say("{span}: nothing. All of it was charged at the lowest price.", span=span)]
    lines = [
        say(
            "{span}: {money} more than if all of it had been at the lowest price.",
            span=span,
            money=say.money(sum((part.yuan for part in parts), Decimal(0))),
        )
    ]
    return lines + [
        say(
            "· tier {tier}: {kwh} × {price} more = {money}",
            tier=say.tier(part.tier),
            kwh=say.kwh(part.kwh),
            price=say.price(part.more),
            money=say.money(part.yuan),
        )
        for part in parts
    ]


def next_month(say: Words, told: AssessedSettlement, as_of: date) -> list[str]:
    """What so many kWh would cost with the next reading."""
    kwh = told.settlement.kwh
    lines = [
        say(
            "With {kwh} until the next reading it comes to {total}.",
            kwh=say.kwh(kwh),
            total=say.money(told.total),
        )
    ]
    lines += [
        say(
            "· tier {tier}: {kwh} × {price} = {money}",
            tier=say.tier(line.tier),
            kwh=say.kwh(line.kwh),
            price=say.price(line.price),
            money=say.money(line.amount),
        )
        for line in told.charge.tiers
        if line.kwh
    ]
    rests = say(
        "This counts from the reading of {day}; what was used since then is part of it.",
        day=say.day(as_of),
    )
    if told.by_year and not told.used_before:
        lines.append(say("A new tier year has begun by then: it counts from zero."))
    return [*lines, rests]


def span_text(say: Words, bills: Sequence[BillRecord]) -> str:
    """From the first month to the last; where some in between are left out, each run of them."""
    runs: list[list[date]] = []
    for bill in bills:
        month = bill.bill_month
        if runs and _months(runs[-1][-1], month) <= 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    if len(runs) > RUNS:
        runs = [[runs[0][0], runs[-1][-1]]]
    return say(", ").join(_run(say, run[0], run[-1]) for run in runs)


def _run(say: Words, first: date, last: date) -> str:
    if first == last:
        return say.month(first)
    return say("{first} to {last}", first=say.month(first), last=say.month(last))


def _months(one: date, later: date) -> int:
    return (later.year - one.year) * 12 + later.month - one.month
