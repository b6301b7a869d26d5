"""Who of the staff is signed in at the counter's page. Links and secrets are kept as hashes."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.records.staff import Staff


class Sessions(Protocol):
    """Links that sign in once, and the sessions that were begun by them."""

    def offer(self, token: str, staff_id: int, until: datetime) -> None:
        """A link that signs that member of staff in once, until then; earlier links are void."""

    def begin(self, token: str, secret: str, now: datetime, until: datetime) -> Staff | None:
        """Use a link up: who is signed in by that secret; None where the link is not good."""

    def of(self, secret: str, now: datetime) -> Staff | None:
        """Who is signed in by that secret now; nobody who has left."""

    def goes_on(self, secret: str, quiet_until: datetime) -> None:
        """Something is done there: it does not end by silence before that."""

    def end(self, secret: str) -> None:
        """They have signed out."""
