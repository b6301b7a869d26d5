"""What holds for all pages: the same headers on all that is sent, forms of our own alone."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Protocol

from aiohttp import web
from aiohttp.http import HttpProcessingError

from bot.channels.listening import GARBLED
from bot.channels.web.visitors import is_own
from bot.wording.catalogue import Words, locale_for, words

LONGEST_TAG = 35  # characters of a language's name
_HEADERS = {
    "Server": "jieti",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = logging.getLogger(__name__)


class Part(Protocol):
    """Some addresses and what answers there."""

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        """Its addresses."""


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The same headers on all that is sent; what breaks says nothing of itself."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        error.headers.update(_HEADERS)
        raise
    except asyncio.CancelledError:
        raise
    except ConnectionError:  # whoever asked is gone
        return web.Response(status=400)
    except GARBLED:
        response = web.Response(status=400, text="400")
    except Exception:
        log.exception("a page could not be made")
        response = web.Response(status=500, text="500")
    if not response.prepared:
        response.headers.update(headers_of(request))
    return response


async def sent_by(request: web.Request) -> Mapping[str, str | bytearray | bytes | web.FileField]:
    """The fields of a form.

    Raises:
        HTTPBadRequest: it is none: cut off, in characters that nobody knows, without its bounds.
    """
    try:
        return await request.post()
    except (*GARBLED, HttpProcessingError, ValueError, LookupError):
        raise web.HTTPBadRequest from None


def headers_of(request: web.Request) -> dict[str, str]:
    """What goes with every answer; only files are kept by the browser."""
    kept = request.path.startswith("/static/")
    return _HEADERS if kept else {**_HEADERS, "Cache-Control": "no-store"}


def must_be_own(request: web.Request) -> None:
    """Refuse a form that another site has sent."""
    if not is_own(request.headers, request.host):
        raise web.HTTPForbidden


def language_of(request: web.Request) -> str:
    """What the browser asks for first; empty where it asks for nothing."""
    first = request.headers.get("Accept-Language", "").partition(",")[0].partition(";")[0].strip()
    return first if first.replace("-", "").isalnum() and len(first) <= LONGEST_TAG else ""


def words_of(request: web.Request) -> Words:
    """In the browser's language, as far as there is one."""
    return words(locale_for(language_of(request) or None))


def to(place: str) -> web.Response:
    """The browser is to look there, so that a form is not sent twice."""
    return web.Response(status=303, headers={"Location": place})


def html(text: str, status: int = 200) -> web.Response:
    """A page."""
    return web.Response(text=text, content_type="text/html", status=status)
