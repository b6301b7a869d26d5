"""From a drawing to pixels. Takes up to a tenth of a second: call it outside the loop."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import resvg_py

_HERE = Path(__file__).parent
FONTS = tuple(_HERE / "fonts" / name for name in ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.ttf"))


# Bytes. Who uses thousands of kWh a month has longer figures: drawn a little smaller then.
MOST = 60 * 1024
WIDE, LESS_WIDE = 720, 640  # pixels


@lru_cache(maxsize=32)
def png(svg: str) -> bytes:
    """The drawing as a PNG, with our own letters and no others. The same bill is asked again."""
    picture = drawn(svg, WIDE)
    return picture if len(picture) <= MOST else drawn(svg, LESS_WIDE)


def drawn(svg: str, width: int) -> bytes:
    """Typst keeps the fonts it has read: 25 ms where resvg takes 60, and the same pixels."""
    try:
        import typst  # noqa: PLC0415 - of the extra for papers
    except ImportError:
        return by_resvg(svg, width)
    return bytes(
        typst.compile(
            _HERE / "templates" / "picture.typ",
            font_paths=[FONTS[0].parent],
            ignore_system_fonts=True,
            format="png",
            ppi=72,
            sys_inputs={"drawing": svg, "width": str(width)},
        )
    )


def by_resvg(svg: str, width: int) -> bytes:
    """The same without typst."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            font_files=[str(font) for font in FONTS],
            skip_system_fonts=True,
            font_family="Noto Sans SC",
        )
    )
