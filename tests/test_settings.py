"""Settings: what is wrong is named, and README describes each of them in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.cli.setting_table import NAMES
from bot.cli.settings import read_settings
from bot.contract.errors import SettingsError
from tariff_rules import MonthsFrom

WEB = {"JIETI_WEB": "127.0.0.1:8080"}
FILES = (
    "JIETI_REGIONS", "JIETI_HANDBOOK", "JIETI_AUDIT_KEY", "JIETI_HOLIDAYS", "JIETI_DUTY",
    "JIETI_DRAFTS", "JIETI_TEMPLATES", "JIETI_INBOX_DIR", "JIETI_AUDIT_DIR", "JIETI_TOKEN_FILE",
    "JIETI_WECHAT",
)  # fmt: skip
WEBHOOK = {
    "JIETI_WEBHOOK_URL": "https://example.org/telegram",
    "JIETI_WEBHOOK_SECRET": "sixteen-and-more",
}


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings({})
    assert settings.database == Path("jieti.db")
    assert settings.office.region == "henan"
    assert settings.office.months_from is MonthsFrom.REGISTRATION
    assert settings.webhook is None


@pytest.mark.parametrize("nothing", ["", " "])
def test_an_empty_setting_is_none(nothing: str) -> None:
    names = NAMES
    assert read_settings(dict.fromkeys(names, nothing)) == read_settings({})


def test_the_token_may_stand_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("123456:abc\n")
    path.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        read_settings({"JIETI_TOKEN_FILE": str(path)})
    # An access list, by which systemd hands over a secret, shows as rights of the group.
    path.chmod(0o640)
    of_systemd = {"JIETI_TOKEN_FILE": str(path), "CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert read_settings(of_systemd).token == "123456:abc"
    path.chmod(0o600)
    assert read_settings({"JIETI_TOKEN_FILE": str(path)}).token == "123456:abc"


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"JIETI_REGION": "atlantis"}, "JIETI_REGION"),
        ({"JIETI_MONTHS_FROM": "birth"}, "JIETI_MONTHS_FROM"),
        ({"JIETI_TOKEN_FILE": "/nowhere/token"}, "JIETI_TOKEN_FILE"),
        (WEBHOOK | {"JIETI_WEBHOOK_SECRET": "short"}, "JIETI_WEBHOOK_SECRET"),
        (WEBHOOK | {"JIETI_WEBHOOK_SECRET": "sixteen and more"}, "JIETI_WEBHOOK_SECRET"),
        (WEBHOOK | {"JIETI_WEBHOOK_PORT": "https"}, "JIETI_WEBHOOK_PORT"),
        (WEBHOOK | {"JIETI_WEBHOOK_PORT": "70000"}, "JIETI_WEBHOOK_PORT"),
        ({"JIETI_LLM_URL": "http://127.0.0.1/v1"}, "JIETI_LLM_MODEL"),
        ({"JIETI_LLM_URL": "llm", "JIETI_LLM_MODEL": "m"}, "JIETI_LLM_URL"),
        ({"JIETI_API_URL": "http://bot.example:8081/bot"}, "JIETI_API_URL"),
        ({"JIETI_API_URL": "http://10.0.0.7/bot"}, "JIETI_API_URL"),
        ({"JIETI_API_URL": "http://localhost.example/bot"}, "JIETI_API_URL"),
        ({"JIETI_API_URL": "bot.example"}, "JIETI_API_URL"),
        ({"JIETI_AUDIT_KEY": "/nowhere/key"}, "JIETI_AUDIT_KEY"),
        ({"JIETI_HEALTH": "8444"}, "JIETI_HEALTH"),
        ({"JIETI_HEALTH": "127.0.0.1:70000"}, "JIETI_HEALTH"),
        ({"JIETI_WEB": "8080"}, "JIETI_WEB"),
        (WEB | {"JIETI_WEB_URL": "dianfei.example"}, "JIETI_WEB_URL"),
        (WEB | {"JIETI_WEB_URL": "https://dianfei.example/desk"}, "JIETI_WEB_URL"),
        (WEB | {"JIETI_WEB_URL": "http://dianfei.example"}, "https"),
        ({"JIETI_LINK": "t.me/bot"}, "JIETI_LINK"),
        ({"JIETI_SENDS": "30"}, "JIETI_SENDS"),
        ({"JIETI_SENDS": "30,0,20"}, "JIETI_SENDS"),
        ({"JIETI_ADMIN": "@boss"}, "JIETI_ADMIN"),
        ({"JIETI_DISCLOSURE": "all"}, "JIETI_DISCLOSURE"),
        ({"JIETI_HOURS": "always"}, "JIETI_HOURS"),
        ({"JIETI_HOURS": "14:00-08:00"}, "JIETI_HOURS"),
        ({"JIETI_HOURS": "08:00-25:00"}, "JIETI_HOURS"),
        ({"JIETI_KEEP_CHAT_DAYS": "long"}, "JIETI_KEEP_CHAT_DAYS"),
        ({"JIETI_KEEP_AUDIT_DAYS": "30"}, "JIETI_KEEP_AUDIT_DAYS"),
        # What no office would write: a sentence all the same.
        ({"JIETI_API_URL": "http://[::1"}, "JIETI_API_URL"),
        ({"JIETI_API_URL": "https://bot.example:99999/bot"}, "JIETI_API_URL"),
        ({"JIETI_LLM_URL": "http://[::1", "JIETI_LLM_MODEL": "m"}, "JIETI_LLM_URL"),
        (WEB | {"JIETI_WEB_URL": "https://[::1"}, "JIETI_WEB_URL"),
        (WEBHOOK | {"JIETI_WEBHOOK_PORT": "²"}, "JIETI_WEBHOOK_PORT"),
        (WEBHOOK | {"JIETI_WEBHOOK_PORT": "9" * 5000}, "JIETI_WEBHOOK_PORT"),
        ({"JIETI_HEALTH": "127.0.0.1:" + "9" * 5000}, "JIETI_HEALTH"),
        *(({name: value}, name) for name in FILES for value in ("x" * 5000, "a\0b")),
        *(({name: "/dev/zero"}, name) for name in FILES if not name.endswith("_DIR")),
    ],
)
def test_a_wrong_setting_is_named(environment: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        read_settings(environment)


@pytest.mark.parametrize(
    ("environment", "url", "secure"),
    [
        (WEB, "http://127.0.0.1:8080", False),
        (WEB | {"JIETI_WEB_URL": "https://dianfei.example/"}, "https://dianfei.example", True),
        ({"JIETI_WEB": "0.0.0.0:8080"}, "", True),
    ],
)
def test_links_to_the_pages_begin_with_their_address_from_outside(
    environment: dict[str, str], url: str, secure: bool
) -> None:
    web = read_settings(environment).web
    assert web is not None
    assert (web.url, web.secure) == (url, secure)


def test_all_that_is_wrong_is_said_at_once() -> None:
    wrong = {
        "JIETI_REGION": "atlantis",
        "JIETI_HOURS": "morning",
        "JIETI_KEEP_CHAT_DAYS": "many",
        "JIETI_ADMIN": "周明",
        "JIETI_REGOIN": "henan",
    }
    with pytest.raises(SettingsError) as error:
        read_settings(wrong)
    told = str(error.value).splitlines()
    assert len(told) == len(wrong)
    assert all(any(name in line for line in told) for name in wrong)
    assert "没有 JIETI_REGOIN 这个设置,是不是要写 JIETI_REGION?" in told


KF = {"account": "wk1", "company": "ww1", "secret": "s", "token": "t", "key": "A" * 43}


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("- a", "docs/wechat.md"),
        ("{", "docs/wechat.md"),
        ({"kf": {"account": "wk1"}}, "kf"),
        ({"kf": [{**KF, "key": "A" * 42}]}, "43"),
        ({"kf": [{k: v for k, v in KF.items() if k != "secret"}]}, "secret"),
        ({"kf": [KF, KF]}, "kf:wk1"),
        ({"kf": [KF, {**KF, "account": "wk2", "token": "other"}]}, "token"),
        ({"app": [{**KF, "account": "wk1"}]}, "AgentId"),
        ({"kf": [{**KF, "api": "http://10.0.0.7"}]}, "https"),
        ({"kf": [{**KF, "api": "https://x/path"}]}, "https://x/path"),
        ({"kf": [{**KF, "link": "work.weixin"}]}, "work.weixin"),
        ({"kf": [KF], "robot": "http://work.weixin/send?key=k"}, "https"),
        ({"kf": [KF], "limits": {"text_bytes": "long"}}, "text_bytes"),
        ({"kf": [KF], "limits": {"textbytes": 1}}, "textbytes"),
        ({"kf": [KF], "limits": [1]}, "limits"),
        ({"kf": [KF], "listen": "8445"}, "8445"),
        ({"qq": []}, "qq"),
        ({"mp": [{"account": "wx1", "secret": "s", "token": "t", "template": 7}]}, "template"),
    ],
)
def test_a_wrong_file_of_accounts_at_wechat_is_named(
    tmp_path: Path, told: object, named: str
) -> None:
    path = tmp_path / "wechat.yaml"
    path.write_text(told if isinstance(told, str) else yaml.safe_dump(told), encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(SettingsError, match=re.escape(named)):
        read_settings({"JIETI_WECHAT": str(path)})


def test_each_account_at_wechat_is_a_channel_that_counts(tmp_path: Path) -> None:
    path = tmp_path / "wechat.yaml"
    mp = {"account": "wx1", "secret": "s", "token": "t"}
    app = {**KF, "account": "1000002"}
    told = {
        "kf": [KF],
        "mp": [mp],
        "app": [app],
        "limits": {"text_bytes": 100, "window_messages": 7},
    }
    path.write_text(yaml.safe_dump(told), encoding="utf-8")
    path.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        read_settings({"JIETI_WECHAT": str(path)})
    path.chmod(0o600)
    settings = read_settings({"JIETI_WECHAT": str(path)})
    assert settings.wechat is not None
    paths = [one.path for one in settings.wechat.accounts]
    assert paths == ["/wechat/kf/ww1", "/wechat/mp/wx1", "/wechat/app/ww1/1000002"]
    assert settings.wechat.limits.word.most == 7
    for channel in ("kf:wk1", "mp:wx1", "app:ww1/1000002"):
        can = settings.desk.channels[channel]
        assert can.longest is not None
        assert (can.longest.most, can.counted is None) == (100, channel.startswith("app:"))


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"STATE_DIRECTORY": "/var/lib/jieti:/var/lib/b", "HOME": "/home/x"}, "/var/lib/jieti"),
        ({"XDG_STATE_HOME": "/home/x/state", "HOME": "/home/x"}, "/home/x/state/jieti"),
        ({"HOME": "/home/x"}, "/home/x/.local/state/jieti"),
    ],
)
def test_what_is_a_machine_s_own_lies_where_it_may_be_written(
    environment: dict[str, str], folder: str
) -> None:
    settings = read_settings({"JIETI_DATABASE": "postgresql://office@host/db", **environment})
    assert settings.telegram.database.parent == Path(folder)
