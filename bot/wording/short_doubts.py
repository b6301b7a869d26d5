"""Short answers to doubts: how to check it oneself, who did it, who used the power."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.bills.findings import Findings
from bot.bills.queries import Sum
from bot.bills.what_if import IfSo
from bot.records.account import BillRecord, ReadingRecord
from bot.records.case import Case
from bot.wording.arithmetic import allowance_line, charge_lines
from bot.wording.catalogue import Words, mark
from bot.wording.findings import headline
from bot.wording.short import span_text
from bot.wording.short_account import is_late, late_dates
from bot.wording.short_more import by_when, months, should_be, simpler
from bot.wording.what_if import figures_of
from tariff_rules import Confidence
from tariff_rules.evidence import Rule

Lines = list[str]
MANY = 5  # bills that are told one by one
_TEN_THOUSANDTH = Decimal("0.0001")


def check_yourself(say: Words, found: Findings) -> Lines:
    """The figures by which the customer checks the sum without us."""
    if found.verdict is None or len(found.readings) != 1:
        return [headline(say, found)]
    (read,) = found.readings
    head = say("You need not take our word: {month} can be checked with these figures.",
               month=say.month(found.bill.bill_month))  # fmt: skip
    meter = say(
        "· Meter: {first} → {last} ({kwh}). Look whether yours shows more by now.",
        first=f"{read.last_reading:f}",
        last=f"{read.this_reading:f}",
        kwh=say.kwh(read.kwh),
    )
    limits = say("· {what}", what=allowance_line(say, found.assessment.billed))
    lines = [f"· {line.strip()}" for line in charge_lines(say, found.billed)]
    right = should_be(say, found) if found.office_at_fault else []
    test = say("Still in doubt: have the meter tested, or call 12398.")
    return [head, meter, limits, *lines, *right, test]


def reason(say: Words, found: Findings, case: Case | None) -> Lines:
    """The reason alone, for whoever has had the whole answer."""
    if not is_late(found):
        return simpler(say, found, case)
    head = say("The {difference} too much come from this:",
               difference=say.money(found.overcharge or Decimal(0)))  # fmt: skip
    lines = [f"· {line}" for line in [late_dates(say, found).strip(), *months(say, found)]]
    return [head, *lines, say("It was our fault, not yours."), *by_when(say, case)]


def shares(
    say: Words,
    found: Findings,
    parts: Sequence[tuple[BillRecord, Decimal]],
    *,
    each: bool = False,
) -> Lines:
    """What was charged too much, and how much of it in which bill: few ones, or `each`."""
    money = say.money(found.overcharge or Decimal(0))
    if len(parts) > MANY and not each:
        span = span_text(say, [bill for bill, _ in parts])
        return [say("{difference} too much in all, over {span}.", difference=money, span=span)]
    head = say("{difference} too much in all:", difference=money)
    lines = [
        say("· {month}: {money}", month=say.month(bill.bill_month), money=say.money(part))
        for bill, part in parts
    ]
    return [head, *lines]


def apology(say: Words, found: Findings) -> Lines:
    """An apology: for the fault, where there is one, else for the trouble."""
    if not found.office_at_fault:
        return [say("We are sorry for the trouble this bill gave you."), headline(say, found)]
    head = say("We are sorry. It was our fault, and it cost you trouble; we set it right.")
    return [head, *should_be(say, found)]


def formula(say: Words, found: Findings) -> Lines:
    """The bill as kWh times price, and the sum."""
    head = say("{month} is worked out like this:", month=say.month(found.bill.bill_month))
    right = should_be(say, found) if found.office_at_fault else []
    return [head, *charge_lines(say, found.billed), *right]


def no_names(say: Words, found: Findings) -> Lines:
    """Who it was is found out; no name is told here."""
    note = say("If it is about a person: write who, where and when, and it is registered at once.")
    head = say("Names of staff are not told here.")
    if found.office_at_fault:
        head = say(
            "Who did it at which step is found out; names are not told here. Towards you the "
            "office answers for it, not a single person."
        )
    return [head, note]


def empty_home(say: Words, found: Findings) -> Lines:
    """What can use power in a home where nobody lives, and how to find out."""
    return [
        say(
            "{month}: {kwh} by the meter. What used it cannot be seen here.",
            month=say.month(found.bill.bill_month),
            kwh=say.kwh(found.bill.kwh),
        ),
        say("· Things that stay plugged in (router, refrigerator, water heater) use power too."),
        say("· To find out: switch the main switch off and look whether the meter still counts."),
        say("If it does, tell us: a colleague checks meter and wires."),
    ]


def average_price(say: Words, whole: Sum) -> str:
    """Yuan for each kWh, over all of them."""
    figures = {
        "span": span_text(say, whole.bills),
        "kwh": say.kwh(whole.kwh),
        "charged": say.money(whole.charged),
    }
    if not whole.kwh:
        return say("{span}: {kwh} for {charged}; there is no average price.", **figures)
    each = (whole.charged / whole.kwh).quantize(_TEN_THOUSANDTH, ROUND_HALF_UP)
    return say("{span}: {kwh} for {charged}, on average {price} a kWh.",
               price=say.price(each), **figures)  # fmt: skip


def which_day(say: Words) -> str:
    """The day is not known: it is asked for once."""
    return say("From which day? Write it with month and day, then it is worked out.")


def moved_in(say: Words, so: IfSo, day: date) -> str:
    """With another holder since that day."""
    figures = {**figures_of(say, so), "day": say.day(day)}
    if so.so is None or so.so == so.right:
        return say("Taken over on {day}, {month} would be the same, {right}.", **figures)
    return say("Taken over on {day}, {month} would be {so}: {gap}.", **figures)


def not_found_for_movers(say: Words) -> str:
    """What the sum rests on."""
    return say("Whether the year's tiers begin anew with a change of owner is not found in a text "
               "for this region; the records stay as they are.")  # fmt: skip


def closed_today(say: Words, day: date, read: ReadingRecord | None, rule: Rule | None) -> Lines:
    """What has to be known to settle today; `rule` is that of regions that count by the year."""
    head = say("It is settled by what the meter shows on the day; since {day} it was not read.",
               day=say.day(day))  # fmt: skip
    lines = []
    if rule and rule.value == "actual_months":
        lines.append(say("· The year's tiers are then counted by the months of use, not by "
                         "twelve: some kWh may move to a dearer tier."))  # fmt: skip
        if rule.evidence.confidence is not Confidence.FOUND:
            lines.append(
                say("  (Inferred; no official text of it was found. Ask when you close.)")
            )
    if read:
        figures = {"reading": f"{read.this_reading.normalize():f}",
                   "multiplier": f"{read.multiplier.normalize():f}"}  # fmt: skip
        text = (
            mark("· On that day it showed {reading}: what it shows now, less that, is what is "
                 "still to be paid.") if read.multiplier == 1
            else mark("· On that day it showed {reading}: what it shows now, less that, times "
                      "{multiplier}, is the kWh still to be paid.")
        )  # fmt: skip
        lines.append(say(text, **figures))
    lines.append(say("Closing an account is done at the counter."))
    return [head, *lines]


def wrong_bills(say: Words, told: Sequence[tuple[BillRecord, bool | None]]) -> Lines:
    """Which of several bills are wrong (False), and which cannot be judged (None)."""
    span, count = span_text(say, [bill for bill, _ in told]), len(told)
    if count == 1:
        only = say("There is no other bill on file than that of {month}.", month=span)
        return [only, _judged(say, span, told[0][1])]
    wrong = [bill for bill, right in told if right is False]
    open_ones = [bill for bill, right in told if right is None]
    if len(open_ones) == count:
        return [say("{span}: none of {count} bills can be judged yet by what is on file.",
                    span=span, count=count)]  # fmt: skip
    if wrong:
        lines = [say("{span}: of {count} bills these do not agree with the rules: {months}.",
                     span=span, count=count, months=_months(say, wrong))]  # fmt: skip
    elif open_ones:
        lines = [say("{span}: of {count} bills none was found to be wrong.",
                     span=span, count=count)]  # fmt: skip
    else:
        return [say("{span}: all {count} bills agree with the rules.", span=span, count=count)]
    if open_ones:
        lines.append(say("· Not to be judged by what is on file: {months}.",
                         months=_months(say, open_ones)))  # fmt: skip
    if len(told) > len(wrong) + len(open_ones):
        lines.append(say("· The others agree with the rules."))
    return lines


def _judged(say: Words, month: str, right: bool | None) -> str:
    if right is None:
        return say("· Not to be judged by what is on file: {months}.", months=month)
    if right:
        return say("· {month} agrees with the rules.", month=month)
    return say("· {month} does not agree with the rules.", month=month)


def _months(say: Words, bills: Sequence[BillRecord]) -> str:
    return say(", ").join(say.month(bill.bill_month) for bill in bills)
