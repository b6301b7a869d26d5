"""Short questions get short answers: the figure that was asked for, and none that is not there."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.bills.history import HistoryError
from bot.bills.lookup import findings_for, history_of
from bot.bills.queries import parts_of_more
from bot.contract.month import Month
from bot.intake.importer import import_file
from bot.sample_office import sample_files
from bot.sqlite.database import open_database
from bot.sqlite.store import SqliteStore
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import (
    NOW,
    OFFICE,
    Customer,
    empty_store,
    put_account,
    put_bill,
    put_seed,
)

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "questions.yaml").read_text(encoding="utf-8")
)
ASKED = [
    (case["claim"], case.get("first", ""), question, says)
    for case in CASES
    for question, says in case["asks"].items()
]
SUM = "今年一共用了多少度"
LONGEST = 300  # characters of an answer; a line a month is a list that was asked for


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office") / "jieti.db"

    async def fill() -> None:
        async with open_database(path) as database:
            for file in sample_files():
                await import_file(database, file, NOW)

    asyncio.run(fill())
    return path


@pytest.fixture
def office(imported: Path) -> Iterator[Store]:
    """The sample office, for one test alone."""
    with sqlite3.connect(imported) as source:
        db = sqlite3.connect(":memory:", isolation_level=None)
        source.backup(db)
    source.close()
    db.row_factory = sqlite3.Row
    yield SqliteStore(db)
    db.close()


@pytest.mark.parametrize(("claim", "first", "question", "says"), ASKED)
def test_what_was_asked_is_answered_first_and_shortly(
    office: Store, claim: str, first: str, question: str, says: list[str]
) -> None:
    customer = Customer(office)
    customer.commands("bind")
    customer.says(claim)
    if first:
        customer.asks(first)
    answer = customer.asks(question)
    assert [words for words in says if words not in answer] == []
    assert len(answer) <= LONGEST or question == "怎么算的"
    # Asked before anybody is known, it is answered as soon as that is.
    if not first:
        stranger = Customer(office, "stranger")
        stranger.says(question)
        *_, late = stranger.says(claim)
        assert late.text == answer


@pytest.mark.parametrize("asked_first", [True, False])
def test_when_money_comes_back_is_told_before_the_bill(office: Store, asked_first: bool) -> None:
    customer, question = Customer(office), "那五十二块啥时候给我"
    if asked_first:
        customer.says(question)
    *_, told = customer.says(CLAIM)
    if not asked_first:
        (told,) = customer.says(question)
    assert told.headline.startswith("多收的52.00元")
    assert "2019年1月2日" in told.body
    assert "立户晚了" in told.body


def test_without_an_answer_before_there_is_nothing_that_was_not_clear(customer: Customer) -> None:
    assert "元" not in customer.asks("没看懂")


@pytest.mark.parametrize("question", ["差多少", "应该收多少", "多收了我多少", "怎么算出来的"])
def test_without_an_answer_before_a_question_about_the_bill_is_of_the_newest(
    customer: Customer, question: str
) -> None:
    assert "其中52.00元是因为" in customer.asks(question)


INTRODUCED = [
    "{no} {name} {tail} {asked}", "{no},{name},{tail},{asked}", "{asked} {no} {name} {tail}",
    "户号{no},户名{name},尾号{tail},想问一下{asked}", "我是{name},户号{no},手机尾号{tail},{asked}",
    "{asked},户号:{no} 姓名:{name} 后四位:{tail}", "{no}{name}{tail} {asked}",
    "{name} {no} {tail} {asked}", "请问 {no} {name} {tail} {asked}",
]  # fmt: skip


@pytest.mark.parametrize("form", INTRODUCED)
def test_particulars_and_a_question_in_one_message_lose_neither(office: Store, form: str) -> None:
    said = form.format(no="4100000131", name="陈秋菊", tail="0131", asked=SUM)
    bound, answer = Customer(office).says(said)
    assert "已绑定" in bound.text
    assert "2,650度" in answer.text
    # Wrong ones show nothing, and the question waits.
    customer = Customer(office, "other")
    (refused,) = customer.says(form.format(no="4100000131", name="陈秋菊", tail="0132", asked=SUM))
    assert "对不上" in refused.text
    *_, late = customer.says("4100000131 陈秋菊 0131")
    assert "2,650度" in late.text


def test_what_is_only_likely_waits_until_the_account_is_known(office: Store) -> None:
    customer = Customer(office)
    assert "是哪一户" in customer.asks("那几回单子里头哪回最狠")
    *_, answer = customer.says("4100000131 陈秋菊 0131")
    assert "2018年8月用得最多" in answer.text


def test_danger_with_particulars_is_danger_first(office: Store) -> None:
    (first, *_) = Customer(office).says("4100000131 陈秋菊 0131 我家电线冒火了")
    assert "119" in first.text


def figures_of(store: Store, account_no: str) -> set[Decimal]:
    """Every figure that an answer may tell of an account: from its records and assessments."""
    history = history_of(store, account_no)
    found: set[Decimal] = set()
    for bill in history.bills:
        found |= {bill.kwh, bill.charged}
        try:
            one = findings_for(history, OFFICE, Month(bill.bill_month.month, bill.bill_month.year))
        except HistoryError:
            continue
        for reading in (one.assessment.reading, one.assessment.billed, one.assessment.by_use):
            for settlement in reading.settlements:
                found |= {settlement.total, settlement.used_before, settlement.free}
                found |= {settlement.used_before + settlement.settlement.kwh}
                found |= set(settlement.allowance.limits)
                for line in settlement.charge.tiers:
                    found |= {line.kwh, line.price, line.amount}
        right = one.assessment.reading.settlements[-1].total
        found |= {
            one.overcharge or Decimal(0),
            abs(right - bill.charged),
            bill.charged - (one.overcharge or Decimal(0)),
        }
    return found


TOLD = re.compile(r"([\d,]+(?:\.\d+)?)(?=度|元)")
OF_RECORDS = [
    "每个月分别多少",
    "哪个月最贵",
    "哪个月用得最少",
    "应该收多少",
    "没看懂",
    "差多少",
    "多出来的谁出",
    "各档用了多少度",
]


@pytest.mark.parametrize("question", OF_RECORDS)
def test_every_figure_stands_in_a_record_or_an_assessment(office: Store, question: str) -> None:
    asked = 0
    for number in range(123, 153):
        account_no = f"4100000{number}"
        if office.accounts.get(account_no) is None:
            continue
        customer = Customer(office, account_no)
        office.chats.bind(customer.chat, account_no, customer.now)
        customer.says("为什么这么贵")
        try:
            known = figures_of(office, account_no)
        except HistoryError:
            continue
        for reply in customer.says(question):
            told = {Decimal(figure.replace(",", "")) for figure in TOLD.findall(reply.text)}
            assert told <= known, (account_no, reply.text)
            asked += bool(told)
    assert asked > 10


@pytest.mark.parametrize(
    "words", ["回到我自己家,11月多少", "那我自己家11月多少", "看我自己的户,11月多少"]
)
def test_one_s_own_household_is_come_back_to(office: Store, words: str) -> None:
    customer = Customer(office)
    customer.says("4100000130 李国庆 0130 查电费")
    customer.says("帮我妈也看看,她户号4100000150")
    customer.says("李秀梅 0149")
    answer = customer.asks(words)
    assert "47.60元" in answer
    assert "15.68元" not in answer


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("我家七口人能多多少度", ["满6口人", "您家7口", "多100度", "1月申请"]),
        ("我五口人能多给点吗", ["还不够", "满6口人"]),
        ("五口之家有优惠吗", ["满6口人"]),
        ("峰谷电价咋收", ["0.03元", "0.12元", "1089号"]),
        ("电采暖有优惠吗", ["1,120度", "11月15日到3月15日"]),
        ("合表咋收费", ["0.568元", "原文还没有核到"]),
        ("三档几毛钱一度", ["第三档每度0.86元", "3,120度"]),
        ("一档一年多少度", ["第一档每度0.56元", "2,160度"]),
        ("阶梯啥时候清零", ["每年1月1日从零重新算"]),
        ("你是机器人吗", ["答复程序", "95598"]),
        ("你真是供电所的吗", ["答复程序", "95598"]),
        ("😡😡", ["您很生气"]),
    ],
)
def test_what_the_book_holds_is_told_with_its_source(
    stranger: Customer, question: str, says: list[str]
) -> None:
    answer = stranger.asks(question)
    assert [words for words in says if words not in answer] == []
    assert "不在这里办" not in answer


@given(
    later=st.tuples(st.integers(0, 400), st.integers(0, 400)),
    earlier=st.tuples(st.integers(0, 400), st.integers(0, 400)),
)
def test_the_parts_of_a_difference_add_up_to_the_fen(
    later: tuple[int, int], earlier: tuple[int, int]
) -> None:
    with empty_store() as store:
        put_account(store, "4100000001", "甲", "13900001111", "2017-01-01", "2017-01-01")
        used = Decimal(2000)
        put_bill(store, "4100000001", "2017-12-20", "2018-09-20", "2000", "1120.00")
        for month, kwh in ((10, sum(earlier)), (11, sum(later))):
            first, last = f"2018-{month - 1:02}-20", f"2018-{month:02}-20"
            charged = charge(used, Decimal(kwh))
            put_bill(store, "4100000001", first, last, str(kwh), str(charged))
            used += kwh
        history = history_of(store, "4100000001")
        found = [findings_for(history, OFFICE, Month(month, 2018)) for month in (11, 10)]
        parts = parts_of_more(*found)
        assert parts is not None
        difference = found[0].bill.charged - found[1].bill.charged
        assert parts.by_use + parts.by_tier == difference


def charge(used: Decimal, kwh: Decimal) -> Decimal:
    """Henan's price of so many kWh after others, limits of a whole year, by a sum of our own."""
    steps = ((Decimal(2160), Decimal("0.56")), (Decimal(3120), Decimal("0.61")))
    total, below = Decimal(0), Decimal(0)
    for limit, price in (*steps, (Decimal(10**6), Decimal("0.86"))):
        inside = max(Decimal(0), min(used + kwh, limit) - max(used, below))
        total += inside * price
        below = limit
    return total.quantize(Decimal("0.01"))


