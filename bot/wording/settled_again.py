"""What a bill carries besides its own kWh: a correction, a closing, what its year came to."""

from __future__ import annotations

from bot.bills.findings import Findings
from bot.wording.catalogue import Words, mark
from tariff_rules import Difference, Reason

REASONS = {
    Reason.CORRECTION: mark("kWh put back into the time they belong to"),
    Reason.ESTIMATE: mark("the real reading instead of the estimate"),
    Reason.YEAR_END: mark("settlement of the whole year"),
    Reason.CLOSING: mark("settlement at closing, by the months used"),
    Reason.FREE_KWH: mark("free kWh, given back later"),
    Reason.RELIEF: mark("the relief, credited with the next payment"),
}


def on_the_bill(say: Words, found: Findings) -> list[str]:
    """A line for each that it carries, and the sum with them; or for each that it does not."""
    own = found.billed.charge
    due = found.due if found.assessment.fits is None else found.bill.charged
    if due in (own.total, own.other_total):
        return not_on_the_bill(say, found)
    account = found.assessment.billed
    lines = [_carried(say, one) for one in account.on_last_bill or account.still_to_settle]
    return [*lines, say("  In all, with that: {total}", total=say.money(due))] if lines else []


def not_on_the_bill(say: Words, found: Findings) -> list[str]:
    """A line for each thing that is still to be settled."""
    account = found.assessment.billed
    return [_open(say, one) for one in account.still_to_settle if not account.on_last_bill]


def besides(say: Words, found: Findings) -> str:
    """All that it carries, in half a sentence."""
    return say("; ").join(
        say("{reason}, {amount} back", **_figures(say, one))
        if one.amount < 0
        else say("{reason}, {amount} more", **_figures(say, one))
        for one in found.assessment.billed.on_last_bill
    )


def _carried(say: Words, one: Difference) -> str:
    if one.amount < 0:
        return say("  Besides, {reason}: {amount} back", **_figures(say, one))
    return say("  Besides, {reason}: {amount} more", **_figures(say, one))


def _open(say: Words, one: Difference) -> str:
    if one.reason is Reason.RELIEF:
        return say(
            "  Besides: the relief of {amount} is not on this bill; it comes with the next "
            "payment",
            amount=say.money(abs(one.amount)),
        )
    if one.amount < 0:
        return say("  Not on this bill, {reason}: {amount} back", **_figures(say, one))
    return say("  Not on this bill, {reason}: {amount} more", **_figures(say, one))


def _figures(say: Words, one: Difference) -> dict[str, str]:
    return {"reason": say(REASONS[one.reason]), "amount": say.money(abs(one.amount))}
