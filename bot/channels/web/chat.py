"""The addresses of a conversation: show it, say something, ask what is new, put it away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.channels.web import pages, photos, talk
from bot.channels.web.guarding import html, language_of, must_be_own, sent_by, to, words_of
from bot.channels.web.settings import WebSettings
from bot.channels.web.visitors import (
    COOKIE,
    Limiter,
    address_of,
    chat_of,
    new_secret,
    secret_of,
)
from bot.contract.messages import Chat, Incoming, MessageKind, Reply
from bot.counter.unhandled import safety_words
from bot.papers.png import png
from bot.staff.turn import DeskSettings
from bot.store.photos import Photo
from bot.store.port import Database, Store, UnusableError
from bot.wording.catalogue import Words

LONGEST = 1000  # characters of a question


class Chats:
    """Answers the requests of all pages."""

    def __init__(
        self,
        settings: WebSettings,
        database: Database,
        desk: DeskSettings,
        clock: Callable[[], datetime],
        on_outgoing: Callable[[], None],
    ) -> None:
        self._settings, self._database, self._desk = settings, database, desk
        self._clock, self._on_outgoing = clock, on_outgoing
        self._limiter = Limiter(clock)

    def routes(self) -> list[web.RouteDef]:
        """Its addresses."""
        return [
            web.get("/chat", self.show),
            web.post("/chat", self.say),
            web.get("/chat/new", self.new),
            web.post("/chat/leave", self.leave),
            web.get(r"/chat/picture/{number:\d{1,18}}", self.picture),
            web.get(r"/chat/photo/{key:web-[0-9a-f]{32}}", self.photo),
            web.get(r"/chat/file/{number:\d{1,18}}", self.file),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """The whole page; of a chat that is over nothing is shown any more."""
        secret, now = secret_of(request), self._clock()
        lines: list[talk.Line] = []
        ended = False
        if secret:
            chat = chat_of(secret)

            def look(store: Store) -> tuple[bool, list[talk.Line]]:
                if talk.is_over(store, chat, now):
                    return True, []
                talk.fetch(store, self._desk, chat, now)
                return False, talk.lines(store, chat)

            ended, lines = await self._database.write(look)
        response = self._page(words_of(request), lines, ended=ended)
        if ended:
            response.del_cookie(COOKIE, path="/")
        return response

    async def say(self, request: web.Request) -> web.StreamResponse:
        """One question or one button; with a script the new lines alone come back."""
        must_be_own(request)
        request = request.clone(client_max_size=photos.FORM)
        form, say = await sent_by(request), words_of(request)
        pressed, _, label = str(form.get("press", "")).partition("|")
        text = (label if pressed else str(form.get("text", ""))).strip()
        content = photos.content_of(form.get("photo"))
        if not (text or content is not None) or len(text) > LONGEST or len(pressed) > LONGEST:
            raise web.HTTPBadRequest
        secret, now = await self._secret(request), self._clock()
        if not secret:
            words_ = say(
                "Too many conversations begin here at a time. Please wait an hour, or call."
            )
            return self._troubled(request, self._with_safety(text, words_), 429)
        chat = chat_of(secret)
        try:
            photo = photos.photo_of(content, chat)
            said = talk.Words(text, pressed, language_of(request), photo)
            key = await self._database.write(
                lambda store: talk.say(store, self._desk, chat, said, now)
            )
        except ValueError:
            words_ = say(
                "That is no photo that can be shown here: JPEG, PNG or WebP, 8 MB at most."
            )
            return self._troubled(request, words_, 400)
        except talk.TooManyError:
            return self._troubled(request, say("That is enough photos for an hour."), 429)
        except UnusableError:
            words_ = say("It has not arrived. Please send it once more, or call.")
            return self._troubled(request, self._with_safety(text, words_), 503)
        self._on_outgoing()
        response = await self._answered(request, chat, talk.Line(now, text, photo=key))
        self._keep(response, secret)
        return response

    async def _secret(self, request: web.Request) -> str:
        """Of the chat in which this is said; empty where no more may begin from that address."""
        secret, now = secret_of(request), self._clock()
        chat = chat_of(secret)
        last, over = await self._database.read(
            lambda store: (talk.last_said(store, chat), talk.is_over(store, chat, now))
        )
        if secret and last and not over:
            return secret
        if not self._limiter.may_begin(address_of(request)):
            return ""
        return secret if secret and not over else new_secret()

    async def _answered(
        self, request: web.Request, chat: Chat, said: talk.Line
    ) -> web.StreamResponse:
        if "HX-Request" not in request.headers:
            return to("/chat#last")
        form = await sent_by(request)
        new = await self._new(chat, str(form.get("after", "")))
        return html(pages.more(words_of(request), [said, *new]))

    async def new(self, request: web.Request) -> web.Response:
        """The answers that have come since; nothing where there are none."""
        secret, now = secret_of(request), self._clock()
        if not secret:
            return web.Response(status=204)
        chat = chat_of(secret)

        def look(store: Store) -> bool:
            over = talk.is_over(store, chat, now)
            if not over:
                talk.fetch(store, self._desk, chat, now)
            return over

        if await self._database.write(look):
            return web.Response(status=204, headers={"HX-Refresh": "true"})
        new = await self._new(chat, request.query.get("after", ""))
        return html(pages.more(words_of(request), new)) if new else web.Response(status=204)

    async def leave(self, request: web.Request) -> web.StreamResponse:
        """The conversation is put away at once: the next who sits down there sees nothing."""
        must_be_own(request)
        response = to("/chat")
        response.del_cookie(COOKIE, path="/")
        return response

    async def picture(self, request: web.Request) -> web.Response:
        """A drawing of an answer of this chat."""
        reply = await self._reply(request)
        if reply is None or not reply.drawing:
            raise web.HTTPNotFound
        made = await asyncio.to_thread(png, reply.drawing)
        return web.Response(body=made, content_type="image/png")

    async def file(self, request: web.Request) -> web.Response:
        """A file of an answer of this chat."""
        reply = await self._reply(request)
        if reply is None or reply.document is None:
            raise web.HTTPNotFound
        name = reply.document.name
        kind = "application/pdf" if name.endswith(".pdf") else "application/octet-stream"
        return web.Response(
            body=reply.document.content,
            content_type=kind,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    async def photo(self, request: web.Request) -> web.Response:
        """A photo that was sent in this chat."""
        key, secret, now = request.match_info["key"], secret_of(request), self._clock()
        chat = chat_of(secret)

        def look(store: Store) -> Photo | None:
            return None if talk.is_over(store, chat, now) else talk.photo(store, chat, key)

        found = await self._database.read(look) if secret else None
        if found is None:
            raise web.HTTPNotFound
        return photos.shown(found)

    async def _reply(self, request: web.Request) -> Reply | None:
        """The answer of that number, where it is one of this chat and the chat is not over."""
        number, secret, now = int(request.match_info["number"]), secret_of(request), self._clock()
        if not secret:
            return None
        chat = chat_of(secret)

        def look(store: Store) -> list[talk.Line]:
            over = talk.is_over(store, chat, now)
            return [] if over else talk.answers(store, chat, number - 1)

        lines = await self._database.read(look)
        return next((line.reply for line in lines if line.number == number), None)

    async def _new(self, chat: Chat, after: str) -> list[talk.Line]:
        number = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0
        return await self._database.read(lambda store: talk.answers(store, chat, number))

    def _page(
        self, say: Words, lines: list[talk.Line], *, ended: bool = False, trouble: str = ""
    ) -> web.Response:
        office = self._desk.office
        return html(pages.conversation(say, office, lines, ended=ended, trouble=trouble))

    def _with_safety(self, text: str, trouble: str) -> str:
        """Whoever may be in danger has the words for it, though nothing can be kept."""
        message = Incoming(chat_of(""), MessageKind.TEXT, text)
        told = [reply.text for reply in safety_words(self._desk, message)]
        return "\n".join([*told, trouble])

    def _troubled(self, request: web.Request, trouble: str, status: int) -> web.Response:
        say = words_of(request)
        if "HX-Request" in request.headers:
            response = html(pages.more(say, [], trouble))
        else:
            response = self._page(say, [], trouble=trouble)
        response.set_status(status)
        return response

    def _keep(self, response: web.StreamResponse, secret: str) -> None:
        response.set_cookie(
            COOKIE, secret, path="/", httponly=True, samesite="Lax",
            secure=self._settings.secure,
        )  # fmt: skip
