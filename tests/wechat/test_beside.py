"""The counter's page in the side of a customer's chat in WeCom (侧边栏)."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientSession, CookieJar

from bot.channels.wechat.beside import signature
from tests.dialogue.conftest import CLAIM
from tests.dialogue.test_seed import QUESTION
from tests.web.desk import field_of, words_of
from tests.wechat.conftest import PAGE, Desk
from tests.wechat.plays import said

PATH = "/desk/beside"


class Side:
    """The side of a chat, in WeCom's own browser."""

    def __init__(self, desk: Desk, session: ClientSession) -> None:
        self.desk, self.session = desk, session
        here = urlsplit(desk.wecom.push_to)
        self.origin = f"{here.scheme}://{here.netloc}"

    async def asks(self, path: str) -> tuple[int, str]:
        async with self.session.get(self.origin + path, allow_redirects=False) as answer:
            return answer.status, answer.headers.get("Location", "") or await answer.text()

    async def comes_in(self, who: str) -> tuple[int, str]:
        """WeCom names whoever opens it, and sends them back."""
        status, place = await self.asks(PATH)
        assert status == 303
        told = {name: values[0] for name, values in parse_qs(urlsplit(place).query).items()}
        assert (told["appid"], told["redirect_uri"]) == (self.desk.wecom.owner, PAGE + PATH)
        code = self.desk.wecom.code_of(who)
        return await self.asks(f"{PATH}?code={code}&state={told['state']}")

    async def is_beside(self, customer: str) -> str:
        """The script is told whose chat it is; what then stands there."""
        _, page = await self.asks(PATH)
        form = {"key": field_of(page, "key"), "customer": customer}
        async with self.session.post(self.origin + PATH, data=form) as answer:
            return await answer.text()


@pytest.fixture
async def side(desk: Desk) -> AsyncIterator[Side]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield Side(desk, session)


async def test_a_colleague_sees_the_case_of_the_chat_and_its_draft_goes_into_the_field(
    desk: Desk, side: Side
) -> None:
    await said(desk.office, desk.zhang, QUESTION, CLAIM)
    status, page = await side.comes_in(desk.clerk.id)
    assert (status, f'content="0;url={PATH}"' in page) == (200, True)
    told = await side.is_beside(desk.zhang.id)
    case = await desk.office.case()
    assert case.number in words_of(told)
    draft = unescape(told.partition('data-draft="')[2].partition('"')[0])
    assert "52.00元" in draft
    assert case.number in draft
    desk.waits(minutes=1)
    await said(desk.office, desk.zhang, "我要举报,有人收了我500块钱才给装表")
    again = words_of(await side.is_beside(desk.zhang.id))
    assert (case.number in again, "500" in again) == (True, False), "a report is the auditor's"
    assert "没有没办完的工单" in await side.is_beside("wm-somebody-else")


async def test_a_stranger_is_not_let_in_nor_a_code_of_another_browser(
    desk: Desk, side: Side
) -> None:
    assert (await side.comes_in("wangwu"))[0] == 403
    status, _ = await side.asks(f"{PATH}?code={desk.wecom.code_of(desk.clerk.id)}&state=x")
    assert status == 403
    status, place = await side.asks(PATH)
    assert (status, "oauth2/authorize" in place) == (303, True)
    assert (await side.asks(f"{PATH}/signed?page={PAGE}{PATH}"))[1] == "/desk/in"


async def test_only_that_page_is_signed_and_tickets_are_kept(desk: Desk, side: Side) -> None:
    await side.comes_in(desk.clerk.id)
    for _ in range(2):
        async with side.session.get(
            f"{side.origin}{PATH}/signed", params={"page": f"{PAGE}{PATH}?case=none"}
        ) as answer:
            made = await answer.json()
    told = made["agent"]
    text = (f"jsapi_ticket=of-the-application&noncestr={told['nonceStr']}"
            f"&timestamp={told['timestamp']}&url={PAGE}{PATH}?case=none")  # fmt: skip
    assert told["signature"] == hashlib.sha1(text.encode()).hexdigest()  # noqa: S324
    assert desk.wecom.calls["ticket/get"] == 1
    assert (await side.asks(f"{PATH}/signed?page=https://elsewhere.example/desk/beside"))[0] == 400


def test_the_makers_own_example_is_signed_as_they_sign_it() -> None:
    ticket = (
        "sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg"
    )
    made = signature(
        ticket, "Wm3WZYTPz0wzccnW", 1414587457, "http://mp.weixin.qq.com?params=value#x"
    )
    assert made == "0f9de62fce790f9a083d5c99e95740ceb90c27ed"
