"""What comes to the desk unasked is kept, named, and goes where a button says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team
from tests.staff.office import Person

THINGS: list[tuple[str, dict[str, Any]]] = [
    ("图片", {"photo": [{"file_id": "F", "width": 1, "height": 1}]}),
    ("语音", {"voice": {"file_id": "F", "duration": 2}}),
    ("文件", {"document": {"file_id": "F", "file_name": "投诉.docx"}}),
    ("视频", {"video": {"file_id": "F", "duration": 2}}),
    ("位置", {"location": {"latitude": 33.1, "longitude": 112.2}}),
    ("名片", {"contact": {"phone_number": "13900001111", "first_name": "张建国"}}),
]


def newest(team: Team) -> dict[str, str]:
    return [h for h in team.office.heard if h.chat == team.clerk.id][-1].buttons


@pytest.mark.parametrize(("name", "thing"), THINGS)
def test_what_came_is_named_and_becomes_a_case(
    team: Team, name: str, thing: dict[str, Any]
) -> None:
    team.clerk.sends(**thing)
    assert f"还没有记到哪张工单里({name})" in team.clerk.hears()
    assert f"附件:{name} 1" in team.clerk.presses("登记工单") or name == "名片"
    (kept,) = team.office.store.materials.of_case(team.office.case().number)
    assert kept.file_id == ("" if name in ("位置", "名片") else "F")
    if name == "名片":
        assert kept.text == "张建国 13900001111"


def test_a_file_goes_into_the_case_that_is_pressed(team: Team) -> None:
    for words in ("七月电费不对", "电表坏了没人管"):
        team.clerk.says(f"/case {words}")
    team.clerk.sends(**THINGS[0][1], caption="表上的数")
    team.clerk.hears()
    adds = [label for label in newest(team) if label.startswith("加进")]
    assert [label.split(":")[0][-1] for label in adds] == ["2", "1"]
    assert "已加入工单 TS20181222001" in team.clerk.presses(adds[1])
    in_first, in_second = (
        [m.text for m in team.office.store.materials.of_case(f"TS2018122200{n}")] for n in (1, 2)
    )
    assert in_first[-1] == "表上的数"
    assert "表上的数" not in in_second
    assert "请再写一遍" in team.clerk.presses(adds[0]), "once"


def test_it_is_dropped_or_the_household_is_looked_up(team: Team) -> None:
    team.clerk.says(f"{SEED} 说他家电费不对")
    looked = team.clerk.presses("查这户")
    assert "多收52.00元" in looked
    team.clerk.presses("不用记")
    assert "请再写一遍" in team.clerk.presses_data("open:kept")
    assert team.office.store.cases.newest_first() == ()


@pytest.mark.parametrize(
    "text", ["张建国", "张建國", "13800005678", "尾号5678", "柳河村3组 张建国"]
)
def test_a_name_a_phone_or_a_village_alone_is_looked_for(team: Team, text: str) -> None:
    assert SEED in team.clerk.says(text)
    assert team.office.store.cases.newest_first() == ()


def test_a_photo_is_not_put_into_the_only_case_that_asks(team: Team) -> None:
    team.clerk.forwards("电费这么贵", name="微笑")
    team.office.waits(seconds=5)
    team.clerk.sends(**THINGS[0][1])
    assert "还没有记到" in team.clerk.hears()
    assert len(team.office.store.materials.of_case("TS20181222001")) == 1


@pytest.mark.parametrize(
    "answer", ["张建國", "她姓张,叫建国", "尾号5678", "5678", "0123", "建国", "138-0000-5678"]
)
def test_part_of_a_name_or_number_points_to_the_account(team: Team, answer: str) -> None:
    team.clerk.forwards("电费怎么这么贵", name="微笑")
    team.office.waits(seconds=4)
    team.clerk.answers("是哪一户", answer)
    (offered,) = [label for label in newest(team) if label.startswith("******")]
    assert offered == "******0123 张* 青石镇柳河村****"
    team.clerk.presses(offered)
    assert team.office.case().account_no == SEED


@pytest.mark.parametrize("answer", ["41000001234", "4199999999", "99"])
def test_a_number_that_nobody_has_is_no_remark(team: Team, answer: str) -> None:
    team.clerk.forwards("电费怎么这么贵", name="微笑")
    team.office.waits(seconds=4)
    assert "档案里没有这个户号" in team.clerk.answers("是哪一户", answer)
    assert len(team.office.store.materials.of_case(team.office.case().number)) == 1


def test_a_reply_to_a_sheet_that_asks_two_things_is_asked_about(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    team.clerk.presses("备注")
    team.clerk.presses_data(f"paid:{number}")
    sheet = next(h for h in reversed(team.office.heard) if h.text.startswith("工单 TS"))
    team.clerk.sends(
        text="下午三点打电话", reply_to_message={"message_id": sheet.id, "text": sheet.text}
    )
    assert f"已加入工单 {number}" in team.clerk.hears()
    assert team.office.case().employee_paid is None


WHOSE = [
    {"sender_user": {"id": 14, "is_bot": False, "first_name": "赵敏"}},
    {"sender_user": {"id": 777, "is_bot": True, "first_name": "解梯"}},
]


@pytest.mark.parametrize("who", WHOSE, ids=["colleague", "bot"])
def test_a_colleague_s_or_the_bot_s_words_are_no_customer_s(team: Team, who: Any) -> None:
    stamp = int(team.office.now.timestamp())
    ours = {"type": "user", "date": stamp, **who}
    team.clerk.sends(text="请问户号多少", forward_origin=ours)
    assert "这是同事或机器人说的话" in team.clerk.hears()
    assert team.office.store.cases.newest_first() == ()
    team.clerk.forwards("我家停电了", name="乙")
    team.clerk.sends(text="马上派人来看", forward_origin=ours)
    team.office.waits(seconds=5)
    shown = team.clerk.hears()
    assert "客户原话:\n> 我家停电了\n" in shown
    assert "经办人补充:\n> 马上派人来看" in shown


def test_a_second_account_in_the_words_is_warned_of(team: Team) -> None:
    team.clerk.forwards(f"{SEED} 电费贵了", name="微信用户")
    team.clerk.forwards("我是4100000200,多收我钱", name="微信用户")
    team.office.waits(seconds=5)
    assert "话里还有别的户号:4100000200" in team.clerk.hears()


def test_what_the_messenger_tells_of_a_chat_is_nobody_s_word(team: Team) -> None:
    person: Person
    for person in (team.clerk, team.stranger):
        person.sends(pinned_message={"message_id": 5, "date": 0, "chat": person.about})
        assert person.hears() == ""


def test_words_that_are_no_reply_go_to_the_customer_when_the_colleague_says_so(
    team: Team,
) -> None:
    team.stranger.says("转人工,停电了")
    number = team.office.case().number
    team.clerk.presses_data(f"takeover:{number}")
    team.clerk.says("变压器保险烧了,下午三点前来电")
    team.stranger.hears()
    team.clerk.presses(f"发给{number}的客户")
    assert "下午三点前来电" in team.stranger.hears()
    team.clerk.says("另外还有一句")
    team.clerk.presses_data(f"takeover:{number}")
    team.stranger.hears()
    assert "没有发出" in team.clerk.presses(f"发给{number}的客户")
    assert "另外还有一句" not in team.stranger.hears()


def test_an_old_button_sends_nothing_that_was_written_after_it(team: Team) -> None:
    team.stranger.says("转人工,停电了")
    number = team.office.case().number
    team.clerk.presses_data(f"takeover:{number}")
    team.clerk.says("变压器保险烧了,下午三点前来电")
    below_the_first = team.office.heard[-1].buttons[f"发给{number}的客户"]
    team.clerk.says("老王家欠着两个月的电费")
    team.stranger.hears()
    assert "再写一遍" in team.clerk.presses_data(below_the_first)
    assert "老王" not in team.stranger.hears()
    team.clerk.presses(f"发给{number}的客户")
    assert "老王" in team.stranger.hears()


def test_a_number_alone_is_looked_up_and_may_become_a_case(team: Team) -> None:
    assert "这里只是查看" in team.clerk.says("4100000200")
    shown = team.office.heard[-1].buttons
    assert {"登记工单", "不用记"} <= set(shown)
    assert "查这一户" not in shown
    team.clerk.presses("登记工单")
    assert team.office.case().account_no == "4100000200"


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        ("4100 0001 23 她很急", "她很急"),
        (f"{SEED},要今天回话", "要今天回话"),
        ("户号是4100-0001-23 别再打她手机", "别再打她手机"),
        ("4100 0001 23 13912345678是她电话", "13912345678是她电话"),
        ("她很急 ４１０００００１２３", "她很急"),
        (f"户号:{SEED}", None),
    ],
)
def test_a_remark_beside_the_number_is_kept(team: Team, answer: str, note: str | None) -> None:
    team.clerk.forwards("电费怎么这么贵", name="微笑")
    team.office.waits(seconds=4)
    shown = team.clerk.answers("是哪一户", answer)
    assert team.office.case().account_no == SEED
    notes = [e.detail for e in team.office.store.cases.events(team.office.case().number, "note")]
    assert notes == ([note] if note else [])
    assert note is None or note in shown
