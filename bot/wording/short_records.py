"""Short answers about what is on file: readings, meters, missing bills, relief, the closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot.bills.findings import Findings
from bot.records.account import BillRecord, ReadingRecord
from bot.wording.arithmetic import PERIODS, allowance_line
from bot.wording.catalogue import Words
from bot.wording.findings import reading_line
from bot.wording.region_facts import household_by_others
from bot.wording.short_account import bills_text
from tariff_rules import Settlement
from tariff_rules.tariff import HouseholdRule

Lines = list[str]


def by_two_months(say: Words, months: Sequence[date]) -> str:
    """The meter is read every second month: the other months have no bill."""
    shown = say(", ").join(say.month(month) for month in months[-4:])
    return say("Your meter is read every second month, so the months between have no bill: "
               "there are bills of {months}.", months=shown)  # fmt: skip


def no_bill_yet(say: Words, month: str, bill: BillRecord) -> Lines:
    """That month's bill is not here."""
    return [
        say("The bill of {month} is not here.", month=month),
        say("The newest one here is {bill}.", bill=bills_text(say, [bill])),
    ]


def before_registration(
    say: Words, month: date, on: date, used_from: date | None, first: BillRecord
) -> Lines:
    """No bill can be of a month before registration; where the kWh of then are."""
    lines = [
        say("There is no bill of {month}: the account was registered only on {day}.",
            month=say.month(month), day=say.day(on))
    ]  # fmt: skip
    if used_from:
        lines.append(
            say("What was used from {day} on is all in the bill of {bill}.",
                day=say.day(used_from), bill=bills_text(say, [first]))
        )  # fmt: skip
    return lines


def bill_is_here(say: Words, bill: BillRecord) -> str:
    """It is there after all."""
    return say("It is there: {bill}.", bill=bills_text(say, [bill]))


def next_reading(say: Words, last: date, ahead: date | None, often: int, phone: str) -> Lines:
    """When it was read last, when it may be read next, and every how many months it is."""
    ask = phone or "95598"
    every = (
        say("It is read once a month.") if often == 1 else say("It is read every second month.")
    )
    if ahead is None:
        lines = [say("It was read last on {day}. The next day {phone} tells.",
                     day=say.day(last), phone=ask)]  # fmt: skip
    else:
        lines = [
            say("By the readings so far around {day}; it was read last on {last}.",
                day=say.day(ahead), last=say.day(last)),
            every,
            say("The exact day {phone} tells. By when a bill is to be paid is not on file here.",
                phone=ask),
        ]  # fmt: skip
    return lines


def free_kwh(say: Words, since: str, until: str, kwh: Decimal, *, applied: bool) -> str:
    """What the account has free, by the register."""
    figures = {"since": since, "until": until, "kwh": say.kwh(kwh)}
    if not applied:
        return say("No, though they are due from {since} on: {kwh} a month.", **figures)
    if until:
        return say("Yes: {kwh} a month, from {since} to {until}.", **figures)
    return say("Yes: {kwh} a month, since {since}.", **figures)


def free_on_bill(say: Words, found: Findings) -> str:
    """How many kWh of a bill were free."""
    return say(
        "{month}: {free} of {kwh} were free.",
        month=say.month(found.bill.bill_month),
        free=say.kwh(found.billed.free),
        kwh=say.kwh(found.bill.kwh),
    )


def not_on_relief(say: Words) -> str:
    """No relief is on file."""
    return say("No relief (低保, 五保) is on file for this account, so nothing is free.")


def meters(say: Words, month: date, readings: Sequence[ReadingRecord]) -> Lines:
    """What the old meter and the new one counted."""
    whole = sum((one.kwh for one in readings), Decimal(0))
    head = say(
        "{month}: both meters are counted, {kwh} together.",
        month=say.month(month),
        kwh=say.kwh(whole),
    )
    return [head, *(reading_line(say, one) for one in readings)]


def read_span(say: Words, found: Findings) -> Lines:
    """From which reading to which a bill counts."""
    span = found.billed.settlement
    return [
        say(
            "{month} is the power from {first} to {last}: {days} days, {kwh}.",
            month=say.month(found.bill.bill_month),
            first=say.day(span.first),
            last=say.day(span.last),
            days=(span.last - span.first).days,
            kwh=say.kwh(found.bill.kwh),
        )
    ]


def no_new_meter(say: Words) -> str:
    """One meter all along."""
    return say("By our records the meter was not changed.")


def estimated(say: Words, bills: Sequence[BillRecord], after: Sequence[BillRecord]) -> Lines:
    """Which bills rest on an estimate, and which one settled it."""
    lines = [say("Estimated, not read: {bills}.", bills=say(", ").join(
        bills_text(say, [one]) for one in bills))]  # fmt: skip
    if after:
        lines.append(
            say(
                "The next reading settled it: {bill} holds what was estimated too little, or "
                "leaves out what was too much.",
                bill=bills_text(say, after),
            )
        )
    return lines


def not_estimated(say: Words) -> str:
    """All were read."""
    return say("By our records every bill rests on a reading; none is estimated.")


