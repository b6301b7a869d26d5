"""How the findings go from month to month: one line an audit, in a file of its own."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.audit.exports import OWN_TREND
from bot.contract.errors import SettingsError
from bot.wording.catalogue import Words

FILE = "走势.csv"
_HEADINGS = ("日期", "户数", "发现", OWN_TREND, "新开工单")


@dataclass(frozen=True, slots=True)
class Line:
    """What one audit found: households, findings, fen at stake, cases that were opened."""

    day: date
    accounts: int
    findings: int
    money_fen: int
    opened: int


def note(path: Path, line: Line) -> None:
    """Write another line, in a file that a spreadsheet opens."""
    begins = not path.exists() or not path.stat().st_size
    with path.open("a", encoding="utf-8-sig" if begins else "utf-8", newline="") as file:
        writer = csv.writer(file)
        if begins:
            writer.writerow(_HEADINGS)
        writer.writerow(
            (line.day.isoformat(), line.accounts, line.findings, line.money_fen, line.opened)
        )


def by_month(path: Path) -> list[Line]:
    """The last line of each month, in order; what cannot be read is left out.

    Raises:
        SettingsError: it is a file of another kind.
    """
    lines = sorted(_lines(path), key=lambda line: line.day)
    return list({line.day.replace(day=1): line for line in lines}.values())


def line_of(summary: Mapping[str, Any]) -> Line:
    """The line of an audit, by its summary; what was left out was found all the same."""
    found = summary["findings"] + summary.get("left_out", 0)
    opened = len(summary.get("cases", {}).get("opened", ()))
    day = date.fromisoformat(summary["as_of"])
    return Line(day, summary["accounts"], found, summary["money_fen"], opened)


def month_line(say: Words, line: Line) -> str:
    """A month as a clerk reads it."""
    return say(
        "{month}: {findings} findings, {money}", month=say.month(line.day.replace(day=1)),
        findings=line.findings, money=say.money(Decimal(line.money_fen) / 100),
    )  # fmt: skip


def _lines(path: Path) -> Iterator[Line]:
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.reader(line.replace("\0", "") for line in file)
        if next(rows, list(_HEADINGS)) != list(_HEADINGS):
            raise SettingsError(
                "{path}: that is no trend that jieti audit has written; name a new file", path=path
            )
        for row in rows:
            try:
                day, *figures = row
                yield Line(date.fromisoformat(day), *map(int, figures))
            except (ValueError, TypeError):
                continue
