"""The file of accounts at WeChat: what it says, looked at before anything is served."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from typing import Any

import yaml
from pydantic import ValidationInfo

from bot.channels.wechat import cutting
from bot.channels.wechat.settings import (
    API,
    GROUP,
    LONG_KEY,
    Account,
    Kind,
    Limits,
    Template,
    WechatSettings,
)
from bot.cli.setting_kinds import THIS_MACHINE, address_and_port, address_in, secret
from bot.contract.channel import Can, Counted, Size, Unit
from bot.contract.errors import SettingsError

NAME = "JIETI_WECHAT"
_KEYS = {
    Kind.KF: {"account", "company", "secret", "token", "key", "api", "link"},
    Kind.MP: {"account", "secret", "token", "key", "api", "menus", "template"},
    Kind.APP: {"account", "company", "secret", "token", "key", "api"},
}
_MAY_LACK = {"api", "link", "menus", "template"}
_LINK = 500  # characters
_FILE = {"listen", "limits", "robot", *Kind}


def accounts(path: Any, about: ValidationInfo) -> WechatSettings | None:
    """The accounts of that file; None where the office has none.

    Raises:
        SettingsError: names what is wrong in the file.
    """
    if not path:
        return None
    try:
        told = yaml.safe_load(secret(path, about))
    except (yaml.YAMLError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise SettingsError(
            "{name}: that is no list of accounts; docs/wechat.md shows one", name=NAME
        )
    _must_be_known(told, _FILE)
    listens = told.get("listen")
    address, port = address_and_port(NAME, str(listens)) if listens else ("127.0.0.1", None)
    found = tuple(
        _account(kind, one) for kind in Kind for one in _list(told.get(kind) or [], kind)
    )
    _must_differ(found)
    robot_at = _link(str(told.get("robot") or "").strip())
    return WechatSettings(address, port, found, _limits(told.get("limits") or {}), robot_at)


def channels(settings: WechatSettings | None) -> dict[str, Can]:
    """What each account can do. They stay in the country; what they carry leaves the office."""
    if settings is None:
        return {}
    longest = Size(settings.limits.text_bytes, Unit.BYTES)
    group = Can(inside=False, pushes=True, longest=longest, quotes=False)
    more = {GROUP.channel: group} if settings.robot else {}
    return {one.channel: _can(one, settings.limits) for one in settings.accounts} | more


def link(settings: WechatSettings | None) -> str:
    """The link by which customers come to the first account that has one; else empty."""
    links = [one.link for one in settings.accounts if one.link] if settings else []
    return links[0] if links else ""


def _can(account: Account, limits: Limits) -> Can:
    longest = Size(limits.text_bytes, Unit.BYTES)
    if account.kind is Kind.APP:  # colleagues are written to at any time
        return Can(inside=False, pushes=True, longest=longest, quotes=False)
    asks = account.template.ask if account.template else ""
    forms = account.template is not None and not asks
    counted = Counted(
        partial(cutting.costs, limits=limits), partial(cutting.shortened, limits=limits),
        limits.kept_messages, forms, limits.answer_messages, asks,
    )  # fmt: skip
    return Can(inside=False, pushes=True, longest=longest, counted=counted)


def _list(told: object, kind: str) -> list[dict[str, Any]]:
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        raise SettingsError("{name}: {what} is a list of accounts", name=NAME, what=kind)
    return told


def _account(kind: Kind, told: dict[str, Any]) -> Account:
    _must_be_known(told, _KEYS[kind])
    plain = kind is Kind.MP and not told.get("key")
    lacks = _KEYS[kind] - _MAY_LACK - {"key" if plain else ""} - told.keys()
    if lacks:
        raise SettingsError(
            "{name}: {what} lacks {lacks}", name=NAME, what=kind, lacks=", ".join(sorted(lacks))
        )
    words = {name: str(told.get(name) or "").strip() for name in _KEYS[kind]}
    if not plain and not _is_key(words["key"]):
        raise SettingsError(
            "{name}: key of {what}: the EncodingAESKey has {length} letters and digits",
            name=NAME, what=words["account"], length=LONG_KEY,
        )  # fmt: skip
    if kind is Kind.APP and not (words["account"].isascii() and words["account"].isdecimal()):
        raise SettingsError(
            "{name}: account of {what}: the AgentId, a number of WeCom's console",
            name=NAME,
            what=kind,
        )
    return Account(
        kind, words["account"], words.get("company") or words["account"], words["secret"],
        words["token"], words["key"], _api(kind, words["api"]),
        told.get("menus", True) is not False, _template(told.get("template")),
        _link(words.get("link", "")),
    )  # fmt: skip


def _link(text: str) -> str:
    if text and (address_in(text).scheme != "https" or not text.isascii() or len(text) > _LINK):
        raise SettingsError(
            "{name}: {text} is no link of WeChat; copy it as WeChat shows it, with https://",
            name=NAME, text=address_in(text).hostname or text.partition("?")[0],
        )  # fmt: skip
    return text


def _is_key(text: str) -> bool:
    return len(text) == LONG_KEY and text.isascii() and text.isalnum()


def _api(kind: Kind, text: str) -> str:
    """The interface's address; what is said there is in clear only within this machine."""
    address = (text or API[kind]).rstrip("/")
    parts = address_in(address)
    if not parts.hostname or parts.path or parts.query:
        raise SettingsError(
            "{name}: {text} is no address; write it without a path, as in {usual}",
            name=NAME, text=address, usual=API[kind],
        )  # fmt: skip
    if parts.scheme == "http" and parts.hostname not in THIS_MACHINE:
        raise SettingsError(
            "{name}: http to {hostname} would send secrets in clear; use https",
            name=NAME, hostname=parts.hostname,
        )  # fmt: skip
    return address


def _template(told: object) -> Template | None:
    if told is None:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("fields"), dict):
        raise SettingsError(
            "{name}: template is an id and fields; docs/wechat.md shows one", name=NAME
        )
    _must_be_known(told, {"id", "fields", "ask"})
    fields_ = {str(k): str(v) for k, v in told["fields"].items()}
    return Template(str(told.get("id", "")), fields_, _link(str(told.get("ask") or "").strip()))


def _limits(told: object) -> Limits:
    names = {one.name for one in fields(Limits)}
    if not isinstance(told, dict):
        raise SettingsError("{name}: limits are names and whole numbers", name=NAME)
    _must_be_known(told, names)
    for name, value in told.items():
        if type(value) is not int or not 0 <= value <= 100_000_000:
            raise SettingsError(
                "{name}: limits: {what} is a whole number, not {value}",
                name=NAME, what=name, value=value,
            )  # fmt: skip
    return Limits(**told)


def _must_be_known(told: dict[Any, Any], names: set[str]) -> None:
    strange = sorted(str(one) for one in told if one not in names)
    if strange:
        raise SettingsError(
            "{name}: {strange} is not known; known are {names}",
            name=NAME, strange=strange[0], names=", ".join(sorted(names)),
        )  # fmt: skip


def _must_differ(found: tuple[Account, ...]) -> None:
    channels_told = [one.channel for one in found]
    twice = [one for one in channels_told if channels_told.count(one) > 1]
    if twice:
        raise SettingsError("{name}: {what} stands there twice", name=NAME, what=twice[0])
    seals = {(one.path, one.token, one.key) for one in found}
    if len(seals) != len({path for path, _, _ in seals}):
        raise SettingsError(
            "{name}: accounts of one company have one token and one key", name=NAME
        )
