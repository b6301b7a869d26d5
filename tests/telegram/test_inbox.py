"""Updates that cannot be handled, repeated ones, what an office discloses, health and metrics."""

from __future__ import annotations

import json
import logging
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from tornado.httpclient import AsyncHTTPClient

from bot.channels.telegram.settings import CHANNEL
from bot.contract.messages import Chat, Reply
from bot.sqlite.database import open_database
from bot.sqlite.write_ahead_log import WriteAheadLog
from bot.store.inbox import CRASHES
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import NOW
from tests.standin import BotApi, Person
from tests.telegram.conftest import Serving
from tests.telegram.test_serving import SECRET, webhook

__all__ = ["webhook"]
POISON = {"message_id": "张建国", "date": "4100000123", "chat": 7, "from": None}


async def bound(api: BotApi) -> Person:
    person = api.person("建国")
    await person.says("/bind")
    await person.hears()
    await person.says(CLAIM)
    await person.hears(2)
    return person


async def test_a_poisoned_update_is_set_aside_and_the_admin_is_told(
    api: BotApi, serving: Serving, office: Path, caplog: pytest.LogCaptureFixture
) -> None:
    admin, person = api.person("所长"), api.person("王芳")
    caplog.set_level(logging.INFO)
    async with serving(JIETI_ADMIN=str(admin.id)):
        await person.says("/help")
        await person.hears()
        await api.deliver({"message": POISON})
        await person.says("/rule")
        (answer,) = await person.hears()
        assert "阶梯" in answer.plain
        (notice,) = await admin.hears()
        assert "已经搁置" in notice.plain
    async with open_database(office) as database:
        assert await database.read(lambda store: store.inbox.count("set_aside")) == 1
        assert await database.read(lambda store: store.inbox.count("waiting")) == 0


async def test_a_text_that_cannot_be_marked_up_goes_as_plain_text(
    api: BotApi, serving: Serving
) -> None:
    person = api.person("王芳")
    async with serving():
        api.fail_next("sendMessage", 400, "can't parse entities: unclosed tag")
        await person.says("/rule")
        (answer,) = await person.hears()
        assert answer.plain.startswith("阶梯电价")
        assert "<b>" not in answer.plain


async def test_somebody_who_blocked_the_bot_does_not_hold_up_others(
    api: BotApi, serving: Serving, office: Path
) -> None:
    gone, person = api.person("走了"), api.person("王芳")
    async with serving():
        api.fail_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
        await gone.says("/rule")
        await person.says("/rule")
        await person.hears()
        await gone.says("/help")
        await gone.hears()
    async with open_database(office) as database:
        assert await database.read(lambda store: store.outbox.count("failed")) == 1


async def test_an_office_may_give_no_figures_through_a_messenger(
    api: BotApi, serving: Serving
) -> None:
    async with serving(JIETI_DISCLOSURE="nothing"):
        person = await bound(api)
        for question in ("为什么超过0.56?", "还剩多少度", "我要退钱", "我的账单"):
            await person.says(question)
            (answer,) = await person.hears()
            assert "不通过这个聊天软件发送" in answer.plain
            assert not [f for f in ("287.20", "52.00", "235.20", "420度") if f in answer.plain]
        await person.says("我要退钱")
        (answer,) = await person.hears()
        assert "TS20181222001" in answer.plain


async def test_an_office_may_show_customers_their_own_name(api: BotApi, serving: Serving) -> None:
    async with serving(JIETI_DISCLOSURE="full"):
        person = await bound(api)
        await person.says("为什么超过0.56?")
        (answer,) = await person.hears()
        assert "户号 4100000123,户名 张建国" in answer.plain


async def test_a_repeated_update_is_answered_once(
    api: BotApi, serving: Serving, webhook: dict[str, str]
) -> None:
    async with serving(**webhook):
        person = api.person("王芳")
        with api.holding() as held:
            await person.says("/rule")
        await api.post_all(held * 3)
        await person.hears()
        await person.says("/forget")
        await person.hears()
        await api.post_all(held)
        await person.says("/help")
        (answer,) = await person.hears()
        assert answer.plain.startswith("您好"), "no other came before"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"update_id": "1"}', 400),
        (b'{"update_id": -1}', 400),
        (b"[" * 100_000, 400),
        (b"\xff\xfe", 400),
    ],
)
async def test_a_webhook_body_that_is_no_update_is_refused(
    serving: Serving, webhook: dict[str, str], body: bytes, code: int
) -> None:
    async with serving(**webhook):
        response = await AsyncHTTPClient().fetch(
            webhook["JIETI_WEBHOOK_URL"],
            method="POST",
            body=body,
            headers={"X-Telegram-Bot-Api-Secret-Token": SECRET},
            raise_error=False,
        )
        assert response.code == code


