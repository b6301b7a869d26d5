"""Short answers about how much is used: what to expect, what a grant saves, a new meter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.bills.queries import Sum
from bot.records.account import BillRecord, ReadingRecord
from bot.wording.catalogue import Words
from bot.wording.short import span_text
from bot.wording.short_account import bills_text

Lines = list[str]


def expected(
    say: Words,
    kwh: Decimal,
    lately: Sequence[BillRecord],
    total: Decimal,
    year_ago: BillRecord | None,
) -> Lines:
    """About how much the next bill may be, by the bills so far."""
    lines = [
        say(
            "By your last bills about {kwh}, which comes to {total}. How much it really is, only "
            "the reading tells.",
            kwh=say.kwh(kwh),
            total=say.money(total),
        ),
        say(
            "· {kwh} is the average of {bills}.",
            kwh=say.kwh(kwh),
            bills=bills_text(say, lately),
        ),
    ]
    if year_ago is not None:
        lines.append(say("· A year before it was {bill}.", bill=bills_text(say, [year_ago])))
    return lines


def expected_of_a_year(say: Words, whole: Sum) -> Lines:
    """What a year may bring: nobody knows; with the same use as much as the last bills."""
    return [
        say("Nobody knows yet how much a year to come will be."),
        say(
            "· This year, {span}: {kwh}, {charged}. With the same use, prices and limits it is "
            "about as much.",
            span=span_text(say, whole.bills),
            kwh=say.kwh(whole.kwh),
            charged=say.money(whole.charged),
        ),
    ]


def since_reading(say: Words, last: ReadingRecord, shown: Decimal, kwh: Decimal) -> str:
    """How much was used since the last reading."""
    return say(
        "Since the reading of {day} ({before}) up to {now}: {kwh}. That belongs to the next bill.",
        day=say.day(last.this_read_on),
        before=f"{last.this_reading.normalize():f}",
        now=f"{shown:f}",
        kwh=say.kwh(kwh),
    )


def nothing_granted(say: Words) -> str:
    """No grant lowers the bills of the account."""
    return say(
        "Nothing that lowers the price (large household, peak and valley) is on file for this "
        "account, so nothing was saved by it."
    )


def around_change(say: Words, day: date, before: Decimal, since: Decimal) -> Lines:
    """KWh a day before and since the meter was changed."""
    figures = {"day": say.day(day), "before": say.kwh(before), "since": say.kwh(since)}
    if since > before:
        head = say("More since then: {before} a day before {day}, {since} since.", **figures)
    elif since < before:
        head = say("Less since then: {before} a day before {day}, {since} since.", **figures)
    else:
        head = say("As much as before: {since} a day, before {day} and since.", **figures)
    return [
        head,
        say("· Whether a meter runs too fast only a test shows; if you want one, say so here."),
    ]
