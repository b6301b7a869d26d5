"""Headings are matched by name, never by position: offices order and name their columns freely.

Only columns named here are ever looked at. Columns with identity documents (身份证号, 证件号码)
are absent on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.intake.codes import FileCode, IntakeError

if TYPE_CHECKING:
    from bot.intake.sheets import Sheet

HEADER_WITHIN = 20


class Field(StrEnum):
    """A field by its usual column name."""

    ACCOUNT_NO = "户号"
    HOLDER_NAME = "户名"
    PHONE = "联系电话"
    ADDRESS = "用电地址"
    REGISTERED_ON = "立户日期"
    POWERED_ON = "送电日期"
    PRICE_NAME = "电价名称"
    STATUS = "用户状态"
    METER_NO = "表号"
    REGISTER_KIND = "示数类型"
    LAST_READING = "上次示数"
    THIS_READING = "本次示数"
    READ_KWH = "抄见电量"
    LAST_READ_ON = "上次抄表日期"
    THIS_READ_ON = "抄表日期"
    MULTIPLIER = "综合倍率"
    BILL_MONTH = "电费年月"
    SETTLED_KWH = "结算电量"
    CHARGED = "应收电费"
    ISSUED_ON = "发行日期"
    # Of facts of an account:
    FACT = "项目"
    CONTENT = "内容"
    SINCE = "起始日期"
    UNTIL = "终止日期"
    APPLIED = "是否执行"
    PERSONS = "人口数"
    LOW_INCOME = "低保类别"
    TIME_OF_USE_SINCE = "峰谷签约日期"
    TRANSFERRED_ON = "过户日期"
    CORRECTED_KWH = "退补电量"
    CLOSED_ON = "销户日期"
    REPLACED_ON = "换表日期"
    READER = "抄表周期"
    HOUSEHOLD_FLAG = "一户多人口标志"
    LOW_INCOME_FLAG = "低保标志"
    TIME_OF_USE_FLAG = "峰谷标志"
    PREPAID_FLAG = "预付费标志"


class RecordKind(StrEnum):
    """What a row yields."""

    ACCOUNT = "account"
    READING = "reading"
    BILL = "bill"
    FACT = "fact"


# The name that says most stands first: it wins when a file has several of them.
SYNONYMS: dict[Field, tuple[str, ...]] = {
    Field.ACCOUNT_NO: ("户号", "用户编号", "客户编号", "用电户号", "用户户号", "用电户编号"),
    Field.HOLDER_NAME: ("户名", "用户名称", "客户名称", "用电户名称", "用户姓名"),
    Field.PHONE: (
        "联系电话",
        "预留电话",
        "手机",
        "手机号",
        "手机号码",
        "移动电话",
        "联系方式",
        "电话",
    ),
    Field.ADDRESS: ("用电地址", "用户地址", "客户地址"),
    Field.REGISTERED_ON: ("立户日期", "立户时间", "开户日期", "开户时间", "建档日期", "建档时间"),
    Field.POWERED_ON: (
        "送电日期",
        "首次送电日期",
        "接电日期",
        "送电时间",
        "首次送电时间",
        "接电时间",
    ),
    Field.PRICE_NAME: ("电价名称", "目录电价名称", "执行电价"),
    Field.STATUS: ("用户状态", "客户状态"),
    Field.METER_NO: (
        "表号",
        "电能表编号",
        "出厂编号",
        "资产编号",
        "电能表资产编号",
        "表资产号",
        "条码号",
    ),
    Field.REGISTER_KIND: ("示数类型",),
    Field.LAST_READING: ("上次示数", "上次表示数", "起度", "抄见起度"),
    Field.THIS_READING: ("本次示数", "本次表示数", "止度", "抄见止度"),
    Field.READ_KWH: ("抄见电量", "本次抄见电量"),
    Field.LAST_READ_ON: ("上次抄表日期", "上次抄表时间"),
    Field.THIS_READ_ON: ("抄表日期", "本次抄表日期", "抄表时间", "本次抄表时间"),
    Field.MULTIPLIER: ("综合倍率", "倍率"),
    Field.BILL_MONTH: ("电费年月", "应收年月", "抄表年月"),
    Field.SETTLED_KWH: ("结算电量", "总电量", "有功合计", "电量"),
    Field.CHARGED: ("应收电费", "当月合计电费", "应收金额"),
    Field.ISSUED_ON: ("发行日期", "发行时间", "电费发行日期", "电费发行时间"),
    Field.FACT: ("项目", "事项", "事实"),
    Field.CONTENT: ("内容", "值"),
    Field.SINCE: (
        "起始日期",
        "生效日期",
        "开始日期",
        "执行日期",
        "享受起始日期",
        "登记日期",
        "受理日期",
        "退补起始日期",
    ),
    Field.UNTIL: (
        "终止日期",
        "截止日期",
        "失效日期",
        "结束日期",
        "到期日期",
        "有效期至",
        "退补截止日期",
    ),
    Field.APPLIED: ("是否执行", "系统是否执行"),
    Field.PERSONS: ("人口数", "户籍人数", "户籍人口", "家庭人口", "登记人数", "人数", "常住人口"),
    Field.LOW_INCOME: ("低保类别", "保障类别", "困难类型", "优惠类别"),
    Field.TIME_OF_USE_SINCE: (
        "峰谷签约日期",
        "签约日期",
        "分时生效日期",
        "峰谷执行日期",
        "分时执行日期",
        "峰谷生效日期",
    ),
    Field.TRANSFERRED_ON: ("过户日期", "更名日期", "过户时间", "更名过户日期"),
    Field.CORRECTED_KWH: ("退补电量", "追退电量"),
    Field.CLOSED_ON: ("销户日期", "销户时间"),
    Field.REPLACED_ON: ("换表日期", "换表时间", "换装日期"),
    Field.READER: ("抄表周期",),
    Field.HOUSEHOLD_FLAG: ("一户多人口标志", "是否多人口", "多人口标志", "一户多人口"),
    Field.LOW_INCOME_FLAG: ("低保标志", "低保/五保标志", "是否低保"),
    Field.TIME_OF_USE_FLAG: ("峰谷标志", "分时标志", "是否执行峰谷", "是否分时", "峰谷分时标志"),
    Field.PREPAID_FLAG: ("预付费标志", "是否预付费"),
}

_FIELD_OF = {
    name: (field, rank) for field, names in SYNONYMS.items() for rank, name in enumerate(names)
}
_UNIT = re.compile(
    r"\((千瓦时|千瓦·时|kw[·.]?h|度|元|人民币|yyyy[-/a-z]*|年月日?|必填)\)", re.IGNORECASE
)


# Of themselves they tell a fact; the others need the day from which it holds.
_TOLD = {
    Field.FACT, Field.TIME_OF_USE_SINCE, Field.TRANSFERRED_ON, Field.CLOSED_ON, Field.REPLACED_ON,
    Field.READER, Field.HOUSEHOLD_FLAG, Field.LOW_INCOME_FLAG, Field.TIME_OF_USE_FLAG,
    Field.PREPAID_FLAG,
}  # fmt: skip
_DATED = {Field.PERSONS, Field.LOW_INCOME, Field.CORRECTED_KWH}


def tells_facts(have: set[Field]) -> bool:
    """Whether columns tell facts of an account: grants, agreements, a transfer, a correction."""
    return bool(have & _TOLD) or (Field.SINCE in have and bool(have & _DATED))


@dataclass(frozen=True, slots=True)
class Header:
    """The header row of a sheet: its number, and the column of each known field."""

    number: int
    columns: dict[Field, int]


def field_of(heading: str) -> tuple[Field, int] | None:
    """The field that a heading names, and the place of that name among its synonyms.

    >>> field_of(" 抄见电量(千瓦时)")
    (<Field.READ_KWH: '抄见电量'>, 0)
    """
    plain = re.sub(r"[\s*::]", "", unicodedata.normalize("NFKC", heading))
    return _FIELD_OF.get(_UNIT.sub("", plain))


def find_header(sheet: Sheet) -> Header | None:
    """The first row that names an account number and at least one more field."""
    for row in sheet[:HEADER_WITHIN]:
        best: dict[Field, tuple[int, int]] = {}
        for column, cell in enumerate(row.cells):
            known = field_of(cell)
            if known and (known[0] not in best or known[1] < best[known[0]][0]):
                best[known[0]] = (known[1], column)
        if Field.ACCOUNT_NO in best and len(best) > 1:
            return Header(row.number, {field: column for field, (_, column) in best.items()})
    return None


def kinds_in(header: Header) -> tuple[RecordKind, ...]:
    """Which records the columns give.

    Raises:
        IntakeError: a column is missing without which the records of the file mean nothing.
    """
    have = set(header.columns)
    kinds = []
    if Field.HOLDER_NAME in have and have & {Field.REGISTERED_ON, Field.POWERED_ON}:
        kinds.append(RecordKind.ACCOUNT)
    if have & {Field.LAST_READING, Field.THIS_READING, Field.READ_KWH}:
        _need(have, Field.LAST_READING, Field.THIS_READING, Field.THIS_READ_ON)
        kinds.append(RecordKind.READING)
    if Field.CHARGED in have:
        _need(have, Field.BILL_MONTH, Field.SETTLED_KWH)
        kinds.append(RecordKind.BILL)
    if tells_facts(have):
        kinds.append(RecordKind.FACT)
    if not kinds:
        if have & _DATED:
            _need(have, Field.SINCE)
        if have & {Field.BILL_MONTH, Field.SETTLED_KWH}:
            _need(have, Field.BILL_MONTH, Field.SETTLED_KWH, Field.CHARGED)
        _need(have, Field.HOLDER_NAME, Field.REGISTERED_ON)
    return tuple(kinds)


def _need(have: set[Field], *needed: Field) -> None:
    missing = [field for field in needed if field not in have]
    if missing:
        raise IntakeError(FileCode.MISSING_COLUMNS, columns="、".join(missing))
