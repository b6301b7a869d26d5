"""Who comes to the counter's page: a link that works once, a session that ends.

The browser keeps a secret, the database its hash. A form carries a key that only a page of this
session can have, besides coming from a page of ours.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from aiohttp import web

from bot.channels.web.desk import views
from bot.channels.web.guarding import html, language_of, must_be_own, sent_by, to, words_of
from bot.channels.web.settings import WebSettings
from bot.channels.web.visitors import Limiter, address_of, new_secret
from bot.contract.messages import Chat, Incoming, MessageKind
from bot.counter.door import put_all
from bot.hearing.heard import SILENCE
from bot.records.staff import Staff
from bot.staff import joining, signing_in
from bot.staff.turn import DeskSettings, StaffTurn
from bot.store.port import Database, Store
from bot.wording.catalogue import Words

COOKIE = "jieti_desk"
IN = "/desk/in"
A_DAY = timedelta(hours=12)  # the longest that somebody stays signed in
QUIET = timedelta(hours=1)  # without doing anything
LONGEST = 100  # characters of a token
T = TypeVar("T")


class Doors:
    """Lets staff in and out, and knows who is there."""

    def __init__(
        self,
        settings: WebSettings,
        database: Database,
        desk: DeskSettings,
        clock: Callable[[], datetime],
    ) -> None:
        # Who is invited here comes here: an office may have no messenger.
        self.desk = replace(desk, link=f"{desk.page}{signing_in.PATH}") if desk.page else desk
        self.database, self.clock = database, clock
        self.secure = settings.secure
        self._failed = Limiter(clock)

    def routes(self) -> list[web.RouteDef]:
        """Its addresses."""
        return [
            web.get(IN, self.outside),
            web.get(f"{IN}/{{token}}", self.before),
            web.post(IN, self.come_in),
            web.post("/desk/out", self.go_out),
        ]

    async def outside(self, request: web.Request) -> web.Response:
        """How somebody comes in who has no link."""
        return html(views.outside(words_of(request), self.desk.office))

    async def before(self, request: web.Request) -> web.Response:
        """A button that uses the link: whoever only looks at it (a preview) does not use it up."""
        token = request.match_info["token"][:LONGEST]
        return html(views.outside(words_of(request), self.desk.office, token))

    async def come_in(self, request: web.Request) -> web.Response:
        """Use the link: a session begins."""
        must_be_own(request)
        say, address = words_of(request), address_of(request)
        token = str((await sent_by(request)).get("token", ""))[:LONGEST]
        secret, now = new_secret(), self.clock()
        if await self.database.write(lambda store: self._begun(store, token, secret, now)) is None:
            text, status = await self._refused(say, address, now)
            return html(views.outside(say, self.desk.office, trouble=text), status)
        response = to("/desk")
        self._keep(response, secret)
        return response

    async def come_in_as(self, chat: Chat, response: web.Response) -> bool:
        """A session for whoever has that chat with the office's messenger; not for strangers."""
        secret, now = new_secret(), self.clock()

        def begun(store: Store) -> Staff | None:
            who = store.staff.member(chat)
            if who is None:
                store.audit.add(now, "page", "refused", "", "sign_in")
                return None
            store.sessions.offer(secret, who.id, now + signing_in.VALID)
            return self._begun(store, secret, secret, now)

        if await self.database.write(begun) is None:
            return False
        self._keep(response, secret)
        return True

    def _keep(self, response: web.Response, secret: str) -> None:
        response.set_cookie(
            COOKIE, secret, path="/desk", httponly=True, samesite="Strict", secure=self.secure
        )

    async def go_out(self, request: web.Request) -> web.Response:
        """The session ends."""
        await self.form_of(request)
        secret, now = secret_of(request), self.clock()

        def ended(store: Store) -> None:
            who = store.sessions.of(secret, now)
            store.sessions.end(secret)
            if who is not None:
                store.audit.add(now, who.actor, "signed_out", "")

        await self.database.write(ended)
        response = to(IN)
        response.del_cookie(COOKIE, path="/desk")
        return response

    async def form_of(self, request: web.Request) -> dict[str, str]:
        """The fields of a form, if it was sent from a page of this session."""
        must_be_own(request)
        form = {name: str(value) for name, value in (await sent_by(request)).items()}
        if not hmac.compare_digest(form.get("key", "").encode(), key_of(request).encode()):
            raise web.HTTPForbidden
        return form

    async def write(self, request: web.Request, then: Callable[[StaffTurn], T]) -> T:
        """What is done for who is signed in, in one transaction; others are sent to the door."""
        secret, now = secret_of(request), self.clock()

        def done(store: Store) -> T | None:
            who = store.sessions.of(secret, now)
            if who is None:
                return None
            store.sessions.goes_on(secret, now + QUIET)
            return then(self._turn(request, store, who, now))

        return _found(await self.database.write(done))

    async def read(self, request: web.Request, then: Callable[[StaffTurn], T]) -> T:
        """What is looked at without being asked for: a session ends by silence all the same."""
        secret, now = secret_of(request), self.clock()

        def done(store: Store) -> T | None:
            who = store.sessions.of(secret, now)
            return then(self._turn(request, store, who, now)) if who else None

        return _found(await self.database.read(done))

    def _begun(self, store: Store, token: str, secret: str, now: datetime) -> Staff | None:
        """Who is signed in by the link; by an invitation they work here from now on."""
        if token.startswith(joining.PREFIX):
            joined = joining.join_here(store, self.desk, token, now)
            if joined is None:
                return None
            who, told = joined
            put_all(store, self.desk, who.seat, f"joined:{who.id}", told, now)
            store.sessions.offer(token, who.id, now + signing_in.VALID)
        found = store.sessions.begin(token, secret, now, now + A_DAY)
        if found is None:
            return None
        store.sessions.goes_on(secret, now + QUIET)
        store.audit.add(now, found.actor, "signed_in", "")
        return found

    async def _refused(self, say: Words, address: str, now: datetime) -> tuple[str, int]:
        """Whoever guesses is told to rest, and does not fill the trail.

        They keep nobody out who comes from the same address with a link that opens.
        """
        if not self._failed.may_begin(address):
            text = say("Too many links that open nothing came from here. Please wait an hour.")
            return text, 429
        await self.database.write(
            lambda store: store.audit.add(now, "page", "refused", "", "sign_in")
        )
        return say("This link opens nothing: it was used, or is older than ten minutes."), 403

    def _turn(self, request: web.Request, store: Store, who: Staff, now: datetime) -> StaffTurn:
        looks = Incoming(
            who.seat,
            MessageKind.OTHER,
            language=language_of(request) or None,
            sender=str(who.id),
        )
        return StaffTurn(store, self.desk, who, looks, SILENCE, now)


def secret_of(request: web.Request) -> str:
    """What the browser's cookie says; empty where it says nothing."""
    return request.cookies.get(COOKIE, "")


def key_of(request: web.Request) -> str:
    """What the forms of this session carry: it tells nothing of the session's secret."""
    return hashlib.sha256(f"form {secret_of(request)}".encode()).hexdigest()[:32]


def _found(what: T | None) -> T:
    if what is None:
        raise web.HTTPSeeOther(IN)
    return what
