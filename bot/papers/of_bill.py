"""Which picture a bill gets: too much charged, beside what is right; else the bill itself."""

from __future__ import annotations

from bot.bills.findings import Findings
from bot.papers import bill_card, then_and_now
from bot.wording.catalogue import Words
from tariff_rules import Verdict


def has_picture(found: Findings) -> bool:
    """Whether nothing that a picture says is open: the bill is right, or too high by that."""
    return found.verdict is Verdict.AGREES or then_and_now.can_be_drawn(found)


def of_bill(say: Words, found: Findings) -> tuple[str, str] | None:
    """The picture in words, and as SVG; None where there is none to be drawn."""
    if not has_picture(found):
        return None
    two = then_and_now.then_and_now(say, found)
    if two is not None:
        return then_and_now.alt(say, found), two
    return bill_card.alt(say, found), bill_card.bill_card(say, found)


def in_short(say: Words, found: Findings) -> str:
    """The one sentence that the papers about a bill prove."""
    if found.overcharge is not None:
        return say("{amount} too much", amount=say.money(found.overcharge))
    figures = {
        "month": say.month(found.bill.bill_month),
        "charged": say.money(found.bill.charged),
    }
    if found.needs_case:
        return say("The {month} bill of {charged} is being checked", **figures)
    return say("The {month} bill of {charged} is right", **figures)
