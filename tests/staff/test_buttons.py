"""The buttons below a case: who is offered which and when, and that each does what it says."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, explained
from tests.staff.office import Person

# How a case comes there, and what the clerk is offered then.
EXPLAINED = ["answer:telephone", "explained"]
ABOUT = "更正账单(退补) 定处理方式 要做的事"
WRITES = "备注 查到的情况 常用回复 我来回复客户"
GIVES = "95598归类 转派 联系方式 户号不对"
WAYS: dict[str, tuple[list[str], str]] = {
    "open": (
        [],
        f"已联系客户 已答复客户 挂起 {ABOUT} {WRITES} 来源 {GIVES}",
    ),
    "contacted": (
        ["contact"],
        f"已答复客户 挂起 {ABOUT} {WRITES} {GIVES}",
    ),
    "on hold": (
        ["hold"],
        f"恢复处理 {ABOUT} {WRITES} {GIVES}",
    ),
    "answered": (
        ["answer:telephone"],
        f"办结 重新受理 {ABOUT} {WRITES} {GIVES}",
    ),
    "decided": (
        ["explained"],
        f"已联系客户 已答复客户 挂起 改处理方式 要做的事 {WRITES} 来源 {GIVES}",
    ),
    "to approve": (
        ["decide:billing_correction"],
        f"已联系客户 已答复客户 挂起 改处理方式 要做的事 {WRITES} 来源 {GIVES}",
    ),
    "taken over": (
        ["takeover"],
        f"已联系客户 已答复客户 挂起 {ABOUT} 备注 查到的情况 常用回复 交回机器人 来源 {GIVES}",
    ),
    "closed": ([*EXPLAINED, "close"], "重新受理 要做的事 满意 基本满意 不满意 案例分析"),
    "rated": ([*EXPLAINED, "close", "rate:good"], "重新受理 要做的事 案例分析"),
    "merged": (["decide:billing_correction", "merge"], ""),
}
NOT_THE_ELECTRICIAN_S = {"转派", "办结", "重新受理"}
REFUSED = ("您的岗位不能做这一步", "工单现在的状态不能做这一步")


def case_of(team: Team, way: str, *, by_chat: bool = True) -> str:
    """A case that came there; the electrician works on it."""
    if by_chat:
        team.stranger.says("/bind")
        team.stranger.says(f"{SEED} 张建国 5678")
        team.stranger.says("为什么超过0.56")
    else:
        team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    team.clerk.presses_data(f"assign:{number}:3")
    for press in WAYS[way][0]:
        verb, _, more = press.partition(":")
        if verb == "explained":
            explained(team, number)
        elif verb == "merge":
            team.clerk.says("/case 电表不准")
            team.clerk.says(f"/merge {number} {number[:-1]}2")
        else:
            team.clerk.presses_data(f"{verb}:{number}:{more}")
    team.office.deliver()
    return number


def offered(person: Person, number: str) -> dict[str, str]:
    """The buttons of the sheet and of the draft below it."""
    before = len(person.office.heard)
    person.presses_data(f"show:{number}")
    mine = [heard for heard in person.office.heard[before:] if heard.chat == person.id]
    return {label: data for heard in mine for label, data in heard.buttons.items()}


@pytest.mark.parametrize("way", WAYS)
def test_each_is_offered_what_their_role_can_do_now(team: Team, way: str) -> None:
    number = case_of(team, way)
    clerk_s = WAYS[way][1].split()
    finished = way in {"closed", "rated", "merged"}
    send = [] if finished else ["发给客户", "换一件事"]
    assert list(offered(team.clerk, number)) == [*clerk_s, "这户的经过", "Word文件", "记录", *send]
    approve = {"批准", "驳回"} if way == "to approve" else set()
    void = set() if finished else {"作废"}
    assert set(offered(team.head, number)) == {
        *clerk_s,
        "这户的经过",
        "Word文件",
        "记录",
        *send,
        *approve,
        *void,
    }
    assert set(offered(team.electrician, number)) == {
        *(set(clerk_s) - NOT_THE_ELECTRICIAN_S), "这户的经过", "Word文件", "记录", *send,
        *(set() if finished else {"退单"}),
    }  # fmt: skip
    assert set(offered(team.auditor, number)) == {
        "记录",
        "这户的经过",
        *(set(clerk_s) & {"案例分析"}),
    }


@pytest.mark.parametrize("way", ["open", "closed"])
def test_who_cannot_be_written_to_is_offered_no_letter(team: Team, way: str) -> None:
    number = case_of(team, way, by_chat=False)
    found = offered(team.clerk, number)
    open_only = {"已电话答复", "换一件事"} if way == "open" else set()
    assert set(found) == {
        *WAYS[way][1].split(),
        "这户的经过",
        "Word文件",
        "记录",
        *open_only,
    } - {"我来回复客户"}


def test_what_costs_is_offered_for_approval_until_it_is_approved(team: Team) -> None:
    number = case_of(team, "to approve")
    team.head.presses("批准")
    assert team.office.case().approved_by == 1
    assert "批准" not in offered(team.head, number)


@pytest.mark.parametrize("kind", ["photo", "nothing"])
def test_files_are_offered_where_there_are_any(team: Team, kind: str) -> None:
    picture = {"photo": [{"file_id": "p1"}]} if kind == "photo" else {}
    team.clerk.forwards("" if picture else "电费不对", **picture)
    team.office.waits(seconds=5)
    assert ("附件" in offered(team.clerk, team.office.case().number)) is (kind == "photo")


@pytest.mark.parametrize("who", ["electrician", "clerk", "head", "auditor"])
@pytest.mark.parametrize("way", WAYS)
def test_no_button_that_is_offered_is_refused(team: Team, way: str, who: str) -> None:
    number = case_of(team, way)
    person: Person = getattr(team, who)
    person.hears()
    buttons, db = offered(person, number), team.office.store.connection
    with closing(sqlite3.connect(":memory:")) as before:
        db.backup(before)
        for label, data in buttons.items():
            told = person.presses_data(data)
            assert not any(words in told for words in REFUSED), label
            before.backup(db)
