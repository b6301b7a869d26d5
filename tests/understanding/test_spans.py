"""Days and months that a text names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.contract.month import Month
from bot.hearing.heard import hear

TODAY = date(2018, 12, 22)
CASES = yaml.safe_load((Path(__file__).parent / "spans.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_spans_are_read_as_people_mean_them(case: list[str]) -> None:
    text, *wanted = case
    spans = hear(text, TODAY).spans
    found = [f"{text[s.start : s.end]}: {s.first or ''} .. {s.last}" for s in spans]
    assert [words.replace("  ", " ") for words in found] == wanted


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("12月", (Month(12),)),
        ("去年12月", (Month(12, 2017),)),
        ("上个月", (Month(11, 2018),)),
        ("国庆节前", (Month(9, 2018),)),
        ("十月到十二月", (Month(10, 2018), Month(11, 2018), Month(12, 2018))),
        ("10月、12月", (Month(10), Month(12))),
        ("三天前交的,今年用得多,三个月没交", ()),
    ],
)
def test_the_months_whose_bills_are_meant(text: str, months: tuple[Month, ...]) -> None:
    assert hear(text, TODAY).months == months


@given(
    st.text(alphabet="0123456789一二三十月年日号个前去今上到至-、国庆春节", max_size=40),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_any_text_gives_spans_in_their_place(text: str, today: date) -> None:
    assert len(hear(text, today).months) <= 12 * len(text)
    end = 0
    for span in hear(text, today).spans:
        assert span.start >= end, "no two share a character"
        assert span.first is None or span.last is None or span.first <= span.last
        end = span.end
