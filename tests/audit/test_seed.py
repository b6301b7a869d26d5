"""The seed's office in October 2018: the meter is named before there is any bill."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.audit.exports import audited, found, household, reading, write

METER = "0041000123"
DAYS = range(8, 32)


@pytest.fixture
def october(tmp_path: Path) -> Path:
    """As exported on 31 October: 张建国's meter has left the store and reports its energy."""
    neighbours = range(130, 140)
    write(tmp_path, "用户档案.csv", [household(n) for n in neighbours], "gb18030")
    write(
        tmp_path, "抄表数据.csv",
        [reading(n, "2018-09-20", "2018-10-20", 80 + n % 7) for n in neighbours],
    )  # fmt: skip
    write(
        tmp_path, "表计领用清单.csv",
        [
            {"领用日期": "2018-10-08", "领用人": "赵师傅", "资产编号": METER, "表型": "单相",
             "用途工单": "", "现状态": "领用", "去向户号": ""},
            {"领用日期": "2018-09-03", "领用人": "赵师傅", "资产编号": "0041000130",
             "表型": "单相", "用途工单": "G1", "现状态": "装出", "去向户号": "4100000130"},
        ],
    )  # fmt: skip
    start, daily = 407.0, 420 / 73
    write(
        tmp_path, "采集系统.csv",
        [
            {"表号": METER, "数据日期": f"2018-10-{day:02d}",
             "正向有功总": f"{start + daily * (day - 8):.2f}"}
            for day in DAYS
        ],
    )  # fmt: skip
    return tmp_path


def of_meter(folder: Path) -> dict[str, dict[str, Any]]:
    return {one["rule"]: one for one in found(folder, "2018-10-31") if one["meter"] == METER}


def test_the_meter_is_named_before_any_bill(october: Path) -> None:
    rules = of_meter(october)
    assert {"A03", "A04"} <= set(rules)
    assert rules["A03"]["person"] == "赵师傅"
    assert rules["A03"]["since"] == "2018-10-08"
    assert METER in rules["A03"]["reason"]


def test_the_52_yuan_that_are_coming_are_told(october: Path) -> None:
    told = of_meter(october)["A03"]
    assert told["money_fen"] == 5200
    for words in ("420度", "2018年12月20日", "287.20元", "235.20元", "52.00元"):
        assert words in told["reason"]


def test_it_stands_first(october: Path) -> None:
    first = audited(october, "2018-10-31").findings[0]
    assert first.meter == METER


def test_nobody_else_is_named(october: Path) -> None:
    assert {one["meter"] for one in found(october, "2018-10-31")} == {METER}


def test_once_the_bill_is_there_the_audit_gives_the_same_52_yuan(tmp_path: Path) -> None:
    late = household(123, 立户日期="2018-12-05", 送电日期="2018-10-08")
    write(tmp_path, "用户档案.csv", [late])
    write(tmp_path, "抄表数据.csv", [reading(123, "2018-10-08", "2018-12-20", 420)])
    bill = {"户号": "4100000123", "电费年月": "201812", "结算电量": 420, "应收电费": "287.20"}
    write(tmp_path, "应收电费.csv", [bill])
    rules = {one["rule"]: one["money_fen"] for one in found(tmp_path, "2018-12-22")}
    assert {"A05": 5200, "C02": 5200, "B05": 5200}.items() <= rules.items()
    assert "C07" not in rules
