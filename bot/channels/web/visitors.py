"""Whose page it is: a secret in a cookie, and a limit to how many chats one address begins.

The database knows a hash of the secret as the chat's number: who reads it cannot take a chat over.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from aiohttp import web

from bot.channels.web.settings import CHANNEL
from bot.contract.messages import Chat

COOKIE = "jieti_chat"
_MOST, _SPAN = 20, timedelta(hours=1)  # chats that one address begins, or wrong links and tokens
_NETWORK = len("2001:0db8:0000:0000")  # of an address of IPv6
_ADDRESSES = 10_000  # that are remembered


def new_secret() -> str:
    """The secret of a new chat: 256 bits."""
    return secrets.token_urlsafe(32)


def chat_of(secret: str) -> Chat:
    """The chat that the secret opens."""
    return Chat(CHANNEL, hashlib.sha256(secret.encode()).hexdigest()[:32])


def secret_of(request: web.Request) -> str:
    """What the browser's cookie says; empty where it says nothing."""
    return request.cookies.get(COOKIE, "")


def is_own(headers: Mapping[str, str], host: str) -> bool:
    """Whether a form was sent from a page of ours and from none of somebody else's."""
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("Origin")
    return origin is None or origin.partition("://")[2] == host


def address_of(request: web.Request) -> str:
    """Whose request it is; a proxy on this machine says it for others.

    Of IPv6 the network: whoever has one address there has all of it.
    """
    peer = request.remote or ""
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return _network_of(told if told and _is_here(peer) else peer)


def _network_of(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    mapped = found.ipv4_mapped
    return str(mapped) if mapped else found.exploded[:_NETWORK]


class Limiter:
    """How often each address, or whoever else, has done something lately."""

    def __init__(
        self, clock: Callable[[], datetime], most: int = _MOST, span: timedelta = _SPAN
    ) -> None:
        self._clock, self._most, self._span = clock, most, span
        self._begun: dict[str, deque[datetime]] = {}

    def may_begin(self, address: str) -> bool:
        """Whether it may be done once more now; if so it has been."""
        if self.is_full(address):
            return False
        self._begun[address].append(self._clock())
        return True

    def is_full(self, address: str) -> bool:
        """Whether it was done so often that it may not be done again now."""
        now = self._clock()
        begun = self._begun.pop(address, deque())
        # A clock that was set back meanwhile keeps nobody out.
        while begun and not now - self._span <= begun[0] <= now:
            begun.popleft()
        self._begun[address] = begun  # the last used stands at the end
        while len(self._begun) > _ADDRESSES:
            del self._begun[next(iter(self._begun))]
        return len(begun) >= self._most


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
