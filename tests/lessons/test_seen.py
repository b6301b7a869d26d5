"""One line from the field, as people type it; what was seen goes into facts, desk and audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from bot.bills.history import spans_of
from bot.bills.lookup import history_of
from bot.cases.acting import Acting
from bot.lessons.seen import Row, as_survey, is_being_checked, take_in
from bot.lessons.seen_line import read_line
from bot.records.case import CaseKind, Party
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from bot.store.port import Store
from bot.wording.catalogue import words
from tests.dialogue.conftest import SEED
from tests.staff.office import SETTINGS, START

DAY = START.date()


@pytest.mark.parametrize(
    ("text", "which", "in_use", "meter", "reading", "lives"),
    [
        ("3 在用 示数345.2 表号00410001 住3人", "3", True, "00410001", "345.2", "住3人"),
        ("3,在用,345,三口人", "3", True, "", "345", "三口人"),
        ("3，没人住", "3", False, "", None, ""),
        ("第3户 空房 表0041000123", "3", False, "0041000123", None, ""),
        ("0123 有人 读数 1204.5", "0123", True, "", "1204.5", ""),
        ("4100000123 用电正常 41000123 880度 老两口", "4100000123", True, "41000123", "880",
         "老两口"),
        ("3 锁门 没人在家", "3", None, "", None, "锁门 没人在家"),
        ("3 示数:三百四十五", "3", None, "", "345", ""),
        ("３ 在用 ３４５", "3", True, "", "345", ""),
        ("3 表号：0041-77", "3", None, "", None, ""),
        ("3", "3", None, "", None, ""),
    ],
)  # fmt: skip
def test_a_line_is_read(
    text: str, which: str, in_use: bool | None, meter: str, reading: str | None, lives: str
) -> None:
    line = read_line(text)
    shown = None if line.reading is None else f"{line.reading:f}"
    assert (line.which, line.in_use, line.meter_no) == (which, in_use, meter)
    assert (shown, line.lives) == (reading, lives)


@pytest.mark.parametrize(
    ("in_use", "said"),
    [
        (
            False,
            "没有人住 没有人 没有人用电 未在用 没有在用 没人 无人 不在用 没住人 未用电 無人居住",
        ),
        (
            None,
            "不正常 不太正常 非正常用电 没有人在家 敲门没人应 没人开门 家里没人 未见有人 未停用",
        ),
        (True, "在用 有人 用电 有人住 正常 有人在家"),
    ],
)
def test_what_is_denied_is_not_taken_for_use(in_use: bool | None, said: str) -> None:
    for word in said.split():
        assert (word, read_line(f"3 {word}").in_use) == (word, in_use)


@pytest.mark.parametrize("text", ["3 示数-5", "3 示数很多", "3 表号：0041-77", "3 999999999.5"])
def test_what_no_meter_shows_is_named_and_not_taken(text: str) -> None:
    line = read_line(text)
    assert line.wrong
    assert line.meter_no == ""


def seen(store: Store, **told: object) -> list[str]:
    acting = Acting(store, Party.SYSTEM, START, SETTINGS)
    taken = take_in(acting, words(), Row(DAY, 7, SEED, **told))  # type: ignore[arg-type]
    assert taken is not None
    return list(taken.seen.found)


def test_a_meter_that_shows_less_is_an_open_fact_and_one_case(store: Store) -> None:
    last = store.accounts.readings_of(SEED)[-1]
    assert seen(store, in_use=True, reading=last.this_reading) == []
    assert seen(store, reading=last.this_reading - 1) == ["less"]
    facts = store.accounts.facts_of(SEED)
    (fact,) = [f for f in facts if f.kind is FactKind.ESTIMATED]
    assert (fact.standing, fact.since) == (Standing.UNKNOWN, f"{last.bill_month:%Y-%m}")
    (case,) = store.cases.of_account(SEED)
    assert case.kind is CaseKind.CHECK
    assert "比已经收过费的示数" in case.question
    assert is_being_checked(store, SEED)
    assert seen(store, lives="三口人") == ["less"]
    assert len(store.cases.of_account(SEED)) == 1, "one case of a visit"
    assert seen(store, reading=last.this_reading + 5) == []
    assert not [f for f in store.accounts.facts_of(SEED) if f.kind is FactKind.ESTIMATED]


def test_what_was_read_after_a_visit_is_not_held_against_it(store: Store) -> None:
    last = store.accounts.readings_of(SEED)[-1]
    later = replace(
        last,
        bill_month=date(2019, 1, 1),
        last_read_on=last.this_read_on,
        this_read_on=date(2019, 1, 20),
        last_reading=last.this_reading,
        this_reading=last.this_reading + 100,
        meter_no="9" * 10,
    )
    store.accounts.put_reading(later)
    assert seen(store, meter_no=last.meter_no, reading=last.this_reading + 1) == []


def test_a_doubt_of_a_visit_estimates_no_month_until_somebody_knows_it(store: Store) -> None:
    last = store.accounts.readings_of(SEED)[-1]
    assert seen(store, reading=last.this_reading - 1) == ["less"]
    assert not any(span.estimated for span in spans_of(history_of(store, SEED)))
    (doubt,) = [f for f in store.accounts.facts_of(SEED) if f.kind is FactKind.ESTIMATED]
    store.accounts.put_fact(replace(doubt, standing=Standing.KNOWN, value="2018-12-20"))
    assert any(span.estimated for span in spans_of(history_of(store, SEED)))


def test_a_meter_is_named_by_its_end_or_without_its_zeros(store: Store) -> None:
    books = store.accounts.readings_of(SEED)[-1].meter_no
    assert seen(store, meter_no=books[-4:]) == []
    assert seen(store, meter_no="00" + books) == []
    assert seen(store, meter_no="9" * 10) == ["other_meter"]
    assert FactKind.REPLACED in [f.kind for f in store.accounts.facts_of(SEED)]


def test_a_known_fact_is_not_overwritten_by_a_doubt(store: Store) -> None:
    last = store.accounts.readings_of(SEED)[-1]
    month = f"{last.bill_month:%Y-%m}"
    known = FactRecord(SEED, FactKind.ESTIMATED, Standing.KNOWN, month, "2018-12-20",
                       FactSource.FILE, "抄表.csv 3", START)  # fmt: skip
    store.accounts.put_fact(known)
    seen(store, reading=last.this_reading - 1)
    assert [f for f in store.accounts.facts_of(SEED) if f.since == month] == [known]


def test_used_though_closed_and_unused_though_billed_open_a_case(store: Store) -> None:
    assert seen(store, in_use=False) == ["unused"]
    closed = FactRecord(SEED, FactKind.CLOSED, Standing.KNOWN, "", "2018-12-01", FactSource.FILE,
                        "档案.csv 2", START)  # fmt: skip
    store.accounts.put_fact(closed)
    assert seen(store, in_use=True) == ["closed"]


def test_the_audit_reads_the_visits_as_a_survey_without_who_lives_there(store: Store) -> None:
    seen(store, in_use=True, lives="三口人")
    (row,) = pl.read_csv(as_survey(store), infer_schema=False).to_dicts()
    assert row["户号"] == SEED
    assert row["普查结果"] == "在用"
    assert "三口人" not in str(row)
