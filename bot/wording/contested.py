"""What is said of a fact that the customer contests."""

from __future__ import annotations

from bot.bills.contested import AsClaimed
from bot.bills.findings import Findings
from bot.contract.contested import Contested, Fact
from bot.records.case import Case
from bot.wording.catalogue import Words


def told(say: Words, found: Findings, said: Contested, so: AsClaimed | None) -> list[str]:
    """The claim beside what is on file, and the difference; the claim is named first."""
    lines = [_claim(say, said), _on_file(say, found, said.fact)]
    month, charged = say.month(found.bill.bill_month), say.money(found.bill.charged)
    if so is None or so.claimed is None:
        return lines
    lines.append(
        say(
            "{month}: as you say {claimed}, by what is on file {on_file}, charged {charged}.",
            month=month,
            claimed=say.money(so.claimed),
            on_file=say.money(so.on_file),
            charged=charged,
        )
    )
    gap = so.claimed - so.on_file
    if gap < 0:
        lines.append(say("If you are right, it is {gap} less.", gap=say.money(-gap)))
    elif gap > 0:
        lines.append(say("If you are right, it is {gap} more.", gap=say.money(gap)))
    else:
        lines.append(say("The amount is the same either way."))
    return lines


def _claim(say: Words, said: Contested) -> str:
    if said.fact is Fact.POWERED and said.day:
        return say("You say there was power since {day}: noted.", day=say.day(said.day))
    if said.fact is Fact.PERSONS and said.figure is not None:
        return say("You say {count} persons live there: noted.", count=f"{said.figure:f}")
    if said.fact is Fact.READING and said.figure is not None:
        return say("You say the meter shows {reading}: noted.", reading=f"{said.figure:f}")
    if said.fact is Fact.READING:
        return say("You say the meter shows another figure: noted.")
    return say("You say so much was not used: noted.")


def _on_file(say: Words, found: Findings, fact: Fact) -> str:
    if fact is Fact.POWERED:
        powered = found.account.powered_on
        if powered is None:
            return say("On file there is no day of power-on.")
        return say("On file: power since {day}.", day=say.day(powered))
    if fact is Fact.PERSONS:
        return say("On file there is no large household for that time.")
    last = max(found.readings, key=lambda one: one.this_read_on)
    return say(
        "On file: read on {day}, {before} to {after}, {kwh} used.",
        day=say.day(last.this_read_on),
        before=f"{last.last_reading.normalize():f}",
        after=f"{last.this_reading.normalize():f}",
        kwh=say.kwh(last.kwh),
    )


def proof(say: Words, fact: Fact) -> str:
    """What would prove it."""
    if fact is Fact.POWERED:
        return say(
            "What helps: a photo of the day the meter came, a receipt, a message with a date."
        )
    if fact is Fact.PERSONS:
        return say("What helps: the household register, and the receipt of your application.")
    return say(
        "What helps: a photo of the meter today, with its number and the figure; then the meter "
        "can be tested."
    )


def checked(say: Words, case: Case, fact: Fact) -> list[str]:
    """Who checks it and by when; the records stay until then."""
    lines = [proof(say, fact)]
    if case.number:
        lines.append(
            say(
                "A colleague checks it, case {number}; until then the records stay as they are.",
                number=case.number,
            )
        )
    lines.append(say("We contact you by {moment}.", moment=say.moment(case.contact_by)))
    return lines
