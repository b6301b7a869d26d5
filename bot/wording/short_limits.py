"""Short answers about the limit of a tier: how to stay below it, and whether a year does."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from bot.bills.queries import Sum
from bot.records.account import BillRecord
from bot.wording.catalogue import Words
from tariff_rules import Outlook

Lines = list[str]
_FEN = Decimal("0.01")


def keep_below(say: Words, view: Outlook, tier: int, limit: Decimal) -> Lines:
    """The limit, a month of it, and where the account stands."""
    months = Decimal(view.allowance.months)
    lines = [
        say(
            "Up to {limit} in the {months} months that count it is not tier {tier}: on average "
            "{each} a month.",
            limit=say.kwh(limit),
            months=say.number(months),
            tier=say.tier(tier),
            each=say.kwh((limit / months).quantize(Decimal(1), ROUND_DOWN)),
        )
    ]
    used = say.kwh(view.used)
    if view.used < limit:
        left = say.kwh(limit - view.used)
        return [*lines, say("· Used so far: {used}; {left} are left.", used=used, left=left)]
    lines.append(say("· Used so far: {used}, so it is passed already.", used=used))
    if view.starts_again:
        lines.append(say("· From {day} on it starts from zero.", day=say.day(view.starts_again)))
    return lines


def will_exceed(say: Words, year: Sum, tier: int, limit: Decimal) -> Lines:
    """What this year's use would be against the limit of a whole year."""
    figures = {"tier": say.tier(tier), "limit": say.kwh(limit), "used": say.kwh(year.kwh)}
    if year.kwh <= limit:
        head = say("At this year's use it would not reach tier {tier}.", **figures)
    else:
        head = say("At this year's use it would reach tier {tier}.", **figures)
    return [head, say("· {used} this year; the limit of a whole year is {limit}.", **figures)]


def counted_later(say: Words, bill: BillRecord, tier: int, limit: Decimal, used: Decimal) -> Lines:
    """The bill with which the year's kWh passed the limit."""
    return [
        say(
            "With the bill of {month} the year passed {limit} ({used}), where tier {tier} begins.",
            month=say.month(bill.bill_month),
            limit=say.kwh(limit),
            used=say.kwh(used),
            tier=say.tier(tier),
        ),
        _settled_later(say),
    ]


def above_later(
    say: Words, used: Decimal, limit: Decimal, parts: Sequence[tuple[Decimal, Decimal]]
) -> Lines:
    """The kWh above the first tier, and what they cost more."""
    lines = [
        say(
            "{used} so far this year, {over} above {limit}.",
            used=say.kwh(used),
            over=say.kwh(used - limit),
            limit=say.kwh(limit),
        )
    ]
    lines += [
        say(
            "· {kwh} × {price} more = {money}",
            kwh=say.kwh(kwh),
            price=say.price(more),
            money=say.money((kwh * more).quantize(_FEN, ROUND_HALF_UP)),
        )
        for kwh, more in parts
    ]
    return [*lines, _settled_later(say)]


def not_passed(say: Words, tier: int, limit: Decimal, used: Decimal) -> Lines:
    """The year's kWh have not passed the limit."""
    return [
        say(
            "The year has not passed {limit}, where tier {tier} begins: {used} so far.",
            limit=say.kwh(limit),
            used=say.kwh(used),
            tier=say.tier(tier),
        ),
        _settled_later(say),
    ]


def _settled_later(say: Words) -> str:
    later = say("Bills of the year charge tier 1; the difference is settled at its end.")
    return say("· {what}", what=later)
