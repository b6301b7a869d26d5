"""Many offices in one folder: one at a time, and what is done is not done again."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bot.audit import crossing, one_office
from bot.audit import parts as parts_
from bot.cli import main
from tests.audit.exports import household, reading, write

OFFICES = ("东所", "西所", "南所")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """Three offices; in each a household without a telephone."""
    for office, name in enumerate(OFFICES):
        folder = tmp_path / name
        folder.mkdir()
        homes = range(office * 10, office * 10 + 5)
        rows = [household(n) for n in homes]
        rows[0]["联系电话"] = ""
        write(folder, "档案.csv", rows)
        read = [reading(n, "2018-09-20", "2018-10-20", 80 + n) for n in homes]
        write(folder, "抄表.csv", read)
    return tmp_path


class KilledError(Exception):
    """As if the process had ended."""


def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[dict[str, Any]]:
    words = ["jieti", "audit", str(folder), "--as-of", "2018-10-31", "--json"]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_offices_are_told_together(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    *findings, last = run(county, monkeypatch, capsys)
    assert [one["rule"] for one in findings] == ["D02"] * 3
    assert (last["accounts"], last["findings"], last["by_rule"]) == (15, 3, {"D02": 3})
    assert not (county / parts_.KEPT).exists()


def test_killed_in_the_middle_and_started_again_it_finds_the_same_and_repeats_no_office(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = run(county, monkeypatch, capsys)
    done: list[str] = []
    usual = one_office.found_in

    def dies_at_the_third(part: parts_.Part, *more: Any) -> parts_.Result:
        if len(done) == 2:
            raise KilledError
        done.append(part.name)
        return usual(part, *more)

    monkeypatch.setattr(one_office, "found_in", dies_at_the_third)
    with pytest.raises(KilledError):
        run(county, monkeypatch, capsys)
    again: list[str] = []

    def noted(part: parts_.Part, *more: Any) -> parts_.Result:
        again.append(part.name)
        return usual(part, *more)

    monkeypatch.setattr(one_office, "found_in", noted)
    capsys.readouterr()
    second = run(county, monkeypatch, capsys)
    assert set(again) == set(OFFICES) - set(done)
    assert [{**one, "seconds": 0} for one in second] == [{**one, "seconds": 0} for one in whole]


def test_more_offices_than_files_may_be_open_are_told_alike(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = run(county, monkeypatch, capsys)
    monkeypatch.setattr(parts_, "MOST_OPEN", 2)
    few = run(county, monkeypatch, capsys)
    assert [{**one, "seconds": 0} for one in few] == [{**one, "seconds": 0} for one in whole]


def test_an_export_that_changed_is_audited_anew(county: Path) -> None:
    (part, *_) = parts_.parts_of(county)
    kept = parts_.Kept(county, "asked", several=True)
    summary = {"summary": True}
    first = kept.result(part, lambda: parts_.Result([], summary))
    write(county / part.name, "档案.csv", [household(7)])
    (part, *_) = parts_.parts_of(county)
    assert kept.result(part, lambda: parts_.Result([], summary)) != first


def test_parquet_by_office_and_month_is_audited_like_any_list(
    county: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = run(county, monkeypatch, capsys)
    other = tmp_path.parent / f"{tmp_path.name}-parquet"
    for name in OFFICES:
        for path in (county / name).glob("*.csv"):
            folder = other / f"office={name}" / "month=2018-10"
            folder.mkdir(parents=True, exist_ok=True)
            table = pl.read_csv(path, infer_schema=False)
            if "抄表日期" in table.columns:
                table = table.with_columns(pl.col("抄表日期", "上次抄表日期").str.to_date())
                table = table.with_columns(pl.col("抄见电量").cast(pl.Float64))
            table.write_parquet(folder / f"{path.stem}.parquet")
    found = run(other, monkeypatch, capsys)
    assert [(one["rule"], one["account"]) for one in found[:-1]] == [
        (one["rule"], one["account"]) for one in whole[:-1]
    ]
    assert found[-1]["notes"] == []


def test_parquet_with_the_list_before_the_office_and_the_month_in_the_folder_alone(
    county: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = run(county, monkeypatch, capsys)
    other = tmp_path.parent / f"{tmp_path.name}-lists"
    for name in OFFICES:
        for path, place in (("档案.csv", "accounts"), ("抄表.csv", "readings")):
            table = pl.read_csv(county / name / path, infer_schema=False)
            folder = other / place / f"office={name}"
            if place == "readings":
                folder /= "month=201810"
                table = table.drop("电费年月").with_columns(pl.col("抄见电量").cast(pl.Int32))
            folder.mkdir(parents=True)
            table.write_parquet(folder / "part-0.parquet")
    found = run(other, monkeypatch, capsys)
    assert [(one["rule"], one["account"]) for one in found[:-1]] == [
        (one["rule"], one["account"]) for one in whole[:-1]
    ]
    assert found[-1]["notes"] == []
    assert [file["is"] for file in found[-1]["files"]] == [["accounts"], ["readings"]] * 3


def test_half_a_parquet_is_told_and_the_rest_is_audited(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = county / "东所" / "应收.parquet"
    pl.DataFrame({"户号": ["4100000001"], "应收电费": [1.5]}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-9])
    *findings, last = run(county, monkeypatch, capsys)
    assert len(findings) == 3
    assert any("应收.parquet: 没有读:" in note for note in last["notes"])


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="Spark is here: make test-spark")
def test_without_spark_one_sentence_says_what_to_install(
    county: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["jieti", "audit", str(county), "--spark", "local[2]"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "jieti[spark]" in capsys.readouterr().err


@pytest.mark.parametrize("at_once", [2, 1_000_000])
def test_offices_laid_side_by_side_show_what_none_sees_alone(
    county: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    at_once: int,
) -> None:
    monkeypatch.setattr(crossing, "AT_ONCE", at_once)
    shared, out = "0041000001", "0041000021"  # meters of accounts of the first and the third
    east, west, _ = (county / name for name in OFFICES)
    rows = [household(n) for n in range(10, 15)]
    rows[3]["表号"] = shared
    write(west, "档案.csv", rows)
    read = [reading(n, "2018-09-20", "2018-10-20", 80 + n) for n in range(10, 15)]
    write(west, "抄表.csv", [row | {"表号": shared} if n == 3 else row
                            for n, row in enumerate(read)])  # fmt: skip
    stock = {"领用日期": "2018-10-08", "领用人": "赵师傅", "现状态": "领用", "去向户号": ""}
    write(east, "表计领用.csv", [stock | {"资产编号": number} for number in (out, "99001")])
    *findings, last = run(county, monkeypatch, capsys)
    found = {(one["rule"], one["account"] or one["meter"]) for one in findings}
    assert found == {
        ("C11", "4100000001"), ("C11", "4100000013"), ("A03", "99001"),
        ("D02", "4100000000"), ("D02", "4100000020"),
    }  # fmt: skip
    assert (last["findings"], last["by_rule"]) == (5, {"A03": 1, "C11": 2, "D02": 2})
    assert last["money_fen"] == sum(one["money_fen"] for one in findings)
