"""The parts of the answer to "why this bill".

Result, facts, arithmetic, rule, what on-time registration would have given, other channels.

Reads an assessment; computes no figure of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.accounts.masking import mask_account_no, mask_name
from bot.accounts.model import AccountRecord, BillRecord, ReadingRecord
from bot.wording.catalogue import Words
from tariff_rules import (
    AssessedSettlement,
    Assessment,
    Cause,
    Gap,
    MonthsFrom,
    Reading,
    Slip,
    Tariff,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that one answer about one bill reads from."""

    account: AccountRecord
    bill: BillRecord
    readings: tuple[ReadingRecord, ...]
    tariff: Tariff
    assessment: Assessment
    causes: tuple[Cause, ...]
    slips: tuple[Slip, ...]

    @property
    def billed(self) -> AssessedSettlement:
        """The settlement of this bill, by the reading of the rule that the bill fits."""
        return self.assessment.billed.settlements[-1]

    @property
    def overcharge(self) -> Decimal | None:
        """Yuan that the office would owe: by causes, or charged above the rule; None if none."""
        if self.assessment.verdict is Verdict.WRONG_FACT:
            return sum((cause.difference for cause in self.causes), Decimal(0)) or None
        if self.assessment.verdict is Verdict.CHARGED_WRONGLY:
            more = self.bill.charged - self.assessment.reading.settlements[-1].total
            return more if more > 0 else None
        return None

    @property
    def office_at_fault(self) -> bool:
        """Whether the verdict puts the office in the wrong."""
        return self.assessment.verdict in (Verdict.WRONG_FACT, Verdict.CHARGED_WRONGLY)

    @property
    def needs_case(self) -> bool:
        """Whether a colleague must act: the office is in the wrong, or readings are missing."""
        return self.office_at_fault or self.assessment.verdict is Verdict.INCOMPLETE


def headline(say: Words, found: Findings) -> str:
    """The result in one line."""
    month = say.month(found.bill.bill_month)
    charged = say.money(found.bill.charged)
    verdict, over = found.assessment.verdict, found.overcharge
    if verdict is Verdict.WRONG_FACT and over is not None:
        return say(
            "We have checked: your {month} bill of {charged} holds {difference} that "
            "comes only from our registering your account late. That is our responsibility, "
            "and we apologise.",
            month=month,
            charged=charged,
            difference=say.money(over),
        )
    if verdict is Verdict.CHARGED_WRONGLY:
        return say(
            "We have checked: your {month} bill shows {charged}, but by the rule we get {total}. "
            "The bill and the rule do not agree. We apologise, and a colleague will check it.",
            month=month,
            charged=charged,
            total=say.money(found.assessment.reading.settlements[-1].total),
        )
    if verdict is Verdict.INCOMPLETE:
        return say(
            "Some readings of this year are missing here, so we cannot yet say whether your "
            "{month} bill of {charged} is right. A colleague will check it.",
            month=month,
            charged=charged,
        )
    if found.billed.top_tier > 1:
        return say(
            "We have checked: your {month} bill of {charged} agrees with the rule. The dearer "
            "price applies because this year's use has passed the limit of tier 1.",
            month=month,
            charged=charged,
        )
    return say(
        "We have checked: your {month} bill of {charged} agrees with the rule. All of it is "
        "charged at the lowest price.",
        month=month,
        charged=charged,
    )


def facts(say: Words, found: Findings) -> list[str]:
    """Dates, readings and kWh that were checked."""
    account, billed = found.account, found.billed
    lines = [
        say("What we checked:"),
        say(
            "· Account {account_no}, holder {name}",
            account_no=mask_account_no(account.account_no),
            name=mask_name(account.holder_name),
        ),
    ]
    if account.powered_on:
        lines.append(say("· Power came on: {day}", day=say.day(account.powered_on)))
    if account.registered_on:
        lines.append(
            say("· Entered in our system (registered): {day}", day=say.day(account.registered_on))
        )
    lines += [_reading_line(say, reading) for reading in found.readings]
    if len(found.readings) > 1:
        lines.append(say("· Together: {kwh}", kwh=say.kwh(billed.settlement.kwh)))
    if billed.used_before:
        used = say.kwh(billed.used_before)
        lines.append(say("· Used before in this tier year: {kwh}", kwh=used))
    lines += [_gap_line(say, gap) for gap in found.assessment.gaps]
    return lines


