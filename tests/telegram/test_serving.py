"""Starting, menus, webhook and wrong settings."""

from __future__ import annotations

import socket

import pytest

from bot.contract.errors import SettingsError
from tests.standin import BotApi
from tests.telegram.conftest import Serving

SECRET = "sixteen-and-more_0"


@pytest.fixture
def webhook() -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {
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


async def test_no_telegram_is_said_clearly(serving: Serving) -> None:
    with pytest.raises(SettingsError, match="Telegram cannot be reached"):
        async with serving(JIETI_API_URL="http://127.0.0.1:9/bot"):
            pass


async def test_a_restart_goes_on_where_it_stopped(api: BotApi, serving: Serving) -> None:
    person = api.person("王芳")
    async with serving():
        await person.says("/bind")
        await person.hears()
    await person.says("4100000123 张建国")
    async with serving():
        (question,) = await person.hears()
        assert "后四位" in question.plain
