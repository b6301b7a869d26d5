"""An office that has no Telegram, on PostgreSQL: it hears at once what another process writes."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot import clock
from bot.channels.unstored import Unstored
from bot.cli.serving import serve_quietly
from bot.cli.settings import read_settings
from bot.contract.channel import SEAT
from bot.contract.messages import Chat, Reply
from bot.postgres.database import open_database
from tests.standin.people import PATIENCE


async def test_an_office_without_telegram_hears_what_others_write(
    tmp_path: Path, url: str
) -> None:
    file = tmp_path / "wechat.yaml"
    file.touch(0o600)
    file.write_text("kf: []")
    settings = read_settings({"JIETI_DATABASE": url, "JIETI_WECHAT": str(file)})
    bell = asyncio.Event()
    async with open_database(url) as ours, open_database(url) as another:
        unstored = Unstored(settings.desk)
        serving = asyncio.create_task(
            serve_quietly(settings, ours, clock.now, unstored, {}, bell.set)
        )
        try:
            async with asyncio.timeout(PATIENCE):
                for number in range(2):  # the first may ring as anything does that begins
                    bell.clear()
                    await another.write(
                        lambda store, n=number: store.outbox.put(
                            f"of-another-{n}", Chat(SEAT, "1"), Reply("有新的"), clock.now()
                        )
                    )
                    await bell.wait()
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
