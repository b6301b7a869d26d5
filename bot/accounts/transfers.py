"""Whom a change of holder (过户) names: the holder before it and the one after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.accounts.entered import Entered
from bot.accounts.masking import mask_name
from bot.contract.characters import bare
from bot.records.fact import FORMER, HOLDER, FactKind, FactRecord, Standing

_NAMES = (FORMER, HOLDER)


def with_names(fact: Entered, former: str, holder: str) -> Entered:
    """The change of holder as it was entered, with the names that its row has."""
    if fact.kind is not FactKind.TRANSFER or fact.standing is not Standing.KNOWN:
        return fact
    said = {FORMER: former, HOLDER: holder}
    return replace(fact, value={**fact.value, **{key: name for key, name in said.items() if name}})


def completed(fact: FactRecord, known: Iterable[FactRecord]) -> FactRecord:
    """The fact with the names that are known of this very change of holder.

    A list without names, or with the same ones written otherwise, is no news; one that brings
    names is none either of the change itself, which keeps the time at which it was noted.
    """
    same = next((k for k in transfers_in(known) if k.since == fact.since), None)
    if same is None or fact.kind is not FactKind.TRANSFER or fact.standing is not Standing.KNOWN:
        return fact
    kept = {key: name for key, name in same.value.items()
            if key in _NAMES and bare(fact.value.get(key, name)) == bare(name)}  # fmt: skip
    return replace(fact, value={**fact.value, **kept}, noted_at=same.noted_at)


def given_to(transfer: FactRecord, holder: str) -> FactRecord:
    """The change of holder, of which the desk says who the holder is since."""
    return replace(transfer, value={**transfer.value, HOLDER: holder})


def transfers_in(facts: Iterable[FactRecord]) -> list[FactRecord]:
    """The changes of holder of which the day is known, in their order."""
    found = [f for f in facts if (f.kind, f.standing) == (FactKind.TRANSFER, Standing.KNOWN)]
    return sorted(found, key=lambda one: one.since)


def has_left(name: str, transfers: list[FactRecord]) -> bool | None:
    """Whether who is called so has left, by the names in the changes of holder.

    Whoever the last one names as its new holder is the holder. All others who are named in any of
    them have left, whenever an export brought their particulars. None where they are silent: a
    name that stands in none of them may be of a change that no list has, or be written otherwise.
    So they are where the last one has the same name before and after: a son called as his father,
    one person registered anew, or a column that was copied. That name is both, so it tells
    nothing, and the days decide as where there are no names; whoever is shut out by them is let
    in by the desk's button.

    Names are the same in traditional and simplified characters, wide and narrow, with blanks, dots
    and brackets or without.
    """
    plain = bare(name)
    if not plain or not transfers:
        return None
    named = [[bare(one.value.get(key, "")) for key in _NAMES] for one in transfers]
    former, holder = named[-1]
    if plain == holder:
        return None if plain == former else False
    return True if any(plain in names for names in named) else None


def masked_names(fact: FactRecord) -> dict[str, str]:
    """The names in a change of holder as they may be shown."""
    value = fact.value if fact.kind is FactKind.TRANSFER and fact.value else {}
    return {key: mask_name(value[key]) for key in _NAMES if key in value}
