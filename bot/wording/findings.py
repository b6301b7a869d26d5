"""What one answer about one bill reads from, its result in one line, and the facts checked.

Reads an assessment; computes no figure of its own.
"""

from __future__ import annotations

from decimal import Decimal

from bot.accounts.masking import mask_account_no, mask_name
from bot.bills.findings import Findings
from bot.records.account import ReadingRecord
from bot.wording.catalogue import Words, mark
from bot.wording.on_file import on_file
from bot.wording.settled_again import besides
from tariff_rules import Gap, Verdict

CAUSES = {
    "late_registration": mark("registered late"),
    "previous_owner": mark("change of owner not entered"),
    "household_not_applied": mark("extra kWh for a large household not entered"),
    "free_kwh_not_applied": mark("free kWh not entered"),
    "time_of_use_not_applied": mark("time-of-use prices not entered"),
    "kwh_in_the_wrong_span": mark("kWh counted in the wrong time"),
    "estimated_reading": mark("estimated reading"),
}
# What a bill comes to where no cause was found, for a month's count.
FOUND: dict[str, str] = {
    **CAUSES,
    Verdict.AGREES: mark("the bill was right"),
    Verdict.CHARGED_WRONGLY: mark("charged otherwise than by the rule"),
    Verdict.WRONG_FACT: mark("a fact on file is wrong"),
    Verdict.INCOMPLETE: mark("readings are missing"),
    Verdict.NOT_COMPARED: mark("no charge to compare"),
    Verdict.RULE_UNCERTAIN: mark("the rule is not sure enough"),
}


def headline(say: Words, found: Findings, *, checked: bool = False) -> str:
    """The result in one line; once a colleague has `checked` it, that is not promised any more."""
    month = say.month(found.bill.bill_month)
    charged = say.money(found.bill.charged)
    verdict, over = found.verdict, found.overcharge
    if verdict is None:
        return say(
            "Your {month} bill is {charged}. Something about your account is not known here, so "
            "we cannot say now whether the bill is right. A colleague finds out and tells you.",
            month=month,
            charged=charged,
        )
    if verdict is Verdict.WRONG_FACT and over is not None:
        return _our_part(say, found, month, charged, over)
    if verdict is Verdict.CHARGED_WRONGLY:
        return _not_by_the_rule(say, found, month, charged, checked=checked)
    if verdict is Verdict.RULE_UNCERTAIN:
        return say(
            "Your {month} bill is {charged}. What we know of the rule in {region} is not certain "
            "enough to say whether it is right. A colleague looks up the document and tells you.",
            month=month,
            charged=charged,
            region=found.tariff.name,
        )
    if verdict is Verdict.INCOMPLETE:
        return say(
            "Some readings of this year are missing here, so we cannot yet say whether your "
            "{month} bill of {charged} is right. A colleague will check it.",
            month=month,
            charged=charged,
        )
    if found.assessment.billed.on_last_bill:
        return _with_more(say, found, month, charged)
    if found.billed.top_tier > 1:
        return _dearer_price(say, found, month, charged)
    return _one_price(say, found, month, charged)


def _with_more(say: Words, found: Findings, month: str, charged: str) -> str:
    """Of a bill that carries a correction, a closing or what its year came to."""
    return say(
        "We have checked: your {month} bill of {charged} agrees with the rule. Its own kWh come "
        "to {own}; besides: {more}.",
        own=say.money(found.billed.total),
        more=besides(say, found),
        month=month,
        charged=charged,
    )


def _one_price(say: Words, found: Findings, month: str, charged: str) -> str:
    if found.billed.tier_1_first:
        return say(
            "We have checked: your {month} bill of {charged} agrees with the rule. Bills of the "
            "year charge tier 1; the difference is settled at its end.",
            month=month,
            charged=charged,
        )
    if not found.billed.allowance.limits:
        return say(
            "We have checked: your {month} bill of {charged} agrees with the rule. All of it is "
            "charged at one price.",
            month=month,
            charged=charged,
        )
    return say(
        "We have checked: your {month} bill of {charged} agrees with the rule. All of it is "
        "charged at the lowest price.",
        month=month,
        charged=charged,
    )


def bill_line(say: Words, found: Findings) -> str:
    """One of several bills: month, kWh, amount and whether it is right."""
    bill, over = found.bill, found.overcharge
    figures = {
        "month": say.month(bill.bill_month),
        "kwh": say.kwh(bill.kwh),
        "charged": say.money(bill.charged),
    }
    if over is not None and found.of_several and found.verdict is Verdict.WRONG_FACT:
        return say(
            "· {month}: {kwh}, {charged}; this one and those before it in the year hold "
            "{difference} that should not be there",
            difference=say.money(over),
            **figures,
        )
    if over is not None:
        return say(
            "· {month}: {kwh}, {charged}, of which {difference} should not be there",
            difference=say.money(over),
            **figures,
        )
    if found.needs_case:
        return say("· {month}: {kwh}, {charged}, still to be checked", **figures)
    return say("· {month}: {kwh}, {charged}, agrees with the rule", **figures)


