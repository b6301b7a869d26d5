"""Figures in a text: their value, and the place where they stand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.grammar import entities_in
from bot.understanding.normal import plain
from bot.understanding.numbers import number

CASES = yaml.safe_load((Path(__file__).parent / "entities.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_figures_are_read_right_or_not_at_all(case: list[Any]) -> None:
    text, *wanted = case
    found = entities_in(text)
    shown = [f"{e.kind} {e.text} = {'' if e.value is None else e.value}".strip() for e in found]
    assert shown == wanted
    assert all(text[e.start : e.end] == e.text for e in found)


@given(st.integers(0, 99_999_999))
def test_a_number_said_aloud_is_the_number(value: int) -> None:
    assert number(said(value)) == value


def said(value: int) -> str:
    """As one reads a whole number aloud in Chinese."""
    if value >= 10_000:
        below = said(value % 10_000) if value % 10_000 else ""
        return f"{said(value // 10_000)}万{'零' if 0 < value % 10_000 < 1000 else ''}{below}"
    names, text, zero = "零一二三四五六七八九", "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if zero and text else "") + names[digit] + word
        zero = not digit
    return text or "零"


@given(st.text(max_size=300))
def test_every_entity_stands_where_it_says(text: str) -> None:
    assert len(plain(text)) == len(text)
    end = 0
    for entity in entities_in(text):
        assert entity.start >= end, "no two share a character"
        assert text[entity.start : entity.end] == entity.text
        end = entity.end
