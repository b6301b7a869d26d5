"""Looks at everything the service needs and says what to do about what is missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime
from pathlib import Path

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.calling import NoBotApiError, begin
from bot.cli.checks import Check, Finding
from bot.cli.databases import open_existing
from bot.cli.doctor_office import around, books_and_people
from bot.cli.doctor_wechat import accounts as wechat_accounts
from bot.cli.settings import Settings, read_settings
from bot.contract.errors import SettingsError
from bot.contract.hours import AHEAD, Hours
from bot.sqlite.backup import check
from bot.sqlite.files import must_be_usable
from bot.store.port import StoreError
from bot.wording.catalogue import Words
from bot.wording.faults import fault
from bot.wording.trail import faults
from tariff_rules import TariffRulesError

ROOM = 500_000_000  # bytes that should be free


async def examine(
    environment: Mapping[str, str], now: datetime, say: Words, env_file: Path | None = None
) -> AsyncIterator[Check]:
    """Each check in turn; `env_file` is the file of settings, if one was named."""
    try:
        settings = read_settings(environment)
    except (SettingsError, TariffRulesError) as error:
        yield Check(Finding.BAD, say("Settings: {error}", error=fault(say, error)))
        return
    yield Check(Finding.GOOD, say("Settings: region {region}", region=settings.office.region))
    yield _clock(now, say)
    yield _calendar(settings.office.hours, now.date(), say)
    if isinstance(settings.database, Path):
        yield _disk(settings.database, say)
    if env_file:
        yield _settings_file(env_file, say)
    if settings.token:
        yield _secret_file(environment, say)
    yield await _database(settings, say)
    if settings.database.exists():
        for check in await books_and_people(settings, now, say):
            yield check
    for check in around(settings, environment, say):
        yield check
    yield await _token(settings, say)
    async for check in wechat_accounts(settings, now, say):
        yield check


def _clock(now: datetime, say: Words) -> Check:
    if now.year < 2025 or now.utcoffset() is None:
        return Check(Finding.BAD, say("Clock: {now} cannot be right; set the time", now=now))
    return Check(Finding.GOOD, say("Clock: {now}", now=f"{now:%Y-%m-%d %H:%M %z}"))


def _calendar(hours: Hours, today: date, say: Words) -> Check:
    """Whether the days off are known on which deadlines of the next weeks are counted."""
    year = hours.unknown_year(today)
    if year is None:
        last = (today + AHEAD).year
        return Check(Finding.GOOD, say("Calendar: days off of {year} are known", year=last))
    told = say(
        "Calendar: of {year} only weekends and statutory days are known; write its days off into "
        "a file (JIETI_HOLIDAYS)",
        year=year,
    )
    return Check(Finding.NOTE, told)


def _disk(database: Path, say: Words) -> Check:
    folder = next(parent for parent in database.absolute().parents if parent.exists())
    free = shutil.disk_usage(folder).free
    text = say("Disk: {free} MB free for the database", free=free // 1_000_000)
    if not os.access(folder, os.W_OK):
        return Check(Finding.BAD, say("Disk: {folder} cannot be written", folder=folder))
    return Check(Finding.GOOD if free >= ROOM else Finding.NOTE, text)


def _settings_file(path: Path, say: Words) -> Check:
    if path.stat().st_mode & 0o077:
        told = say("Settings: others may read {path}, and the token stands there; chmod 600 it",
                   path=path)  # fmt: skip
        return Check(Finding.BAD, told)
    return Check(Finding.GOOD, say("Settings: only its owner reads {path}", path=path))


def _secret_file(environment: Mapping[str, str], say: Words) -> Check:
    """Where the token stands; one in a file that others read was refused with the settings."""
    if not environment.get("JIETI_TOKEN_FILE"):
        return Check(Finding.GOOD, say("Token: from the environment"))
    return Check(Finding.GOOD, say("Token: in a file that only its owner reads"))


async def _database(settings: Settings, say: Words) -> Check:
    path = settings.database.absolute()
    if not path.exists():
        return Check(
            Finding.NOTE,
            say(
                "Database: there is no {path}; jieti import makes it, JIETI_DATABASE says where "
                "it is",
                path=path,
            ),
        )
    if isinstance(path, Path) and path.is_file() and path.stat().st_mode & 0o077:
        return Check(Finding.BAD, say("Database: others may read {path}; chmod 600 it", path=path))
    try:
        if isinstance(path, Path):
            must_be_usable(path)
            check(path)
        async with open_existing(path, settings.audit_key) as database:
            trail = await database.read(lambda store: store.audit.verify())
            aside = await database.read(lambda store: store.inbox.count("set_aside"))
            failed = await database.read(lambda store: store.outbox.count("failed"))
    except StoreError as error:
        return Check(Finding.BAD, say("Database: {error}", error=fault(say, error)))
    if wrong := next(faults(say, trail), None):
        return Check(Finding.BAD, say("Database: {error}", error=wrong))
    return Check(
        Finding.NOTE if aside or failed else Finding.GOOD,
        say(
            "Database: {path} is whole, and only its owner reads it; {aside} messages set aside, "
            "{failed} could not be sent",
            path=path,
            aside=aside,
            failed=failed,
        ),
    )


async def _token(settings: Settings, say: Words) -> Check:
    if not settings.token:
        return Check(Finding.NOTE, say("Telegram: no token; only the terminal works"))
    bot = Bot(settings.token, settings.api_url) if settings.api_url else Bot(settings.token)
    try:
        await begin(bot)
        if bot.can_read_all_group_messages:
            return Check(Finding.GOOD, say("Telegram: this is @{name}", name=bot.username))
        return Check(
            Finding.NOTE,
            say(
                "Telegram: this is @{name}; privacy mode is on, so forwards in a staff group "
                "do not arrive. Turn it off (@BotFather, /setprivacy), then take the bot out "
                "of the group and in again. Private chats are not concerned",
                name=bot.username,
            ),
        )
    except NoBotApiError:
        return Check(Finding.BAD, say("Telegram: what answers at JIETI_API_URL is no Bot API"))
    except InvalidToken:
        return Check(
            Finding.BAD,
            say("Telegram: the token is not known; copy it again from @BotFather"),
        )
    except TelegramError as error:
        return Check(
            Finding.BAD, say("Telegram: cannot be reached: {kind}", kind=type(error).__name__)
        )
    finally:
        await bot.shutdown()
