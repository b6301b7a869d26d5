"""Whether Telegram's clock says what ours says: its answers bear a date.

A Bot API server of one's own on the same machine has the same clock, and is no witness.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

APART = timedelta(days=1)  # ours may lag or lead by so much


class Witness:
    """Hears the dates of answers."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last: str | None = None
        self.agrees: bool | None = None  # None: it has said nothing yet

    def hear(self, date: str | None) -> None:
        """The header Date of an answer."""
        if date == self._last:
            return
        self._last = date
        try:
            theirs = parsedate_to_datetime(date or "")
        except ValueError:
            return
        if theirs.tzinfo is not None:
            self.agrees = abs(theirs - self._clock()) <= APART
