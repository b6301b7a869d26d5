"""A photographed bill over the wire, with the extra `ocr` (`make ocr`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.hearing.ocr import is_installed
from tests.standin import BotApi
from tests.telegram.conftest import Serving

pytestmark = pytest.mark.skipif(not is_installed(), reason="needs the extra: make ocr")
BILL = Path(__file__).parent.parent / "understanding" / "bill.png"


async def test_a_photographed_bill_is_read_confirmed_and_explained(
    api: BotApi, serving: Serving
) -> None:
    async with serving():
        person = api.person("张建国")
        await person.sends_photo(data=BILL.read_bytes())
        (shown,) = await person.hears()
        assert "照片上读到的是这些,对吗?" in shown.plain
        assert "· 电量:420度" in shown.plain
        await person.presses("照片读对了")
        await person.hears()
        await person.says("张建国 5678")
        _, answer = await person.hears(2)
        assert "52.00元" in answer.plain


async def test_a_picture_that_cannot_be_had_goes_to_a_person(
    api: BotApi, serving: Serving
) -> None:
    async with serving():
        person = api.person("张建国")
        api.fail_next("getFile", 400, "Bad Request: file is too big")
        await person.sends_photo(data=BILL.read_bytes())
        (kept,) = await person.hears()
        assert "附在工单" in kept.plain or "TS" in kept.plain
