"""`jieti run`: the office's database, and the channel that is served from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.channels.listening import Shared
from bot.channels.telegram import webhook
from bot.channels.telegram.serve import serve
from bot.channels.web import serve as web
from bot.cli import audit_nightly, desk_files, folder
from bot.cli.audit_nightly import Nightly
from bot.cli.operations import bring_up_to_date
from bot.cli.settings import Settings
from bot.sqlite.database import open_database


async def serve_office(settings: Settings, clock: Callable[[], datetime]) -> None:
    """Serve Telegram until SIGINT or SIGTERM; an older database is brought up to date first.

    Raises:
        SettingsError: the token is missing or refused, or the port is taken.
        StoreError: the database cannot be opened.
        LoopEndedError: a part of the service ended that should not.
    """
    if settings.database.exists():
        bring_up_to_date(settings)
    async with open_database(settings.database, key=settings.audit_key) as database:
        shared = Shared(webhook.PATH) if settings.web else None
        more = {desk_files.NAME: desk_files.served(database, settings.desk, clock)}
        if settings.inbox:
            more[folder.NAME] = folder.each_night(settings.inbox, database, settings.desk, clock)
        if settings.nightly:
            nightly = Nightly(settings.nightly, settings.tells)
            loop = audit_nightly.each_night(nightly, database, settings.desk, clock)
            more[audit_nightly.NAME] = loop
        if settings.web:
            pages = web.page(settings.web, database, settings.desk, clock, shared=shared)
            more[web.NAME] = pages
        await serve(settings.telegram, settings.desk, database, clock, more, shared)
