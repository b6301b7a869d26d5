"""The one place that asks the machine for the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
_KERNEL = Path("/proc")


@dataclass(frozen=True, slots=True)
class Boot:
    """A start of the machine: its name, and when it was by the clock as that is set now.

    The kernel counts the seconds since, whatever the clock is set to: where somebody sets that
    ahead by a day, the start moves by a day, too.
    """

    name: str
    at: datetime


def boot(now: datetime) -> Boot | None:
    """The machine's last start; None where its system does not tell."""
    try:
        name = (_KERNEL / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        seconds = float((_KERNEL / "uptime").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return Boot(name, now - timedelta(seconds=seconds))


def now() -> datetime:
    """This moment in China."""
    return datetime.now(CHINA)
