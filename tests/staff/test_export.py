"""The table of cases: who did what when, and nothing in it that points to somebody."""

from __future__ import annotations

import base64
import io
import json

import openpyxl
import pytest

from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, explained


def table(team: Team, month: str = "") -> list[dict[str, str]]:
    """The rows of the file that the head is sent, by heading."""
    team.head.says(f"/export {month}".strip())
    row = team.office.store.connection.execute(
        "SELECT what FROM outbox WHERE what LIKE '%cases-%' ORDER BY id DESC"
    ).fetchone()
    file = io.BytesIO(base64.b64decode(json.loads(row[0])["document"][1]))
    heads, *rows = openpyxl.load_workbook(file).active.iter_rows(values_only=True)
    return [dict(zip(heads, one, strict=True)) for one in rows]


def test_it_tells_who_worked_on_it_who_approved_and_when_it_was_closed(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    explained(team, number)
    team.clerk.presses_data(f"answer:{number}:telephone")
    team.clerk.presses_data(f"close:{number}")
    (row,) = table(team)
    assert (row["负责人"], row["批准人"], row["来源"]) == ("王芳", "周明", "本所渠道")
    assert row["95598归类"].startswith("营业投诉·")
    assert row["办结时间"] == "2018-12-22 10:00"


def test_a_month_or_span_has_its_own_cases_alone(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    team.office.waits(days=14)
    team.clerk.says("/case 电表快")
    for words, count in (("", 2), ("2018-12", 1), ("12月", 1), ("上月", 1), ("本月", 1),
                         ("11月", 0), ("2018-12-01到2019-01-31", 2)):  # fmt: skip
        assert f"共{count}张工单" in team.head.says(f"/export {words}"), words
    assert "请单独写 /export" in team.head.says("/export 明年")
    assert [row["工单号"] for row in table(team, "2018-12")] == [number]


@pytest.mark.parametrize(
    "words",
    [
        "我是张建国,4100000123,电话138 0000 5678", "我儿子张小明的手机13912345678",
        "身份证41132219800101123X,柳河村3组", "户号四一零零零零零一二三", "微信号zjg_1980",
        "一三八零零零零五六七八是我电话", "邻居周玉兰也这样,固定电话0377-63512345",
        "开豫R12345来装的表", "电工李强给我接的表", "收费员老王叫王芳的说的",
    ],
)  # fmt: skip
def test_no_name_and_no_number_stands_in_the_words(team: Team, words: str) -> None:
    team.clerk.forwards(words, name="张建国")
    number = team.office.case().number
    team.clerk.presses_data(f"note:{number}")
    team.clerk.says("客户张建国认可,电话13800005678")
    (row,) = table(team)
    told = f"{row['客户']}{row['客户原话']}" + team.clerk.presses_data(f"analysis:{number}")
    told = told.replace("(王芳)", "")  # who did what stands there on purpose
    hidden = "张建国 张小明 周玉兰 5678 4100000123 13912345678 0101123 柳河村 四一零零 一三八零"
    hidden += " zjg 63512345 R12345 李强 王芳"
    assert [one for one in hidden.split() if one in told] == []


def test_no_button_anywhere_holds_a_number_and_no_group_reads_a_name(team: Team) -> None:
    group = -7
    team.clerk.forwards(f"我是张建国,{SEED},电话13800005678", name="张建国", group=group)
    team.clerk.says(f"/case {SEED} 电费不对")
    team.office.waits(seconds=5)
    pressed: set[str] = set()
    for _ in range(3):  # menus below menus
        for heard in tuple(team.office.heard):
            for data in heard.buttons.values():
                if data not in pressed:
                    pressed.add(data)
                    where = group if heard.chat == group else None
                    team.clerk.presses_data(data, group=where, at=heard.id)
    data = [d for heard in team.office.heard for d in heard.buttons.values()]
    assert [one for one in data if SEED in one or "13800005678" in one] == []
    told = [heard.text for heard in team.office.heard if heard.chat == group]
    assert told
    assert [text for text in told if "张建国" in text or SEED in text or "5678" in text] == []
