"""Days of the farmers' calendar have their day in ours, seen from today."""

from __future__ import annotations

from datetime import date

import pytest

from bot.hearing.heard import hear

TODAY = date(2018, 12, 22)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("农历九月初六装的表", "10-14"),
        ("冬月初六通的电", "12-12"),
        ("去年腊月二十三", "02-08"),
        ("正月十五", "03-02"),
        ("阴历八月廿", "09-29"),
        ("八月十五装的", None),
    ],
)
def test_a_day_of_the_farmers_calendar(words: str, value: str | None) -> None:
    dates = [e.value for e in hear(words, TODAY).understood.entities if e.kind == "date"]
    assert dates == [value]
