"""Exports of other systems: other names, one workbook with several sheets, two numbers a meter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bot.audit.columns import columns_as, kinds
from bot.contract.hours import Hours
from tests.audit.exports import HENAN, audited, found, household, reading, summary, write

METER, ASSET = "4130010000000099999901", "ZC0001"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workbook of the marketing system, the store's list, the collection system's list."""
    book = openpyxl.Workbook()
    accounts = book.active
    assert accounts is not None
    accounts.title = "用户档案"
    accounts.append(["柳河供电所用户明细"])
    accounts.append(["序号", "用户编号", "用户名称", "用电地址", "用户状态", "开户时间",
                     "接电日期", "出厂编号"])  # fmt: skip
    readings = book.create_sheet("抄表方式查询")
    readings.append(["用户编号", "出厂编号", "抄表日期", "上次示数", "本次示数", "本次抄见电量",
                     "抄表方式", "抄表状态"])  # fmt: skip
    for n in range(12):
        number, meter = f"41000{n:05d}", f"41300100000000000{n:05d}"
        accounts.append([n + 1, number, f"张{n}", "柳河村", "正常", date(2012, 7, 1),
                         date(2012, 7, 1), meter])  # fmt: skip
        for month in (9, 10):
            shown = 1000 + (month - 9) * (90 + n)
            readings.append([number, meter, date(2018, month, 5), shown, shown + 90 + n,
                             90 + n, "远程", "已抄"])  # fmt: skip
    book.save(tmp_path / "营销导出.xlsx")
    store = openpyxl.Workbook()
    sheet = store.active
    assert sheet is not None
    sheet.append(["领用日期", "领用人", "资产编号", "条码", "用途工单", "现状态", "去向户号"])
    sheet.append([date(2018, 10, 8), "李电工", ASSET, METER, "", "已领用", None])
    sheet.append([date(2018, 10, 8), "李电工", "ZC2", "4130010000000099999902", "", "在库", None])
    store.save(tmp_path / "出库清单.xlsx")
    write(
        tmp_path, "采集.csv",
        [
            {"电能表条码": METER, "数据日期": f"2018/10/{day}", "日电量(kWh)": "5.75"}
            for day in range(9, 32)
        ],
        "gb18030",
    )  # fmt: skip
    return tmp_path


def test_one_meter_under_two_numbers_is_named_once_a_rule(office: Path) -> None:
    rules = [(one["rule"], one["meter"]) for one in found(office, "2018-10-31")]
    assert sorted(rules) == [("A03", ASSET), ("A04", ASSET)]


def test_all_lists_are_told_for_what_they_are(office: Path) -> None:
    told = summary(office, "2018-10-31")
    assert {one["file"]: one["is"] for one in told["files"]} == {
        "出库清单.xlsx Sheet": ["store"],
        "营销导出.xlsx 用户档案": ["accounts"],
        "营销导出.xlsx 抄表方式查询": ["readings"],
        "采集.csv": ["collection"],
    }
    assert told["notes"] == []


def test_orders_without_an_account_are_each_named_by_their_number(tmp_path: Path) -> None:
    write(tmp_path, "档案.csv", [household(n) for n in range(3)])
    write(tmp_path, "抄表.csv", [reading(n, "2018-09-20", "2018-10-20", 80) for n in range(3)])
    order = {"户号": "", "业务类型": "低压居民新装", "受理时间": "2018-10-08", "当前环节": "勘查"}
    write(tmp_path, "报装.csv", [{"申请编号": f"B{n}", **order} for n in range(2)])
    late = [one["application_no"] for one in found(tmp_path, "2018-10-31") if one["rule"] == "A01"]
    assert late == ["B0", "B1"]


@pytest.mark.parametrize(("off", "late"), [((), ["A01", "F02"]), ((12, 15, 16), [])])
def test_working_days_are_counted_by_the_office_s_own_calendar(
    tmp_path: Path, off: tuple[int, ...], late: list[str]
) -> None:
    write(tmp_path, "档案.csv", [household(n) for n in range(3)])
    write(tmp_path, "抄表.csv", [reading(n, "2018-09-20", "2018-10-20", 80) for n in range(3)])
    write(tmp_path, "报装.csv", [{
        "申请编号": "B1", "户号": "4100000001", "业务类型": "低压居民新装",
        "受理时间": "2018-10-08", "送电日期": "2018-10-16", "当前环节": "归档"}])  # fmt: skip
    write(tmp_path, "工单.csv", [{
        "工单编号": "T1", "户号": "4100000001", "受理时间": "2018-10-08 09:00",
        "业务类型一级": "投诉", "受理内容": "电费不对",
        "答复时间": "2018-10-16 10:00"}])  # fmt: skip
    days = {date(2018, 10, day): False for day in off}
    desk = replace(HENAN, hours=Hours(own=days))
    findings = audited(tmp_path, "2018-10-31", desk).findings
    assert sorted({one.rule.id for one in findings} & {"A01", "F02"}) == late


