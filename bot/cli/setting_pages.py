"""Where the pages are served, and what their address is from outside."""

from __future__ import annotations

from collections.abc import Mapping

from bot.channels.web.settings import WebSettings
from bot.cli.setting_kinds import address_and_port, address_in
from bot.contract.errors import SettingsError

THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


def pages(environment: Mapping[str, str]) -> WebSettings | None:
    """The pages: behind a proxy that speaks https, or on this machine alone.

    Raises:
        SettingsError: an address cannot be used.
    """
    text = environment.get("JIETI_WEB")
    if not text:
        return None
    address, port = address_and_port("JIETI_WEB", text)
    is_local = address in THIS_MACHINE
    url = _url(environment) or (f"http://{address}:{port}" if is_local else "")
    return WebSettings(address, port, url.startswith("https:") or not is_local, url)


def _url(environment: Mapping[str, str]) -> str:
    """What stands in links to the pages, without a slash at its end; empty where not said."""
    text = environment.get("JIETI_WEB_URL", "").strip().rstrip("/")
    if not text:
        return ""
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
