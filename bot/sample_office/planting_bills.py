"""Situations of readings, bills and books planted in a made-up office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sample_office.ordinary import YEAR, Row
from bot.sample_office.planting import Village

Situation = Callable[[Village], None]


def _usual(kwhs: list[int] | None, *rules: str, **other: Any) -> Situation:
    """A year with these kWh, or an account with other fields."""

    def plant(village: Village) -> None:
        home = village.home()
        village.usual(home, kwhs, **other)
        village.expect(home, "+".join(rules), *rules)

    return plant


def _last(kind: str, change: dict[str, Any], *rules: str, months: int = 1) -> Situation:
    """A usual year of which the last rows of a list say something else."""

    def plant(village: Village) -> None:
        home = village.home()
        village.usual(home)
        for row in village.lists[kind][-months:]:
            row.update(change)
        village.expect(home, "+".join(rules), *rules)

    return plant


def not_read(village: Village) -> None:
    """No reading and no bill in December."""
    home = village.home()
    village.usual(home)
    del village.lists["readings"][-1], village.lists["bills"][-1]
    village.expect(home, "not_read", "B01")


def two_periods(village: Village) -> None:
    """November was not read: two months in one bill."""
    home = village.home()
    village.usual(home)
    readings, bills = village.lists["readings"], village.lists["bills"]
    november, december = readings[-2], readings[-1]
    december |= {
        "上次示数": november["上次示数"], "上次抄表日期": november["上次抄表日期"],
        "抄见电量": november["抄见电量"] + december["抄见电量"],
    }  # fmt: skip
    _put_together(bills[-2], bills[-1])
    del readings[-2], bills[-2]
    village.expect(home, "two_periods", "B05")


def _put_together(first: Row, second: Row) -> None:
    fen = sum(round(float(row["应收电费"]) * 100) for row in (first, second))
    second |= {
        name: first[name] + second[name]
        for name in ("结算电量", "一档电量", "二档电量", "三档电量")
    }
    second |= {"年累计电量": first["年累计电量"], "应收电费": f"{fen / 100:.2f}"}


def same_again(village: Village) -> None:
    """The same kWh three months running."""
    home = village.home()
    village.usual(home, [90, 96, 81, 77, 75, 88, 101, 103, 91, 87, 87, 87])
    village.expect(home, "same_again", "B04")


def tens_by_hand(village: Village) -> None:
    """Full tens, read by hand."""
    home = village.home()
    village.usual(home, [90, 96, 81, 77, 75, 88, 101, 103, 91, 80, 90, 110])
    for row in village.lists["readings"][-3:]:
        row["抄表方式"] = "手工抄表"
    village.expect(home, "tens_by_hand", "B04")


def backwards(village: Village) -> None:
    """The meter went back."""
    home = village.home()
    village.usual(home)
    row = village.lists["readings"][-1]
    row["本次示数"] = int(row["上次示数"]) - 40
    village.expect(home, "backwards", "B07")


def not_connected(village: Village) -> None:
    """The period begins where the one before did not end."""
    home = village.home()
    village.usual(home)
    row = village.lists["readings"][-1]
    row |= {"上次示数": int(row["上次示数"]) + 55, "本次示数": int(row["本次示数"]) + 55}
    village.expect(home, "not_connected", "B08")


def new_meter(village: Village) -> None:
    """Much more in the month in which the meter was replaced."""
    home = village.home()
    village.usual(home, [60, 64, 55, 50, 52, 58, 66, 68, 60, 55, 58, 112])
    row = village.lists["readings"][-1]
    row |= {"表号": f"9{home.meter[1:]}", "上次示数": 0, "本次示数": 112}
    village.expect(home, "new_meter", "B09")


def seen_less(village: Village) -> None:
    """A survey saw less than was billed before it."""
    home = village.home()
    village.usual(home)
    shown = int(village.lists["readings"][-1]["本次示数"])
    village.lists["survey"].append(
        {"普查日期": "2018-12-22", "普查人": home.reader, "电能表编号": home.meter,
         "现场示数": shown - 30, "核查结果": "在用"}
    )  # fmt: skip
    village.expect(home, "seen_less", "B10")


def collected_differs(village: Village) -> None:
    """The collection system has another reading of the same day."""
    home = village.home()
    village.usual(home)
    shown = int(village.lists["readings"][-1]["本次示数"])
    village.lists["collection"].append(
        {"表号": home.meter, "数据日期": f"{YEAR}-12-20", "正向有功总": f"{shown - 21}.35"}
    )
    village.expect(home, "collected_differs", "B12")


def household(approval: str, applied: str, until: str) -> Situation:
    """A large household: refused, not applied, or run out."""

    def plant(village: Village) -> None:
        home = village.home()
        village.usual(home, [250, 260, 220, 205, 205, 235, 270, 280, 235, 210, 220, 250])
        village.lists["facts"].append(
            {"户号": home.account, "人口数": 7, "生效日期": "2018-01-10", "截止日期": until,
             "是否执行": applied, "审批结果": approval}
        )  # fmt: skip
        village.expect(home, "household", "C05")

    return plant


def charged_wrongly(village: Village) -> None:
    """A bill that no reading of the rule gives."""
    home = village.home()
    kwhs = village.usual(home)
    village.lists["bills"][-1]["应收电费"] = f"{kwhs[-1] * 0.56 + 23.45:.2f}"
    village.expect(home, "charged_wrongly", "C07")


def one_address(village: Village) -> None:
    """Two accounts at one house."""
    one, other = village.home(), village.home()
    village.usual(one, 用电地址="青石镇柳河村老街7号")
    village.usual(other, 用电地址="青石镇柳河村老街7号")
    for home in (one, other):
        village.expect(home, "one_address", "C10")


def one_meter(village: Village) -> None:
    """Two accounts on one meter."""
    one, other = village.home(), village.home()
    village.usual(one)
    village.usual(other, 表号=one.meter)
    for row in village.lists["readings"][-12:]:
        row["表号"] = one.meter
    for home in (one, other):
        village.expect(home, "one_meter", "C11")


def malformed(village: Village) -> None:
    """An account number of nine digits."""
    home = village.home()
    village.usual(home)
    short = home.account[1:]
    for kind, count in (("accounts", 1), ("readings", 12), ("bills", 12)):
        for row in village.lists[kind][-count:]:
            row["户号"] = short
    village.truth.append({"rule": "D03", "account": short, "situation": "malformed"})


def not_reset(village: Village) -> None:
    """January begins with the kWh of the year before."""
    home = village.home()
    village.usual(home)
    village.lists["bills"][-12]["年累计电量"] = 1890
    village.expect(home, "not_reset", "C03")


_FLAT = [90, 96, 81, 77, 75, 88, 101, 103, 91, 87, 92, 95]
BILLS: tuple[Situation, ...] = (
    not_read, two_periods, same_again, tens_by_hand, backwards, not_connected, new_meter,
    seen_less, collected_differs, charged_wrongly, one_address, one_meter, malformed, not_reset,
    household("不通过", "否", ""), household("通过", "否", "2018-12-31"),
    household("通过", "是", "2018-06-30"),
    _usual([*_FLAT[:11], 0], "B02"),
    _usual([*_FLAT[:6], 0, 0, 0, 0, 0, 0], "B02", "B03"),
    _usual([*_FLAT[:11], 330], "B11"),
    _usual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 210], "B11"),
    _usual([1650, 1700, 1600, 1550, 1560, 1600, 1700, 1720, 1650, 1600, 1610, 1680], "C09"),
    _last("readings", {"抄表方式": "估抄"}, "B04", months=3),
    _last("readings", {"抄表日期": "2018-12-26"}, "B06"),
    _last("accounts", {"阶梯标志": ""}, "C01"),
    _last("bills", {"阶梯基数月数": 1}, "C02"),
    _last("bills", {"一档电量": 7}, "C06"),
    _last("accounts", {"用电类别": "居民合表用电"}, "C08"),
    _last("accounts", {"台区编号": ""}, "D01"),
    _last("accounts", {"联系电话": ""}, "D02"),
    _last("accounts", {"用电类别": "一般工商业用电"}, "D04"),
    _last("readings", {"抄见电量": -12}, "D05"),
)  # fmt: skip
