"""Files and records by 微信客服: kept whole, fetched again, or said to be lost."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from bot.channels.pulse import Pulse
from bot.channels.wechat import keeping, worker
from bot.channels.wechat.settings import Limits
from bot.hearing.ocr import TextReader
from tests.understanding.test_photo import LINES
from tests.wechat.office import Office
from tests.wechat.standin import Kf, Villager
from tests.wechat.standin.server import BUSY


class Reads(TextReader):
    """Reads the seed's bill in every picture, without the extra that truly reads."""

    async def lines_of(self, picture: bytes) -> tuple[str, ...]:
        return LINES if picture else ()


JPEG = b"\xff\xd8\xff\xe0 a photographed bill"


async def test_voice_picture_file_and_record_lie_in_the_case_and_are_answered(
    office: Office, zhang: Villager
) -> None:
    items = [
        {"send_time": 1545300000 + n, "sender_name": who, "msgtype": "text",
         "msg_content": json.dumps({"text": {"content": f"第{n}句"}}, ensure_ascii=False)}
        for n, who in enumerate(["王电工", "张建国"] * 6)
    ]  # fmt: skip
    items.append({"sender_name": "张建国", "msgtype": "sphfeed", "msg_content": "{}"})
    await zhang.sends("voice", b"#!AMR\nmm")
    await zhang.sends("image", JPEG)
    await zhang.sends("file", b"%PDF-1.7", filename="账单.pdf")
    await zhang.sends("merged_msg", title="群聊的聊天记录", item=items)
    await office.settles()
    heard = [one.text for one in zhang.hears()]
    for text, about in zip(heard, ("语音", "图片", "文件", "聊天记录"), strict=True):
        assert about in text[:20]
    case = await office.case()
    kept = await office.read(lambda store: store.materials.of_case(case.number))
    assert [one.kind for one in kept] == ["voice", "photo", "other", "record"]
    files = [await office.read(lambda store, k=one.file_id: store.photos.get(k)) for one in kept]
    assert [one.kind for one in files[:3]] == ["amr", "jpg", "pdf"]
    record = kept[-1].text.splitlines()
    assert len(record) == 14
    assert "王电工 12-20 18:00:第0句" in record[1]
    assert "[sphfeed]" in record[-1]


async def test_a_file_that_cannot_be_had_at_once_is_fetched_later_and_others_do_not_wait(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    kf.faults["media/get"].append(BUSY)
    li = kf.villager("wm-li")
    await zhang.sends("image", JPEG)
    await zhang.says("/rule")
    await li.says("/rule")
    await office.settles()
    assert (len(li.hears()), zhang.hears()) == (1, [])
    works, (works_at, *_) = office.wechat.works, office.wechat.works.sources
    working = asyncio.create_task(works.run(Pulse([worker.NAME])))
    await asyncio.sleep(0)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    await office.database.write(
        lambda store: store.inbox.note_crash(works_at)
    )  # an end in good order is none
    taken = await office.database.write(lambda store: store.inbox.take(works_at, 9))
    assert [one.tries for one in taken] == [0, 0]
    office.wechat.works.keeping._resting.clear()
    await office.settles()
    assert [one.text[:4] for one in zhang.hears()] == ["图片我们", "阶梯电价"]
    kf.waits(days=4)
    await zhang.sends("image", media_id="media-1")
    await office.settles()
    assert len(zhang.hears()) == 1


@pytest.mark.parametrize("most", [20_000_000, 1_048_576, 1_048_575])
async def test_a_large_photo_is_kept_whole_or_not_at_all(
    kf: Kf, office: Office, most: int
) -> None:
    (source,) = office.wechat.works.sources.values()
    photo = JPEG + bytes(1_048_576 - len(JPEG))
    name = kf.keeps("image", photo)
    client = replace(source.client, limits=Limits(media_bytes=most))
    assert await client.fetch(name) == (photo if most >= len(photo) else None)


@pytest.mark.parametrize(("refused", "lost"), [
    ([BUSY] * 7, False), (["40007"], True), (["60020", "48001", "45009"] * 4, False),
])  # fmt: skip
async def test_a_file_is_tried_as_long_as_it_is_there_and_the_case_says_what_is_lost(
    kf: Kf, office: Office, zhang: Villager, refused: list[str], lost: bool
) -> None:
    kf.faults["media/get"].extend(refused)
    await zhang.sends("file", b"%PDF-1.7", filename="账单.pdf")
    for _ in range(len(refused) + 1):
        await office.settles()
        office.wechat.works.keeping._resting.clear()
    case = await office.case()
    ((item,), (heard,)) = (
        await office.read(lambda store: store.materials.of_case(case.number)), zhang.hears()
    )  # fmt: skip
    assert (bool(item.file_id), "没取到" in item.text) == (not lost, lost)
    assert ("没取到" in case.question, "再发一次" in heard.text) == (lost, lost)
    assert not lost or "账单.pdf" in case.question


async def test_a_file_that_could_not_be_had_for_hours_comes_into_its_case_and_holds_nobody(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    keeping_ = office.wechat.works.keeping
    kf.faults["media/get"].extend([BUSY] * (keeping.TRIES + 5))
    await zhang.sends("image", JPEG)
    for _ in range(keeping.TRIES):
        await office.settles()
        keeping_._resting.clear()
    assert "还没取到" in (await office.case()).question
    assert await said_at_once(office, zhang, "/rule"), "the chat goes on meanwhile"
    for _ in range(3):
        kf.waits(hours=20)
        keeping_._resting.clear()
        await office.settles()
    zhang.hears()
    number = (await office.case()).number
    (item,) = await office.read(lambda store: store.materials.of_case(number))
    assert item.file_id == ""
    keeping_._resting.clear()
    keeping_.reader = Reads()
    await office.settles()
    (item,) = await office.read(lambda store: store.materials.of_case(number))
    assert (await office.read(lambda store: store.photos.get(item.file_id))).content == JPEG
    events = await office.read(lambda store: store.cases.events(number, "material"))
    assert "******0123、2018年12月、420度、287.20元" in events[-1].detail, "read, also that late"
    assert (events[-1].actor, zhang.hears()) == ("customer", []), "she was asked to send it again"
    assert await office.read(lambda store: store.inbox.count("waiting")) == 0


async def test_a_file_that_the_messenger_keeps_no_more_is_not_asked_for(
    kf: Kf, office: Office, zhang: Villager
) -> None:
    kf.faults["media/get"].extend([BUSY] * 100)
    await zhang.sends("image", JPEG)
    for _ in range(keeping.TRIES):
        await office.settles()
        office.wechat.works.keeping._resting.clear()
    kf.waits(days=3, minutes=1)
    asked = kf.calls["media/get"]
    await office.settles()
    assert kf.calls["media/get"] == asked
    assert await office.read(lambda store: store.inbox.count("waiting")) == 0


async def said_at_once(office: Office, who: Villager, words: str) -> list[str]:
    """What comes for it, while something else still waits."""
    who.hears()
    await who.says(words)
    await office.settles()
    return [one.text for one in who.hears()]


async def test_a_file_is_given_up_where_the_account_is_refused_for_long(
    kf: Kf, office: Office, zhang: Villager, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "ACCOUNT_PATIENCE", 0.0)
    kf.faults["media/get"].append("48001")
    await zhang.sends("voice", b"#!AMR")
    await office.settles()
    assert "没取到" in (await office.case()).question
