"""Hears in a customer's words what a case needs to know: reports, agencies, danger."""

from __future__ import annotations

from bot.contract.said import Said
from bot.hearing.gate import gate
from bot.hearing.grammar import EntityKind
from bot.hearing.intents import understand


def said_in(text: str) -> Said:
    """The words with what they say of persons, agencies and danger."""
    alarm, read = gate(text), understand(text)
    named = {str(e.value) for e in read.entities if e.kind is EntityKind.AGENCY}
    return Said(
        text,
        alarm.report,
        frozenset({*named, *alarm.agencies}),
        alarm.danger or "safety_emergency" in read.all,
        alarm.despair,
    )
