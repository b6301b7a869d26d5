"""Another household's bill: figures go to a chat that has proved the account, and to none else."""

from __future__ import annotations

import pytest

from bot.contract.messages import Chat
from tests.dialogue.conftest import CLAIM, SEED
from tests.staff.conftest import Team
from tests.staff.office import Office, Person

FIGURES = ("287.20", "52.00", "235.20", "420度", "407", "827")


def holds_none(text: str) -> bool:
    return not any(figure in text for figure in FIGURES)


def bound(office: Office, number: int, name: str = "张建国") -> Person:
    """Somebody whose chat has proved the seed's account."""
    person = Person(office, number, name)
    person.says("/bind")
    person.says(CLAIM)
    person.hears()
    return person


@pytest.fixture
def asker(team: Team) -> Person:
    """A chat that has proved nothing asks for a person, and the clerk takes its word for whose
    account it is."""
    team.stranger.says("转人工")
    number = team.office.case().number
    team.clerk.presses_data(f"account:{number}:{SEED}")
    team.stranger.hears()
    return team.stranger


def test_a_draft_for_a_chat_that_has_proved_nothing_holds_no_figures(
    team: Team, asker: Person
) -> None:
    number = team.office.case().number
    sheet, draft = team.clerk.says(f"/case {number}").split("给客户的回复草稿")
    assert "⚠ 这个聊天还没有核对过是哪一户" in sheet
    assert "287.20" in sheet, "the clerk may look it up"
    assert holds_none(draft)
    assert "已发给客户" in team.clerk.presses("发给客户")
    told = asker.hears()
    assert number in told
    assert holds_none(told)


@pytest.mark.parametrize(
    "words",
    [
        "您家电费287.20元", "用了420度", "多收了五十二块钱",
        # No unit, no figure, and not of a bill:
        "您这个月是２８７．２０", "从0走到420", "多出52来", "四百二十那一笔", "287",
        "户名张建国", "是柳河村3组那家吧", "您登记的是13800005678", "尾号5678的手机", "4100000123",
    ],
)  # fmt: skip
def test_who_writes_there_is_held_to_the_same(team: Team, asker: Person, words: str) -> None:
    number = team.office.case().number
    shown = team.clerk.presses_data(f"takeover:{number}")
    asker.hears()
    us = {"message_id": 3, "from": {"is_bot": True}, "text": shown}
    team.clerk.sends(text=words, reply_to_message=us)
    assert "没有发出去" in team.clerk.hears()
    assert asker.hears() == ""
    team.clerk.sends(text="您好,明天上午给您打电话。", reply_to_message=us)
    assert asker.hears() == "您好,明天上午给您打电话。"


@pytest.mark.parametrize(
    "words",
    [
        "请您12月24日下午3点20分到柜台来,2楼203室", "工单TS20181222001,2019年1月2日前答复",
        "带身份证,5个工作日办好", "请拨打95598,或者0377-0000000", "河南第一档每度0.56元",
    ],
)  # fmt: skip
def test_what_is_nobody_s_own_goes(team: Team, asker: Person, words: str) -> None:
    shown = team.clerk.presses_data(f"takeover:{team.office.case().number}")
    asker.hears()
    us = {"message_id": 3, "from": {"is_bot": True}, "text": shown}
    team.clerk.sends(text=words, reply_to_message=us)
    assert asker.hears() == words


def test_once_it_is_proved_the_figures_go(team: Team, asker: Person) -> None:
    number = team.office.case().number
    team.clerk.presses_data(f"takeover:{number}")
    assert "已经问客户" in team.clerk.presses("请客户核对户号")
    asker.presses("绑定户号")
    assert "已绑定" in asker.says(CLAIM), "the bot reads it, though a person writes there"
    assert f"工单 {number}:这个聊天已经核对过" in team.clerk.hears()
    team.clerk.presses_data(f"send:{number}")
    assert "287.20" in asker.hears()


