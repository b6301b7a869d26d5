"""A slow picture or model holds up its own chat alone, and no danger."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from telegram import Bot

from bot.channels.pulse import Pulse
from bot.channels.telegram import preparing
from bot.channels.telegram.job import Job
from bot.channels.telegram.photos import Photos
from bot.channels.telegram.preparing import Preparing
from bot.channels.telegram.settings import CHANNEL
from bot.channels.telegram.worker import NAME, Worker, read
from bot.channels.unstored import Unstored
from bot.hearing.ocr import TextReader
from bot.sqlite.database import open_database
from bot.staff.turn import DeskSettings
from bot.store.inbox import Waiting
from tests.dialogue.conversation import NOW, OFFICE


class SlowPhotos(Photos):
    """Reads when it is told to."""

    def __init__(self, answer: object) -> None:
        super().__init__(Bot("1:x"), TextReader())
        self.asked, self.go, self._answer = asyncio.Event(), asyncio.Event(), answer

    async def lines_of(self, file_id: str) -> tuple[str, ...]:
        self.asked.set()
        await self.go.wait()
        if isinstance(self._answer, Exception):
            raise self._answer
        return (file_id,)


def job(arrival: int, chat: int, **content: object) -> Job:
    about = {"id": chat, "type": "private"}
    message = {"message_id": arrival, "chat": about, "from": {"id": chat}, "date": 1} | content
    return read(Waiting(arrival, str(arrival), json.dumps({"message": message}), 0))


def photo(arrival: int, chat: int, **more: object) -> Job:
    return job(arrival, chat, photo=[{"file_id": f"f{arrival}"}], **more)


def arrivals(jobs: list[Job]) -> list[int]:
    return [one.delivery.waiting.arrival for one in jobs]


async def test_nobody_waits_for_the_picture_of_another() -> None:
    woken = asyncio.Event()
    photos = SlowPhotos(None)
    slow = Preparing(lambda: NOW, woken.set, photos=photos)
    came = [
        photo(1, 7), job(2, 7, text="这是我的单子"), job(3, 8, text="你好"),
        job(4, 7, text="电线掉下来冒火花了"), photo(5, 9, caption="电表冒烟着火了"),
    ]  # fmt: skip
    assert arrivals(slow.begin(came)) == [3, 4, 5]
    assert [(one.arrival, one.chat) for one in slow.busy] == [(1, "7")]
    assert slow.ready() == []
    photos.go.set()
    await asyncio.wait_for(woken.wait(), 5)
    (ready,) = slow.ready()
    assert ready.message is not None
    assert ready.message.photo_lines == ("f1",)
    assert slow.busy == ()
    assert arrivals(slow.begin([came[1]])) == [2]


@pytest.mark.parametrize("error", [RuntimeError(), TimeoutError(), KeyError("x")])
async def test_what_fails_comes_as_it_is(error: Exception) -> None:
    woken = asyncio.Event()
    photos = SlowPhotos(error)
    slow = Preparing(lambda: NOW, woken.set, photos=photos)
    photos.go.set()
    assert slow.begin([photo(1, 7)]) == []
    await asyncio.wait_for(woken.wait(), 5)
    assert arrivals(slow.ready()) == [1]


async def test_of_very_many_at_once_the_rest_is_not_waited_for() -> None:
    slow = Preparing(lambda: NOW, lambda: None, photos=SlowPhotos(None))
    late = slow.begin([photo(n, n) for n in range(1, preparing.MOST + 6)])
    assert len(late) == 5
    slow.stop()


async def test_an_end_in_good_order_lays_nothing_to_what_was_in_hand(tmp_path: Path) -> None:
    photos, desk = SlowPhotos(None), DeskSettings(OFFICE)
    unstored = Unstored(desk)
    came = [("1:1", photo(1, 7).delivery.waiting.payload)]
    async with open_database(tmp_path / "a.db") as database:
        await database.write(lambda store: store.inbox.receive(CHANNEL, came, NOW))
        works = Worker(database, desk, lambda: NOW, int, Pulse([NAME]), unstored, photos=photos)
        working = asyncio.create_task(works.run())
        await photos.asked.wait()
        working.cancel()
        with pytest.raises(asyncio.CancelledError):
            await working
        await database.write(lambda store: store.inbox.note_crash(CHANNEL))
        (waiting,) = await database.write(lambda store: store.inbox.take(CHANNEL, 9))
        assert waiting.tries == 0
