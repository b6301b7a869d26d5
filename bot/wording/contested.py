"""What is said of a fact that the customer contests."""

from __future__ import annotations

from collections.abc import Mapping

from bot.bills.contested import AsClaimed
from bot.bills.findings import Findings
from bot.contract.contested import Contested, Fact
from bot.records.case import Case
from bot.wording.catalogue import Words, mark

_CLAIMS: Mapping[Fact, str] = {
    Fact.POWERED: mark("You say there was power since {day}: noted."),
    Fact.APPLIED: mark("You say it was applied for on {day}: noted."),
    Fact.TRANSFERRED: mark("You say the holder changed on {day}: noted."),
    Fact.REPLACED: mark("You say the meter was changed on {day}: noted."),
    Fact.READ_ON: mark("You say the meter was read on {day}: noted."),
}


def told(say: Words, found: Findings, said: Contested, so: AsClaimed | None) -> list[str]:
    """The claim beside what is on file, and the difference; the claim is named first."""
    lines = [_claim(say, said), on_file(say, found, said.fact)]
    month, charged = say.month(found.bill.bill_month), say.money(found.bill.charged)
    if so is None or so.claimed is None:
        return [*lines, *_below(say, found, said)]
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


def _below(say: Words, found: Findings, said: Contested) -> list[str]:
    """A meter does not run backwards: what shows less than it was read before is another."""
    before = max((one.last_reading for one in found.readings), default=None)
    if said.fact is not Fact.READING or said.figure is None or before is None:
        return []
    if said.figure >= before:
        return []
    return [
        say(
            "{reading} is less than it showed before ({before}). Look whether it is the same "
            "meter, and whether a digit is missing.",
            reading=f"{said.figure:f}",
            before=f"{before.normalize():f}",
        )
    ]


def supposed(say: Words, found: Findings, said: Contested, so: AsClaimed | None) -> list[str]:
    """What a bill would be if it were so; nothing is noted."""
    known = on_file(say, found, said.fact)
    month, day = say.month(found.bill.bill_month), said.day
    if so is None or so.claimed is None or day is None:
        return [known, say("With such a day {month} cannot be worked out.", month=month)]
    figures = {"day": say.day(day), "month": month, "claimed": say.money(so.claimed)}
    if said.fact is Fact.POWERED:
        head = say("Had there been power only since {day}, {month} would be {claimed}.", **figures)
    else:
        head = say("Had it been applied for on {day}, {month} would be {claimed}.", **figures)
    by_file = say(
        "· {what} By that it is {on_file}; charged were {charged}.",
        what=known,
        on_file=say.money(so.on_file),
        charged=say.money(found.bill.charged),
    )
    note = say("If it really was so, say so: it is checked then, and the records corrected.")
    return [head, by_file, note]


def _claim(say: Words, said: Contested) -> str:
    if said.day and said.fact in _CLAIMS:
        return say(_CLAIMS[said.fact], day=say.day(said.day))
    if said.fact is Fact.PERSONS and said.figure is not None:
        return say("You say {count} persons live there: noted.", count=f"{said.figure:f}")
    if said.fact is Fact.READING and said.figure is not None:
        return say("You say the meter shows {reading}: noted.", reading=f"{said.figure:f}")
    if said.fact is Fact.READING:
        return say("You say the meter shows another figure: noted.")
    return say("You say so much was not used: noted.")


def on_file(say: Words, found: Findings, fact: Fact) -> str:
    """What is on file of it."""
    if fact is Fact.POWERED:
        powered = found.account.powered_on
        if powered is None:
            return say("On file there is no day of power-on.")
        return say("On file: power since {day}.", day=say.day(powered))
    if fact is Fact.PERSONS:
        return say("On file there is no large household for that time.")
    if fact is Fact.APPLIED:
        registered = found.account.registered_on
        if registered is None:
            return say("On file there is no day of registration.")
        return say("On file: registered on {day}.", day=say.day(registered))
    if fact is Fact.TRANSFERRED:
        days = [transfer.first for transfer in found.assessment.account.transfers]
        if not days:
            return say("On file there is no change of holder in that year.")
        return say("On file: the holder changed on {day}.", day=say.day(days[-1]))
    if fact is Fact.REPLACED:
        return _meters(say, found)
    last = max(found.readings, key=lambda one: one.this_read_on)
    return say(
        "On file: read on {day}, {before} to {after}, {kwh} used.",
        day=say.day(last.this_read_on),
        before=f"{last.last_reading.normalize():f}",
        after=f"{last.this_reading.normalize():f}",
        kwh=say.kwh(last.kwh),
    )


def _meters(say: Words, found: Findings) -> str:
    """Whether the bill is made of the readings of two meters."""
    first, *others = sorted(found.readings, key=lambda one: one.this_read_on)
    if not others:
        return say("On file there is no other meter for that bill.")
    return say("On file: the meter was changed on {day}.", day=say.day(first.this_read_on))


def proof(say: Words, fact: Fact) -> str:
    """What would prove it."""
    if fact is Fact.POWERED:
        return say(
            "What helps: a photo of the day the meter came, a receipt, a message with a date."
        )
    if fact is Fact.PERSONS:
        return say("What helps: the household register, and the receipt of your application.")
    if fact is Fact.APPLIED:
        return say("What helps: the receipt of your application, or a message with a date.")
    if fact is Fact.TRANSFERRED:
        return say("What helps: the papers of the change of holder, with their date.")
    if fact is Fact.READ_ON:
        return say("What helps: a photo of the meter from that day, or the reader's slip.")
    if fact is Fact.REPLACED:
        return say("What helps: the slip of the change of meter, with both figures and the date.")
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
