"""Starting, menus, webhook and wrong settings."""

from __future__ import annotations

import asyncio
import json
import socket

import pytest
from tornado.httpclient import AsyncHTTPClient

from bot.channels.telegram.polling import EARLY
from bot.cli.doctor import examine
from bot.contract.errors import SettingsError
from bot.wording.catalogue import words
from tests.dialogue.conversation import NOW
from tests.standin import BotApi
from tests.telegram.conftest import Serving

SECRET = "sixteen-and-more_0"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def webhook() -> dict[str, str]:
    port, health = free_port(), free_port()
    return {
        "JIETI_HEALTH": f"127.0.0.1:{health}",
        "JIETI_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "JIETI_WEBHOOK_SECRET": SECRET,
        "JIETI_WEBHOOK_PORT": str(port),
    }


async def test_menus_are_set_in_each_language(api: BotApi, serving: Serving) -> None:
    async with serving():
        pass
    menus = {language: commands for (_, language), commands in api.menus.items()}
    assert set(menus) == {"", "zh", "en"}
    assert menus[""][0] == {"command": "why", "description": "为什么是这个价"}
    assert menus["en"][0] == {"command": "why", "description": "Why this price?"}


async def test_updates_come_by_webhook_too(
    api: BotApi, serving: Serving, webhook: dict[str, str]
) -> None:
    async with serving(**webhook):
        person = api.person("王芳")
        await person.says("/start")
        (greeting,) = await person.hears()
        assert "青石供电所" in greeting.plain
    assert "getUpdates" not in {name for name, _ in api.calls}


async def test_webhook_pages_and_api_are_at_one_port_and_health_is_not(
    api: BotApi, serving: Serving, webhook: dict[str, str]
) -> None:
    port = webhook.pop("JIETI_WEBHOOK_PORT")
    site, client = f"http://127.0.0.1:{port}", AsyncHTTPClient()

    async def code(path: str, **how: object) -> int:
        return (await client.fetch(site + path, raise_error=False, **how)).code

    async with serving(JIETI_WEB=f"127.0.0.1:{port}", **webhook):
        person = api.person("王芳")
        await person.says("/help " + "很长" * 20_000)  # more than a page takes
        await person.hears()
        assert (await api.post_webhook({"update_id": 1}, "wrong")).code == 403
        assert await code("/chat") == 200
        assert await code("/api/v1/openapi.json") == 200
        assert await code("/health") == await code("/metrics") == 404
        health = await client.fetch(f"http://{webhook['JIETI_HEALTH']}/health")
        assert json.loads(health.body)["status"] == "ok"
    # Before Telegram has said who the bot is, and without a webhook, nothing is there.
    webhook.pop("JIETI_WEBHOOK_URL")
    api.webhook.clear()
    async with serving(JIETI_WEB=f"127.0.0.1:{port}", **webhook):
        assert await code("/telegram", method="POST", body="{}") == 404


@pytest.mark.parametrize("secret", [None, "", "wrong"])
async def test_a_forged_webhook_call_is_turned_away(
    api: BotApi, serving: Serving, webhook: dict[str, str], secret: str | None
) -> None:
    async with serving(**webhook):
        person = api.person("王芳")
        forged = {"update_id": 1, "message": {"message_id": 1, "date": 1, "text": "/start"}}
        forged["message"] |= {"chat": person.about, "from": person.user}
        response = await api.post_webhook(forged, secret)
        assert response.code == 403
        await person.says("/help")
        await person.hears()
        assert len(person.received) == 1


async def test_a_wrong_token_is_said_clearly(api: BotApi, serving: Serving) -> None:
    with pytest.raises(SettingsError, match="JIETI_TOKEN: Telegram does not know this token"):
        async with serving(JIETI_TOKEN="123456:wrong"):
            pass
    api.expect_refusals(len(api.refusals))


async def test_a_missing_token_is_said_clearly(serving: Serving) -> None:
    with pytest.raises(SettingsError, match="JIETI_TOKEN is not set"):
        async with serving(JIETI_TOKEN=""):
            pass


