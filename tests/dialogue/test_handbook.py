"""Questions that the handbook answers: in several phrasings, by region and by day."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.clock import CHINA
from tests.dialogue.conversation import Customer

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "handbook.yaml").read_text(encoding="utf-8")
)
ASKED = [(case, question) for case in CASES for question in case["asks"]]
SHORT = 150  # characters of an answer outside the fold, on a telephone


@pytest.mark.parametrize(("case", "question"), ASKED, ids=[q for _, q in ASKED])
def test_the_answer_comes_first_and_its_document_in_the_fold(
    stranger: Customer, case: dict[str, Any], question: str
) -> None:
    if day := case.get("day"):
        stranger.now = datetime.combine(day, time(10), CHINA)
    (reply,) = stranger.says(question)
    assert [words for words in case["says"] if words not in reply.headline] == [], reply.text
    assert [words for words in case.get("unsaid", []) if words in reply.text] == []
    assert case.get("document", "没有查到") in reply.fold
    assert len(reply.headline) + len(reply.body) <= SHORT


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["asks"][0])
def test_it_is_answered_while_the_account_is_awaited(
    stranger: Customer, case: dict[str, Any]
) -> None:
    if day := case.get("day"):
        stranger.now = datetime.combine(day, time(10), CHINA)
    stranger.says("为什么这么贵")
    stranger.says("4100000123")
    (reply,) = stranger.says(case["asks"][0])
    if "户号" in case["asks"][0]:  # then the ways to prove it without a number are told
        assert "还没核对是哪一户" in reply.text
    else:
        assert case["says"][0] in reply.headline
    *_, answer = stranger.says("张建国 5678")
    assert "52.00元" in answer.text
