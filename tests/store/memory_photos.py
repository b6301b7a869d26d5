"""Photos of the page, in memory."""

from __future__ import annotations

from datetime import datetime

from bot.contract.messages import Chat
from bot.store.photos import Photo, Photos
from tests.store.memory_tables import Tables


class MemoryPhotos(Photos):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def keep(self, key: str, photo: Photo, now: datetime) -> None:
        self._tables.photos[key] = photo, now

    def get(self, key: str) -> Photo | None:
        return self._tables.photos.get(key, (None, None))[0]

    def count_since(self, chat: Chat, since: datetime) -> int:
        return sum(one.chat == chat and at >= since for one, at in self._tables.photos.values())


def remove(tables: Tables, chat: Chat | None, before: datetime | None) -> None:
    """Those of the chat, or older than that, that lie in no case."""
    held = {row[2].file_id for row in tables.materials.values()}
    tables.photos = {
        key: (photo, at)
        for key, (photo, at) in tables.photos.items()
        if key in held or not (photo.chat == chat or (before is not None and at < before))
    }
