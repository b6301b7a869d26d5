"""Whole conversations are answered as asked, shortly, and not twice alike."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.hearing.evaluate import PhrasesError
from bot.hearing.training import own_phrases
from tests.desk import Desk
from tests.dialogue.conversation import Customer

FILE = Path(__file__).parent.parent / "conversations.json"


def test_conversations_are_answered_as_asked(desk: Desk) -> None:
    found = json.loads(desk.does("eval", FILE, "--json"))
    assert [turn["say"] for turn in found["failed"]] == []
    assert found["median_length"] <= 150
    assert found["p90_length"] <= 300
    assert found["not_here"] <= 0.03
    assert found["repeats"] <= 0.02


def test_an_office_s_own_phrases_are_trained_with(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text('[{"text": "俺家电表抽风", "intent": "meter_accuracy"}]', encoding="utf-8")
    assert own_phrases(str(file)) == [("俺家电表抽风", "meter_accuracy")]
    assert own_phrases("") == []
    file.write_text('[{"text": "俺家电表抽风", "intent": "抽风"}]', encoding="utf-8")
    with pytest.raises(PhrasesError, match="抽风"):
        own_phrases(str(file))


def test_what_was_not_understood_is_kept_masked(customer: Customer) -> None:
    customer.says("阿巴阿巴13800005678")
    customer.says("谢谢")
    customer.says("为什么超过0.56")
    customer.says("不对,我说的是12月")
    kept = customer.store.misheard.all()
    assert [one.words for one in kept] == ["阿巴阿巴[电话]", "不对,我说的是12月"]
