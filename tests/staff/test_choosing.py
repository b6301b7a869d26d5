"""What a letter answers: by all that speaks for a matter, or as staff choose where it is open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.hearing.heard import hear
from bot.papers.matters import intents_of, weighed
from bot.wording.drafts import drafts
from tests.staff.conftest import Team
from tests.staff.test_drafts import RIGHT, draft

OTHERWISE: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "said_otherwise.yaml").read_text(encoding="utf-8")
)
OPEN = "我二月就把门市盘出去了,供电的事咋弄"


@pytest.mark.parametrize("name", OTHERWISE)
def test_a_matter_is_known_in_words_that_no_file_names(name: str) -> None:
    for text in OTHERWISE[name]:
        heard = hear(text, date(2018, 12, 22))
        assert weighed(drafts(), [heard.plain], intents_of(heard)).name == name, text


@pytest.mark.parametrize("text", ["第一句", "嗯", "4100000123", "图片", "哈哈哈", "春眠不觉晓"])
def test_what_says_nothing_is_no_matter(text: str) -> None:
    assert weighed(drafts(), [text]).name == "other"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (["有人吗", "俺庄停电了"], "outage"),
        (["我家住东头", "屏上啥都没有,电表黑屏了", "麻烦了"], "dead_meter"),
        (["请问在吗", "想开去年的电费发票", "好的好的"], "invoice"),
    ],
)
def test_the_plainest_of_all_that_was_said_decides(said: list[str], name: str) -> None:
    assert weighed(drafts(), said).name == name


@pytest.mark.parametrize(
    "text", ["停电了,电线掉地上冒火花", "欠费停电,闸刀冒火花", "报修没人接,变压器着火了"]
)
def test_danger_gets_no_letter_without_a_word_of_safety(team: Team, text: str) -> None:
    team.clerk.says(f"/case {RIGHT} {text}")
    assert "不要碰" in draft(team.clerk, team.office.case().number)


def test_what_is_open_is_asked_and_what_is_chosen_holds(team: Team) -> None:
    shown = team.clerk.says(f"/case {RIGHT} {OPEN}")
    number = team.office.case().number
    assert "拿不准是哪件事:" in shown
    assert draft(team.clerk, number).startswith(
        "谢谢您告诉我们。您说的事“我二月就把门市盘出去了”已经登记"
    )
    menu = team.clerk.presses("换一件事")
    assert "说的是哪件事" in menu
    shown = team.clerk.presses("过户的事")
    assert "您要办的是过户" in shown
    assert "拿不准" not in shown
    team.clerk.says(f"/case {number}")
    assert draft(team.clerk, number).startswith("您要办的是过户")
    assert "信里答的事" in team.clerk.presses("记录")


def test_whoever_speaks_of_danger_afterwards_gets_no_letter_that_was_chosen_before(
    team: Team,
) -> None:
    team.stranger.says("转人工,我二月就把门市盘出去了,供电的事咋弄")
    number = team.office.case().number
    team.clerk.presses_data(f"matter:{number}:owner")
    assert "过户" in team.clerk.says(f"/case {number}")
    team.stranger.says("电线掉地上冒火花了")
    assert "不要碰" in team.clerk.says(f"/case {number}")
    team.clerk.presses_data(f"matter:{number}:owner")
    assert "您要办的是过户" in team.clerk.says(f"/case {number}"), "a person has looked"


def test_an_offices_own_entries_are_chosen_whatever_they_leave_out(
    team: Team, tmp_path: Path
) -> None:
    own, desk = tmp_path / "own.yaml", team.office.desk
    own.write_text(
        "unclear_bill: {bill: [agrees]}\n"
        "moved_house: {title: 过户的事, words: [换房主], text: '过户请带房产证。{promise}'}",
        encoding="utf-8",
    )
    team.office.desk = replace(desk, office=replace(desk.office, drafts=own))
    assert "拿不准" in team.clerk.says(f"/case {RIGHT} {OPEN}")
    number = team.office.case().number
    team.clerk.presses_data(f"matter:{number}:moved_house")
    assert draft(team.clerk, number).startswith("过户请带房产证。")


@pytest.mark.parametrize(
    "text",
    [
        "13800005678 那个东西老是不对劲", "张建国家那个东西老是不对劲", "等着瞧我砸了你们的门",
        "隔壁张大柱家那个东西老是不对劲", "那个东西不弄好我就死给你们看",
    ],
)  # fmt: skip
def test_nothing_of_a_person_and_no_threat_is_repeated(team: Team, text: str) -> None:
    team.clerk.says(f"/case {RIGHT} {text}")
    letter = draft(team.clerk, team.office.case().number)
    assert letter.startswith("谢谢您告诉我们。您说的事")
    assert not any(one in letter for one in ("13800005678", "张建国", "砸", "大柱", "死"))
