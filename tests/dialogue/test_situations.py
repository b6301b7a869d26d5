"""The first answer to every situation of the sample office, as it is read: in three languages.

Where an answer is meant to change: `python -m tests.dialogue.test_situations` writes them anew,
and whoever changed it reads what git shows.
"""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.intake.importer import import_file
from bot.sample_office import sample_files
from bot.sqlite.database import open_database
from bot.sqlite.store import SqliteStore
from bot.store.port import Store
from tests.dialogue.conversation import NOW, Customer
from tests.dialogue.test_questions import imported, office

__all__ = ["imported", "office"]
LANGUAGES = {"zh_Hans_CN": "zh-CN", "zh_Hant": "zh-TW", "en": "en"}
FOLDER = Path(__file__).parent / "situations"
NUMBERS = (*range(4100000123, 4100000174), 4100000000152)


def answers(store: Store, locale: str) -> Iterator[str]:
    """Each account with what it is told first, outside of the fold."""
    for number in map(str, NUMBERS):
        if store.accounts.get(number) is None:
            continue
        customer = Customer(store, f"{locale}{number}", LANGUAGES[locale])
        store.chats.bind(customer.chat, number, NOW)
        for reply in customer.commands("why"):
            yield f"{number}\n{reply.headline}\n{reply.body}\n"


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_situation_is_told_as_it_was_read(office: Store, locale: str) -> None:
    assert "\n".join(answers(office, locale)) == (FOLDER / f"{locale}.txt").read_text("utf-8")


def write() -> None:
    """Write the answers of today."""
    FOLDER.mkdir(exist_ok=True)
    for locale in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "jieti.db"

            async def fill(path: Path = path) -> None:
                async with open_database(path) as database:
                    for file in sample_files():
                        await import_file(database, file, NOW)

            asyncio.run(fill())
            with closing(sqlite3.connect(path, isolation_level=None)) as db:
                db.row_factory = sqlite3.Row
                text = "\n".join(answers(SqliteStore(db), locale))
        (FOLDER / f"{locale}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    write()
