"""Colours of pictures and pages for who sees fewer of them, or none, or in bright sun."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from bot.papers import canvas

ROOMS = Path(canvas.__file__).parents[1]
CSS = (ROOMS / "channels" / "web" / "static" / "jieti.css").read_text(encoding="utf-8")
# What is seen instead, in linear light (Machado, Oliveira and Fernandes 2009, full strength).
SEEN_BY = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
               (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
               (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
               (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
APART = 30.0  # of two areas that lie side by side; 2.3 is just seen
READ, SEEN = 4.5, 3.0  # contrast of letters, and of what is no letter (WCAG 2.2, 1.4.3 and 1.4.11)
Linear = tuple[float, ...]


def linear(colour: str) -> Linear:
    full = colour if len(colour) == 7 else "#" + "".join(2 * one for one in colour[1:])
    parts = (int(full[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def times(matrix: tuple[Linear, ...], colour: Linear) -> Linear:
    return tuple(
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, colour, strict=True)))) for row in matrix
    )


def lab(colour: Linear) -> Linear:
    x, y, z = (
        (part / white) ** (1 / 3) if part / white > 0.008856 else 7.787 * part / white + 16 / 116
        for part, white in zip(times(TO_XYZ, colour), WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((times(TO_XYZ, linear(c))[1] for c in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grounds() -> list[str]:
    """The colour of each tier, without what is drawn over it."""
    drawn = re.findall(r'<linearGradient id="(\w+)".*?</linearGradient>', canvas._PATTERNS)
    last = dict(zip(drawn, re.findall(r'stop-color="(#\w+)"/></linear', canvas._PATTERNS),
                    strict=True))  # fmt: skip
    return [last.get(fill.removeprefix("url(#").rstrip(")"), fill) for fill in canvas.FILLS]


@pytest.mark.parametrize("who", SEEN_BY)
def test_no_two_tiers_look_alike_to_anybody(who: str) -> None:
    seen = [lab(times(SEEN_BY[who], linear(one))) for one in grounds()]
    near = min(
        sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5
        for pair in combinations(seen, 2)
    )
    assert near >= APART


def test_where_no_colour_is_left_tiers_differ_by_their_marks() -> None:
    marks = re.findall(r'x2="(-?\d+)" y2="(-?\d+)"', canvas._PATTERNS)
    ways = {(int(x) > 0, int(y) > 0, int(y) < 0) for x, y in marks}
    assert (len(ways), len(set(canvas.FILLS))) == (3, 4), "stripes of three directions, and none"
    for line, ground in re.findall(r'stop-color="(#\w+)".*?stop-color="(#\w+)"', canvas._PATTERNS):
        assert contrast(line, ground) > 1.4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_and_edges_of_the_pages_stand_out_from_their_ground(scheme: str) -> None:
    plain, dark = re.findall(r":root\{(.*?)\}", CSS, re.DOTALL)
    told = dict(re.findall(r"--([\w-]+):(#\w+)", plain))
    if scheme == "dark":
        told |= dict(re.findall(r"--([\w-]+):(#\w+)", dark))
    letters = [("ink", "ground"), ("ink", "paper"), ("ink", "mine"), ("soft", "paper"),
               ("soft", "ground"), ("soft", "mine"), ("act", "paper"), ("act-ink", "act"),
               ("bad", "bad-bg"), ("warn", "warn-bg"), ("good", "good-bg"), ("bad", "paper"),
               ("warn", "paper"), ("bad", "mine"), ("warn", "mine")]  # fmt: skip
    weak = [pair for pair in letters if contrast(told[pair[0]], told[pair[1]]) < READ]
    edges = [("edge", "paper"), ("edge", "ground"), ("act", "ground")]
    weak += [pair for pair in edges if contrast(told[pair[0]], told[pair[1]]) < SEEN]
    assert weak == []
