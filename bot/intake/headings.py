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


class RecordKind(StrEnum):
    """What a row yields."""

    ACCOUNT = "account"
    READING = "reading"
    BILL = "bill"


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
}

_FIELD_OF = {
    name: (field, rank) for field, names in SYNONYMS.items() for rank, name in enumerate(names)
}
_UNIT = re.compile(
    r"\((千瓦时|千瓦·时|kw[·.]?h|度|元|人民币|yyyy[-/a-z]*|年月日?|必填)\)", re.IGNORECASE
)


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
    if not kinds:
        if have & {Field.BILL_MONTH, Field.SETTLED_KWH}:
            _need(have, Field.BILL_MONTH, Field.SETTLED_KWH, Field.CHARGED)
        _need(have, Field.HOLDER_NAME, Field.REGISTERED_ON)
    return tuple(kinds)


def _need(have: set[Field], *needed: Field) -> None:
    missing = [field for field in needed if field not in have]
    if missing:
        raise IntakeError(FileCode.MISSING_COLUMNS, columns="、".join(missing))
