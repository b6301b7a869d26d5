"""The records tell what happened and who did it; what is approved is what was seen."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime, time

import pytest

from bot.cases.deciding import stamp
from bot.clock import CHINA
from bot.contract.hours import Hours
from bot.records.case import Remedy, State
from bot.sqlite.database import migrate
from bot.sqlite.schema import MIGRATIONS
from bot.sqlite.store import SqliteStore
from bot.store.port import Store
from bot.wording.catalogue import words
from bot.wording.history import lines
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import NOW, OFFICE, Customer
from tests.staff.conftest import Team
from tests.staff.office import Person

SHORT_DAY = Hours(((time(8, 30), time(12)), (time(14), time(17))))


@pytest.fixture
def number(team: Team) -> str:
    team.clerk.says(f"/case {SEED} 电费不对")
    return team.office.case().number


def history(person: Person, number: str) -> list[str]:
    return person.presses_data(f"history:{number}").splitlines()[2:]


@pytest.mark.parametrize(
    "text",
    ["表码 120 → 180,客户自己拍的", "→", "a → ", " → b", "待联系 → 处理中", "原来 → 后来 → 现在"],
)
def test_a_note_is_a_note_whatever_stands_in_it(team: Team, number: str, text: str) -> None:
    team.clerk.presses("备注")
    team.clerk.says(text)
    (line,) = [line for line in history(team.clerk, number) if "备注" in line]
    assert line.split(" ", 2)[2] == f"王芳: 备注 {text.strip()}"


def test_who_opened_a_case_is_who_did_it(team: Team, number: str) -> None:
    assert any(
        line.endswith("王芳: 登记 4100000123 电费不对") for line in history(team.clerk, number)
    )
    team.clerk.forwards("我家没停电怎么也收费", name="老李")
    team.office.waits(seconds=5)
    forwarded = team.office.store.cases.newest_first()[0].number
    assert not any("客户:" in line for line in history(team.clerk, forwarded))
    team.stranger.says("转人工")
    own = team.office.store.cases.newest_first()[0].number
    assert any("客户: 登记 转人工" in line for line in history(team.clerk, own))


def test_one_act_is_one_event_and_each_field_of_it_is_told(team: Team, number: str) -> None:
    team.clerk.presses_data(f"contact:{number}")
    event = team.office.store.cases.events(number)[-1]
    assert event.changes["state"] == ("open", "contacted")
    assert event.changes["contacted_at"] == ("", team.office.now.isoformat())
    assert history(team.clerk, number)[-1].endswith("王芳: 状态 处理中(原为待联系)")


def test_what_was_changed_after_it_was_shown_is_not_approved(team: Team, number: str) -> None:
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    assert "52.00元" in team.head.hears()
    old = f"approve:{number}:{stamp(team.office.case())}"
    team.clerk.presses("改处理方式")
    team.clerk.presses("补偿")
    team.clerk.says("99999")
    shown = team.head.presses_data(old)
    assert "这之后处理决定又改过" in shown
    assert "99,999.00元" in shown
    assert team.office.case().approved_by is None
    team.head.presses("批准")
    team.head.says("县公司已经另行退还")
    after = team.office.case()
    assert (after.decision, after.approved_by) == (Remedy.GOODWILL, 1)


def test_a_goodwill_that_was_given_up_is_not_told_any_more(team: Team, number: str) -> None:
    team.clerk.presses_data(f"decide:{number}:goodwill")
    team.clerk.says("30")
    assert "30.00元" in team.clerk.says(f"/case {number}")
    team.clerk.presses("改处理方式")
    team.clerk.presses("只作解释")
    assert "30.00元" not in team.clerk.says(f"/case {number}")


def test_another_account_brings_no_amount_of_the_first_along(team: Team, number: str) -> None:
    team.office.store.connection.execute(
        "INSERT INTO account (account_no, holder_name) VALUES ('4100000999', '新户')"
    )
    assert team.office.case().difference is not None
    team.clerk.presses_data(f"account:{number}:4100000999")
    case = team.office.case()
    assert (case.account_no, case.difference, case.remedy) == ("4100000999", None, Remedy.CHECK)
    assert "52.00元" not in team.clerk.says(f"/case {number}")


def test_a_message_naming_an_account_is_kept_with_a_closed_case(team: Team) -> None:
    first = team.clerk.forwards("电费不对")
    team.office.waits(seconds=5)
    number = team.office.case().number
    for press in ("answer:{}:telephone", "decide:{}:explanation", "close:{}:charge"):
        team.clerk.presses_data(press.format(number))
    team.clerk.hears()
    team.clerk.sends(text=f"户号{SEED}", reply_to_message=first)
    assert f"已加入工单 {number}" in team.clerk.hears()
    case = team.office.case()
    assert (case.state, case.account_no) == (State.CLOSED, None)


def test_what_is_ticked_off_and_what_went_elsewhere_is_called_so(team: Team, number: str) -> None:
    team.clerk.presses_data(f"tasks:{number}:apology")
    assert history(team.clerk, number)[-1].endswith("王芳: 已勾选 致歉")
    team.clerk.says(f"/case {SEED} 多收了钱")
    team.clerk.says(f"/merge {number[:-1]}2 {number}")
    assert f"本工单已并入 {number}。" in team.clerk.says(f"/case {number[:-1]}2")


def test_staff_are_told_what_to_find_out_and_offered_no_correction(team: Team) -> None:
    store = team.office.store
    store.connection.execute(
        "UPDATE account SET price_name = '居民一户一表(低保)' WHERE account_no = ?", (SEED,)
    )
    shown = team.clerk.says(f"/case {SEED} 电费不对")
    assert "现在不能下结论,先核对这户的情况" in shown
    assert "低保、五保等免费电量" in shown
    assert not any(word in shown for word in ("52.00元", "道歉", "更正账单,多收"))
    assert "退补" not in team.clerk.presses("定处理方式")
    number = team.office.case().number
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    assert team.office.case().decision is None


@pytest.mark.parametrize(
    ("said", "promised"),
    [
        ("转人工", "12月24日17:00前"),
        ("我要投诉", "12月24日17:00前"),
        ("为什么超过0.56", "12月24日17:00前"),
        ("李强收了我的红包,我要举报", "12月24日17:00前"),
    ],
)
def test_what_a_customer_is_promised_ends_with_the_office_s_day(
    store: Store, said: str, promised: str
) -> None:
    customer = Customer(store, office=replace(OFFICE, hours=SHORT_DAY))
    customer.commands("bind")
    customer.says(CLAIM)
    answer = customer.asks(said)
    case = store.cases.newest_first()[0]
    assert f"{case.contact_by:%m月%d日%H:%M}前" == promised
    assert promised in answer or case.kind == "report"


def test_a_case_opened_again_ends_with_the_office_s_day_too(store: Store) -> None:
    customer = Customer(store, office=replace(OFFICE, hours=SHORT_DAY))
    customer.now = datetime(2018, 12, 22, 10, tzinfo=CHINA)
    customer.says("转人工")
    (case,) = store.cases.newest_first()
    closed = replace(case, state=State.CLOSED, closed_at=customer.now, answered_at=customer.now)
    store.cases.change(case, closed, customer.now, "staff:1")
    customer.waits(60)
    customer.says("转人工")
    again = store.cases.get(case.number)
    assert again
    assert again.state is State.OPEN
    assert f"{again.contact_by:%H:%M}" == "17:00"


def of_before() -> sqlite3.Connection:
    """A database of the fifth schema with two cases, brought up to date."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    for file in sorted(f for f in MIGRATIONS.iterdir() if f.name < "0006"):
        connection.executescript(file.read_text(encoding="utf-8"))
    connection.execute("PRAGMA user_version = 5")
    for number, opened_by in (("TS20181222007", None), ("TS20181222012", 1)):
        connection.execute(
            "INSERT OR IGNORE INTO staff VALUES (1, 'test', '12', '王芳', 'clerk', 1, '')"
        )
        connection.execute(
            "INSERT INTO complaint_case (number, channel, chat_id, kind, question, opened_at,"
            " state, remedy, remedy_payer, contact_by, answer_by, complained_at, opened_by)"
            " VALUES (?, 'test', '1', 'human', '转人工', ?, 'closed', 'check', 'nobody', ?,"
            " '2019-01-02', ?, ?)",
            (number, *[NOW.isoformat()] * 3, opened_by),
        )
        for what, detail, actor in (
            ("opened", "转人工", ""),
            ("human", "还没人管", ""),
            ("note", "表码 120 → 180", "staff:1"),
            ("state", "open → contacted", "staff:1"),
            ("contacted_at", f" → {NOW.isoformat()}", "staff:1"),
            ("difference_fen", "5200 → ", "bot"),
            ("edited", "十月 → 九月", "staff:1"),
            ("rating", " → good", "telegram:66"),
        ):
            connection.execute(
                "INSERT INTO case_event (case_number, at, what, detail, actor)"
                " VALUES (?, ?, ?, ?, ?)",
                (number, NOW.isoformat(), what, detail, actor),
            )
    migrate(connection, NOW)
    return connection


def test_a_database_from_before_tells_its_history_as_it_was() -> None:
    connection = of_before()
    store, say, people = SqliteStore(connection), words(), {"staff:1": "王芳"}
    told = [
        [
            line.split(" ", 2)[2]
            for event in store.cases.events(n)
            for line in lines(say, event, people)
        ]
        for n in ("TS20181222007", "TS20181222012")
    ]
    assert told[0] == [
        "客户: 登记 转人工",
        "客户: 要求人工 还没人管",
        "王芳: 备注 表码 120 → 180",
        "王芳: 状态 处理中(原为待联系)",
        "机器人: 差额 无(原为52.00元)",
        "王芳: 来话有改动 十月 → 九月",
        "客户: 评价 满意",
    ]
    assert told[1] == ["王芳: 登记 转人工", *told[0][1:]]
    case = store.cases.get("TS20181222007")
    assert case
    assert store.cases.add(lambda n: replace(case, number=n), NOW.date(), "bot").number == (
        "TS20181222013"
    )
    connection.close()
