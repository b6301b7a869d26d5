"""What a chat remembers: each part has its owner, and words are only the customer's own."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest

from bot.contract.messages import Action, Chat, Incoming, MessageKind, Reply
from bot.contract.said import Claim
from bot.records.memory import Awaited, Memory, Picture, Question
from bot.sqlite.store import SqlStore
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import NOW, Customer, replies_to

LINES = ("户号 4100000123", "电费年月 2018年12月", "合计电量 420千瓦时", "应收电费 287.20元")
FULL = Memory(
    Claim("4100000123", "张建国"),
    Question(Action.WHY, "为什么这么贵", "4100000123", (2018, 12)),
    Action.BILL,
    1,
    Picture("4100000123", (2018, 12), Decimal(420), Decimal("287.20"), "f1", "m1"),
    Awaited("note", "TS20181222001"),
    asked="今年一共用了多少度",
)


def sends_picture(customer: Customer, *lines: str) -> Reply:
    picture = Incoming(
        customer.chat, MessageKind.PHOTO, file_id="f1", message_id="m1", photo_lines=lines or LINES
    )
    (shown,) = replies_to(customer, picture)
    return shown


def put_row(store: SqlStore, chat: Chat, row: dict[str, Any]) -> None:
    store.connection.execute(
        "INSERT INTO dialogue_state VALUES (?, ?, ?, ?)",
        (*chat.key, json.dumps(row), NOW.isoformat()),
    )


@pytest.mark.parametrize(
    "memory",
    [
        Memory(),
        FULL,
        *(replace(Memory(), **{f.name: getattr(FULL, f.name)}) for f in fields(FULL)),
    ],
)
def test_what_is_remembered_is_what_was_kept(store: Store, memory: Memory) -> None:
    chat = Customer(store).chat
    store.chats.put_memory(chat, memory, NOW)
    assert store.chats.get_memory(chat) == memory


@pytest.mark.parametrize(
    ("row", "memory"),
    [
        ({"last": "why", "missed": 1}, Memory(last=Action.WHY, misses=1)),
        (
            {"binding": {"account_no": "", "name": "", "last_four": ""}, "pending": "why"},
            Memory(Claim(), Question(Action.WHY)),
        ),
        (
            {"binding": {"account_no": "4100000123", "name": "", "last_four": ""},
             "pending": "电费咋这么贵"},
            Memory(Claim("4100000123"), Question(None, "电费咋这么贵")),
        ),
        (
            {"photo": {"account_no": None, "month": [2018, 12], "kwh": "420", "amount": None,
                       "file_id": "f", "message_id": "m"}},
            Memory(picture=Picture("", (2018, 12), Decimal(420), None, "f", "m")),
        ),
        (
            {"desk": "note", "case": "TS20181222001"},
            Memory(awaited=Awaited("note", "TS20181222001")),
        ),
    ],
)  # fmt: skip
def test_a_row_of_an_older_version_is_remembered(
    store: SqlStore, row: dict[str, Any], memory: Memory
) -> None:
    chat = Customer(store).chat
    put_row(store, chat, row)
    assert store.chats.get_memory(chat) == memory


def test_a_question_that_waited_in_an_older_version_is_answered(stranger: Customer) -> None:
    row = {"binding": {"account_no": "", "name": "", "last_four": ""},
           "pending": "我家电费怎么这么贵"}  # fmt: skip
    assert isinstance(stranger.store, SqlStore)
    put_row(stranger.store, stranger.chat, row)
    _, answer = stranger.says(CLAIM)
    assert "52.00元" in answer.text
    (case,) = stranger.store.cases.newest_first()
    assert case.question == "我家电费怎么这么贵"


@pytest.mark.parametrize("between", ["我家电费怎么这么贵", "转人工", "呜哩哇啦", "4100000123"])
def test_a_picture_waits_for_its_answer_whatever_is_said_between(
    stranger: Customer, between: str
) -> None:
    sends_picture(stranger)
    stranger.says(between)
    stranger.commands("photo_right")
    (_, answer) = stranger.says("4100000123 张建国 5678")
    assert "52.00元" in answer.text


def test_cancelled_is_cancelled(stranger: Customer) -> None:
    sends_picture(stranger)
    stranger.commands("cancel")
    assert stranger.store.chats.get_memory(stranger.chat).picture is None


def test_a_question_waits_while_a_picture_is_sent(stranger: Customer) -> None:
    stranger.says("我家电费怎么这么贵")
    sends_picture(stranger)
    _, answer = stranger.says(CLAIM)
    assert "52.00元" in answer.text


def test_words_beside_a_correction_are_the_customers_own(store: Store, customer: Customer) -> None:
    customer.says("为什么超过0.56")
    customer.says("不对,是我妈家的")
    question = store.chats.get_memory(customer.chat).question
    assert question == Question(Action.WHY, "不对,是我妈家的")


def test_a_picture_that_differs_lies_in_its_case(store: Store, customer: Customer) -> None:
    sends_picture(customer, *LINES[:-1], "应收电费 387.20元")
    customer.commands("photo_right")
    kept = [
        item.file_id
        for case in store.cases.newest_first()
        for item in store.materials.of_case(case.number)
    ]
    assert kept == ["f1"]
    assert {case.question for case in store.cases.newest_first()} == {""}


def test_the_button_for_binding_takes_away_no_question(stranger: Customer) -> None:
    stranger.says("我家电费怎么这么贵")
    stranger.commands("bind")
    _, answer = stranger.says(CLAIM)
    assert "52.00元" in answer.text
