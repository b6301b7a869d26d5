"""Sentences for what a bill would be with another fact: the figure, and the difference."""

from __future__ import annotations

from decimal import Decimal

from bot.bills.what_if import IfSo
from bot.records.account import BillRecord
from bot.wording.catalogue import Words, mark

# Every month, every day.
_MORE = (mark("{kwh} more a month"), mark("{kwh} more a day"))
_LESS = (mark("{kwh} less a month"), mark("{kwh} less a day"))


def without_tiers(say: Words, so: IfSo) -> str:
    """All at the lowest price."""
    if so.so == so.right:
        return say(
            "Without tiers {month} would be the same, {right}: all of it is in tier 1.",
            **figures_of(say, so),
        )
    return say("Without tiers {month} would be {so}: {gap}.", **figures_of(say, so))


def with_months(say: Words, so: IfSo) -> str:
    """With the limits of so many months."""
    figures = {**figures_of(say, so), "count": say.number(so.kwh)}
    if so.so is None or so.so == so.right:
        return say(
            "With the limits of {count} months {month} would be the same, {right}.", **figures
        )
    return say("With the limits of {count} months {month} would be {so}: {gap}.", **figures)


def without_grant(say: Words, so: IfSo, *, all_year: bool = False) -> str:
    """Without what was granted: so much the grant is worth."""
    if all_year and so.so is not None:
        return say("Without it the bills of the year up to {month} would be {so}, not {right}: "
                   "{gap}.", **figures_of(say, so))  # fmt: skip
    if so.so == so.right:
        return say("Without it {month} would be the same, {right}.", **figures_of(say, so))
    return say("Without it {month} would be {so}: {gap}.", **figures_of(say, so))


def with_persons(say: Words, so: IfSo) -> str:
    """With so many persons granted."""
    figures = {**figures_of(say, so), "count": say.number(so.kwh)}
    if so.so is None or so.so == so.right:
        return say("With {count} persons {month} would be the same, {right}.", **figures)
    return say("With {count} persons {month} would be {so}: {gap}.", **figures)


def with_kwh(say: Words, so: IfSo) -> str:
    """With other kWh."""
    figures = {**figures_of(say, so), "kwh": say.kwh(so.kwh)}
    if so.so is None:
        return say("So much less cannot be: {month} has {all} in all.", **figures)
    return say("With {kwh} {month} would be {so}: {gap}.", **figures)


def with_each(say: Words, so: IfSo, *, a_day: bool) -> str:
    """So many kWh more or less every month, or every day, in all bills of the year."""
    often = (_LESS if so.kwh < 0 else _MORE)[a_day]
    figures = {**figures_of(say, so), "often": say(often, kwh=say.kwh(abs(so.kwh)))}
    if so.so is None:
        return say("That cannot be reckoned from the bills of the year up to {month}.", **figures)
    return say(
        "With {often} the bills of the year up to {month} would be {so} in all: {gap}.", **figures
    )


def as_parted(say: Words, so: IfSo) -> list[str]:
    """That day and night were taken to stay parted as they are; nothing where they are not."""
    known = so.parted and so.so is not None
    return [say("That is with day and night parted as now.")] if known else []


def with_periods(say: Words, so: IfSo, *, counted: bool = False) -> list[str]:
    """At peak and valley prices, by a split that is supposed or that the meter has counted."""
    figures = {**figures_of(say, so), "kwh": say.kwh(so.kwh)}
    if so.so is None:
        return [say("So much less cannot be: {month} has {all} in all.", **figures)]
    return [
        say("At peak and valley prices, with {kwh} in the valley, {month} would be {so}: {gap}.",
            **figures),
        say("The meter counted so much in the valley on that bill.")
        if counted
        else say("It rests on that split; the meter counts the true one."),
    ]  # fmt: skip


def which_split(say: Words, bill: BillRecord, saves_from: Decimal | None) -> list[str]:
    """The split by hours is not known: it is asked for once, and from where on it would pay."""
    ask = say("That depends on how many kWh you use at night. Roughly how many of the bill's?")
    if saves_from is None:
        return [ask]
    pays = say(
        "Of the {all} of {month} it pays from {kwh} at night on.",
        all=say.kwh(bill.kwh),
        month=say.month(bill.bill_month),
        kwh=say.kwh(saves_from),
    )
    return [ask, pays]


def figures_of(say: Words, so: IfSo) -> dict[str, str]:
    """The figures of a supposition, in words: the bill, as it is and as it would be."""
    gap = Decimal(0) if so.so is None else so.so - so.right
    more = say("{money} more", money=say.money(gap))
    less = say("{money} less", money=say.money(-gap))
    return {
        "month": say.month(so.bill.bill_month),
        "all": say.kwh(so.bill.kwh),
        "right": say.money(so.right),
        "so": "" if so.so is None else say.money(so.so),
        "gap": more if gap > 0 else less if gap < 0 else say("the same"),
    }