def test_first_answers_are_short_and_their_working_is_folded(office: Store) -> None:
    lengths = []
    for number in range(123, 153):
        account_no = f"4100000{number}"
        if office.accounts.get(account_no) is None:
            continue
        customer = Customer(office, account_no)
        office.chats.bind(customer.chat, account_no, customer.now)
        for question in ("为什么这么贵", "11月多少钱"):
            (reply,) = customer.says(question)
            lengths.append(len(reply.headline) + len(reply.body))
            assert "【怎么算的】" not in reply.body
    lengths.sort()
    assert lengths[len(lengths) // 2] <= 150
    assert lengths[len(lengths) * 9 // 10] <= 300


def test_a_question_about_a_month_waits_until_it_is_known_who_asks(office: Store) -> None:
    customer = Customer(office)
    assert "第三档" in customer.asks("12月账单上怎么还有三档")
    customer.asks("你是机器人吗")
    bound, answer = customer.says("4100000123 张建国 5678")
    assert "已绑定" in bound.text
    assert "52.00元" in answer.text


@pytest.mark.parametrize(
    "words",
    [
        "户号不知道",
        "户号不知道,他叫马长河",
        "我不记得户号了",
        "那怎么才能查",
        "没单子咋办",
        "单子找不到了",
    ],
)
def test_who_has_no_account_number_is_told_what_to_do(stranger: Customer, words: str) -> None:
    stranger.says("我爸不会用手机,我帮他问问电费为啥超了")
    answer = stranger.asks(words)
    assert "不知道户号也不要紧" in answer
    assert "别人家" not in answer


@pytest.mark.parametrize(
    "words",
    [
        "那个事咋样了",
        "我的事怎么样了",
        "有结果了吗",
        "处理得咋样了",
        "事情现在怎么样了",
        "出结果没",
    ],
)
def test_how_the_matter_stands_is_told(customer: Customer, words: str) -> None:
    customer.says("我要投诉装表的电工")
    assert "TS20181222001" in customer.asks(words)


@pytest.mark.parametrize("text", [
    "那到底是按几个月算的", "给了我几个月的额度", "为啥是1个月",
    "凭啥只算一个月", "按多少个月给的",
])  # fmt: skip
def test_how_many_months_were_counted_is_said_first(store: Store, text: str) -> None:
    put_seed(store)
    zhang = Customer(store)
    zhang.says(CLAIM)
    zhang.says("为什么超过0.56")
    answer = zhang.asks(text)
    assert answer.startswith("从立户(2018年12月5日)算到年底,有1个月的额度")
    assert "要是及时立户:从开始用电(2018年10月8日)算到年底,有3个月的额度" in answer


@pytest.mark.parametrize("text", [
    "看不太懂 说人话", "没咋听明白", "弄不明白", "说得通俗点", "听不懂啊,啥意思",
])  # fmt: skip
def test_who_does_not_understand_gets_it_in_few_lines(store: Store, text: str) -> None:
    put_seed(store)
    zhang = Customer(store)
    zhang.says(CLAIM)
    zhang.says("为什么超过0.56")
    answer = zhang.asks(text)
    assert "52.00元" in answer
    assert len(answer) < 300
    assert "登记在案" not in answer


@pytest.mark.parametrize(
    ("claim", "asked", "by_rule"),
    [
        ("4100000135 高文博 0135", "为什么12月比11月贵", "143.40元"),
        ("4100000135 高文博 0135", "点解12月贵过11月咁多", "143.40元"),
        ("4100000135 高文博 0135", "到底比11月贵在哪", "143.40元"),
        ("4100000136 罗春生 0136", "为什么12月比11月便宜", "61.60元"),
        ("4100000136 罗春生 0136", "你们是不是又坑我了", "61.60元"),
        ("4100000123 张建国 5678", "比上个月贵是不是因为进二档", "52.00元"),
        ("4100000161 冯大庆 0161", "多人口给我省了多少", "24.50元"),
    ],
)
def test_why_a_wrong_bill_is_more_tells_that_it_is_wrong(
    office: Store, claim: str, asked: str, by_rule: str
) -> None:
    customer = Customer(office)
    customer.says(claim)
    answer = customer.asks(asked)
    assert by_rule in answer
    assert "TS20181222001" in answer
    assert "2018年11月的电费" not in answer  # what November says of itself
