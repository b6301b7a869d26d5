"""Accounts that a case may be about, by phone or name: to be asked about, never taken."""

from __future__ import annotations

import hashlib

from bot.hearing.sought import sought
from bot.records.account import AccountRecord
from bot.records.case import Guess
from bot.staff.case_words import CaseWords
from bot.store.port import Store

MOST = 5


def candidates(store: Store, told: CaseWords) -> tuple[AccountRecord, ...]:
    """Accounts whose phone or holder stands in the messages of a case, or sent them."""
    by_phone = (one for phone in told.mobiles for one in store.accounts.with_phone(phone))
    by_name = (one for name in told.people for one in store.accounts.of_holder(name))
    by_staff = (one for said in told.own for one in looked_for(store, said.text, MOST))
    found = {one.account_no: one for one in (*by_phone, *by_name, *by_staff)}
    return tuple(found.values())[:MOST]


def looked_for(store: Store, text: str, most: int) -> tuple[AccountRecord, ...]:
    """Accounts in which every word of a short text stands: number, name, phone or village."""
    words = sought(text)
    return store.accounts.matching(words, most) if words else ()


def mark_of(case_number: str, account_no: str) -> str:
    """What a button says of an account: enough to tell a few apart, too little to find one."""
    return "#" + hashlib.sha256(f"{case_number}:{account_no}".encode()).hexdigest()[:4]


def marked(found: tuple[AccountRecord, ...], case_number: str, mark: str) -> AccountRecord | None:
    """The account, among those found, that a button means; None if there is none."""
    meant = [one for one in found if mark_of(case_number, one.account_no) == mark]
    return meant[0] if len(meant) == 1 else None


def guessed_from(told: CaseWords, account: AccountRecord) -> Guess:
    """What points to that account."""
    return Guess.PHONE if account.phone and account.phone in told.mobiles else Guess.NAME
