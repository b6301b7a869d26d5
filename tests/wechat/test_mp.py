"""服务号 over the wire: the same plays, without names that repeat safely and without a backlog."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cases.acting import Acting
from bot.cases.opening import Matter, open_
from bot.channels.wechat.settings import Kind, Template
from bot.contract.said import Said
from bot.records.case import CaseKind, Party
from bot.sqlite.store import SqliteStore
from tests.dialogue.conversation import NOW
from tests.dialogue.test_seed import QUESTION
from tests.wechat.office import Office, account, chat_of, served
from tests.wechat.plays import as_data, bound, by_telegram, calls, closed, said, seed, sheet, told
from tests.wechat.standin import Follower, Kf, Mp
from tests.wechat.standin.server import BUSY, DROP, GARBAGE, at_once


@pytest.fixture
async def mp() -> AsyncIterator[Mp]:
    async with Mp(NOW) as server:
        yield server


@pytest.fixture
async def office(mp: Mp, tmp_path: Path) -> AsyncIterator[Office]:
    async with served(tmp_path / "jieti.db", mp) as opened:
        yield opened


@pytest.fixture
def zhang(mp: Mp) -> Follower:
    return mp.follower()


async def test_the_seed_ends_in_the_same_cases_by_either_account_and_by_telegram(
    tmp_path: Path, store: SqliteStore
) -> None:
    ends = [by_telegram(store)]
    for name, server in (("kf", Kf(NOW)), ("mp", Mp(NOW))):
        async with server, served(tmp_path / f"{name}.db", server) as office:
            who = server.villager() if isinstance(server, Kf) else server.follower()
            assert await seed(office, who) <= 5
            ends.append(await office.read(as_data))
    as_json = {json.dumps(one, default=str) for one in ends}
    assert len(as_json) == 1, as_json
    assert ends[0]


async def test_a_scan_is_greeted_once_in_its_minute_and_takes_no_rights_of_words(
    mp: Mp, office: Office, zhang: Follower
) -> None:
    zhang.follows = False
    assert await zhang.scans() == 200
    assert mp.pushes[-1] == (200, "success")
    await office.settles()
    (hello,) = zhang.hears()
    assert hello.text.startswith("您好")
    await said(office, zhang, "/rule")
    before = await office.window(zhang)
    await zhang.scans()
    await office.settles()
    after = await office.window(zhang)
    assert before
    assert after
    assert after.until == before.until
    mp.waits(hours=50)
    await zhang.scans()
    mp.waits(seconds=61)
    zhang.hears()
    await office.settles()
    assert zhang.hears() == []
    await zhang.scans()
    mp.waits(hours=50)
    await office.settles()
    assert await office.cases() == [], "who only scanned is not called"


async def test_people_of_one_number_and_events_of_one_second_are_told_apart(
    mp: Mp, office: Office, zhang: Follower
) -> None:
    li = mp.follower("o-li")
    fields = {"MsgType": "text", "Content": "/rule", "MsgId": "9223372036854775809"}
    stamp = int(NOW.timestamp())
    for who in (zhang, li):
        who.left, who.until = 5, NOW.replace(year=2020)
        for _ in range(2):
            await mp.push(ToUserName="gh", FromUserName=who.id, CreateTime=stamp, **fields)
    await office.settles()
    assert [len(who.hears()) for who in (zhang, li)] == [1, 1]
    event = {"MsgType": "event", "Event": "SCAN", "FromUserName": zhang.id, "ToUserName": "gh"}
    push = mp.sealed(CreateTime=stamp, EventKey="a", **event)
    other = mp.sealed(CreateTime=stamp, EventKey="b", **event)
    assert await at_once(*(mp.push_raw(*one) for one in (push, push, other))) == [200] * 3
    await office.settles()
    assert await office.read(lambda store: store.inbox.count("done")) == 4


@pytest.mark.parametrize("fault", [DROP, GARBAGE])
async def test_what_may_have_arrived_is_repeated_once_for_an_answer_and_never_for_a_notice(
    mp: Mp, office: Office, zhang: Follower, fault: str
) -> None:
    await bound(office, zhang)
    await said(office, zhang, QUESTION)
    case = await office.case()
    mp.faults["message/custom/send"].extend([fault] * 9)
    await told(office, zhang, "进度", case=case.number)
    await office.settles()
    assert [one.text for one in zhang.hears()] == ["进度"]
    await said(office, zhang, "/rule")
    assert len(zhang.received[-2:]) == 2
    assert zhang.received[-1] == zhang.received[-2] != zhang.received[-3]
    assert await office.read(lambda store: store.outbox.count("unknown")) == 2
    assert await office.read(lambda store: store.outbox.count("waiting")) >= 0


async def test_an_answer_that_may_have_arrived_is_repeated_once_however_busy_the_makers_are(
    mp: Mp, office: Office, zhang: Follower
) -> None:
    mp.faults["message/custom/send"].extend([BUSY, DROP, BUSY, DROP, BUSY, DROP])
    assert len(await said(office, zhang, "/rule")) == 2
    assert await office.read(lambda store: store.outbox.count("unknown")) == 1


async def test_after_the_window_a_notice_goes_by_its_fields_and_without_one_it_is_a_call(
    mp: Mp, office: Office, zhang: Follower
) -> None:
    await bound(office, zhang)
    await said(office, zhang, QUESTION)
    case = await office.case()
    mp.waits(days=5)
    await closed(office, case.number)
    assert zhang.forms == [
        {"character_string1": case.number, "phrase2": "已办结", "thing3": "青石供电所"}
    ]
    assert await calls(office) == []


async def test_a_notice_that_is_refused_later_is_a_call(
    mp: Mp, office: Office, zhang: Follower
) -> None:
    await bound(office, zhang)
    await said(office, zhang, QUESTION)
    case = await office.case()
    mp.waits(days=5)
    zhang.blocks_forms = True
    await closed(office, case.number)
    number = str(int(str(next(mp._ids))) - 1)
    await mp.push(ToUserName="gh", FromUserName=zhang.id, MsgType="event", MsgID=number,
                  CreateTime=int(mp.now.timestamp()), Event="TEMPLATESENDJOBFINISH",
                  Status="failed:user block")  # fmt: skip
    await office.settles()
    assert [one for one, _ in await calls(office)] == [case.number]


async def test_one_notice_is_asked_for_once_allowed_and_used_then_we_call(
    mp: Mp, tmp_path: Path
) -> None:
    fields = {"character_string1": "case", "phrase2": "state"}
    by_leave = Template("tpl", fields, ask="https://mp.weixin.qq.com/s/allow")
    with_leave = {"mp": account(mp, Kind.MP, mp.owner, template=by_leave)}
    async with served(tmp_path / "jieti.db", mp, accounts=with_leave) as office:
        zhang = mp.follower()
        await bound(office, zhang)
        await office.database.write(
            lambda store: open_(
                Acting(store, Party.CUSTOMER, office.clock(), office.desk.office),
                Matter(chat_of(zhang), CaseKind.HUMAN, Said("转人工")),
            )
        )
        mp.waits(days=5)
        await told(office, zhang, "没人读到")
        await office.settles()
        asked = "\n".join(await said(office, zhang, QUESTION, "/rule"))
        assert asked.count(by_leave.ask) == 1, "once, where it can be read"
        await zhang.allows("reject")
        await zhang.allows()
        await office.settles()
        number = (await office.case()).number
        mp.waits(days=5)
        await closed(office, number)
        assert zhang.forms == [{"character_string1": number, "phrase2": "已办结"}]
        assert await calls(office) == []
        await told(office, zhang, "进度", case=number)
        await office.settles()
        assert mp.calls["message/subscribe/bizsend"] == 1, "the one that was allowed is used"
        assert [one for one, _ in await calls(office)] == [number]


async def test_who_leaves_gets_nothing_and_is_called_and_may_come_again(
    mp: Mp, office: Office, zhang: Follower
) -> None:
    await bound(office, zhang)
    await said(office, zhang, QUESTION)
    case = await office.case()
    await zhang.leaves()
    await office.settles()
    assert "已取消关注或拒收" in await sheet(office)
    before = mp.calls["message/custom/send"]
    await told(office, zhang, "进度", case=case.number)
    await office.settles()
    assert mp.calls["message/custom/send"] == before
    assert [one for one, _ in await calls(office)] == [case.number]
    await zhang.scans()
    await office.settles()
    assert [one.text[:2] for one in zhang.hears()] == ["您好"]
    assert len(await said(office, zhang, "/rule")) == 1


async def test_an_account_that_may_send_no_menu_sends_its_lines_as_text(
    mp: Mp, office: Office, zhang: Follower
) -> None:
    mp.menus = False
    (text,) = await said(office, zhang, "/help")
    assert "可以回复:" in text
    assert len(await said(office, zhang, "阶梯规则")) == 1
    await zhang.sends("image", b"\xff\xd8\xff picture")
    await office.settles()
    assert "图片" in zhang.hears()[-1].text
