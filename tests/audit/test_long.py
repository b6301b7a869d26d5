"""A long list read in columns says the same as one read row by row."""

from __future__ import annotations

import random
from pathlib import Path

import polars.testing
import pytest

from bot.audit import big_text
from bot.audit.exports import Exports, files_in, read_exports
from bot.sample_office.large import FEWEST, offices
from bot.sample_office.writing import write_office


def read(folder: Path) -> Exports:
    return read_exports(folder, files_in(folder))


@pytest.fixture(params=[False, True], ids=["clean", "messy"])
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    ((_, lists, truth),) = offices(FEWEST, 11)
    write_office(tmp_path, lists, truth, mess=request.param, seed=11)
    return tmp_path


def test_both_ways_of_reading_give_the_same_lists(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_by_row = read(office)
    monkeypatch.setattr(big_text, "LONG", 0)
    in_columns = read(office)
    assert set(in_columns.lists) == set(row_by_row.lists)
    for kind, table in row_by_row.lists.items():
        polars.testing.assert_frame_equal(in_columns.lists[kind], table)
    assert in_columns.notes == row_by_row.notes


def test_a_long_list_that_was_cut_off_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(big_text, "LONG", 0)
    chance = random.Random(3)
    rows = [f"41000{n:05d},{chance.randint(1, 99)},201810,56.00" for n in range(50)]
    text = "户号,结算电量,电费年月,应收电费\n" + "\n".join(rows)
    (tmp_path / "应收.csv").write_text(text[:-12], "utf-8")
    (note,) = read(tmp_path).notes
    assert (note.code, note.figures) == ("short_rows", {"count": 1, "row": 51})


@pytest.mark.parametrize("encodings", [("utf-8", "gb18030"), ("gb18030", "utf-8")])
def test_a_long_list_put_together_from_two_encodings_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encodings: tuple[str, str]
) -> None:
    monkeypatch.setattr(big_text, "LONG", 0)
    head = "户号,户名,立户日期,用户状态\n"
    halves = [
        "".join(f"41000{n:05d},王芳,2012-05-16,正常\n" for n in range(first, first + 2000))
        for first in (0, 2000)
    ]
    first, second = (half.encode(name) for half, name in zip(halves, encodings, strict=True))
    (tmp_path / "用户档案.csv").write_bytes(head.encode(encodings[0]) + first + second)
    found = read(tmp_path)
    assert [(note.code, note.figures) for note in found.notes] == [
        ("mixed_encodings", {"count": 2000})
    ]
    assert found.lists["accounts"]["holder"].to_list() == ["王芳"] * 4000
