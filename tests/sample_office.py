"""Writes the sample office: `python -m tests.sample_office`. Always the same data."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import xlwt

from bot.accounts.entered import Entered
from bot.accounts.fact_entry import entered
from bot.accounts.fact_names import NAMES
from bot.clock import CHINA
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.records.fact import FactKind, FactSource, as_assessed
from bot.sample_office import FILES
from bot.sample_office.cases import FIXED
from bot.sample_office.making import LONG_AGO, Case, Row, Span, monthly
from tariff_rules import (
    MonthsFrom,
    ServiceAccount,
    Settlement,
    assess,
    load_region,
    parse_standing,
)

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = (
    "建军", "秀兰", "国强", "玉梅", "志刚", "桂英", "海涛", "春霞", "永福", "小燕",
    "德胜", "红梅", "新民", "爱华", "文斌", "素珍", "平", "静", "勇", "霞",
)  # fmt: skip
VILLAGES = ("柳河村", "石桥村", "东岗村", "槐树营村", "南坡村", "白龙庙村")
SEASONS = ("1.2", "1.3", "0.9", "0.8", "0.8", "1.0", "1.3", "1.4", "1.0", "0.8", "0.8", "1.1")
ORDINARY = 170
NOTED = datetime(2018, 12, 22, tzinfo=CHINA)
HENAN = load_region("henan")
FLAT_PRICES = {"居民合表": Decimal("0.568"), "一般工商业及其它": Decimal("0.7314")}


@dataclass(frozen=True, slots=True)
class Office:
    """All records of the office."""

    accounts: tuple[AccountRecord, ...]
    readings: tuple[ReadingRecord, ...]
    bills: tuple[BillRecord, ...]


def make_office() -> Office:
    """The fixed accounts and the ordinary ones around them."""
    chance = random.Random(2018)
    cases = FIXED + tuple(_ordinary(number, chance) for number in range(ORDINARY))
    return Office(
        tuple(case.account for case in cases),
        tuple(reading for case in cases for reading in _readings(case)),
        tuple(bill for case in cases for bill in _bills(case)),
    )


def _ordinary(number: int, chance: random.Random) -> Case:
    powered_on = date(2008, 1, 1) + timedelta(days=chance.randrange(3200))
    account = AccountRecord(
        f"{4100000201 + number}",
        chance.choice(SURNAMES) + chance.choice(GIVEN),
        f"1990000{1201 + number}",
        f"青石镇{chance.choice(VILLAGES)}{chance.randint(1, 9)}组",
        powered_on - timedelta(days=chance.randrange(8)),
        powered_on,
        "乡村居民生活用电(不满1千伏)",
        "正常",
    )
    base = chance.randint(40, 260)
    uses = [int(base * Decimal(season)) + chance.randint(-9, 9) for season in SEASONS]
    return Case(account, monthly(*uses, day=chance.choice((19, 20, 20, 20, 21))), "", "agrees")


def _readings(case: Case) -> list[ReadingRecord]:
    readings = []
    number = case.account.account_no
    meter, at = f"0041{number[-6:]}", Decimal(sum(map(int, number)) * 37)
    for span in case.spans:
        month = span.last.replace(day=1)
        if month in case.unread:
            at += span.kwh
            continue
        start = at
        if span.new_meter:
            meter, start = f"0042{number[-6:]}", Decimal(0)
        at = start + span.kwh
        total = ReadingRecord(
            number, meter, "总", month, start, at,
            span.first, span.last, Decimal(1), span.kwh,
        )  # fmt: skip
        readings.append(total)
        if case.peak_and_valley:
            readings += [_share(total, "峰", Decimal("0.6")), _share(total, "谷", Decimal("0.4"))]
    return readings


def _share(total: ReadingRecord, kind: str, part: Decimal) -> ReadingRecord:
    start, end = total.last_reading * part, total.this_reading * part
    return replace(
        total, register_kind=kind, last_reading=start, this_reading=end, kwh=end - start
    )


def _bills(case: Case) -> list[BillRecord]:
    bills: dict[date, BillRecord] = {}
    for span, yuan in zip(case.spans, _right_charges(case), strict=True):
        month = span.last.replace(day=1)
        before = bills.get(month)
        bills[month] = BillRecord(
            case.account.account_no,
            month,
            span.kwh + (before.kwh if before else 0),
            yuan + (before.charged if before else 0),
            span.last + timedelta(days=2),
        )
    if case.charged is not None:
        last = max(bills)
        bills[last] = replace(bills[last], charged=case.charged)
    return list(bills.values())


def _right_charges(case: Case) -> list[Decimal]:
    if not case.spans:
        return []
    flat = FLAT_PRICES.get(case.account.price_name)
    if flat:
        return [(span.kwh * flat).quantize(Decimal("0.01")) for span in case.spans]
    facts = [_fact(row).of("", FactSource.FILE, "", NOTED) for row in case.facts]
    monthly = {one.since for one in facts if one.kind is FactKind.ESTIMATED}
    moved = case.facts and case.facts[0][0] == "过户"
    account = ServiceAccount(
        "henan",
        LONG_AGO if moved else case.account.registered_on or case.spans[0].first,
        case.account.powered_on,
        tuple(
            Settlement(
                span.first, span.last, span.kwh, periods=_periods(case, span),
                estimated=f"{span.last:%Y-%m}" in monthly,
            )
            for span in case.spans
        ),
        **parse_standing(as_assessed(tuple(facts))),
    )  # fmt: skip
    reading = assess(account, HENAN, MonthsFrom.REGISTRATION).reading
    return [settlement.total for settlement in reading.settlements]


def _fact(row: Row) -> Entered:
    what, content, since, until, applied = row
    days = [date.fromisoformat(day) if day else None for day in (since, until)]
    return entered(NAMES[what], content, *days, applied=applied != "否")


def _periods(case: Case, span: Span) -> dict[str, Decimal]:
    if not case.peak_and_valley or not case.facts:
        return {}
    return {"peak": span.kwh * Decimal("0.6"), "valley": span.kwh * Decimal("0.4")}


def write_office(folder: Path) -> None:
    """Write the four exports and the table of the fixed accounts."""
    office = make_office()
    _write_accounts(folder / FILES[0], office.accounts)
    _write_readings(folder / FILES[1], office.readings)
    _write_bills(folder / FILES[2], office.bills)
    _write_facts(folder / FILES[3])
    (folder / "README.md").write_text(_readme(), encoding="utf-8")


def _write_accounts(path: Path, accounts: tuple[AccountRecord, ...]) -> None:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["青石供电所用户档案(示例数据,全部虚构)"])
    table.writerow(
        ("户号", "户名", "联系电话", "用电地址", "立户日期", "送电日期", "电价名称", "用户状态")
    )
    for a in accounts:
        dates = (f"{day:%Y%m%d}" if day else "" for day in (a.registered_on, a.powered_on))
        table.writerow(
            (a.account_no, a.holder_name, a.phone, a.address, *dates, a.price_name, a.status)
        )
    path.write_bytes(text.getvalue().encode("gb18030"))


def _write_facts(path: Path) -> None:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(("户号", "项目", "内容", "起始日期", "终止日期", "是否执行"))
    table.writerows((case.account.account_no, *row) for case in FIXED for row in case.facts)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _write_readings(path: Path, readings: tuple[ReadingRecord, ...]) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "抄表数据"
    sheet.append(("青石供电所2018年抄表数据(示例)",))
    sheet.merge_cells("A1:J1")
    sheet.append(
        ("用户编号", "电能表编号", "示数类型", "抄表年月", "上次示数", "本次示数", "综合倍率",
         "抄见电量(千瓦时)", "上次抄表日期", "抄表日期")
    )  # fmt: skip
    for r in readings:
        sheet.append(
            (r.account_no, r.meter_no, r.register_kind, f"{r.bill_month:%Y%m}",
             r.last_reading, r.this_reading, r.multiplier, r.kwh, r.last_read_on, r.this_read_on)
        )  # fmt: skip
    sheet.append(("合计", None, None, None, None, None, None, sum(r.kwh for r in readings)))
    book.save(path)


def _write_bills(path: Path, bills: tuple[BillRecord, ...]) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("应收电费")
    sheet.write_merge(0, 0, 0, 4, "青石供电所应收电费(示例)")
    for column, name in enumerate(("户号", "应收年月", "总电量", "应收电费(元)", "发行日期")):
        sheet.write(1, column, name)
    as_date = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for row, bill in enumerate(bills, start=2):
        sheet.write(row, 0, bill.account_no)
        sheet.write(row, 1, int(f"{bill.bill_month:%Y%m}"))
        sheet.write(row, 2, bill.kwh)
        sheet.write(row, 3, bill.charged)
        sheet.write(row, 4, bill.issued_on, as_date)
    row = len(bills) + 2
    sheet.write(row, 0, "合计")
    sheet.write(row, 3, sum(bill.charged for bill in bills))
    book.save(str(path))


def _readme() -> str:
    lines = [
        "# 青石供电所(示例)",
        "",
        "全部人名、电话、地址、户号均为虚构。",
        "文件由 `python -m tests.sample_office` 生成,请勿手改。",
        "",
        "| 户号 | 户名 | 预留电话 | 情形 | 最近一期账单的结论 |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {c.account.account_no} | {c.account.holder_name} | {c.account.phone or '(无)'} |"
        f" {c.situation} | `{c.verdict}` |"
        for c in FIXED
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write_office(Path(__file__).parent.parent / "bot" / "sample_office")
