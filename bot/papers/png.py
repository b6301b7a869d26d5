"""From a drawing to pixels. Takes about a tenth of a second: call it outside the loop."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import resvg_py

_FONTS = Path(__file__).parent / "fonts"
FONTS = (_FONTS / "NotoSansSC-Regular.otf", _FONTS / "NotoSansSC-Bold.ttf")


@lru_cache(maxsize=32)
def png(svg: str) -> bytes:
    """The drawing as a PNG, with our own letters and no others. The same bill is asked again."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            font_files=[str(font) for font in FONTS],
            skip_system_fonts=True,
            font_family="Noto Sans SC",
        )
    )
