"""Fetches a photographed bill and has its text read."""

from __future__ import annotations

import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.hearing.ocr import LARGEST, TextReader

log = logging.getLogger(__name__)


class Photos:
    """Pictures of customers as lines of text."""

    def __init__(self, bot: Bot, reader: TextReader) -> None:
        self._bot, self._reader = bot, reader

    async def lines_of(self, file_id: str) -> tuple[str, ...]:
        """The lines; none where the picture cannot be had or read: a person looks at it then."""
        try:
            file = await self._bot.get_file(file_id)
            if (file.file_size or 0) > LARGEST:
                return ()
            return await self._reader.lines_of(bytes(await file.download_as_bytearray()))
        except TelegramError as error:
            log.warning("a picture could not be fetched: %s", type(error).__name__)
            return ()
