"""A fact that the customer contests is recomputed and put into a case; the records stay."""

from __future__ import annotations

import pytest

from bot.store.port import Store
from tests.dialogue.conversation import Customer


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("我10月20号通的电,不是8号", ["2018年10月20日", "2018年10月8日", "钱数一样"]),
        ("我家8月就有电了", ["2018年8月", "记录上是2018年10月8日"]),
        ("其实我是12月1号才通的电", ["2018年12月1日", "多52.00元"]),
        ("我表上才走到400", ["表上是400", "270.00元", "少17.20元", "电表照片"]),
        ("表上不是这个数", ["从0到420", "电表照片"]),
        ("我们家六口人早就报过", ["6口人", "户口簿", "少"]),
        ("我一个月用了420度?不可能", ["从0到420", "校表"]),
        ("哪能用这么多电", ["从0到420"]),
    ],
)
def test_what_is_contested_is_recomputed_and_checked(
    store: Store, customer: Customer, words: str, says: list[str]
) -> None:
    account = store.accounts.get("4100000123")
    text = customer.asks(words)
    assert [
        part for part in [*says, "工单号 TS20181222001", "记录先不改"] if part not in text
    ] == []
    (case,) = store.cases.of_chat(customer.chat)
    (event,) = store.cases.events(case.number, "claimed")
    assert event.detail.startswith(words)
    assert store.accounts.get("4100000123") == account


@pytest.mark.parametrize(
    "words",
    [
        "我10月20号通的电,为什么12月就三档了?",
        "装表要多少钱",
        "表上的数怎么看",
        "六口人怎么申请",
        "停电不可能这么久吧",
    ],
)
def test_a_question_contests_nothing(customer: Customer, words: str) -> None:
    assert "记录先不改" not in "\n".join(reply.text for reply in customer.says(words))
