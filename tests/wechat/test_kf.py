"""微信客服 over the wire: the product against the stand-in, play by play."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.channels.wechat.client import locks
from bot.channels.wechat.settings import Limits
from bot.contract.messages import Chat
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import NOW
from tests.dialogue.test_seed import QUESTION
from tests.wechat.office import Office, served
from tests.wechat.plays import bound, calls, closed, said, sheet, told
from tests.wechat.standin import Kf, Villager
from tests.wechat.standin.server import BUSY, DROP, GARBAGE, at_once


async def test_the_seed_from_the_scan_to_the_rating(office: Office, zhang: Villager) -> None:
    await zhang.enters(scene="counter")
    await office.settles()
    (hello,) = zhang.hears()
    assert hello.text.startswith("您好,这里是青石供电所")
    assert "转人工" in hello.buttons
    assert "请发送" in "".join(await said(office, zhang, QUESTION))
    await zhang.says(CLAIM)
    await office.settles()
    answer = zhang.hears()
    assert len(answer) == 2
    assert all(len(one.text.encode()) <= 2048 for one in answer)
    assert "52.00元" in answer[0].text
    assert "好了,已绑定户号" in answer[0].text
    assert answer[1].buttons == ("我要退钱", "工单进度", "转人工", "看图")
    await zhang.taps("看图")
    await office.settles()
    assert [one.file for one in zhang.hears()] == ["image", ""]
    await zhang.taps("转人工")
    await office.settles()
    case = await office.case()
    assert case.number in zhang.hears()[0].text
    await closed(office, case.number)
    asked = zhang.hears()[-1]
    assert asked.buttons == ("满意", "基本满意", "不满意")
    await zhang.says("满意")  # the label alone, as some telephones send it
    await office.settles()
    assert (await office.case()).rating == "good"
    assert zhang.left >= 0


async def test_each_push_three_times_and_twice_at_once_is_one_answer(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await zhang.says("/rule")
    query, body = kf.sealed(Event="kf_msg_or_event", OpenKfId="wk1", Token="gone")
    assert await at_once(*(kf.push_raw(query, body) for _ in range(3))) == [200, 200, 200]
    for _ in range(3):
        await office.settles()
    assert len(zhang.hears()) == 1


async def test_the_address_is_checked_and_what_is_forged_rings_nothing(
    kf: Kf, office: Office
) -> None:
    assert await kf.checks_address() == (200, "1616140317555161061")
    query, body = kf.sealed(Event="kf_msg_or_event", OpenKfId="wk1", Token="t")
    bad = [
        ({**query, "msg_signature": "0" * 40}, body),
        ({**query, "timestamp": str(int(query["timestamp"]) - 200_000)}, body),
        (query, body.replace("<Encrypt>", "<!DOCTYPE x><Encrypt>")),
        (query, "x" * 70_000),
        ({}, ""),
    ]
    assert [await kf.push_raw(*one) for one in bad] == [403] * len(bad)
    kf.owner, ours = "ww-another", kf.owner
    assert await kf.push_raw(*kf.sealed(Event="kf_msg_or_event", OpenKfId="wk1")) == 403
    kf.owner = ours
    assert await kf.push_raw(*kf.sealed(Event="kf_msg_or_event", OpenKfId="another")) == 200
    assert await office.read(lambda store: store.inbox.count("done")) == 0


async def test_a_token_that_dies_is_fetched_once_and_the_message_arrives(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await said(office, zhang, "/rule")
    kf.kills_token()
    assert len(await said(office, zhang, "/help")) == 1
    kf.waits(hours=3)
    assert len(await said(office, zhang, "/rule")) == 1
    assert kf.calls["gettoken"] == 3


async def test_four_clients_race_for_a_token_and_all_use_one(kf: Kf, office: Office) -> None:
    (source,) = office.wechat.works.sources.values()
    four = [replace(source.client, locks=locks()) for _ in range(4)]
    kf.kills_token()
    tokens = await asyncio.gather(*(one.token() for one in four))
    assert set(tokens) == set(kf.tokens) == {await source.client.token()}
    kf.kills_token()
    asked = [one.call("cgi-bin/kf/account/list", {}) for one in four]
    assert len(await asyncio.gather(*asked)) == 4
    assert len(kf.fetched) == 1


@pytest.mark.parametrize("fault", [DROP, GARBAGE, BUSY, "down"])
async def test_what_may_have_arrived_is_sent_again_and_arrives_once(
    kf: Kf, office: Office, zhang: Villager, fault: str
) -> None:
    kf.faults["kf/send_msg"].extend([fault, fault])
    assert len(await said(office, zhang, "/rule")) == 1
    await office.settles()
    assert len(zhang.received) == 1
    assert await office.read(lambda store: store.outbox.count("sent")) == 1


async def test_a_message_that_is_cut_into_fewer_than_went_out_ends_and_holds_up_nobody(
    tmp_path: Path,
) -> None:
    short = Limits(text_bytes=1024)
    async with Kf(NOW) as kf, served(tmp_path / "jieti.db", kf, limits=short) as office:
        zhang = kf.villager()
        await said(office, zhang, "/rule")
        kf.faults["kf/send_msg"].extend(["", BUSY])
        await told(office, zhang, "进度。\n" * 150)
        await office._sends()
        speakers = office.wechat.sends._speakers
        speakers["kf:wk1"] = replace(speakers["kf:wk1"], limits=Limits())
        await office._sends()
        assert await office.read(lambda store: store.outbox.count("unknown")) == 1
        assert len(await said(office, zhang, "/rule")) >= 1
        assert await office.due() == 0


async def test_a_name_that_was_used_means_that_it_has_arrived_whatever_the_number_says(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    kf.says_used = (99999, "it is there")
    kf.faults["kf/send_msg"].extend([DROP, BUSY])
    assert len(await said(office, zhang, "/rule")) == 1
    assert await office.read(lambda store: store.outbox.count("sent")) == 1
    assert await office.read(lambda store: store.outbox.count("failed")) == 0


async def test_the_sixth_waits_for_the_next_word_and_the_desk_says_so(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await bound(office, zhang)
    await said(office, zhang, QUESTION)
    case = await office.case()
    await told(office, zhang, *"一二三四五六", case=case.number)
    await office.settles()
    heard = [one.text[:3] for one in zhang.hears()]
    assert len(heard) <= 5
    assert zhang.left == 0
    assert heard[-1] == "还有话"
    assert "还可发0条,到2018年12月24日10:00" in await sheet(office)
    assert "条在等客户的下一句话" in await sheet(office)
    kf.waits(hours=3)
    for count in (5, 6):
        await said(office, zhang, "接着说")
        told_now = [one.text for one in zhang.received if one.text in "一二三四五六"]
        assert told_now == list("一二三四五六")[:count]
    window = await office.window(zhang)
    assert window is not None
    assert window.left == zhang.left >= 0


async def test_a_case_that_ends_after_the_window_is_a_call_by_the_promised_day(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await bound(office, zhang)
    await said(office, zhang, QUESTION)
    case = await office.case()
    kf.waits(days=5)
    await closed(office, case.number)
    assert zhang.hears()[-1:] == [] or "满意" not in zhang.received[-1].buttons
    assert await calls(office) == [(case.number, case.due_by.isoformat())]
    assert await sheet(office) == "微信:客户不来消息就发不了,请打电话。"
    assert await office.read(lambda store: store.outbox.waits("undelivered:")) == 1


async def test_what_waits_for_a_word_that_does_not_come_is_a_call_too(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await bound(office, zhang)
    await said(office, zhang, QUESTION)
    case = await office.case()
    await told(office, zhang, *"一二三四", case=case.number)
    await office.settles()
    assert await calls(office) == []
    kf.waits(hours=49)
    await office.settles()
    assert await calls(office) == [(case.number, case.due_by.isoformat())]


async def test_two_offices_and_one_person_nothing_crosses(tmp_path: Path) -> None:
    async with Kf(NOW, ("wk1", "wk2")) as kf, served(tmp_path / "jieti.db", kf) as office:
        here, there = kf.villager(account="wk1"), kf.villager(account="wk2")
        await bound(office, here)
        await said(office, there, QUESTION)
        assert here.hears() == []
        assert all("287.20" not in one.text for one in there.received)
        assert [one.left for one in (here, there)] == [
            window.left for one in (here, there) if (window := await office.window(one))
        ]
        await kf.takes_over(here)
        assert len(await said(office, there, "/rule")) == 1


async def test_a_colleague_in_wecom_is_not_interrupted_and_her_words_are_in_the_case(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await bound(office, zhang)
    await said(office, zhang, QUESTION)
    case = await office.case()
    await kf.takes_over(zhang)
    await kf.colleague_says(zhang, "您好,我是周明,我来看。")
    assert await said(office, zhang, "好的,谢谢") == []
    assert await said(office, zhang, "电线掉下来冒火花了") == []  # nothing is taken from us there
    assert "danger" in (await office.case()).escalations
    kept = await office.read(lambda store: store.materials.of_case(case.number))
    assert [(one.kind, one.origin) for one in kept][:1] == [("staff_said", "colleague:zhouming")]
    assert "zhouming正在企业微信里接待" in await sheet(office)
    await kf.hands_back(zhang)
    assert len(await said(office, zhang, "/rule")) == 1


async def test_three_days_down_nothing_is_lost_and_what_is_too_late_is_a_call(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await said(office, zhang, "/rule")
    kf.push_to = ""
    kf.page = 3
    await zhang.says("为什么这么贵")
    kf.waits(hours=60)
    others = [kf.villager(f"wm-{n}") for n in range(10)]
    for one in others:
        await one.says("/rule")
    await office.settles()
    assert [len(one.hears()) for one in others] == [1] * 10
    (case,) = await office.cases()
    assert case.question == "为什么这么贵"
    assert [number for number, _ in await calls(office)] == [case.number]


async def test_of_a_new_account_what_was_said_before_is_not_answered(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await zhang.says("/rule")
    kf.waits(hours=1)
    await zhang.says("/help")
    await office.settles()
    assert [one.text[:2] for one in zhang.hears()] == ["您好"]


async def test_what_the_messenger_tells_later_turns_sent_into_refused(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await bound(office, zhang)
    await said(office, zhang, QUESTION)
    case = await office.case()
    kf.fails_later, zhang.refuses = True, True
    await told(office, zhang, "进度", case=case.number)
    for _ in range(2):
        await office.settles()
    assert await office.read(lambda store: store.outbox.count("failed")) == 1
    window = await office.window(zhang)
    assert window is not None
    assert window.blocked
    assert [number for number, _ in await calls(office)] == [case.number]
    assert "已取消关注或拒收" in await sheet(office)


async def test_what_is_refused_for_the_account_waits_and_the_admin_hears_once(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    office.wechat.sends._desk = replace(office.desk, admin=Chat("staff", "1"))
    await zhang.says("/rule")
    await office.wechat.pulls["wk1"].pull()
    await office.wechat.works.handle_all()
    kf.listed = False
    kf.kills_token()
    for _ in range(2):
        await office._sends()
    assert zhang.hears() == []
    (notice,) = await office.read(lambda store: store.outbox.heads("staff", office.clock()))
    assert "60020" in notice.what.text
    kf.listed = True
    await office.settles()
    assert len(zhang.hears()) == 1


@pytest.mark.parametrize(("what", "value", "code"), [
    ("secret", "changed", "40001"), ("listed", False, "60020"), ("log", {}, "95004"),
])  # fmt: skip
async def test_an_account_from_which_nothing_can_be_fetched_is_told_to_the_admin_once(
    kf: Kf, office: Office, what: str, value: object, code: str
) -> None:
    office.wechat._desk = replace(office.desk, admin=Chat("staff", "1"))
    setattr(kf, what, value)
    kf.kills_token()
    for _ in range(2):
        assert await office.wechat.pulls["wk1"].attempt() == 60
    (notice,) = await office.read(lambda store: store.outbox.heads("staff", office.clock()))
    assert code in notice.what.text


async def test_a_greeting_that_would_come_too_late_is_not_sent(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    await zhang.enters()
    kf.waits(seconds=30)
    await office.settles()
    assert zhang.hears() == []
    assert await office.read(lambda store: store.outbox.count("expired")) == 1


@pytest.mark.parametrize("payload", [
    {"msgtype": "text"}, {"msgtype": "text", "text": "x"}, {"msgtype": "merged_msg",
    "merged_msg": {"item": [1, {"msgtype": []}, {"msg_content": "[" * 9000}]}}, {"msgtype": None},
    {"msgtype": "event", "event": []}, {"msgtype": "event", "event": {"event_type": {}}},
    {"msgtype": "location", "location": {"latitude": "x"}}, {"msgtype": "新种类", "新种类": 7},
    {"msgtype": "image", "image": {"media_id": {}}}, {"msgtype": "text", "text": {"content": []}},
])  # fmt: skip
async def test_a_message_that_is_not_as_described_holds_up_nobody(
    kf: Kf, office: Office, zhang: Villager, payload: dict[str, Any]
) -> None:
    await kf.logged("wk1", {"external_userid": "wm-odd", "origin": 3, **payload})
    kf.villager("wm-odd")
    assert len(await said(office, zhang, "/rule")) == 1
    assert await office.read(lambda store: store.inbox.count("waiting")) == 0


async def test_at_most_five_however_little_the_limits_say(tmp_path: Path) -> None:
    limits = Limits(text_bytes=300, head_bytes=200)
    async with Kf(NOW) as kf, served(tmp_path / "jieti.db", kf, limits=limits) as office:
        zhang = kf.villager()
        await bound(office, zhang)
        before = len(zhang.received)
        await said(office, zhang, QUESTION)
        assert len(zhang.received) - before <= 5
