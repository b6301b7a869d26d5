"""Visits in the field: drawn by a seed within classes of risk; what was seen counts once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lessons.inspection import SHARES, Rate, Risk, Visit, Why, drawn
from bot.records.account import AccountRecord
from tests.desk import Desk

OF = {Risk.HIGH: Why.NOT_READ, Risk.MEDIUM: Why.SUDDEN, Risk.LOW: Why.ORDINARY}


def village(high: int, medium: int, low: int) -> list[Visit]:
    many = {Risk.HIGH: high, Risk.MEDIUM: medium, Risk.LOW: low}
    risks = [risk for risk, count in many.items() for _ in range(count)]
    return [
        Visit(AccountRecord(f"{n:010d}", "某", area=f"{n % 7}"), f"{n}", None, OF[risk])
        for n, risk in enumerate(risks)
    ]


def test_ten_thousand_draws_follow_the_shares_of_the_classes() -> None:
    picked = drawn(village(20_000, 20_000, 20_000), 10_000, 1)
    counted = Counter(one.risk for one in picked)
    assert {risk: counted[risk] * 100 // 10_000 for risk in Risk} == dict(SHARES)


def test_within_a_class_everybody_is_drawn_alike() -> None:
    homes = village(40, 0, 0)
    times = Counter(one.meter_no for seed in range(1000) for one in drawn(homes, 10, seed))
    assert set(times) == {one.meter_no for one in homes}
    assert 180 < min(times.values()) <= max(times.values()) < 330


@given(*[st.integers(0, 30)] * 3, st.integers(1, 40), st.integers(0, 99))
def test_the_same_seed_draws_the_same_and_nobody_twice(
    high: int, medium: int, low: int, count: int, seed: int
) -> None:
    homes = village(high, medium, low)
    picked = drawn(homes, count, seed)
    assert picked == drawn(homes[::-1], count, seed)
    assert len({one.account.account_no for one in picked}) == len(picked)
    assert len(picked) == min(count, len(homes))
    assert [one.account.area for one in picked] == sorted(one.account.area for one in picked)


def test_few_visits_say_little() -> None:
    low, high = Rate(3, 1).interval
    assert low < 0.1
    assert high > 0.7
    low, high = Rate(1000, 333).interval
    assert high - low < 0.07
    assert Rate(0, 0).interval == (0, 1)


def filled(path: Path, *rows: tuple[str, ...]) -> None:
    book = openpyxl.load_workbook(path)
    page = book.active
    for number, seen in enumerate(rows, start=3):
        for column, text in enumerate(seen, start=10):
            page.cell(number, column, text)
    book.save(path)


def test_a_list_is_drawn_filled_in_and_counted_once(sample_desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "普查.xlsx"
    sample_desk.does("inspect", "--day", "2018-12-24", "--count", "10", "--out", out)
    assert (out.stat().st_mode & 0o777) == 0o600
    again = tmp_path / "again.xlsx"
    sample_desk.does("inspect", "--day", "2018-12-24", "--count", "10", "--out", again)
    pages = [openpyxl.load_workbook(path).active for path in (out, again)]
    first, second = ([tuple(cell.value for cell in row) for row in page] for page in pages)
    assert first == second
    assert str(first[0][0]).rpartition("种子 ")[2].isdecimal()
    assert not any("张建国" in str(row) for row in first)
    other = tmp_path / "other.xlsx"
    kept = sample_desk.refuses("inspect", "--day", "2018-12-24", "--count", "11", "--out", other)
    assert "不再重抽" in kept
    filled(out, ("是", "999999999999", "1", "一家三口"), ("否", "", "", "没人"))
    told = sample_desk.does("inspected", out)
    assert "收下2户,0户以前收过" in told
    assert "不一致" in told
    assert "收下0户,2户以前收过" in sample_desk.does("inspected", out)


def test_one_area_can_be_drawn_alone_and_none_says_so(sample_desk: Desk, tmp_path: Path) -> None:
    said = sample_desk.refuses("inspect", "--area", "没有的台区", "--out", tmp_path / "a.xlsx")
    assert "没有可以查的户" in said


@pytest.mark.parametrize(
    ("day", "seen", "said"),
    [
        ("2018-12-25", ("也许", "", "", ""), "第3行"),
        ("2018-12-26", ("是", "", "很多", ""), "第3行"),
        ("2018-12-27", ("是", "", "-5", ""), "第3行"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(
    sample_desk: Desk, tmp_path: Path, day: str, seen: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "普查.xlsx"
    sample_desk.does("inspect", "--day", day, "--count", "3", "--out", out)
    filled(out, seen)
    assert said in sample_desk.refuses("inspected", out)


def test_what_is_no_list_is_refused(sample_desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "x.xlsx"
    other.write_text("no workbook", encoding="utf-8")
    assert "不是普查名单" in sample_desk.refuses("inspected", other)
    assert "nowhere" in sample_desk.refuses("inspected", "/nowhere/x.xlsx")
    assert "1到500" in sample_desk.refuses("inspect", "--count", "0", "--out", other)
    assert "已经有了" in sample_desk.refuses("inspect", "--out", other)
