"""Every setting: its name, how its text is read, what holds without it, and what it is for.

README's table is made of this (`make docs`), and a name that is not here is no setting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, ValidationInfo, field_validator

from bot.bills.own_rules import SETTABLE
from bot.cases import deadlines
from bot.channels.wechat.settings import WechatSettings
from bot.cli import setting_kinds as kinds
from bot.cli.own_calendar import own_calendar
from bot.cli.own_limits import own_limits
from bot.cli.own_papers import own_drafts, own_duty, own_practice, own_templates
from bot.cli.setting_kinds import kind, name_of
from bot.cli.setting_wechat import accounts
from bot.contract.errors import SettingsError
from bot.contract.office import Disclosure, Limit
from bot.handbook.book import read_book
from bot.store.address import Place
from bot.wording.catalogue import Words, mark
from tariff_rules import MonthsFrom, region_names

Folder = Annotated[Path | None, kind(kinds.folder)]
OneMonthsFrom = Annotated[MonthsFrom | None, kind(kinds.one_of(MonthsFrom))]
Started = Annotated[str | None, kind(kinds.one_of(SETTABLE["started_month"]))]
YearEnd = Annotated[str | None, kind(kinds.one_of(SETTABLE["belongs_to"]))]
Rounding = Annotated[str | None, kind(kinds.one_of(SETTABLE["rounding"]))]
OneReader = Annotated[str | None, kind(kinds.one_of(SETTABLE["reader"]))]
Spans = Annotated[tuple[tuple[time, time], ...], kind(kinds.hours)]
OneDisclosure = Annotated[Disclosure, kind(kinds.one_of(Disclosure))]
Key = Annotated[bytes | None, PlainValidator(kinds.key)]
Secret = Annotated[str, PlainValidator(kinds.secret)]
Calendar = Annotated[Mapping[date, bool] | None, kind(own_calendar)]
Roster = Annotated[Mapping[date, tuple[str, ...]] | None, kind(own_duty)]
Drafts = Annotated[Path | None, kind(own_drafts)]
Limits = Annotated[tuple[Limit, ...] | None, kind(own_limits)]
Practices = Annotated[frozenset[str] | None, kind(own_practice)]
Templates = Annotated[Path | None, kind(own_templates)]
Link = Annotated[str, kind(kinds.link)]
Yes = Annotated[bool, kind(kinds.yes)]
BotApi = Annotated[str | None, kind(kinds.bot_api)]
User = Annotated[str | None, kind(kinds.user)]
Sends = Annotated[tuple[float, float, float], kind(kinds.sends)]
Listens = Annotated[tuple[str, int] | None, kind(kinds.address_and_port)]
Accounts = Annotated[WechatSettings | None, PlainValidator(accounts)]
Pages = Annotated[str, kind(kinds.pages)]
Database = Annotated[Place, kind(kinds.database)]

_EMPTY = mark("empty")
_THE_REGION_S = mark("the region's")
_OF_A_WEBHOOK = "[A-Za-z0-9_-]{16,256}"  # as Telegram takes it


def setting(default: str | None, meaning: str, shown: str = _EMPTY) -> Any:
    """A setting.

    Args:
        default: what holds where nothing is set, as it would be written.
        meaning: a source sentence, with Markdown for what is typed.
        shown: what holds, in words, where there is no default.
    """
    return Field(default, description=meaning, title=shown)


class Environment(BaseModel):
    """What the environment says, each setting read from its text."""

    model_config = ConfigDict(
        alias_generator=name_of, extra="forbid", frozen=True, validate_default=True
    )

    # fmt: off
    database: Database = setting("jieti.db", mark(
        "database file, which only `import`, `chat` and `run` make, and say so; or "
        "postgresql://… (extra `postgres`)"))
    regions: Folder = setting(None, mark(
        "a folder with region files of your own; one of the same name wins"))
    region: str = setting("henan", mark("which region's tariff file"))
    handbook: Folder = setting(None, mark(
        "a folder with handbook files of your own; one of the same name wins"))
    months_from: OneMonthsFrom = setting(None, mark(
        "whether a new account's months count from registration or from `use`"), _THE_REGION_S)
    started_month: Started = setting(None, mark(
        "a new account's started month: `whole`, `rounded_up`, `by_days`, `next_month`; "
        "`jieti calibrate` proposes it and the next three"), _THE_REGION_S)
    year_end: YearEnd = setting(None, mark(
        "the reading of 1 January: `cycle_of_its_last_day` or `cycle_of_its_reading`"),
        _THE_REGION_S)
    rounding: Rounding = setting(None, mark(
        "`line_to_fen_half_up` or `sum_to_fen_half_up`"), _THE_REGION_S)
    reader: OneReader = setting(None, mark(
        "in which months meters are read, unless an account says so: `every`, `odd`, "
        "`even`"), "`every`")
    office_name: str = setting("供电所", mark("name of the office"))
    office_phone: str = setting("", mark("its phone; without one customers are sent to 95598"))
    hours: Spans = setting("08:00-12:00,14:00-18:00", mark(
        "office hours with the lunch break; reminders are sent within them, and a day "
        "ends with them"))
    disclosure: OneDisclosure = setting("masked", mark(
        "what people are shown through a messenger: `nothing` but rules and case numbers, "
        "and no figures in the papers of staff either; `masked`: their own amounts, "
        "names and numbers masked; `full`: their own name and number unmasked"))
    keep_chat_days: Annotated[int, kind(kinds.days(1))] = setting("90", mark(
        "days that messages are kept"))
    keep_case_days: Annotated[int, kind(kinds.days(365))] = setting("1095", mark(
        "days that closed cases are kept"))
    keep_audit_days: Annotated[int, kind(kinds.days(183))] = setting("183", mark(
        "days that the audit trail is kept, 183 at least"))
    keep_binding_days: Annotated[int, kind(kinds.days(30))] = setting("365", mark(
        "days after which a binding ends whose bills nobody has looked at (the chat is "
        "told and can bind again), 30 at least"))
    audit_key: Key = setting(None, mark(
        "A file with a key (`openssl rand -hex 32 > FILE`, `chmod 600`), not kept with "
        "the database or its backups; it seals the audit trail, so that whoever has the "
        "database alone cannot make the chain anew. On a database that is in use, run "
        "`jieti audit-trail seal` first"))
    holidays: Calendar = setting(None, mark(
        "the office's own calendar (a text file): a line a day or span, `休` (off) or `班` "
        "(worked), as in `2027-02-05至2027-02-11 休 春节` or `2027-02-14 班`; it goes before "
        "the calendar that comes with the program. Of years without the State Council's "
        "notice only weekends and statutory days are known, and what customers are told "
        "says so"))
    duty: Roster = setting(None, mark(
        "duty roster (a text file): a line a day, the day and names, as in `2026-02-17 王芳 "
        "李强`; who is on duty hears of new cases and of what needs somebody at once; a "
        "head can enter days by `/duty`, and those go before the file"))
    drafts: Drafts = setting(None, mark(
        "the office's own drafts of answers (YAML, in the form of "
        "`bot/wording/drafts.yaml`), only what differs; an entry with title and text "
        "alone is a ready-made reply"))
    link: Link = setting("", mark(
        "where customers can ask on, such as `https://t.me/NAME`; on letters it is a code "
        "to be scanned"))
    templates: Templates = setting(None, mark(
        "folder with the office's own templates of Word: `answer.docx`, `sheet.docx`, "
        "`analysis.docx`, `meeting.docx`; begin with a copy from `bot/papers/templates`, "
        "what is missing there is ours"))
    alone_limit: Annotated[Decimal, kind(kinds.yuan)] = setting("0", mark(
        "most yuan that one person may both decide and approve; more takes a second "
        "person"))
    inbox_dir: Folder = setting(None, mark(
        "the tables in this folder are imported at two every night; they move to `已导入` "
        "(imported) or `没有导入` (not imported) within, and the heads are told; over 20 MB "
        "use `jieti import`"))
    audit_dir: Folder = setting(None, mark(
        "the exports in this folder are audited at three every night (it may be that of "
        "`JIETI_INBOX_DIR`): a case on the desk for what is new, the heads are told; the "
        "list and the trend by month lie in `稽核结果` within"))
    audit_tells: Yes = setting("no", mark(
        "`yes`: where too much would be charged, the customers bound to the account hear "
        "of it first, in office hours"))
    goodwill_limit: Annotated[Decimal | None, kind(kinds.yuan)] = setting(None, mark(
        "most yuan of goodwill in one case; empty is no limit, and each needs the head"))
    practice_first: Practices = setting(None, mark(
        "practices, with commas (`late_registration,right_bill,anger`): until somebody new "
        "has passed them in `/practice`, a head sends what they write to customers"))
    assessment: Limits = setting(None, mark(
        "YAML: your own rules of assessment, counts and limits that propose; the head decides "
        "(see the page for staff)"))
    keep_backup_days: Annotated[int | None, kind(kinds.days(1))] = setting(None, mark(
        "for how many days the office keeps backups at most (it removes them itself); "
        "told to customers who ask to be forgotten"))
    token: str = setting("", mark("the Telegram bot's token, from @BotFather"))
    token_file: Secret = setting("", mark("a file with the token, instead of the above"))
    api_url: BotApi = setting(None, mark(
        "a Bot API server of your own, ending in `/bot`; https unless it is on this "
        "machine"), mark("Telegram's"))
    admin: User = setting(None, mark(
        "the admin's Telegram user id, told when a message could not be handled"))
    sends: Sends = setting("30,1,20", mark(
        "most sends: a second in all, a second in one chat, a minute in one group"))
    llm_url: str = setting("", mark(
        "a language model in your own network (OpenAI-compatible, up to `/v1`); it may "
        "propose intent and figures where the small model is unsure; personal data is "
        "masked, and a figure that is not in the customer's words is thrown away"))
    llm_model: str = setting("", mark("its name, needed with the above"))
    llm_key: str = setting("", mark("its key"))
    web: Listens = setting(None, mark(
        "address and port of the pages (customers' `/chat`, staff's `/desk`), such as "
        "`127.0.0.1:8080`; to be seen outside they stand behind a proxy that speaks https "
        "and names the caller in `X-Forwarded-For`"))
    web_url: Pages = setting("", mark(
        "address of the pages from outside, such as `https://dianfei.example`, without a "
        "path; links by which staff sign in begin with it"), mark("`JIETI_WEB` on this machine"))
    wechat: Accounts = setting(None, mark(
        "a file (`chmod 600`) with the office's accounts at WeChat, 微信客服 and 服务号; "
        "`docs/wechat.md` shows one"))
    webhook_url: str = setting("", mark("public address; empty means polling"))
    webhook_secret: str = setting("", mark(
        "needed with a webhook: 16 to 256 of letters, digits, `_`, `-`"))
    webhook_listen: str = setting("127.0.0.1", mark(
        "address a webhook listens on that has a port of its own"))
    webhook_port: Annotated[int | None, kind(kinds.port)] = setting(None, mark(
        "a port of the webhook's own; without one it listens at that of `JIETI_WEB`, and where "
        "no pages are served at 8443"), mark("that of the pages"))
    health: Listens = setting(None, mark(
        "address and port of `/health` and `/metrics`, for the machine alone; when "
        "polling only if it is set"), mark("`127.0.0.1:8444` with a webhook"))

    # fmt: on
    @field_validator("region")
    @classmethod
    def _has_a_file(cls, region: str, about: ValidationInfo) -> str:
        known = region_names(about.data.get("regions"))
        if region not in known:
            raise SettingsError(
                "JIETI_REGION: '{region}' has no region file; known are {known}",
                region=region,
                known=", ".join(known),
            )
        return region

    @field_validator("handbook")
    @classmethod
    def _promises(cls, handbook: Path | None, about: ValidationInfo) -> Path | None:
        """What stands there is looked at; for which region is known only if that is right."""
        if region := about.data.get("region"):
            deadlines.must_promise(read_book(handbook), region)
        return handbook

    @field_validator("llm_model")
    @classmethod
    def _is_named(cls, model: str, about: ValidationInfo) -> str:
        url = about.data["llm_url"]
        if url and not (kinds.address_in(url).hostname and model):
            raise SettingsError(
                "JIETI_LLM_URL: write an http address up to /v1, and the model's name into "
                "JIETI_LLM_MODEL"
            )
        return model

    @field_validator("webhook_secret")
    @classmethod
    def _cannot_be_forged(cls, secret: str, about: ValidationInfo) -> str:
        if about.data["webhook_url"] and not re.fullmatch(_OF_A_WEBHOOK, secret):
            raise SettingsError(
                "JIETI_WEBHOOK_SECRET: set 16 to 256 characters of A-Z a-z 0-9 _ -, so that "
                "nobody can forge updates"
            )
        return secret


def rows(say: Words) -> Iterator[tuple[str, str, str]]:
    """The table in one language: name, what holds without it, what it is for."""
    for name, one in Environment.model_fields.items():
        shown = f"`{one.default}`" if one.default else say(str(one.title))
        yield f"`{name_of(name)}`", shown, say(str(one.description))


NAMES = frozenset(map(name_of, Environment.model_fields))
