"""A made-up office with planted situations: all of them are found, and next to nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.sample_office.large import FEWEST


def run(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["jieti", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.fixture
def lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[dict[str, Any]]:
    """The audit of a messy office, line by line."""
    out = tmp_path / "exports"
    wanted = ("--accounts", str(FEWEST), "--seed", "5", "--mess", "--out", out)
    assert run(monkeypatch, "sample", *wanted) == 0
    capsys.readouterr()
    assert run(monkeypatch, "audit", out, "--as-of", "2018-12-24", "--json") == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_all_that_was_planted_is_found_and_no_household_without_it_is_named(
    lines: list[dict[str, Any]],
) -> None:
    *findings, last = lines
    assert (last["recall"], last["missed"]) == (1.0, [])
    assert last["precision"] > 0.97, last["false"]
    assert last["findings"] == len(findings)
    assert all({"rule", "money_fen", "since", "reason", "action"} <= set(one) for one in findings)
    assert [one["money_fen"] for one in findings] == sorted(
        (one["money_fen"] for one in findings), reverse=True
    )
    assert last["not_run"] == {}


def test_a_folder_in_use_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "keep.csv").write_text("1", "utf-8")
    assert run(monkeypatch, "sample", "--out", tmp_path) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["keep.csv"]


def test_a_folder_without_exports_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "audit", tmp_path / "none") == 2
    assert "none" in capsys.readouterr().err
