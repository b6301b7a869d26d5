"""`jieti case` gives a case as data, and of a report only how far it is."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.desk import Desk

CLAIM = "4100000123 张建国 5678"


def of_chat(desk: Desk, series: str, *words: str) -> dict[str, Any]:
    """The case that was opened last by what a customer typed."""
    said = desk.does("chat", input="".join(f"{line}\n" for line in words))
    number = re.findall(rf"{series}\d+", said)[-1]
    return dict(json.loads(desk.does("case", number.lower(), "--json")))


def test_a_case_is_told_as_data_with_masked_words(sample_desk: Desk) -> None:
    said = "我是张建国,电话13800005678,请把52块退给我"
    case = of_chat(sample_desk, "TS", CLAIM, "我家2018年12月为什么上三档", said)
    assert (case["state"], case["account"]) == ("open", "4100000123")
    assert (case["difference"], [one["cause"] for one in case["causes"]]) == (
        "52.00", ["late_registration"],
    )  # fmt: skip
    assert case["chats"] == [{"channel": "console", "chat_id": "terminal"}]
    assert case["decision"] is None
    assert case["deadlines"]["answer_by"] >= case["opened_at"][:10]
    assert case["events"][0]["what"] == "opened"
    assert said not in json.dumps(case, ensure_ascii=False)
    assert "13800005678" not in json.dumps(case, ensure_ascii=False)
    shown = sample_desk.does("case", case["number"])
    assert f"工单 {case['number']} · 待联系" in shown


def test_of_a_report_only_how_far_it_is(sample_desk: Desk) -> None:
    case = of_chat(sample_desk, "JB", "我举报周明收了我五百块好处费")
    assert (case["kind"], case["sealed"], case["state"]) == ("report", True, "open")
    assert (case["account"], case["chats"], case["events"]) == (None, [], [])
    assert "周明" not in json.dumps(case, ensure_ascii=False)
    assert "周明" not in sample_desk.does("case", case["number"])


def test_a_case_that_is_not_there_is_said(sample_desk: Desk) -> None:
    assert "没有工单 TS9" in sample_desk.refuses("case", "ts9")
