"""The page as a loop of the service: a port that is taken is said, and nothing hangs."""

from __future__ import annotations

import asyncio
import socket

import pytest

from bot.channels.pulse import Pulse
from bot.channels.running import until_stopped
from bot.channels.web import serve
from bot.channels.web.settings import WebSettings
from bot.contract.errors import SettingsError
from tests.web.conftest import DESK, Page


async def test_a_port_that_is_taken_is_named_and_the_service_ends(page: Page) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = WebSettings("127.0.0.1", taken.getsockname()[1], secure=False)
        made = serve.page(settings, page.database, DESK, page.clock)
        loop = made(Pulse([serve.NAME]), None, lambda: None)
        with pytest.raises(SettingsError, match="JIETI_WEB"):
            await until_stopped(asyncio.Event(), {serve.NAME: loop}, lambda: None, "")
