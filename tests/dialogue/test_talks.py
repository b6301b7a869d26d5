"""Talks over several turns: each answer is of what was asked, and of what was told before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.store.port import Store
from tests.dialogue.conversation import Customer
from tests.dialogue.test_questions import imported, office

__all__ = ["imported", "office"]
TALKS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "talks.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk["name"])
def test_each_turn_of_a_talk_is_answered_as_asked(office: Store, talk: dict[str, Any]) -> None:
    customer = Customer(office)
    for account_no in talk["accounts"]:
        office.chats.bind(customer.chat, account_no, customer.now)
        customer.waits(1)
    for turn in talk["turns"]:
        ((question, says),) = turn.items()
        customer.waits(1)
        answer = "\n".join(reply.text for reply in customer.says(question))
        assert [words for words in says if not _fits(words, answer)] == [], answer


def _fits(words: str, answer: str) -> bool:
    return words[1:] not in answer if words.startswith("!") else words in answer
