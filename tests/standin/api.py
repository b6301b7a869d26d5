"""The state of the stand-in: chats, messages, updates that wait, calls that came."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Self, TypeVar

from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from tests.standin.people import Chat, Group, Person, SentMessage
from tests.standin.schema import RefusalError
from tests.standin.server import Call, FileDownload

Json = dict[str, Any]
TOKEN = "123456:stand-in_token"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
C = TypeVar("C", bound=Chat)


class Bell:
    """Wakes whoever waits until something is so."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Something changed: everyone looks again."""
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)

    async def until(self, holds: Callable[[], bool], seconds: float) -> None:
        """Wait until it holds.

        Raises:
            TimeoutError: it did not within so many seconds.
        """
        async with asyncio.timeout(seconds):
            while not holds():
                waiting = asyncio.get_running_loop().create_future()
                self._waiting.add(waiting)
                try:
                    await waiting
                finally:
                    self._waiting.discard(waiting)


class BotApi:
    """The server.

    Attributes:
        sent: messages of the bot, in order.
        edits: what messages of the bot were changed into, in order.
        calls: every call with its parameters.
        refusals: calls that Telegram would have refused; leaving the context fails on any that
            a test did not expect.
        pending: updates that were not confirmed yet.
        menus: commands by scope and language.
        answered: ids of the callback queries that were answered.
        poison: what the next getUpdates tells beside the updates.
        dripping: chats to which an answer of sendMessage drips a byte at a time.
        now: what its clock says, where that is not the time.
        late: seconds by which each answer of sendMessage comes after it was obeyed.
    """

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.bell = Bell()
        self.sent: list[SentMessage] = []
        self.edits: list[SentMessage] = []
        self.calls: list[tuple[str, Json]] = []
        self.refusals: list[str] = []
        self.pending: list[Json] = []
        self.messages: dict[tuple[int, int], Json] = {}
        self.failures: defaultdict[str, list[RefusalError]] = defaultdict(list)
        self.breaks: defaultdict[str, list[str]] = defaultdict(list)
        self.odd: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        self.files: dict[str, tuple[str, bytes]] = {}
        self.menus: dict[tuple[str, str], list[Json]] = {}
        self.webhook: Json = {}
        self.queries: set[str] = set()
        self.answered: list[str] = []
        self.poison: list[Any] = []
        self.dripping: set[int] = set()
        self.late = 0.0
        self.now: datetime | None = None
        self._chats: dict[int, Chat] = {}
        self._numbers = itertools.count(1)
        self._polls = 0
        self._held: list[Json] | None = None
        self._expected = 0

    async def __aenter__(self) -> Self:
        app = Application(
            [
                (r"/file/bot([^/]+)/(.+)", FileDownload, {"api": self}),
                (r"/bot([^/]*)/([^/]+)", Call, {"api": self}),
            ],
            log_function=lambda _: None,
        )
        sockets = bind_sockets(0, "127.0.0.1")
        self._server = HTTPServer(app)
        self._server.add_sockets(sockets)
        self.base_url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/bot"
        return self

    async def __aexit__(self, kind: object, *_: object) -> None:
        self._polls += 1
        self.bell.ring()
        self._server.stop()
        await self._server.close_all_connections()
        if kind is None:
            assert len(self.refusals) == self._expected, f"Telegram refused: {self.refusals}"

    def person(self, name: str, phone: str = "", language: str | None = "zh-hans") -> Person:
        """Somebody who has started the bot."""
        user = {"id": 1000 + next(self._numbers), "is_bot": False, "first_name": name}
        if language:
            user["language_code"] = language
        return self._known(Person(self, user, phone))

    def group(self, title: str) -> Group:
        """A group that the bot is in."""
        about = {"id": -1000 - next(self._numbers), "type": "group", "title": title}
        return self._known(Group(self, about))

    def chat(self, chat_id: int | str) -> Chat:
        """A chat that the bot can send to."""
        found = self._chats.get(chat_id) if isinstance(chat_id, int) else None
        if found is None:
            raise RefusalError("chat not found")
        return found

    def fail_next(
        self, method: str, code: int, description: str, retry_after: int | None = None
    ) -> None:
        """The next call of the method fails so, and later ones after those that were asked for."""
        error = RefusalError(description, code, retry_after, injected=True)
        self.failures[method].append(error)

    def break_next(self, method: str, how: str) -> None:
        """The connection of the next call breaks: `before` or `after` it is obeyed, or `hangs`."""
        assert how in {"before", "after", "hangs"}
        self.breaks[method].append(how)

    def answer_next(self, method: str, status: int, body: str) -> None:
        """The next call of the method is obeyed and gets that answer, whatever it means."""
        self.odd[method].append((status, body))

    def expect_refusals(self, count: int) -> None:
        """A test that provokes refusals says how many."""
        self._expected = count

    @contextmanager
    def holding(self) -> Iterator[list[Json]]:
        """Updates made meanwhile are not delivered but given to the caller."""
        self._held = held = []
        try:
            yield held
        finally:
            self._held = None

    async def post_all(self, updates: list[Json]) -> None:
        """Post updates to the webhook in the given order, again and again those it refuses."""
        for update in updates:
            response = await self.post_webhook(update, self.webhook.get("secret_token"))
            assert response.code == 200, f"the webhook answered {response.code}"

    async def deliver(self, update: Json) -> Json:
        """Hand an update to the bot: by webhook when it has set one, else to getUpdates."""
        whole = {"update_id": next(self._numbers), **update}
        if self._held is not None:
            self._held.append(whole)
            return whole
        if self.webhook:
            response = await self.post_webhook(whole, self.webhook.get("secret_token"))
            assert response.code == 200, f"the webhook answered {response.code}"
        else:
            self.pending.append(whole)
            self.bell.ring()
        return whole

    async def post_webhook(self, update: Json, secret: str | None) -> HTTPResponse:
        """Post an update to the webhook with this secret, whatever the answer is."""
        headers = {"Content-Type": "application/json"}
        if secret is not None:
            headers[SECRET_HEADER] = secret
        return await AsyncHTTPClient().fetch(
            self.webhook["url"],
            method="POST",
            headers=headers,
            body=json.dumps(update),
            raise_error=False,
        )

    async def poll(self, params: Json, gone: Callable[[], bool]) -> list[Json]:
        """What getUpdates answers: at once if something waits, else as soon as it comes."""
        if self.webhook:
            raise RefusalError(
                "Conflict: can't use getUpdates method while webhook is active", 409
            )
        offset, allowed = params.get("offset", 0), params.get("allowed_updates")
        self.pending[:] = [u for u in self.pending if u["update_id"] >= offset]
        self._polls += 1
        mine = self._polls
        self.bell.ring()
        try:
            await self.bell.until(
                lambda: bool(self._fetchable(allowed)) or gone() or mine != self._polls,
                params.get("timeout", 0),
            )
        except TimeoutError:
            return []
        if mine != self._polls:
            raise RefusalError(
                "Conflict: terminated by other getUpdates request; make sure that only one bot "
                "instance is running", 409, injected=True,
            )  # fmt: skip
        found = self._fetchable(allowed)[: params.get("limit", 100)]
        self.poison.clear()
        return found

    def _fetchable(self, allowed: list[str] | None) -> list[Json]:
        """What waits, without the kinds that the bot does not want: Telegram drops those."""
        if allowed:
            self.pending[:] = [u for u in self.pending if set(u) & set(allowed)]
        return [*self.poison, *self.pending]

    def next_message_id(self) -> int:
        """A number that no message has."""
        return next(self._numbers)

    def next_query_id(self) -> str:
        """The id of a new callback query, which may be answered once."""
        query = str(next(self._numbers))
        self.queries.add(query)
        return query

    def keep_file(self, folder: str, name: str, data: bytes) -> Json:
        """Store a file; what a message says of it."""
        number = next(self._numbers)
        self.files[f"file-{number}"] = (f"{folder}/{number}-{name.lstrip('.')}", data)
        return self.file(f"file-{number}")

    def file(self, file_id: str, *, with_path: bool = False) -> Json:
        """What a message, or getFile, says of a stored file."""
        path, data = self.files[file_id]
        about = {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_size": len(data)}
        return about | ({"file_path": path} if with_path else {})

    def _known(self, chat: C) -> C:
        self._chats[chat.id] = chat
        return chat
