"""What a chat keeps from message to message: what is missing, what was asked, what was missed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from bot.accounts.binding import ACCOUNT_LOCK, ACCOUNT_TRIES, LOCK, TRIES
from bot.bills.history import HistoryError
from bot.clock import CHINA
from bot.contract.messages import Chat, Incoming, MessageKind
from bot.customer import pictures
from bot.customer.conversation import reply_about
from bot.customer.intent_to_action import action_of
from bot.customer.turn import Turn, also
from bot.hearing.heard import hear
from bot.records.case import CaseKind
from bot.records.memory import Picture
from bot.sqlite.store import SqliteStore
from bot.wording.catalogue import words
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import NOW, OFFICE, Customer, put_account, put_bill
from tests.dialogue.test_memory import sends_picture

NONSENSE = "呜哩哇啦"
WRONG = "4100000123 张建国 0000"
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("sent", "missing"),
    [
        ("", "户号(电费单上有,10位、13位或16位数字)、户名(户主姓名)、在供电所登记的手机号后四位"),
        (SEED, "户名(户主姓名)、在供电所登记的手机号后四位"),
        (f"{SEED} 张建国", "在供电所登记的手机号后四位"),
        (f"{SEED} 5678", "户名(户主姓名)"),
        ("户名张建国 尾号5678", "户号(电费单上有,10位、13位或16位数字)"),
    ],
)
def test_only_what_is_missing_is_asked_for_and_again(
    stranger: Customer, sent: str, missing: str
) -> None:
    stranger.commands("bind")
    if sent:
        assert f"请发送:{missing}。" in stranger.asks(sent)
    reminded = stranger.asks("我问你电费为什么这么贵")
    assert "还没核对是哪一户" in reminded
    assert f"请发送:{missing}。" in reminded
    assert ("不知道户号也不要紧" in reminded) is ("户号" in missing)


def test_a_number_that_was_read_aloud_is_asked_for_in_figures_again(stranger: Customer) -> None:
    stranger.commands("bind")
    again = stranger.asks("户号四一零零零零零一二三,电费怎么这么贵")
    assert "还没核对是哪一户" in again
    assert "请用数字再写一遍户号" in again
    assert "请用数字再写一遍户号" not in stranger.asks("我问你电费为什么这么贵")


@pytest.mark.parametrize(
    "understood",
    [CLAIM, "阶梯电价是什么规定", "发票怎么开", "转人工", "谢谢"],
)
def test_a_miss_counts_until_something_is_understood(stranger: Customer, understood: str) -> None:
    assert "没看明白" in stranger.asks(NONSENSE)
    if understood == CLAIM:
        stranger.commands("bind")
    stranger.says(understood)
    assert "抱歉,这句话没看明白" in stranger.asks(NONSENSE)
    assert "要不要请工作人员" in stranger.asks(NONSENSE)
    assert "要不要请工作人员" in stranger.asks(NONSENSE)


def test_what_waits_for_an_account_is_not_corrected(customer: Customer) -> None:
    customer.says("为什么超过0.56")
    customer.says("不对,是我妈家的")
    assert "哪里不对" not in customer.asks("不对")
    customer.commands("cancel")
    assert "哪里不对" in customer.asks("不对")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2012-05-01", "河南的居民电价不分档"),
        ("2018-12-22", "河南的阶梯电价按年累计"),
        ("2000-01-01", "河南的阶梯电价按年累计"),
    ],
)
def test_the_rule_is_that_of_the_day(stranger: Customer, day: str, said: str) -> None:
    stranger.now = datetime.fromisoformat(day).replace(tzinfo=CHINA)
    (reply,) = stranger.commands("rule")
    assert said in reply.text
    assert [button.action for button in reply.buttons] == ["why", "left"]


def test_tries_are_counted_down_and_come_back_when_the_lock_is_over(stranger: Customer) -> None:
    stranger.commands("bind")
    for left in range(TRIES - 1, 0, -1):
        assert f"还可以试 {left} 次" in stranger.asks(WRONG)
    assert f"{LOCK.seconds // 60} 分钟内暂不能绑定" in stranger.asks(WRONG)
    failed = stranger.now
    for bound in ("bind", "why"):
        stranger.now = failed + LOCK - SECOND
        (reply,) = stranger.commands(bound)
        assert "暂不能绑定" in reply.text
        stranger.now = failed + LOCK
        (reply,) = stranger.commands(bound)
        assert "请发送" in reply.text


@pytest.mark.parametrize(
    ("failures", "waits", "binds"),
    [
        (ACCOUNT_TRIES - 1, timedelta(0), True),
        (ACCOUNT_TRIES, timedelta(0), False),
        (ACCOUNT_TRIES, ACCOUNT_LOCK, False),
        (ACCOUNT_TRIES, ACCOUNT_LOCK + SECOND, True),
    ],
)
def test_an_account_that_many_guess_at_is_closed_to_all_for_a_while(
    store: SqliteStore, failures: int, waits: timedelta, binds: bool
) -> None:
    for number in range(failures):
        store.chats.add_failure(Chat("test", f"other {number}"), SEED, NOW)
    customer = Customer(store)
    customer.now = NOW + waits
    customer.commands("bind")
    assert ("已绑定" in customer.says(CLAIM)[0].text) is binds


def test_a_contact_binds_the_account_that_was_named_alone(
    store: SqliteStore, stranger: Customer
) -> None:
    put_account(store, "4100000124", "张建国", "13800005678", "2015-01-01", None)
    stranger.commands("bind")
    stranger.says("4100000124")
    (bound, asked) = stranger.shares("8613800005678", own=True)
    assert "已绑定户号 ******0124" in bound.text
    assert "您想问什么" in asked.text
    assert store.chats.bound_accounts(stranger.chat) == ("4100000124",)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("怎么超过0.56了", "52.00元"),
        ("阶梯电价是什么规定", "按年累计"),
        ("转人工", "工作人员会联系您"),
        (NONSENSE, "没看明白"),
    ],
)
def test_at_the_desk_each_question_about_an_account_has_its_answer(
    store: SqliteStore, text: str, part: str
) -> None:
    asked = Incoming(Chat("desk", ""), MessageKind.TEXT, text)
    assert part in reply_about(store, OFFICE, SEED, asked, NOW).text
    english = replace(asked, language="en")
    assert part not in reply_about(store, OFFICE, "4100000200", english, NOW).text
    with pytest.raises(HistoryError):
        reply_about(store, OFFICE, "4199999999", asked, NOW)


@pytest.fixture
def two_bills(store: SqliteStore) -> Customer:
    """A customer with a bill of November and one of December."""
    put_account(store, "4100000777", "刘桂兰", "13800007777", "2015-03-01", "2015-03-01")
    put_bill(store, "4100000777", "2017-12-20", "2018-10-20", "900", None)
    put_bill(store, "4100000777", "2018-10-20", "2018-11-20", "101", "56.56")
    put_bill(store, "4100000777", "2018-11-20", "2018-12-20", "102", "57.12")
    customer = Customer(store)
    customer.says("4100000777 刘桂兰 7777")
    return customer


NOVEMBER = ("户号 4100000777", "电费年月 2018年11月", "合计电量 101千瓦时", "应收电费 56.56元")


@pytest.mark.parametrize("bound", [True, False])
def test_the_bill_in_the_picture_is_the_one_that_is_explained(
    two_bills: Customer, bound: bool
) -> None:
    customer = two_bills
    if not bound:
        customer.commands("unbind")
    sends_picture(customer, *NOVEMBER)
    replies = customer.commands("photo_right")
    if not bound:
        _, *replies = customer.says("刘桂兰 7777")
    (answer,) = replies
    assert "2018年11月的电费56.56元" in answer.text
    assert "照片上的数" not in answer.text


@pytest.mark.parametrize(
    ("fields", "differs"),
    [
        ({}, False),
        ({"kwh": Decimal(100)}, True),
        ({"amount": Decimal("56.57")}, True),
        ({"kwh": None, "amount": Decimal("56.56")}, False),
        ({"kwh": None, "amount": None}, False),
        ({"amount": None, "kwh": Decimal(102)}, True),
        ({"month": None, "kwh": Decimal(100)}, False),
        ({"month": (2018, 10), "kwh": Decimal(100)}, False),
        ({"month": (2018, 12)}, True),
    ],
)
def test_a_picture_differs_where_a_figure_that_was_read_is_not_the_month_s(
    two_bills: Customer, fields: dict[str, object], differs: bool
) -> None:
    read = Picture("4100000777", (2018, 11), Decimal(101), Decimal("56.56"), "f1", "m1")
    message = Incoming(two_bills.chat, MessageKind.COMMAND)
    turn = Turn(two_bills.store, OFFICE, words(), message, hear("", NOW.date()), NOW)
    picture = replace(read, **fields)  # type: ignore[arg-type]
    assert pictures.differs(turn, picture) is differs


def test_a_picture_that_does_not_wait_any_more_is_neither_right_nor_wrong(
    customer: Customer,
) -> None:
    for press in ("photo_right", "photo_wrong"):
        (reply,) = customer.commands(press)
        assert "没看明白" in reply.text
    assert customer.store.cases.newest_first() == ()


@pytest.mark.parametrize(("caption", "headlines"), [("", 1), ("为什么超过0.56", 2), ("谢谢", 2)])
def test_words_below_a_picture_are_answered_after_it(
    customer: Customer, caption: str, headlines: int
) -> None:
    replies = customer._send(
        Incoming(
            customer.chat, MessageKind.PHOTO, caption, file_id="f1", message_id="9", sender="1",
            sent_at=NOW - SECOND,
        )
    )  # fmt: skip
    assert len(replies) == headlines
    assert "图片我们暂时看不懂" in replies[0].text
    case = next(c for c in customer.store.cases.newest_first() if c.kind is CaseKind.HUMAN)
    assert case.question == f"[图片] {caption}".strip()
    (kept,) = customer.store.materials.of_case(case.number)
    assert (kept.text, kept.said_at, kept.received_at) == (caption, NOW - SECOND, NOW)


@pytest.mark.parametrize(
    ("said", "remark"),
    [
        ("这个月电费收了我288.19元,怎么算的", False),
        ("这个月电费收了我288.20元,怎么算的", True),
        ("这个月电费收了我286.21元,怎么算的", False),
        ("这个月电费收了我286.20元,怎么算的", True),
    ],
)
def test_people_leave_out_jiao_and_fen(customer: Customer, said: str, remark: bool) -> None:
    assert ("您说的是" in customer.asks(said)) is remark


@pytest.mark.parametrize(("day", "remark"), [("2018-12-31", False), ("2019-01-02", True)])
def test_who_asks_for_this_month_before_its_bill_has_come_is_told_so(
    customer: Customer, day: str, remark: bool
) -> None:
    customer.now = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=CHINA)
    answer = customer.asks("这个月电费为什么这么贵")
    assert "287.20元" in answer
    assert ("这个月的账单还没出" in answer) is remark


def test_a_note_goes_below_both_forms_of_a_reply(customer: Customer) -> None:
    (reply,) = customer.commands("why")
    noted = also(reply, "另一户请发户号。")
    assert noted.body.endswith("\n\n另一户请发户号。")
    assert noted.instead
    assert noted.instead.body.endswith("\n\n另一户请发户号。")
    (bare,) = customer.commands("rule")
    assert also(replace(bare, body=""), "注").body == "注"


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("4100000123电费多少钱", "bill"),
        ("4100000123欧阳建国", None),  # four letters beside a number may be a name
        ("电费", "bill"),
        ("电", None),
    ],
)
def test_a_number_alone_or_with_a_name_asks_for_nothing(text: str, action: str | None) -> None:
    assert action_of(hear(text, NOW.date())) == action
