"""Situations planted in a made-up office, each with what an audit has to find of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.sample_office.ordinary import (
    DAY,
    YEAR,
    Home,
    Lists,
    account_row,
    bill_row,
    reading_row,
    uses,
    year_of,
)

NAMES = (
    "accounts", "readings", "bills", "applications", "store", "collection", "survey", "areas",
    "adjustments", "tickets", "facts",
)  # fmt: skip


@dataclass
class Village:
    """An office in the making: its lists, and the truth about them."""

    office: int
    chance: random.Random
    lists: Lists = field(default_factory=lambda: {name: [] for name in NAMES})
    truth: list[dict[str, str]] = field(default_factory=list)
    made: int = 0

    def home(self) -> Home:
        """The next household."""
        self.made += 1
        return Home(self.office, self.made)

    def expect(self, home: Home, situation: str, *rules: str, on: str = "account") -> None:
        """What an audit has to find of a household, by its account or its meter."""
        key = {"account": home.account} if on == "account" else {"meter": home.meter}
        self.truth += [{"rule": rule, **key, "situation": situation} for rule in rules]

    def usual(self, home: Home, kwhs: list[int] | None = None, **other: Any) -> list[int]:
        """An account with its year; of the account other fields as given."""
        self.lists["accounts"].append(account_row(home, self.chance, **other))
        kwhs = kwhs or uses(self.chance)
        year_of(self.lists, home, kwhs, self.chance.randint(500, 20_000))
        return kwhs

    def order(self, home: Home, accepted: str, account: bool = True, **other: Any) -> None:
        """A work order of a new connection."""
        self.lists["applications"].append(
            {
                "申请编号": f"BZ{self.office:03d}{home.number:05d}",
                "户号": home.account if account else "", "电能表编号": home.meter,
                "业务类型": "低压居民新装", "受理时间": accepted, "合同签订时间": "",
                "装表时间": "", "送电时间": "", "归档时间": "", "当前环节": "归档",
                "经办人": home.reader, "一证受理": "否", "资料补齐日期": "", **other,
            }
        )  # fmt: skip

    def ticket(self, home: Home, number: int, **other: Any) -> None:
        """A complaint, well handled."""
        self.lists["tickets"].append(
            {
                "投诉编号": f"TS{self.office:03d}{home.number:05d}{number}", "户号": home.account,
                "受理时间": "2018-12-03 09:10", "受理渠道": "95598", "一级分类": "投诉",
                "受理内容": "客户问电费怎么算", "处理意见": "已解释", "是否属实": "不属实",
                "原因分类": "电费", "处理方式": "解释", "承担方": "",
                "首次联系时间": "2018-12-03 11:00", "答复时间": "2018-12-05 10:00",
                "回访结果": "满意", "办结时间": "2018-12-06 16:00", "政策依据": "电价文件",
                "经办人": f"{home.number}号员工", **other,
            }
        )  # fmt: skip

    def store(self, home: Home, issued: str, account: bool, **other: Any) -> None:
        """A meter that left the store."""
        self.lists["store"].append(
            {
                "领用日期": issued, "领用人": home.reader, "资产编号": home.meter,
                "用途工单": f"BZ{self.office:03d}{home.number:05d}",
                "现状态": "装出" if account else "领用",
                "去向户号": home.account if account else "", **other,
            }
        )  # fmt: skip

    def collected(self, home: Home, first: date, daily: float, last: date) -> None:
        """What the collection system has of a meter."""
        for day in (first, last):
            shown = 400 + daily * (day - first).days
            self.lists["collection"].append(
                {"表号": home.meter, "数据日期": day.isoformat(), "正向有功总": f"{shown:.2f}"}
            )


def late_registration(village: Village) -> None:
    """The seed: power in October, account and papers in December, one bill."""
    home = village.home()
    kwh = village.chance.randint(440, 540)  # twice what its neighbours use, and more
    village.lists["accounts"].append(
        account_row(
            home, village.chance, 立户日期="2018-12-05", 送电日期="2018-10-08",
            合同签订日期="2018-12-05",
        )
    )  # fmt: skip
    first, last = date(YEAR, 10, 8), date(YEAR, 12, DAY)
    village.lists["readings"].append(reading_row(home, first, last, 407, kwh))
    village.lists["bills"].append(bill_row(home, date(YEAR, 12, 1), 0, kwh, 1))
    village.order(
        home, "2018-12-05 09:12", 合同签订时间="2018-12-05", 装表时间="2018-10-08",
        送电时间="2018-10-08", 归档时间="2018-12-05 09:41",
    )  # fmt: skip
    village.store(home, "2018-10-08", account=True)
    village.expect(
        home, "late_registration", "A02", "A05", "A06", "A07", "A08", "A09", "A13", "B05", "C02"
    )


def repeated_by_one(village: Village) -> None:
    """Two seeds of the same colleague."""
    late_registration(village)
    late_registration(village)
    reader = village.lists["applications"][-1]["经办人"]
    village.lists["applications"][-2]["经办人"] = reader
    village.truth.append({"rule": "A15", "person": reader, "situation": "repeated_by_one"})


def meter_without_account(village: Village) -> None:
    """As the seed stood in October."""
    home = village.home()
    village.store(home, "2018-11-12", account=False, 用途工单="")
    village.collected(home, date(YEAR, 11, 12), 5.7534, date(YEAR, 12, 23))
    village.expect(home, "meter_without_account", "A03", "A04", on="meter")


def collected_only(village: Village) -> None:
    """In the collection system, in no other list."""
    home = village.home()
    village.collected(home, date(YEAR, 12, 1), 4.2, date(YEAR, 12, 23))
    village.expect(home, "collected_only", "A04", on="meter")


def surveyed_only(village: Village) -> None:
    """Found in the field."""
    home = village.home()
    village.lists["survey"].append(
        {"普查日期": "2018-12-18", "普查人": home.reader, "电能表编号": home.meter,
         "现场示数": 133, "核查结果": "在用"}
    )  # fmt: skip
    village.expect(home, "surveyed_only", "A10", on="meter")


def overdue_order(village: Village) -> None:
    """Applied for three weeks ago, no power yet."""
    home = village.home()
    village.order(home, "2018-12-03 10:20", account=False, 电能表编号="", 户号=home.account,
                  当前环节="勘查")  # fmt: skip
    village.expect(home, "overdue_order", "A01", "A11")


def not_archived(village: Village) -> None:
    """Power in time, and the order left lying."""
    home = village.home()
    village.order(home, "2018-12-12 10:20", 装表时间="2018-12-14", 送电时间="2018-12-14",
                  合同签订时间="2018-12-13", 当前环节="送电")  # fmt: skip
    village.expect(home, "not_archived", "A11", "A12")


def papers_missing(village: Village) -> None:
    """Accepted with one paper, the others never came."""
    home = village.home()
    village.usual(home)
    village.order(
        home, "2018-11-20 10:20", 一证受理="是", 装表时间="2018-11-21", 送电时间="2018-11-21",
        合同签订时间="2018-11-21", 归档时间="2018-11-23 15:00", 业务类型="低压居民新装增户",
    )  # fmt: skip
    village.lists["accounts"][-1] |= {"立户日期": "2018-11-20", "送电日期": "2018-11-21"}
    village.lists["accounts"][-1] |= {"合同签订日期": "2018-11-21"}
    del village.lists["readings"][-12:], village.lists["bills"][-12:]
    first, last = date(YEAR, 11, 21), date(YEAR, 12, DAY)
    village.lists["readings"].append(reading_row(home, first, last, 0, 88))
    village.lists["bills"].append(bill_row(home, date(YEAR, 12, 1), 0, 88, 2))
    village.expect(home, "papers_missing", "A14")


def area_losses(village: Village) -> None:
    """An area whose losses grew."""
    area, other = (f"{village.office:03d}{kind}{village.made:04d}" for kind in ("8", "9"))
    for month, rate in ((8, 4.1), (9, 4.3), (10, 4.0), (11, 4.2), (12, 8.9)):
        for one in (area, other):
            grown = rate if one == area else 4.0 + month / 100
            village.lists["areas"].append(
                {"台区编号": one, "月份": f"{YEAR}{month:02d}", "线损率(%)": f"{grown:.2f}"}
            )
    village.truth.append({"rule": "A16", "area": area, "situation": "area_losses"})


CONNECTIONS: tuple[Callable[[Village], None], ...] = (
    repeated_by_one, meter_without_account, collected_only, surveyed_only, overdue_order,
    not_archived, papers_missing, area_losses,
)  # fmt: skip