def test_a_list_without_days_is_taken_by_its_months(tmp_path: Path) -> None:
    write(tmp_path, "档案.csv", [household(1)])
    bills = [
        {
            "户号": "4100000001",
            "电费年月": f"2018{month:02d}",
            "结算电量": 100,
            "应收电费": "56.00",
        }
        for month in range(1, 11)
    ]
    bills[-1]["应收电费"] = "86.00"
    write(tmp_path, "应收.csv", bills)
    wrong = [one for one in found(tmp_path, "2018-10-31") if one["rule"] == "C07"]
    assert [(one["account"], one["money_fen"]) for one in wrong] == [("4100000001", 3000)]


def test_bills_without_tiers_still_show_a_new_account_in_the_second_tier(tmp_path: Path) -> None:
    write(tmp_path, "档案.csv", [household(1, 立户日期="2018-10-02", 送电日期="2018-10-02")])
    write(tmp_path, "抄表.csv", [reading(1, "2018-10-02", "2018-10-20", 700)])
    bill = {"户号": "4100000001", "电费年月": "201810", "结算电量": 700, "应收电费": "400.00"}
    write(tmp_path, "应收.csv", [bill])
    assert "A08" in {one["rule"] for one in found(tmp_path, "2018-10-31")}


def test_a_bill_of_one_month_is_judged_by_its_own_tiers(tmp_path: Path) -> None:
    write(tmp_path, "档案.csv", [household(n) for n in range(5)])
    tiers = {"户号": "4100000000", "电费年月": "201810", "结算电量": 300, "一档电量": 200,
             "二档电量": 100, "三档电量": 0, "应收电费": "173.00"}  # fmt: skip
    used = {**tiers, "户号": "4100000001", "年累计电量": 1960}
    wrong = {**tiers, "户号": "4100000002", "应收电费": "183.00"}
    not_so = {**used, "户号": "4100000003", "年累计电量": 100, "一档电量": 100, "二档电量": 200,
              "应收电费": "180.00"}  # fmt: skip
    other_tiers = {**used, "户号": "4100000004", "年累计电量": 100}
    write(tmp_path, "应收.csv", [tiers, used, wrong, not_so, other_tiers])
    told = {one["account"] for one in found(tmp_path, "2018-10-31") if one["rule"] == "C07"}
    assert told == {"4100000002", "4100000003", "4100000004"}


def test_a_meter_with_one_reading_in_the_collection_system_is_named(tmp_path: Path) -> None:
    write(tmp_path, "档案.csv", [household(n) for n in range(3)])
    seen = {"表号": "777", "数据日期": "2018-10-31", "正向有功总": "132.33"}
    write(tmp_path, "采集.csv", [seen, {**seen, "表号": household(1)["表号"]}])
    assert [(one["rule"], one["meter"]) for one in found(tmp_path, "2018-10-31")] == [
        ("A04", "777")
    ]


def test_an_account_opened_late_in_an_earlier_year_is_no_alarm(tmp_path: Path) -> None:
    rows = [
        household(1, 立户日期="2015-06-01", 送电日期="2015-03-01"),
        household(2, 立户日期="2018-10-20", 送电日期="2018-10-01"),
    ]
    write(tmp_path, "档案.csv", rows)
    told = {one["account"]: one["severity"] for one in found(tmp_path, "2018-10-31")}
    assert told == {"4100000001": "low", "4100000002": "high"}


def test_every_column_of_the_sgcc_lists_that_rules_need_is_known() -> None:
    """Headings as account lists, store lists and collection systems write them."""
    told = {
        "store": ("表计领用(出库)日期", "issued_on"), "bills": ("阶梯档期(月数)", "base_months"),
        "collection": ("正向有功总示值", "shown"), "survey": ("核查日期", "surveyed_on"),
        "applications": ("报装受理时间", "accepted_at"), "readings": ("抄见止度", "this_reading"),
    }  # fmt: skip
    kind_by_name = {kind.name: kind for kind in kinds()}
    for name, (heading, column) in told.items():
        assert column in columns_as(kind_by_name[name], [heading]), heading


def test_a_hot_month_moves_all_and_only_who_moved_more_is_found(tmp_path: Path) -> None:
    write(tmp_path, "档案.csv", [household(n) for n in range(30)])
    used = [80, 85, 90, 80, 200, 230]  # from March to August
    rows = []
    for n in range(30):
        days = [f"2018-{month:02d}-20" for month in range(2, 9)]
        for month, kwh in enumerate(used):
            more = 5 if (n, month) == (7, 4) else 1
            rows.append(reading(n, days[month], days[month + 1], (kwh + n) * more))
    write(tmp_path, "抄表.csv", rows)
    sudden = [one["account"] for one in found(tmp_path, "2018-08-31") if one["rule"] == "B11"]
    assert sudden == ["4100000007"]


def test_a_village_names_no_house_however_the_others_are_written(tmp_path: Path) -> None:
    homes = [household(n) for n in range(30)]
    for n, address in enumerate(("青石镇柳河村", "青石镇柳河村", "人民路18号", "人民路１８ 号")):
        homes[n]["用电地址"] = address
    write(tmp_path, "档案.csv", homes)
    write(tmp_path, "抄表.csv", [reading(n, "2018-09-20", "2018-10-20", 80) for n in range(30)])
    same = [one["account"] for one in found(tmp_path, "2018-10-31") if one["rule"] == "C10"]
    assert sorted(same) == ["4100000002", "4100000003"]
