"""How much is left in a tier and until when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.bills.pointers import Unknown
from bot.records.account import AccountRecord
from bot.wording.arithmetic import limits_text
from bot.wording.catalogue import Words
from bot.wording.not_known import may_differ
from tariff_rules import Outlook


def outlook(
    say: Words, views: tuple[Outlook, Outlook], today: date, unknown: tuple[Unknown, ...] = ()
) -> tuple[str, str]:
    """How much is left in this tier and until when.

    The first view is by the office's reading of the months rule, the second by the other one; it
    is shown where it differs.
    """
    view, other = views
    allowance = view.allowance
    if not allowance.limits:
        price = say("Each kWh costs {price}.", price=say.price(view.price))
        return say("This price has no tiers."), price
    lines = [
        _used_line(say, view),
        say(
            "· Your limits now ({months} months): {limits}",
            months=say.number(allowance.months),
            limits=limits_text(say, allowance.limits),
        ),
        _carried_over(say, view),
    ]
    if view.runs_out:
        lines.append(
            say(
                "· At your present pace this tier is used up in {month}; then a kWh costs "
                "{price}.",
                month=say.month(view.runs_out),
                price=say.price(view.next_price or view.price),
            )
        )
    elif _lasts(view):
        lines.append(say("· At your present pace this tier lasts to the end of the year."))
    lines += _not_counted(say, view, today)
    if other.allowance.limits != allowance.limits:
        lines.append(_other_outlook(say, other))
    text = "\n".join(lines)
    doubt = "\n".join(may_differ(say, unknown))
    return _headline(say, view), f"{text}\n\n{doubt}" if doubt else text


def _not_counted(say: Words, view: Outlook, today: date) -> Iterator[str]:
    """What the tiers do not count yet."""
    if view.tier_1_first:
        later = say("Bills of the year charge tier 1; the difference is settled at its end.")
        yield say("· {what}", what=later)
    if view.as_of and view.as_of < today:
        yield say("· What you used since that reading is not counted yet.")


def by_other_sources(say: Words, view: Outlook, others: tuple[Outlook, ...]) -> list[str]:
    """How much is left by the other limits that sources give, where that is not the same."""
    return [
        say("· Sources disagree on the limits. By another: {left}", left=_headline(say, other))
        for other in others
        if (other.tier, other.left) != (view.tier, view.left)
    ]


def _lasts(view: Outlook) -> bool:
    """Whether the tier surely lasts to the end of the cycle, at the pace of the last readings."""
    if not (view.pace and view.left is not None and view.as_of and view.starts_again):
        return False
    return view.left / view.pace > (view.starts_again - view.as_of).days


def whether(say: Words, view: Outlook) -> str:
    """Whether this tier will be used up: yes or no first; empty where that is not known."""
    if view.runs_out:
        return say(
            "At your present pace yes: in {month} this tier is used up.",
            month=say.month(view.runs_out),
        )
    return say("At your present pace no.") if _lasts(view) else ""


def up_to(say: Words, views: tuple[Outlook, Outlook], tier: int) -> list[str]:
    """How far it is to that tier, by each way of counting; nothing where that is not ahead."""
    found = []
    for view in dict.fromkeys(views):
        limits = view.allowance.limits
        if not 1 < tier <= len(limits) + 1 or view.tier >= tier or view.left is None:
            continue
        figures = {"left": say.kwh(limits[tier - 2] - view.used), "tier": say.tier(tier)}
        found.append(
            say("{left} more and tier {tier} is reached.", **figures)
            if view == views[0]
            else say(
                "· Counted from {day}: {left} more.",
                **figures,
                day=say.day(view.allowance.counted_from),
            )
        )
    return found if found and views[0].tier < tier else []


def closed(say: Words) -> tuple[str, str]:
    """Nothing is left of a closed account."""
    return (
        say("Our records say that this account is closed, so nothing of its limits is left."),
        say("If you still use power there, tell us: a colleague checks it."),
    )


def either_way(
    say: Words, account: AccountRecord, views: tuple[Outlook | None, Outlook | None]
) -> tuple[str, str]:
    """How much is left where the registration may have been a change of owner."""
    goes_on, anew = views
    head = say(
        "Power was used here before your account was registered on {day}. If you took it over "
        "then, what is left depends on how the year is counted.",
        day=say.day(account.registered_on) if account.registered_on else "",
    )
    lines = []
    if goes_on:
        lines.append(say("· If the year goes on: {left}", left=_headline(say, goes_on)))
    if anew and anew != goes_on:
        lines.append(say("· If it began anew with you: {left}", left=_headline(say, anew)))
    lines.append(say("A colleague can look it up: press for a person."))
    return head, "\n".join(lines)


def _carried_over(say: Words, view: Outlook) -> str:
    if not view.starts_again:
        return say("· What is not used by the next reading is not carried over.")
    return say(
        "· What is not used by {last} is not carried over; on the next day counting starts "
        "again from zero.",
        last=say.day(view.allowance.cycle.last),
    )


def _used_line(say: Words, view: Outlook) -> str:
    cycle = view.allowance.cycle
    if view.as_of is None:
        return say("· No reading since {first} has come in yet.", first=say.day(cycle.first))
    figures = {"used": say.kwh(view.used), "day": say.day(view.as_of)}
    if view.starts_again is None:
        return say("· Last reading: {day}; counting started again then.", day=figures["day"])
    if cycle.months() >= 6:
        return say("· Used in this tier year: {used}, read on {day}", **figures)
    return say("· Counted so far: {used}, read on {day}", **figures)


def _headline(say: Words, view: Outlook) -> str:
    if view.starts_again is None:
        return _to_next_reading(say, view)
    year_end = say.day(view.allowance.cycle.last)
    if view.left is None:
        return say(
            "You are in tier {tier}, the highest. Each further kWh costs {price} until {last}.",
            tier=say.tier(view.tier),
            price=say.price(view.price),
            last=year_end,
        )
    return say(
        "You have {left} left in tier {tier}, at {price}. They last until {last} at the latest.",
        left=say.kwh(view.left),
        tier=say.tier(view.tier),
        price=say.price(view.price),
        last=year_end,
    )


def _to_next_reading(say: Words, view: Outlook) -> str:
    if view.left is None:
        return say(
            "You are in tier {tier}, the highest. Each further kWh costs {price} until the next "
            "reading.",
            tier=say.tier(view.tier),
            price=say.price(view.price),
        )
    return say(
        "You have {left} in tier {tier} until the next reading, at {price}.",
        left=say.kwh(view.left),
        tier=say.tier(view.tier),
        price=say.price(view.price),
    )


def _other_outlook(say: Words, other: Outlook) -> str:
    figures = {
        "day": say.day(other.allowance.counted_from),
        "months": say.number(other.allowance.months),
        "tier": say.tier(other.tier),
    }
    if other.left is None:
        return say(
            "· Counted from {day} ({months} months) you would be in tier {tier}, the highest.",
            **figures,
        )
    return say(
        "· Counted from {day} ({months} months) you would have {left} left in tier {tier}.",
        left=say.kwh(other.left),
        **figures,
    )
