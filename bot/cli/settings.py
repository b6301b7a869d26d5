"""Configuration by environment variables; README.md has the table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path

from bot.cases import deadlines
from bot.channels.telegram import settings as telegram
from bot.channels.telegram.settings import Limits, TelegramSettings, Webhook
from bot.channels.web import settings as web
from bot.channels.web.settings import WebSettings
from bot.cli import setting_kinds as kinds
from bot.cli.counting import months_from, own_rules
from bot.cli.own_calendar import own_calendar
from bot.cli.own_papers import own_drafts, own_duty, own_practice, own_templates
from bot.cli.setting_faults import Reading
from bot.cli.setting_pages import THIS_MACHINE, pages
from bot.contract.channel import COUNTER, INSIDE, TERMINAL
from bot.contract.errors import SettingsError
from bot.contract.hours import Hours
from bot.contract.messages import Chat
from bot.contract.office import Disclosure, Office
from bot.handbook.book import read_book
from bot.hearing.endpoint import Endpoint
from bot.staff.turn import DeskSettings
from bot.store.retention import Keep
from tariff_rules import MonthsFrom, region_names

LEAST_KEY = 32  # characters
CHANNELS = {
    telegram.CHANNEL: telegram.CAN,
    TERMINAL: INSIDE,
    COUNTER: INSIDE,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings.

    `api_url` is for a Bot API server of one's own; None is Telegram's. `admin` is the Telegram
    user who is told when something needs a hand. `audit_key` seals the audit trail (b"" = none).
    The files in `inbox` are taken in at night; those in `nightly` are audited, and `tells` is
    whether customers then hear before the bill.
    """

    database: Path
    office: Office
    token: str
    api_url: str | None
    webhook: Webhook | None
    limits: Limits
    admin: str | None
    keep: Keep
    helper: Endpoint | None
    audit_key: bytes = b""
    inbox: Path | None = None
    health: tuple[str, int] | None = None
    nightly: Path | None = None
    tells: bool = False
    web: WebSettings | None = None

    @property
    def desk(self) -> DeskSettings:
        """What the counter is told."""
        admin = Chat(telegram.CHANNEL, self.admin) if self.admin else None
        served = web.CHANNELS if self.web else {}
        page = self.web.url if self.web else ""
        return DeskSettings(self.office, admin, channels={**CHANNELS, **served}, page=page)

    @property
    def telegram(self) -> TelegramSettings:
        """What the Telegram channel is told."""
        return TelegramSettings(
            self.token, self.api_url, self.webhook, self.limits, self.database, self.keep,
            self.helper, self.health,
        )  # fmt: skip


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read and check the environment.

    Raises:
        SettingsError: names the variable and says what to do.
        RegionFileError: the region's file cannot be used.
    """
    # `NAME=` in a file of settings means that nothing is set.
    environment = {name: value for name, value in environment.items() if value.strip()}
    read = Reading(environment)
    keep = Keep(
        read(kinds.days, "JIETI_KEEP_CHAT_DAYS", Keep().chat, 1),
        read(kinds.days, "JIETI_KEEP_CASE_DAYS", Keep().case, 365),
        read(kinds.days, "JIETI_KEEP_AUDIT_DAYS", Keep().audit, 183),
        read(kinds.days, "JIETI_KEEP_BINDING_DAYS", Keep().binding, 30),
    )
    settings = Settings(
        Path(environment.get("JIETI_DATABASE", "jieti.db")),
        read(_office, read, keep),
        read(_token),
        read(_api_url),
        read(_webhook),
        read(_limits),
        read(_admin),
        keep,
        read(_helper),
        read(_audit_key),
        read(kinds.folder_of, "JIETI_INBOX_DIR"),
        read(_health),
        read(kinds.folder_of, "JIETI_AUDIT_DIR"),
        read(kinds.wanted, "JIETI_AUDIT_TELLS"),
        read(pages),
    )
    read.must_be_right()
    return settings


def _office(environment: Mapping[str, str], read: Reading, keep: Keep) -> Office:
    folder = regions_folder(environment)
    region = environment.get("JIETI_REGION", "henan")
    is_known = region in region_names(folder)
    office = Office(
        environment.get("JIETI_OFFICE_NAME", "供电所"),
        environment.get("JIETI_OFFICE_PHONE", ""),
        region,
        read(months_from, region, folder) if is_known else MonthsFrom.REGISTRATION,
        folder,
        read(_disclosure),
        read(_hours, read(own_calendar)),
        read(_backup_days),
        read(kinds.yuan, "JIETI_GOODWILL_LIMIT"),
        read(own_drafts),
        read(_handbook, region) if is_known else None,
        read(kinds.yuan, "JIETI_ALONE_LIMIT") or Decimal(0),
        read(own_rules),
        (keep.chat, keep.case, keep.audit),
        templates=read(own_templates),
        duty=read(own_duty),
        link=read(kinds.link),
        practice_first=read(own_practice),
    )
    if not is_known:
        known = ", ".join(region_names(folder))
        raise SettingsError(
            "JIETI_REGION: '{region}' has no region file; known are {known}",
            region=region,
            known=known,
        )
    return office


def regions_folder(environment: Mapping[str, str]) -> Path | None:
    """The folder with the office's own region files, if it has one.

    Raises:
        SettingsError: there is no such folder.
    """
    return kinds.folder_of(environment, "JIETI_REGIONS")


def _handbook(environment: Mapping[str, str], region: str) -> Path | None:
    """The folder with the office's own files of the handbook; what stands there is looked at."""
    folder = kinds.folder_of(environment, "JIETI_HANDBOOK")
    deadlines.must_promise(read_book(folder), region)
    return folder


