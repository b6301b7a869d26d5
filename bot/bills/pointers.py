"""Words in the name of a price or the state of an account that point to facts not on file."""

from __future__ import annotations

import re
from enum import StrEnum


class Unknown(StrEnum):
    """What is not known of an account."""

    TIME_OF_USE = "time_of_use"  # 峰谷分时: the agreement
    PERIODS = "periods"  # registers of peak and valley hours, no agreement
    HEATING = "heating"  # 采暖
    FREE_KWH = "free_kwh"  # 低保、五保: kWh without charge
    HOUSEHOLD = "household"  # 一户多人口: wider limits
    PREPAID = "prepaid"  # 预付费、卡表: settled after the year
    OWNER = "owner"  # 过户: the day on which the holder changed
    CLOSING = "closing"  # 销户: the day, and what it settled
    READER = "reader"  # 双月抄表: in which months the meter is read


_NOT_HELD = r"(?:不|未|非|无|没有?)(?:执行|实行|开通|办理|参加|含|是|分)?"
_NAMED = {
    Unknown.TIME_OF_USE: "峰谷|分时|尖峰|尖谷|谷电",
    Unknown.HEATING: "采暖|取暖|供暖|煤改电|电锅炉|蓄热",
    Unknown.FREE_KWH: "低保|五保|特困|贫困|困难|免费|优惠",
    Unknown.HOUSEHOLD: "(?:一户)?多人口|人口多|多子女|[二三四五六七八2-8][人口]及?以上|[五七]人户",
    Unknown.PREPAID: "预付费|预购电|购电|卡表|卡式",
    Unknown.OWNER: "过户|更名|变更户主",
    Unknown.CLOSING: "销户",
}
_ALL = rf"(?:{'|'.join(_NAMED.values())})+"
_DENIED = re.compile(_NOT_HELD + _ALL)
# All of them, also where the text denies them: 不执行峰谷分时.
POINTERS = rf"(?:{_NOT_HELD})?{_ALL}"


def pointed_to(text: str) -> tuple[Unknown, ...]:
    """The facts that free text of the exporting system points to."""
    said = _DENIED.sub("", text)
    return tuple(one for one, words in _NAMED.items() if re.search(words, said))
