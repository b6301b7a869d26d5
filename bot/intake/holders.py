"""What a file says of the holder of an account, and what chats have proved of the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.accounts.binding import holder_mark, same_name
from bot.cases.who_left import names_who_left
from bot.contract.messages import Post
from bot.records.account import AccountRecord
from bot.store.accounts import Change
from bot.store.port import Store


def put_account(store: Store, account: AccountRecord, now: datetime) -> tuple[Change, bool]:
    """Store it. Another holder, or another telephone, ends what chats have proved.

    Returns:
        The change, and whether it has another holder or telephone now than before.
    """
    known = store.accounts.get(account.account_no)
    if not known or not same_name(known.holder_name, account.holder_name):
        account = replace(account, named_on=now.date())
    change = store.accounts.put_account(account)
    new = store.accounts.get(account.account_no)
    is_new = bool(known and new and holder_mark(known) != holder_mark(new))
    if is_new:
        _end(store, account.account_no, now)
    return change, is_new


def hand_on(store: Store, account_no: str, now: datetime, *, news: bool) -> bool:
    """A change of holder was told: what was proved before it ends.

    Where the particulars in the records are theirs who left, all that was proved with them ends,
    however long ago it was; told once more (no news), it ends nothing.

    Returns:
        Whether the particulars are theirs who left.
    """
    # The desk's room takes as long to load as all the rest of a command.
    from bot.counter.ending import handed_on  # noqa: PLC0415

    _put_all(store, handed_on(store, account_no, "import", now), now)
    left = who_left(store, account_no)
    if left and news:
        _end(store, account_no, now)
    return left


def who_left(store: Store, account_no: str) -> bool:
    """Whether the account's particulars are theirs who left."""
    account = store.accounts.get(account_no)
    return account is not None and names_who_left(store, account)


def _end(store: Store, account_no: str, now: datetime) -> None:
    from bot.counter.ending import new_holder  # noqa: PLC0415 - as above

    _put_all(store, new_holder(store, account_no, "import", now), now)


def _put_all(store: Store, posts: Iterable[Post], now: datetime) -> None:
    for post in posts:
        store.outbox.put(post.key, post.to, post.reply, now)
