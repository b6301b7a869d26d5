"""The HTTP side: one call in, one answer out."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import UTC
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from tornado.web import RequestHandler

from tests.standin import schema
from tests.standin.methods import Methods
from tests.standin.schema import RefusalError

if TYPE_CHECKING:
    from tests.standin import BotApi

Json = dict[str, Any]


class Call(RequestHandler):
    """One call of a method."""

    def initialize(self, api: BotApi) -> None:
        self.api = api
        self.gone = False

    def on_connection_close(self) -> None:
        self.gone = True
        self.api.bell.ring()

    async def post(self, token: str, method: str) -> None:
        try:
            result = await self._answer(token, method)
        except RefusalError as error:
            self._refuse(error)
        else:
            self.api.bell.ring()
            await self._finish_somehow(method, result)
        self.api.bell.ring()

    get = post

    async def _answer(self, token: str, name: str) -> object:
        check_token(token, self.api.token)
        method = schema.BY_LOWER.get(name.lower())
        raw = {key: values[-1].decode() for key, values in self.request.arguments.items()}
        files = {key: parts[-1]["body"] for key, parts in self.request.files.items()}
        if method is None:
            self.api.calls.append((name, dict(raw)))
            raise RefusalError("Not Found: method not found", 404)
        try:
            params: Json = schema.read(method, raw, files)
        except RefusalError:
            self.api.calls.append((method, dict(raw)))
            raise
        self.api.calls.append((method, params))
        if failures := self.api.failures.get(method):
            raise failures.pop(0)
        broken = self.api.breaks[method].pop(0) if self.api.breaks.get(method) else ""
        if broken == "before":
            self._break_off()
            return None
        if method == "getUpdates" and not broken:
            return await self.api.poll(params, lambda: self.gone)
        if method == "getUpdates":
            result: object = await self.api.poll(params | {"timeout": 0}, lambda: self.gone)
        else:
            result = Methods(self.api, files).call(method, params)
        if broken == "after":
            self._break_off()
        elif broken == "hangs":
            self.api.bell.ring()
            await self.api.bell.until(lambda: self.gone, 120)
        return result

    async def _finish_somehow(self, name: str, result: object) -> None:
        """The answer: at once and whole, or odd, late or drop by drop where a test wants that."""
        method = schema.BY_LOWER.get(name.lower(), name)
        if odd := self.api.odd.get(method):
            status, body = odd.pop(0)
            self.set_status(status)
            self.write(body)
            return
        if method == "sendMessage" and self.api.late:
            await asyncio.sleep(self.api.late)
        if method == "sendMessage":
            while _chat_of(result) in self.api.dripping and not self.gone:
                self.write(" ")
                await self.flush()
                await asyncio.sleep(0.05)
        self._finish(200, {"ok": True, "result": result})

    def _break_off(self) -> None:
        self.gone = True
        self.request.connection.stream.close()  # type: ignore[union-attr]

    def _refuse(self, error: RefusalError) -> None:
        body: Json = {"ok": False, "error_code": error.code, "description": error.description}
        if error.retry_after is not None:
            body["parameters"] = {"retry_after": error.retry_after}
        if not error.injected and not self.gone:
            self.api.refusals.append(f"{self.request.path.rpartition('/')[2]}: {error}")
        self._finish(error.code, body)

    def _finish(self, status: int, body: Json) -> None:
        if self.gone:
            return
        self.set_status(status)
        if self.api.now is not None:
            self.set_header("Date", format_datetime(self.api.now.astimezone(UTC), usegmt=True))
        self.write(json.dumps(body))

    def log_exception(self, *error: object) -> None:
        """A fault of the stand-in itself fails the test too."""
        self.api.refusals.append(f"the stand-in failed on {self.request.path}: {error[1]!r}")


def _chat_of(result: object) -> int:
    return result["chat"]["id"] if isinstance(result, dict) else 0


class FileDownload(RequestHandler):
    """One download of a file."""

    def initialize(self, api: BotApi) -> None:
        self.api = api

    def get(self, token: str, path: str) -> None:
        found = [data for where, data in self.api.files.values() if where == path]
        if token == self.api.token and found:
            self.write(found[0])
        else:
            self.set_status(404)


def check_token(token: str, right: str) -> None:
    """Refuse a token as Telegram does."""
    if not re.fullmatch(r"[0-9]+:[A-Za-z0-9_-]+", token):
        raise RefusalError("Not Found", 404)
    if token != right:
        raise RefusalError("Unauthorized", 401)
