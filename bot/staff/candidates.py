"""Accounts that a case may be about, by phone or name: to be asked about, never taken."""

from __future__ import annotations

import re
import sqlite3

from bot.hearing.claim import claim_in, plain
from bot.hearing.grammar import EntityKind, entities_in
from bot.records.account import AccountRecord
from bot.records.case import Material
from bot.sqlite import accounts, materials

MOST = 5
_PHONE = re.compile(r"1\d{10}")


def candidates(db: sqlite3.Connection, number: str) -> tuple[AccountRecord, ...]:
    """Accounts whose phone or holder stands in the messages of a case, or sent them."""
    found: dict[str, AccountRecord] = {}
    for item in materials.of_case(db, number):
        for phone in _PHONE.findall(item.text):
            found |= {a.account_no: a for a in accounts.accounts_with_phone(db, phone)}
        for name in filter(None, _names(item)):
            found |= {a.account_no: a for a in accounts.accounts_of_holder(db, name)}
    return tuple(found.values())[:MOST]


def _names(item: Material) -> list[str]:
    named = [entity.text for entity in entities_in(item.text) if entity.kind is EntityKind.PERSON]
    return [*named, claim_in(plain(item.text)).name or "", item.origin.rpartition("|")[2]]
