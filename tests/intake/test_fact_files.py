"""Facts of an account come in by files, each as it is listed, and what clashes is told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot import clock
from bot.intake.codes import IntakeError, RowCode
from bot.intake.fields import RecordKind
from bot.intake.importer import ImportReport, import_file
from bot.intake.mending import keep_refused
from bot.intake.report_lines import refusal_line, report_lines
from bot.intake.sentences import KIND
from bot.intake.sheets import read_sheets
from bot.records.fact import FactRecord
from bot.sqlite.database import open_database
from bot.wording.catalogue import words
from tests.dialogue.conversation import new_file
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, Row, csv_file

NUMBER = ACCOUNT[0]
NOW = datetime(2018, 12, 22, 10, tzinfo=clock.CHINA)
GENERAL = ("户号", "项目", "内容", "起始日期", "终止日期", "是否执行")
OWN = (
    *ACCOUNT_HEAD,
    "一户多人口标志",
    "低保标志",
    "峰谷标志",
    "抄表周期",
    "预付费标志",
    "销户日期",
)


async def taken(folder: Path, *files: tuple[Row, ...]) -> tuple[ImportReport, list[FactRecord]]:
    """The report of the last file, and the facts that are known then."""
    async with open_database(new_file(folder / "office.db")) as database:
        for number, rows in enumerate([(ACCOUNT_HEAD, ACCOUNT), *files]):
            path = csv_file(folder / f"{number}.csv", *rows)
            report = await import_file(database, path, now=NOW)
        return report, list(await database.read(lambda store: store.accounts.facts_of(NUMBER)))


def told(facts: list[FactRecord]) -> list[tuple[str, str, Any]]:
    return [(fact.kind.value, fact.standing.value, fact.value) for fact in facts]


LISTS: dict[str, tuple[Row, Row, tuple[str, str, Any]]] = {
    "多人口登记": (
        ("户号", "户名", "户籍人数", "生效日期", "截止日期"),
        (NUMBER, "张建国", "6人", "2018-11-01", "2018-12-31"),
        ("household", "known", {"from": "2018-11-01", "until": "2018-12-31", "persons": 6}),
    ),
    "多人口登记, words": (
        ("用户编号", "家庭人口", "登记日期"),
        (NUMBER, "七口人", "2018/11/1"),
        ("household", "known", {"from": "2018-11-01", "persons": 7}),
    ),
    "低保名单": (
        ("户号", "保障类别", "享受起始日期"),
        (NUMBER, "五保", "20181101"),
        ("low_income", "known", {"from": "2018-11-01"}),
    ),
    "低保名单, by its heading": (
        ("户号", "户名", "低保证号", "低保起始日期", "低保到期日期"),
        (NUMBER, "张建国", "DB123", "2018-11-01", "2018-12-31"),
        ("low_income", "known", {"from": "2018-11-01", "until": "2018-12-31"}),
    ),
    "多人口登记, by its headings": (
        ("户号", "家庭人口数", "一户多人口生效日期"),
        (NUMBER, "6", "2018-11-01"),
        ("household", "known", {"from": "2018-11-01", "persons": 6}),
    ),
    "峰谷签约": (
        ("户号", "签约日期"),
        (NUMBER, "2018-11-10"),
        ("time_of_use", "known", {"from": "2018-11-10"}),
    ),
    "过户记录": (
        ("户号", "原户名", "新户名", "过户日期"),
        (NUMBER, "王芳", "张建国", "2018-11-23"),
        ("transfers", "known", {"on": "2018-11-23", "former": "王芳", "holder": "张建国"}),
    ),
    "退补记录": (
        ("户号", "退补电量", "退补起始日期", "退补截止日期"),
        (NUMBER, "-100", "2018-10-20", "2018-11-20"),
        ("corrections", "known", {"from": "2018-10-20", "to": "2018-11-20", "kwh": "-100"}),
    ),
    "换表记录": (
        ("户号", "换表日期", "新表号"),
        (NUMBER, "2018-11-12", "77"),
        ("replaced", "known", "2018-11-12"),
    ),
    "销户": (
        ("户号", "销户日期"),
        (NUMBER, "2018-12-15"),
        ("closed_on", "known", "2018-12-15"),
    ),
    "not applied": (
        GENERAL,
        (NUMBER, "一户多人口", "6", "2018-11-01", "", "否"),
        ("household", "known", {"from": "2018-11-01", "persons": 6, "applied": False}),
    ),
    "flat price": (
        GENERAL,
        (NUMBER, "多人口", "7人 合表价", "2018-11-01", "", ""),
        ("household", "known", {"from": "2018-11-01", "persons": 7, "flat": True}),
    ),
    "announced months": (
        GENERAL,
        (NUMBER, "阶梯月数", "14", "2018-01-01", "", ""),
        ("tier_months", "known", {"2018": 14}),
    ),
    "price": (GENERAL, (NUMBER, "执行电价", "合表", "", "", ""), ("price", "known", "shared")),
    "odd months": (GENERAL, (NUMBER, "抄表周期", "单月", "", "", ""), ("reader", "known", "odd")),
    "every other month": (
        GENERAL,
        (NUMBER, "抄表周期", "双月", "", "", ""),
        ("reader", "unknown", None),
    ),
    "prepaid": (GENERAL, (NUMBER, "预付费", "是", "", "", ""), ("prepaid", "known", True)),
    "none": (GENERAL, (NUMBER, "峰谷", "无", "", "", ""), ("time_of_use", "none", None)),
    "estimated": (
        GENERAL,
        (NUMBER, "估抄", "", "2018-11-20", "", ""),
        ("estimated", "known", "2018-11-20"),
    ),
    "days": (
        GENERAL,
        (NUMBER, "应有天数", "31天", "2018-11-20", "", ""),
        ("normal_days", "known", 31),
    ),
    "since when is not known": (
        GENERAL,
        (NUMBER, "过户", "有", "", "", ""),
        ("transfers", "unknown", None),
    ),
}


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_tells_its_fact(tmp_path: Path, name: str) -> None:
    head, row, fact = LISTS[name]
    report, facts = await taken(tmp_path, (head, row))
    assert (report.refused, report.warnings) == ((), ())
    assert told(facts) == [fact]
    report, again = await taken(tmp_path, (head, row))
    assert (report.added, report.changed, again) == (0, 0, facts)


TITLED = {
    "青石镇低保户名单": ("low_income", "known", {"from": "2018-11-01"}),
    "峰谷用户清单(2018年)": ("time_of_use", "known", {"from": "2018-11-01"}),
    "过户台账": ("transfers", "known", {"on": "2018-11-01"}),
    "居民更名登记": ("transfers", "known", {"on": "2018-11-01"}),
}


@pytest.mark.parametrize("title", TITLED)
async def test_a_list_of_accounts_and_days_is_told_by_its_title(
    tmp_path: Path, title: str
) -> None:
    head, row = ("户号", "户名", "办理日期"), (NUMBER, "张建国", "2018-11-01")
    report, facts = await taken(tmp_path, ((title,), head, row))
    assert report.issues == ()
    assert told(facts) == [TITLED[title]]


async def test_a_title_of_two_lists_tells_none(tmp_path: Path) -> None:
    with pytest.raises(IntakeError):
        await taken(tmp_path, (("低保、峰谷名单",), ("户号", "办理日期"), (NUMBER, "2018-11-01")))


async def test_columns_of_the_accounts_tell_what_is_and_what_is_not(tmp_path: Path) -> None:
    row = (*ACCOUNT, "是", "否", "0", "每月", "是", "")
    report, facts = await taken(tmp_path, (OWN, row))
    assert report.issues == ()
    assert told(facts) == [
        ("household", "unknown", None),
        ("low_income", "none", None),
        ("prepaid", "known", True),
        ("reader", "known", "every"),
        ("time_of_use", "none", None),
    ]


async def test_a_column_that_is_not_understood_costs_the_account_nothing(tmp_path: Path) -> None:
    row = (*ACCOUNT, "", "", "", "有时", "", "2018-12-15")
    report, facts = await taken(tmp_path, (OWN, row))
    assert report.refused == ()
    assert [i.code for i in report.warnings] == [RowCode.FACT_NOT_UNDERSTOOD]
    assert told(facts) == [("closed_on", "known", "2018-12-15")]


def _general(what: str, content: str, since: str = "", until: str = "") -> tuple[Row, Row]:
    return GENERAL, (NUMBER, what, content, since, until, "")


SIX = _general("多人口", "6", "2018-11-01")
ALONE = [
    (_general("养猫", "", "2018-11-01"), RowCode.FACT_NOT_NAMED, "项目"),
    (_general("低保", "低保", ""), RowCode.FACT_NO_DATE, "低保"),
    (_general("退补电量", "-5", "2018-11-01"), RowCode.FACT_NO_END, "退补电量"),
    (_general("低保", "已取消", "2018-11-01"), RowCode.FACT_NO_END, "低保"),
    (_general("多人口", "撤销", "2018-11-01"), RowCode.FACT_NO_END, "多人口"),
    (_general("低保", "", "2018-11-01", "2018-10-20"), RowCode.FACT_REVERSED, "低保"),
    (_general("多人口", "很多", "2018-11-01"), RowCode.FACT_NO_PERSONS, "多人口"),
    (_general("阶梯月数", "一些", "2018-01-01"), RowCode.FACT_NO_NUMBER, "阶梯月数"),
    (_general("执行电价", "便宜的"), RowCode.FACT_NOT_UNDERSTOOD, "执行电价"),
    (_general("过户", "", "2018-09-01"), RowCode.FACT_BEFORE_ACCOUNT, "过户"),
    (_general("多人口", "二十几个", "2018-11-01"), RowCode.FACT_NO_PERSONS, "多人口"),
    (_general("多人口", "0.5", "2018-11-01"), RowCode.FACT_NO_PERSONS, "多人口"),
    (_general("多人口", "200人", "2018-11-01"), RowCode.FACT_MANY_PERSONS, "多人口"),
    (_general("阶梯月数", "1000", "2018-11-01"), RowCode.FACT_IMPOSSIBLE, "阶梯"),
    (_general("多人口", "6", "2081-11-01"), RowCode.FACT_TO_COME, "年份"),
    (_general("过户", "", "2019-01-05"), RowCode.FACT_TO_COME, "年份"),
]
CLASHES = [
    (SIX, _general("多人口", "7", "2018-11-01"), RowCode.FACT_OTHER, "1.csv:2"),
    (SIX, _general("多人口", "5", "2018-12-01"), RowCode.FACT_OVERLAPS, "2018-11-01"),
    (SIX, _general("多人口", "无"), RowCode.FACT_TOLD_SOME, "2018-11-01"),
    (_general("多人口", "无"), SIX, RowCode.FACT_TOLD_NONE, "1.csv:2"),
]


@pytest.mark.parametrize(("rows", "code", "said"), ALONE)
async def test_a_fact_that_cannot_be_read_is_refused(
    tmp_path: Path, rows: tuple[Row, Row], code: RowCode, said: str
) -> None:
    report, facts = await taken(tmp_path, rows)
    assert [(i.row, i.code) for i in report.refused] == [(2, code)]
    assert facts == []
    reason = report_lines(words("zh_Hans_CN"), report)[-1]
    assert said in reason
    assert kept_beside(tmp_path, report) == (rows[1], reason)


def kept_beside(folder: Path, report: ImportReport) -> tuple[Row, str]:
    """The one row of the workbook of what was refused, and its reason as the report has it."""
    kept = keep_refused(words("zh_Hans_CN"), report, folder / "1.csv")
    assert kept
    (sheet,) = read_sheets(kept)
    *row, reason, number = sheet.rows[1].cells
    return tuple(row), f"  第 {number} 行退回:{reason}"


@pytest.mark.parametrize(("first", "second", "code", "said"), CLASHES)
async def test_what_clashes_is_refused_and_the_first_stays(
    tmp_path: Path, first: tuple[Row, Row], second: tuple[Row, Row], code: RowCode, said: str
) -> None:
    _, kept = await taken(tmp_path, first)
    report, facts = await taken(tmp_path, first, second)
    assert [(i.row, i.code) for i in report.refused] == [(2, code)]
    assert facts == kept
    reason = report_lines(words("zh_Hans_CN"), report)[-1]
    assert said in reason
    assert kept_beside(tmp_path, report) == (second[1], reason)


async def test_an_account_that_was_used_after_it_was_not_closed_then(tmp_path: Path) -> None:
    head = ("户号", "上次抄表日期", "本次抄表日期", "上次示数", "本次示数", "倍率", "电量")
    read = (head, (NUMBER, "2018-12-10", "2018-12-20", "100", "110", "1", "10"))
    report, facts = await taken(tmp_path, read, _general("销户", "", "2018-12-05"))
    assert [i.code for i in report.refused] == [RowCode.FACT_USED_AFTER]
    assert "以后还有用电和抄表" in report_lines(words("zh_Hans_CN"), report)[-1]
    assert facts == []
    report, facts = await taken(tmp_path, read, _general("销户", "", "2018-12-18"))
    assert report.refused == ()
    assert [fact.value for fact in facts] == ["2018-12-18"]


async def test_the_end_of_a_grant_is_no_clash(tmp_path: Path) -> None:
    ended = _general("多人口", "6", "2018-11-01", "2018-12-10")
    report, facts = await taken(tmp_path, SIX, ended)
    assert report.refused == ()
    assert [fact.value.get("until") for fact in facts] == ["2018-12-10"]


async def test_what_was_open_is_told_by_a_list(tmp_path: Path) -> None:
    row = (*ACCOUNT, "是", "", "", "", "", "")
    report, facts = await taken(tmp_path, (OWN, row), SIX, (OWN, row))
    assert report.issues == ()
    assert told(facts) == [("household", "known", {"from": "2018-11-01", "persons": 6})]


async def test_a_list_without_its_day_says_what_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="起始日期"):
        await taken(tmp_path, (("户号", "户籍人数"), (NUMBER, "6")))


@pytest.mark.parametrize(
    ("head", "lacks"),
    [
        (("户号", "人口数"), "起始日期"),
        (("户号", "户名", "低保类型"), "起始日期"),
        (("人口数", "生效日期", "户名"), "户号"),
        (("户名", "过户日期", "备注"), "户号"),
    ],
)
async def test_a_list_of_facts_that_lacks_something_is_told_what(
    tmp_path: Path, head: Row, lacks: str
) -> None:
    path = csv_file(tmp_path / "a.csv", head, tuple(NUMBER for _ in head))
    async with open_database(new_file(tmp_path / "office.db")) as database:
        with pytest.raises(IntakeError) as refused:
            await import_file(database, path, NOW)
    told = refusal_line(words(), "a.csv", refused.value)
    assert "用户情况清单" in told
    assert lacks in told


def test_every_kind_of_record_has_its_name() -> None:
    assert {kind.value for kind in RecordKind} <= KIND.keys()
