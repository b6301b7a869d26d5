"""The chats bound to an account: the desk sees and ends them, and what nobody uses ends itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cases.paper_proof import PREFIX, made
from bot.contract.messages import Chat
from bot.counter.housekeeping import remove_old
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from bot.store.once import Opens
from bot.store.retention import Keep
from tests.dialogue.conftest import CLAIM, SEED
from tests.staff.conftest import Team
from tests.staff.office import Person
from tests.staff.test_proof import bound, holds_none

ASK = "这个月电费多少"


@pytest.fixture(name="household")
def two_chats(team: Team) -> tuple[Person, Person]:
    first, second = bound(team.office, 70), bound(team.office, 71)
    for person in (first, second):
        person.says(ASK)
    return first, second


def trail(team: Team, action: str) -> list[tuple[str, str, str]]:
    rows = team.office.store.connection.execute(
        "SELECT actor, subject, detail FROM audit WHERE action = ? ORDER BY id", (action,)
    )
    return [tuple(row) for row in rows]


def test_the_desk_ends_one_for_a_reason_and_both_hear_of_it(
    team: Team, household: tuple[Person, Person]
) -> None:
    first, second = household
    shown = team.clerk.says(f"/bound {SEED}")
    assert "1. Telegram · 2018年12月22日绑定 · 最近用 2018年12月22日" in shown
    assert "70" not in shown.replace("2018", ""), "whose chat it is stands in the trail alone"
    assert "为什么解除" in team.clerk.presses("解除第1个")
    first.hears(), second.hears()
    assert "看不到" in team.clerk.presses("不是这户的人")
    assert "原因:不是这户的人" in first.hears()
    assert "另一个聊天" in second.hears()
    assert trail(team, "binding_ended") == [("staff:2", SEED, "telegram:70: stranger")]
    assert holds_none(first.says(ASK))
    assert "287.20" in second.says(ASK)
    assert "不在绑定里了" in team.clerk.presses("不是这户的人"), "pressed twice it ends no other"
    assert "287.20" in second.says(ASK)


def test_others_neither_see_nor_end_one(team: Team, household: tuple[Person, Person]) -> None:
    team.clerk.says(f"/bound {SEED}")
    data = next(
        data for heard in team.office.heard for data in heard.buttons.values() if "cut:" in data
    )
    for person in (team.electrician, team.auditor):
        assert "您的岗位不能做这一步" in person.says(f"/bound {SEED}")
        assert "您的岗位不能做这一步" in person.presses_data(f"{data}:stranger")
    team.stranger.says(f"/bound {SEED}")
    team.stranger.presses_data(f"{data}:stranger")
    household[1].presses_data(f"{data}:stranger")
    assert "287.20" in household[0].says(ASK)


@pytest.mark.parametrize(
    "forged", ["cut", "cut:", f"cut:{SEED}:zz:asked", "cut:x:y:z:1", "cut:::"]
)
def test_a_forged_end_ends_nothing(
    team: Team, household: tuple[Person, Person], forged: str
) -> None:
    assert "不在绑定里了" in team.clerk.presses_data(forged)
    assert len(team.office.store.chats.bound_to(SEED)) == len(household)


def test_what_nobody_looks_at_for_a_year_ends_and_the_chat_is_told(
    team: Team, household: tuple[Person, Person]
) -> None:
    first, second = household
    office, keep = team.office, Keep()
    office.waits(days=300)
    first.says(ASK)
    office.waits(days=100)
    remove_old(office.store, office.desk, keep, office.now, agreed=True)
    assert office.store.chats.bound_to(SEED) == (Chat("telegram", str(first.id)),)
    told = second.hears()
    assert "解除了" in told
    assert "很久没人看" in told
    assert holds_none(second.says(ASK))
    assert "287.20" in first.says(ASK)


def test_a_clock_that_is_doubted_ends_none(team: Team, household: tuple[Person, Person]) -> None:
    office = team.office
    remove_old(office.store, office.desk, Keep(), office.now, agreed=True)
    ahead = office.now + timedelta(days=3000)
    remove_old(office.store, office.desk, Keep(), ahead, agreed=None)
    remove_old(office.store, office.desk, Keep(), ahead, agreed=False)
    assert len(office.store.chats.bound_to(SEED)) == len(household)


def entered(team: Team, day: str) -> None:
    assert "已记" in team.clerk.says(f"/fact {SEED} 过户 {day} 过户申请书")


@pytest.mark.parametrize("day", ["2018-12-22", "2018-12-01"])
def test_a_transfer_that_is_entered_ends_all_that_was_proved_before(
    team: Team, household: tuple[Person, Person], day: str
) -> None:
    store = team.office.store
    code = made(store, SEED, "staff:2", team.office.now).removeprefix(PREFIX)
    entered(team, day)
    assert store.once.use(code, Opens.ACCOUNT, team.office.now) is None, "printed before"
    for person in household:
        assert "换了户主" in person.hears()
        assert holds_none(person.says(ASK))
    assert trail(team, "binding_ended")[0] == ("staff:2", SEED, "telegram:70: changed")
    assert "是新户主的" in team.clerk.presses("已是新户主")
    bound(team.office, 72)
    team.office.waits(minutes=1)
    entered(team, day)
    assert len(team.office.store.chats.bound_to(SEED)) == 1, "the same once more is no news"


def test_the_particulars_of_who_left_bind_nothing_until_the_file_has_the_new_holder(
    team: Team, household: tuple[Person, Person]
) -> None:
    store, first = team.office.store, household[0]
    account = store.accounts.get(SEED)
    assert account
    entered(team, "2018-12-22")
    first.hears()
    first.says("/bind")
    assert "正在换户主" in first.says(CLAIM)
    assert "对不上" in first.says(f"{SEED} 刘新主 5678"), "nobody else hears of it"
    store.accounts.put_account(account)
    assert "正在换户主" in first.says(CLAIM), "the same file once more"
    store.accounts.put_account(replace(account, holder_name="刘新主", phone="13900001111"))
    assert "对不上" in first.says(CLAIM)
    new = Person(team.office, 75, "新户主")
    new.says("/bind")
    assert "已绑定" in new.says(f"{SEED} 刘新主 1111")


def test_a_record_older_than_the_last_transfer_is_the_new_holder_s_once_the_desk_says_so(
    team: Team,
) -> None:
    store, fact = team.office.store, FactKind.TRANSFER
    account = store.accounts.get(SEED)
    assert account
    store.accounts.put_account(replace(account, named_on=date(2018, 11, 1)))
    store.accounts.put_fact(
        FactRecord(SEED, fact, Standing.KNOWN, "2018-12-10", {"on": "2018-12-10"}, FactSource.FILE,
                   "过户.csv:2", team.office.now)
    )  # fmt: skip
    new = Person(team.office, 75, "新户主")
    new.says("/bind")
    assert "正在换户主" in new.says(CLAIM)
    assert "现在写的是张*" in team.clerk.says(f"/bound {SEED}")
    assert "是新户主的" in team.clerk.presses("已是新户主")
    assert "已绑定" in new.says(CLAIM)


@pytest.mark.parametrize(
    ("names", "left"),
    [
        ({"former": "張 建国", "holder": "王芳"}, True),
        ({"former": "张建国", "holder": "张建国"}, False),  # says of nobody that he left
        ({"former": "王芳", "holder": "张建国"}, False),
    ],
)
def test_who_is_named_as_the_holder_of_before_is_let_in_once_the_desk_says_so(
    team: Team, names: dict[str, str], left: bool
) -> None:
    store = team.office.store
    value = {"on": "2018-12-10", **names}
    fact = FactRecord(SEED, FactKind.TRANSFER, Standing.KNOWN, "2018-12-10", value,
                      FactSource.FILE, "过户.csv:2", team.office.now)  # fmt: skip
    store.accounts.put_fact(fact)
    account = store.accounts.get(SEED)
    assert account
    store.accounts.put_account(replace(account, named_on=team.office.now.date()))
    team.office.waits(minutes=1)
    shown = team.clerk.says(f"/fact {SEED}")
    assert "此前是" in shown
    assert "此后是" in shown
    assert not any(name in shown for name in names.values())
    new = Person(team.office, 75, "新户主")
    new.says("/bind")
    if left:
        assert "正在换户主" in new.says(CLAIM)
        assert "现在写的是张*" in team.clerk.says(f"/bound {SEED}")
        assert "是新户主的" in team.clerk.presses("已是新户主")
    assert "已绑定" in new.says(CLAIM)
    team.clerk.says(f"/fact {SEED} 撤销 过户 2018-12-10 录错了户号")
    noted = f"{trail(team, 'fact_withdrawn')}"
    assert "张*" in noted
    assert not any(name in noted for name in names.values())


def test_a_transfer_that_is_withdrawn_lets_the_holder_in_again(
    team: Team, household: tuple[Person, Person]
) -> None:
    team.office.waits(days=500)
    entered(team, "2018-12-20")  # the holder's own, long ago
    team.office.waits(minutes=1)
    entered(team, "2020-05-01")
    team.clerk.says(f"/fact {SEED} 撤销 过户 2020-05-01 录错了户号")
    household[0].hears()
    household[0].says("/bind")
    assert "已绑定" in household[0].says(CLAIM)


def test_a_transfer_of_long_ago_ends_nothing(team: Team, household: tuple[Person, Person]) -> None:
    team.office.waits(days=500)
    entered(team, "2018-12-20")
    assert len(team.office.store.chats.bound_to(SEED)) == len(household)


def test_who_turns_from_one_household_to_another_has_proved_neither_anew(team: Team) -> None:
    person = bound(team.office, 70)
    person.says("4100000200 李秀英 9999")
    team.office.waits(days=3)
    person.says(SEED)
    assert "2018年12月22日绑定" in team.clerk.says(f"/bound {SEED}")
    assert "287.20" in person.says(ASK), "it is still the one that is spoken of"


def test_a_letter_on_its_way_does_not_arrive_where_the_binding_has_ended(team: Team) -> None:
    person = bound(team.office, 70)
    person.says("转人工")
    number = team.office.case().number
    query = {"id": "1", "from": {"id": team.clerk.id, "is_bot": False, "first_name": "王芳"},
             "message": {"message_id": 1, "date": 0, "chat": team.clerk.about}}  # fmt: skip
    team.office.takes({"callback_query": query | {"data": f"send:{number}"}})
    entered(team, "2018-12-22")
    told = person.hears()
    assert "换了户主" in told
    assert holds_none(told)
    heard = "".join(h.text for h in team.office.heard if h.chat == team.clerk.id)
    assert f"工单 {number}:没有发到客户那里:客户的聊天已经不再绑定这一户" in heard
