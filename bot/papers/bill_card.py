"""The bill card (电费单): readings to kWh, kWh over tiers to money, as on the paper bill."""

from __future__ import annotations

from decimal import Decimal

from bot.bills.findings import Findings
from bot.papers.canvas import MARGIN, RIGHT, SMALLEST, SOFT, Canvas, ems, fill
from bot.papers.parts import whose
from bot.wording.arithmetic import PERIODS, limits_text
from bot.wording.catalogue import Words
from bot.wording.settled_again import REASONS
from tariff_rules import AssessedSettlement, Line

_ROW = 96
_BARS = (320, 170)  # where they begin, and how long the longest is


def bill_card(say: Words, found: Findings) -> str:
    """The bill of these findings line by line, by the reading of the rule that it fits; SVG."""
    billed, canvas = found.billed, Canvas()
    month = say.month(found.bill.bill_month)
    canvas.title(say("Electricity bill of {month}", month=month), whose(say, found))
    _readings(canvas, say, found)
    y = 296
    for words in _limits(say, billed):
        canvas.text((MARGIN, y), words, 28, bold=True)
        y += 36
    y -= 10
    lines = [line for line in billed.charge.tiers if line.kwh] or list(billed.charge.tiers[:1])
    most = max(abs(line.kwh) for line in lines) or Decimal(1)
    for line in lines:
        _tier(canvas, say, y, line, float(abs(line.kwh) / most))
        y += _ROW
    for words, amount in _besides(say, found):
        canvas.text((MARGIN, y + 30), words, 26, colour=SOFT, room=460)
        canvas.text((RIGHT, y + 32), amount, 30, bold=True, anchor="end")
        y += 48
    total = say.money(found.bill.charged)
    canvas.line((MARGIN, y + 8), (RIGHT, y + 8), 3)
    canvas.text((MARGIN, y + 68), say("In all"), 32, bold=True)
    canvas.text((RIGHT, y + 72), total, 52, bold=True, anchor="end")
    y += 84
    if billed.top_tier > 1:
        foot = say("Only the part above a limit costs more.")
        canvas.text((MARGIN, y + 32), foot, 24, colour=SOFT)
        y += 32
    return canvas.svg(y + 28, alt(say, found))


def alt(say: Words, found: Findings) -> str:
    """The picture in words, masked as the picture is."""
    return say(
        "Electricity bill of {month}: {kwh}, {charged}.",
        month=say.month(found.bill.bill_month),
        kwh=say.kwh(found.bill.kwh),
        charged=say.money(found.bill.charged),
    )


def _readings(canvas: Canvas, say: Words, found: Findings) -> None:
    """407 → 827 = 420 in one line; of several meters, only the dates and their sum."""
    span = found.billed.settlement
    canvas.rect(MARGIN, 140, RIGHT - MARGIN, 108, "#F3F5F7", 12)
    last = this = ""
    if len(found.readings) == 1 and found.readings[0].multiplier == 1:
        (reading,) = found.readings
        last, this = say.number(reading.last_reading), say.number(reading.this_reading)
        canvas.text((226, 224), "→", 34, colour=SOFT, anchor="middle")
        canvas.text((446, 224), "=", 34, colour=SOFT, anchor="middle")
    columns = (
        (60, say("Before: {day}", day=say.day_of_year(span.first)), last),
        (276, say("Now: {day}", day=say.day_of_year(span.last)), this),
        (492, say("Used"), say.kwh(found.bill.kwh)),
    )
    for x, words, figure in columns:
        canvas.text((x, 180), words, 24, colour=SOFT, room=196)
        canvas.text((x, 226), figure, 36, bold=True, room=150)


def _limits(say: Words, billed: AssessedSettlement) -> tuple[str, ...]:
    """In one line, or in two where three limits would be too small to read."""
    allowance = billed.allowance
    if billed.tier_1_first:
        return (say("Tier 1 first; the year's difference at its end"),)
    if not allowance.limits:
        return (say("This price has no tiers."),)
    limits, months = limits_text(say, allowance.limits), say.number(allowance.months)
    one = say("{months} months: {limits}", months=months, limits=limits)
    if ems(one) * SMALLEST <= RIGHT - MARGIN:
        return (one,)
    return (say("months of limits: {months}", months=months), limits)


def _tier(canvas: Canvas, say: Words, y: float, line: Line, share: float) -> None:
    figures = {"kwh": say.kwh(line.kwh), "price": say.price(line.price)}
    canvas.rect(MARGIN, y, 14, _ROW - 12, fill(line.tier))
    name = say("Tier {tier}", tier=say.tier(line.tier))
    canvas.text((66, y + 34), name, 28, bold=True, room=240)
    product = say("{kwh} × {price}", **figures)
    canvas.text((66, y + 72), product, 28, colour=SOFT, room=410)
    canvas.rect(_BARS[0], y + 14, _BARS[1] * share, 22, fill(line.tier))
    canvas.text((RIGHT, y + 60), say.money(line.amount), 36, bold=True, anchor="end", room=186)


def _besides(say: Words, found: Findings) -> list[tuple[str, str]]:
    """What is free, what time of use adds, and what is settled with this bill."""
    billed, rows = found.billed, []
    if billed.free:
        rows.append((say("Free: {kwh}", kwh=say.kwh(billed.free)), say.money(Decimal(0))))
    charge = billed.charge
    # Rows by tier, of a bill whose lines are periods: the fen of rounding lies in the last one.
    fen = charge.total - charge.other_total if charge.times_first else Decimal(0)
    for line in charge.periods:
        period, last = PERIODS.get(line.period), line is charge.periods[-1]
        amount = line.amount + fen * last
        rows.append((say(period) if period else line.period, say.money(amount)))
    later = found.assessment.billed.on_last_bill
    rows += [(say(REASONS[d.reason]), say.money(d.amount)) for d in later]
    return rows
