"""How the findings go from month to month: one line a night, kept beside the lists."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FILE = "走势.csv"
_HEADINGS = ("日期", "户数", "发现", "涉及分", "新开工单")


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
    begins = not path.exists()
    with path.open("a", encoding="utf-8-sig" if begins else "utf-8", newline="") as file:
        writer = csv.writer(file)
        if begins:
            writer.writerow(_HEADINGS)
        writer.writerow(
            (line.day.isoformat(), line.accounts, line.findings, line.money_fen, line.opened)
        )


def by_month(path: Path) -> list[Line]:
    """The last line of each month, in order; what cannot be read is left out."""
    return list({line.day.replace(day=1): line for line in _lines(path)}.values())


def _lines(path: Path) -> Iterator[Line]:
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            try:
                day, *figures = row
                yield Line(date.fromisoformat(day), *map(int, figures))
            except (ValueError, TypeError):
                continue
