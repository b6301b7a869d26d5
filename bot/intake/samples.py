"""The cells of a column, and some of them to recognise it by."""

from __future__ import annotations

from collections.abc import Sequence

from bot.accounts.masking import mask_account_no, mask_name
from bot.intake import values

SAMPLES = 3


def cells_of(place: int, rows: Sequence[Sequence[str]]) -> list[str]:
    """The cells of a column."""
    return [row[place] if place < len(row) else "" for row in rows]


def are_figures(cells: Sequence[str]) -> bool:
    """Whether a column holds decimals alone."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all("." in cell and values.is_figure(cell) for cell in filled)


def samples_of(place: int, rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Some of its values, personal ones masked."""
    filled = dict.fromkeys(cell for cell in cells_of(place, rows) if cell)
    return tuple(shown(cell) for cell in list(filled)[:SAMPLES])


def shown(cell: str) -> str:
    """A value that somebody must recognise the column by, with what is personal masked."""
    text = values.cell_text(cell)
    digits = sum(c.isdigit() for c in text)
    if digits > 8:
        return mask_account_no(text)
    if values.shown(text) == text or values.tells_a_price(text):
        return text[:20]
    return mask_name(text)
