"""Accounts that a case may be about, by phone or name: to be asked about, never taken."""

from __future__ import annotations

from bot.records.account import AccountRecord
from bot.staff.case_words import CaseWords
from bot.store.port import Store

MOST = 5


def candidates(store: Store, told: CaseWords) -> tuple[AccountRecord, ...]:
    """Accounts whose phone or holder stands in the messages of a case, or sent them."""
    by_phone = (one for phone in told.mobiles for one in store.accounts.with_phone(phone))
    by_name = (one for name in told.people for one in store.accounts.of_holder(name))
    found = {one.account_no: one for one in (*by_phone, *by_name)}
    return tuple(found.values())[:MOST]
