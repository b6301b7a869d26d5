"""What the lists show and count, on the edge of each deadline and of what fits."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest

from bot.clock import CHINA
from bot.records.case import Case, State
from bot.staff import filters
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, explained
from tests.staff.office import Person

LATE = "❗ TS20181222001"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def change(team: Team, case: Case, **fields: object) -> Case:
    after = replace(case, **fields)  # type: ignore[arg-type]
    changed = team.office.store.cases.change(case, after, team.office.now, "system")
    team.office.store.cases.take_touched()  # everybody was told of it
    return changed


@pytest.mark.parametrize(("count", "more"), [(10, []), (11, ["……还有1张"]), (13, ["……还有3张"])])
def test_ten_cases_are_listed_and_the_others_counted(
    team: Team, count: int, more: list[str]
) -> None:
    for n in range(count):
        team.clerk.says(f"/case 第{n}件")
    team.clerk.hears()
    lines = team.clerk.says("/my").splitlines()[2:]
    assert [line for line in lines if not line.startswith("TS")] == more
    assert len(lines) == 10 + len(more)
    (shown,) = [h for h in team.office.heard[-1:] if h.chat == team.clerk.id]
    numbers = [f"TS20181222{n:03}" for n in range(count, count - 10, -1)]
    assert list(shown.buttons) == [*numbers, *(["后面的"] if more else [])]


def test_a_long_list_is_turned_page_by_page(team: Team) -> None:
    for n in range(23):
        team.clerk.says(f"/case 停电第{n}件")
    team.clerk.hears()
    first = team.clerk.says("/find 停电")
    pages = [first, team.clerk.presses("后面的"), team.clerk.presses("后面的")]
    numbers = [line[:13] for page in pages for line in page.splitlines() if line[:2] == "TS"]
    assert numbers == [f"TS20181222{n:03}" for n in range(23, 0, -1)]
    assert "后面的" not in team.office.heard[-1].buttons
    team.clerk.presses_data("show:TS20181222001")
    team.clerk.says("/due")
    assert "待联系" in team.clerk.presses("后面的")
    old = next(h.buttons["后面的"] for h in team.office.heard if "后面的" in h.buttons)
    assert "请重新查一次" in team.clerk.presses_data(old)


def test_of_very_many_the_newest_are_looked_through_and_it_is_said(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in ("电表快", "电费高"):
        team.clerk.says(f"/case {words}")
    assert "只看了" not in team.clerk.says("/find 王芳")
    monkeypatch.setattr(filters, "MOST", 1)
    found = team.clerk.says("/find 王芳")
    assert ("TS20181222002" in found, "TS20181222001" in found) == (True, False)
    assert "只看了最新的" in found
    assert "TS20181222001" in team.clerk.says("/find 王芳 电表快")


def test_a_month_that_is_named_is_looked_through_however_many_came_later(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    team.clerk.says("/case 电表快")
    team.office.waits(days=40)
    team.clerk.says("/case 电费高")
    monkeypatch.setattr(filters, "MOST", 1)
    for words in ("2018-12", "2018年12月22日", "王芳 2018年12月"):
        found = team.clerk.says(f"/find {words}")
        assert "TS20181222001" in found
        assert "只看了" not in found
    assert "没有工单" in team.clerk.says("/find 2018-02-31")
    assert "TS20190131001" in team.clerk.says("/find 2018-12-22~9999-12-31")


@pytest.mark.parametrize(
    "data", ["page:find:x:", "page:nonsense:0:", "page:", "page:my:999999999:"]
)
def test_a_page_that_there_is_not_is_told_so(team: Team, data: str) -> None:
    assert team.clerk.presses_data(data) in {"这是之前的列表,请重新查一次。", "没有工单。"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("立户晚于用电", "1"), ("立户晚", "1"), ("业扩报装", "1"), ("营业投诉", "1"),
        ("今天", "12"),
        ("昨天", ""), ("本周", "12"), ("上周", ""), ("本月", "12"), ("上个月", ""),
        ("2018-12-20~2018-12-23", "12"), ("2018-12-23~2018-12-29", ""), ("没人办", ""),
        ("2018-12-40~2018-12-50", ""), ("今天 立户晚", "1"), ("青石镇", "1"), ("柳河村 王芳", "1"),
        ("12月22日", "12"), ("12-22", "12"), ("12月21日", ""), ("22号", "12"), ("21号", ""),
        ("前天", ""), ("未办结", "12"), ("我的", "12"), ("里面 电费", "1"), ("電費", "1"),
    ],
)  # fmt: skip
def test_cases_are_found_by_cause_class_place_and_span(team: Team, asked: str, found: str) -> None:
    team.clerk.says(f"/case {SEED} 裡面電費不對")
    team.clerk.presses_data("class:TS20181222001:connection_late")
    team.clerk.says("/case 电表不走了")
    team.clerk.hears()
    lines = team.clerk.says(f"/find {asked}").splitlines()
    assert {line.partition(" ·")[0][-1] for line in lines if " · " in line} == set(found)


def test_what_is_nobody_s_is_found(team: Team) -> None:
    team.stranger.says("转人工")
    team.clerk.hears()
    assert "TS20181222001" in team.clerk.says("/due 没人办")
    team.clerk.presses_data("claim:TS20181222001")
    assert team.clerk.says("/due 没人办") == "没有工单。"


@pytest.mark.parametrize(
    ("state", "now", "late"),
    [
        ("open", "2018-12-24T18:00:00", False),
        ("open", "2018-12-24T18:00:01", True),
        ("contacted", "2018-12-28T23:59:59", False),
        ("contacted", "2018-12-29T00:00:00", True),
        ("on_hold", "2019-02-03T00:00:00", False),
        ("answered", "2019-02-03T00:00:00", False),
    ],
)
def test_a_case_is_marked_once_its_deadline_has_passed(
    team: Team, state: str, now: str, late: bool
) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    contacted = None if state == "open" else team.office.now
    change(team, team.office.case(), state=State(state), contacted_at=contacted)
    team.office.now = at(now)
    team.clerk.hears()
    (line,) = team.clerk.says("/my").splitlines()[2:]
    assert line.startswith(LATE) is late
    assert line.endswith("2018年12月24日18:00" if state == "open" else "2018年12月28日")


def test_what_is_due_stands_in_the_order_in_which_it_is_due(team: Team) -> None:
    """By the contact, or by the answer where that is sooner or the customer was contacted."""
    dates = {
        "1": ("2018-12-24T18:00", "2019-01-02", False),
        "2": ("2018-12-24T09:00", "2019-01-04", False),
        "3": ("2018-12-24T08:00", "2018-12-24", True),
        "4": ("2018-12-28T18:00", "2018-12-23", False),
        "5": ("2018-12-20T18:00", "2019-01-01", True),
    }
    for contact_by, answer_by, contacted in dates.values():
        team.clerk.says("/case 电费不对")
        case = team.office.store.cases.newest_first()[0]
        change(
            team, case, contact_by=at(contact_by), answer_by=at(answer_by).date(),
            contacted_at=team.office.now if contacted else None,
        )  # fmt: skip
    for state in (State.ON_HOLD, State.ANSWERED, State.CLOSED, State.MERGED):
        team.clerk.says("/case 电表不准")
        change(team, team.office.store.cases.newest_first()[0], state=state)
    team.clerk.hears()
    lines = team.clerk.says("/due").splitlines()[2:]
    assert [line.partition(" ·")[0][-1] for line in lines] == ["4", "2", "1", "3", "5"]
    mine = team.clerk.says("/my").splitlines()[2:]
    assert len(mine) == 7, "held and answered ones are still theirs"


@pytest.mark.parametrize(
    ("contacted", "answered", "told"),
    [
        ("2018-12-24T18:00:00", "2018-12-28T23:59:59", (1, 1)),
        ("2018-12-24T18:00:01", "2018-12-29T00:00:00", (0, 0)),
    ],
)
def test_in_time_is_until_the_deadline(
    team: Team, contacted: str, answered: str, told: tuple[int, int]
) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    team.clerk.says(f"/case {SEED} 电费不对")
    case = team.office.case("TS20181222001")
    state = State.ANSWERED
    change(team, case, state=state, contacted_at=at(contacted), answered_at=at(answered))
    team.head.hears()
    assert team.head.says("/stats").splitlines() == [
        "共2张工单", "", "待联系:1", "已答复:1",
        f"按时联系:1张中{told[0]}张", f"按时答复:1张中{told[1]}张",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "seen"), [("clerk", 1), ("head", 1), ("auditor", 2), ("electrician", 0)]
)
def test_a_list_holds_what_its_reader_may_see(team: Team, who: str, seen: int) -> None:
    person: Person = getattr(team, who)
    team.stranger.says("转人工,电费不对")
    team.stranger.says("我要举报有人收红包")
    person.hears()
    found = [line for line in person.says("/due").splitlines() if line.startswith(("TS", "JB"))]
    assert len(found) == seen
    assert person.says("/my") == "没有工单。"
    person.presses_data("show:TS20181222001")
    person.hears()
    assert ("TS20181222001" in person.says("/find 转人工")) is (seen > 0)
    assert "请写:/find" in person.says("/find")


def test_the_table_tells_of_each_case_what_is_known(team: Team) -> None:
    team.clerk.forwards("电费不对", name="张建国")
    team.office.waits(seconds=5)
    team.clerk.presses_data(f"account:TS20181222001:{SEED}")
    explained(team, "TS20181222001")
    for press in ("contact", "answer:telephone", "close", "rate:fair"):
        verb, _, more = press.partition(":")
        team.clerk.presses_data(f"{verb}:TS20181222001:{more}")
    team.clerk.says("/case 电表不准")
    team.head.says("/export")
    (sent,) = [h for h in team.office.heard if h.method == "sendDocument"]
    content = sent.params["document"].input_file_content
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    assert page is not None
    _, second, first = ([cell.value or "" for cell in row] for row in page)
    assert first == [
        "TS20181222001", "******0123", "张*", "投诉", "已办结", "2018-12-22 10:00",
        "2018-12-24 18:00", "2018-12-22 10:00", "2018-12-28", "2018-12-22 10:00", "只作解释",
        "52.00", "基本满意", "本所渠道", "营业投诉·业扩报装超时限", "王芳", "周明",
        "2018-12-22 10:00", "电费不对",
    ]  # fmt: skip
    assert second == [
        "TS20181222002", "", "", "投诉", "待联系", "2018-12-22 10:00", "2018-12-24 18:00",
        "", "2018-12-28", "", "", "", "", "本所渠道", "", "王芳", "", "", "电表不准",
    ]  # fmt: skip
    assert sent.params["document"].filename == "cases-20181222.xlsx"