def test_a_chat_that_gave_the_account_up_gets_no_figures(team: Team) -> None:
    customer = bound(team.office, 71)
    customer.says("为什么超过0.56?投诉")
    number = team.office.case().number
    customer.says("/unbind")
    team.clerk.presses_data(f"send:{number}")
    assert holds_none(customer.hears())


def test_what_one_chat_asks_no_other_chat_of_the_household_hears(team: Team) -> None:
    wife, husband = bound(team.office, 71), bound(team.office, 72)
    wife.hears()
    wife.says("转人工")
    number = team.office.case().number
    shown = team.clerk.presses_data(f"takeover:{number}")
    us = {"message_id": 3, "from": {"is_bot": True}, "text": shown}
    team.clerk.sends(text="好的,我只跟您说。", reply_to_message=us)
    team.clerk.hears()
    husband.says("这个月电费多少")
    assert "客户说" not in team.clerk.hears(), "his words are not hers"
    husband.hears()
    assert number not in husband.says("/case")
    for step in ("send", "contact", "answer:telephone"):
        team.clerk.presses_data(f"{step.partition(':')[0]}:{number}:{step.partition(':')[2]}")
    team.clerk.presses_data(f"decide:{number}:explanation")
    team.office.waits(minutes=1)
    assert husband.hears() == ""
    assert "我只跟您说" in wife.hears()


def test_both_chats_whose_cases_became_one_are_answered(team: Team) -> None:
    wife, husband = bound(team.office, 71), bound(team.office, 72)
    wife.says("我要投诉,电费不对")
    husband.says("我要投诉,电费太贵")
    one, two = sorted(c.number for c in team.office.store.cases.newest_first())
    team.clerk.says(f"/merge {two} {one}")
    wife.hears(), husband.hears()
    team.clerk.presses_data(f"send:{one}")
    assert "287.20" in wife.hears()
    assert "287.20" in husband.hears()


def test_a_new_chat_is_told_to_those_that_are_there_and_one_tap_cuts_it_off(team: Team) -> None:
    mine = bound(team.office, 71)
    other = bound(team.office, 72, "陌生人")
    assert "又有一个聊天绑定了户号 ******0123" in mine.hears()
    told = mine.presses("不是我家的人")
    assert "已经看不到" in told
    assert "已经解除" in other.hears()
    assert holds_none(other.says("这个月电费多少"))
    assert team.office.store.chats.bound_to(SEED) == (Chat("telegram", "71"),)
    assert "新工单" in team.clerk.hears()
    assert "287.20" in mine.says("这个月电费多少")


@pytest.mark.parametrize("data", ["object:", f"object:{SEED}", f"object:{SEED}:00000000"])
def test_nobody_cuts_off_a_chat_by_a_made_up_button(team: Team, data: str) -> None:
    mine = bound(team.office, 71)
    for person in (team.stranger, mine):
        person.presses_data(data)
    assert team.office.store.chats.bound_to(SEED) == (Chat("telegram", "71"),)


def test_the_admin_hears_of_a_household_that_many_chats_try(team: Team) -> None:
    team.admin.hears()
    for n in range(19):
        Person(team.office, 200 + n % 5, "某人").says(f"{SEED} 张建国 {n:04d}")
    assert team.admin.hears() == ""
    for n in range(19, 25):
        Person(team.office, 300 + n, "某人").says(f"{SEED} 张建国 {n:04d}")
    told = team.admin.hears()
    assert told.count("⚠") == 1
    assert "户号 ******0123 的信息一天里被试了20次,来自6个聊天" in told


def test_the_admin_hears_of_who_tries_many_households(team: Team) -> None:
    team.admin.hears()
    team.stranger.says("/bind")
    for n in range(5):
        assert team.admin.hears() == ""
        team.stranger.says(f"410000020{n} 李四 000{n}")
    told = team.admin.hears()
    assert "试了5个户号" in told
    assert "telegram:66" in told


# What an account is guessed from

NUMBER_IN_WORDS = f"帮我看看{SEED}这户为什么超过0.56"


