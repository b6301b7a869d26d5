"""What staff forward becomes one case, whoever said it and however it came."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.records.case import CaseKind, State
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import put_account
from tests.staff.conftest import Team
from tests.staff.office import Office


@pytest.mark.parametrize("origin", ["user", "hidden_user", "chat", "channel"])
def test_each_kind_of_origin_becomes_a_case(team: Team, origin: str) -> None:
    said = team.office.now - timedelta(days=1)
    team.clerk.forwards(f"户号{SEED},12月电费不对", origin, "老张", said)
    team.office.waits(seconds=4)
    case = team.office.case()
    assert (case.account_no, case.complained_at) == (SEED, said)
    assert case.customer_name == "老张"


def test_many_messages_of_one_origin_are_one_case_with_one_confirmation(team: Team) -> None:
    office, clerk = team.office, team.clerk
    for n in range(7):
        clerk.forwards(f"第{n}句")
        office.waits(seconds=1)
    clerk.forwards("", photo=[{"file_id": "p1"}], media_group_id="a", caption="单子")
    clerk.forwards("", photo=[{"file_id": "p2"}], media_group_id="a")
    clerk.forwards("", voice={"file_id": "v1"})
    clerk.forwards("", contact={"phone_number": "13800005678", "first_name": "张"})
    clerk.forwards("", document={"file_id": "d1", "file_name": "=cmd.xls"})
    office.waits(seconds=4)
    number = office.case().number
    assert len([h for h in office.heard if h.chat == clerk.id and number in h.text]) == 1
    kept = office.store.materials.of_case(number)
    assert [item.kind for item in kept[7:]] == ["photo", "photo", "voice", "contact", "other"]
    assert [item.file_id for item in kept[7:]] == ["p1", "p2", "v1", "", "d1"]


def test_two_customers_forwarded_at_once_are_two_cases(team: Team) -> None:
    clerk = team.clerk
    clerk.forwards("我家电费不对", name="老张")
    clerk.forwards("我家也不对", name="老李")
    clerk.forwards("多收了50块", name="老张")
    team.office.waits(seconds=4)
    found = {case.customer_name: case for case in team.office.store.cases.newest_first()}
    assert set(found) == {"老张", "老李"}
    kept = team.office.store.materials.of_case(found["老张"].number)
    assert [item.text for item in kept] == ["我家电费不对", "多收了50块"]


def test_the_same_customer_an_hour_later_is_another_forwarding(team: Team) -> None:
    team.clerk.forwards("我家电费不对")
    team.office.waits(hours=1)
    team.clerk.forwards("电表坏了")
    assert len(team.office.store.cases.newest_first()) == 2


def test_a_name_or_phone_only_proposes_an_account(team: Team) -> None:
    office, clerk = team.office, team.clerk
    clerk.forwards("电费不对,打我电话13800005678", name="客户")
    office.waits(seconds=4)
    assert office.case().account_no is None
    offered = office.heard[-1]
    assert "是下面哪一户吗" in offered.text
    assert "******0123 张* 青石镇柳河村****" in offered.buttons
    assert "张建国" not in offered.text
    clerk.presses("******0123 张* 青石镇柳河村****")
    assert office.case().account_no == SEED


def test_a_hidden_sender_s_name_proposes_and_never_binds(team: Team) -> None:
    team.clerk.forwards("电费不对", name="张建国")
    team.office.waits(seconds=4)
    assert team.office.case().account_no is None
    assert "******0123 张* 青石镇柳河村****" in team.office.heard[-1].buttons


def test_an_account_that_is_not_on_file_is_asked_for_again(team: Team) -> None:
    team.clerk.forwards("电费不对")
    team.office.waits(seconds=4)
    assert "档案里没有这个户号" in team.clerk.answers("是哪一户", "4199999999")
    assert "是哪一户" in team.clerk.says("不知道")
    assert SEED in team.clerk.answers("是哪一户", SEED)


def test_in_a_group_one_confirmation_without_anything_personal(team: Team) -> None:
    office, clerk = team.office, team.clerk
    clerk.forwards(f"我是张建国,户号{SEED},电话13800005678", chat={"id": -7, "type": "group"})
    office.waits(seconds=4)
    sheet, draft = [h for h in office.heard if h.chat == -7]
    assert "******0123" in sheet.text
    assert "287.20" not in draft.text, "nobody has said who that is"
    for text in (sheet.text, draft.text):
        for secret in (SEED, "张建国", "13800005678", "柳河村3组"):
            assert secret not in text


@pytest.mark.parametrize("group", [None, -7])
def test_no_button_carries_an_account_number(team: Team, group: int | None) -> None:
    chat = {"chat": {"id": group, "type": "group"}} if group else {}
    team.clerk.forwards("电费不对,打我电话13800005678", name="张建国", **chat)
    team.office.waits(seconds=4)
    team.clerk.presses("******0123 张* 青石镇柳河村****", group=group)
    assert team.office.case().account_no == SEED
    data = [d for h in team.office.heard for d in h.buttons.values()]
    assert data
    assert not [d for d in data if SEED in d or len(d.encode()) > 64]
    assert "档案里没有这个户号" in team.clerk.presses_data("account:TS20181222001:#0000")


def test_a_restart_between_two_messages_still_makes_one_case(team: Team) -> None:
    office = team.office
    team.clerk.forwards("我家电费不对")
    again = Office(office.store, office.now)
    team.clerk.office = again
    team.clerk.forwards("多收了50块")
    again.waits(seconds=4)
    number = again.case().number
    assert len([h for h in again.heard if number in h.text and h.chat == team.clerk.id]) == 1


def test_a_reply_adds_to_the_case_and_an_edit_is_mirrored(team: Team) -> None:
    office, clerk = team.office, team.clerk
    first = clerk.forwards("我家电费不对")
    office.waits(seconds=4)
    number = office.case().number
    sheet = office.heard[-1].text
    more = clerk.sends(text="他说是10月接的表", reply_to_message=first)
    assert f"已加入工单 {number}" in clerk.hears()
    clerk.presses("备注")
    clerk.says("客户耳背,说话大声些")
    clerk.sends(
        photo=[{"file_id": "bill"}], caption="单子",
        reply_to_message={"message_id": 5, "from": {"is_bot": True}, "text": sheet},
    )  # fmt: skip
    assert f"已加入工单 {number}" in clerk.hears()
    clerk.edits(more, "他说是9月接的表")
    assert "改动已记入" in clerk.hears()
    said = [item.text for item in office.store.materials.of_case(number)]
    assert said == ["我家电费不对", "他说是9月接的表", "单子"]
    (edited,) = office.store.cases.events(number, "edited")
    assert edited.changes == {"text": ("他说是10月接的表", "他说是9月接的表")}


def test_a_case_is_opened_by_command(team: Team) -> None:
    assert "请写:/case 户号" in team.clerk.says("/case")
    papers = team.clerk.says(f"/case {SEED} 客户说12月多收了")
    assert "给客户的回复草稿" in papers
    assert team.office.case().question == f"{SEED} 客户说12月多收了"
    assert (team.office.case().state, team.office.case().kind) == (State.OPEN, CaseKind.COMPLAINT)


def test_a_forward_that_names_the_regulator_reaches_the_head(team: Team) -> None:
    team.electrician.forwards("再不解决我就打12398,找电视台曝光你们")
    team.office.deliver()
    raised = [h.text for h in team.office.heard if h.chat == team.head.id]
    number = team.office.case().number
    assert f"❗ 工单 {number} 需要您马上过问:提到12398。" in raised
    assert f"❗ 工单 {number} 需要您马上过问:提到媒体。" in raised


@pytest.mark.parametrize(("seconds", "cases"), [(10, 1), (11, 2)])
def test_one_forwarding_is_what_comes_within_ten_seconds(
    team: Team, seconds: int, cases: int
) -> None:
    team.clerk.forwards("我家电费不对")
    team.office.now += timedelta(seconds=seconds)
    team.clerk.forwards("多收了50块")
    assert len(team.office.store.cases.newest_first()) == cases


def test_the_confirmation_comes_two_seconds_after_the_last_message(team: Team) -> None:
    team.clerk.forwards("我家电费不对")
    team.office.waits(seconds=1.5)
    team.clerk.forwards("多收了50块")
    team.office.waits(seconds=1.9)
    assert team.clerk.hears() == ""
    team.office.waits(seconds=0.1)
    assert "> 我家电费不对\n> 多收了50块" in team.clerk.hears()


def test_of_several_forwarded_at_a_stretch_each_card_comes_before_the_drafts(team: Team) -> None:
    for name, account in (("甲", SEED), ("乙", "4100000200"), ("丙", SEED)):
        team.clerk.forwards(f"{account} 电费不对", name=name)
    before = len(team.office.heard)
    for _ in range(4):
        team.office.waits(seconds=2)
    came = [h.text[:2] for h in team.office.heard[before:] if h.chat == team.clerk.id]
    assert came == ["工单"] * 3 + ["给客"] * 3


def test_a_draft_that_waits_is_made_anew_when_more_is_forwarded(team: Team) -> None:
    team.clerk.forwards(f"{SEED} 电费不对", name="甲")
    team.clerk.forwards("4100000200 电费不对", name="乙")
    team.office.waits(seconds=2.5)
    team.clerk.hears()
    team.clerk.forwards("多收了50块", name="甲")
    team.office.waits(seconds=10)
    drafts = [h for h in team.office.heard if h.text.startswith("给客户的回复草稿(TS20181222001")]
    assert len(drafts) == 1


def test_what_is_worked_on_already_takes_no_more_of_a_forwarding(team: Team) -> None:
    team.clerk.forwards("我家电费不对")
    first = team.office.case().number
    team.clerk.presses_data(f"contact:{first}")
    team.clerk.forwards("多收了50块")
    assert len(team.office.store.cases.newest_first()) == 2


def test_one_s_own_words_between_a_customer_s_go_into_the_same_case(team: Team) -> None:
    own = {
        "type": "user", "date": int(team.office.now.timestamp()),
        "sender_user": {"id": team.clerk.id, "is_bot": False, "first_name": "王芳"},
    }  # fmt: skip
    team.clerk.forwards("我家电费不对", "user")
    team.clerk.sends(text="您户号多少", forward_origin=own)
    team.clerk.forwards("不记得了", "user")
    kept = team.office.store.materials.of_case(team.office.case().number)
    assert [item.text for item in kept] == ["我家电费不对", "您户号多少", "不记得了"]


@pytest.mark.parametrize(("count", "offered"), [(5, 5), (6, 5)])
def test_as_many_accounts_are_offered_as_can_be_looked_through_each_once(
    team: Team, count: int, offered: int
) -> None:
    for n in range(count):
        put_account(
            team.office.store, f"410000030{n}", "王大力", "13900001111", "2015-03-01", None
        )
    team.clerk.forwards("我是王大力,电话13900001111,电费不对", name="王大力")
    team.office.waits(seconds=4)
    accounts = [label for label in team.office.heard[-1].buttons if label.startswith("*")]
    assert len(accounts) == offered == len(set(accounts))


@pytest.mark.parametrize(
    ("second", "account"),
    [("户号4100000200", SEED), ("户号4199999999", SEED)],
)
def test_a_second_account_in_the_words_does_not_change_the_case(
    team: Team, second: str, account: str
) -> None:
    team.clerk.forwards(f"户号{SEED},电费不对")
    team.clerk.forwards(second)
    assert team.office.case().account_no == account


def test_an_account_that_nobody_has_is_not_taken_from_the_words(team: Team) -> None:
    team.clerk.forwards("户号4199999999,电费不对")
    team.office.waits(seconds=4)
    assert team.office.case().account_no is None
    assert "是哪一户?请写户号。" in team.clerk.hears()


def test_an_edit_of_a_message_that_lies_in_no_case_is_nothing(team: Team) -> None:
    sent = team.clerk.sends(text="您好")
    team.clerk.hears()
    team.clerk.edits(sent, "您好啊")
    assert team.clerk.hears() == ""
    assert team.office.store.cases.newest_first() == ()
