"""The lines of a bill as a table: as charged, and beside it as it should have been."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bot.bills.findings import Findings
from bot.papers import then_and_now
from bot.wording.arithmetic import PERIODS
from bot.wording.catalogue import Words
from tariff_rules import AssessedSettlement, Line, Verdict

Column = dict[str, str]  # by the name of a line


def table(say: Words, found: Findings) -> dict[str, Any]:
    """Head, rows and sum; empty where the bill is not worked out.

    Its first column names the lines, the others say kWh and money of each.
    """
    if found.unknown:
        return {}
    columns = list(_columns(say, found))
    names = list(dict.fromkeys(name for _, one in columns for name in _lines(say, one)))
    cells = [_lines(say, one) for _, one in columns]
    return {
        "head": ["", *(head for head, _ in columns)],
        "rows": [[name, *(column.get(name, "0") for column in cells)] for name in names],
        "sum": [say("In all"), *(say.money(one.total) for _, one in columns)],
    }


def _columns(say: Words, found: Findings) -> Iterator[tuple[str, AssessedSettlement]]:
    """As charged where the rule gives it, and as it should have been where that is another."""
    if found.verdict is Verdict.CHARGED_WRONGLY:
        yield say("By the rule"), found.assessment.reading.settlements[-1]
        return
    yield _head(say, say("On the bill"), found.billed), found.billed
    if then_and_now.can_be_drawn(found):
        right = found.assessment.other.settlements[-1]
        yield _head(say, say("Should have been"), right), right


def _head(say: Words, words: str, one: AssessedSettlement) -> str:
    if not one.allowance.limits:
        return words
    months = say("months of limits: {months}", months=say.number(one.allowance.months))
    return f"{words}\n{months}"


def _lines(say: Words, one: AssessedSettlement) -> Column:
    lines = {say("Free"): say.kwh(one.free)} if one.free else {}
    if one.charge.times_first:
        for line in one.charge.surcharges:
            lines[_times_first(say, line)] = _figures(say, line)
        return lines
    for line in one.charge.tiers:
        lines[_tier(say, line, tiers=bool(one.allowance.limits))] = _figures(say, line)
    for line in one.charge.periods:
        period = PERIODS.get(line.period)
        name = say("{period}, on top", period=say(period) if period else line.period)
        lines[say("{line}, {price} a kWh", line=name, price=say.price(line.price))] = _figures(
            say, line
        )
    return lines


def _times_first(say: Words, line: Line) -> str:
    period = PERIODS.get(line.period)
    name = say(period) if period else line.period
    if not line.period:
        name = say("Tier {tier}, on top", tier=say.tier(line.tier))
    return say("{line}, {price} a kWh", line=name, price=say.price(line.price))


def _tier(say: Words, line: Line, *, tiers: bool) -> str:
    if not tiers:
        return say("{price} a kWh", price=say.price(line.price))
    name = say("Tier {tier}", tier=say.tier(line.tier))
    return say("{line}, {price} a kWh", line=name, price=say.price(line.price))


def _figures(say: Words, line: Line) -> str:
    if not line.kwh:
        return say.number(Decimal(0))
    return f"{say.kwh(line.kwh)}  {say.money(line.amount)}"
