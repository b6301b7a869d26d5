"""Who is on duty (值班), and the searches that each member of staff keeps."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from bot.records.view import View


class Team(Protocol):
    """The roster by day, and views by member of staff."""

    def put_duty(self, day: date, staff: tuple[int, ...]) -> None:
        """Those are on duty on that day and nobody else; nobody = the day is not entered."""

    def on_duty(self, day: date) -> tuple[int, ...]:
        """Numbers of who is on duty on that day; empty where it is not entered."""

    def duty_from(self, day: date, most: int) -> tuple[tuple[date, tuple[int, ...]], ...]:
        """The days entered from then on, the nearest first."""

    def keep_view(self, staff_id: int, name: str, words: str) -> None:
        """Keep the search; one that is kept already stays as it is."""

    def views(self, staff_id: int, name: str) -> tuple[View, ...]:
        """What that person keeps of a list, the oldest first."""

    def drop_view(self, staff_id: int, number: int) -> None:
        """It is kept no more; only one's own."""

    def drop_person(self, staff_id: int) -> None:
        """Somebody leaves: they are on no duty, and their searches go."""