def _our_part(say: Words, found: Findings, month: str, charged: str, over: Decimal) -> str:
    figures = {"month": month, "charged": charged, "difference": say.money(over)}
    if [cause.cause for cause in found.causes] == ["late_registration"]:
        return say(
            "We have checked: your {month} bill of {charged} holds {difference} that "
            "comes only from our registering your account late. That is our responsibility, "
            "and we apologise.",
            **figures,
        )
    spans = found.assessment.billed.settlements
    if len(spans) > 1:  # what was not applied to the bills before it is counted too
        return say(
            "We have checked: of the bills from {first} to {month} (the last one {charged}), "
            "{difference} should not have been charged: {causes}. That is our responsibility, "
            "and we apologise.",
            causes=say(", ").join(say(CAUSES[cause.cause]) for cause in found.causes),
            first=say.day(spans[0].settlement.first),
            **figures,
        )
    return say(
        "We have checked: your {month} bill of {charged} holds {difference} that should not be "
        "there: {causes}. That is our responsibility, and we apologise.",
        causes=say(", ").join(say(CAUSES[cause.cause]) for cause in found.causes),
        **figures,
    )


def _not_by_the_rule(
    say: Words, found: Findings, month: str, charged: str, *, checked: bool
) -> str:
    figures = {
        "month": month,
        "charged": charged,
        "total": say.money(found.due),
    }
    if found.overcharge is None and checked:
        return say(
            "We have worked it out again: your {month} bill shows {charged}, and by the rule we "
            "get {total}. The bill is lower. You need not do anything.",
            **figures,
        )
    if found.overcharge is None:
        return say(
            "We have worked it out again: your {month} bill shows {charged}, and by the rule we "
            "get {total}. The bill is lower. You need not do anything; a colleague checks it.",
            **figures,
        )
    if checked:
        return say(
            "We have worked it out again: your {month} bill shows {charged}, but by the rule we "
            "get {total}. The bill was not right, and we apologise.",
            **figures,
        )
    return say(
        "We have worked it out again: your {month} bill shows {charged}, but by the rule we get "
        "{total}. The bill and the rule do not agree. We apologise, and a colleague will check "
        "it.",
        **figures,
    )


def _dearer_price(say: Words, found: Findings, month: str, charged: str) -> str:
    used = [line.price for line in found.billed.charge.tiers if line.kwh]
    if used[-1] < used[0]:  # 西藏, 四川 to 2022: in some months more use costs less
        return say(
            "We have checked: your {month} bill of {charged} agrees with the rule. In these "
            "months a kWh above the limit of tier 1 costs less.",
            month=month,
            charged=charged,
        )
    if found.billed.by_year:
        return say(
            "We have checked: your {month} bill of {charged} agrees with the rule. The dearer "
            "price applies because this year's use has passed the limit of tier 1.",
            month=month,
            charged=charged,
        )
    return say(
        "We have checked: your {month} bill of {charged} agrees with the rule. The dearer "
        "price applies because the use of this time has passed the limit of tier 1.",
        month=month,
        charged=charged,
    )


def facts(say: Words, found: Findings) -> list[str]:
    """Dates, readings and kWh that were checked."""
    account, billed, plain = found.account, found.billed, found.unmasked
    lines = [
        say("What we checked:"),
        say(
            "· Account {account_no}, holder {name}",
            account_no=account.account_no if plain else mask_account_no(account.account_no),
            name=account.holder_name if plain else mask_name(account.holder_name),
        ),
    ]
    if account.powered_on:
        lines.append(say("· Power came on: {day}", day=say.day(account.powered_on)))
    if account.registered_on:
        lines.append(
            say("· Entered in our system (registered): {day}", day=say.day(account.registered_on))
        )
    lines += on_file(say, found.assessment.account)
    lines += [reading_line(say, reading) for reading in found.readings]
    if found.counted_by_its_month:
        lines.append(
            say(
                "· It was read on {day} for the bill of {month}, so it counts as {month}.",
                day=say.day(found.read_on),
                month=say.month(found.bill.bill_month),
            )
        )
    if len(found.readings) > 1:
        lines.append(say("· Together: {kwh}", kwh=say.kwh(billed.settlement.kwh)))
    if billed.used_before:
        used = say.kwh(billed.used_before)
        lines.append(
            say("· Used before in this tier year: {kwh}", kwh=used)
            if billed.by_year
            else say("· Used before in the months that count together: {kwh}", kwh=used)
        )
    lines += [_gap_line(say, gap) for gap in found.assessment.gaps]
    return lines


def channels(say: Words) -> list[str]:
    """Where else one may turn. Never left out."""
    return [
        say("You can also call 95598; if you are not satisfied with an answer, call 12398."),
    ]


def reading_line(say: Words, reading: ReadingRecord) -> str:
    """One reading: from when to when, what the meter showed."""
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
