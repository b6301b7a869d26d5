"""What changes is seen without reloading, and who else has a case open.

One look a second at the marks of the store tells all open pages; with none open nobody looks.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from dataclasses import dataclass, field

from aiohttp import web

from bot.cases.reports import sees
from bot.channels.listening import CROWD
from bot.channels.web.desk.signing import Doors
from bot.channels.web.guarding import headers_of
from bot.contract.channel import SEAT
from bot.staff.turn import StaffTurn
from bot.store.port import Store, UnusableError

LOOK = 1.0  # seconds between looks at the store
BEAT = 20.0  # seconds after which an open page is told that it is still connected
MOST = 20  # open pages of one person


@dataclass(eq=False)
class _Open:
    """An open page, and what it has not been told yet."""

    who: int
    name: str
    case: str
    since: int  # the mark of the store when it was opened: what was before it shows already
    request: web.Request
    news: set[str] = field(default_factory=set)
    mail: bool = False  # something waits for them, and they have been told
    bell: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_there(self) -> bool:
        """Whether the browser still listens; nothing tells a stream of that by itself."""
        return self.request.transport is not None

    def tell(self, *news: str) -> None:
        self.news.update(news)
        self.bell.set()


class Live:
    """Tells open pages what has changed."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._open: set[_Open] = set()
        self._looking: asyncio.Task[None] | None = None
        self._ends = False

    def routes(self) -> list[web.RouteDef]:
        """Its address."""
        return [web.get("/desk/live", self.listen)]

    async def close(self, _: web.Application) -> None:
        """All pages are let go: the service ends."""
        self._ends = True
        for one in self._open:
            one.bell.set()
        if self._looking:
            self._looking.cancel()

    async def listen(self, request: web.Request) -> web.StreamResponse:
        """The stream of one page: `queue`, `case`, `people`, for as long as it is signed in."""
        asked = request.query.get("case", "")
        who, name, case, since = await self._doors.read(
            request, lambda turn: _page_of(turn, asked)
        )
        if sum(one.who == who for one in self._open) >= MOST:
            raise web.HTTPTooManyRequests
        stream = web.StreamResponse(headers={**headers_of(request), "X-Accel-Buffering": "no"})
        stream.content_type = "text/event-stream"
        if crowd := request.app.get(CROWD):
            crowd.knows(request)  # gives way to no stranger
        await stream.prepare(request)
        page = _Open(who, name, case, since, request)
        self._open.add(page)
        self._tell_people(case)
        self._look()
        try:
            await self._told(request, stream, page)
        except ConnectionError:
            pass  # the page was closed
        finally:
            self._open.discard(page)
            self._tell_people(case)
        return stream

    async def _told(self, request: web.Request, stream: web.StreamResponse, page: _Open) -> None:
        while not self._ends and page.is_there:
            try:
                async with asyncio.timeout(BEAT):
                    await page.bell.wait()
            except TimeoutError:
                page.news.add("beat")
            page.bell.clear()
            news, page.news = page.news, set()
            try:
                # Who has left hears no more.
                await self._doors.read(request, lambda turn: _page_of(turn, page.case))
            except web.HTTPSeeOther:
                await stream.write(b"event: out\ndata:\n\n")
                return
            for one in sorted(news):
                data = self._others(page) if one == "people" else []
                await stream.write(f"event: {one}\ndata: {json.dumps(data)}\n\n".encode())

    def _others(self, page: _Open) -> list[str]:
        """Who else has the same case open."""
        same = (one for one in self._open if one.case == page.case and one.who != page.who)
        return sorted({one.name for one in same})

    def _tell_people(self, case: str) -> None:
        for one in self._open:
            if case and one.case == case:
                one.tell("people")

    def _look(self) -> None:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._turns(), name="live")

    async def _turns(self) -> None:
        mark: int | None = None
        while self._open:
            with contextlib.suppress(UnusableError):  # the next look may succeed
                mark = await self._turn(mark)
            await asyncio.sleep(LOOK)

    async def _turn(self, mark: int | None) -> int:
        now = self._doors.clock()

        def look(store: Store) -> tuple[int, frozenset[str], set[str]]:
            waiting = {one.chat.chat_id for one in store.outbox.heads(SEAT, now)}
            return *store.cases.changed_after(mark), waiting

        after, changed, waiting = await self._doors.database.read(look)
        for one in self._open:
            if not one.is_there:
                one.bell.set()  # it ends, and who has the same case open is told
            mail = str(one.who) in waiting
            if mail and not one.mail:
                one.tell("mail")
            one.mail = mail
            if changed and one.since < after:
                one.tell("queue", *(["case"] if one.case in changed else []))
        return after


def _page_of(turn: StaffTurn, number: str) -> tuple[int, str, str, int]:
    """Who looks at a page, at which case if they may see it, and the mark of the store."""
    case = turn.store.cases.get(number) if number else None
    seen = case is not None and sees(turn.store, turn.staff, case)
    since, _ = turn.store.cases.changed_after(None)
    return turn.id, turn.staff.name, number if seen else "", since
