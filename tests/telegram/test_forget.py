"""Forgetting over the wire: nothing of the chat's words stays in any file of the service."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.standin import BotApi
from tests.telegram.conftest import Serving


async def test_nothing_said_stays_in_a_file_while_the_service_runs(
    api: BotApi, serving: Serving, office: Path
) -> None:
    person = api.person("名字标记", phone="+86 13800005678")
    async with serving():
        for words in ("MARKERONE 我的账单", "户号4100000123", "/forget"):
            await person.says(words)
            await person.hears()
        await person.hears_nothing_more()
        # Another's question: what was sent before it is told to the store.
        other = api.person("王芳")
        await other.says("/help")
        await other.hears()
        await other.says("/help")
        await other.hears()
        found = b"".join(file.read_bytes() for file in office.parent.glob("jieti.db*"))
        for mark in ("MARKERONE", "名字标记"):
            assert mark.encode() not in found
        with closing(sqlite3.connect(office)) as db:
            query = "SELECT count(*) FROM {} WHERE chat_id = ?"
            for table in ("inbox", "outbox", "binding", "dialogue_state", "chat_language"):
                rows = db.execute(query.format(table), (str(person.id),)).fetchone()
                assert rows == (0,), table
