"""How the text of each kind of setting is read: a folder, a secret in a file, a count of days."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit

from pydantic import PlainValidator, ValidationInfo

from bot.contract.errors import SettingsError
from bot.store.address import Place, place_of

T = TypeVar("T")
Read = Callable[[str, str], T]  # of the setting's name and its text
PREFIX = "JIETI_"
LARGEST = 1_000_000  # characters of a file of settings
LEAST_KEY = 32  # characters
THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


def name_of(field: str) -> str:
    """The environment variable of a field of the settings."""
    return PREFIX + field.upper()


def kind(read: Read[Any]) -> PlainValidator:
    """What is read so; a wrong text raises SettingsError, which says what to write."""

    def validated(text: Any, about: ValidationInfo) -> Any:
        return read(name_of(about.field_name or ""), text) if text else text

    return PlainValidator(validated)


def database(name: str, text: str) -> Place:
    """A file, or a server."""
    place = place_of(text)
    if isinstance(place, Path) and "://" in text:
        raise SettingsError(
            "{name}: {text} is no database here; name a file, or postgresql://…",
            name=name, text=text.partition("://")[0],
        )  # fmt: skip
    return place


def folder(name: str, text: str) -> Path:
    """A folder that is there."""
    try:
        there = Path(text).is_dir()
    except OSError:  # no name of a file is so long
        there = False
    if not there:
        raise SettingsError("{name}: {text} is not a folder", name=name, text=text)
    return Path(text)


def text_in(name: str, path: str) -> str:
    """The text of a file, which is not far larger than such a file can be."""
    try:
        with Path(path).open(encoding="utf-8-sig") as file:
            text = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise SettingsError(
            "{name}: {path} cannot be read: {error}", name=name, path=path, error=error
        ) from error
    if len(text) > LARGEST:
        raise SettingsError(
            "{name}: {path} is far too large; is it the right file?", name=name, path=path
        )
    return text


def secret(path: Any, about: ValidationInfo) -> str:
    """What stands in a file that others may not read; empty without one.

    systemd hands credentials over by an access list, which shows as rights of a group: what
    lies in the folder that the context names is taken.
    """
    if not path:
        return ""
    name = name_of(about.field_name or "")
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError) as error:
        raise SettingsError(
            "{name}: {path} cannot be read: {error}", name=name, path=path, error=error
        ) from error
    if mode & 0o077 and str(Path(path).parent) != about.context:
        raise SettingsError(
            "{name}: others may read {path}; run chmod 600 on it", name=name, path=path
        )
    return text_in(name, path).strip()


def key(path: Any, about: ValidationInfo) -> bytes:
    """What seals the trail, in such a file; nothing without one."""
    text = secret(path, about)
    if path and len(text) < LEAST_KEY:
        raise SettingsError(
            "JIETI_AUDIT_KEY: the key in that file is too short; {least_key} characters at "
            "least, from `openssl rand -hex 32`",
            least_key=LEAST_KEY,
        )
    return text.encode()


def days(least: int) -> Read[int]:
    """So many days, and not fewer than `least`."""

    def read(name: str, text: str) -> int:
        if not re.fullmatch(r"\d{1,5}", text) or int(text) < least:
            raise SettingsError(
                "{name}: '{text}' will not do; write days, {least} at least",
                name=name,
                text=text,
                least=least,
            )
        return int(text)

    return read


def yes(name: str, text: str) -> bool:
    """Whether it says `yes`."""
    if text not in {"yes", "no"}:
        raise SettingsError("{name}: '{text}' will not do; write yes or no", name=name, text=text)
    return text == "yes"


def one_of(words: type[T] | tuple[T, ...]) -> Read[T]:
    """One of these words."""

    def read(name: str, text: str) -> T:
        known = {str(word): word for word in words}  # type: ignore[union-attr]
        if text not in known:
            raise SettingsError(
                "{name}: '{text}' is not known; use one of {known}",
                name=name,
                text=text,
                known=", ".join(known),
            )
        return known[text]

    return read


def yuan(name: str, text: str) -> Decimal:
    """An amount of yuan."""
    if not re.fullmatch(r"\d{1,6}(\.\d{1,2})?", text):
        raise SettingsError(
            "{name}: '{text}' is no amount; write yuan, as in 200", name=name, text=text
        )
    return Decimal(text)


def hours(_: str, text: str) -> tuple[tuple[time, time], ...]:
    """The hours of a working day, as in 08:00-12:00,14:00-18:00."""
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
    return tuple(zip(moments[::2], moments[1::2], strict=True))


def sends(_: str, text: str) -> tuple[float, ...]:
    """Most sends: a second in all, a second in one chat, a minute in one group."""
    figures = text.split(",")
    if len(figures) != 3 or not all(re.fullmatch(r"[1-9]\d{0,5}", f.strip()) for f in figures):
        raise SettingsError(
            "JIETI_SENDS: '{text}' is not known; write three whole numbers, sends a second in "
            "all, a second in one chat, a minute in one group: 30,1,20",
            text=text,
        )
    return tuple(float(figure) for figure in figures)


def user(_: str, text: str) -> str:
    """A user of Telegram."""
    if not re.fullmatch(r"[1-9]\d{0,18}", text):
        raise SettingsError(
            "JIETI_ADMIN: '{text}' is no Telegram user id; it has digits only", text=text
        )
    return text


def port(_: str, text: str) -> int:
    """A port that something can listen on."""
    if not _is_port(text):
        raise SettingsError("JIETI_WEBHOOK_PORT: '{port}' is not a port number", port=text)
    return int(text)


def address_and_port(name: str, text: str) -> tuple[str, int]:
    """Where something listens, as in 127.0.0.1:8444 or [::1]:8444."""
    address, _, at = text.rpartition(":")
    if not address or not _is_port(at):
        raise SettingsError(
            "{name}: '{text}' will not do; write address and port, as in 127.0.0.1:8444",
            name=name,
            text=text,
        )
    return address.strip("[]"), int(at)


def _is_port(text: str) -> bool:
    return bool(re.fullmatch("[0-9]{1,5}", text)) and 0 < int(text) < 65536


def address_in(text: str) -> SplitResult:
    """The parts of an address on the web; an empty one where it is none."""
    nothing = urlsplit("")
    try:
        parts = urlsplit(text)
        is_one = bool(parts.hostname) and parts.port != 0 and parts.scheme in {"http", "https"}
    except ValueError:
        return nothing
    return parts if is_one else nothing


def link(_: str, text: str) -> str:
    """Where customers can ask on."""
    if not re.fullmatch(r"https://[!-~]{4,200}", text):
        raise SettingsError(
            "JIETI_LINK: '{text}' is no address; write where customers can ask on, as in "
            "https://t.me/NAME_OF_THE_BOT",
            text=text,
        )
    return text


def bot_api(_: str, text: str) -> str:
    """A Bot API server of one's own; what is said there is in clear only within this machine."""
    parts = address_in(text)
    if not parts.hostname:
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


def pages(_: str, text: str) -> str:
    """The address of the pages from outside, without a slash at its end."""
    text = text.rstrip("/")
    parts = address_in(text)
    if not parts.hostname or parts.path or parts.query:
        raise SettingsError(
            "JIETI_WEB_URL: {text} is no address of pages; write it without a path, as in "
            "https://dianfei.example",
            text=text,
        )
    if parts.scheme == "http" and parts.hostname not in THIS_MACHINE:
        raise SettingsError(
            "JIETI_WEB_URL: http would send what staff see in clear; use https, with a proxy in "
            "front"
        )
    return text
