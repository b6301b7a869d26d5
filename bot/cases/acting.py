"""Who does something in a case, when, and for which office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.cases.life import Refusal
from bot.cases.roles import May, may, may_in
from bot.contract.office import Office
from bot.records.case import UNFINISHED, Case, Party
from bot.records.staff import Staff
from bot.store.port import Store


class RefusedError(Exception):
    """A command is not possible; `refusal` says why, and nothing was changed."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Acting:
    """What every command on a case is given: the store, who acts, now, and the office."""

    store: Store
    who: Staff | Party
    now: datetime
    office: Office

    @property
    def actor(self) -> str:
        """How who acts stands in the history."""
        return self.who.actor if isinstance(self.who, Staff) else self.who.value

    @property
    def staff_id(self) -> int | None:
        """The number of the member of staff who acts, if one does."""
        return self.who.id if isinstance(self.who, Staff) else None

    def needs(self, right: May, case: Case | None = None) -> None:
        """Go on only with that right, or with that right in the case.

        Raises:
            RefusedError: the role does not have it, or nobody of the office acts.
        """
        if not isinstance(self.who, Staff):
            raise RefusedError(Refusal.ROLE)
        role = self.who.role
        if not (may_in(case, role, right) if case else may(role, right)):
            raise RefusedError(Refusal.ROLE)

    def needs_open(self, case: Case, right: May = May.WORK) -> None:
        """Go on only with that right and while the case is not finished.

        Raises:
            RefusedError: no right, or the case is closed or merged.
        """
        self.needs(right, case)
        if case.state not in UNFINISHED:
            raise RefusedError(Refusal.STATE)

    def change(self, old: Case, new: Case) -> Case:
        """Store what differs, under the name of who acts."""
        return self.store.cases.change(old, new, self.now, self.actor)

    def note(self, case: Case, what: str, text: str = "") -> None:
        """Write a line of text into the history."""
        self.store.cases.add_event(case.number, self.now, what, text, self.actor)
