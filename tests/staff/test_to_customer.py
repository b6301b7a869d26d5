"""What a colleague writes or sends reaches the customer, and their words the colleague."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team
from tests.staff.office import Person
from tests.staff.test_life import customer

__all__ = ["customer"]


def test_while_a_person_writes_the_bot_is_silent(team: Team, customer: Person) -> None:
    number = team.office.case().number
    team.clerk.says(f"/case {number}")
    shown = team.clerk.presses("我来回复客户")
    customer.hears()
    assert customer.says("为什么超过0.56") == ""
    assert "客户说:\n\n> 为什么超过0.56" in team.clerk.hears()
    team.clerk.sends(
        text="您好,我是王芳,下午三点给您打电话。",
        reply_to_message={"message_id": 3, "from": {"is_bot": True}, "text": shown},
    )
    assert "已发给客户" in team.clerk.hears()
    assert customer.hears() == "您好,我是王芳,下午三点给您打电话。"
    assert "为什么超过0.56" in [m.text for m in team.office.store.materials.of_case(number)]
    team.clerk.presses("交回机器人")
    assert "52.00元" in customer.says("为什么超过0.56")


def test_a_threat_by_who_writes_there_does_not_reach_them(team: Team, customer: Person) -> None:
    team.clerk.presses_data(f"takeover:{team.office.case().number}")
    team.clerk.hears()
    customer.hears()
    assert customer.says("王芳要打我").startswith("先保护好自己:马上打110")
    assert "打我" not in team.clerk.hears()


def test_the_draft_is_sent_by_button(team: Team, customer: Person) -> None:
    customer.hears()
    team.clerk.says(f"/case {team.office.case().number}")
    assert "已发给客户" in team.clerk.presses("发给客户")
    assert "立户晚了才多出来的" in customer.hears()


@pytest.mark.parametrize("words", ["好" * 4096, "&" * 4000, "😀" * 2048, "好\n" * 2048])
def test_a_long_answer_of_staff_reaches_the_customer_whole(
    team: Team, customer: Person, words: str
) -> None:
    number = team.office.case().number
    shown = team.clerk.presses_data(f"takeover:{number}")
    customer.hears()
    team.clerk.sends(
        text=words,
        reply_to_message={"message_id": 3, "from": {"is_bot": True}, "text": shown},
    )
    heard = [h for h in team.office.deliver() if h.chat == customer.id]
    assert all(h.text.strip() for h in heard)
    assert "".join("".join(h.text for h in heard).split()) == "".join(words.split())


def test_what_a_customer_changes_reaches_the_colleague(team: Team, customer: Person) -> None:
    number = team.office.case().number
    team.clerk.presses_data(f"takeover:{number}")
    customer.says("下午有空")
    message = customer.last
    team.clerk.hears()
    for text in ("下午没空", "下午没空,明天来"):
        team.office.waits(seconds=5)
        customer.edits(message, text)
        assert f"客户改了一条消息:\n\n> {text}" in team.clerk.hears()
    customer.edits(message, "家里电表冒烟了")
    assert "先打120" in customer.hears()


def test_who_answers_a_case_of_the_desk_hears_the_customer(team: Team, customer: Person) -> None:
    team.clerk.says(f"/case {SEED} 服务态度不好")
    number = "TS20181222002"
    shown = team.clerk.presses_data(f"takeover:{number}")
    customer.hears()
    us = {"is_bot": True}
    team.clerk.sends(
        text="您好,我是王芳", reply_to_message={"message_id": 3, "from": us, "text": shown}
    )
    assert customer.hears() == "您好,我是王芳"
    team.clerk.hears()
    assert customer.says("那你们啥时候来") == "", "the bot is silent"
    assert f"工单 {number},客户说:\n\n> 那你们啥时候来" in team.clerk.hears()


def test_answered_is_said_of_an_answer_alone(team: Team, customer: Person) -> None:
    number = team.office.case().number
    assert f"工单 {number} 的客户是怎么答复的" in team.clerk.presses_data(f"answer:{number}")
    assert team.office.case().answered_at is None
    team.clerk.presses("电话告知")
    assert team.office.case().answered_at == team.office.now
    assert "王芳: 答复了客户 电话告知" in team.clerk.presses_data(f"history:{number}")
    team.clerk.presses_data(f"reopen:{number}")
    team.office.waits(minutes=5)
    assert "怎么答复的" in team.clerk.presses_data(f"answer:{number}"), "that was before"
    team.office.blocked.add(customer.id)
    team.clerk.presses_data(f"send:{number}")
    assert "怎么答复的" in team.clerk.presses_data(f"answer:{number}"), "it did not arrive"
    team.office.blocked.clear()
    team.office.waits(minutes=5)
    team.clerk.presses_data(f"send:{number}")
    team.clerk.presses_data(f"answer:{number}")
    assert team.office.case().answered_at == team.office.now
