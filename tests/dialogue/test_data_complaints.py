"""A complaint about one's own data is a case of its own, with its clock and its words."""

from __future__ import annotations

import pytest

from bot.cases.supervision import Escalation
from bot.hearing.heard import hear
from bot.records.case import Case, CaseKind
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import NOW, Customer

COMPLAINTS = (
    "你们把我的信息泄露了", "谁让你们查我的电表", "删除我的信息不删", "我的电话是不是被你们卖了",
    "凭什么看我家的用电记录", "没经过我同意就查我的用电情况", "叫你们删我的资料,到现在还没删",
    "注销了怎么还有我的电话", "推销的怎么知道我家电话", "你们侵犯我的隐私",
    "把我家电费告诉了邻居", "我家的信息被你们贴到群里了", "你们一直不给我删信息",
    "你们把我的信息给别人看了,我要投诉", "你们怎么能把我的电费告诉邻居",
    "投诉你们乱用我的个人信息",
    "你們把我的資料洩露了", "谁允许你们收集我的身份证号", "你们泄露了我的信息",
)  # fmt: skip
NONE = (
    "删除我的信息", "怎么删除我的信息", "会不会泄露我的信息", "我的信息有哪些", "帮我查我的电表",
    "我的电表准不准", "为什么查不到我的账单", "谁来抄我家的表", "电费凭什么涨价", "我要投诉",
    "凭什么要我的户号", "凭什么收我这么多电费", "我的电话换了", "别把我的信息告诉别人",
    "我的电费邻居都比我少",
    "户号给我发一下", "把我的电费单发给我",
)  # fmt: skip


def cases(store: Store, customer: Customer) -> list[Case]:
    return list(store.cases.of_chat(customer.chat))


@pytest.mark.parametrize("text", COMPLAINTS)
def test_it_is_heard(text: str) -> None:
    assert hear(text, NOW.date()).complains_of_data


@pytest.mark.parametrize("text", NONE)
def test_a_request_a_question_and_a_bill_are_none(text: str) -> None:
    assert not hear(text, NOW.date()).complains_of_data


def test_it_needs_no_account_has_its_dates_and_goes_to_the_head(store: Store) -> None:
    customer = Customer(store)
    told = customer.asks("你们把我的信息泄露了")
    (case,) = cases(store, customer)
    assert case.kind is CaseKind.DATA
    assert Escalation.DATA in case.escalations
    assert case.law_by is None  # Henan's five days are for price and charges
    assert case.number in told
    assert "个人信息" in told
    assert "谁在什么时候" in told


def test_it_stands_beside_the_case_of_a_bill(store: Store) -> None:
    customer = Customer(store)
    customer.says("/bind")
    customer.says(CLAIM)
    customer.says("我要投诉电费算错了")
    customer.says("谁让你们查我的电表")
    customer.says("删除我的信息你们不删")
    customer.says("我要投诉")
    kinds = [case.kind for case in cases(store, customer)]
    assert sorted(kinds) == sorted([CaseKind.DATA, CaseKind.COMPLAINT])