def arithmetic(say: Words, found: Findings) -> list[str]:
    """The bill line by line, as charged or, where the charge is wrong, as the rule gives it."""
    billed = found.billed
    lines = [say("How it is worked out:"), _allowance_line(say, found.assessment.billed)]
    if billed.used_before and billed.settlement.kwh:
        lines.append(
            say(
                "These {kwh} come on top of the {before} used before.",
                kwh=say.kwh(billed.settlement.kwh),
                before=say.kwh(billed.used_before),
            )
        )
    lines += charge_lines(say, billed)
    if found.assessment.verdict is not Verdict.INCOMPLETE:
        lines.append(_comparison(say, found))
    lines += _slip_lines(say, found.slips)
    if billed.top_tier > 1:
        lines.append(
            say("Only the part above a limit costs more; the kWh below it keep their price.")
        )
    return lines


def charge_lines(say: Words, assessed: AssessedSettlement) -> list[str]:
    """Tier by tier: kWh times price, then the sum; with the bill's other layout below."""
    lines = [
        say(
            "  Tier {tier}: {kwh} × {price} = {amount}",
            tier=say.tier(line.tier),
            kwh=say.kwh(line.kwh),
            price=say.price(line.price),
            amount=say.money(line.amount),
        )
        for line in assessed.charge.tiers
        if line.kwh or (line.tier == 1 and not assessed.settlement.kwh)
    ]
    lines.append(say("  In all: {total}", total=say.money(assessed.total)))
    if assessed.top_tier > 1:
        lines.append(_surcharge_line(say, assessed))
    return lines


def rule(say: Words, found: Findings) -> list[str]:
    """The rule in plain words, its document, and how sure we are of it."""
    schedule_line = _rule_line(say, found)
    lines = [say("By which rule:"), schedule_line]
    names = {name for name, _ in found.assessment.unverified}
    if names & {"months", "started_month", "availability"}:
        lines.append(
            say(
                "A new account gets the limits of the months it counts; a started month is a "
                "month."
            )
        )
        lines += _readings_of_the_rule(say, found.assessment)
        lines.append(
            say(
                "Please note: Henan's own text on new accounts has not been seen by us. This way "
                "of counting follows a Henan case of 2018 and the rules of Jiangsu and Shandong."
            )
        )
    if "settlement_belongs_to" in names and found.billed.top_tier > 1:
        lines.append(
            say(
                "Please note: the year's first reading reaches back into the year before. We "
                "count it in the year in which it was read; sources differ on this point."
            )
        )
    return lines


def on_time(say: Words, found: Findings) -> list[str]:
    """What it would have been had registration been on time, and the difference."""
    by_use = found.assessment.by_use
    lines = []
    for cause in found.causes:
        lines += [
            say(
                "Had we registered you on time ({day}):",
                day=say.day(by_use.settlements[-1].allowance.counted_from),
            ),
            _allowance_line(say, by_use),
            *charge_lines(say, by_use.settlements[-1]),
            say("  Difference: {difference}", difference=say.money(cause.difference)),
        ]
    return lines


def channels(say: Words) -> list[str]:
    """Where else one may turn. Never left out."""
    return [
        say("You can also call 95598; if you are not satisfied with an answer, call 12398."),
    ]


def _reading_line(say: Words, reading: ReadingRecord) -> str:
    return say(
        "· Meter read: {first} {before} → {last} {after}, {kwh}",
        first=say.day(reading.last_read_on),
        before=f"{reading.last_reading:f}",
        last=say.day(reading.this_read_on),
        after=f"{reading.this_reading:f}",
        kwh=say.kwh(reading.kwh),
    )


