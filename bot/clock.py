"""The one place that asks the machine for the time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment in China."""
    return datetime.now(CHINA)
