"""A month's complaints as bars: what was counted, and how often."""

from __future__ import annotations

from collections.abc import Sequence

from bot.papers.canvas import FILLS, MARGIN, RIGHT, SOFT, Canvas

MOST = 8  # bars; what is rarer stands in the table
STEP, THICK = 92, 34  # pixels from one bar to the next, and of a bar
_NUMBERS = 70  # pixels for the number behind the longest bar


def bars(sentence: str, below: str, rows: Sequence[tuple[str, int]]) -> str:
    """The picture as SVG text: the largest first, each with its name above it."""
    canvas = Canvas()
    canvas.title(sentence, below)
    shown = rows[:MOST]
    most = max(count for _, count in shown)
    y = 160
    for label, count in shown:
        width = (RIGHT - MARGIN - _NUMBERS) * count / most
        canvas.text((MARGIN, y + 26), label, 26, colour=SOFT)
        canvas.rect(MARGIN, y + 38, width, THICK, FILLS[0], 6)
        canvas.text((MARGIN + width + 14, y + 38 + 27), str(count), 28, bold=True)
        y += STEP
    alt = "; ".join(f"{label} {count}" for label, count in shown)
    return canvas.svg(y + 24, f"{sentence}. {alt}")