def forwarded(team: Team, text: str, **more: str) -> tuple[str, str]:
    """Sheet and draft after a forward."""
    team.clerk.hears()
    team.clerk.forwards(text, **more)
    team.office.waits(seconds=4)
    sheet, _, draft = team.clerk.hears().partition("给客户的回复草稿")
    return sheet, draft


def test_a_number_in_forwarded_words_is_a_guess_and_shows_the_customer_nothing(
    team: Team,
) -> None:
    sheet, draft = forwarded(team, NUMBER_IN_WORDS)
    assert "⚠ 户号是按转发的话里写的号码猜的" in sheet
    assert "还没有核对过是不是本户的人" in sheet
    assert draft
    assert holds_none(draft)


@pytest.mark.parametrize("origin", ["hidden_user", "user"])
def test_a_display_name_is_a_guess_however_it_is_tapped(team: Team, origin: str) -> None:
    forwarded(team, "电费怎么超过0.56了", origin=origin, name="张建国")
    told = team.clerk.presses("******0123 张* 青石镇柳河村****")
    sheet, _, draft = told.partition("给客户的回复草稿")
    assert "⚠ 户号是按名字猜的" in sheet
    assert holds_none(draft)


def test_a_telephone_number_in_the_words_is_a_guess(team: Team) -> None:
    forwarded(team, "我电话13800005678,电费怎么超过0.56了", name="某人")
    told = team.clerk.presses("******0123 张* 青石镇柳河村****")
    assert "⚠ 户号是按话里的电话号码猜的" in told
    assert holds_none(told.partition("给客户的回复草稿")[2])


@pytest.mark.parametrize("way", ["看过身份证和电费单", "打过登记的电话", "当面认识本人"])
def test_the_figures_come_once_it_is_said_who_that_is_and_by_whom(team: Team, way: str) -> None:
    forwarded(team, NUMBER_IN_WORDS)
    number = team.office.case().number
    assert "记在您名下" in team.clerk.presses("怎么核对的本人")
    team.clerk.presses(way)
    told = team.clerk.says(f"/case {number}")
    sheet, _, draft = told.partition("给客户的回复草稿")
    assert "猜的" not in sheet
    assert "287.20" in draft
    assert f"王芳: 核对本人 {way}" in team.clerk.presses_data(f"history:{number}")


def test_who_is_identified_for_one_account_is_not_for_another(team: Team) -> None:
    forwarded(team, NUMBER_IN_WORDS)
    number = team.office.case().number
    team.clerk.presses_data(f"identify:{number}:papers")
    team.clerk.presses_data(f"account:{number}:4100000200")
    case = team.office.case()
    assert (case.account_no, case.identified) == ("4100000200", None)


def test_of_a_guess_no_figures_go_to_the_household_s_chat_either(team: Team) -> None:
    holder = bound(team.office, 71)
    forwarded(team, NUMBER_IN_WORDS)
    team.clerk.presses_data(f"send:{team.office.case().number}")
    assert holds_none(holder.hears())


def test_what_the_clerk_writes_down_is_no_guess(team: Team) -> None:
    told = team.clerk.says(f"/case {SEED} 为什么超过0.56")
    assert "猜的" not in told
    assert "287.20" in told.partition("给客户的回复草稿")[2]


@pytest.mark.parametrize("who", ["electrician", "auditor", "stranger"])
def test_nobody_else_says_how_somebody_was_identified(team: Team, who: str) -> None:
    forwarded(team, NUMBER_IN_WORDS)
    number = team.office.case().number
    getattr(team, who).presses_data(f"identify:{number}:papers")
    assert team.office.case().identified is None


@pytest.mark.parametrize(
    "asked",
    ["这个钱确定能退吗", "会退给我吗", "能保证退吗", "转人工", "我要投诉", "/case",
     "要多久", "多收了多少", "建议怎么处理", "谁审批", "我的工单到哪一步了?"],
)  # fmt: skip
def test_whatever_is_asked_about_the_case_there_no_figure_is_told(
    team: Team, asker: Person, asked: str
) -> None:
    assert team.office.case().difference, "the desk has worked it out"
    assert holds_none(asker.says(asked))
