"""Proof that a chat belongs to an account's holder, before any figure is shown.

Account number + holder's name + last four digits of the registered phone, or a shared contact
that is the sender's own and equals the registered phone.
"""

from __future__ import annotations

from datetime import timedelta

from bot.records.account import AccountRecord

TRIES = 5
LOCK = timedelta(minutes=30)
# Against guessing shared out over many chats: then only the counter binds that account.
ACCOUNT_TRIES = 20
ACCOUNT_LOCK = timedelta(days=1)


def proves_holder(account: AccountRecord | None, name: str, last_four: str) -> bool:
    """Whether the claim fits. The same False for an unknown account and for a wrong claim."""
    return (
        account is not None
        and len(account.phone) >= 4
        and plain_name(account.holder_name) == plain_name(name)
        and account.phone[-4:] == last_four
    )


def plain_name(name: str) -> str:
    """A name without blanks and middle dots, for comparison."""
    return "".join(c for c in name if not c.isspace() and c not in "·•")


def plain_phone(phone: str) -> str:
    """Digits of a phone number, without the country's 86.

    >>> plain_phone("+86 138-0000-5678")
    '13800005678'
    """
    digits = "".join(c for c in phone if c.isdigit())
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
