"""What a customer is told of his data, before he sends any and whenever he asks."""

from __future__ import annotations

import pytest

from bot.store.port import Store
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import Customer


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


def test_of_a_stranger_nothing_is_told(stranger: Customer, store: Store) -> None:
    said = stranger.asks("我的信息有哪些")
    assert "没有绑定户号" in said
    assert store.chats.bound_accounts(stranger.chat) == ()