def closed_on(say: Words, day: date | None, bill: BillRecord | None, span: Settlement) -> Lines:
    """That an account was closed, and its last bill."""
    head = say("There is no bill after the closing.")
    if day is not None:
        head = say("There is no bill after the closing on {day}.", day=say.day(day))
    if bill is None:
        return [head]
    return [
        head,
        say(
            "The last one: {bill}, read on {day}.",
            bill=bills_text(say, [bill]),
            day=say.day(span.last),
        ),
    ]


def not_closed(say: Words) -> str:
    """It is open."""
    return say("By our records this account is not closed.")


def time_of_use(say: Words, *, agreed: bool, applied: bool, counts: bool) -> Lines:
    """Whether peak and valley prices hold for the account."""
    if agreed and applied:
        return [say("Yes, peak and valley prices hold for this account.")]
    if agreed:
        return [
            say("They were agreed on, but not entered: the bills were made without them."),
            say("Ask “Why this price?”, and it is worked out and registered."),
        ]
    lines = [say("No, peak and valley prices were not applied for, so all hours cost the same.")]
    if counts:
        lines.append(say("Your meter counts both anyway; it changes nothing on the bill."))
    return lines


def before_you(say: Words, found: Findings, moved: date) -> Lines:
    """Whether what was used before a change of owner counts."""
    billed = found.billed
    if not billed.by_year or billed.allowance.counted_from >= moved:
        head = say("No: it counts anew from the change of owner on {day}.", day=say.day(moved))
    else:
        head = say("Yes: as it is counted here, the year goes on after the change of owner.")
    used = billed.used_before + found.bill.kwh
    return [
        head,
        say("· With the bill of {month} {kwh} are used in the tier year.",
            month=say.month(found.bill.bill_month), kwh=say.kwh(used)),
        say("We have not found a text of the region on this; if you doubt it, press for a "
            "person."),
    ]  # fmt: skip


def no_household(say: Words) -> str:
    """No large household is on file."""
    return say("No large household (多人口) is on file for this account.")


def household(say: Words, found: Findings, fact: Mapping[str, Any], rule: HouseholdRule) -> Lines:
    """Persons, from when to when, what it brings, and whether the bills have it."""
    until = fact.get("until")
    figures = {
        "count": fact.get("persons", ""),
        "since": say.day(date.fromisoformat(fact["from"])),
        "until": say.day(date.fromisoformat(until)) if until else "",
    }
    if until:
        head = say("On file are {count} persons, from {since} to {until}.", **figures)
    else:
        head = say("On file are {count} persons, since {since}.", **figures)
    lines = [head]
    persons = int(fact.get("persons", 0))
    if persons < rule.persons:
        lines.append(
            say("· Here a large household begins at {least} persons.", least=rule.persons)
        )
    elif extra := rule.extra_for(persons):
        lines.append(say("· {kwh} more a month for the limits.", kwh=say.kwh(extra)))
        lines += household_by_others(say, found.billed.schedule)
    if not fact.get("applied", True):
        lines.append(say("· The bills were made without it; that is our responsibility."))
    reading = found.assessment.reading
    return [*lines, say("· {what}", what=allowance_line(say, reading))]


def no_more_persons(say: Words, persons: Decimal) -> str:
    """One person more brings no more, where the rule has one step only."""
    return say(
        "· With {count} it stays the same: the rule has one step. Tell the counter, so that the "
        "entry is right.",
        count=say.number(persons),
    )


def by_periods(say: Words, month: date, counted: Sequence[tuple[str, Decimal]]) -> Lines:
    """KWh by day and by night."""
    if not counted:
        return [say("The readings on file are not parted by day and night.")]
    parts = say(", ").join(
        say("{period} {kwh}", period=say(PERIODS.get(name, name)), kwh=say.kwh(kwh))
        for name, kwh in counted
    )
    return [say("{month}: {what}.", month=say.month(month), what=parts)]


def not_by_the_day(say: Words, held: Sequence[Settlement], after: date | None) -> Lines:
    """That no meter is read by the day, and the readings between which the days lie."""
    lines = [say("What is used by the day is not on file: a meter is known on its reading days.")]
    lines += [
        say("· {first} to {last}: {kwh}", first=say.day(one.first), last=say.day(one.last),
            kwh=say.kwh(one.kwh))
        for one in held
    ]  # fmt: skip
    if after:
        lines.append(say("· Since {day} it has not been read.", day=say.day(after)))
    return lines


def of_two_months(say: Words, kwh: Decimal, yuan: Decimal) -> str:
    """A bill is of two months: half of it a month."""
    return say(
        "A bill is of two months here: about {kwh} and {charged} a month.",
        kwh=say.kwh(kwh),
        charged=say.money(yuan),
    )


def missing(say: Words, found: Findings) -> Lines:
    """Of which time there is no reading."""
    gaps = found.assessment.gaps
    if not gaps:
        return [say("By our records no reading of this tier year is missing.")]
    return [
        say("Missing are the readings of {spans}.", spans=say(", ").join(
            say("{first} to {last}", first=say.day(gap.first), last=say.day(gap.last))
            for gap in gaps)),
        say("A colleague checks what was billed for that time, and tells you."),
    ]  # fmt: skip