async def test_without_telegram_all_else_goes_on_until_it_answers(
    api: BotApi, serving: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    port = free_port()
    for _ in range(2):
        api.break_next("getMe", "before")
    async with serving(asked="getMe", JIETI_HEALTH=f"127.0.0.1:{port}"):
        answer = await AsyncHTTPClient().fetch(f"http://127.0.0.1:{port}/health")
        state = json.loads(answer.body)
        assert (state["status"], state["telegram"]) == ("ok", "not reached yet")
        assert {"house", "sender"} <= set(state["seconds_since_turn"])
        person = api.person("王芳")
        await person.says("/start")
        (greeting,) = await person.hears()
        assert "青石供电所" in greeting.plain
    assert "HTTPS_PROXY" in caplog.text
    assert api.token not in caplog.text


async def test_a_restart_goes_on_where_it_stopped(api: BotApi, serving: Serving) -> None:
    person = api.person("王芳")
    async with serving():
        await person.says("/bind")
        await person.hears()
    await person.says("4100000123 张建国")
    async with serving():
        (question,) = await person.hears()
        assert "后四位" in question.plain


GET_ME = {"id": 1, "is_bot": True, "first_name": "x", "username": "x_bot"}


@pytest.mark.parametrize("lacks", ["is_bot", "first_name", "username"])
async def test_a_server_that_is_no_bot_api_is_said_clearly(
    api: BotApi, serving: Serving, lacks: str
) -> None:
    said = {name: value for name, value in GET_ME.items() if name != lacks}
    api.answer_next("getMe", 200, json.dumps({"ok": True, "result": said}))
    with pytest.raises(SettingsError, match="JIETI_API_URL: what answers there is no Bot API"):
        async with serving():
            pass


@pytest.mark.parametrize("reads_all", [False, True])
async def test_privacy_mode_is_told_at_the_start(
    api: BotApi, serving: Serving, caplog: pytest.LogCaptureFixture, reads_all: bool
) -> None:
    said = GET_ME | {"can_read_all_group_messages": reads_all}
    api.answer_next("getMe", 200, json.dumps({"ok": True, "result": said}))
    async with serving():
        pass
    assert ("privacy mode is on" in caplog.text) is not reads_all


async def test_the_doctor_tells_of_privacy_mode_and_of_a_server_that_is_none(
    api: BotApi, environment: dict[str, str]
) -> None:
    async def told() -> str:
        checks = examine(environment, NOW, words())
        return "\n".join([f"{check.finding} {check.text}" async for check in checks])

    assert "! Telegram:机器人是 @standin_bot;隐私模式开着" in await told()
    readable = GET_ME | {"can_read_all_group_messages": True}
    api.answer_next("getMe", 200, json.dumps({"ok": True, "result": readable}))
    assert "√ Telegram:机器人是 @x_bot" in await told()
    api.answer_next("getMe", 200, '{"ok": true, "result": {"id": 1}}')
    assert "× Telegram:JIETI_API_URL 那里的不是 Bot API" in await told()


async def test_a_server_that_answers_at_once_is_not_asked_without_end(
    api: BotApi, serving: Serving
) -> None:
    loop = asyncio.get_running_loop()
    async with serving():
        for _ in range(3):
            api.answer_next("getUpdates", 200, '{"ok": true, "result": []}')
        began = loop.time()
        await api.person("王芳").says("/help")  # ends the call that waits
        await api.bell.until(lambda: not api.odd["getUpdates"], 20)
        assert loop.time() - began >= 2 * EARLY, "a pause between two of them"


async def test_a_chat_that_telegram_holds_holds_up_no_other(api: BotApi, serving: Serving) -> None:
    held, other = api.person("慢"), api.person("王芳")
    async with serving():
        api.fail_next("sendMessage", 429, "Too Many Requests: retry after 600", 600)
        await held.says("/rule")
        await api.bell.until(lambda: not api.failures["sendMessage"], 20)
        await other.says("/rule")
        await other.hears()
        assert not held.received


@pytest.mark.parametrize(("command", "ours"), [
    ("/help@standin_bot", True), ("/help@Standin_Bot", True), ("/help", True),
    ("/help@other_bot", False), ("/case@other_bot 4100000123 电费不对", False),
])  # fmt: skip
async def test_a_command_for_another_bot_is_not_ours(
    api: BotApi, serving: Serving, command: str, ours: bool
) -> None:
    person = api.person("王芳")
    async with serving():
        await person.says(command)
        await person.says("/rule")
        await person.hears(2 if ours else 1)
        assert person.received[0].plain.startswith("阶梯电价") is not ours
