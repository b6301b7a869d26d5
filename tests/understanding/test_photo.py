"""A photographed bill: its lines read, shown back, confirmed, explained."""

from __future__ import annotations

import asyncio
import select
import signal
from concurrent.futures.process import BrokenProcessPool
from decimal import Decimal
from pathlib import Path

import pytest

from bot.contract.messages import Incoming, MessageKind, Reply
from bot.hearing import ocr
from bot.hearing.ocr import TextReader, is_installed
from bot.hearing.photo import BillPhoto, bill_in
from bot.records.case import CaseKind
from bot.store.port import Store
from tests.dialogue.conversation import Customer, replies_to

LINES = (
    "居民电费账单", "户号 4100000123", "户名 张建国", "电费年月 2018年12月", "一档电量 180",
    "二档电量 80", "三档电量 160", "合计电量 420千瓦时", "应收电费 287.20元",
)  # fmt: skip
READ = BillPhoto(
    "4100000123", (2018, 12), Decimal(420), Decimal("287.20"),
    ((1, Decimal(180)), (2, Decimal(80)), (3, Decimal(160))),
)  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (LINES, READ),
        (("户號:4100000123", "201812", "用電量 160度", "應繳金額 94.60"),
         BillPhoto("4100000123", (2018, 12), Decimal(160), Decimal("94.60"), ())),
        (("客户编号4100000123000", "2018.9", "本期电量 1,209.5", "电费合计 ￥1,209.60"),
         BillPhoto("4100000123000", (2018, 9), Decimal("1209.5"), Decimal("1209.60"), ())),
        (("今天天气好", "13800005678"), BillPhoto(None, None, None, None, ())),
        ((), BillPhoto(None, None, None, None, ())),
    ],
)  # fmt: skip
def test_what_the_lines_of_a_bill_say(lines: tuple[str, ...], read: BillPhoto) -> None:
    assert bill_in(lines) == read


def sends(customer: Customer, lines: tuple[str, ...]) -> tuple[Reply, ...]:
    photo = Incoming(
        customer.chat,
        MessageKind.PHOTO,
        file_id="f1",
        message_id="m1",
        sender="1",
        photo_lines=lines,
    )
    return replies_to(customer, photo)


def test_what_was_read_is_shown_back_and_then_explained(customer: Customer) -> None:
    (shown,) = sends(customer, LINES)
    assert shown.body.splitlines() == [
        "· 户号:******0123", "· 月份:2018年12月", "· 电量:420度", "· 第一档:180度",
        "· 第二档:80度", "· 第三档:160度", "· 金额:287.20元",
    ]  # fmt: skip
    assert [button.label for button in shown.buttons] == ["照片读对了", "照片读错了"]
    (answer,) = customer.commands("photo_right")
    assert "52.00元" in answer.text
    assert "不一样" not in answer.text


def test_figures_that_differ_from_the_records_are_said_and_become_a_case(
    customer: Customer, store: Store
) -> None:
    sends(customer, (*LINES[:-1], "应收电费 387.20元"))
    (answer,) = customer.commands("photo_right")
    assert "照片上的数和我们记录的不一样" in answer.text
    assert CaseKind.CHECK in {case.kind for case in store.cases.newest_first()}


def test_before_binding_the_account_is_asked_for_and_the_bill_then_explained(
    stranger: Customer,
) -> None:
    sends(stranger, LINES)
    (asked,) = stranger.commands("photo_right")
    assert "287" not in asked.text
    _, answer = stranger.says("张建国 5678")
    assert "52.00元" in answer.text


@pytest.mark.parametrize("lines", [(), ("一只猫",), ("0.56",)])
def test_what_is_no_bill_goes_to_a_person(
    customer: Customer, store: Store, lines: tuple[str, ...]
) -> None:
    (kept,) = sends(customer, lines)
    assert "TS20181222001" in kept.text
    assert [item.file_id for item in store.materials.of_case("TS20181222001")] == ["f1"]


def test_what_was_misread_goes_to_a_person(customer: Customer, store: Store) -> None:
    sends(customer, LINES)
    (kept,) = customer.commands("photo_wrong")
    assert "TS20181222001" in kept.text
    assert [item.file_id for item in store.materials.of_case("TS20181222001")] == ["f1"]
    (again,) = customer.commands("photo_right")
    assert "52.00元" not in again.text


@pytest.mark.skipif(not is_installed(), reason="needs the extra: make ocr")
async def test_a_picture_is_read_in_a_process_of_its_own() -> None:
    picture = (Path(__file__).parent / "bill.png").read_bytes()
    with TextReader() as reader:
        assert bill_in(await reader.lines_of(picture)) == READ
        for hostile in (b"", b"no picture", picture[:1000], b"x" * 11_000_000):
            assert await reader.lines_of(hostile) == ()
        assert bill_in(await reader.lines_of(picture)) == READ


def slow(_: bytes) -> tuple[str, ...]:
    select.select([], [], [], 1.0)
    return ("read",)


async def test_pictures_that_wait_behind_a_slow_one_are_not_read_and_harm_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.hearing.ocr._lines", slow)
    with TextReader() as reader:
        waiting = [asyncio.create_task(reader.lines_of(b"1")) for _ in range(8)]
        await asyncio.sleep(0)
        # As when the first of them takes too long: what waits is given up with it.
        reader._pool.shutdown(wait=False, cancel_futures=True)
        assert () in await asyncio.gather(*waiting)


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt, RecursionError, MemoryError])
def test_whatever_a_reader_raises_reaches_nobody_else(error: type[BaseException]) -> None:
    def ends(_: bytes) -> tuple[str, ...]:
        raise error

    assert ocr._limited(ends, b"1", 60.0) == ()


def hang(_: bytes) -> tuple[str, ...]:
    signal.pause()
    return ("read",)


async def test_a_picture_that_never_ends_leaves_no_process_behind() -> None:
    with ocr._pool() as pool:
        endless = pool.submit(ocr._limited, hang, b"1", 0.2)
        async with asyncio.timeout(60):
            with pytest.raises(BrokenProcessPool):
                await asyncio.wrap_future(endless)
