"""Fetches what was sent: a photographed bill, whose text is read, or a file."""

from __future__ import annotations

import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.hearing.ocr import LARGEST, TextReader

LARGEST_FILE = 20_000_000  # bytes; Telegram gives no larger one
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


async def content_of(bot: Bot, file_id: str) -> bytes | None:
    """A file that was sent; None where it cannot be had."""
    try:
        file = await bot.get_file(file_id)
        if (file.file_size or 0) > LARGEST_FILE:
            return None
        return bytes(await file.download_as_bytearray())
    except TelegramError as error:
        log.warning("a file could not be fetched: %s", type(error).__name__)
        return None
