"""The addresses of the counter's page: the queue, a case, what is done there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta

from aiohttp import web

from bot.cases.reports import sees
from bot.channels.web.desk import said, views
from bot.channels.web.desk.live import Live
from bot.channels.web.desk.said import Answered, Said
from bot.channels.web.desk.signing import Doors, key_of, secret_of
from bot.channels.web.desk.views import Shown
from bot.channels.web.guarding import html, language_of, to
from bot.channels.web.photos import TYPES, kind_of
from bot.channels.web.visitors import Limiter
from bot.contract.messages import Outcome, Reply
from bot.counter.door import note_shown
from bot.papers.png import png
from bot.staff import papers, queue
from bot.staff.casebook import show
from bot.staff.turn import StaffTurn, no_such_case
from bot.store.port import UnusableError

LONGEST = 4000  # characters of what is written
MOST, SPAN = 120, timedelta(minutes=1)  # forms of one session
NUMBER = r"{number:[A-Z]{2}\d{11,14}}"


class Counter:
    """Answers the requests of all who are signed in."""

    def __init__(self, doors: Doors, live: Live, on_outgoing: Callable[[], None]) -> None:
        self._doors, self._live, self._on_outgoing = doors, live, on_outgoing
        self._sent = Limiter(doors.clock, MOST, SPAN)

    def routes(self) -> list[web.RouteDef]:
        """Its addresses."""
        return [
            web.get("/desk", self.queue),
            web.post("/desk/list", self.search),
            web.post("/desk/do", self.do),
            web.get("/desk/answer", self.answer),
            web.get("/desk/mail", self.mail),
            web.get(f"/desk/case/{NUMBER}", self.case),
            web.get("/desk/part/queue", self.queue_part),
            web.get(f"/desk/part/case/{NUMBER}", self.case_part),
            web.get(r"/desk/picture/{number:\d{1,18}}", self.picture),
            web.get(r"/desk/file/{number:\d{1,18}}", self.file),
        ]

    async def queue(self, request: web.Request) -> web.Response:
        """The queue, and no case."""
        return html(await self._doors.write(request, lambda t: self._desk(request, t, [], "")))

    async def search(self, request: web.Request) -> web.Response:
        """What the queue is searched by: words of customers stand in no address."""
        form = await self._form(request)
        name = form.get("queue", "")

        def kept(turn: StaffTurn) -> str:
            words = form.get("words", "").strip()
            turn.keep_listed(words)
            if words:
                turn.note("searched", "", f"cases: {words[:60]}")
            return f"/desk?queue={name}" if name in queue.QUEUES else "/desk"

        return to(await self._doors.write(request, kept))

    async def case(self, request: web.Request) -> web.Response:
        """A case beside the queue, and what was answered to what was done last."""
        number = request.match_info["number"]

        def opened(turn: StaffTurn) -> str | None:
            case = turn.case(number)
            if case is None:
                return None
            answered = self._said(request, turn)
            made = _replies(show(turn, case))
            if not answered:  # else the sheet has just been shown
                _note(turn, made)
            return self._desk(request, turn, made, number, answered)

        page = await self._doors.write(
            request, lambda turn: opened(turn) or self._none(request, turn)
        )
        return html(page)

    async def answer(self, request: web.Request) -> web.Response:
        """What was answered to something that belongs to no case."""

        def shown(turn: StaffTurn) -> str:
            return self._desk(request, turn, [], "", self._said(request, turn))

        return html(await self._doors.write(request, shown))

    async def mail(self, request: web.Request) -> web.Response:
        """What the office has to say to who has no messenger: what is new, or was last."""

        def shown(turn: StaffTurn) -> str:
            new = said.fetch(turn.store, turn.desk, turn.staff.seat, turn.now)
            return self._desk(request, turn, [], "", new or said.lately(turn.store, turn.staff))

        return html(await self._doors.write(request, shown))

    async def do(self, request: web.Request) -> web.StreamResponse:
        """One form: a button, a command, words."""
        form = await self._form(request)
        what = _said_in(form, language_of(request))

        def done(turn: StaffTurn) -> tuple[list[Answered], str]:
            answered = said.say(turn.store, turn.desk, turn.staff, what, turn.now)
            if any(one.reply.secret for one in answered):  # kept nowhere: shown this once
                return answered, self._desk(request, turn, [], "", answered)
            return answered, ""

        try:
            answered, page = await self._doors.write(request, done)
        except UnusableError:
            raise web.HTTPServiceUnavailable from None
        self._on_outgoing()
        return html(page) if page else to(_place(what, answered))

    async def queue_part(self, request: web.Request) -> web.Response:
        """The queue as it is now."""

        def made(turn: StaffTurn) -> str:
            return views.queue_part(
                turn, self._shown(request, turn, request.query.get("case", ""))
            )

        return html(await self._doors.read(request, made))

    async def case_part(self, request: web.Request) -> web.Response:
        """The papers of a case as they are now: it was shown before."""
        number = request.match_info["number"]

        def made(turn: StaffTurn) -> str:
            case = turn.store.cases.get(number)
            seen = case is not None and sees(turn.store, turn.staff, case)
            shown = papers.looked_at(turn, case) if case and seen else (no_such_case(turn),)
            return views.card_part(turn, self._shown(request, turn, number), shown)

        return html(await self._doors.read(request, made))

    async def picture(self, request: web.Request) -> web.Response:
        """A drawing that was shown at this seat."""
        reply = await self._one(request)
        kind = kind_of(reply.document.content) if reply.document else ""
        if reply.document and kind:
            return web.Response(body=reply.document.content, content_type=TYPES[kind])
        if not reply.drawing:
            raise web.HTTPNotFound
        return web.Response(
            body=await asyncio.to_thread(png, reply.drawing), content_type="image/png"
        )

    async def file(self, request: web.Request) -> web.Response:
        """A file that was given out at this seat."""
        reply = await self._one(request)
        if reply.document is None:
            raise web.HTTPNotFound
        return web.Response(
            body=reply.document.content,
            content_type="application/octet-stream",
            headers={"Content-Disposition": f'attachment; filename="{reply.document.name}"'},
        )

    async def _one(self, request: web.Request) -> Reply:
        number = int(request.match_info["number"])

        def found(turn: StaffTurn) -> list[Answered]:
            return said.shown(turn.store, turn.staff.seat, number - 1, number)

        answered = await self._doors.read(request, found)
        if not answered:
            raise web.HTTPNotFound
        return answered[0].reply

    async def _form(self, request: web.Request) -> dict[str, str]:
        form = await self._doors.form_of(request)
        if not self._sent.may_begin(secret_of(request)):
            raise web.HTTPTooManyRequests
        return form

    def _said(self, request: web.Request, turn: StaffTurn) -> list[Answered]:
        first, _, last = request.query.get("said", "").partition(".")
        if not (_is_number(first) and _is_number(last)):
            return []
        return said.shown(turn.store, turn.staff.seat, int(first), int(last))

    def _shown(self, request: web.Request, turn: StaffTurn, case: str) -> Shown:
        name = request.query.get("queue", "open")
        name = name if name in queue.queues_of(turn.staff.role) else "open"
        return Shown(key_of(request), name, turn.listed, case)

    def _none(self, request: web.Request, turn: StaffTurn) -> str:
        return self._desk(request, turn, [], "", [Answered(0, no_such_case(turn))])

    def _desk(
        self, request: web.Request, turn: StaffTurn, made: Iterable[Reply], case: str,
        answered: Iterable[Answered] = (),
    ) -> str:  # fmt: skip
        return views.desk(turn, self._shown(request, turn, case), made, list(answered))


def _said_in(form: dict[str, str], language: str) -> Said:
    if any(len(value) > LONGEST for value in form.values()):
        raise web.HTTPRequestEntityTooLarge(LONGEST, len(str(form)))
    fields = {name: form.get(name, "").strip() for name in Said.__slots__}
    what = Said(**{**fields, "language": language})
    if not (what.press or what.command or what.text):
        raise web.HTTPBadRequest
    return what


def _place(what: Said, answered: list[Answered]) -> str:
    """Where what was answered is seen: on the page of the case it is about."""
    cards = [one.reply.card for one in answered if one.reply.card]
    case = next((card.case_number for card in reversed(cards)), what.case)
    range_ = f"?said={answered[0].number - 1}.{answered[-1].number}" if answered else ""
    return f"/desk/case/{case}{range_}" if case else f"/desk/answer{range_}"


def _replies(outcomes: Iterable[Outcome]) -> list[Reply]:
    return [one for one in outcomes if isinstance(one, Reply)]


def _note(turn: StaffTurn, made: Iterable[Reply]) -> None:
    """What is shown of an account stands in the trail, as where a messenger shows it."""
    for one in made:
        if one.figures is not None and one.figures.paper:
            note_shown(turn.store, turn.staff.seat, one.figures, turn.now)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
