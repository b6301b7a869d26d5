"""The application in WeCom beside a chat of 微信客服 (侧边栏): who has it open, signatures."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from bot.channels.wechat.client import Client
from bot.channels.wechat.outcome import CallError, LineError, UnclearError
from bot.contract.beside import UnreachableError
from bot.contract.messages import Chat

ASKS_WHO = "https://open.weixin.qq.com/connect/oauth2/authorize"
# A page shows two signatures: for the company, and for its application.
COMPANY, AGENT = "company", "agent"
_TICKETS: dict[str, tuple[str, dict[str, str]]] = {
    COMPANY: ("cgi-bin/get_jsapi_ticket", {}),
    AGENT: ("cgi-bin/ticket/get", {"type": "agent_config"}),
}
_EARLY = timedelta(minutes=5)


@dataclass
class WecomBeside:
    """The application, and the accounts of 微信客服 beside whose chats it is opened."""

    client: Client
    channels: tuple[str, ...]
    _tickets: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    @property
    def names(self) -> dict[str, str]:
        """How the page calls itself there."""
        account = self.client.account
        return {COMPANY: account.owner, AGENT: account.id}

    def asks_who(self, back: str, state: str) -> str:
        """Where a browser is sent to learn who has it open; it comes back with a code."""
        account = self.client.account
        told = {"appid": account.owner, "redirect_uri": back, "response_type": "code",
                "scope": "snsapi_base", "state": state, "agentid": account.id}  # fmt: skip
        return f"{ASKS_WHO}?{urlencode(told)}#wechat_redirect"

    async def who(self, code: str) -> Chat | None:
        """Whose code it is, as a chat with the application; None where it is nobody's."""
        try:
            answer = await self.client.ask("cgi-bin/auth/getuserinfo", {"code": code})
        except CallError:
            return None
        except (LineError, UnclearError) as error:
            raise UnreachableError from error
        name = answer.get("userid")
        return Chat(self.client.account.channel, str(name)) if name else None

    def customers(self, name: str) -> tuple[Chat, ...]:
        """The chats of a customer of that name: one with each account."""
        return tuple(Chat(channel, name) for channel in self.channels)

    async def signed(self, page: str) -> dict[str, dict[str, Any]]:
        """What the messenger wants to see before it lets the page at that address speak to it."""
        try:
            tickets = {name: await self._ticket(name) for name in _TICKETS}
        except (CallError, LineError, UnclearError) as error:
            raise UnreachableError from error
        return {name: self._signed(ticket, page) for name, ticket in tickets.items()}

    def _signed(self, ticket: str, page: str) -> dict[str, Any]:
        nonce, stamp = secrets.token_hex(8), int(self.client.clock().timestamp())
        made = signature(ticket, nonce, stamp, page)
        return {"timestamp": stamp, "nonceStr": nonce, "signature": made}

    async def _ticket(self, name: str) -> str:
        """Kept for as long as it holds: an application may ask for it a hundred times an hour."""
        now, there = self.client.clock(), self._tickets.get(name)
        if there and now < there[1]:
            return there[0]
        path, query = _TICKETS[name]
        answer = await self.client.ask(path, query)
        text, seconds = answer.get("ticket"), answer.get("expires_in", 0)
        if not isinstance(text, str) or not text or not isinstance(seconds, int):
            raise UnclearError("no ticket came")
        self._tickets[name] = text, now + timedelta(seconds=seconds) - _EARLY
        return text


def signature(ticket: str, nonce: str, stamp: int, page: str) -> str:
    """By the makers' page (JS-SDK使用权限签名算法): the address without what stands behind #."""
    address = page.partition("#")[0]
    told = f"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={stamp}&url={address}"
    return hashlib.sha1(told.encode()).hexdigest()  # noqa: S324 - the makers' choice
