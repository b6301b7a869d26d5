"""Accounts that a case may be about, by phone or name: to be asked about, never taken."""

from __future__ import annotations

from bot.hearing.claim import claim_in
from bot.hearing.grammar import EntityKind, entities_in
from bot.hearing.marks import mobiles_in
from bot.records.account import AccountRecord
from bot.records.case import Material
from bot.store.port import Store

MOST = 5


def candidates(store: Store, number: str) -> tuple[AccountRecord, ...]:
    """Accounts whose phone or holder stands in the messages of a case, or sent them."""
    found: dict[str, AccountRecord] = {}
    for item in store.materials.of_case(number):
        for phone in mobiles_in(item.text):
            found |= {a.account_no: a for a in store.accounts.with_phone(phone)}
        for name in filter(None, _names(item)):
            found |= {a.account_no: a for a in store.accounts.of_holder(name)}
    return tuple(found.values())[:MOST]


def _names(item: Material) -> list[str]:
    named = [entity.text for entity in entities_in(item.text) if entity.kind is EntityKind.PERSON]
    return [*named, claim_in(item.text).name or "", item.origin.rpartition("|")[2]]
