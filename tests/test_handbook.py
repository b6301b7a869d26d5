"""The handbook's form: every entry dated and sourced; an office's own file takes its place."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.settings import read_settings
from bot.contract.errors import SettingsError
from bot.handbook.book import read_book
from bot.handbook.entry import Mark
from bot.records.case import CameBy
from bot.wording.catalogue import words
from bot.wording.handbook import FIGURES, told
from tariff_rules import region_names
from tests.dialogue.conversation import OFFICE, Customer

BOOK = read_book()
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
ENTRY = """how:
  - regions: [henan]
    from: 2013-01-01
    say: 校表一次{yuan}元,请打 {phone}。
    yuan: 30
    document: 本县收费标准
    confidence: found
"""


def test_every_entry_says_something_is_sourced_and_holds_in_a_region_that_is_known() -> None:
    for entry in BOOK.entries:
        assert entry.say, entry
        assert entry.document or entry.mark in (Mark.NONE, Mark.OWN), entry
        assert entry.regions <= set(region_names()), entry
        assert entry.figures.keys() <= FIGURES.keys(), "a head is told what each figure is"


@given(day=DAYS, region=st.sampled_from(region_names()))
def test_one_entry_of_each_point_holds_and_the_region_s_own_comes_first(
    day: date, region: str
) -> None:
    for topic in {entry.topic for entry in BOOK.entries}:
        held = BOOK.topic(topic, region, day)
        assert len({entry.point for entry in held}) == len(held)
        for entry in held:
            assert entry.first <= day <= entry.last
            assert not entry.regions or region in entry.regions
            own = [e for e in BOOK.versions(topic, entry.point, region)
                   if e.regions and e.first <= day <= e.last]  # fmt: skip
            assert not own or entry.regions


def test_what_was_repealed_is_cited_for_nothing_after_its_last_day() -> None:
    """The rules of 1996 ended on 31 May 2024; where they are named later, the mark says so."""
    repealed = date(2024, 6, 1)
    for region in region_names():
        for topic in {entry.topic for entry in BOOK.entries}:
            for entry in BOOK.topic(topic, region, repealed):
                assert "1996" not in entry.document or entry.mark in (Mark.DERIVED, Mark.MEMORY)
            for entry in BOOK.topic(topic, region, repealed - timedelta(days=1)):
                assert "第14号" not in entry.document, entry


@pytest.mark.parametrize("language", ["zh_Hans_CN", "zh_Hant", "en"])
def test_every_sentence_can_be_told_in_each_language(language: str) -> None:
    for entry in BOOK.entries:
        head, _, fold = told(words(language), (entry,), entry.point, "0377-1")
        assert "{" not in head + fold
        assert str(entry.figures.get("working_days", "")) in head
        assert entry.mark is Mark.NONE or entry.document in fold


def test_an_office_s_own_file_takes_the_place_of_ours(tmp_path: Path, stranger: Customer) -> None:
    (tmp_path / "meter_test.yaml").write_text(ENTRY, encoding="utf-8")
    office = read_settings(
        {"JIETI_HANDBOOK": str(tmp_path), "JIETI_OFFICE_PHONE": "0377-1"}
    ).office
    stranger.office = office
    answer = stranger.asks("校表要钱不")
    assert "校表一次30元,请打 0377-1 / 95598。" in answer
    assert "(依据:本县收费标准,2013年1月1日起;已见原文)" in answer
    assert "千分之1" in stranger.asks("违约金怎么算"), "the other topics are ours"


def test_an_office_s_own_promise_sets_the_dates_of_a_case(
    tmp_path: Path, stranger: Customer
) -> None:
    points = "".join(
        f"'{via}':\n  - say: 我们{{answer_days}}天内答复。\n    answer_days: 3\n"
        "    document: 本所公开承诺\n    confidence: found\n"
        for via in CameBy
    )
    (tmp_path / "complaining.yaml").write_text(points, encoding="utf-8")
    stranger.office = read_settings({"JIETI_HANDBOOK": str(tmp_path)}).office
    assert "2018年12月25日前给您答复" in stranger.asks("我要投诉")


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("meter_test.yaml", "how: [1, 2", "读不了"),
        ("meter_test.yaml", "- how", "先写一点的名字"),
        ("meter_test.yaml", "how: 5", "每条前面一个短横"),
        ("meter_test.yaml", "how:\n  - 5", "how,第1条:不是一条"),
        (
            "meter_test.yaml",
            ENTRY.replace("document: 本县收费标准", "n: 1"),
            "没写是哪个文件说的",
        ),
        ("meter_test.yaml", ENTRY.replace("found", "sure"), "confidence:没有 'sure'"),
        (
            "meter_test.yaml",
            ENTRY.replace("yuan: 30", "fen: 30"),
            "话里有 {yuan}",
        ),
        ("meter_test.yaml", ENTRY.replace("yuan: 30", "yuan: 30.5"), "30.5 不是数"),
        ("meter_test.yaml", ENTRY.replace("2013-01-01", "'2013'"), "'2013' 不是日期"),
        ("meter_test.yaml", ENTRY.replace("[henan]", "henan"), "加方括号"),
        (
            "meter_test.yaml",
            ENTRY.replace("from:", "until: 2012-01-01\n    from:"),
            "止的日子在起的日子以前",
        ),
        ("meter_test.yaml", ENTRY.replace("校表一次{", "校表一次}"), "第1条"),
        ("complaining.yaml", ENTRY, "own:请写上 answer_working_days"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_what_to_do(
    tmp_path: Path, file: str, text: str, said: str
) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        read_settings({"JIETI_HANDBOOK": str(tmp_path)})
    assert said in str(refused.value)
    assert file in str(refused.value)


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingsError, match="JIETI_HANDBOOK:/nowhere 不是文件夹"):
        read_settings({"JIETI_HANDBOOK": "/nowhere"})


def test_the_office_of_the_tests_is_one_whose_law_is_known() -> None:
    assert BOOK.point("complaining", "price_query", OFFICE.region, date(2013, 1, 1))