async def test_health_and_metrics_have_a_port_of_their_own(
    api: BotApi, serving: Serving, webhook: dict[str, str]
) -> None:
    base = f"http://{webhook['JIETI_HEALTH']}"
    outside = webhook["JIETI_WEBHOOK_URL"].removesuffix("/telegram")
    async with serving(**webhook):
        person = await bound(api)
        await person.says("为什么超过0.56?")
        await person.hears()
        health = await AsyncHTTPClient().fetch(f"{base}/health")
        told = json.loads(health.body)
        assert (told["status"], told["waiting"]) == ("ok", 0)
        assert told["lag"] == {"inbox": 0, "outbox": 0}
        assert set(told["seconds_since_turn"]) == {
            "line", "webhook", "worker", "sender", "house", "ears", "sent_files",
        }  # fmt: skip
        metrics = (await AsyncHTTPClient().fetch(f"{base}/metrics")).body.decode()
        assert 'jieti_sends_total{outcome="sent"}' in metrics
        assert "jieti_open_cases 1.0" in metrics
        assert 'jieti_waiting{box="inbox"} 0.0' in metrics
        for path in ("/health", "/metrics", "/"):
            away = await AsyncHTTPClient().fetch(f"{outside}{path}", raise_error=False)
            assert (away.code, "Server" in away.headers) == (404, False)


async def test_danger_is_answered_first_and_the_head_hears_of_it(
    api: BotApi, serving: Serving
) -> None:
    admin, head, person = api.person("管理员"), api.person("周明"), api.person("王芳")
    async with serving(JIETI_ADMIN=str(admin.id)):
        await admin.says("/invite 所长 周明")
        (link,) = await admin.hears()
        await head.says("/start " + link.plain.partition("?start=")[2].split()[0])
        await head.hears()
        await person.says("电线掉下来冒火花了,孩子在旁边,上次修收了我二十块零钱没找")
        (answer,) = await person.hears()
        assert "先打120" in answer.plain
        assert "户号" not in answer.plain
        told = await head.hears(2)
        assert any("有人身危险" in notice.plain for notice in told)


async def test_what_is_too_late_is_not_sent_any_more_and_holds_nothing_up(
    api: BotApi, serving: Serving, office: Path
) -> None:
    person = api.person("王芳")
    chat = Chat(CHANNEL, str(person.id))

    def put(store: Store) -> None:
        for key, until in (("a", NOW - timedelta(seconds=1)), ("b", NOW), ("c", None)):
            store.outbox.put(key, chat, Reply(key), NOW, not_after=until)

    async with open_database(office) as database:
        await database.write(put)
        async with serving():
            assert [message.plain for message in await person.hears(2)] == ["b", "c"]
            assert await database.read(lambda store: store.outbox.count("expired")) == 1


async def test_a_rival_that_stays_is_told_to_the_admin_once(
    api: BotApi, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.polling.RIVAL_LASTS", 0.0)
    admin = api.person("管理员")
    for _ in range(3):
        api.fail_next("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    async with serving(JIETI_ADMIN=str(admin.id)):
        (told,) = await admin.hears()
        assert "同一个令牌" in told.plain
        await admin.says("/help")  # it goes on, and says so once
        (greeting,) = await admin.hears()
        assert "您好" in greeting.plain


@pytest.mark.parametrize(("crashes", "cases"), [(CRASHES - 1, 1), (CRASHES, 1), (CRASHES + 1, 0)])
async def test_what_ends_the_process_again_and_again_is_set_aside(
    api: BotApi, serving: Serving, office: Path, crashes: int, cases: int
) -> None:
    person, admin = api.person("王芳"), api.person("管理员")
    with api.holding() as held:
        await person.says("我要投诉,电线掉下来了")
    async with serving():  # whose bot it is, is known from then on
        pass
    with closing(sqlite3.connect(office)) as db:
        db.execute(
            "INSERT INTO inbox (channel, delivery, payload, received_at, tries)"
            " VALUES ('telegram', ?, ?, ?, ?)",
            (f"123456:{held[0]['update_id']}", json.dumps(held[0]), NOW.isoformat(), crashes),
        )
        db.commit()
    async with serving(JIETI_ADMIN=str(admin.id)):
        if crashes >= CRASHES:
            # Of danger, too, where no head is there yet.
            told = [one.plain for one in await admin.hears(1 + cases)]
            assert any("crash" in text for text in told)
            assert sum("有人身危险" in text for text in told) == cases
        await person.says("/help")
        await person.hears(2 if cases else 1)
    with closing(sqlite3.connect(office)) as db:
        states = [row[0] for row in db.execute("SELECT state FROM inbox ORDER BY arrival")]
        assert states[0] == ("set_aside" if crashes >= CRASHES else "done")
        assert db.execute("SELECT count(*) FROM complaint_case").fetchone() == (cases,)


async def test_an_update_is_confirmed_only_once_it_lies_on_the_disk(
    api: BotApi, serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle, trouble = WriteAheadLog.settle, [OSError("no disk")]
    asked: list[int] = []

    def failing_once(log: WriteAheadLog) -> None:
        asked.append(confirmed(api))
        if trouble:
            raise trouble.pop()
        settle(log)

    monkeypatch.setattr(WriteAheadLog, "settle", failing_once)
    person = api.person("王芳")
    async with serving():
        await person.says("/rule")
        await person.hears()
        await api.bell.until(lambda: confirmed(api) > 0, 10)
        await person.says("/help")
        await person.hears()
    assert asked[:2] == [0, 0], "it was fetched again, and not confirmed before the disk had it"
    assert len(person.received) == 2, "fetched twice, answered once"


def confirmed(api: BotApi) -> int:
    """The highest number with which updates were asked for: all before it are confirmed."""
    asked = [params.get("offset") for name, params in api.calls if name == "getUpdates"]
    return max((int(one) for one in asked if one), default=0)
