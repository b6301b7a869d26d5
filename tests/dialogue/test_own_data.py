"""What a customer is told of his data, before he sends any and whenever he asks."""

from __future__ import annotations

import pytest

from bot.hearing.heard import hear
from bot.records.case import CaseKind
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import NOW, Customer


def test_before_the_first_binding_it_is_said_who_what_how_long_and_which_rights(
    stranger: Customer,
) -> None:
    asked = stranger.asks("为什么电费这么高")
    for words in ("【您的信息怎么用】", "聊天90天", "工单1095天", "183天", "/forget", "不满14岁"):
        assert words in asked
    assert "【您的信息怎么用】" not in stranger.asks(SEED)  # once


@pytest.mark.parametrize(
    "text",
    ["我的信息有哪些", "你们存了我什么资料?", "恁留着俺啥信息", "看看你们保存的我的个人信息"],
)
def test_what_is_kept_is_told_masked(stranger: Customer, text: str) -> None:
    stranger.commands("bind")
    stranger.says(CLAIM)
    said = stranger.asks(text)
    assert "户号 ******0123:户名 张*" in said
    assert "账单1张,抄表1次" in said
    assert "5678" not in said
    assert "张建国" not in said


@pytest.mark.parametrize(
    "text",
    [
        "你们怎么用我的信息",
        "你们拿我的资料干什么",
        "我的个人信息你们留多久",
        "我的信息会怎么用",
        "谁能看到我的信息",
        "信息保存多久",
        "我的聊天记录你们留着吗",
        "我说的话你们存多久",
        "你们会不会把我的信息给别人",
        "邻居能查到我家电费吗",
        "个人信息怎么保密",
    ],
)
def test_who_asks_what_his_data_are_for_hears_it(stranger: Customer, text: str) -> None:
    (reply,) = stranger.says(text)
    assert "【您的信息怎么用】" in reply.text + reply.fold
    assert "1095天" in reply.text + reply.fold
    assert "谁能看到" in reply.text + reply.fold


@pytest.mark.parametrize(
    "text",
    [
        "村里人会不会知道我家电费",
        "我这账单会不会被别人看见?",
        "台区经理能看到我家电费吗",
        "俺家欠费的事村里人能知道不",
        "你们会不会把我的电费告诉别人",
    ],
)
def test_who_asks_whether_others_see_it_hears_first_that_they_do_not(
    stranger: Customer, text: str
) -> None:
    (reply,) = stranger.says(text)
    assert reply.headline == "别人在这里看不到您家的电费,邻居也不行。"
    assert "谁能看到" in reply.fold


@pytest.mark.parametrize(
    "text", ["我能看到别人家电费吗", "我儿子能看到我家电费吗", "邻居家电费多少"]
)
def test_who_wants_to_see_asks_something_else(stranger: Customer, text: str) -> None:
    assert "看不到您家的电费" not in stranger.asks(text)


def test_of_a_stranger_nothing_is_told(stranger: Customer, store: Store) -> None:
    said = stranger.asks("我的信息有哪些")
    assert "没有绑定户号" in said
    assert store.chats.bound_accounts(stranger.chat) == ()


WISHES = {
    "copy": "给我一份我的资料副本|我要复制一份我的个人信息|把你们存的我的信息发我一份"
        "|俺的信息给俺一份",
    "correction": "我家地址写错了,要改|我的名字登记错了,请更正|户名的字写错了|资料里的地址不对",
    "objection": "我不同意你们用我的信息|别用我的数据了|不许你们保存我的资料",
    "": "我的电费算错了,要改|给我一份账单|我换手机号了|删除我的信息|别把我的信息告诉别人"
        "|过户要带什么资料|抄表数据错了|地址不对,派不到人|你们把我的信息发给别人了",
}  # fmt: skip


@pytest.mark.parametrize("wish", WISHES)
def test_what_else_is_wanted_of_ones_data_is_heard(wish: str) -> None:
    for text in WISHES[wish].split("|"):
        assert (hear(text, NOW.date()).data_wish or "") == wish, text


def test_a_copy_and_a_correction_are_for_a_colleague_with_a_date(
    stranger: Customer, store: Store
) -> None:
    assert "没有绑定户号" in stranger.asks("给我一份我的资料副本")
    stranger.commands("bind")
    stranger.says(CLAIM)
    copy = stranger.asks("给我一份我的资料副本")
    assert "核对是您本人以后给您" in copy
    assert "/forget" not in copy
    assert "应该是什么,请在这里写下来" in stranger.asks("我家地址写错了,要改")
    (case,) = store.cases.of_chat(stranger.chat)
    assert case.kind is CaseKind.HUMAN
    assert case.number in copy
