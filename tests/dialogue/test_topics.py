"""Matters handled elsewhere: what is told about them, by the day on which it holds."""

from __future__ import annotations

from datetime import date

import pytest

from bot.wording import topics
from bot.wording.catalogue import words
from tests.dialogue.conversation import Customer

SAY = words("zh_Hans_CN")


@pytest.mark.parametrize(
    ("topic", "day", "said", "unsaid"),
    [
        ("new_connection_howto", date(2018, 12, 22), "3个工作日", "5个工作日"),
        ("new_connection_howto", date(2026, 1, 1), "5个工作日", "3个工作日"),
        # No text of these years was found.
        ("new_connection_howto", date(2021, 1, 1), "先到供电所申请", "个工作日"),
        ("disconnection_restore", date(2018, 12, 22), "7天书面通知", "还没有核到"),
        ("disconnection_restore", date(2026, 1, 1), "原文还没有核到", "7天"),
        ("penalty_question", date(2018, 12, 22), "千分之一到千分之三", "还没有核到"),
    ],
)
def test_facts_hold_on_their_days(topic: str, day: date, said: str, unsaid: str) -> None:
    told = topics.facts(SAY, topic, day)
    assert said in told
    assert unsaid not in told


def test_every_line_names_its_document() -> None:
    for topic in topics.NAMES:
        for line in topics.facts(SAY, topic, date(2018, 12, 22)).splitlines():
            assert "(依据:" in line


def test_a_question_about_a_late_charge_is_answered_and_passed_on(stranger: Customer) -> None:
    told = stranger.asks("滞纳金怎么算")
    assert "千分之一到千分之三" in told
    assert "95598" in told
