"""The records of the sample office as four kinds of offices would have them in files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from tests.intake.forms import write
from tests.sample_office import Office

Rows = list[list[str]]
Day = Callable[[date], str]


def sg186(folder: Path, office: Office) -> list[Path]:
    """Old marketing system: web pages and text with tabs, all called .xls; titles and totals."""
    day = date.isoformat
    accounts = [
        ["用户档案清单", *[""] * 7], ["查询单位:青石供电所", *[""] * 7],
        ["用户编号", "用户名称", "移动电话", "用电地址", "立户日期", "送电日期", "执行电价",
         "用户状态"],
        *_accounts(office, day), ["制表人:", *[""] * 7],
    ]  # fmt: skip
    readings = [
        ["用户编号", "资产编号", "示数类型", "抄表年月", "上次示数", "本次示数", "抄见电量",
         "综合倍率", "上次抄表日期", "抄表日期", "抄表员"],
        *([*row, "孙某"] for row in _readings(office, day)),
    ]  # fmt: skip
    bills = [
        ["序号", "用户编号", "应收年月", "总电量", "应收电费", "发行日期"],
        *([str(n), *row] for n, row in enumerate(_bills(office, day), start=1)),
        ["合计", "", "", "9", "9.00", ""],
    ]
    return [
        write(folder, "html gb2312", accounts, "1"),
        write(folder, "tsv gb18030", readings, "2"),
        write(folder, "html gb2312", bills, "3"),
    ]


def marketing_2(folder: Path, office: Office) -> list[Path]:
    """New marketing system: one workbook, moments for days, names that say customer."""

    def day(when: date) -> str:
        return f"{when.isoformat()} 00:00:00.0"

    book = {
        "客户信息": [
            ["客户编号", "客户名称", "联系手机", "用电地址", "立户日期", "首次送电日期",
             "目录电价名称", "客户状态"],
            *_accounts(office, day),
        ],
        "抄表信息": [
            ["客户编号", "电能表资产编号", "示数类型", "电费年月", "上次示数", "本次示数",
             "本次抄见电量", "综合倍率", "上次抄表时间", "本次抄表时间"],
            *_readings(office, day),
        ],
        "电费信息": [
            ["客户编号", "电费账期", "结算总电量", "结算电费", "电费发行时间"],
            *_bills(office, day),
        ],
    }  # fmt: skip
    return [write(folder, "xlsx", book, "1")]


def southern(folder: Path, office: Office) -> list[Path]:
    """Southern grid: columns by their short names, text in UTF-16."""

    def day(when: date) -> str:
        return f"{when:%Y%m%d}"

    accounts = [
        ["YHBH", "YHMC", "LXDH", "YDDZ", "立户时间", "送电时间", "用电性质", "用户状态"],
        *_accounts(office, day),
    ]
    readings = [
        ["YHBH", "ZCBH", "SSLXDM", "DFNY", "SCBSS", "BCBSS", "本次电量", "ZHBL", "SCCBRQ", "CBSJ"],
        *_readings(office, day),
    ]
    bills = [["YHBH", "DFNY", "JFDL", "YSDF", "FXSJ"], *_bills(office, day)]
    return [
        write(folder, "utf-16", rows, str(n))
        for n, rows in enumerate((accounts, readings, bills), start=1)
    ]


def by_hand(folder: Path, office: Office) -> list[Path]:
    """Kept in a spreadsheet: titles, days in words, a sheet a month."""

    def day(when: date) -> str:
        return f"{when.year}年{when.month}月{when.day}日"

    accounts = [
        ["青石所用户台账", *[""] * 7],
        ["户号", "姓名", "电话", "地址", "开户日期", "通电日期", "电价", "用户状态"],
        *_accounts(office, day),
    ]
    readings = [
        ["户号", "表计", "示数类型", "月份", "起止示数", "", "用电", "倍率", "抄表", ""],
        ["", "", "", "", "起", "止", "", "", "上次日期", "本次日期"],
        *_readings(office, day),
    ]
    in_order = sorted(_bills(office, day), key=lambda row: row[1])
    sheets = {
        f"{month[:4]}年{int(month[4:])}月": [
            ["户号", "用电量", "金额", "发行日期"],
            *([row[0], *row[2:]] for row in rows),
        ]
        for month, rows in groupby(in_order, key=lambda row: row[1])
    }
    return [
        write(folder, "xls", {"台账": accounts}, "1"),
        write(folder, "xlsx", {"抄表": readings}, "2"),
        write(folder, "xlsx", sheets, "3"),
    ]


def _accounts(office: Office, day: Day) -> Iterator[list[str]]:
    for a in office.accounts:
        days = [day(when) if when else "" for when in (a.registered_on, a.powered_on)]
        yield [a.account_no, a.holder_name, a.phone, a.address, *days, a.price_name, a.status]


def _readings(office: Office, day: Day) -> Iterator[list[str]]:
    for r in office.readings:
        figures = (r.last_reading, r.this_reading, r.kwh, r.multiplier)
        yield [
            r.account_no, r.meter_no, r.register_kind, f"{r.bill_month:%Y%m}", *map(str, figures),
            day(r.last_read_on), day(r.this_read_on),
        ]  # fmt: skip


def _bills(office: Office, day: Day) -> Iterator[list[str]]:
    for b in office.bills:
        issued = day(b.issued_on) if b.issued_on else ""
        yield [b.account_no, f"{b.bill_month:%Y%m}", str(b.kwh), f"{b.charged:.2f}", issued]


DRESSES = {"SG186": sg186, "2.0": marketing_2, "southern": southern, "by hand": by_hand}
