"""Answers of regions whose rules are odd, put into the store by import, as they are read aloud."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.contract.hours import Hours
from bot.wording import answers
from bot.wording.catalogue import words
from bot.wording.tables import steps_table
from tariff_rules import assess_facts, steps_of
from tests.test_facts_through_import import found_by_import

SINCE = [{"from": "2010-06-01"}]
LARGE = {"from": "2019-01-01", "persons": 6}
HALVES = {"peak": "300", "valley": "300"}
CASES = {
    # More use costs less in the wet season: nobody is told of a higher price.
    "fewer yuan for more kWh": (
        ("xizang", "2024-06-01", "2024-07-01", "300", {}),
        ["124.95元,和规定一致。这几个月超过第一档的部分,每度反而便宜"],
        ["单价高一些"],
    ),
    "a grant without a rule": (
        ("hunan", "2014-03-01", "2014-04-01", "300", {"low_income": SINCE}),
        ["现在不能说这笔电费对不对", "记录上有这一项:低保、五保", "没有算进去"],
        ["和规定一致"],
    ),
    "a grant not applied, by a rule that is not certain": (
        ("shaanxi", "2024-11-30", "2025-01-31", "600",
         {"time_of_use": [{"from": "2022-06-01", "applied": False}]}),
        ["现在不能说这笔电费对不对", "该执行而没有执行。峰谷电价还没有查准"], ["不该收", "道歉"],
    ),
    "a winter without tiers": (
        ("shaanxi", "2024-11-30", "2024-12-31", "600", {"time_of_use": SINCE}),
        ["执行峰谷电价的,这几个月不分档,都按第一档的价"],
        ["这种电价不分档"],
    ),
    "the heating season": (
        ("henan", "2024-11-15", "2024-12-15", "1200", {"price": "heating"}),
        ["4个月的额度:第一档到1,120度", "11月15日到3月15日:1,120度以内每度0.56元"],
        ["全年4个月", "180度以内"],
    ),
    "lines by period": (
        ("sichuan", "2024-01-05", "2024-02-05", "600", {"time_of_use": SINCE}),
        ["峰段:300度 × 0.5224元 = 156.72元", "谷段:300度 × 0.2535元 = 76.05元",
         "第二档另加:100度 × 0.10元 = 10.00元", "合计:338.77元"],
        ["加减价"],
    ),
    "a large household whose year is over": (
        ("henan", "2019-12-31", "2020-12-31", "600", {"household": [LARGE]}),
        ["申请一次管12个月;按记录到2019年12月为止"], ["起算"],
    ),
    "a large household that counts from January": (
        ("henan", "2018-12-31", "2019-10-31", "600",
         {"household": [LARGE | {"from": "2019-03-01"}]}),
        ["多人口家庭加的额度从2020年1月起算"], ["为止"],
    ),
    "a large household that ended": (
        ("beijing", "2022-12-31", "2023-12-31", "600",
         {"household": [LARGE | {"from": "2022-01-01", "until": "2022-05-31"}]}),
        ["多人口家庭加的额度到2022年5月为止"], ["起算"],
    ),
    "a household that is not large": (
        ("henan", "2018-12-31", "2019-12-31", "600", {"household": [LARGE | {"persons": 5}]}),
        ["满6人才算多人口家庭,记录上是5人"], ["起算"],
    ),
    "a price that a large household chose": (
        ("jiangxi", "2023-12-31", "2024-12-31", "3700",
         {"household": [LARGE | {"from": "2010-06-01", "flat": True}]}),
        ["您家选的是多人口家庭的统一价"], ["这种电价不分档"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_is_true_of_that_region(tmp_path: Path, name: str) -> None:
    (region, first, last, kwh, more), told, never = CASES[name]
    span = {"from": first, "to": last, "kwh": kwh}
    periods = {"periods": HALVES} if "time_of_use" in more else {}
    facts: dict[str, Any] = {
        "region": region, "registered_on": "2010-01-05", **more,
        "settlements": [span | periods],
    }  # fmt: skip
    total = assess_facts(facts)["settlements"][-1]["total"]
    found = found_by_import(tmp_path, facts, total)
    say = words("zh_Hans_CN")
    answer = "\n".join(answers.explanation(say, found, None, Hours()))
    assert [part for part in told if part not in answer] == []
    assert [part for part in never if part in answer] == []
    table = steps_table(say, steps_of(found.assessment, found.tariff))
    assert re.findall("[A-Za-z]{3,}", table) == []
