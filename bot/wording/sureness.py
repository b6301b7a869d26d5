"""How sure we are of the rule behind an answer: what was not seen, in conflict, or long ago."""

from __future__ import annotations

from datetime import date

from bot.bills.findings import Findings
from bot.wording.catalogue import Words, mark
from tariff_rules import AssessedSettlement, Schedule
from tariff_rules.age import stale, years_since
from tariff_rules.evidence import NO_RULE
from tariff_rules.other_values import by_other_values
from tariff_rules.tariff import Confirmation

FIGURES = {
    "limits": mark("the limits"),
    "prices": mark("the prices"),
    "cycle": mark("the counting period"),
    "in_force": mark("the day it came into force"),
    "document": mark("the number of the document"),
    "shared_price": mark("the price of shared meters"),
    "household": mark("the rule for large households"),
    "free_kwh": mark("the rule for free kWh"),
    "time_of_use": mark("the time-of-use prices"),
    "high_voltage": mark("the prices of homes at 1 kV and above"),
    "heating": mark("the limits of the heating season"),
    "transfer": mark("the rule for a change of owner"),
    "closing": mark("the rule for closing"),
    "reading_change": mark("the rule for a longer year"),
}
_STATED = {"household": mark("a large household"), "free_kwh": mark("low income")}
# Of rules they are said where they would make another sum; the others say it for themselves.
_RULES = {
    "corrections": mark("which bill carries which correction"),
    "months_from": mark("from which day the months of a new account count"),
    "belongs_to": mark("to which year the reading at its end belongs"),
    "household_end": mark("how the year goes on once a large household's extra kWh have run out"),
    "month_end": mark("to which month a reading on a month's last day belongs"),
}


def sureness(say: Words, found: Findings) -> list[str]:
    """What of the rule behind a bill is not certain; nothing where all of it is."""
    names = {name for name, evidence in found.assessment.unverified if evidence is not NO_RULE}
    lines = [*_of_the_holder(say, found), *_without_rule(say, found)]
    if _of_the_holder(say, found):
        names.remove("transfer")
    doubtful = [say(text) for name, text in FIGURES.items() if name in names]
    if doubtful:
        lines.insert(
            0,
            say(
                "Please note: not yet compared with the official document: {figures}.",
                figures=say(", ").join(doubtful),
            ),
        )
    last = found.billed
    return [
        *lines,
        *undecided_by(say, found),
        *age(say, last.schedule, last.settlement.last_day),
    ]


def _without_rule(say: Words, found: Findings) -> list[str]:
    """What is on record of the household, and has no rule here: it is in no sum."""
    return [
        say(
            "On record: {fact}. How that counted in {region} then was not found here, so it is "
            "not in this sum.",
            fact=say(_STATED[name]),
            region=found.tariff.name,
        )
        for name, evidence in found.assessment.unverified
        if evidence is NO_RULE
    ]


def age(say: Words, schedule: Schedule, day: date) -> list[str]:
    """That the figures were last confirmed long before that day, where they were."""
    last = schedule.last_confirmed
    if last is None or not stale(schedule, day):
        return []
    return [
        say(
            "We last saw these figures confirmed in a text of {when}, {years} years before. We "
            "know of no change since then.",
            when=_when(say, last),
            years=years_since(last.day, day),
        )
    ]


def _when(say: Words, confirmed: Confirmation) -> str:
    """As exactly as the document's day is known."""
    if confirmed.written == str(confirmed.day.year):
        return say("the year {year}", year=confirmed.written)
    whole = confirmed.written == str(confirmed.day)
    return say.day(confirmed.day) if whole else say.month(confirmed.day)


def undecided_by(say: Words, found: Findings) -> list[str]:
    """What leaves the bill undecided, and what it comes to by each other value of it."""
    lines, unverified = [], dict(found.assessment.unverified)
    for name in found.assessment.undecided:
        if name == "in_force":
            lines.append(_of_another_time(say, found.billed))
            continue
        if name == "transfer" or unverified.get(name) is NO_RULE:
            continue  # told already
        figure = say({**FIGURES, **_RULES}[name])
        if name in found.assessment.weak.values():
            lines.append(
                say(
                    "By our records this was due and not applied. How much less it would be, "
                    "cannot be said yet: {figure} is not certain enough.",
                    figure=figure,
                )
            )
            continue
        totals = by_other_values(found.assessment, found.tariff, name)
        if totals:
            lines.append(
                say(
                    "Sources disagree on {figure}: by one this bill is {total}, by the "
                    "other {other}.",
                    figure=figure,
                    total=say.money(found.assessment.reading.settlements[-1].total),
                    other=say(", ").join(say.money(total) for total in totals),
                )
            )
        else:
            lines.append(
                say("We are not sure enough of {figure} to judge this bill by it.", figure=figure)
            )
    return lines


def _of_the_holder(say: Words, found: Findings) -> list[str]:
    """Both ways of counting on after a change of owner, where no rule was found."""
    evidence = dict(found.assessment.unverified).get("transfer")
    if evidence is None or not evidence.doubtful:
        return []
    here = found.assessment.reading.settlements[-1].total
    other = next(iter(by_other_values(found.assessment, found.tariff, "transfer")), here)
    if other == here:
        return []
    anew = found.tariff.rules["transfer"].value == "restart"
    on, begun = (other, here) if anew else (here, other)
    return [
        say(
            "No rule was found here on how the year is counted after a change of holder: if it "
            "goes on, this bill is {goes_on}; if it begins anew, {anew}.",
            goes_on=say.money(on),
            anew=say.money(begun),
        )
    ]


def _of_another_time(say: Words, billed: AssessedSettlement) -> str:
    """That no text of the bill's own time was seen, and of which time the one counted by is."""
    seen = billed.schedule.evidence["in_force"].seen_from
    if seen is None:
        return say("We have not seen a text of the time of this bill, so we do not judge it.")
    return say(
        "The text that we count by is known to us from {day} on. We have not seen the one of the "
        "time of this bill, so we do not judge it.",
        day=say.day(seen),
    )
