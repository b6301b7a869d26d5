"""Proof that a chat belongs to an account's holder, before any figure is shown.

Account number + holder's name + last four digits of the registered phone, or a shared contact
that is the sender's own and equals the registered phone.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from fnmatch import fnmatchcase

from bot.contract.characters import spelled
from bot.contract.messages import Chat
from bot.records.account import AccountRecord

TRIES = 5
LOCK = timedelta(minutes=30)
# Against guessing shared out over many chats: then only the counter binds that account.
ACCOUNT_TRIES = 20
ACCOUNT_LOCK = timedelta(days=1)
# Against one chat that tries the numbers of many households.
CHAT_ACCOUNTS = 5
CHAT_LOCK = timedelta(days=1)
# One telephone proves so many accounts at most: an electrician's may stand with a whole village.
PHONE_ACCOUNTS = 3
CHINA = "86"
_DOTS = "·•・‧⋅∙．.。"


def proves_holder(account: AccountRecord | None, name: str, last_four: str) -> bool:
    """Whether the claim fits. The same False for an unknown account and for a wrong claim."""
    return (
        account is not None
        and len(account.phone) >= 4
        and _is_named(account, name)
        and account.phone[-4:] == last_four
    )


def holder_mark(account: AccountRecord) -> str:
    """Tells one holder's particulars from another's, without saying them."""
    said = f"{plain_name(account.holder_name)} {account.phone}"
    return hashlib.sha256(said.encode()).hexdigest()


def _is_named(account: AccountRecord, name: str) -> bool:
    """Whether that is the holder's name; who writes in pinyin gives its sounds."""
    if name.isascii():
        return spelled(account.holder_name) == spelled(name)
    return plain_name(account.holder_name) == plain_name(name)


def mark_of(chat: Chat) -> str:
    """What a button calls a chat: enough to tell a few apart, nothing of whose it is."""
    return hashlib.sha256(chat.name.encode()).hexdigest()[:8]


def plain_name(name: str) -> str:
    """A name without blanks and the dots that are written for the middle one, for comparison."""
    return "".join(c for c in name if not c.isspace() and c not in _DOTS)


def same_name(known: str, told: str) -> bool:
    """Whether a list names the holder who is known; one that masks names brings no other.

    >>> same_name("张建国", "张*国"), same_name("张建国", "王*")
    (True, False)
    """
    known, told = plain_name(known), plain_name(told)
    return known == told or ("*" in told and fnmatchcase(known, told))


def chinese_mobile(phone: str) -> str:
    """The eleven digits of a mobile number of this country, as a messenger gives it (E.164).

    Empty for any other: a messenger always names the country, so eleven bare digits are a number
    of another one (+1 382 345 6789).

    >>> chinese_mobile("+86 138-0000-5678"), chinese_mobile("13800005678")
    ('13800005678', '')
    """
    digits = "".join(c for c in phone if c.isascii() and c.isdigit()).removeprefix("00")
    mobile = digits.removeprefix(CHINA)
    fits = digits.startswith(CHINA) and len(mobile) == 11 and mobile.startswith("1")
    return mobile if fits else ""
