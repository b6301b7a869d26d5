"""Corrections, and several questions in one message."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.contract.came import Proposal
from bot.contract.messages import Incoming, MessageKind
from bot.contract.office import Disclosure
from bot.counter.door import may_leave
from bot.customer.intent_to_action import guessed, is_unsure
from bot.hearing.evaluate import read_phrases
from bot.hearing.heard import hear
from bot.hearing.intents import understand
from bot.records.case import CaseKind, State
from bot.staff.turn import DeskSettings
from bot.store.port import Store
from tests.dialogue.conversation import (
    NOW,
    OFFICE,
    Customer,
    put_account,
    put_bill,
    replies_to,
)

MOTHER = "4100000777"
PHRASES = Path(__file__).parent.parent / "phrases.json"


@pytest.fixture
def with_mother(store: Store, customer: Customer) -> Customer:
    """The customer, whose mother has an account too; not bound yet."""
    put_account(store, MOTHER, "刘桂兰", "13800007777", "2015-03-01", "2015-03-01")
    put_bill(store, MOTHER, "2018-11-20", "2018-12-20", "100", "56.00")
    return customer


def test_a_correction_to_another_household_asks_for_it_and_answers_the_same_question(
    with_mother: Customer,
) -> None:
    assert "52.00元" in with_mother.asks("为什么超过0.56")
    asked = with_mother.asks("不对,是我妈家的")
    assert "户号" in asked
    bound, answer = with_mother.says(f"{MOTHER} 刘桂兰 7777")
    assert "已绑定" in bound.text
    assert "56.00元" in answer.text


def test_a_correction_between_two_bound_households_needs_no_question(
    with_mother: Customer,
) -> None:
    with_mother.commands("bind")
    with_mother.says(f"{MOTHER} 刘桂兰 7777")
    assert "56.00元" in with_mother.asks("我的账单")
    assert "287.20元" in with_mother.asks("不对,我问的是我爸家的")
    assert "56.00元" in with_mother.asks("弄错了,是另一户")


def test_a_correction_of_the_month(neighbour: Customer) -> None:
    neighbour.says("为什么我们家电价涨了")
    assert "您想问哪一张?" in neighbour.asks("不对,我问的是11月的账单")


@pytest.mark.parametrize("text", ["不对,我说的是12月", "不对,我问的是12月", "错了,12月的"])
def test_a_correction_of_the_month_alone_opens_no_complaint(customer: Customer, text: str) -> None:
    customer.says("为什么超过0.56")
    assert "查清楚了:您家2018年12月" in customer.asks(text)


def test_a_correction_that_says_no_more_is_asked_about_once(customer: Customer) -> None:
    customer.says("为什么超过0.56")
    assert "哪里不对" in customer.asks("不对")
    assert "52.00元" in customer.asks("不对,我要退钱")


def test_without_an_answer_before_it_a_no_is_no_correction(customer: Customer) -> None:
    assert "哪里不对" not in customer.asks("不对")


def test_two_questions_get_two_answers(customer: Customer) -> None:
    why, left = customer.says("为什么超过0.56?一档还剩多少度?")
    assert "52.00元" in why.text
    assert "第" in left.text
    assert "还" in left.text


def test_a_report_is_heard_even_while_the_account_is_asked_for(stranger: Customer) -> None:
    stranger.commands("bind")
    assert "不会转给被举报的人" in stranger.asks("我要举报你们电工收红包")


def test_two_questions_before_binding_ask_once(stranger: Customer) -> None:
    (asked,) = stranger.says("为什么超过0.56?一档还剩多少度?")
    assert "户号" in asked.text


def test_questions_with_and_without_an_account_are_all_answered(stranger: Customer) -> None:
    *told, asks_who = stranger.says("12月电费多少,还有发票在哪开,另外你们几点下班")
    assert [word for word in ("发票", "上班") if not any(word in one.text for one in told)] == []
    assert asks_who.share_contact
    _, bill = stranger.says("4100000123 张建国 5678")
    assert "287.20" in bill.text


def test_questions_with_blanks_between_them_are_told_apart(customer: Customer) -> None:
    told = customer.says("还有一档剩多少 二档多少钱 明年啥时候清零")
    assert len(told) > 1


def test_a_case_of_another_chat_of_the_account_is_taken_back_by_its_number(
    store: Store, customer: Customer
) -> None:
    customer.says("我要投诉抄表的")
    customer.says("12月为什么这么贵")
    (case, *_) = store.cases.of_chat(customer.chat)
    other = Customer(store, "other")
    assert "没有查到您的工单" in other.asks(f"{case.number}不投诉了")
    other.says("4100000123 张建国 5678")
    assert case.number not in other.asks("算了,不投诉了")
    assert f"工单 {case.number},您不想再追究" in other.asks(f"{case.number}不投诉了")


def test_questions_that_are_numbered_are_told_apart(stranger: Customer) -> None:
    told = stranger.says("1.12月电费多少 2.校表几天 3.我要投诉抄表员")
    said = "".join(one.text for one in told)
    assert [words for words in ("5个工作日", "TS20181222001", "哪一户") if words not in said] == []


@pytest.mark.parametrize("text", ["他们说我偷电要罚我三千,我根本没偷", "冤枉我绕表,还要我交两千"])
def test_who_is_accused_of_theft_complains_and_reports_nobody(
    stranger: Customer, text: str
) -> None:
    assert "已经登记" in stranger.asks(text)
    (case,) = stranger.store.cases.newest_first()
    assert case.kind is CaseKind.COMPLAINT


def test_what_was_taken_back_is_wanted_again(customer: Customer) -> None:
    customer.says("我要投诉抄表的")
    customer.says("不投诉了")
    for text in ("又想投诉了,重新给我登上", "刚才撤的那个我反悔了"):
        assert "登记在案" in customer.asks(text), text


@pytest.mark.parametrize(
    "text",
    ["俺娘七十六了一个人住,你们把电掐了", "交过钱了还不送电,都第三天了", "凭啥掐我家电,我又没欠",
     "我家有吃奶的孩子你们说断就断", "病人在家躺着哩,恁给俺拉闸了"],
)  # fmt: skip
def test_who_is_frail_or_has_paid_and_was_cut_off_gets_a_person(
    stranger: Customer, text: str
) -> None:
    said = stranger.asks(text)
    assert "已经登记" in said
    assert "24小时内恢复供电" in said


@pytest.mark.parametrize("text", ["不交费几天停我家电", "停电了啥时候来", "老人用电有优惠吗"])
def test_who_only_asks_is_not_registered_as_cut_off(stranger: Customer, text: str) -> None:
    stranger.says(text)
    assert not stranger.store.cases.newest_first()


def test_withdrawing_is_noted_in_the_open_case(customer: Customer) -> None:
    assert "没有查到您的工单" in customer.asks("算了,不追究了")
    customer.says("我要投诉你们")
    assert "工单 TS20181222001,您不想再追究" in customer.asks("我不投诉了,撤了吧")
    (case,) = customer.store.cases.newest_first()
    assert case.state is State.OPEN
    assert [e.detail for e in customer.store.cases.events(case.number, "withdrawn")] == [
        "我不投诉了,撤了吧"
    ]


def test_an_unsure_reading_puts_the_likeliest_button_first(customer: Customer) -> None:
    beginnings = (row["text"][:3] for row in read_phrases(PHRASES))
    text = next(t for t in beginnings if is_unsure(hear(t, NOW.date())) and guessed(understand(t)))
    (unsure,) = customer.says(text)
    assert "没看明白" in unsure.text
    actions = [button.action for button in unsure.buttons]
    assert actions[0] == guessed(understand(text))[0]
    assert len(set(actions)) == len(actions)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("解绑", "已解除绑定"),
        ("帮我取消绑定", "已解除绑定"),
        ("删除我的信息", "删除"),
        ("取消", "先不查了"),
        ("帮助", "电费助手"),
        ("转人攻", "工作人员会联系您"),
    ],
)
def test_short_orders_are_known_by_their_words(customer: Customer, text: str, part: str) -> None:
    assert part in customer.asks(text)


@pytest.fixture
def through_autumn(store: Store) -> Customer:
    """A customer with three right bills, bound."""
    put_account(store, MOTHER, "刘桂兰", "13800007777", "2015-03-01", "2015-03-01")
    put_bill(store, MOTHER, "2017-12-20", "2018-09-20", "900", None)
    put_bill(store, MOTHER, "2018-09-20", "2018-10-20", "100", "56.00")
    put_bill(store, MOTHER, "2018-10-20", "2018-11-20", "101", "56.56")
    put_bill(store, MOTHER, "2018-11-20", "2018-12-20", "102", "57.12")
    customer = Customer(store)
    customer.says(f"{MOTHER} 刘桂兰 7777")
    return customer


@pytest.mark.parametrize(
    ("text", "amount"),
    [("那11月呢", "56.56元"), ("那10月份的呢?", "56.00元"), ("11月的呢", "56.56元")],
)
def test_the_same_is_asked_of_another_month(
    through_autumn: Customer, text: str, amount: str
) -> None:
    assert "57.12元" in through_autumn.asks("为什么是这个价")
    answer = through_autumn.asks(text)
    assert amount in answer
    assert "【按什么规定】" in answer, "it is explained, as the last one was"


@pytest.mark.parametrize("text", ["那我妈家呢", "我妈家呢", "我爸那边呢"])
def test_the_same_is_asked_of_another_household(through_autumn: Customer, text: str) -> None:
    through_autumn.says("为什么是这个价")
    assert "请发送:户号" in through_autumn.asks(text)


def test_a_bill_that_is_not_there_is_not_taken_for_the_newest(through_autumn: Customer) -> None:
    through_autumn.says("为什么是这个价")
    assert "2017年的账单,这里还没有" in through_autumn.asks("那去年呢")
    assert "这张账单,这里还没有" in through_autumn.asks("那8月的呢")


def test_what_names_no_bill_is_not_the_same_question_again(through_autumn: Customer) -> None:
    through_autumn.says("为什么是这个价")
    assert "57.12元" not in through_autumn.asks("那三天前呢")


def test_the_bills_of_a_span_are_listed(through_autumn: Customer) -> None:
    assert "2018年10月:100度" in through_autumn.asks("今年全年的电费")
    answer = through_autumn.asks("十月到十二月的电费")
    assert "2018年10月:100度,56.00元,和规定一致" in answer
    assert "2018年12月:102度,57.12元,和规定一致" in answer


def test_a_month_of_the_farmers_calendar_is_asked_about(through_autumn: Customer) -> None:
    answer = through_autumn.asks("腊月的电费是多少")
    assert "看不准" in answer
    assert "2018年10月、2018年11月、2018年12月" in answer


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("这个月电费收了我287块2,怎么算的", ""),
        ("这个月电费收了我387块2,怎么算的", "您说的是387.20元,我们记录的这张单子是287.20元"),
        ("這個月電費收了我387塊2,怎麼算的", "您說的是387.20元,我們記錄的這張單子是287.20元"),
        ("上个月才100块,这个月怎么这么贵", ""),
        ("交了20多年电费,这个月怎么这么贵", ""),
        ("为什么这么贵,换表还要收300元", ""),
        ("用了l20度,电费怎么这么贵", "您写的“l20度”,看不准"),
        ("为什么这么高,上个月二百三", "您写的“二百三”,看不准是电量还是钱"),
    ],
)
def test_a_figure_that_does_not_fit_or_can_be_read_two_ways_is_asked_about(
    customer: Customer, text: str, remark: str
) -> None:
    (reply,) = customer.says(text)
    assert "52.00元" in reply.text, "the records answer all the same"
    last = reply.body.splitlines()[-1]
    assert remark in last
    asks = ("看不准" in last) or ("对不上" in last) or ("對不上" in last)
    assert asks == bool(remark)


def test_what_was_understood_survives_a_restart(store: Store) -> None:
    Customer(store).says("我家电费怎么这么贵")
    bound, answer = Customer(store).says("4100000123 张建国 5678")
    assert "已绑定" in bound.text
    assert "52.00元" in answer.text
    assert "哪里不对" in Customer(store).asks("不对")


def test_a_figure_that_only_a_language_model_knows_leads_to_a_question_and_no_more(
    customer: Customer,
) -> None:
    text = "电费单四百八呐嘛咋弄"
    proposal = Proposal("bill_high", (("amount", "四百八"),))
    message = Incoming(customer.chat, MessageKind.TEXT, text, proposal=proposal)
    (reply,) = replies_to(customer, message)
    assert "287.20元" in reply.headline
    assert "您说的是480.00元,我们记录的这张单子是287.20元" in reply.body


def test_no_remark_tells_a_figure_that_the_office_withholds(store: Store) -> None:
    customer = Customer(store, office=replace(OFFICE, disclosure=Disclosure.NOTHING))
    customer.says("4100000123 张建国 5678")
    desk = DeskSettings(customer.office)
    for text in ("这个月电费收了我387块2,怎么算的", "十月到十二月的电费", "那11月呢"):
        (reply,) = customer.says(text)
        assert "287" not in may_leave(store, desk, customer.chat, reply).text


@pytest.mark.parametrize(("length", "is_letter"), [(1000, False), (1001, True)])
def test_more_than_a_thousand_characters_are_a_letter(
    customer: Customer, length: int, is_letter: bool
) -> None:
    text = ("我家电费怎么这么贵," * 101)[:length]
    assert ("一字不差" in customer.says(text)[0].text) is is_letter