def _gap_line(say: Words, gap: Gap) -> str:
    return say(
        "· No readings here from {first} to {last}",
        first=say.day(gap.first),
        last=say.day(gap.last),
    )


def _allowance_line(say: Words, reading: Reading) -> str:
    allowance = reading.settlements[-1].allowance
    figures = {
        "months": allowance.months,
        "tier1": say.kwh(allowance.limits[0]),
        "tier2": say.kwh(allowance.limits[1]),
    }
    if allowance.counted_from == allowance.cycle.first:
        return say(
            "The whole tier year counts, {months} months: tier 1 up to {tier1}, tier 2 up to "
            "{tier2}.",
            **figures,
        )
    figures["day"] = say.day(allowance.counted_from)
    if reading.months_from is MonthsFrom.REGISTRATION:
        return say(
            "Counted from registration ({day}) to the end of the year, {months} months: tier 1 up "
            "to {tier1}, tier 2 up to {tier2}.",
            **figures,
        )
    return say(
        "Counted from first use ({day}) to the end of the year, {months} months: tier 1 up to "
        "{tier1}, tier 2 up to {tier2}.",
        **figures,
    )


def _surcharge_line(say: Words, assessed: AssessedSettlement) -> str:
    base, *more = assessed.charge.surcharges
    parts = [f"{say.kwh(base.kwh)} × {say.price(base.price)}"]
    parts += [f"{say.kwh(line.kwh)} × {say.price(line.price)}" for line in more if line.kwh]
    return say(
        "  Bills that print a base price and surcharges show the same as: {sum} = {total}",
        sum=" + ".join(parts),
        total=say.money(assessed.charge.surcharge_total),
    )


def _comparison(say: Words, found: Findings) -> str:
    if found.assessment.fits is not None:
        return say("That is what the bill shows.")
    more = found.overcharge
    if more is not None:
        return say(
            "The bill shows {charged}, {difference} more.",
            charged=say.money(found.bill.charged),
            difference=say.money(more),
        )
    return say(
        "The bill shows {charged}. That is less than the rule gives; you need not do anything "
        "until a colleague has checked it.",
        charged=say.money(found.bill.charged),
    )


def _slip_lines(say: Words, slips: tuple[Slip, ...]) -> list[str]:
    if any(slip.kind == "whole_at_top" for slip in slips):
        return [say("The bill fits a mistake: all kWh at the highest price, not only the excess.")]
    counts = [str(slip.months) for slip in slips if slip.months]
    if not counts:
        return []
    return [
        say(
            "The bill fits limits of {months} months; that may be where the mistake lies.",
            months=say(", ").join(counts),
        )
    ]


def _rule_line(say: Words, found: Findings) -> str:
    billed = found.billed
    prices = [line.price for line in billed.charge.tiers]
    limits = billed.allowance.limits
    months = billed.allowance.months
    return say(
        "{region} counts by the year. Each month that counts gives {tier1} at {price1}, up to "
        "{tier2} at {price2}; what lies above costs {price3}. Document: {document}.",
        region=found.tariff.name,
        tier1=say.kwh(limits[0] / months),
        price1=say.price(prices[0]),
        tier2=say.kwh(limits[1] / months),
        price2=say.price(prices[1]),
        price3=say.price(prices[2]),
        document=next(
            s.document for s in found.tariff.schedules if s.covers(billed.settlement.last)
        ),
    )


def _readings_of_the_rule(say: Words, assessment: Assessment) -> list[str]:
    registration, use = assessment.by_registration, assessment.by_use
    if registration.total == use.total:
        return []
    office = (
        say("This office counts from registration.")
        if assessment.reading.months_from is MonthsFrom.REGISTRATION
        else say("This office counts from first use.")
    )
    return [
        say(
            "From which day the months count is read in two ways: from registration it makes "
            "{registration}, from first use {use}.",
            registration=say.money(registration.total),
            use=say.money(use.total),
        ),
        office,
    ]
