"""A full run; then every name, phone and address of the sample office is looked for."""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path

import pytest
from tornado.httpclient import AsyncHTTPClient

from bot.intake.parsing import read_file
from bot.logs import Formatter, masked
from bot.sample_office import sample_files
from tests.desk import Desk
from tests.faults.office import office
from tests.faults.scenarios import webhook_settings
from tests.telegram.test_inbox import POISON

NAME, PHONE, ACCOUNT = "张建国", "13800005678", "4100000123"


def personal() -> list[str]:
    """Names, phones, addresses and account numbers of everyone in the sample office."""
    records = [draft.account for draft in read_file(sample_files()[0]).drafts if draft.account]
    found = {
        value
        for record in records
        for value in (record.holder_name, record.phone, record.address, record.account_no)
        if len(value) > 1
    }
    assert len(found) > 500
    return sorted(found)


@pytest.fixture(name="sample")
def sample_office_in(tmp_path: Path) -> Path:
    desk = Desk(tmp_path)
    desk.does("import", *sample_files())
    return tmp_path


async def test_nothing_personal_in_logs_metrics_groups_or_others_chats(sample: Path) -> None:
    more = webhook_settings()
    async with office(sample, **more) as (api, process):
        await process.start()
        person, stranger = api.person(NAME, PHONE), api.person("陌生人")
        group = api.group("村民群")
        for text in ("/bind", f"{ACCOUNT} {NAME} 5678", "为什么超过0.56?", f"我是{NAME},{PHONE}"):
            await person.says(text)
        await person.hears(5)
        for text in (f"查一下{NAME}家的电费", f"{ACCOUNT} {NAME} 0000", f"{ACCOUNT}", "我的账单"):
            await stranger.says(text)
        await stranger.hears(4)
        await person.says(f"{NAME}家为什么超过0.56?", chat=group)
        await api.deliver({"message": POISON | {"text": f"{NAME} {PHONE} {ACCOUNT}"}})
        await person.says("/help")
        await person.hears()
        base = f"http://{more['JIETI_HEALTH']}"
        metrics = (await AsyncHTTPClient().fetch(f"{base}/metrics")).body.decode()
        assert await process.stop(signal.SIGTERM) == 0
        log = (sample / "log").read_text(encoding="utf-8")
        assert "could not be handled" in log or "set aside" in log or "update" in log
        others = "\n".join(message.plain for message in stranger.received)
        own = "\n".join(message.plain for message in person.received)
        assert group.received == []
    words = personal()
    assert [word for word in words if word in log] == []
    assert [word for word in words if word in metrics] == []
    assert [word for word in words if word in others] == []
    # Also to the holder numbers and names are shown masked.
    assert [word for word in words if word in own] == []
    assert "******0123" in own


def test_what_a_log_line_masks() -> None:
    line = "account 4100000123, phone 13800005678, bot123456:AAbbccddeeff_-1 took 287.20 yuan"
    shown = masked(line)
    assert "4100000123" not in shown
    assert "13800005678" not in shown
    assert "AAbbccddeeff" not in shown
    assert "287.20" in shown


def test_of_an_exception_a_log_line_has_the_kind_and_the_places_alone() -> None:
    try:
        int("张建国 的电费")  # whose error quotes it
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 1, "it failed", None, sys.exc_info())
    line = Formatter().format(record)
    assert ("ValueError" in line, "test_leaks.py" in line) == (True, True)
    assert "张建国" not in line
