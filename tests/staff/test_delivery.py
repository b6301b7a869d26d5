"""What is called sent has left; what a messenger refuses comes back to whoever it concerns."""

from __future__ import annotations

import pytest
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.channels.telegram.calling import why_refused
from bot.contract.channel import Refusal
from bot.counter.door import taken
from bot.store.outbox import Taken
from tests.staff.conftest import Team
from tests.staff.office import Person
from tests.staff.test_life import customer

__all__ = ["customer"]
BLOCKED = "没有发到客户那里:对方屏蔽了机器人"


def history(person: Person, number: str) -> str:
    return person.presses_data(f"history:{number}")


def answers(person: Person, number: str, text: str) -> None:
    """Write to the customer of a case that was taken over."""
    us = {"is_bot": True}
    person.sends(text=text, reply_to_message={"message_id": 3, "from": us, "text": number})


def test_a_letter_that_is_refused_is_not_called_sent(team: Team, customer: Person) -> None:
    number = team.office.case().number
    team.office.blocked.add(customer.id)
    told = team.clerk.presses_data(f"send:{number}")
    assert BLOCKED in told
    assert "已发给客户" not in told
    assert "没有发到客户 对方屏蔽了机器人" in history(team.clerk, number)
    team.office.blocked.clear()
    team.office.waits(seconds=2)
    assert f"已发给客户(工单 {number})" in team.clerk.presses_data(f"send:{number}")
    assert "没有发到" not in history(team.clerk, number).splitlines()[-1]


def test_words_of_a_colleague_that_are_refused_are_not_called_sent(
    team: Team, customer: Person
) -> None:
    number = team.office.case().number
    team.clerk.presses_data(f"takeover:{number}")
    team.office.blocked.add(customer.id)
    for text in ("下午三点给您打电话", "改四点"):
        answers(team.clerk, number, text)
        assert BLOCKED in team.clerk.hears()


def test_a_notice_that_is_refused_is_told_once(team: Team, customer: Person) -> None:
    number = team.office.case().number
    team.office.blocked.add(customer.id)
    assert BLOCKED in team.clerk.presses_data(f"contact:{number}") + team.clerk.hears()
    assert BLOCKED not in team.clerk.presses_data(f"hold:{number}") + team.clerk.hears()


def test_the_same_letter_goes_once_whoever_presses(team: Team, customer: Person) -> None:
    number = team.office.case().number
    customer.hears()
    assert "已发给客户" in team.clerk.presses_data(f"send:{number}")
    team.office.waits(seconds=2)
    for who in (team.clerk, team.head):
        assert "这份回复已经发过" in who.presses_data(f"send:{number}")
    assert customer.hears().count("查清楚了") == 1


def test_a_letter_that_is_still_on_its_way_is_not_sent_again(team: Team, customer: Person) -> None:
    number = team.office.case().number
    customer.hears()
    press = {"id": "9", "from": {"id": team.clerk.id, "is_bot": False}, "data": f"send:{number}",
             "message": {"message_id": 1, "date": 0, "chat": team.clerk.about}}  # fmt: skip
    team.office.takes({"callback_query": press})
    team.office.takes({"callback_query": press})
    told = team.clerk.hears()
    assert "还在发" in told
    assert customer.hears().count("查清楚了") == 1


def test_what_a_messenger_left_open_is_told_so(team: Team, customer: Person) -> None:
    number = team.office.case().number
    store = team.office.store
    customer.hears()
    press = {"id": "9", "from": {"id": team.clerk.id, "is_bot": False}, "data": f"send:{number}",
             "message": {"message_id": 1, "date": 0, "chat": team.clerk.about}}  # fmt: skip
    team.office.takes({"callback_query": press})
    (letter,) = [m for m in store.outbox.heads("telegram", team.office.now)
                 if m.key.startswith("letter:")]  # fmt: skip
    taken(store, team.office.desk, [Taken(letter.key, 1, whole=True, sure=False)], team.office.now)
    told = team.clerk.hears()
    assert "不知道到了没有" in told
    assert "已发给客户" not in told


def test_of_a_notice_that_is_in_doubt_the_clerk_hears_once_a_day_and_calls(
    team: Team, customer: Person
) -> None:
    number = team.office.case().number
    team.office.silent.add(customer.id)
    doubt = f"工单 {number}:有一条消息,不知道客户收到没有"
    assert doubt in team.clerk.presses_data(f"contact:{number}") + team.clerk.hears()
    assert doubt not in team.clerk.presses_data(f"answer:{number}:telephone") + team.clerk.hears()
    assert "不知道发到了没有" in history(team.clerk, number)
    team.office.waits(days=3)
    customer.says("那到底退不退")
    assert doubt in team.clerk.hears(), "an answer of the bot is no less in doubt"


def test_of_a_danger_that_may_not_have_arrived_others_hear(team: Team, customer: Person) -> None:
    team.office.silent |= {customer.id, team.head.id}
    customer.says("电线掉下来冒火花了,孩子在旁边")
    assert "不知道周明收到没有" in team.admin.hears()
    assert "不知道客户收到没有" in team.clerk.hears()


def test_that_the_admin_is_not_reached_is_told_as_that(team: Team) -> None:
    team.office.blocked.add(team.admin.id)
    team.stranger.says("我要举报,有人收了我500块钱才给装表")
    told = team.auditor.hears()
    assert "消息没有发到管理员那里:对方屏蔽了机器人" in told
    assert "客户那里" not in told


def test_nobody_talks_to_a_colleague_who_blocked_the_bot(team: Team, customer: Person) -> None:
    number = team.office.case().number
    team.clerk.presses_data(f"takeover:{number}")
    team.office.blocked.add(team.clerk.id)
    team.head.hears()
    customer.says("师傅什么时候来")
    assert f"工单 {number}:消息没有发到王芳那里" in team.head.hears()
    customer.hears()
    assert "52.00元" in customer.says("为什么超过0.56"), "the bot answers again"


@pytest.mark.usefixtures("customer")
def test_a_case_given_to_a_colleague_who_blocked_the_bot_comes_back(team: Team) -> None:
    number = team.office.case().number
    team.office.blocked.add(team.electrician.id)
    told = team.head.presses_data(f"assign:{number}:3") + team.head.hears()
    assert f"工单 {number}:消息没有发到李强那里" in told


def test_where_no_head_can_be_reached_the_admin_hears(team: Team, customer: Person) -> None:
    number = team.office.case().number
    team.office.blocked.add(team.head.id)
    team.admin.hears()
    customer.says("再不退我就找记者")
    assert f"工单 {number}:消息没有发到周明那里" in team.admin.hears()


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (Forbidden("Forbidden: bot was blocked by the user"), Refusal.BLOCKED),
        (Forbidden("Forbidden: bot can't initiate conversation with a user"), Refusal.BLOCKED),
        (Forbidden("Forbidden: user is deactivated"), Refusal.GONE),
        (BadRequest("Chat not found"), Refusal.GONE),
        (BadRequest("Message is too long"), Refusal.NOT_TAKEN),
    ],
)
def test_why_telegram_refuses_is_one_of_a_few(error: TelegramError, why: Refusal) -> None:
    assert why_refused(error) is why
