"""A fact that the customer contests is recomputed and put into a case; the records stay."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.clock import CHINA
from bot.store.port import Store
from tests.dialogue.conversation import Customer


def test_what_the_meter_shows_later_is_no_contradiction(customer: Customer) -> None:
    said = customer.asks("我表上现在是443,你们说420")
    assert "用了23度" in said
    assert "要是您说的是抄表那天的数" in said
    assert not customer.store.cases.of_chat(customer.chat)
    assert "记录先不改" in customer.asks("抄表那天表上就是443")


def test_what_was_contested_before_the_account_was_known_is_told_after(stranger: Customer) -> None:
    stranger.says("我表上才走到400,你们说827")
    _, told = stranger.says("4100000123 张建国 5678")
    assert "270.00元" in told.text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("俺一月才使百十来度,咋给俺弄出来四百二", ["从0到420", "电表照片"]),
        ("我10月20号通的电,不是8号", ["2018年10月20日", "2018年10月8日", "钱数一样"]),
        ("我家8月就有电了", ["2018年8月", "记录上是2018年10月8日"]),
        ("表是王师傅十一月初才装上的,不是10月", ["2018年11月1日", "多3.00元"]),
        ("电表是12月1号才装的", ["2018年12月1日", "多52.00元"]),
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
        "我家2018年12月电费287.2元,用电420度,对不对",
        "12月用电是不是420度",
        "12月用电费287块,对不对",
        "12月来电费短信了,是不是算错",
    ],
)
def test_a_question_contests_nothing(customer: Customer, words: str) -> None:
    assert "记录先不改" not in "\n".join(reply.text for reply in customer.says(words))


# Asked in 2026 about the bill of December 2018: which day is meant, and what is on file.
OF_2018 = {
    "我是10月20号才通的电": ["2018年10月20日通电", "钱数一样"],
    "20号才通的电": ["2018年10月20日通电", "钱数一样"],  # the day alone is contested
    "不是10月8号送的电,是国庆节前": ["2018年9月30日通电"],
    "我10月底才用上电": ["2018年10月31日通电"],
    "你们记录10月8号送电,其实12月1号才送的": ["2018年12月1日通电", "多52.00元"],
    "12月5号才立户,不对,我10月8号就通电了": ["2018年10月8日通电"],
    "我10月8号就申请装表了": ["2018年10月8日就申请", "2018年12月5日立户", "少52.00元"],
    "你们12月5号才立户,我10月9号就报装了": ["2018年10月9日就申请", "少52.00元"],
    "房子11月1号就过户给我了": ["2018年11月1日过的户", "这一年没有过户"],
    "表是11月5号换的,不是10月": ["2018年11月5日换的表", "这一期没有换表"],
    "12月18号抄的表,不是20号": ["2018年12月18日抄的表", "2018年12月20日抄表", "钱数一样"],
    "抄表不是12月20号,是12月25号抄的": ["2018年12月25日抄的表"],
    "去年10月20号才通的电": ["2025年10月20日通电"],
    "2018年10月20号才通的电": ["2018年10月20日通电"],
}


@pytest.mark.parametrize("words", OF_2018)
def test_a_day_without_its_year_is_one_of_the_bill(customer: Customer, words: str) -> None:
    customer.now = datetime(2026, 11, 27, 10, 0, tzinfo=CHINA)
    customer.asks("为什么超过0.56?")
    text = customer.asks(words)
    assert [part for part in [*OF_2018[words], "记录先不改"] if part not in text] == []


@pytest.mark.parametrize("words", ["房子11月1号就过户给我了", "11月5号给我换了新表"])
def test_without_a_bill_before_them_such_words_are_no_claim(
    customer: Customer, words: str
) -> None:
    assert "记录先不改" not in "\n".join(reply.text for reply in customer.says(words))
