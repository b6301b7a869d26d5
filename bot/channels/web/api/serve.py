"""The addresses of the API: who asks and may, within limits, each access in the trail."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from aiohttp import web

from bot.bills.history import HistoryError, Trouble
from bot.bills.lookup import history_of
from bot.channels.web.api import answers, reading
from bot.channels.web.api.described import described
from bot.channels.web.api.reading import Body, WrongBodyError
from bot.channels.web.visitors import Limiter, address_of
from bot.records.case import CaseKind
from bot.records.client import Client, Right
from bot.staff.turn import DeskSettings
from bot.store.port import Database, Store, UnusableError
from tariff_rules import TariffRulesError

ROOT = "/api/v1"
MOST, SPAN = 120, timedelta(minutes=1)  # calls of one client
_TOO_MANY = 429
Json = dict[str, Any]
Found = tuple[Json, int]  # and the status


class RefusedError(Exception):
    """The call is refused, with that status."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


class Call(NamedTuple):
    """A call of a client who may."""

    name: str
    client: Client
    text: bytes
    now: datetime

    def body(self, *names: str) -> Body:
        """What was sent, with no other fields than these, if any are named.

        Raises:
            WrongBodyError: it is not so.
        """
        body = reading.body_of(self.text)
        if names:
            reading.only(body, *names)
        return body

    def note(self, store: Store, subject: str = "", detail: str = "") -> None:
        """The call goes into the trail before it is answered."""
        store.audit.add(self.now, self.client.actor, f"api_{self.name}", subject, detail)


# Computes beside the database: whoever writes there waits for no answer.
Answer = Callable[[Call, web.Request], Awaitable[Found]]


class Api:
    """Answers the calls of all clients."""

    def __init__(
        self,
        database: Database,
        desk: DeskSettings,
        clock: Callable[[], datetime],
        on_outgoing: Callable[[], None],
    ) -> None:
        self._database, self._desk, self._clock = database, desk, clock
        self._on_outgoing = on_outgoing
        self._calls, self._strangers = Limiter(clock, MOST, SPAN), Limiter(clock)

    def routes(self) -> list[web.RouteDef]:
        """Its addresses."""
        asked = {
            "assess": (Right.ASSESS, self._assess),
            "explain": (Right.BILLS, self._of_account(answers.explain, "account", "bill")),
            "ahead": (Right.BILLS, self._of_account(answers.ahead, "account")),
            "what-if": (Right.BILLS, self._of_account(answers.what_if, "account", "kwh")),
            "cases": (Right.OPEN, self._open),
        }
        found = [
            web.post(f"{ROOT}/{name}", partial(self._answer, name, right, answer))
            for name, (right, answer) in asked.items()
        ]
        case = partial(self._answer, "case", Right.CASES, self._case)
        return [
            *found,
            web.get(f"{ROOT}/cases/{{number}}", case),
            web.get(f"{ROOT}/openapi.json", self.openapi),
        ]

    async def openapi(self, _: web.Request) -> web.Response:
        """What the API answers, described."""
        return _json(described(), 200)

    async def _answer(
        self, name: str, right: Right, answer: Answer, request: web.Request
    ) -> web.Response:
        address, now = address_of(request), self._clock()
        token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
        text = await request.read()
        try:
            client = await self._database.read(
                lambda store: self._client(store, token, address, right)
            )
            call = Call(name, client, text, now)
            try:
                found, status = await answer(call, request)
            except (WrongBodyError, TariffRulesError, HistoryError) as error:
                await self._database.write(partial(call.note, detail="refused"))
                found, status = _refusal(error)
        except RefusedError as error:
            if error.status != _TOO_MANY:  # whoever calls without end does not fill the trail
                await self._database.write(
                    lambda store: store.audit.add(now, "api", "refused", "", name)
                )
            return _json(_error(error.code, error.message), error.status)
        except UnusableError:
            return _json(_error("unavailable", "try again later"), 503)
        self._on_outgoing()
        return _json(found, status)

    def _client(self, store: Store, token: str, address: str, right: Right) -> Client:
        """Who asks, if they may now.

        Raises:
            RefusedError: they may not.
        """
        client = store.clients.of(token) if token else None
        if client is None:
            # Whoever guesses at the same address keeps nobody out who has a token.
            if not self._strangers.may_begin(address):
                raise RefusedError(_TOO_MANY, "too_many", "too many wrong tokens; wait an hour")
            raise RefusedError(401, "unknown_token", "send a token: Authorization: Bearer …")
        if not self._calls.may_begin(client.name):
            raise RefusedError(_TOO_MANY, "too_many", f"{MOST} calls a minute; wait")
        if right not in client.rights:
            raise RefusedError(403, "no_right", f"this token has not the right {right}")
        return client

    async def _assess(self, call: Call, _: web.Request) -> Found:
        found = await asyncio.to_thread(answers.assess, self._desk.office, call.body())
        await self._database.write(call.note)
        return found, 200

    def _of_account(self, answer: Callable[..., Json], *names: str) -> Answer:
        """An answer from the records of one account."""
        office = self._desk.office

        async def answered(call: Call, _: web.Request) -> Found:
            body = call.body(*names)
            account = reading.text_of(body, "account")
            history = await self._database.read(
                lambda store: history_of(store, account, office.regions)
            )
            found = await asyncio.to_thread(answer, history, office, body, call.now)
            await self._database.write(partial(call.note, subject=account))
            return found, 200

        return answered

    async def _open(self, call: Call, _: web.Request) -> Found:
        body = call.body("ref", "words", "account")

        def opened(store: Store) -> Found:
            found, already = answers.opened(store, self._desk, call.client, body, call.now)
            call.note(store, found["number"])
            return found, 200 if already else 201

        return await self._database.write(opened)

    async def _case(self, call: Call, request: web.Request) -> Found:
        number = request.match_info["number"]
        case = await self._database.read(lambda store: store.cases.get(number))
        is_known = case is not None and case.kind is not CaseKind.REPORT
        await self._database.write(partial(call.note, subject=number if is_known else ""))
        if case is None or not is_known:
            return _error("unknown_case", "there is no such case"), 404
        return answers.case_json(case), 200


def _refusal(error: Exception) -> tuple[Json, int]:
    if isinstance(error, HistoryError):
        unknown = error.trouble in {Trouble.NO_ACCOUNT, Trouble.NO_BILL}
        return _error(error.trouble, "the records do not allow an answer"), 404 if unknown else 409
    return _error("wrong_body", str(error)), 400


def _error(code: str, message: str) -> Json:
    return {"error": {"code": str(code), "message": message}}


def _json(found: Json, status: int) -> web.Response:
    text = json.dumps(found, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json")
