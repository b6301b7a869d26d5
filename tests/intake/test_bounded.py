"""A workbook that would take the memory or the time away is refused, and told what to do."""

from __future__ import annotations

import os
import signal
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.intake import sheet, sheets, workbook
from bot.intake.bounded import OutOfBoundsError, bounded
from bot.intake.codes import FileCode, IntakeError
from bot.intake.parsing import read_file
from bot.intake.report_lines import refusal_line
from bot.intake.sheet import LONGEST
from bot.wording.catalogue import words
from tests.desk import Desk
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, with_long_cell, with_stray, xlsx_file


@pytest.mark.parametrize("cell", ["XFD1048576", "CW1048576", "XFD90000"])
def test_a_stray_cell_is_named(tmp_path: Path, cell: str) -> None:
    path = with_stray(tmp_path / "a.xlsx", cell)
    with pytest.raises(IntakeError) as caught:
        read_file(path)
    assert caught.value.code is FileCode.STRAY_CELL
    assert cell in refusal_line(words("zh_Hans_CN"), path.name, caught.value)


@pytest.mark.parametrize("cell", ["H1048576", "XFD9", "F60000"])
def test_a_stray_cell_that_can_be_read_over_costs_nothing(tmp_path: Path, cell: str) -> None:
    (draft,) = read_file(with_stray(tmp_path / "a.xlsx", cell)).drafts
    assert draft.account
    assert draft.account.holder_name == ACCOUNT[1]


@pytest.mark.parametrize("form", ["xlsx", "html"])
def test_a_cell_that_no_program_writes_is_named_before_it_is_read(
    tmp_path: Path, form: str
) -> None:
    def file(text: str) -> Path:
        path = tmp_path / "a.xls"
        if form == "xlsx":
            return with_long_cell(path, text)
        rows = (ACCOUNT_HEAD, (ACCOUNT[0], text, *ACCOUNT[2:]))
        cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        path.write_text("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
        return path

    assert len(read_file(file("备" * LONGEST)).drafts) == 1
    with pytest.raises(IntakeError) as caught:
        read_file(file("A1 " * 3_000_000))
    assert caught.value.code is FileCode.LONG_CELL
    told = refusal_line(words("zh_Hans_CN"), "a.xls", caught.value)
    assert "B2" in told
    assert f"{LONGEST}" in told


def test_so_many_long_cells_that_they_take_minutes_are_refused(tmp_path: Path) -> None:
    many = with_long_cell(tmp_path / "a.xlsx", "备" * LONGEST)
    with patch.object(sheet, "MOST_TEXT", LONGEST), pytest.raises(IntakeError) as caught:
        workbook.read(many.read_bytes())
    assert caught.value.code is FileCode.OUT_OF_BOUNDS


def test_the_command_says_so_and_stores_nothing(desk: Desk, tmp_path: Path) -> None:
    path = with_stray(tmp_path / "a.xlsx", "XFD1048576")
    done = desk.run("import", path)
    assert done.returncode == 1
    assert "XFD1048576" in done.stderr
    assert "Traceback" not in done.stderr
    assert "panicked" not in done.stderr


def test_what_takes_too_long_is_refused(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", ACCOUNT_HEAD, ACCOUNT)
    at_once = partial(bounded, seconds=0.0)
    with patch.object(sheets, "bounded", at_once), pytest.raises(IntakeError) as caught:
        read_file(path)
    assert caught.value.code is FileCode.OUT_OF_BOUNDS
    assert ".csv" in refusal_line(words("zh_Hans_CN"), path.name, caught.value)


def test_a_page_of_cells_that_stand_for_millions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    cell = "<tr><td rowspan=65000 colspan=1000>户号</td>"
    path.write_text(f"<table>{cell * 3000}</table>", encoding="utf-8")
    with pytest.raises(IntakeError) as caught:
        read_file(path)
    assert caught.value.code is FileCode.OUT_OF_BOUNDS


def memory() -> int:
    return len(bytearray(5_000_000_000))


def fault() -> None:
    raise IntakeError(FileCode.TOO_LARGE, limit="50")


@pytest.mark.parametrize("function", [memory, os.abort, partial(os._exit, 0)])
def test_what_ends_the_other_process_costs_only_that(function: object) -> None:
    with pytest.raises(OutOfBoundsError):
        bounded(function)  # type: ignore[arg-type]


def test_what_is_raised_there_is_raised_here() -> None:
    with pytest.raises(IntakeError) as caught:
        bounded(fault)
    assert (caught.value.code, caught.value.params) == (FileCode.TOO_LARGE, {"limit": "50"})
    assert bounded(len, "four") == 4


def test_a_hang_ends() -> None:
    with pytest.raises(OutOfBoundsError):
        bounded(signal.pause, seconds=0.5)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_so_is_a_text_of_too_many_columns(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "a.csv"
    head = separator.join(ACCOUNT_HEAD)
    path.write_text(f"{head}\n{separator.join(ACCOUNT)}{separator * 20_000}\n", encoding="utf-8")
    with pytest.raises(IntakeError) as caught:
        read_file(path)
    assert (caught.value.code, caught.value.params["cell"]) == (FileCode.STRAY_CELL, "ACOL2")


def test_a_text_of_nothing_but_columns_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(ACCOUNT_HEAD) + ",\n" + "," * 10_000_001)
    with pytest.raises(IntakeError) as caught:
        read_file(path)
    assert caught.value.code is FileCode.TOO_LARGE
