"""Runs the application by polling or webhook until it is asked to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from datetime import datetime

from bot.channels.telegram.app import UPDATES, build, prepare
from bot.settings import Settings
from bot.store.database import open_database


async def serve(settings: Settings, clock: Callable[[], datetime]) -> None:
    """Serve until SIGINT or SIGTERM.

    Raises:
        SettingsError: the token is missing or refused.
        StoreError: the database cannot be opened.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    async with open_database(settings.database) as database:
        app = build(settings, database, clock)
        try:
            await prepare(app)
            await app.start()
            updater = app.updater
            assert updater is not None  # noqa: S101 - the builder made one
            if settings.webhook:
                await updater.start_webhook(
                    listen=settings.webhook.listen,
                    port=settings.webhook.port,
                    url_path="telegram",
                    webhook_url=settings.webhook.url,
                    secret_token=settings.webhook.secret,
                    allowed_updates=UPDATES,
                )
            else:
                await updater.start_polling(allowed_updates=UPDATES, drop_pending_updates=False)
            await stop.wait()
        finally:
            if app.updater and app.updater.running:
                await app.updater.stop()
            if app.running:
                await app.stop()
            await app.shutdown()
            # The application leaves its bot open when a wrong token ended its start.
            await app.bot.shutdown()
