"""Two homes of one chat: together, each by itself, and the same question of the other one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store.port import Store
from tests.dialogue.conversation import Customer
from tests.dialogue.test_questions import imported, office

__all__ = ["imported", "office"]
FIRST, SECOND = "4100000149", "4100000150"


@pytest.fixture
def li(office: Store) -> Customer:
    """Both accounts of 李秀梅, the first bound a minute earlier."""
    customer = Customer(office)
    for account_no in (FIRST, SECOND):
        office.chats.bind(customer.chat, account_no, customer.now)
        customer.now += timedelta(minutes=1)
    return customer


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (
            "两户平均一个月多少",
            ["139.1度", "77.89元", "0149:平均每张104.6度", "0150:平均每张34.5度"],
        ),
        (
            "我这俩户哪个月用得最多",
            ["0149:2018年8月用得最多:150度", "0150:2018年8月用得最多:50度"],
        ),
        ("两户今年分别用了多少", ["0149:1,255度", "0150:414度"]),
        ("两个户12月各多少钱", ["0149:110度", "0150:36度"]),
        ("尾号149那户12月多少", ["61.60元"]),
        ("各户12月过100度没", ["0149:有", "0150:没有"]),
    ],
)
def test_what_is_asked_of_two_homes_is_told_of_both(
    li: Customer, question: str, says: list[str]
) -> None:
    answer = li.asks(question)
    assert [words for words in says if words not in answer] == []


def test_one_home_alone_is_said_to_be_all_that_is_checked(office: Store) -> None:
    customer = Customer(office)
    office.chats.bind(customer.chat, FIRST, customer.now)
    assert "只核对了这一个户" in customer.asks("两户平均一个月多少")


def test_a_home_is_named_by_its_place_and_the_month_goes_with_it(li: Customer) -> None:
    assert "15.68元" in li.asks("11月电费多少")
    assert "47.60元" in li.asks("第一个户呢")
    assert "15.68元" in li.asks("那我另一户")
    assert "414度" in li.asks("今年一共用了多少度")
    assert "1,255度" in li.asks("第一个户呢")
    assert "414度" in li.asks("第二户呢")


def test_a_relative_s_bill_besides_is_not_one_s_own(office: Store) -> None:
    customer = Customer(office)
    office.chats.bind(customer.chat, "4100000131", customer.now)
    assert "是哪一户" in customer.asks("帮我妈也查查")
    assert "240度" in customer.asks("我12月用了多少度")  # one's own goes on
    customer.says("她户号4100000150")
    *_, told = customer.says("李秀梅 0149")
    assert "20.16元" in told.text


def test_how_much_more_is_asked_of_the_homes_that_were_told(li: Customer) -> None:
    assert "1,255度" in li.asks("哪户用得多")
    assert "两户相差841度、470.96元" in li.asks("多多少")
    assert "127度" in li.asks("夏天两户各多少")


def test_the_two_months_that_were_told_are_set_against_each_other(office: Store) -> None:
    customer = Customer(office)
    office.chats.bind(customer.chat, "4100000130", customer.now)
    customer.says("2月多少钱")
    customer.says("3月呢")
    assert "少22.40元" in customer.asks("这俩差多少")


def test_what_follows_a_case_stands_in_it(office: Store) -> None:
    customer = Customer(office)
    customer.says("我要投诉,交清了还不给我送电")
    (case,) = office.cases.newest_first()
    assert case.number in customer.asks("小孩在家写作业都没灯")
    assert "小孩" in office.cases.events(case.number)[-1].detail


def test_the_first_and_the_second_home_are_those_that_were_proved_so(li: Customer) -> None:
    assert "56.00元" in li.asks("第一户9月多少钱")
    assert "18.48元" in li.asks("第二户9月多少钱")
    only_first = li.asks("第一户9月用了多少")
    assert ("100度" in only_first, "33度" in only_first) == (True, False)


def test_a_bill_before_a_correction_is_judged_by_itself(office: Store) -> None:
    customer = Customer(office)
    office.chats.bind(customer.chat, "4100000170", customer.now)  # put right: 20 July to 20 August
    assert "和规定一致" in customer.asks("7月电费对不对")
    assert "和规定一致" in customer.asks("12月电费对不对")


def test_who_comes_home_in_a_word_is_told_of_that_home(li: Customer) -> None:
    assert "414度" in li.asks("今年一共用了多少度")
    assert "1,255度" in li.asks("回到我家,全年呢")


def test_a_tenant_with_the_landlord_s_number_is_asked_for_the_rest(office: Store) -> None:
    tenant = Customer(office)
    assert "户名" in tenant.asks(f"房东给了我户号{FIRST},我想自己看电费")
    bound, *_ = tenant.says("李秀梅 0149")
    assert "已绑定" in bound.text
    assert "举报" not in tenant.asks("他多收了我多少")


def test_by_how_much_is_asked_of_the_two_months_that_were_told(office: Store) -> None:
    customer = Customer(office)
    office.chats.bind(customer.chat, "4100000130", customer.now)
    customer.says("12月电费")
    customer.says("上个月呢")
    assert "14.00元" in customer.asks("差多少")


def test_a_sister_s_proved_home_is_no_stranger_s(office: Store) -> None:
    customer = Customer(office)
    office.chats.bind(customer.chat, "4100000131", customer.now)
    customer.now += timedelta(minutes=1)
    told = customer.says("我姐家也是你们管,户号4100000130 李国庆 0130")
    assert "已绑定" in told[0].text
    assert office.cases.newest_first() == ()  # and that is no complaint
    assert "2,650度" in customer.asks("我俩谁家今年用电多")
    assert "84.00元" in customer.asks("她家8月多少")
    assert "165.20元" in customer.asks("那我家呢")