def _disclosure(environment: Mapping[str, str]) -> Disclosure:
    text = environment.get("JIETI_DISCLOSURE", Disclosure.MASKED)
    if text not in set(Disclosure):
        known = ", ".join(Disclosure)
        raise SettingsError(
            "JIETI_DISCLOSURE: '{text}' is not known; use one of {known}", text=text, known=known
        )
    return Disclosure(text)


def _hours(environment: Mapping[str, str], calendar: Mapping[date, bool] | None) -> Hours:
    text = environment.get("JIETI_HOURS", "")
    if not text:
        return Hours(own=calendar or {})
    found = re.fullmatch(r"(\d\d?:\d\d)-(\d\d?:\d\d)(?:,(\d\d?:\d\d)-(\d\d?:\d\d))?", text)
    try:
        moments = [time.fromisoformat(m.zfill(5)) for m in (found.groups() if found else ()) if m]
    except ValueError:
        moments = []
    if not moments or moments != sorted(set(moments)):
        raise SettingsError(
            "JIETI_HOURS: '{text}' should be the hours of a working day, as in "
            "08:00-12:00,14:00-18:00",
            text=text,
        )
    return Hours(tuple(zip(moments[::2], moments[1::2], strict=True)), calendar or {})


def _limits(environment: Mapping[str, str]) -> Limits:
    text = environment.get("JIETI_SENDS")
    if not text:
        return Limits()
    figures = text.split(",")
    if len(figures) != 3 or not all(re.fullmatch(r"[1-9]\d{0,5}", f.strip()) for f in figures):
        raise SettingsError(
            "JIETI_SENDS: '{text}' is not known; write three whole numbers, sends a second in "
            "all, a second in one chat, a minute in one group: 30,1,20",
            text=text,
        )
    return Limits(*(float(figure) for figure in figures))


def _helper(environment: Mapping[str, str]) -> Endpoint | None:
    url = environment.get("JIETI_LLM_URL", "").strip()
    if not url:
        return None
    name = environment.get("JIETI_LLM_MODEL", "").strip()
    if not kinds.address_in(url).hostname or not name:
        raise SettingsError(
            "JIETI_LLM_URL: write an http address up to /v1, and the model's name into "
            "JIETI_LLM_MODEL"
        )
    return Endpoint(url, name, environment.get("JIETI_LLM_KEY", "").strip())


def _backup_days(environment: Mapping[str, str]) -> int | None:
    name = "JIETI_KEEP_BACKUP_DAYS"
    return kinds.days(environment, name, 1, 1) if name in environment else None


def _admin(environment: Mapping[str, str]) -> str | None:
    text = environment.get("JIETI_ADMIN", "").strip()
    if text and not re.fullmatch(r"[1-9]\d{0,18}", text):
        raise SettingsError(
            "JIETI_ADMIN: '{text}' is no Telegram user id; it has digits only", text=text
        )
    return text or None


def _token(environment: Mapping[str, str]) -> str:
    return (
        kinds.secret(environment, "JIETI_TOKEN_FILE") or environment.get("JIETI_TOKEN", "").strip()
    )


def _audit_key(environment: Mapping[str, str]) -> bytes:
    key = kinds.secret(environment, "JIETI_AUDIT_KEY")
    if "JIETI_AUDIT_KEY" in environment and len(key) < LEAST_KEY:
        raise SettingsError(
            "JIETI_AUDIT_KEY: the key in that file is too short; {least_key} characters at "
            "least, from `openssl rand -hex 32`",
            least_key=LEAST_KEY,
        )
    return key.encode()


def _api_url(environment: Mapping[str, str]) -> str | None:
    """A Bot API server of one's own; what is said there is in clear only within this machine."""
    text = environment.get("JIETI_API_URL", "").strip()
    if not text:
        return None
    if not (parts := kinds.address_in(text)).hostname:
        raise SettingsError(
            "JIETI_API_URL: {text} is no address; it begins with https://", text=text
        )
    if parts.scheme == "http" and parts.hostname not in THIS_MACHINE:
        raise SettingsError(
            "JIETI_API_URL: http to {hostname} would send the token and all that is said in "
            "clear; use https, or a server on this machine (127.0.0.1)",
            hostname=parts.hostname,
        )
    return text


def _health(environment: Mapping[str, str]) -> tuple[str, int] | None:
    """With a webhook there is always a port; else where it is asked for."""
    usual = "127.0.0.1:8444" if environment.get("JIETI_WEBHOOK_URL") else ""
    text = environment.get("JIETI_HEALTH", usual)
    if not text:
        return None
    return kinds.address_and_port("JIETI_HEALTH", text)


def _webhook(environment: Mapping[str, str]) -> Webhook | None:
    url = environment.get("JIETI_WEBHOOK_URL")
    if not url:
        return None
    secret = environment.get("JIETI_WEBHOOK_SECRET", "")
    if not re.fullmatch("[A-Za-z0-9_-]{16,256}", secret):
        raise SettingsError(
            "JIETI_WEBHOOK_SECRET: set 16 to 256 characters of A-Z a-z 0-9 _ -, so that nobody "
            "can forge updates"
        )
    port = environment.get("JIETI_WEBHOOK_PORT", "8443")
    if not kinds.is_port(port):
        raise SettingsError("JIETI_WEBHOOK_PORT: '{port}' is not a port number", port=port)
    return Webhook(url, secret, environment.get("JIETI_WEBHOOK_LISTEN", "127.0.0.1"), int(port))
