"""Figures in a text: their value, and the place where they stand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.grammar import EntityKind, entities_in
from bot.hearing.normalise import plain, visible
from bot.hearing.numbers import number

CASES = yaml.safe_load((Path(__file__).parent / "entities.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_figures_are_read_right_or_not_at_all(case: list[Any]) -> None:
    text, *wanted = case
    found = entities_in(text)
    shown = [f"{e.kind} {e.text} = {'' if e.value is None else e.value}".strip() for e in found]
    assert shown == wanted
    assert all(visible(text)[e.start : e.end] == e.text for e in found)


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
    text = visible(text)
    assert len(plain(text)) == len(text)
    end = 0
    for entity in entities_in(text):
        assert entity.start >= end, "no two share a character"
        assert text[entity.start : entity.end] == entity.text
        end = entity.end


def spoken_amount(fen: int) -> str:
    """As one says it: 四百八十六块七毛五分; a missing mao is a 零."""
    yuan, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    names = "零一二三四五六七八九"
    tail = f"{names[jiao]}毛" if jiao else "零" if cent else ""
    return f"{said(yuan)}块{tail}{names[cent] + '分' if cent else ''}"


@given(st.integers(200, 9_999_999), st.sampled_from(["", "电费", "这个月一共", "他们多收我"]))
def test_an_amount_is_read_in_every_way_of_writing_it(fen: int, before: str) -> None:
    value = Decimal(fen) / 100
    forms = (f"{value:.2f}元", f"￥{value:,.2f}", f"{value:,.2f} 块", spoken_amount(fen))
    for form in forms:
        found = entities_in(f"{before}{form},对吗")
        assert [(e.kind in {EntityKind.AMOUNT, EntityKind.PRICE}, e.value) for e in found] == [
            (True, value)
        ]


@given(st.integers(2, 99_999), st.sampled_from(["度", "千瓦时", "kWh", "个字", " 度"]))
def test_kwh_are_read_in_every_way_of_writing_them(kwh: int, unit: str) -> None:
    for form in (f"{kwh}", f"{kwh:,}", said(kwh)):
        (found,) = entities_in(f"我家{form}{unit}电")
        assert (found.kind, found.value) == (EntityKind.KWH, kwh)


@given(st.integers(10_000, 999_999), st.integers(1, 4), st.sampled_from("lOoI|"))
def test_a_figure_with_a_letter_in_it_is_never_read(digits: int, place: int, letter: str) -> None:
    mistyped = f"{digits}"[:place] + letter + f"{digits}"[place:]
    for unit in ("度", "元"):
        assert all(e.value is None for e in entities_in(f"用了{mistyped}{unit}"))
