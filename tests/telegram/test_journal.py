"""What was sent and not told to the database is not sent again by the next process."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.channels.telegram.incoming import CHANNEL
from bot.channels.telegram.journal import Journal
from bot.clock import now
from bot.contract.messages import Chat
from bot.sqlite.database import open_database
from tests.standin import BotApi
from tests.telegram.conftest import Serving


@pytest.mark.parametrize("torn", ["", "telegram:unfin"])
async def test_what_an_ended_process_had_sent_is_not_sent_again(
    api: BotApi, serving: Serving, office: Path, torn: str
) -> None:
    person = api.person("王芳")
    chat = Chat(CHANNEL, str(person.id))
    async with open_database(office) as database:
        for key in ("sent", "unsent"):
            params = {"text": key}
            await database.write(
                lambda store, k=key, p=params: store.outbox.put(k, chat, "sendMessage", p, now())  # type: ignore[misc]
            )
    with Journal(office) as journal:
        journal.add("sent")
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
