"""Kinds of settings: a folder, a secret in a file, a count of days."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from bot.contract.errors import SettingsError

LARGEST = 1_000_000  # characters of a file of settings


def folder_of(environment: Mapping[str, str], name: str) -> Path | None:
    """The folder that is named there, which must be one; None where none is named."""
    text = environment.get(name)
    if not text:
        return None
    folder = Path(text)
    try:
        there = folder.is_dir()
    except OSError:  # no name of a file is so long
        there = False
    if not there:
        raise SettingsError("{name}: {text} is not a folder", name=name, text=text)
    return folder


def text_in(name: str, path: str) -> str:
    """The text of the file of that setting.

    Raises:
        SettingsError: it cannot be read, or is far larger than such a file can be.
    """
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


def address_in(text: str) -> SplitResult:
    """The parts of an address on the web; an empty one where it is none."""
    nothing = urlsplit("")
    try:
        parts = urlsplit(text)
        is_one = bool(parts.hostname) and parts.port != 0 and parts.scheme in {"http", "https"}
    except ValueError:
        return nothing
    return parts if is_one else nothing


def secret(environment: Mapping[str, str], name: str) -> str:
    """What stands in the file of that setting, which others may not read; empty without one."""
    path = environment.get(name)
    if not path:
        return ""
    try:
        # systemd hands credentials over by an access list, which shows as rights of a group.
        of_systemd = str(Path(path).parent) == environment.get("CREDENTIALS_DIRECTORY")
        if not of_systemd and Path(path).stat().st_mode & 0o077:
            raise SettingsError(
                "{name}: others may read {path}; run chmod 600 on it", name=name, path=path
            )
    except (OSError, ValueError) as error:
        raise SettingsError(
            "{name}: {path} cannot be read: {error}", name=name, path=path, error=error
        ) from error
    return text_in(name, path).strip()


def days(environment: Mapping[str, str], name: str, default: int, least: int) -> int:
    """So many days, and not fewer than `least`."""
    text = environment.get(name, "").strip() or str(default)
    if not re.fullmatch(r"\d{1,5}", text) or int(text) < least:
        raise SettingsError(
            "{name}: '{text}' will not do; write days, {least} at least",
            name=name,
            text=text,
            least=least,
        )
    return int(text)


def wanted(environment: Mapping[str, str], name: str) -> bool:
    """Whether it says `yes`; `no` where it says nothing."""
    text = environment.get(name, "no").strip()
    if text not in {"yes", "no"}:
        raise SettingsError("{name}: '{text}' will not do; write yes or no", name=name, text=text)
    return text == "yes"


def address_and_port(name: str, text: str) -> tuple[str, int]:
    """Where something listens, as in 127.0.0.1:8444 or [::1]:8444."""
    address, _, port = text.rpartition(":")
    if not address or not is_port(port):
        raise SettingsError(
            "{name}: '{text}' will not do; write address and port, as in 127.0.0.1:8444",
            name=name,
            text=text,
        )
    return address.strip("[]"), int(port)


def is_port(text: str) -> bool:
    """Whether something can listen there."""
    return bool(re.fullmatch("[0-9]{1,5}", text)) and 0 < int(text) < 65536


def link(environment: Mapping[str, str]) -> str:
    """Where customers can ask on; empty where nothing is said."""
    text = environment.get("JIETI_LINK", "").strip()
    if text and not re.fullmatch(r"https://[!-~]{4,200}", text):
        raise SettingsError(
            "JIETI_LINK: '{text}' is no address; write where customers can ask on, as in "
            "https://t.me/NAME_OF_THE_BOT",
            text=text,
        )
    return text


def yuan(environment: Mapping[str, str], name: str) -> Decimal | None:
    """An amount of yuan; None where nothing is said."""
    text = environment.get(name, "").strip()
    if not text:
        return None
    if not re.fullmatch(r"\d{1,6}(\.\d{1,2})?", text):
        raise SettingsError(
            "{name}: '{text}' is no amount; write yuan, as in 200", name=name, text=text
        )
    return Decimal(text)
