"""No reader raises, whatever stands in a text; and where one would, nothing counts as read."""

from __future__ import annotations

import logging
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hearing.claim import who_in
from bot.hearing.grammar import Figures, find_entities
from bot.hearing.heard import hear
from bot.hearing.normalise import plain, visible
from bot.hearing.photo import bill_in
from bot.hearing.spans import spans_of
from bot.hearing.total import total

TODAY = date(2018, 12, 22)
FIGURES = st.one_of(
    st.text(
        "零〇一二两三十百千万俩几半多点块毛角分元钱度月年日号个0159.,l头初到-前￥第", max_size=14
    ),
    st.lists(
        st.sampled_from([
            "二十块", "三块", "零", "头", "钱", "几毛", "半", "点五", "度", "12月", "2月30日",
            "0年", "13月", "二零一八年", "2018-00", "户号", "电量", "合计", "½", "²", "①", "٣",
            "一档", "交了", "表", "腊月", "国庆", "以前", "个半月", "倍", "l20度", "1,", "到",
        ]),
        max_size=9,
    ).map("".join),
)  # fmt: skip


@settings(max_examples=1500)
@given(FIGURES)
def test_no_reader_raises(text: str) -> None:
    # Below the guard, which would hide it.
    find_entities(text)
    assert all(Figures.of(text).doubts)
    spans_of.__wrapped__(plain(text), TODAY)
    who_in.__wrapped__(visible(text), plain(text))
    bill_in.__wrapped__(text.split("到"))


@given(FIGURES)
def test_what_is_meant_is_read_from_any_figures(text: str) -> None:
    heard = hear(text, TODAY)
    assert not heard.understood.failed
    assert heard.plain == plain(text)


def test_a_reader_that_fails_has_read_nothing(caplog: pytest.LogCaptureFixture) -> None:
    @total(0)
    def length(text: str) -> int:
        return len(text) // 0

    with caplog.at_level(logging.ERROR):
        assert length("张建国") == 0
    (record,) = caplog.records
    assert "张建国" not in record.getMessage()
    assert record.exc_info
    assert record.exc_info[0] is ZeroDivisionError
