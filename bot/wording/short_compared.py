"""Short answers that set one bill against another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from bot.bills.findings import Findings
from bot.bills.queries import More, Sum
from bot.contract.cause import Cause
from bot.records.account import BillRecord
from bot.wording.catalogue import Words, mark
from bot.wording.short import span_text


def as_said(say: Words, *, fits: bool) -> str:
    """Whether the difference that the customer names is the one on file."""
    return say("Yes, that is right.") if fits else say("No, by the bills it is otherwise.")


def compared(say: Words, bill: BillRecord, before: BillRecord) -> str:
    """By how much a bill differs from another."""
    figures = {
        "month": say.month(bill.bill_month),
        "other": say.month(before.bill_month),
        "kwh": differs(say, say.kwh(abs(bill.kwh - before.kwh)), bill.kwh - before.kwh),
        "money": differs(
            say, say.money(abs(bill.charged - before.charged)), bill.charged - before.charged
        ),
        "kwh_other": say.kwh(before.kwh),
        "kwh_this": say.kwh(bill.kwh),
        "money_other": say.money(before.charged),
        "money_this": say.money(bill.charged),
    }
    return say(
        "{month} against {other}: {kwh} ({kwh_other} → {kwh_this}), {money} ({money_other} → "
        "{money_this}).",
        **figures,
    )


def other_way(say: Words, *, more: bool) -> str:
    """That it is the other way round than the question takes it."""
    return say("It is not less but more.") if more else say("It is not more but less.")


def comes_to(say: Words, found: Sum, limit: Decimal, money: bool) -> str:
    """Whether several bills together come to a figure of yuan or kWh."""
    told = say.money(limit) if money else say.kwh(limit)
    if (found.charged if money else found.kwh) >= limit:
        return say("Yes, it comes to {limit}.", limit=told)
    return say("No, it does not come to {limit}.", limit=told)


def by_quarter(say: Words, sums: Sequence[Sum], *, money: bool, least: bool) -> list[str]:
    """Each quarter of the year, and which is the most or the least."""

    def value(one: Sum) -> Decimal:
        return one.charged if money else one.kwh

    end = min(sums, key=value) if least else max(sums, key=value)
    figures = {
        "span": span_text(say, end.bills), "kwh": say.kwh(end.kwh),
        "charged": say.money(end.charged),
    }  # fmt: skip
    if least:
        head = say("{span} is the quarter with the least: {kwh}, {charged}.", **figures)
    else:
        head = say("{span} is the quarter with the most: {kwh}, {charged}.", **figures)
    return [head] + [
        say("· {span}: {kwh}, {charged}", span=span_text(say, one.bills), kwh=say.kwh(one.kwh),
            charged=say.money(one.charged))
        for one in sums
    ]  # fmt: skip


def between_homes(say: Words, more: Sum, less: Sum) -> str:
    """By how much two accounts differ."""
    return say(
        "They differ by {kwh}, {charged}.",
        kwh=say.kwh(more.kwh - less.kwh),
        charged=say.money(abs(more.charged - less.charged)),
    )


_MAINLY = {
    Cause.USE: mark("Mainly because more was used."),
    Cause.TIER: mark("Mainly because more of it lies in higher tiers."),
}
_IN_PART = {
    Cause.USE: mark("Only in part: mainly because more was used."),
    Cause.TIER: mark("Only in part: mainly because more of it lies in higher tiers."),
}


def because(say: Words, parts: More, named: Collection[Cause]) -> str:
    """Whether one bill is more than another for the reason that is named."""
    found = {Cause.USE: parts.by_use, Cause.TIER: parts.by_tier, Cause.PRICE: Decimal(0)}
    most = Cause.USE if parts.by_use >= parts.by_tier else Cause.TIER
    if len(named) != 1:
        return say(_MAINLY[most])
    (one,) = named
    if one is Cause.PRICE:
        return say("No: the prices of the tiers are the same on both bills.")
    if found[one] <= 0:
        return say("No, that is not why.")
    return say("Yes, mainly for that reason.") if one is most else say(_IN_PART[most])


def differs(say: Words, by: str, difference: Decimal) -> str:
    """By how much one is more or less than the other."""
    if not difference:
        return say("the same")
    return say("{by} more", by=by) if difference > 0 else say("{by} less", by=by)


def why_more(say: Words, later: Findings, earlier: Findings, parts: More) -> list[str]:
    """Why one bill is higher than another, to the fen."""
    more_kwh = later.bill.kwh - earlier.bill.kwh
    lines = [
        say(
            "{month} ({now}) is {difference} more than {other} ({before}).",
            month=say.month(later.bill.bill_month),
            other=say.month(earlier.bill.bill_month),
            now=say.money(later.bill.charged),
            before=say.money(earlier.bill.charged),
            difference=say.money(later.bill.charged - earlier.bill.charged),
        )
    ]
    figures = {"kwh": say.kwh(abs(more_kwh)), "price": say.price(parts.price),
               "money": say.money(abs(parts.by_use))}  # fmt: skip
    if more_kwh > 0:
        lines.append(say("· {kwh} more were used: × {price} = {money}", **figures))
    elif more_kwh < 0:
        lines.append(say("· {kwh} less were used: × {price} = {money} less", **figures))
    if parts.by_tier > 0:
        lines.append(
            say(
                "· more of it lies in higher tiers, where a kWh costs more: {money}",
                money=say.money(parts.by_tier),
            )
        )
    elif parts.by_tier < 0:
        lines.append(
            say("· less of it lies in higher tiers: {money} less", money=say.money(-parts.by_tier))
        )
    spans = [one.billed.settlement for one in (later, earlier)]
    lines.append(
        say(
            "· {days} days were read this time, {before} the time before.",
            days=(spans[0].last - spans[0].first).days,
            before=(spans[1].last - spans[1].first).days,
        )
    )
    return lines
