"""Practice of the staff: apart from every chat, case and count."""

from __future__ import annotations

from typing import Protocol

from bot.records.practice import Done, Lesson, Practised, Running


class PracticeList(Protocol):
    """Kept as long as somebody works here."""

    def running(self, staff_id: int) -> Running | None:
        """The practice that this person is in."""

    def run(self, staff_id: int, running: Running | None) -> None:
        """They are in that one from now on; None = in none."""

    def practised(self, staff_id: int) -> tuple[Practised, ...]:
        """How they stand with each rule that they met."""

    def put(self, staff_id: int, practised: Practised) -> None:
        """Keep how they stand with a rule."""

    def note(self, staff_id: int, done: Done) -> None:
        """They have ended a practice."""

    def done(self, staff_id: int) -> tuple[Done, ...]:
        """The practices they have ended, the newest first."""

    def drop(self, staff_id: int) -> None:
        """They work here no more."""

    def accept(self, lesson: Lesson) -> bool:
        """Keep what a case taught; False where that was accepted before."""

    def lessons(self) -> tuple[Lesson, ...]:
        """All that was accepted, the newest first."""
