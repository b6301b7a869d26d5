"""Every letter of our own sentences can be drawn: none is an empty box."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from fontTools.ttLib import TTFont

from bot.papers.png import FONTS

CATALOGUES = sorted((Path(__file__).parents[2] / "locales").glob("*/LC_MESSAGES/bot.po"))
SIGNS = set("⏰❗📎")  # stand in messages, never in pictures


def _drawn_by(font: Path) -> set[str]:
    with TTFont(font, lazy=True) as file:
        return {chr(code) for code in file.getBestCmap()}


# Where the sentences stand that pictures show in bold.
BOLD = ("papers/", "wording/arithmetic.py")


def _sentences(*places: str) -> set[str]:
    """The letters of all catalogues, of sentences that stand in these files."""
    letters: set[str] = set()
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file):
                named = [name for name, _ in message.locations]
                if message.id and any(place in name for name in named for place in places):
                    letters.update(str(message.string))
    return {one for one in letters if one.isprintable()} - SIGNS


@pytest.mark.parametrize(("font", "places"), [(FONTS[0], ("",)), (FONTS[1], BOLD)])
def test_the_cut_holds_every_letter_that_is_written(font: Path, places: tuple[str, ...]) -> None:
    written = _sentences(*places)
    assert len(written) > 100
    missing = written - _drawn_by(font)
    assert not missing, f"cut the fonts again (bot/papers/fonts/README.md): {sorted(missing)}"


def test_names_of_people_and_places_can_be_drawn() -> None:
    letters = _drawn_by(FONTS[0])
    rare = {bytes([high, low]).decode("gb2312") for high in range(0xD8, 0xF8)
            for low in range(0xA1, 0xFF) if (high, low) < (0xF7, 0xFF)}  # fmt: skip
    assert rare <= letters
