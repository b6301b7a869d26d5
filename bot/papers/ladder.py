"""The ladder of a year (阶梯): its months as bars by tier, and how far its limits are used."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise

from bot.bills.findings import Findings
from bot.papers.canvas import MARGIN, PAPER, RIGHT, SOFT, Canvas, ems, faded, fill
from bot.papers.parts import legend, whose
from bot.wording.catalogue import Words
from tariff_rules import AssessedSettlement, Outlook
from tariff_rules.cycles import Cycle, months_later

_FLOOR, _HIGHEST = 470, 280
_PURSE = (614, 56)  # where the year's bar stands, and how high it is
_BELOW = 746

Months = dict[date, dict[int, Decimal]]


def ladder(say: Words, found: Findings, view: Outlook) -> str | None:
    """A tier year up to its last reading, SVG; None where limits are not those of a year.

    Args:
        say: the language.
        found: of the newest bill, with those of its year before it.
        view: where the account stands in that year.
    """
    if not can_be_drawn(found, view):
        return None
    canvas, cycle = Canvas(), view.allowance.cycle
    read = say("read on {day}", day=say.day_of_year(view.as_of or cycle.first))
    canvas.title(_which_year(say, cycle), f"{whose(say, found)}  {read}")
    _year(canvas, say, found, view)
    settled = found.assessment.billed.settlements
    y = _BELOW + legend(canvas, say, _BELOW, [line.price for line in settled[-1].charge.tiers])
    canvas.box(y + 20, *left(say, view))
    foot = say("What is left on {last} is not carried over.", last=say.day_of_year(cycle.last))
    canvas.text((MARGIN, y + 172), foot, 24, colour=SOFT)
    return canvas.svg(y + 196, alt(say, view))


def for_paper(say: Words, found: Findings, view: Outlook) -> str | None:
    """Months and limits alone, SVG: a letter says the rest in its own lines."""
    if not can_be_drawn(found, view):
        return None
    canvas = Canvas()
    _year(canvas, say, found, view)
    return canvas.svg(_BELOW - 16, alt(say, view), 140)


def can_be_drawn(found: Findings, view: Outlook) -> bool:
    """Whether the limits are those of a year, some of it is read, and nothing of it is open."""
    by_year = found.assessment.billed.settlements[-1].by_year
    return bool(view.allowance.limits) and by_year and view.as_of is not None and not found.unknown


def _which_year(say: Words, cycle: Cycle) -> str:
    """Named by its number, or by its months where it is no calendar year."""
    if cycle.first.year == cycle.last.year:
        return say("How much you used in {year}", year=cycle.first.year)
    return say(
        "Used from {first} to {last}", first=say.month(cycle.first), last=say.month(cycle.last)
    )


def alt(say: Words, view: Outlook) -> str:
    """The picture in words."""
    used = say("Used in this tier year: {used}.", used=say.kwh(view.used))
    return say.together(used, left(say, view)[0] + ("。" if say.locale.language == "zh" else "."))


def left(say: Words, view: Outlook) -> tuple[str, str]:
    """What is left, and until when at the present pace."""
    if view.left is None:
        words = {"tier": say.tier(view.tier), "price": say.price(view.price)}
        return (
            say("Now in tier {tier}, {price} a kWh", **words),
            say("Counting starts again after {last}.", last=say.day(view.allowance.cycle.last)),
        )
    head = say("{left} left in tier {tier}", left=say.kwh(view.left), tier=say.tier(view.tier))
    if view.runs_out is None:
        return head, say("At this pace they last all year.")
    return head, say("At this pace they end in {month}.", month=say.month(view.runs_out))


def by_month(settled: tuple[AssessedSettlement, ...]) -> Months:
    """The kWh by tier of each month in which a settlement's last day of use lies."""
    months: Months = defaultdict(lambda: defaultdict(Decimal))
    for one in settled:
        month = one.settlement.last_day.replace(day=1)
        for line in one.charge.tiers:
            months[month][line.tier] += line.kwh
    return months


