"""What offices call the facts of an account."""

from __future__ import annotations

from bot.records.fact import FactKind

# As they may be written, and as we write them.
NAMES: dict[str, FactKind] = {
    "一户多人口": FactKind.HOUSEHOLD,
    "多人口": FactKind.HOUSEHOLD,
    "低保": FactKind.LOW_INCOME,
    "五保": FactKind.LOW_INCOME,
    "低保五保": FactKind.LOW_INCOME,
    "峰谷": FactKind.TIME_OF_USE,
    "峰谷分时": FactKind.TIME_OF_USE,
    "分时": FactKind.TIME_OF_USE,
    "过户": FactKind.TRANSFER,
    "更名": FactKind.TRANSFER,
    "退补电量": FactKind.CORRECTION,
    "退补": FactKind.CORRECTION,
    "阶梯月数": FactKind.TIER_MONTHS,
    "销户": FactKind.CLOSED,
    "执行电价": FactKind.PRICE,
    "电价": FactKind.PRICE,
    "抄表周期": FactKind.READER,
    "预付费": FactKind.PREPAID,
    "首次立户": FactKind.REGISTERED,
    "估抄": FactKind.ESTIMATED,
    "应有天数": FactKind.NORMAL_DAYS,
    "换表": FactKind.REPLACED,
}
NAME_OF = {
    FactKind.HOUSEHOLD: "一户多人口", FactKind.LOW_INCOME: "低保五保",
    FactKind.TIME_OF_USE: "峰谷分时", FactKind.TRANSFER: "过户", FactKind.CORRECTION: "退补电量",
    FactKind.TIER_MONTHS: "阶梯月数", FactKind.CLOSED: "销户", FactKind.PRICE: "执行电价",
    FactKind.READER: "抄表周期", FactKind.PREPAID: "预付费", FactKind.REGISTERED: "首次立户",
    FactKind.ESTIMATED: "估抄", FactKind.NORMAL_DAYS: "应有天数", FactKind.REPLACED: "换表",
}  # fmt: skip
