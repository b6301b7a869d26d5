"""Before the first figure goes to a messenger abroad the customer is asked, once, by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.channels.telegram.settings import CHANNEL
from bot.contract.messages import Chat
from bot.contract.office import Disclosure
from bot.hearing.permission import agrees, is_child, is_guardian
from bot.sqlite.store import SqliteStore
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import put_account, put_bill
from tests.staff.conftest import Team, team_of
from tests.staff.office import SETTINGS, Office, Person

FIGURES = ("287.20", "235.20", "52.00", "420")
QUESTION = "境外的 Telegram"
WHY = "为什么超过0.56"
NUMBER = 77


@pytest.fixture
def office(store: SqliteStore) -> Office:
    put_account(store, SEED, "张建国", "13800005678", "2018-12-05", "2018-10-08")
    put_bill(store, SEED, "2018-10-08", "2018-12-20", "420", "287.20")
    return Office(store)


@pytest.fixture
def customer(office: Office) -> Person:
    """Who has never been asked."""
    return Person(office, NUMBER, "建国", agrees=None)


def holds_figures(text: str) -> bool:
    return any(figure in text for figure in FIGURES)


def trail(office: Office) -> list[str]:
    rows = office.store.connection.execute("SELECT action FROM audit ORDER BY id")
    return [row[0] for row in rows]


def test_the_first_figure_waits_for_a_yes_and_comes_with_it(
    office: Office, customer: Person
) -> None:
    asked = customer.says(f"{WHY} {CLAIM}")
    assert QUESTION in asked
    assert "0377-0000000" in asked
    assert not holds_figures(asked)
    assert "figures_shown" not in trail(office)
    answer = customer.presses("同意在这里看")
    assert "287.20" in answer
    assert QUESTION not in answer
    assert "287.20" in customer.says("我的账单")
    assert trail(office).count("figures_abroad_agreed") == 1


def test_a_no_is_respected_until_it_is_taken_back(office: Office, customer: Person) -> None:
    customer.says(f"{WHY} {CLAIM}")
    assert "0377-0000000" in customer.presses("不在这里发数字")
    for text in (WHY, "我的账单", "今年第一档还剩多少度", "画张图给我看"):
        told = customer.says(text)
        assert "0377-0000000" in told
        assert not holds_figures(told)
        assert "可以发到这里吗" not in told
    assert "figures_shown" not in trail(office)
    assert "请问" in customer.says("同意在这里看")
    assert "287.20" in customer.says(WHY)
    customer.says("不要在这里发数字")
    assert not holds_figures(customer.says(WHY))


def test_a_complaint_is_taken_whatever_is_answered(office: Office, customer: Person) -> None:
    customer.says(f"/bind {CLAIM}")
    customer.says(CLAIM)
    asked = customer.says("我要投诉")
    assert QUESTION in asked
    assert office.case().number in asked
    assert "河南省供用电条例第十六条" in asked
    assert not holds_figures(asked)


def test_the_question_that_stands_is_short_and_a_word_answers_it(
    office: Office, customer: Person
) -> None:
    first = customer.says(f"{WHY} {CLAIM}")
    again = customer.says("我的账单")
    assert "还没有发数字" in again
    assert "境外公司" in first
    assert "境外公司" not in again
    answers = customer.says("好的,发吧")
    assert answers.count("287.20") >= 2
    assert office.store.chats.get_memory(Chat(CHANNEL, str(NUMBER))).held == ()


def test_what_waited_goes_to_nobody_whose_account_it_is_no_longer(
    office: Office, customer: Person
) -> None:
    customer.says(f"{WHY} {CLAIM}")
    office.store.chats.end_binding(Chat(CHANNEL, str(NUMBER)), SEED)
    assert not holds_figures(customer.presses("同意在这里看"))


def test_what_waited_for_days_is_asked_for_anew(office: Office, customer: Person) -> None:
    customer.says(f"{WHY} {CLAIM}")
    office.waits(days=2)
    assert not holds_figures(customer.says("同意"))
    assert "287.20" in customer.says(WHY)


def test_forgetting_forgets_the_word_too(customer: Person) -> None:
    customer.says(f"{WHY} {CLAIM}")
    customer.says("同意")
    customer.says("/forget")
    assert QUESTION in customer.says(f"{WHY} {CLAIM}")


def test_who_was_bound_before_there_was_the_question_is_asked(
    office: Office, customer: Person
) -> None:
    office.store.chats.bind(Chat(CHANNEL, str(NUMBER)), SEED, office.now)
    assert QUESTION in customer.says(WHY)


def test_a_letter_of_the_desk_goes_without_figures_until_then(store: SqliteStore) -> None:
    put_account(store, SEED, "张建国", "13800005678", "2018-12-05", "2018-10-08")
    put_bill(store, SEED, "2018-10-08", "2018-12-20", "420", "287.20")
    team: Team = team_of(Office(store))
    customer = Person(team.office, NUMBER, "建国", agrees=None)
    customer.says(f"{WHY} {CLAIM}")
    number = team.office.case().number
    team.clerk.presses_data(f"show:{number}")
    told = team.clerk.presses_data(f"send:{number}")
    assert "没有同意通过 Telegram 看数字" in told
    assert not holds_figures(customer.hears())
    assert "52.00" in customer.says("同意")


def test_an_office_that_gives_no_figures_asks_nobody(store: SqliteStore) -> None:
    put_account(store, SEED, "张建国", "13800005678", "2018-12-05", "2018-10-08")
    put_bill(store, SEED, "2018-10-08", "2018-12-20", "420", "287.20")
    office = Office(store, settings=replace(SETTINGS, disclosure=Disclosure.NOTHING))
    told = Person(office, NUMBER, "建国", agrees=None).says(f"{WHY} {CLAIM}")
    assert QUESTION not in told
    assert "不通过这个聊天软件发送" in told


def test_a_child_is_bound_by_a_guardian(office: Office, customer: Person) -> None:
    assert "家长或者监护人" in customer.says("我今年12岁,想看看我家电费")
    assert "家长或者监护人" in customer.says(CLAIM)
    assert office.store.chats.bound_accounts(Chat(CHANNEL, str(NUMBER))) == ()
    assert "0.56" in customer.says("阶梯电价怎么算")
    assert "谢谢" in customer.says("我是孩子的妈妈")
    assert QUESTION in customer.says(f"{WHY} {CLAIM}")


YES = (
    "同意 我同意 可以的 好 行吧 中 嗯嗯 同意,发吧 好的,你发吧 可以的,在这里看吧 没问题 OK 发过来吧"
)
NO = "不同意 我不同意。 不用了 不行 别发 算了 不愿意 no"
NEITHER = "好贵啊 可以退钱吗 不用电也收钱吗 不是我家的 对不上 行了别啰嗦查电费 好的那为什么涨价"
CHILD = "我今年12岁 我才十三岁 我是小学生 我还在上小学 我不满14周岁 我8岁了"
NO_CHILD = (
    "我今年45岁 我十四岁 我家孩子8岁 我12岁的儿子 我12岁那年就搬来了 我住小学旁边 我是小学老师 "
    "我今年七十三岁了 我孩子上小学"
)


@pytest.mark.parametrize(("texts", "meant"), [(YES, True), (NO, False), (NEITHER, None)])
def test_yes_and_no(texts: str, meant: bool | None) -> None:
    assert [text for text in texts.split() if agrees(text) is not meant] == []


@pytest.mark.parametrize(("texts", "child"), [(CHILD, True), (NO_CHILD, False)])
def test_who_is_a_child(texts: str, child: bool) -> None:
    assert [text for text in texts.split() if is_child(text) is not child] == []


def test_who_answers_for_a_child() -> None:
    own = [
        "我是家长",
        "我是孩子的妈妈",
        "我是他爸",
        "我是娃的监护人",
        "我是妈妈 我同意",
        "我是外婆",
    ]
    assert all(map(is_guardian, own))
    assert not any(map(is_guardian, ("我妈不在家", "我是妈妈的女儿", "我是爸爸让来查的")))
