"""From a finding to action: a list, a letter, a case; explained once, it does not return."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.cli import main
from tests.audit.exports import household, reading, write

STORE = {"领用日期": "2018-10-08", "领用人": "赵师傅", "资产编号": "0041000123",
         "现状态": "领用", "去向户号": ""}  # fmt: skip


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    """A meter that is on no account, and a household without a telephone."""
    folder = tmp_path / "导出"
    folder.mkdir()
    rows = [household(n) for n in range(130, 136)]
    rows[0]["联系电话"] = ""
    write(folder, "档案.csv", rows)
    days = ("2018-09-20", "2018-10-20")
    write(folder, "抄表.csv", [reading(n, *days, 80 + n % 7) for n in range(130, 136)])
    write(folder, "表计领用.csv", [STORE])
    return folder


@pytest.fixture
def audit(
    exports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Runs the command; returns the rules of the findings, and the summary."""

    def run(*more: str | Path) -> tuple[list[str], dict[str, Any]]:
        told = ["audit", exports, "--as-of", "2018-10-31", "--json", *more]
        monkeypatch.setattr(sys, "argv", ["jieti", *map(str, told)])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0
        lines = capsys.readouterr().out.splitlines()
        *findings, last = (json.loads(line) for line in lines if line.startswith("{"))
        return [one["rule"] for one in findings], last

    return run


def test_what_was_explained_in_the_list_returns_only_when_its_facts_change(
    audit: Any, exports: Path, tmp_path: Path
) -> None:
    path = tmp_path / "清单.xlsx"
    assert audit("--xlsx", path)[0] == ["A03", "D02"]
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, headings.index("责任人") + 1).value == "赵师傅"
    sheet.cell(3, headings.index("说明") + 1, "住户不愿意留电话")
    book.save(path)
    second = tmp_path / "后来.xlsx"
    audit("--xlsx", second)
    rules, last = audit("--explained", second, "--explained", path)
    assert (rules, last["left_out"]) == (["A03"], 1)
    sheet.cell(2, headings.index("说明") + 1, "表在仓库外面,已收回")
    book.save(path)
    write(exports, "表计领用.csv", [{**STORE, "领用日期": "2018-10-15"}])
    assert audit("--explained", path)[0] == ["A03"]


def test_a_list_left_among_the_exports_is_not_taken_for_one(audit: Any, exports: Path) -> None:
    audit("--xlsx", exports / "清单.xlsx")
    rules, last = audit()
    assert (rules, last["notes"]) == (["A03", "D02"], [])


def test_only_what_began_since_a_day(audit: Any) -> None:
    assert audit("--since", "2018-10-01")[0] == ["A03"]


def test_the_trend_goes_month_by_month_and_is_no_export(
    audit: Any, exports: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = exports / "走势.csv"
    audit("--trend", path)
    audit("--trend", path, "--as-of", "2018-11-05", "--since", "2018-10-01")
    audit("--trend", path, "--as-of", "2018-11-30")
    audit("--trend", path, "--as-of", "2018-09-30")
    _, last = audit("--trend", path)
    assert [(one["month"], one["findings"]) for one in last["months"]] == [
        ("2018-09", 1), ("2018-10", 2), ("2018-11", 2),
    ]  # fmt: skip
    assert last["notes"] == []
    words = ["jieti", "audit", str(exports), "--as-of", "2018-10-31", "--trend", str(path)]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit):
        main()
    *_, september, october, november = capsys.readouterr().out.splitlines()
    assert september.startswith("2018年9月:1条")
    assert october.startswith("2018年10月:2条")
    assert november.startswith("2018年11月:2条")


def test_the_letter_names_the_meter_the_money_and_no_culprit(audit: Any, tmp_path: Path) -> None:
    path = tmp_path / "信.txt"
    audit("--letter", path)
    text = path.read_text("utf-8")
    assert "有1户已经在用电" in text
    assert "0041000123" in text
    assert "他们没有做错什么" in text
    assert "不是要责备谁" in text
    assert "D02" not in text


def test_a_case_is_opened_once_and_what_was_closed_does_not_return(
    audit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIETI_DATABASE", str(tmp_path / "jieti.db"))
    monkeypatch.setattr(sys, "argv", ["jieti", "import", str(tmp_path / "导出/档案.csv")])
    with pytest.raises(SystemExit):
        main()
    opened = audit("--open-cases")[1]["cases"]
    assert (len(opened["opened"]), opened["open_already"]) == (1, 0)
    again = audit("--open-cases")[1]["cases"]
    assert (again["opened"], again["open_already"]) == ([], 1)
    monkeypatch.setattr("bot.audit.desk.UNFINISHED", ())  # as once it is closed
    rules, last = audit("--open-cases")
    assert (rules, last["left_out"]) == (["D02"], 1)
