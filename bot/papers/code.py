"""An address as a code to be scanned (二维码)."""

from __future__ import annotations

import io


def code(address: str, border: int = 2, scale: int = 1) -> str:
    """The code as SVG; nothing without an address, or without the extra that draws it.

    Args:
        address: what whoever scans it opens.
        border: blank modules around it.
        scale: pixels of a module.
    """
    try:
        import segno  # noqa: PLC0415 - of the extra for papers
    except ImportError:
        return ""
    if not address:
        return ""
    out = io.BytesIO()
    made = segno.make(address, error="m", micro=False)
    made.save(out, kind="svg", border=border, scale=scale, light="white" if scale > 1 else None)
    return out.getvalue().decode()
