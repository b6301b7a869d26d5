"""A photo that comes with a form: looked at before it is kept."""

from __future__ import annotations

from datetime import timedelta

from aiohttp import web

from bot.contract.messages import Chat
from bot.store.photos import Photo

LARGEST = 8_000_000  # bytes; a telephone's photo has some 4
FORM = LARGEST + 20_000
MOST, SPAN = 10, timedelta(hours=1)  # of one chat
_BEGIN = {b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


def kind_of(content: bytes) -> str:
    """What it is by its first bytes, whatever its name says; empty where it is no photo."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return next((kind for begin, kind in _BEGIN.items() if content.startswith(begin)), "")


def content_of(field: object) -> bytes | None:
    """The bytes of a field for a file; None where nothing was chosen there."""
    if not isinstance(field, web.FileField):
        return None
    with field.file as file:
        content = file.read()
    return content if content or field.filename else None


def photo_of(content: bytes | None, chat: Chat) -> Photo | None:
    """The photo that these bytes are.

    Raises:
        ValueError: they are none that can be shown.
    """
    if content is None:
        return None
    kind = kind_of(content)
    if not kind or len(content) > LARGEST:
        raise ValueError
    return Photo(chat, kind, content)


def shown(photo: Photo) -> web.Response:
    """The photo as the browser shows it."""
    return web.Response(body=photo.content, content_type=TYPES[photo.kind])
