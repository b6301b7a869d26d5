from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from bot.channels.telegram.settings import CHANNEL
from bot.cli.serving import serve_office
from bot.cli.settings import read_settings
from bot.contract.messages import Chat
from bot.sqlite.database import open_database
from bot.store.port import Store
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import NOW, new_file, put_account, put_bill
from tests.standin import BotApi, Person

Serving = Callable[..., AbstractAsyncContextManager[None]]
PHONE = "+86 13800005678"


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        server.now = NOW
        yield server


@pytest.fixture
def environment(api: BotApi, tmp_path: Path) -> dict[str, str]:
    return {
        "JIETI_TOKEN": api.token,
        "JIETI_API_URL": api.base_url,
        "JIETI_DATABASE": str(tmp_path / "jieti.db"),
        "JIETI_OFFICE_NAME": "青石供电所",
        "JIETI_OFFICE_PHONE": "0377-0000000",
        "JIETI_SENDS": "1000,1000,1000",
    }


@pytest.fixture
async def office(environment: Mapping[str, str]) -> Path:
    """The office's database with the seed's account in it."""
    path = Path(environment["JIETI_DATABASE"])
    async with open_database(new_file(path)) as database:
        await database.write(
            lambda db: put_account(db, SEED, "张建国", "13800005678", "2018-12-05", "2018-10-08")
        )
        await database.write(
            lambda db: put_bill(db, SEED, "2018-10-08", "2018-12-20", "420", "287.20")
        )
        await database.write(everybody_agrees)
    return path


def everybody_agrees(store: Store) -> None:
    """Whoever the stand-in will know has agreed to figures in this messenger."""
    for number in range(1000, 2000):
        store.chats.put_agrees(Chat(CHANNEL, str(number)), NOW, agrees=True)


@pytest.fixture
def serving(api: BotApi, environment: dict[str, str], office: Path) -> Serving:
    """Serves the office on the stand-in once `asked` was; keywords are further settings."""
    assert office.exists()

    @asynccontextmanager
    async def run(asked: str = "getUpdates", **more: str) -> AsyncIterator[None]:
        task = asyncio.create_task(serve_office(read_settings(environment | more), lambda: NOW))
        calls = len(api.calls)

        def ready() -> bool:
            names = {name for name, _ in api.calls[calls:]}
            return task.done() or asked in names or bool(api.webhook)

        try:
            task.add_done_callback(lambda _: api.bell.ring())
            await api.bell.until(ready, 20)
            if task.done():
                task.result()
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    return run


@pytest.fixture
async def zhang(api: BotApi, serving: Serving) -> AsyncIterator[Person]:
    """The seed's customer, talking to a bot that polls."""
    async with serving():
        yield api.person("建国", phone=PHONE)
