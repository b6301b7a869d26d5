"""The ladder of a year (阶梯): its months as bars by tier, and how far its limits are used."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

from bot.bills.findings import Findings
from bot.papers.canvas import MARGIN, RIGHT, SOFT, Canvas, faded, fill
from bot.papers.parts import legend, whose
from bot.wording.catalogue import Words
from tariff_rules import AssessedSettlement, Outlook
from tariff_rules.cycles import months_later

_FLOOR, _HIGHEST = 470, 280
_PURSE = (652, 56)  # where the year's bar stands, and how high it is

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
    year = cycle.first.year
    canvas.title(say("How much you used in {year}", year=year), whose(say, found))
    _year(canvas, say, found, view)
    settled = found.assessment.billed.settlements
    legend(canvas, say, 784, [line.price for line in settled[-1].charge.tiers])
    canvas.box(852, *left(say, view))
    foot = say(
        "Read on {day}. On {last} what is left ends; it is not carried over.",
        day=say.day(view.as_of or cycle.first),
        last=say.day(cycle.last),
    )
    canvas.text((MARGIN, 1008), foot, 24, colour=SOFT)
    return canvas.svg(1036, alt(say, view))


def for_paper(say: Words, found: Findings, view: Outlook) -> str | None:
    """Months and limits alone, SVG: a letter says the rest in its own lines."""
    if not can_be_drawn(found, view):
        return None
    canvas = Canvas()
    _year(canvas, say, found, view)
    return canvas.svg(768, alt(say, view), 140)


def can_be_drawn(found: Findings, view: Outlook) -> bool:
    """Whether the limits are those of a year, some of it is read, and nothing of it is open."""
    by_year = found.assessment.billed.settlements[-1].by_year
    return bool(view.allowance.limits) and by_year and view.as_of is not None and not found.unknown


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
            say("Counting starts again on the day after {last}.",
                last=say.day(view.allowance.cycle.last)),
        )  # fmt: skip
    head = say("{left} left in tier {tier}", left=say.kwh(view.left), tier=say.tier(view.tier))
    if view.runs_out is None:
        return head, say("At your present pace they last until the year ends.")
    return head, say("At your present pace they end in {month}.", month=say.month(view.runs_out))


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
    canvas.text((MARGIN, 590), say("How far the year's limits are used"), 30, bold=True)
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
    canvas.text((MARGIN, 534), say("On each bar: kWh of that reading"), 24, colour=SOFT)
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
    end = max(limits[-1] * Decimal("1.15"), view.used * Decimal("1.04"))

    def x_of(kwh: Decimal) -> float:
        return MARGIN + (RIGHT - MARGIN) * float(kwh / end)

    starts = (Decimal(0), *limits)
    for tier, (start, stop) in enumerate(zip(starts, (*limits, end), strict=True), 1):
        canvas.rect(x_of(start), y, x_of(stop) - x_of(start), high, faded(tier))
        used = min(stop, view.used)
        if used > start:
            canvas.rect(x_of(start), y, x_of(used) - x_of(start), high, fill(tier))
    for limit in limits:
        canvas.line((x_of(limit), y - 10), (x_of(limit), y + high + 10), 3)
        at = (min(x_of(limit), RIGHT - 60), y + high + 42)
        canvas.text(at, say.kwh(limit), 26, bold=True, anchor="middle", room=170)
    here = x_of(max(view.used, Decimal(0)))
    canvas.marker(here, y - 4)
    words = say("used {kwh}", kwh=say.kwh(view.used))
    at = (min(max(here, MARGIN + 90.0), RIGHT - 110.0), y - 28)
    canvas.text(at, words, 26, bold=True, anchor="middle")
