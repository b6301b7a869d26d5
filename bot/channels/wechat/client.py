"""Calls the interface of an account, with a token that all processes share."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from bot.channels.wechat.outcome import TOKEN, CallError, LineError, UnclearError
from bot.channels.wechat.settings import Account, Kind, Limits
from bot.contract.messages import Document
from bot.store.lines import Token
from bot.store.port import Database, UnusableError

PATIENCE = aiohttp.ClientTimeout(total=20, connect=8)
Json = dict[str, Any]
# What cannot be fetched again: it is gone, or was never there.
_REFUSED = b'{"errcode"'  # also where it is not called JSON
GONE = frozenset({40007, 40004, 40005})
_PIECE = 65_536  # bytes


@dataclass(frozen=True)
class Client:
    """The interface of one account."""

    account: Account
    session: aiohttp.ClientSession
    database: Database
    clock: Callable[[], datetime]
    limits: Limits
    locks: Mapping[str, asyncio.Lock]  # by application; one for all clients of a process

    async def call(self, path: str, body: Json) -> Json:
        """What is answered to a call.

        Raises:
            CallError: it is refused.
            LineError: it was surely not obeyed.
            UnclearError: it may have been.
        """
        data = json.dumps(body, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json"}
        return await self._with_token(
            lambda token: self._asked("POST", path, {"access_token": token}, data, headers)
        )

    async def ask(self, path: str, query: Mapping[str, str]) -> Json:
        """What is answered to a question.

        Raises:
            CallError, LineError, UnclearError: as of `call`.
        """
        return await self._with_token(
            lambda token: self._asked("GET", path, {"access_token": token, **query}, None, {})
        )

    async def upload(self, kind: str, file: Document) -> str:
        """A file goes up as `image` or `file`; returns the name by which it is sent.

        Raises:
            CallError, LineError: it is refused, or the line is down. Nothing of it is doubtful.
        """

        async def posted(token: str) -> Json:
            form = aiohttp.FormData()
            form.add_field("media", file.content, filename=file.name)
            query = {"access_token": token, "type": kind}
            return await self._asked("POST", "cgi-bin/media/upload", query, form, {})

        try:
            answer = await self._with_token(posted)
        except UnclearError as error:
            raise LineError(str(error)) from error  # a file too many harms nobody
        return str(answer.get("media_id", ""))

    async def fetch(self, media_id: str) -> bytes | None:
        """A file that a customer sent; None where it is not there any more, or too large.

        Raises:
            LineError: it cannot be had now.
            CallError: the account may not.
        """

        async def got(token: str) -> Json:
            query = {"access_token": token, "media_id": media_id}
            url = f"{self.account.api}/cgi-bin/media/get"
            async with self.session.get(url, params=query, timeout=PATIENCE) as answer:
                content = await _up_to(answer.content, self.limits.media_bytes)
                if answer.content_type == "application/json" or content.startswith(_REFUSED):
                    return _read(content)
                if answer.status != 200:
                    raise LineError(f"HTTP {answer.status}")
                return {"content": content}

        try:
            content = (await self._with_token(got)).get("content")
        except CallError as error:
            if error.code in GONE:
                return None
            raise
        except (aiohttp.ClientError, TimeoutError, UnclearError) as error:
            raise LineError(type(error).__name__) from error
        too_large = content is None or len(content) > self.limits.media_bytes
        return None if too_large else bytes(content or b"")

    async def token(self, refused: str = "") -> str:
        """A token that holds; not the one that was refused."""
        there = await self.database.read(lambda store: store.lines.token(self.account.app))
        if there and there.text != refused and not self._ends(there):
            return there.text
        async with self.locks[self.account.app]:
            there = await self.database.read(lambda store: store.lines.token(self.account.app))
            if there and there.text != refused and not self._ends(there):
                return there.text
            new = await self._fetched_token()
            old = there.text if there else ""

            def keep(store: Any) -> Token | None:
                store.lines.put_token(self.account.app, old, new)
                found: Token | None = store.lines.token(self.account.app)
                return found

            try:
                kept = await self.database.note(keep)  # another process may have been faster
            except UnusableError:
                return new.text  # whoever is in danger is answered all the same
            return kept.text if kept else new.text

    def _ends(self, token: Token) -> bool:
        return token.until <= self.clock() + timedelta(seconds=self.limits.token_early_seconds)

    async def _fetched_token(self) -> Token:
        account = self.account
        if account.kind is not Kind.MP:
            query = {"corpid": account.owner, "corpsecret": account.secret}
            answer = await self._asked("GET", "cgi-bin/gettoken", query, None, {})
        else:
            body = {"grant_type": "client_credential", "appid": account.id,
                    "secret": account.secret}  # fmt: skip
            headers = {"Content-Type": "application/json"}
            data = json.dumps(body).encode()
            answer = await self._asked("POST", "cgi-bin/stable_token", {}, data, headers)
        text, seconds = answer.get("access_token"), answer.get("expires_in", 0)
        if not isinstance(text, str) or not text or not isinstance(seconds, int):
            raise UnclearError("no token came")
        # One that is renewed early is never renewed at each call.
        least = self.limits.token_early_seconds + 60
        return Token(text, self.clock() + timedelta(seconds=max(least, seconds)))

    async def _with_token(self, ask: Callable[[str], Any]) -> Json:
        try:
            token = await self.token()
        except UnclearError as error:
            raise LineError(str(error)) from error
        try:
            answer: Json = await ask(token)
        except CallError as error:
            if error.code not in TOKEN:
                raise
            try:
                newer = await self.token(refused=token)
            except UnclearError as unclear:
                raise LineError(str(unclear)) from unclear
            answer = await ask(newer)
        return answer

    async def _asked(
        self, method: str, path: str, query: Mapping[str, str], body: Any,
        headers: Mapping[str, str],
    ) -> Json:  # fmt: skip
        url = f"{self.account.api}/{path}"
        return await asked(self.session, method, url, body, params=query, headers=headers)


async def asked(
    session: aiohttp.ClientSession, method: str, url: str, body: Any, **more: Any
) -> Json:
    """What an interface of the makers answers.

    Raises:
        CallError, LineError, UnclearError: as of `Client.call`.
    """
    try:
        async with session.request(
            method, url, data=body, timeout=PATIENCE, allow_redirects=False, **more
        ) as answer:
            content = await answer.read()
            if answer.status >= 500:
                raise UnclearError(f"HTTP {answer.status}")
            if answer.status != 200:
                raise LineError(f"HTTP {answer.status}")
    except aiohttp.ClientConnectorError as error:
        raise LineError(type(error).__name__) from error
    except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
        raise UnclearError(type(error).__name__) from error
    return _read(content)


def locks() -> Mapping[str, asyncio.Lock]:
    """A lock for each application, made when it is asked for."""
    return defaultdict(asyncio.Lock)


async def _up_to(stream: aiohttp.StreamReader, most: int) -> bytes:
    """All that comes; of what is larger than `most` bytes a little more than that.

    One read gives what has come by then, which is not the whole file.
    """
    content = bytearray()
    async for piece in stream.iter_chunked(_PIECE):
        content += piece
        if len(content) > most:
            break
    return bytes(content)


def _read(content: bytes) -> Json:
    """The answer, if it is one and says that all is well."""
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise UnclearError("an answer that cannot be read")
    code = answer.get("errcode", 0)
    if code:
        number = code if isinstance(code, int) else 0
        raise CallError(number, str(answer.get("errmsg", ""))[:200])
    return answer
