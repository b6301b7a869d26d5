"""An account changed hands, and its record may still be of the holder of before."""

from __future__ import annotations

from bot.accounts.binding import holder_mark
from bot.records.account import AccountRecord
from bot.records.fact import FactKind
from bot.store.port import Store


def names_who_left(store: Store, account: AccountRecord) -> bool:
    """Whether the record's particulars prove nothing.

    The desk noted that this holder left, or the last change of holder (过户) that is known came
    after the day on which the records first named them.
    """
    if store.accounts.left_by(account.account_no) == holder_mark(account):
        return True
    facts = store.accounts.facts_of(account.account_no) if account.named_on else ()
    named_on = f"{account.named_on}"
    return any(one.kind is FactKind.TRANSFER and one.since > named_on for one in facts)
