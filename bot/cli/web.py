"""`jieti web`: the pages alone, for an office without a messenger, or to try them."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot import clock
from bot.channels.web.settings import CHANNELS, WebSettings
from bot.cli.databases import only_service, open_database
from bot.cli.operations import bring_up_to_date
from bot.cli.settings import Settings, read_settings
from bot.wording.catalogue import mark, words
from bot.wording.faults import fault

USUAL = WebSettings("127.0.0.1", 8080, secure=False, url="http://127.0.0.1:8080")


def add_to(add: Callable[..., Any]) -> None:
    """Make the command known to the parser."""
    command = add("web", web, mark("serve the pages on which customers ask and staff work"))
    command.add_argument(
        "--sample", action="store_true", help=mark("with the made-up office, on this machine")
    )


def web(arguments: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM."""
    if not arguments.sample:
        settings = read_settings(os.environ)
        with only_service(settings.database, wait=False):
            if settings.database.exists():
                bring_up_to_date(settings)
            return _until_the_end(_serve(settings, settings.web or USUAL))
    with tempfile.TemporaryDirectory(prefix="jieti-web-") as folder:
        handbook, replies = Path(folder, "handbook"), Path(folder, "drafts.yaml")
        handbook.mkdir()
        replies.touch()
        sample = {
            "JIETI_DATABASE": f"{folder}/sample.db", "JIETI_OFFICE_NAME": "青石供电所",
            "JIETI_HANDBOOK": str(handbook), "JIETI_DRAFTS": str(replies),
        }  # fmt: skip
        page = read_settings(os.environ).web or USUAL
        return _until_the_end(_serve(read_settings(sample), page, sample=True))


def _until_the_end(serving: Coroutine[Any, Any, None]) -> int:
    from bot.channels.running import LoopEndedError  # noqa: PLC0415 - most commands serve nothing

    try:
        asyncio.run(serving)
    except LoopEndedError as error:
        print(f"jieti: {fault(words(), error)}", file=sys.stderr)
        return 1
    return 0


async def _serve(settings: Settings, page: WebSettings, *, sample: bool = False) -> None:
    from bot.channels import health  # noqa: PLC0415 - most commands serve nothing
    from bot.channels.listening import bare, open_port  # noqa: PLC0415
    from bot.channels.pulse import Pulse, Watch  # noqa: PLC0415
    from bot.channels.running import until_stopped  # noqa: PLC0415
    from bot.channels.telegram.house import HOUSE, House  # noqa: PLC0415
    from bot.channels.telegram.witness import Witness  # noqa: PLC0415
    from bot.channels.web import serve  # noqa: PLC0415
    from bot.cli import web_sample  # noqa: PLC0415

    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    channels = {**settings.desk.channels, **CHANNELS}
    desk = replace(settings.desk, channels=channels, page=page.url)
    opened = open_database(settings.database, key=settings.audit_key)
    async with opened as database, AsyncExitStack() as ports:
        now = await web_sample.prepared(database, desk) if sample else clock.now
        pulse, nobody = Pulse([serve.NAME, HOUSE]), Witness(now)
        keeps = House(settings.keep, desk, database, now, nobody, pulse, lambda: None)

        async def listening() -> None:
            say = words()
            address = f"http://{page.address}:{page.port}/chat"
            print(say("Customers ask here: {address}", address=address), flush=True)
            for line in await web_sample.links(database, desk, now()) if sample else ():
                print(line, flush=True)

        served = serve.page(page, database, desk, now, listening)(pulse, None, lambda: None)
        if settings.health:
            answers = bare(health.routes(database, pulse, now, settings.office.hours))
            await ports.enter_async_context(open_port("JIETI_HEALTH", *settings.health, answers))
        with Watch(pulse):
            loops = {serve.NAME: served, HOUSE: keeps.run}
            await until_stopped(stop, loops, lambda: None, "")
