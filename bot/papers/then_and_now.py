"""Then and now (收的和该收的): as billed beside as it should have been, and the money between."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.bills.findings import Findings
from bot.papers.canvas import ALARM, FADED, MARGIN, PAPER, RIGHT, SOFT, Canvas, fill
from bot.papers.parts import legend, whose
from bot.wording.catalogue import Words
from bot.wording.findings import CAUSES
from tariff_rules import AssessedSettlement, Verdict

_FLOOR, _HIGHEST, _WIDE = 560, 340, 170
_PLATE = 40  # high; a part that is lower says its money beside it not at all


@dataclass(frozen=True, slots=True)
class Bar:
    """One of the two bars: its sum, its parts by tier in yuan (none known: one grey part), words.

    `below` says which it is, `limits` what limits it was counted with, where that is known.
    """

    total: Decimal
    parts: tuple[tuple[int, Decimal], ...]
    below: str
    limits: str


def then_and_now(say: Words, found: Findings) -> str | None:
    """The overcharge of one bill as two bars, SVG; None where there is none in one bill alone."""
    over = found.overcharge
    if over is None or not can_be_drawn(found):
        return None
    canvas = Canvas()
    canvas.title(
        say("{amount} too much", amount=say.money(over)),
        "  ".join((say.month(found.bill.bill_month), say.kwh(found.bill.kwh), whose(say, found))),
    )
    _both(canvas, say, found, over)
    y = 700 + legend(canvas, say, 700, [line.price for line in found.billed.charge.tiers])
    canvas.box(y + 18, *_why(say, found))
    return canvas.svg(y + 158, alt(say, found))


def for_paper(say: Words, found: Findings) -> str | None:
    """The two bars alone, SVG: a letter says the rest in its own lines."""
    over = found.overcharge
    if over is None or not can_be_drawn(found):
        return None
    canvas = Canvas()
    _both(canvas, say, found, over)
    return canvas.svg(652, alt(say, found), 150)


def can_be_drawn(found: Findings) -> bool:
    """Whether too much was charged, and with this bill alone.

    Where several bills of a year hold it, one bill beside another would not show it.
    """
    alone = len(found.assessment.billed.settlements) == 1
    wrongly = found.verdict is Verdict.CHARGED_WRONGLY
    return found.overcharge is not None and (wrongly or alone)


def alt(say: Words, found: Findings) -> str:
    """The picture in words; of a bill that `can_be_drawn`."""
    charged, over = found.bill.charged, found.overcharge or Decimal(0)
    return say(
        "Bill of {month}: {charged} was charged, {right} would be right, {more} too much.",
        month=say.month(found.bill.bill_month),
        charged=say.money(charged),
        right=say.money(charged - over),
        more=say.money(over),
    )


def _both(canvas: Canvas, say: Words, found: Findings, over: Decimal) -> None:
    bars = _bars(say, found, over)
    scale = _HIGHEST / float(max(bar.total for bar in bars))
    tops = [_bar(canvas, say, x, bar, scale) for x, bar in zip((48, 306), bars, strict=True)]
    _bracket(canvas, say, tops, over)
    canvas.line((MARGIN, _FLOOR), (RIGHT, _FLOOR))


def _bars(say: Words, found: Findings, over: Decimal) -> tuple[Bar, Bar]:
    known: AssessedSettlement | None
    assessment, charged = found.assessment, found.bill.charged
    if found.verdict is Verdict.CHARGED_WRONGLY:
        known, right = None, assessment.reading.settlements[-1]
    else:
        known, right = found.billed, assessment.other.settlements[-1]
    return (
        _of(say, say("On the bill"), charged, known),
        _of(say, say("Should have been"), charged - over, right),
    )


def _of(say: Words, below: str, total: Decimal, by: AssessedSettlement | None) -> Bar:
    if by is None or by.total != total:
        return Bar(total, (), below, "")
    parts = tuple((line.tier, line.amount) for line in by.charge.tiers if line.amount > 0)
    if sum(amount for _, amount in parts) != total:
        parts = ()  # with time of use the tiers alone are not the sum
    limits = ""
    if by.allowance.limits:
        limits = say("months of limits: {months}", months=say.number(by.allowance.months))
    return Bar(total, parts, below, limits)


def _bar(canvas: Canvas, say: Words, x: float, bar: Bar, scale: float) -> float:
    """Draw it; returns the height of its top."""
    middle, y = x + _WIDE / 2, float(_FLOOR)
    for tier, amount in bar.parts or ((0, bar.total),):
        high = float(amount) * scale
        y -= high
        canvas.rect(x, y, _WIDE, high, fill(tier) if tier else FADED[0])
        if tier and high > _PLATE + 4:
            canvas.rect(x + 11, y + high / 2 - 20, _WIDE - 22, _PLATE, PAPER, 8)
            words = say.money(amount)
            at = (middle, y + high / 2 + 9)
            canvas.text(at, words, 26, bold=True, anchor="middle", room=_WIDE - 30)
    total = say.money(bar.total)
    canvas.text((middle, y - 16), total, 40, bold=True, anchor="middle", room=230)
    canvas.text((middle, 602), bar.below, 28, bold=True, anchor="middle", room=240)
    canvas.text((middle, 638), bar.limits, 26, colour=SOFT, anchor="middle", room=240)
    return y


def _bracket(canvas: Canvas, say: Words, tops: list[float], over: Decimal) -> None:
    then, now = tops
    canvas.line((218, then), (530, then), dash="8 6")
    canvas.line((476, now), (530, now), dash="8 6")
    canvas.line((518, then), (518, now), 4)
    middle = (then + now) / 2
    canvas.text((534, middle - 6), say("too much"), 28, colour=ALARM, bold=True, room=150)
    canvas.text((534, middle + 34), say.money(over), 36, colour=ALARM, bold=True, room=150)


def _why(say: Words, found: Findings) -> tuple[str, str]:
    if found.verdict is Verdict.CHARGED_WRONGLY:
        return (
            say("The bill and the rule do not agree"),
            say("It is checked; the amount is final after that."),
        )
    account, causes = found.account, [cause.cause for cause in found.causes]
    if causes == ["late_registration"] and account.registered_on:
        reading, other = found.billed.allowance, found.assessment.other.settlements[-1].allowance
        months = other.months - reading.months
        used = account.powered_on or found.billed.settlement.first
        return (
            say("The same kWh, {months} months of limits too few", months=say.number(months)),
            say(
                "In use {used}; registered {registered}.",
                used=say.day(used),
                registered=say.day(account.registered_on),
            ),
        )
    names = say(", ").join(say(CAUSES[cause]) for cause in causes)
    return say("The same kWh, less money"), names
