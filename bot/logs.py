"""One JSON object a line, without personal data.

The text of an exception may quote what a customer wrote, so of an exception only its kind and
the places it went through are logged. Long numbers and tokens are masked wherever they stand.
"""

from __future__ import annotations

import logging
import re
import traceback
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from bot.hearing.normalise import visible

_TOKEN = re.compile(r"(?<!\d)\d{5,20}:[A-Za-z0-9_-]{8,}")
_NUMBER = re.compile(r"\d{3,}(?=\d{4})")
_GROUPED = re.compile(r"(?<![\d.:-])\d{3,5}(?:[ -]\d{3,5}){2,}(?:[ -]\d)?(?![\d.:])")
QUIET = ("httpx", "httpcore", "telegram", "aiohttp", "aiosqlite")


class Formatter(JsonFormatter):
    """Level, place, message and, of an exception, its kind and places."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "at", "levelname": "level", "name": "where"},
            json_ensure_ascii=False,
        )

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's own name
        """Kind and places; never the text."""
        kind, _, trace = ei
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in
                  traceback.extract_tb(trace)]  # fmt: skip
        return f"{kind.__name__ if kind else 'error'} at {' < '.join(reversed(places))}"

    def format(self, record: logging.LogRecord) -> str:
        """The line, with numbers and tokens masked."""
        return masked(super().format(record))


def masked(text: str) -> str:
    """Numbers of seven digits and more by their last four, also in groups, and no token.

    >>> masked("account 4100000123, bot123456:AAbbccdd_ee")
    'account ***0123, bot***'
    >>> masked("account 4100 000 123")
    'account ***0123'
    """
    whole = _GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), visible(text))
    return _NUMBER.sub("***", _TOKEN.sub("***", whole))


def set_up() -> None:
    """Log to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Formatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for name in QUIET:
        # httpx logs every address that it calls, and Telegram's hold the token.
        logging.getLogger(name).setLevel(logging.WARNING)
