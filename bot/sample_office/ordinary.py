"""Ordinary households of a made-up office: read on the 20th of each month, billed by the rule."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from tariff_rules import load_region

YEAR = 2018
AS_OF = date(2018, 12, 24)
DAY = 20
PRICE = "乡村居民生活用电(不满1千伏)"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = (
    "建军",
    "秀兰",
    "国强",
    "玉梅",
    "志刚",
    "桂英",
    "海涛",
    "春霞",
    "永福",
    "小燕",
    "德胜",
    "红梅",
)
VILLAGES = ("柳河村", "石桥村", "东岗村", "槐树营村", "南坡村", "白龙庙村")
# Of a mild year, in percent: no month is twice another one.
SEASON = (115, 120, 95, 85, 85, 100, 120, 125, 100, 85, 90, 110)
HOUSES_OF_AN_AREA = 120
Row = dict[str, Any]
Lists = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Home:
    """An account: its number in the office, its keys, who reads it."""

    office: int
    number: int

    @property
    def account(self) -> str:
        """户号, 10 digits."""
        return f"41{self.office:03d}{self.number:05d}"

    @property
    def meter(self) -> str:
        """表号, 12 digits with zeros in front."""
        return f"0041{self.office:03d}{self.number:05d}"

    @property
    def area(self) -> str:
        """台区编号."""
        return f"{self.office:03d}{self.number // HOUSES_OF_AN_AREA:04d}"

    @property
    def reader(self) -> str:
        """台区经理."""
        return f"{SURNAMES[self.number // HOUSES_OF_AN_AREA % len(SURNAMES)]}师傅"


def account_row(home: Home, chance: random.Random, **other: Any) -> Row:
    """A row of the file of accounts."""
    village = VILLAGES[home.number // HOUSES_OF_AN_AREA % len(VILLAGES)]
    name = chance.choice(SURNAMES) + chance.choice(GIVEN)
    return {
        "户号": home.account, "户名": name,
        "联系电话": f"138{home.office:03d}{home.number:05d}",
        "用电地址": f"青石镇{village}{home.number}号", "立户日期": "2012-05-16",
        "送电日期": "2012-05-18", "合同签订日期": "2012-05-15", "电价名称": PRICE,
        "用电类别": "居民生活用电", "用户状态": "正常", "阶梯标志": "是", "台区编号": home.area,
        "抄表段编号": home.area[-4:], "抄表例日": DAY, "台区经理": home.reader,
        "表号": home.meter, **other,
    }  # fmt: skip


def uses(chance: random.Random) -> list[int]:
    """KWh of the twelve months."""
    usual = chance.randint(50, 240)
    return [max(20, usual * of // 100 + chance.randint(-8, 8)) for of in SEASON]


def days(months: int = 12) -> list[date]:
    """The days of the readings, the first is that before the year."""
    return [date(YEAR - 1, 12, DAY), *(date(YEAR, month, DAY) for month in range(1, months + 1))]


def reading_row(home: Home, first: date, last: date, before: int, kwh: int, **other: Any) -> Row:
    """A row of the list of readings."""
    return {
        "户号": home.account, "表号": home.meter, "示数类型": "总", "上次示数": before,
        "本次示数": before + kwh, "上次抄表日期": first.isoformat(), "抄表日期": last.isoformat(),
        "抄见电量": kwh, "综合倍率": 1, "电费年月": f"{last:%Y%m}", "抄表方式": "远程采集",
        **other,
    }  # fmt: skip


def bill_row(home: Home, month: date, used: int, kwh: int, months: int = 12, **other: Any) -> Row:
    """A bill by the rule: kWh used in the year before it, and its own, over the tiers."""
    tiers = tiers_of(used, kwh, months)
    return {
        "户号": home.account, "电费年月": f"{month:%Y%m}", "结算电量": kwh,
        "一档电量": tiers[0], "二档电量": tiers[1], "三档电量": tiers[2],
        "阶梯基数月数": months, "年累计电量": used, "应收电费": yuan(charge(tiers)),
        "违约金": "0.00", "发行日期": month.replace(day=26).isoformat(), **other,
    }  # fmt: skip


def tiers_of(used: int, kwh: int, months: int) -> tuple[int, int, int]:
    """KWh by tier."""
    first, second = (limit * months for limit in _tariff()[0])
    after = used + kwh
    one = min(after, first) - min(used, first)
    two = min(max(after, first), second) - min(max(used, first), second)
    return one, two, kwh - one - two


def charge(tiers: tuple[int, int, int]) -> int:
    """Fen of whole kWh by tier."""
    return sum(kwh * price for kwh, price in zip(tiers, _tariff()[1], strict=True))


def yuan(fen: int) -> str:
    """Fen as yuan are written."""
    return f"{fen // 100}.{fen % 100:02d}"


def ordinary(lists: Lists, home: Home, chance: random.Random) -> None:
    """A household of which nothing is to be said."""
    lists["accounts"].append(account_row(home, chance))
    year_of(lists, home, uses(chance), chance.randint(500, 20_000))


def year_of(lists: Lists, home: Home, kwhs: list[int], shown: int) -> None:
    """Readings and bills of a year."""
    used = 0
    read = days(len(kwhs))
    for first, last, kwh in zip(read, read[1:], kwhs, strict=False):
        lists["readings"].append(reading_row(home, first, last, shown, kwh))
        lists["bills"].append(bill_row(home, last.replace(day=1), used, kwh))
        shown, used = shown + kwh, used + kwh


@cache
def _tariff() -> tuple[tuple[int, int], tuple[int, int, int]]:
    """Limits of a month in kWh, prices in fen, of Henan in that year."""
    schedule = load_region("henan").schedule_on(AS_OF)
    assert schedule is not None  # noqa: S101 - the region's file has that year
    first, second = (int(limit) for limit in schedule.limits_of_month(AS_OF.month))
    one, two, three = (int(price * 100) for price in schedule.prices_in(AS_OF))
    return (first, second), (one, two, three)
