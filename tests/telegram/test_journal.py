"""What was sent and not told to the database is not sent again by the next process."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from bot.channels.telegram.journal import Journal
from bot.channels.telegram.settings import CHANNEL
from bot.clock import now
from bot.contract.messages import Chat, Reply
from bot.sqlite.database import open_database
from bot.store.port import Store
from tests.standin import BotApi
from tests.telegram.conftest import Serving


def put(store: Store, key: str, chat: Chat) -> None:
    store.outbox.put(key, chat, Reply(key), now())


@pytest.mark.parametrize("torn", ["", "telegram:unfin"])
async def test_what_an_ended_process_had_sent_is_not_sent_again(
    api: BotApi, serving: Serving, office: Path, torn: str
) -> None:
    person = api.person("王芳")
    chat = Chat(CHANNEL, str(person.id))
    async with open_database(office) as database:
        for key in ("sent", "unsent"):
            await database.write(partial(put, key=key, chat=chat))
    with Journal(office) as journal:
        journal.add("sent", 1)
    path = office.with_name(f"{office.name}-sent")
    path.write_text(path.read_text() + torn)
    async with serving():
        (only,) = await person.hears()
        assert only.plain == "unsent"
        await person.says("/help")
        await person.hears()
        await person.hears_nothing_more()
    assert path.read_text() == ""
    assert path.stat().st_mode & 0o077 == 0


def test_what_is_kept_stands_alone_after_any_end(tmp_path: Path) -> None:
    database = tmp_path / "jieti.db"
    with Journal(database) as journal:
        for key in ("old", "new"):
            journal.add(key, 1)
        journal.keep({"new": 1})
        journal.add("new", 2)
        assert journal.left_over() == {"new": 2}
        with Journal(database) as next_process:
            assert next_process.left_over() == {"new": 2}
        journal.keep({})
        journal.add("newest", 1)
        assert journal.left_over() == {"newest": 1}
    assert {path.name for path in tmp_path.iterdir()} == {"jieti.db-sent"}
