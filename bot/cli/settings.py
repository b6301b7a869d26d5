"""Configuration by environment variables; README.md has the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError

from bot.channels.telegram import settings as telegram
from bot.channels.telegram.settings import Limits, TelegramSettings, Webhook
from bot.channels.web import settings as web
from bot.channels.web.settings import WebSettings
from bot.channels.wechat.settings import WechatSettings
from bot.cli import setting_wechat
from bot.cli.counting import months_from, own_rules
from bot.cli.setting_kinds import PREFIX, THIS_MACHINE, folder
from bot.cli.setting_table import NAMES, Environment
from bot.contract.channel import COUNTER, INSIDE, TERMINAL
from bot.contract.errors import SettingsError
from bot.contract.hours import Hours
from bot.contract.messages import Chat
from bot.contract.office import Office
from bot.hearing.endpoint import Endpoint
from bot.staff.turn import DeskSettings
from bot.store.address import Place, beside
from bot.store.retention import Keep
from bot.wording.catalogue import words
from bot.wording.faults import fault

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
    whether customers then hear before the bill. Beside the file `beside` this machine keeps what
    is its own.
    """

    database: Place
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
    wechat: WechatSettings | None = None
    beside: Path = Path()

    @property
    def desk(self) -> DeskSettings:
        """What the counter is told."""
        admin = Chat(telegram.CHANNEL, self.admin) if self.admin else None
        served = {**(web.CHANNELS if self.web else {}), **setting_wechat.channels(self.wechat)}
        page = self.web.url if self.web else ""
        return DeskSettings(self.office, admin, channels={**CHANNELS, **served}, page=page,
                            scan=setting_wechat.link(self.wechat))  # fmt: skip

    @property
    def telegram(self) -> TelegramSettings:
        """What the Telegram channel is told."""
        return TelegramSettings(
            self.token, self.api_url, self.webhook, self.limits, self.beside, self.keep,
            self.helper, self.health,
        )  # fmt: skip


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read and check the environment.

    Raises:
        SettingsError: names each variable that is wrong, and says what to do.
        RegionFileError: the region's file cannot be used.
    """
    # `NAME=` in a file of settings means that nothing is set.
    given = {
        name: text.strip()
        for name, text in environment.items()
        if name.startswith(PREFIX) and text.strip()
    }
    try:
        read = Environment.model_validate(given, context=environment.get("CREDENTIALS_DIRECTORY"))
    except ValidationError as error:
        # What it says of itself would show the token.
        raise SettingsError.of("\n".join(_faults(error))) from None
    keep = Keep(
        read.keep_chat_days, read.keep_case_days, read.keep_audit_days, read.keep_binding_days
    )
    return Settings(
        read.database,
        _office(read, keep),
        read.token_file or read.token,
        read.api_url,
        _webhook(read),
        Limits(*read.sends),
        read.admin,
        keep,
        Endpoint(read.llm_url, read.llm_model, read.llm_key) if read.llm_url else None,
        read.audit_key or b"",
        read.inbox_dir,
        _health(read),
        read.audit_dir,
        read.audit_tells,
        _pages(read),
        read.wechat,
        beside(read.database, environment),
    )


def _faults(error: ValidationError) -> Iterator[str]:
    """A line for each; a name that is none, with the nearest."""
    say = words()
    for one in error.errors(include_url=False, include_input=False):
        name, wrong = str(one["loc"][0]), one.get("ctx", {}).get("error")
        if isinstance(wrong, SettingsError):
            yield fault(say, wrong)
        elif near := get_close_matches(name, NAMES, n=1):
            yield say("{name} is no setting; is {near} meant?", name=name, near=near[0])
        else:
            yield say("{name} is no setting; README lists them.", name=name)


def regions_folder(environment: Mapping[str, str]) -> Path | None:
    """The folder with the office's own region files, if it has one.

    Raises:
        SettingsError: there is no such folder.
    """
    text = environment.get("JIETI_REGIONS")
    return folder("JIETI_REGIONS", text) if text else None


def _office(read: Environment, keep: Keep) -> Office:
    return Office(
        read.office_name,
        read.office_phone,
        read.region,
        months_from(read),
        read.regions,
        read.disclosure,
        Hours(read.hours, read.holidays or {}),
        read.keep_backup_days,
        read.goodwill_limit,
        read.drafts,
        read.handbook,
        read.alone_limit,
        own_rules(read),
        (keep.chat, keep.case, keep.audit),
        templates=read.templates,
        duty=read.duty or {},
        link=read.link,
        practice_first=read.practice_first or frozenset(),
        assessment=read.assessment or (),
    )


def _webhook(read: Environment) -> Webhook | None:
    if not read.webhook_url:
        return None
    return Webhook(read.webhook_url, read.webhook_secret, read.webhook_listen, read.webhook_port)


def _health(read: Environment) -> tuple[str, int] | None:
    """With a webhook there is always a port; else where it is asked for."""
    return read.health or (("127.0.0.1", 8444) if read.webhook_url else None)


def _pages(read: Environment) -> WebSettings | None:
    """The pages: behind a proxy that speaks https, or on this machine alone."""
    if not read.web:
        return None
    address, port = read.web
    is_local = address in THIS_MACHINE
    url = read.web_url or (f"http://{address}:{port}" if is_local else "")
    return WebSettings(address, port, url.startswith("https:") or not is_local, url)
