"""A bill that is right by facts which the office's exports do not hold is not called wrong.

Each household's charge is worked out from all its facts; the exports then tell what an office's
exports tell. Nothing may be promised while the records themselves show that more may hold.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tariff_rules import (
    Grant,
    HouseholdGrant,
    Reader,
    ServiceAccount,
    Settlement,
    assess,
    load_region,
)
from tests.desk import Desk
from tests.intake.exports import BILL_HEAD, READING_HEAD, csv_file
from tests.rules.build import settlement

PLAIN = "居民生活用电(一户一表)"
LONG_AGO = date(2015, 1, 1)
ACCOUNTS = ("户号", "户名", "立户日期", "送电日期", "电价名称")


@dataclass(frozen=True)
class Household:
    """Settlements and the facts that the exports leave out.

    Attributes:
        price_name: as the office's list has it.
        registers: kWh of peak and valley as the meter has them, of the last settlement.
        holders: the holder in each export of accounts, the newest last.
    """

    region: str
    settlements: tuple[Settlement, ...]
    facts: dict[str, Any] = field(default_factory=dict)
    price_name: str = PLAIN
    registers: tuple[str, ...] = ()
    holders: tuple[str, ...] = ("张建国",)
    too_much: Decimal = Decimal(0)

    @property
    def charged(self) -> Decimal:
        """What the rules give when everything is known, and what was charged above it."""
        known = ServiceAccount(
            self.region, date(2012, 3, 1), date(2012, 3, 1), self.settlements, **self.facts
        )
        return (
            assess(known, load_region(self.region)).reading.settlements[-1].total + self.too_much
        )


def _peak_and_valley(peak: str, valley: str) -> tuple[Settlement, ...]:
    kwh = {"peak": Decimal(peak), "valley": Decimal(valley)}
    whole = sum(kwh.values())
    return (Settlement(date(2023, 12, 31), date(2024, 2, 10), Decimal(whole), periods=kwh),)


def _every_two_months() -> tuple[Settlement, ...]:
    days = ["2023-01-10", "2023-03-10", "2023-05-10", "2023-07-10", "2023-09-10", "2023-11-10"]
    return (
        *(settlement(first, last, "920") for first, last in pairwise(days)),
        settlement("2023-11-10", "2024-01-10", "500"),
    )


TIME_OF_USE = {"time_of_use": (Grant(LONG_AGO),)}
LOW_INCOME = {"low_income": (Grant(LONG_AGO),)}
LARGE = {"households": (HouseholdGrant(LONG_AGO, persons=5),)}
TRANSFER = {"transfers": (Grant(date(2024, 7, 10)),)}
HOUSEHOLDS = {
    "peak and valley in the name of the price": Household(
        "jiangsu", _peak_and_valley("420", "0"), TIME_OF_USE, f"{PLAIN}峰谷分时"
    ),
    "time of use in the name of the price": Household(
        "jiangsu", _peak_and_valley("400", "20"), TIME_OF_USE, "居民分时电价"
    ),
    "peak and valley registers": Household(
        "jiangsu", _peak_and_valley("300", "120"), TIME_OF_USE, registers=("300", "120")
    ),
    "low income": Household(
        "henan", (settlement("2017-12-31", "2018-12-20", "2400"),), LOW_INCOME, "居民低保户"
    ),
    "household of five": Household(
        "jiangsu", (settlement("2023-12-31", "2024-12-10", "3600"),), LARGE, f"{PLAIN}多人口"
    ),
    "change of holder": Household(
        "jiangsu",
        (
            settlement("2023-12-31", "2024-07-10", "3000"),
            settlement("2024-07-10", "2024-08-10", "500"),
        ),
        TRANSFER,
        holders=("张建国", "李秀英"),
    ),
    "read in odd months": Household("jiangsu", _every_two_months(), {"reader": Reader.ODD}),
    "ordinary": Household("henan", (settlement("2017-12-31", "2018-12-20", "2400"),)),
    "ordinary, charged too much": Household(
        "henan", (settlement("2017-12-31", "2018-12-20", "2400"),), too_much=Decimal(50)
    ),
}
ORDINARY = [which for which in HOUSEHOLDS if which.startswith("ordinary")]


def _number(which: str) -> str:
    return f"41000010{list(HOUSEHOLDS).index(which):02}"


def _asked(office: Desk, which: str) -> str:
    return office.does(
        "ask", _number(which), "为什么这么贵", JIETI_REGION=HOUSEHOLDS[which].region
    )


def _exports(folder: Path) -> list[Path]:
    """The files of the office: accounts as they were, as they are, readings, bills."""
    before, now, readings, bills = [], [], [], []
    for which, household in HOUSEHOLDS.items():
        number, first = _number(which), "2012-03-01"
        before.append((number, household.holders[0], first, first, household.price_name))
        now.append((number, household.holders[-1], first, first, household.price_name))
        for span in household.settlements:
            kinds = [("总", str(span.kwh))]
            if span == household.settlements[-1]:
                kinds += list(zip("峰谷", household.registers, strict=False))
            readings += [
                (number, "1", "0", kwh, kwh, span.first, span.last, kind) for kind, kwh in kinds
            ]
        bill = (f"{span.last:%Y%m}", span.kwh, household.charged, span.last)
        bills.append((number, *bill))
    return [
        csv_file(folder / "1.csv", ACCOUNTS, *before),
        csv_file(folder / "2.csv", (*READING_HEAD, "示数类型"), *readings),
        csv_file(folder / "3.csv", ACCOUNTS, *now),
        csv_file(folder / "4.csv", BILL_HEAD, *bills),
    ]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("office"))
    said = desk.does("import", *_exports(desk.folder))
    assert said.count("退回 0 行") == 4, said
    return desk


@pytest.mark.parametrize("which", [one for one in HOUSEHOLDS if one not in ORDINARY])
def test_a_right_bill_is_not_called_wrong_where_more_may_hold(office: Desk, which: str) -> None:
    said = _asked(office, which)
    with closing(sqlite3.connect(office.folder / "jieti.db")) as db:
        cases = db.execute(
            "SELECT verdict, remedy, difference_fen FROM complaint_case WHERE account_no = ?",
            (_number(which),),
        ).fetchall()
    for word in ("对不上", "道歉", "不该收", "退还"):
        assert word not in said
    for verdict, remedy, difference in cases:
        assert verdict not in {"charged_wrongly", "wrong_fact"}
        assert remedy != "billing_correction"
        assert difference is None


def test_what_the_file_holds_is_still_judged(office: Desk) -> None:
    said = {which: _asked(office, which) for which in ORDINARY}
    assert "和规定一致" in said["ordinary"]
    assert "多了50.00元" in said["ordinary, charged too much"]


def test_each_charge_is_what_the_rules_give() -> None:
    charged = [str(household.charged) for household in HOUSEHOLDS.values()]
    assert charged[:-2] == [
        "234.49", "230.49", "210.49", "1282.80", "1901.88", "264.15", "364.15",
    ]  # fmt: skip
