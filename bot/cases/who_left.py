"""An account changed hands, and its record may still be of the holder of before."""

from __future__ import annotations

from bot.accounts.binding import holder_mark
from bot.accounts.transfers import has_left, transfers_in
from bot.records.account import AccountRecord
from bot.store.port import Store


def names_who_left(store: Store, account: AccountRecord) -> bool:
    """Whether the record's particulars prove nothing.

    The names in the changes of holder (过户) go first: they tell whose the record is, whenever it
    came (see `has_left`). Where they are silent: the desk noted that this holder left, or the last
    change that is known came after the day on which the records first named them.
    """
    transfers = transfers_in(store.accounts.facts_of(account.account_no))
    by_name = has_left(account.holder_name, transfers)
    if by_name is not None:
        return by_name
    if store.accounts.left_by(account.account_no) == holder_mark(account):
        return True
    last = transfers[-1].since if transfers else ""
    return account.named_on is not None and last > account.named_on.isoformat()
