"""The sample office as `make web` serves it, and people with a browser each.

Without `make browser` (or a Chromium of the system) nothing of this runs.
"""

from __future__ import annotations

import importlib
import os
import signal
import site
import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.papers.png import FONTS
from tests.browser import installing
from tests.browser.people import ARTEFACTS, Office, Person
from tests.desk import JIETI

site.addsitedir(str(installing.SITE))
# One process, so that it starts as any user and needs no shared memory; a browser for each person.
PACKED = [
    "--no-sandbox", "--single-process", "--no-zygote", "--disable-gpu", "--use-gl=angle",
    "--use-angle=swiftshader", "--disable-gpu-sandbox", "--in-process-gpu",
]  # fmt: skip
OURS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir>
<cachedir>{cache}</cachedir></fontconfig>"""


def chromium() -> tuple[str, list[str]]:
    """Which browser there is, and how it is started; without one the test is not run."""
    pytest.importorskip("playwright", reason="make browser was not run")
    if installing.CHROMIUM.exists():
        return str(installing.CHROMIUM), PACKED
    found = installing.own_browser()
    if found is None:
        pytest.skip("there is no Chromium: make browser")
    return found, ["--no-sandbox"]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """`jieti web --sample`, started as it is typed; its links are what it prints."""
    chromium()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {name: value for name, value in os.environ.items() if not name.startswith("JIETI_")}
    served = subprocess.Popen(
        [JIETI, "web", "--sample"], stdout=subprocess.PIPE, text=True,
        env={**own, "JIETI_WEB": f"127.0.0.1:{port}", "PYTHONUNBUFFERED": "1"},
        cwd=tmp_path_factory.mktemp("web"),
    )  # fmt: skip
    assert served.stdout is not None
    links: dict[str, str] = {}
    for line in served.stdout:
        who, _, address = line.partition(": ")
        if "/desk/in/" in address:
            links[who.split()[0]] = address.strip()
        if len(links) == 4:
            break
    yield Office(f"http://127.0.0.1:{port}", links)
    served.send_signal(signal.SIGTERM)
    served.wait()
    served.stdout.close()


@pytest.fixture
async def people(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Any]:
    """Makes somebody with a browser of their own; the page's letters are the shipped ones."""
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(OURS.format(fonts=FONTS[0].parent, cache=tmp_path), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts))
    path, arguments = chromium()
    if arguments is PACKED:
        monkeypatch.setenv("LD_LIBRARY_PATH", str(installing.LIBRARIES))
    playwright = importlib.import_module("playwright.async_api")
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    browsers = []
    async with playwright.async_playwright() as driver:

        async def person(name: str, **settings: Any) -> Person:
            browser = await driver.chromium.launch(executable_path=path, args=arguments)
            browsers.append(browser)
            wanted = {"locale": "zh-CN", "viewport": {"width": 1366, "height": 768}} | settings
            page = await (await browser.new_context(**wanted)).new_page()
            return Person(office, name, page)

        yield person
        for browser in browsers:
            await browser.close()
