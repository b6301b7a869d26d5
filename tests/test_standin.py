"""The stand-in refuses what Telegram refuses: only so do tests on the wire prove anything."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import pytest
from tornado.httpclient import AsyncHTTPClient

from tests.standin import BotApi

OK = {"chat_id": "1001", "text": "您好"}


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        server.person("王芳")
        yield server
        server.expect_refusals(len(server.refusals))


async def call(api: BotApi, method: str, token: str | None = None, **params: str) -> Any:
    response = await AsyncHTTPClient().fetch(
        f"{api.base_url}{token or api.token}/{method}",
        method="POST",
        body=urlencode(params),
        raise_error=False,
    )
    return json.loads(response.body)


def keyboard(**button: object) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "好", **button}]]})


@pytest.mark.parametrize(
    ("method", "params", "why"),
    [
        ("sendMessage", {**OK, "text": "字" * 4097}, "message is too long"),
        ("sendMessage", {**OK, "text": "😀" * 2049}, "message is too long"),
        ("sendMessage", {**OK, "text": " \n "}, "text is empty"),
        ("sendMessage", {**OK, "text": "<b>粗", "parse_mode": "HTML"}, "end tag"),
        ("sendMessage", {**OK, "text": "<b>粗</i>", "parse_mode": "HTML"}, "Unmatched end tag"),
        ("sendMessage", {**OK, "text": "<p>段</p>", "parse_mode": "HTML"}, "Unsupported start"),
        ("sendMessage", {**OK, "text": "1 < 2", "parse_mode": "HTML"}, "Unescaped"),
        ("sendMessage", {**OK, "text": "A & B", "parse_mode": "HTML"}, "Unescaped"),
        ("sendMessage", {**OK, "chat_id": "1"}, "chat not found"),
        ("sendMessage", {**OK, "colour": "red"}, "unknown parameter"),
        ("sendMessage", {"chat_id": "1001"}, "required"),
        ("sendMessage", {**OK, "reply_markup": keyboard(callback_data="字" * 22)}, "DATA_INVALID"),
        ("sendMessage", {**OK, "reply_markup": keyboard()}, "exactly one action"),
        ("sendMessage", {**OK, "reply_markup": '{"inline_keyboard": [["a"]]}'}, "one action"),
        ("sendMessage", {**OK, "reply_markup": "{"}, "not JSON"),
        ("answerCallbackQuery", {"callback_query_id": "9"}, "too old"),
        ("setMyCommands", {"commands": '[{"command": "/why", "description": "x"}]'}, "COMMAND"),
        ("setMyCommands", {"commands": "[]", "language_code": "zh-hans"}, "language_code"),
        ("sendMesage", OK, "method not found"),
    ],
)
async def test_what_telegram_refuses(
    api: BotApi, method: str, params: dict[str, str], why: str
) -> None:
    answer = await call(api, method, **params)
    assert not answer["ok"]
    assert why in answer["description"]
    assert api.sent == []


@pytest.mark.parametrize(
    "params",
    [
        {"text": "字" * 4096},
        {"text": f"<b>{'字' * 4096}</b>", "parse_mode": "HTML"},
        {"text": "1 &lt; 2 <a href='tel:95598'>95598</a>", "parse_mode": "HTML"},
        {"reply_markup": keyboard(callback_data="x" * 64)},
        {"reply_markup": '{"keyboard": [[{"text": "号码", "request_contact": true}]]}'},
        {"reply_markup": '{"remove_keyboard": true}'},
    ],
)
async def test_what_telegram_takes(api: BotApi, params: dict[str, str]) -> None:
    answer = await call(api, "sendMessage", **{**OK, **params})
    assert answer["ok"], answer
    assert len(api.sent) == 1


@pytest.mark.parametrize(("token", "code"), [("123456:another", 401), ("no_token", 404)])
async def test_a_wrong_token(api: BotApi, token: str, code: int) -> None:
    assert (await call(api, "getMe", token))["error_code"] == code


async def test_updates_stay_until_they_are_confirmed(api: BotApi) -> None:
    person = api.person("李明")
    await person.says("一")
    await person.says("二")
    first = (await call(api, "getUpdates"))["result"]
    assert [update["message"]["text"] for update in first] == ["一", "二"]
    again = (await call(api, "getUpdates", offset=str(first[1]["update_id"])))["result"]
    assert again == first[1:]


async def test_a_long_poll_ends_when_something_is_said(api: BotApi) -> None:
    person = api.person("李明")
    waiting = asyncio.create_task(call(api, "getUpdates", timeout="30"))
    await api.bell.until(lambda: api.calls[-1:] == [("getUpdates", {"timeout": 30})], 10)
    await person.says("来了")
    (update,) = (await waiting)["result"]
    assert update["message"]["text"] == "来了"


async def test_two_pollers_conflict(api: BotApi) -> None:
    first = asyncio.create_task(call(api, "getUpdates", timeout="30"))
    await api.bell.until(lambda: bool(api.calls), 10)
    second = await call(api, "getUpdates")
    assert (await first)["error_code"] == 409
    assert second == {"ok": True, "result": []}


async def test_leaving_fails_on_a_refusal_that_was_not_expected() -> None:
    with pytest.raises(AssertionError, match="chat not found"):
        async with BotApi() as api:
            await call(api, "sendMessage", **OK)
