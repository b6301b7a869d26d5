"""The doctor looks at each account at WeChat as its maker answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port

from bot.channels.listening import bare, open_port
from bot.channels.web.settings import WebSettings
from bot.channels.wechat.settings import Kind, WechatSettings
from bot.cli import doctor_reach
from bot.cli.checks import Finding
from bot.cli.doctor_wechat import accounts
from bot.cli.settings import Settings, read_settings
from bot.wording.catalogue import words
from tests.dialogue.conversation import NOW, new_file
from tests.wechat.office import account
from tests.wechat.standin import Kf, Wecom


@pytest.fixture
async def settings(kf: Kf, tmp_path: Path) -> Settings:
    database = new_file(tmp_path / "jieti.db")
    told = WechatSettings("127.0.0.1", 1, (account(kf, Kind.KF, "wk1"),))
    return replace(read_settings({"JIETI_DATABASE": str(database)}), wechat=told)


async def told(settings: Settings) -> tuple[Finding, str]:
    check, *_ = await everything(settings)
    return check


async def everything(settings: Settings) -> list[tuple[Finding, str]]:
    return [(one.finding, one.text) async for one in accounts(settings, NOW, words())]


async def test_a_good_account_is_good(settings: Settings) -> None:
    assert await told(settings) == (
        Finding.GOOD, "微信 kf:wk1:令牌能用,账号归我们管;还没有取过消息"
    )  # fmt: skip


async def test_what_is_wrong_is_named_with_what_to_do(kf: Kf, settings: Settings) -> None:
    kf.listed = False
    finding, text = await told(settings)
    assert (finding, "企业可信IP" in text) == (Finding.BAD, True)
    kf.listed, kf.accounts = True, ("wk2",)
    assert "wk2" in (await told(settings))[1]
    kf.faults["kf/account/list"].append("down")
    assert "连不上" in (await told(settings))[1]


@pytest.mark.parametrize(
    ("seconds", "finding"), [(0, Finding.GOOD), (59, Finding.GOOD), (-3600, Finding.BAD)]
)
async def test_a_clock_that_differs_from_the_maker_s_is_told(
    kf: Kf, settings: Settings, seconds: int, finding: Finding
) -> None:
    kf.waits(seconds=seconds)  # by our clock it is counted until when somebody may be written to
    assert (finding, f"微信:我们的钟和微信的钟相差{abs(seconds)}秒") in await everything(settings)


async def turned_away(_: web.Request) -> web.Response:
    return web.Response(status=403)


async def test_the_address_that_is_pushed_to_is_tried_from_outside(
    settings: Settings,
) -> None:
    pages = WebSettings("127.0.0.1", 1, secure=True, url="https://127.0.0.1:9")
    told = await everything(replace(settings, web=pages))
    (address,) = (one for one in told if "127.0.0.1:9/wechat/kf/" in one[1])
    assert address[0] is Finding.BAD
    async with open_port("JIETI_WEB", "127.0.0.1", port := unused_port(), bare([
        web.get("/wechat/kf/ours", turned_away),
    ])), aiohttp.ClientSession() as session:  # fmt: skip
        ours = await doctor_reach.address(
            session, f"http://127.0.0.1:{port}/wechat/kf/ours", words()
        )
        strange = await doctor_reach.address(session, f"http://127.0.0.1:{port}/", words())
    assert (ours.finding, strange.finding) == (Finding.GOOD, Finding.BAD)


async def test_of_an_application_in_wecom_its_name_and_domain_are_said(settings: Settings) -> None:
    async with Wecom(NOW) as wecom:
        app = WechatSettings("127.0.0.1", 1, (account(wecom, Kind.APP, wecom.agent),))
        finding, text = await told(replace(settings, wechat=app))
        assert (finding, text) == (
            Finding.GOOD,
            "微信 app:ww0123456789abcdef/1000002:令牌能用;应用“供电所”,可信域名:jieti.example.cn",
        )
        wecom.closed = True
        assert (await told(replace(settings, wechat=app)))[0] is Finding.BAD


async def test_without_accounts_there_is_nothing_to_say(settings: Settings) -> None:
    assert [one async for one in accounts(replace(settings, wechat=None), NOW, words())] == []
