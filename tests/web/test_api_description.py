"""What the API's description says is what it does: calls made up from it, over real HTTP."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from hypothesis import HealthCheck, given, settings

from bot.channels.web.serve import application
from bot.channels.web.settings import WebSettings
from bot.records.client import Client, Right
from bot.sqlite.database import open_database
from bot.store.port import Store
from tests.dialogue.conversation import NOW, put_seed
from tests.web.conftest import DESK

schemathesis = pytest.importorskip("schemathesis")
GenerationMode = schemathesis.GenerationMode
checks = pytest.importorskip("schemathesis.specs.openapi.checks")
TOKEN = "token-of-the-test"
CALLS = 20  # of each kind for each address


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the office answers: a server in a thread of its own."""
    file, ready = tmp_path_factory.mktemp("api") / "api.db", threading.Event()
    told: list[str] = []
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    def serve() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(_serve(file, told, ready, stop))

    thread = threading.Thread(target=serve)
    thread.start()
    ready.wait()
    yield told[0]
    loop.call_soon_threadsafe(stop.set)
    thread.join()
    loop.close()


async def _serve(file: Path, told: list[str], ready: threading.Event, stop: asyncio.Event) -> None:
    async with open_database(file) as database:
        await database.write(put_seed)
        await database.write(_let_in)
        pages = WebSettings("127.0.0.1", 0, secure=False)
        app = application(pages, database, DESK, lambda: NOW, lambda: None)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        told.append(f"http://127.0.0.1:{runner.addresses[0][1]}")
        ready.set()
        await stop.wait()
        await runner.cleanup()


def _let_in(store: Store) -> None:
    """A client for each call: one may not call without end."""
    for number in range(10):
        store.clients.add(Client(f"test{number}", frozenset(Right)), f"{TOKEN}{number}", NOW)


def test_every_call_made_up_from_the_description_is_answered_as_it_says(address: str) -> None:
    schema = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
    operations = [one.ok() for one in schema.get_all_operations()]
    assert len(operations) == len(Right) + 2
    for number, operation in enumerate(operations):
        for mode in GenerationMode:
            _holds(operation, mode, f"{TOKEN}{number}", address)


def _holds(operation: Any, mode: Any, token: str, address: str) -> None:
    # Facts are described in README: that an object may hold none of use is no fault.
    free = [checks.positive_data_acceptance] if operation.label.endswith("assess") else []
    # After so many wrong tokens it is 429 (tests/web/test_api.py).
    not_held = [*free, checks.ignored_auth]

    @settings(
        max_examples=CALLS, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def calls(case: Any) -> None:
        case.call_and_validate(
            base_url=address,
            headers={"Authorization": f"Bearer {token}"},
            excluded_checks=not_held,
        )

    calls()
