"""The case analysis a head signs: what the case and the records know stands in it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.sqlite.store import SqliteStore
from tests.desk import Desk
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, team_of
from tests.staff.office import Office


@pytest.fixture
def village(sample_desk: Desk, tmp_path: Path) -> Iterator[Team]:
    """The sample office: five more households of the seed's village were registered late."""
    shutil.copy(sample_desk.folder / "jieti.db", tmp_path / "jieti.db")
    with closing(sqlite3.connect(tmp_path / "jieti.db", isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        yield team_of(Office(SqliteStore(db)))


def all_done(team: Team) -> str:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    for press in ("contact:{}", "decide:{}:billing_correction"):
        team.clerk.presses_data(press.format(number))
    team.head.presses("批准")
    team.clerk.presses_data(f"plan:{number}:training:1:2018-12-29")
    for press in ("tasks:{}:correction", "tasks:{}:apology", "answer:{}:telephone", "close:{}"):
        team.clerk.presses_data(press.format(number))
    team.clerk.presses_data(f"rate:{number}:good")
    return number


def test_it_says_who_did_what_and_when_and_which_accounts_are_alike(village: Team) -> None:
    number = all_done(village)
    told = village.clerk.presses_data(f"analysis:{number}")
    for line in (
        "2018年12月22日10:00,联系客户。(王芳)", "批准人:周明",
        "已完成:致歉(王芳,2018年12月22日)", "已完成:更正账单(王芳,2018年12月22日)",
        "待完成:培训员工(周明,2018年12月29日前)", "客户评价:满意",
        "同样原因的有5户,共多收214.00元:",
        "******0125 周*,青石镇柳河村****:2018年12月,4.00元",
        "建议今后:接电当天就立户",
    ):  # fmt: skip
        assert line in told, told
    assert "请补写" not in told
    assert "周玉兰" not in told


def test_similar_accounts_are_looked_for_from_the_checklist(village: Team) -> None:
    village.clerk.says(f"/case {SEED} 电费不对")
    village.clerk.presses("要做的事")
    told = village.clerk.presses("查同类户")
    assert told.count("2018年12月,") == 5
    actions = {
        row[0] for row in village.office.store.connection.execute("SELECT action FROM audit")
    }
    assert "similar_shown" in actions


@pytest.mark.parametrize(
    ("account", "alike"), [("4100000161", "没有同样原因的"), ("4100000128", "同样原因的有5户")]
)
def test_only_what_has_the_same_cause_is_alike(village: Team, account: str, alike: str) -> None:
    village.clerk.says(f"/case {account} 电费不对")
    assert alike in village.clerk.presses_data(f"similar:{village.office.case().number}")


@pytest.mark.parametrize("text", ["/case 4100000131 电费高", "/case 停电两天了"])
def test_where_nothing_is_wrong_with_a_bill_nothing_is_looked_for(
    village: Team, text: str
) -> None:
    village.clerk.says(text)
    number = village.office.case().number
    assert "没有查出可以比对的原因" in village.clerk.presses_data(f"similar:{number}")
