"""A sheet 720 wide that drawings are put on, and the shapes they are made of. Units: pixels.

A messenger shows a picture about 360 wide, so letters of 24 are the `SMALLEST` that can be read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

WIDTH = 720
MARGIN = 36
RIGHT = WIDTH - MARGIN
SMALLEST = 24
INK, SOFT, LINE, PALE, PAPER = "#1B1F24", "#4A525C", "#C9CFD6", "#EEF4FA", "#FFFFFF"
# Told apart by the colour-blind too, and by their pattern where colour is lost.
FILLS = ("#2F7FC1", "url(#stripes)", "url(#threads)", "url(#bars)")
FADED = ("#DCEBF7", "#FBEFCF", "#F6E0D6", "#E2DEEE")
ALARM = "#8C2D04"
# A gradient that repeats is drawn in a fraction of the time of a pattern, and packs better.
_REPEATED = (
    '<linearGradient id="{name}" x1="0" y1="0" x2="{x}" y2="{y}" gradientUnits="userSpaceOnUse" '
    'spreadMethod="repeat"><stop offset="{part}" stop-color="{line}"/>'
    '<stop offset="{part}" stop-color="{ground}"/></linearGradient>'
)
_PATTERNS = (
    _REPEATED.format(name="stripes", x=16, y=16, part=0.33, line="#C98A00", ground="#F0B429")
    + _REPEATED.format(name="threads", x=18, y=-18, part=0.15, line="#F3C3AE", ground="#8C2D04")
    + _REPEATED.format(name="bars", x=0, y=14, part=0.25, line="#C9BEE6", ground="#2D2150")
)


@dataclass(slots=True)
class Canvas:
    """What is drawn so far, from back to front."""

    shapes: list[str] = field(default_factory=list)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, corner: int = 0
    ) -> None:
        """A filled rectangle, its corners rounded."""
        self.shapes.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'rx="{corner}" fill="{fill}"/>'
        )

    def outline(self, x: float, y: float, width: float, height: float) -> None:
        """A dashed rectangle: what is not there yet."""
        self.shapes.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'fill="none" stroke="{LINE}" stroke-width="2" stroke-dasharray="6 6"/>'
        )

    def line(
        self, start: tuple[float, float], end: tuple[float, float], width: int = 2, dash: str = ""
    ) -> None:
        """A straight line, dashed where `dash` says how."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.shapes.append(
            f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
            f'stroke="{INK}" stroke-width="{width}"{dashed}/>'
        )

    def marker(self, x: float, y: float) -> None:
        """A black triangle that points down at a place."""
        self.shapes.append(f'<path d="M{x:.1f} {y:.1f} l-12 -18 h24 z" fill="{INK}"/>')

    def text(
        self,
        at: tuple[float, float],
        words: str,
        size: int,
        *,
        colour: str = INK,
        bold: bool = False,
        anchor: str = "start",
        room: float = RIGHT - MARGIN,
    ) -> None:
        """One line of words; smaller letters where the room (pixels) would not hold it."""
        size = min(size, int(room / max(1.0, ems(words))))
        self.shapes.append(
            f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size}" fill="{colour}" '
            f'text-anchor="{anchor}" font-weight="{700 if bold else 400}">{escape(words)}</text>'
        )

    def title(self, sentence: str, below: str) -> None:
        """The sentence that the picture proves, and what and whose it is."""
        self.text((MARGIN, 66), sentence, 38, bold=True)
        self.text((MARGIN, 110), below, 26, colour=SOFT)

    def box(self, y: float, sentence: str, below: str) -> None:
        """What is to be learnt from it, in a pale box 112 high."""
        self.rect(MARGIN, y, RIGHT - MARGIN, 112, PALE, 12)
        room = RIGHT - MARGIN - 48
        self.text((60, y + 48), sentence, 32, bold=True, room=room)
        self.text((60, y + 90), below, 26, colour=SOFT, room=room)

    def svg(self, height: int, alt: str, top: int = 0) -> str:
        """The drawing, from `top` on; `alt` says in words what it shows."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {top} {WIDTH} {height - top}" '
            f'width="{WIDTH}" height="{height - top}" font-family="Noto Sans SC" role="img" '
            f"aria-label={quoteattr(alt)}><defs>{_PATTERNS}</defs>"
            f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>'
            f"{''.join(self.shapes)}</svg>"
        )


def fill(tier: int) -> str:
    """Colour and pattern of a tier, counted from 1; those above the fourth look like it."""
    return FILLS[min(tier, len(FILLS)) - 1]


def faded(tier: int) -> str:
    """The same, of kWh that are not used yet."""
    return FADED[min(tier, len(FADED)) - 1]


def ems(words: str) -> float:
    """About how many times its size a line is wide: a Chinese letter 1, another 0.54."""
    return sum(1.0 if east_asian_width(letter) in "WF" else 0.54 for letter in words)
