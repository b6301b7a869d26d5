"""A code that is printed for a holder, or shown once the identity card was looked at."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bot.store.once import Opens
from bot.store.port import Store

PREFIX = "p_"  # begins the scene of such a code; the whole has 24 of at most 64 characters
HOLDS = timedelta(days=30)
BYTES = 16  # of a secret


def link(desk_link: str, scene: str) -> str:
    """The link into the office's 微信客服 that carries a code."""
    mark = "&" if "?" in desk_link else "?"
    return f"{desk_link}{mark}scene_param={scene}"


def scene() -> str:
    """What a new code carries."""
    return f"{PREFIX}{secrets.token_urlsafe(BYTES)}"


def offer(store: Store, told: str, account_no: str, by: str, now: datetime) -> None:
    """A code that carries this binds to that account; earlier ones open nothing any more."""
    store.once.withdraw(Opens.ACCOUNT, account_no)
    store.once.offer(told.removeprefix(PREFIX), Opens.ACCOUNT, account_no, by, now + HOLDS)
    store.audit.add(now, by, "proof_printed", account_no)


def made(store: Store, account_no: str, by: str, now: datetime) -> str:
    """The scene of a new code for that account."""
    told = scene()
    offer(store, told, account_no, by, now)
    return told
