"""What the customer says in a case: each of the messages that lie there is heard once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.contract.month import Month
from bot.hearing.entity import EntityKind
from bot.hearing.heard import Heard, hear
from bot.records.case import Case
from bot.store.port import Store

_STAND_OUT = {EntityKind.KWH, EntityKind.AMOUNT, EntityKind.PRICE, EntityKind.READING}


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What was heard in a case, in the order in which it came.

    Attributes:
        heard: each message with words, on the day on which it was said.
        senders: the names that the messenger shows for whose words they are.
    """

    heard: tuple[Heard, ...]
    senders: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(one.text for one in self.heard)

    @property
    def plain(self) -> str:
        """All of it, simplified and half-width."""
        return "\n".join(one.plain for one in self.heard)

    @property
    def intents(self) -> tuple[str, ...]:
        """What it was heard to ask for."""
        return _each_once(intent for one in self.heard for intent in one.understood.all)

    @property
    def figures(self) -> tuple[str, ...]:
        """kWh, money and readings, as they were written."""
        entities = (e for one in self.heard for e in one.understood.entities)
        return tuple(e.text for e in entities if e.kind in _STAND_OUT)

    @property
    def months(self) -> tuple[Month, ...]:
        """Months of bills that are named."""
        return tuple(month for one in self.heard for month in one.months)

    @property
    def mobiles(self) -> tuple[str, ...]:
        """Mobile numbers that are named or were shared."""
        return _each_once(number for one in self.heard for number in one.mobiles)

    @property
    def people(self) -> tuple[str, ...]:
        """Who is named, and whose words they are."""
        named = (name for one in self.heard for name in one.people)
        return _each_once([*named, *self.senders])


def words_of(store: Store, case: Case) -> CaseWords:
    """Hear what lies in a case; the question that opened it where no message does."""
    items = store.materials.of_case(case.number)
    heard = tuple(hear(item.text, item.said_at.date()) for item in items if item.text)
    if not heard and case.question:
        heard = (hear(case.question, case.complained_at.date()),)
    return CaseWords(heard, _each_once(item.origin.rpartition("|")[2] for item in items))


def _each_once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, found)))
