"""Pages as PDF, set by typst, which is large: the extra `papers`."""

from __future__ import annotations

import json
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bot.contract.errors import NotInstalledError
from bot.papers.png import FONTS

Data = dict[str, Any]
TEMPLATES = Path(__file__).parent / "templates"


def can_be_drawn() -> bool:
    """Whether the extra that sets pages is installed."""
    return find_spec("typst") is not None


def pdf(template: str, data: Data, written_at: datetime) -> bytes:
    """A page with its tags (PDF/UA-1), so that it can also be read aloud.

    Args:
        template: the name of its file in `templates`.
        data: what stands there as JSON; it is never read as markup.
        written_at: when it is made.

    Raises:
        NotInstalledError: typst is not there.
    """
    try:
        import typst  # noqa: PLC0415 - large, and not everybody has it
    except ImportError:
        raise NotInstalledError("papers") from None
    return bytes(
        typst.compile(
            TEMPLATES / f"{template}.typ",
            font_paths=[FONTS[0].parent],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards="ua-1",
            timestamp=int(written_at.timestamp()),
        )
    )
