"""The fields that are read, and the kinds of records that they make."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum


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
    AREA = "台区"
    MANAGER = "台区经理"
    METER_NO = "表号"
    REGISTER_KIND = "示数类型"
    LAST_READING = "上次示数"
    THIS_READING = "本次示数"
    READ_KWH = "抄见电量"
    LAST_READ_ON = "上次抄表日期"
    THIS_READ_ON = "抄表日期"
    MULTIPLIER = "综合倍率"
    CURRENT_RATIO = "CT变比"
    VOLTAGE_RATIO = "PT变比"
    READ_STATE = "抄表状态"
    BILL_MONTH = "电费年月"
    SETTLED_KWH = "结算电量"
    CHARGED = "应收电费"
    BILL_KIND = "电费类型"
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
    HOLDER_BEFORE = "原户名"
    HOLDER_AFTER = "新户名"
    CORRECTED_KWH = "退补电量"
    CLOSED_ON = "销户日期"
    REPLACED_ON = "换表日期"
    READER = "抄表周期"
    HOUSEHOLD_FLAG = "一户多人口标志"
    LOW_INCOME_FLAG = "低保标志"
    TIME_OF_USE_FLAG = "峰谷标志"
    PREPAID_FLAG = "预付费标志"


# Of the transformers before a meter; together they are its multiplier.
RATIOS = (Field.CURRENT_RATIO, Field.VOLTAGE_RATIO)


class RecordKind(StrEnum):
    """What a row yields."""

    ACCOUNT = "account"
    READING = "reading"
    BILL = "bill"
    FACT = "fact"


@dataclass(frozen=True, slots=True)
class KindOfRecord:
    """What a kind of record takes from a table besides the account number.

    Attributes:
        signs: fields that only a table of this kind has.
        needs: of each group one field must be there.
        may: fields that it reads as well.
    """

    kind: RecordKind
    signs: frozenset[Field]
    needs: tuple[tuple[Field, ...], ...]
    may: frozenset[Field]

    def lacks(self, have: AbstractSet[Field]) -> tuple[Field, ...]:
        """The first of each group that is wanting."""
        return tuple(group[0] for group in self.needs if not have & set(group))

    @property
    def reads(self) -> frozenset[Field]:
        """All fields that it reads."""
        return self.may | {field for group in self.needs for field in group} | {Field.ACCOUNT_NO}


_F = Field
# Of themselves they tell a fact; the others need the day from which it holds.
_TOLD = (
    _F.FACT, _F.TIME_OF_USE_SINCE, _F.TRANSFERRED_ON, _F.CLOSED_ON, _F.REPLACED_ON, _F.READER,
    _F.HOUSEHOLD_FLAG, _F.LOW_INCOME_FLAG, _F.TIME_OF_USE_FLAG, _F.PREPAID_FLAG,
)  # fmt: skip
_DATED = (_F.PERSONS, _F.LOW_INCOME, _F.CORRECTED_KWH)
# A new kind of file is one more line here, its headings in headings.yaml, and its row in rows.py.
KINDS = (
    KindOfRecord(
        RecordKind.ACCOUNT,
        frozenset({_F.REGISTERED_ON, _F.POWERED_ON}),
        ((_F.HOLDER_NAME,), (_F.REGISTERED_ON, _F.POWERED_ON)),
        frozenset({_F.REGISTERED_ON, _F.POWERED_ON, _F.PHONE, _F.ADDRESS, _F.PRICE_NAME,
                   _F.STATUS, _F.AREA, _F.MANAGER}),
    ),
    KindOfRecord(
        RecordKind.READING,
        frozenset({_F.LAST_READING, _F.THIS_READING, _F.READ_KWH}),
        ((_F.THIS_READING,), (_F.THIS_READ_ON,)),
        frozenset({_F.LAST_READING, _F.METER_NO, _F.REGISTER_KIND, _F.READ_KWH, _F.LAST_READ_ON,
                   _F.MULTIPLIER, _F.CURRENT_RATIO, _F.VOLTAGE_RATIO, _F.READ_STATE,
                   _F.BILL_MONTH, _F.SETTLED_KWH}),
    ),
    KindOfRecord(
        RecordKind.BILL,
        frozenset({_F.CHARGED}),
        ((_F.BILL_MONTH,), (_F.SETTLED_KWH,), (_F.CHARGED,)),
        frozenset({_F.BILL_KIND, _F.ISSUED_ON}),
    ),
    KindOfRecord(
        RecordKind.FACT,
        frozenset({*_TOLD, *_DATED}),
        ((_F.SINCE, *_TOLD), (*_DATED, *_TOLD)),
        frozenset({_F.CONTENT, _F.UNTIL, _F.APPLIED, _F.HOLDER_BEFORE, _F.HOLDER_AFTER}),
    ),
)  # fmt: skip


# Of these a list of accounts without dates tells something new.
PARTICULARS = frozenset({_F.PHONE, _F.ADDRESS, _F.PRICE_NAME, _F.STATUS, _F.AREA, _F.MANAGER})


def kinds_in(have: AbstractSet[Field]) -> tuple[KindOfRecord, ...]:
    """The kinds of which a table with these fields has all that is needed."""
    if Field.ACCOUNT_NO not in have:
        return ()
    found = tuple(one for one in KINDS if not one.lacks(have))
    others = {field for one in KINDS[1:] for field in one.signs}
    if not found and Field.HOLDER_NAME in have and have & PARTICULARS and not have & others:
        return KINDS[:1]  # a list of prices, telephones or states; the dates came before
    return found


def seems(have: AbstractSet[Field]) -> KindOfRecord | None:
    """What a table seems to be that lacks something: the kind with the most of its signs."""
    signed = [one for one in KINDS if one.signs & have]
    if not signed:
        signed = [one for one in KINDS if len(one.reads & have - {Field.ACCOUNT_NO}) > 0]
    return max(
        signed,
        key=lambda one: (
            len(one.signs & have),
            len(one.reads & have - {Field.HOLDER_NAME}),  # each of them may name the holder
            len(one.needs) - len(one.lacks(have)),
            -len(one.lacks(have)),
        ),
        default=None,
    )
