"""Lists of a few households: one filled cell already says that the others were forgotten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.audit.exports import (
    HENAN,
    Rows,
    audited,
    found,
    household,
    reading,
    summary,
    write,
)

ENGLISH = {
    "户号": "account_no", "户名": "holder_name", "联系电话": "phone",
    "用电地址": "service_address", "立户日期": "opened_on", "送电日期": "energized_on",
    "电价名称": "price_name", "用户状态": "status", "表号": "meter_no",
}  # fmt: skip


def rules(folder: Path, as_of: str = "2018-12-31") -> list[tuple[str, str, int]]:
    """Rule, account and money of what is found."""
    return [(one["rule"], one["account"], one["money_fen"]) for one in found(folder, as_of)]


@pytest.mark.parametrize(
    ("column", "filled", "rule"),
    [("合同签订日期", "2012-05-10", "A09"), ("抄表段编号", "3301", "D01"),
     ("台区编号", "0000123456", "D01")],
)  # fmt: skip
def test_one_household_of_two_lacks_what_the_other_has(
    tmp_path: Path, column: str, filled: str, rule: str
) -> None:
    write(tmp_path, "档案.csv", [household(1, **{column: filled}), household(2, **{column: ""})])
    assert rules(tmp_path) == [(rule, "4100000002", 0)]


@pytest.mark.parametrize(
    ("charged", "money"),
    [("51.00", 500), ("56.00", 0), ("74.00", 0), ("86.00", 0), ("88.50", 250)],
)
def test_a_bill_alone_is_wrong_where_no_tiers_can_make_it(
    tmp_path: Path, charged: str, money: int
) -> None:
    write(tmp_path, "档案.csv", [household(1)])
    write(tmp_path, "抄表.csv", [reading(1, "2018-11-05", "2018-12-05", 100)])
    bill = {"户号": "4100000001", "电费年月": "201812", "结算电量": 100, "应收电费": charged}
    write(tmp_path, "应收.csv", [bill])
    assert rules(tmp_path) == ([("C07", "4100000001", money)] if money else [])


def test_columns_may_have_the_names_of_a_database(tmp_path: Path) -> None:
    old, new = household(1), household(2, 立户日期="2018-12-06", 送电日期="2018-10-15")
    accounts: Rows = [{ENGLISH[key]: cell for key, cell in row.items()} for row in (old, new)]
    write(tmp_path, "account.csv", accounts)
    out = {"meter_no": "990001", "issued_on": "2018-10-14", "status": "领用", "account_no": ""}
    write(tmp_path, "meter_stock.csv", [out])
    assert [one["is"] for one in summary(tmp_path, "2018-12-31")["files"]] == [
        ["accounts"], ["store"]
    ]  # fmt: skip
    told = {(one["rule"], one["account"] or one["meter"], one["since"])
            for one in found(tmp_path, "2018-12-31")}  # fmt: skip
    assert told == {("A03", "990001", "2018-10-14"), ("A05", "4100000002", "2018-10-15")}


def test_a_list_of_corrections_by_kwh_and_months_is_read(tmp_path: Path) -> None:
    write(tmp_path, "1.csv", [household(1)])
    row = {"用户编号": "4100000001", "差错退补电量": -80, "差错退补电费": "-44.80",
           "退补年月": "201711", "入账年月": "201802", "审批人": "", "附件": "有"}  # fmt: skip
    write(tmp_path, "退补.csv", [row, row | {"退补年月": "201710", "审批人": "刘所长"}])
    assert {rule for rule, *_ in rules(tmp_path)} == {"E01", "E02", "E05"}


@pytest.mark.parametrize(("charged", "money"), [("604.80", 0), ("672.00", 6720)])
def test_a_list_of_accounts_and_days_is_told_by_its_name(
    tmp_path: Path, charged: str, money: int
) -> None:
    write(tmp_path, "档案.csv", [household(1)])
    write(tmp_path, "抄表.csv", [reading(1, "2017-12-20", "2018-12-20", 1200)])
    bill = {"户号": "4100000001", "电费年月": "201812", "结算电量": 1200, "应收电费": charged}
    write(tmp_path, "应收.csv", [bill])
    write(
        tmp_path,
        "低保户名单.csv",
        [{"户号": "4100000001", "户名": "张三", "办理日期": "2018-01-01"}],
    )
    sums = [one for one in rules(tmp_path) if one[0] == "C07"]
    assert sums == ([("C07", "4100000001", money)] if money else [])


def test_of_two_lists_of_a_meter_or_an_order_the_newer_one_counts(tmp_path: Path) -> None:
    write(tmp_path, "20181101-档案.csv", [household(1), household(2)])
    write(tmp_path, "20181201-档案.csv", [household(1), household(2, 用户状态="销户")])
    write(tmp_path, "20181201-抄表.csv", [reading(1, "2018-11-05", "2018-12-05", 100)])
    out = {"领用日期": "2018-10-14", "领用人": "赵师傅", "资产编号": "990001", "现状态": "领用"}
    write(tmp_path, "20181101-领用.csv", [out])
    write(tmp_path, "20181201-领用.csv", [out | {"现状态": "在库"}])
    order = {"申请编号": "B1", "受理时间": "2018-11-28", "业务类型": "新装"}
    write(tmp_path, "20181101-报装.csv", [order | {"当前环节": "勘查"}])
    write(
        tmp_path,
        "20181201-报装.csv",
        [order | {"当前环节": "归档", "送电时间": "2018-11-30", "归档时间": "2018-11-30"}],
    )
    assert rules(tmp_path) == []


def test_a_second_order_of_an_old_account_is_no_use_before_the_papers(tmp_path: Path) -> None:
    write(
        tmp_path,
        "档案.csv",
        [household(1), household(2, 立户日期="2018-11-06", 送电日期="2018-10-20")],
    )
    order = {
        "业务类型": "低压居民新装",
        "受理时间": "2018-11-05",
        "送电时间": "",
        "归档时间": "2018-11-08",
        "当前环节": "归档",
    }
    write(
        tmp_path,
        "报装.csv",
        [{"申请编号": f"B{n}", "户号": f"410000000{n}", **order} for n in (1, 2)],
    )
    early = [account for rule, account, _ in rules(tmp_path) if rule == "A02"]
    assert early == ["4100000002"]


def test_a_new_household_is_no_neighbour_of_its_own(tmp_path: Path) -> None:
    write(
        tmp_path,
        "档案.csv",
        [household(1), household(2, 立户日期="2018-11-04", 送电日期="2018-11-04")],
    )
    write(
        tmp_path,
        "抄表.csv",
        [reading(1, "2018-11-05", "2018-12-05", 100), reading(2, "2018-11-04", "2018-12-05", 310)],
    )
    high = [
        (one["account"], one["reason"])
        for one in found(tmp_path, "2018-12-31")
        if one["rule"] == "A07"
    ]
    assert [account for account, _ in high] == ["4100000002"]
    assert "100度" in high[0][1]


def test_what_is_written_in_other_words_is_found_too(tmp_path: Path) -> None:
    write(tmp_path, "档案.csv", [household(1), household(2, 联系电话="0"), household(3)])
    order = {"业务类型": "低压居民新装", "受理时间": "2018-11-05", "送电时间": "2018-11-06"}
    stages = {"B1": "待归档", "B2": "业务归档中", "B3": "已归档"}
    write(tmp_path, "报装.csv", [
        {"申请编号": number, "户号": f"410000000{number[1]}", **order, "当前环节": stage}
        for number, stage in stages.items()
    ])  # fmt: skip
    heard = {"受理内容": "停电多", "受理时间": "2018-12-03 09:00",
             "首次联系时间": "2018-12-03 10:00", "答复时间": "2018-12-04 09:00",
             "办结时间": "2018-12-05 09:00"}  # fmt: skip
    write(tmp_path, "95598.csv", [
        {"工单编号": "T1", "户号": "4100000001", **heard, "回访结果": "未回访"},
        {"工单编号": "T2", "户号": "4100000002", **heard, "回访结果": "满意"},
    ])  # fmt: skip
    asked = {"户号": "4100000003", "项目": "一户多人口", "人数": 5, "起始日期": "2018-03-01"}
    write(tmp_path, "多人口.csv", [asked | {"审批结果": "不同意"}])
    told = {one[:2] for one in rules(tmp_path)}
    open_ = {(rule, f"410000000{n}") for rule in ("A11", "A12") for n in (1, 2)}
    others = {("D02", "4100000002"), ("F04", "4100000001"), ("C05", "4100000003")}
    assert open_ | others <= told
    assert not {("A11", "4100000003"), ("F04", "4100000002")} & told


@pytest.mark.parametrize(("meter", "seen", "is_less"), [
    ("0041000002", 60, False), ("", 60, False), ("0041000002", 40, True), ("", 40, True),
    ("0041000001", 9000, True),
])  # fmt: skip
def test_a_new_meter_shows_less_than_the_one_before(
    tmp_path: Path, meter: str, seen: int, is_less: bool
) -> None:
    write(tmp_path, "档案.csv", [household(1, 表号="0041000002")])
    write(tmp_path, "抄表.csv", [
        reading(1, "2018-11-05", "2018-12-10", 100, 上次示数=9800, 本次示数=9900),
        reading(1, "2018-12-10", "2018-12-20", 50, 上次示数=0, 本次示数=50, 表号="0041000002"),
    ])  # fmt: skip
    seen_there = {"普查日期": "2018-12-25", "户号": "4100000001", "表号": meter, "现场示数": seen}
    write(tmp_path, "普查.csv", [seen_there])
    assert ("B10" in {rule for rule, *_ in rules(tmp_path)}) == is_less


def test_a_change_of_owner_by_work_order_begins_the_tiers_anew(tmp_path: Path) -> None:
    write(tmp_path, "档案.csv", [household(1), household(2)])
    write(tmp_path, "应收.csv", [
        {"户号": f"410000000{n}", "电费年月": "201807", "结算电量": 200, "应收电费": "105.66",
         "年累计电量(本期前)": 1300} for n in (1, 2)
    ])  # fmt: skip
    write(tmp_path, "业扩.csv", [
        {"工单编号": f"G{n}", "户号": f"410000000{n}", "业务类型": "低压居民更名过户",
         "受理时间": "2018-07-08", "当前环节": stage}
        for n, stage in ((1, "归档"), (2, "作废"))
    ])  # fmt: skip
    jiangsu = replace(HENAN, region="jiangsu")
    where = {one.account for one in audited(tmp_path, "2018-12-31", jiangsu).findings
             if one.rule.id == "C04"}  # fmt: skip
    assert where == {"4100000001"}