def _year(canvas: Canvas, say: Words, found: Findings, view: Outlook) -> None:
    cycle = view.allowance.cycle
    _bars(canvas, say, cycle.first, cycle.months(), by_month(found.assessment.billed.settlements))
    _purse(canvas, say, view)


def _bars(canvas: Canvas, say: Words, first: date, count: int, months: Months) -> None:
    room = (RIGHT - MARGIN) / count
    wide = room * 0.82
    most = max((sum(tiers.values()) for tiers in months.values()), default=Decimal(0))
    scale = _HIGHEST / float(most or 1)
    last = max(months, default=first)
    for index in range(count):
        month = months_later(first, index)
        x = MARGIN + room * index + (room - wide) / 2
        tiers = months.get(month)
        if tiers:
            _month(canvas, say, x, wide, tiers, scale)
        elif month > last:
            canvas.outline(x, _FLOOR - 60, wide, 60)  # nothing invented looks read
        name = str(month.month)
        canvas.text((x + wide / 2, 502), name, 24, colour=SOFT, anchor="middle")
    canvas.line((MARGIN, _FLOOR), (RIGHT, _FLOOR))
    canvas.text((MARGIN, 534), say("kWh of each reading"), 24, colour=SOFT)
    canvas.text((RIGHT, 534), say("month of reading"), 24, colour=SOFT, anchor="end")


def _month(
    canvas: Canvas, say: Words, x: float, wide: float, tiers: dict[int, Decimal], scale: float
) -> None:
    y = float(_FLOOR)
    for tier, kwh in sorted(tiers.items()):
        if kwh > 0:
            y -= float(kwh) * scale
            canvas.rect(x, y, wide, float(kwh) * scale, fill(tier))
    figure = say.number(sum(tiers.values(), Decimal(0)))
    canvas.text((x + wide / 2, y - 8), figure, 24, bold=True, anchor="middle", room=wide + 12)


def _purse(canvas: Canvas, say: Words, view: Outlook) -> None:
    """One bar of the year: full colour as far as used, pale beyond, a line at each limit."""
    limits, (y, high) = view.allowance.limits, _PURSE
    end = _end(limits, view.used)

    def x_of(kwh: Decimal) -> float:
        return MARGIN + (RIGHT - MARGIN) * float(min(kwh, end) / end)

    starts = (Decimal(0), *limits)
    for tier, (start, stop) in enumerate(zip(starts, (*limits, end), strict=True), 1):
        canvas.rect(x_of(start), y, x_of(stop) - x_of(start), high, faded(tier))
        used = min(stop, view.used)
        if used > start:
            canvas.rect(x_of(start), y, x_of(used) - x_of(start), high, fill(tier))
    if view.used > end:
        canvas.rect(RIGHT - 40, y, 8, high, PAPER)  # cut: it goes on, not to scale
    for limit in limits:
        canvas.line((x_of(limit), y - 10), (x_of(limit), y + high + 10), 3)
        at = (min(x_of(limit), RIGHT - 60), y + high + 42)
        canvas.text(at, say.kwh(limit), 26, bold=True, anchor="middle", room=170)
    here = x_of(max(view.used, Decimal(0)))
    canvas.marker(here, y - 4)
    words = say("used {kwh} of the year's limits", kwh=say.kwh(view.used))
    half = ems(words) * 13
    at = (min(max(here, MARGIN + half), RIGHT - half), y - 28)
    canvas.text(at, words, 26, bold=True, anchor="middle")


def _end(limits: tuple[Decimal, ...], used: Decimal) -> Decimal:
    """The kWh at the right end: all that is used, as long as the limits' words stand apart."""
    last = limits[-1] * Decimal("1.15")
    closest = min((later - sooner for sooner, later in pairwise(limits)), default=used)
    return max(last, min(used * Decimal("1.04"), closest * Decimal("5.2")))
