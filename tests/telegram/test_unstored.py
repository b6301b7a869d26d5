"""A disk that fills after a message was stored: who is in danger has the words all the same."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from pathlib import Path

import pytest

from bot.channels.pulse import Pulse
from bot.channels.telegram.settings import CHANNEL
from bot.channels.telegram.turns import turn_of
from bot.channels.telegram.worker import NAME, Worker
from bot.channels.unstored import Unstored
from bot.contract.messages import Chat, Reply
from bot.sqlite.database import open_database
from bot.staff.turn import DeskSettings
from tests.dialogue.conversation import NOW, OFFICE
from tests.disk import full_disk
from tests.faults.scenarios import DANGER, HELP


def update(number: int, text: str) -> tuple[str, str]:
    chat = {"id": number, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": chat, "text": text}
    return f"1:{number}", json.dumps({"update_id": number, "message": message})


@pytest.mark.parametrize("in_hand", [False, True])
async def test_a_danger_that_was_stored_before_has_the_words(
    tmp_path: Path, *, in_hand: bool
) -> None:
    said: list[tuple[Chat, Reply]] = []
    told = asyncio.Event()

    async def say(chat: Chat, reply: Reply) -> None:
        said.append((chat, reply))
        told.set()

    desk = DeskSettings(OFFICE)
    unstored = Unstored(desk)
    unstored.speaks(CHANNEL, say)
    came = [update(5, "/help"), update(7, DANGER)]
    async with open_database(tmp_path / "a.db") as database:
        await database.write(lambda store: store.inbox.receive(CHANNEL, came, NOW, turn_of))
        if in_hand:  # and the process ended over it
            await database.write(lambda store: store.inbox.take(CHANNEL, 9))
        works = Worker(database, desk, lambda: NOW, told.set, Pulse([NAME]), unstored)
        with full_disk():
            working = asyncio.create_task(works.run())
            await asyncio.wait_for(told.wait(), 30)
            told.clear()
        assert {chat for chat, _ in said} == {Chat(CHANNEL, "7")}
        assert HELP in said[0][1].text
        await asyncio.wait_for(told.wait(), 30)  # there is room again, and it is handled
        assert unstored.is_over
        assert await database.read(lambda store: store.cases.count_open()) == 1
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
