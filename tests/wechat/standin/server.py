"""What both makers' servers have: a clock, tokens, files, faults, and pushes to our port."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict, deque
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count
from typing import Any, Self
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.wechat.standin.sealing import cdata, sha1_of, unwrap, wrap

Json = dict[str, Any]
KEY, TOKEN, SECRET = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "QDG6eK", "geheim"
TEXT, TWO_HOURS, THREE_DAYS = 2048, timedelta(hours=2), timedelta(days=3)
TRIES = 3
PIECE = 50_000  # bytes
# Faults that a test may ask for, a call each: what the server then does.
DROP, GARBAGE, BUSY, REFUSE_LINE = "obeyed, and the answer dropped", "garbage", "busy", "down"


class RefusedError(Exception):
    """An answer with an errcode."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(code, text)
        self.code, self.text = code, text


def require(condition: object, code: int, text: str) -> None:
    if not condition:
        raise RefusedError(code, text)


class Server:
    """One maker's server: `routes` of a subclass say what it answers."""

    owner = "ww0123456789abcdef"

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.calls: Counter[str] = Counter()
        self.faults: dict[str, deque[str]] = defaultdict(deque)
        self.tokens: dict[str, datetime] = {}  # until when each holds
        self.fetched: list[str] = []  # tokens in the order in which they were given
        self.files: dict[str, tuple[str, bytes, datetime]] = {}
        self.secret = SECRET
        self.listed = True  # whether our address is
        self.push_to = ""  # our port; empty = pushes are lost
        self.pushes: list[tuple[int, str]] = []  # status and body of our answers
        self._ids = count(1)
        self._server: TestServer | None = None

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=40_000_000)
        for path, answer in self.routes().items():
            app.router.add_route("*", f"/cgi-bin/{path}", self._route(path, answer))
        app.on_response_prepare.append(self._dates)
        self._server = TestServer(app)
        await self._server.start_server()
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()
        assert self._server is not None
        await self._server.close()

    @property
    def url(self) -> str:
        assert self._server is not None
        return str(self._server.make_url("")).rstrip("/")

    def routes(self) -> dict[str, Callable[[Json], Json | Awaitable[Json]]]:
        raise NotImplementedError

    def waits(self, **span: float) -> None:
        self.now += timedelta(**span)

    # Tokens

    def gives_token(self, body: Json) -> Json:
        """The same until its last five minutes, in which the old and the new one hold."""
        require(self.listed, 60020, "not allow to access from your ip")
        require(body.get("corpid", body.get("appid")) == self.owner, 40013, "invalid corpid")
        require(
            body.get("corpsecret", body.get("secret")) == self.secret, 40001, "invalid credential"
        )
        newest = self.fetched[-1] if self.fetched else ""
        if self.tokens.get(newest, self.now) <= self.now + timedelta(minutes=5):
            newest = f"token-{next(self._ids)}"
            self.tokens[newest] = self.now + TWO_HOURS
            self.fetched.append(newest)
        seconds = int((self.tokens[newest] - self.now).total_seconds())
        return {"access_token": newest, "expires_in": seconds}

    def kills_token(self) -> None:
        """All that were given are invalid from now on."""
        self.tokens.clear()
        self.fetched.clear()

    def _must_hold(self, token: str) -> None:
        require(token in self.tokens, 40014, "invalid access_token")
        require(self.tokens[token] > self.now, 42001, "access_token expired")

    # Files

    def keeps(self, kind: str, content: bytes) -> str:
        name = f"media-{next(self._ids)}"
        self.files[name] = kind, content, self.now + THREE_DAYS
        return name

    def file(self, name: str) -> tuple[str, bytes]:
        require(name in self.files, 40007, "invalid media_id")
        kind, content, until = self.files[name]
        require(until > self.now, 40007, "invalid media_id")
        return kind, content

    # HTTP

    async def _dates(self, _: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = format_datetime(self.now.astimezone(UTC), usegmt=True)

    def _route(
        self, path: str, answer: Callable[[Json], Json | Awaitable[Json]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            self.calls[path] += 1
            fault = self.faults[path].popleft() if self.faults[path] else ""
            if fault == REFUSE_LINE:
                return web.Response(status=404)
            if fault == BUSY:
                return web.json_response({"errcode": -1, "errmsg": "system error"})
            if fault.isdecimal():
                return web.json_response({"errcode": int(fault), "errmsg": "refused"})
            try:
                told = await self._read(request, path)
                result = answer(told)
                said = await result if isinstance(result, Awaitable) else result
            except RefusedError as refusal:
                return web.json_response({"errcode": refusal.code, "errmsg": refusal.text})
            if fault == DROP:
                assert request.transport is not None
                request.transport.close()
            if fault == GARBAGE:
                return web.Response(text="<html>502")
            if "content" in said:
                return await _in_pieces(request, said["content"])
            return web.json_response({"errcode": 0, "errmsg": "ok", **said})

        return handle

    async def _read(self, request: web.Request, path: str) -> Json:
        query = dict(request.query)
        if path not in {"gettoken", "token", "stable_token", "webhook/send"}:
            self._must_hold(query.get("access_token", ""))
        if request.content_type == "multipart/form-data":
            field = (await request.post())["media"]
            assert isinstance(field, web.FileField)
            return {**query, "name": field.filename, "content": field.file.read()}
        text = await request.text()
        return {**query, **(json.loads(text) if text else {})}

    # Pushes

    async def push(self, tries: int = TRIES, **fields: str | int) -> int:
        """Sealed and signed as the makers do; again with another nonce, until it is taken."""
        body = self.sealed(**fields)
        status = 0
        for _ in range(tries):
            status = await self.push_raw(*body)
            if status == 200:
                break
            body = (self.query_of(body[1]), body[1])
        return status

    def sealed(self, **fields: str | int) -> tuple[dict[str, str], str]:
        sealed = wrap(KEY, self.owner, cdata(**fields))
        body = cdata(ToUserName=self.owner, Encrypt=sealed)
        return self.query_of(body), body

    def query_of(self, body: str) -> dict[str, str]:
        sealed = body.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
        stamp, nonce = str(int(self.now.timestamp())), str(next(self._ids))
        return {"timestamp": stamp, "nonce": nonce,
                "msg_signature": sha1_of(TOKEN, stamp, nonce, sealed)}  # fmt: skip

    async def push_raw(self, query: dict[str, str], body: str | bytes) -> int:
        if not self.push_to:
            return 0
        data = body.encode() if isinstance(body, str) else body
        url = f"{self.push_to}?{urlencode(query)}"
        try:
            async with self._session.post(url, data=data) as answer:
                self.pushes.append((answer.status, await answer.text()))
                return answer.status
        except aiohttp.ClientError:
            return 0

    async def checks_address(self) -> tuple[int, str]:
        """The check of the address: what we answer to it."""
        stamp, nonce = str(int(self.now.timestamp())), "42"
        echo = wrap(KEY, self.owner, "1616140317555161061")
        query = {"timestamp": stamp, "nonce": nonce, "echostr": echo,
                 "msg_signature": sha1_of(TOKEN, stamp, nonce, echo)}  # fmt: skip
        async with self._session.get(f"{self.push_to}?{urlencode(query)}") as answer:
            return answer.status, await answer.text()


async def _in_pieces(request: web.Request, content: bytes) -> web.StreamResponse:
    """A file as it comes over a line: piece after piece."""
    response = web.StreamResponse(headers={"Content-Type": "image/jpeg"})
    await response.prepare(request)
    for begin in range(0, len(content), PIECE):
        await response.write(content[begin : begin + PIECE])
    await response.write_eof()
    return response


async def at_once(*calls: Awaitable[int]) -> list[int]:
    """Several pushes side by side."""
    return list(await asyncio.gather(*calls))


__all__ = ["unwrap"]
