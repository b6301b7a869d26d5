"""What is told of a practice: how the answer was, and a model answer from the same findings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.bills.findings import Findings
from bot.lessons.exercise import Exercise
from bot.lessons.homes import Kind
from bot.lessons.points import Grade, Judged, Point
from bot.wording.catalogue import Words, mark
from tariff_rules import MonthsFrom

KINDS = {
    Kind.LATE_REGISTRATION: mark("a new account that was registered late"),
    Kind.RIGHT_BILL: mark("a right bill that feels wrong"),
    Kind.ANGER: mark("an angry customer with a right bill"),
    Kind.TWO_MONTHS: mark("a meter that is read every other month"),
    Kind.LARGE_HOUSEHOLD: mark("a large household"),
    Kind.TIME_OF_USE: mark("time-of-use prices"),
    Kind.TRANSFER: mark("a change of owner"),
    Kind.ESTIMATED: mark("an estimated reading"),
    Kind.REPORT: mark("a report about a colleague"),
}
# The page of the handbook, by its topic.
PAGES = {
    Kind.LATE_REGISTRATION: "connecting",
    Kind.RIGHT_BILL: "tiers",
    Kind.ANGER: "complaining",
    Kind.TWO_MONTHS: "reading",
    Kind.LARGE_HOUSEHOLD: "large_household",
    Kind.TIME_OF_USE: "time_of_use",
    Kind.TRANSFER: "transfer",
    Kind.ESTIMATED: "reading",
    Kind.REPORT: "staff_conduct",
}
# A point in a word or two, for what somebody has practised.
POINTS = {
    Point.FAULT: mark("whose fault it is"),
    Point.TONE: mark("the tone"),
    Point.PRIVATE: mark("money from hand to hand"),
    Point.SUM: mark("the amounts"),
    Point.OTHERS: mark("another household"),
    Point.PROMISE: mark("promises"),
    Point.REASON: mark("the rule and since when"),
    Point.APOLOGY: mark("the apology"),
    Point.HEARD: mark("taking a report"),
    Point.NEXT: mark("what happens next"),
    Point.LENGTH: mark("the length"),
}
# What was good, or missing; the same sentence serves both.
_GOOD = {
    "owns_up": mark("it says whose fault it is, and blames nobody"),
    "sum": mark("the amounts are right to the fen"),
    "late": mark("it says from when to when months were counted, and why"),
    "tier_kwh": mark("it says the rule, since when, and the kWh"),
    "apology": mark("it apologises where that is due"),
    "both_days": mark("it says what happens next, with both days"),
    "taken": mark("it takes the report, whoever is named"),
    "length": mark("it is short enough for a telephone"),
    Kind.TWO_MONTHS: mark("it says that the limits count for two months too"),
    Kind.LARGE_HOUSEHOLD: mark("it says that the extra kWh were not entered"),
    Kind.TIME_OF_USE: mark("it says what peak, valley and tiers have to do with it"),
    Kind.TRANSFER: mark("it says how kWh count before and after the change of owner"),
    Kind.ESTIMATED: mark("it says that the reading was estimated, and how it is set right"),
}
_NOT_GOOD = {
    "blames_customer": mark("it blames the customer"),
    "blames_colleague": mark("it blames a colleague; say that the office was at fault"),
    "rough": mark("it sends the customer away or lectures them"),
    "privately": mark("money from hand to hand: never, it goes through the bill"),
    "unknown_amount": mark("an amount in it stands nowhere in the bill or its working"),
    "wrong_sum": mark(
        "an amount is called what it is not: the bill is {charged}, too much of it is {over}"
    ),
    "no_sum": mark("what the bill is: {charged}"),
    "no_difference": mark("how much of it should not be there: {over}"),
    "unknown_figure": mark("kWh or a price in it stand nowhere in the bill or its working"),
    "wrong_months": mark("a number of months is wrong: {counted} were counted, {used} were used"),
    "wrong_day": mark("a day in it is wrong: power on {powered}, registered {registered}"),
    "tier_since": mark("the rule (tiers), and since when the kWh are added up"),
    "tier_kwh": mark("how many kWh were used, and up to where the lower price goes"),
    "late": mark("that months count from registration, and both days or both numbers of months"),
    "admits_nothing": mark("it admits a mistake, but the bill is right"),
    "promises": mark("it promises what is not for us to promise"),
    "refund_unapproved": mark("a refund is not sure before it is approved: say so"),
    "nothing_to_refund": mark("it promises a refund, but the bill is right"),
    "other_day": mark("it names a day that was not promised: {contact} and {answer} were"),
    "one_day": mark("the second of both days: contact by {contact}, answer by {answer}"),
    "no_day": mark("what happens next: contact by {contact}, answer by {answer}"),
    "another_household": mark("something of another household stands in it"),
    "doubts_report": mark("it argues with a report; take it, the auditor looks into it"),
    "taken": mark("that the report is taken, and who looks into it"),
    "length": mark("one answer is longer than 200 characters"),
    "owns_up": mark("that it was the office's fault"),
    "apology": mark("an apology"),
}


def verdict(say: Words, exercise: Exercise, judged: Sequence[Judged]) -> list[str]:
    """Three lines: what was good, what was missing, what was wrong; each only if there is any."""
    figures = _figures(say, exercise)
    listed = {
        Grade.GOOD: (mark("Good: {what}."), _GOOD),
        Grade.MISSING: (mark("Missing: {what}."), _NOT_GOOD),
        Grade.WRONG: (mark("Wrong: {what}."), _NOT_GOOD),
    }
    lines = []
    for grade, (line, sentences) in listed.items():
        told = [say(_sentence(sentences, j.why), **figures) for j in judged if j.grade is grade]
        if told:
            lines.append(say(line, what=say("; ").join(told)))
    return lines


def _sentence(sentences: dict[str, str], why: str) -> str:
    return sentences.get(why) or _GOOD[why]


def _figures(say: Words, exercise: Exercise) -> dict[str, str]:
    found = exercise.found
    figures = dict.fromkeys(
        ("charged", "over", "counted", "used", "powered", "registered", "contact", "answer"), ""
    )
    if found is not None:
        counted, used = months_of(found)
        figures |= {
            "charged": say.money(found.bill.charged),
            "over": say.money(found.overcharge or Decimal(0)),
            "counted": say.number(counted),
            "used": say.number(used),
        }
        account = found.account
        if account.powered_on and account.registered_on:
            figures["powered"] = say.day(account.powered_on)
            figures["registered"] = say.day(account.registered_on)
    if exercise.contact_by and exercise.answer_by:
        figures |= {
            "contact": say.moment(exercise.contact_by),
            "answer": say.day(exercise.answer_by),
        }
    return figures


def months_of(found: Findings) -> tuple[Decimal, Decimal]:
    """How many months were counted from registration, and how many from use."""
    by = {
        reading.months_from: Decimal(reading.settlements[-1].allowance.months)
        for reading in (found.assessment.reading, found.assessment.other, found.assessment.billed)
    }
    counted = by.get(MonthsFrom.REGISTRATION, Decimal(0))
    return counted, by.get(MonthsFrom.USE, counted)


def model_answer(say: Words, exercise: Exercise) -> str:
    """How it could be said, in one answer that has all that is judged."""
    name = say("Hello {name}.", name=exercise.name)
    parts = [name, *_about_the_bill(say, exercise), *_what_next(say, exercise)]
    return say.together(*parts)


def _about_the_bill(say: Words, exercise: Exercise) -> list[str]:
    found = exercise.found
    if found is None:
        return [say("Thank you for telling us: it is written down and goes to the auditor.")]
    figures = {
        "month": say.month(found.bill.bill_month),
        "charged": say.money(found.bill.charged),
    }
    if found.office_at_fault:
        return [*_ours(say, exercise, found, figures)]
    lines = [say("Your {month} bill is {charged}, and agrees with the rule.", **figures)]
    by_year, by_bill = _OF_KIND.get(exercise.kind, ("", ""))
    if by_year:
        lines.append(say(by_year if found.billed.by_year else by_bill))
    return [*lines, *_of_tiers(say, found), *_open_ended(say, exercise, found)]


_PERIODS = mark("Peak and valley are settled each by its price, tiers come on top.")
_ESTIMATED = mark("Last month was estimated; the real reading of this month has set it right.")
# Where tiers count by the year, and where they count by the bill.
_OF_KIND = {
    Kind.TWO_MONTHS: (
        mark(
            "It is read every two months; the limits are the whole year's, so that makes no "
            "difference."
        ),
        mark("It is read every two months, and the limits of both months count."),
    ),
    Kind.TIME_OF_USE: (_PERIODS, _PERIODS),
    Kind.TRANSFER: (
        mark("After the change of owner the year's kWh go on being added up."),
        mark("After the change of owner this bill counts by itself, as any other."),
    ),
    Kind.ESTIMATED: (_ESTIMATED, _ESTIMATED),
}


def _ours(say: Words, exercise: Exercise, found: Findings, figures: dict[str, str]) -> list[str]:
    over, account = say.money(found.overcharge or Decimal(0)), found.account
    over_one = mark("Your {month} bill is {charged}; too much of it: {over}.")
    over_all = mark("Up to your {month} bill of {charged} you paid {over} too much.")
    several = len(found.assessment.billed.settlements) > 1
    if exercise.kind is Kind.LATE_REGISTRATION and account.powered_on and account.registered_on:
        counted, used = months_of(found)
        why = say(
            "Power came on {powered}, we registered you only on {registered}, so {used} months of "
            "use had the limits of {counted} months.",
            powered=say.day(account.powered_on),
            registered=say.day(account.registered_on),
            used=say.number(used),
            counted=say.number(counted),
        )
    else:
        why = say("Your large household is on file, and we had not entered the extra kWh.")
    return [
        say(over_all if several else over_one, over=over, **figures),
        why,
        say("The fault is ours, and we apologise. A refund is paid once it is approved."),
    ]


def _of_tiers(say: Words, found: Findings) -> list[str]:
    billed = found.billed
    if not billed.allowance.limits:
        return []
    figures = {
        "used": say.kwh(billed.used_before + billed.settlement.kwh),
        "limit": say.kwh(billed.allowance.limits[0]),
    }
    if billed.by_year:
        return [
            say(
                "This year {used} were used up to now; tier 1 goes to {limit}, what is above "
                "costs more.",
                **figures,
            )
        ]
    return [
        say(
            "This time {used} were used; tier 1 goes to {limit}, what is above costs more.",
            **figures,
        )
    ]


def _open_ended(say: Words, exercise: Exercise, found: Findings) -> list[str]:
    """Where no text says how a change of owner counts, that is said."""
    open_ones = {name for name, _ in found.assessment.unverified}
    if exercise.kind is not Kind.TRANSFER or "transfer" not in open_ones:
        return []
    return [say("No document that we know says whether the count begins anew; we ask.")]


def _what_next(say: Words, exercise: Exercise) -> list[str]:
    if exercise.contact_by is None or exercise.answer_by is None:
        return [say("If you doubt it, call 95598; after that, 12398.")]
    return [
        say(
            "We contact you by {contact} and answer you by {answer}.",
            contact=say.moment(exercise.contact_by),
            answer=say.day(exercise.answer_by),
        )
    ]
