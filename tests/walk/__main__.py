"""Prints what a question and a forwarded album cost, beside what they cost once: `make walk`."""

from __future__ import annotations

from tabulate import tabulate

from tests.walk.count import LINES
from tests.walk.held import BEFORE, WALKS


def main() -> None:
    counts = [walk() for walk in WALKS.values()]
    rows = []
    for line in LINES:
        row = [line.replace("_", " ")]
        for before, count in zip(BEFORE[line], counts, strict=True):
            row += [str(before), str(getattr(count, line))]
        rows.append(row)
    heads = [f"{walk}, {when}" for walk in WALKS for when in ("before", "now")]
    print(tabulate(rows, ["", *heads], disable_numparse=True, colalign=("left", *["right"] * 4)))


if __name__ == "__main__":
    main()
