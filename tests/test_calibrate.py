"""`jieti calibrate` finds how an office counts from the bills that it issued, and sets nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from bot.bills.calibrating import CHOICES, Calibration, calibrate
from bot.bills.history import History, account_for_bill
from bot.bills.lookup import findings_for
from bot.bills.own_rules import with_rules
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from tariff_rules import MonthsFrom, Reader, load_region
from tariff_rules.as_billed import as_billed
from tests.desk import Desk
from tests.dialogue.conversation import OFFICE
from tests.intake.exports import BILL_HEAD, READING_HEAD, csv_file

JIANGSU = load_region("jiangsu")
NOW = {"started_month": "whole", "belongs_to": "cycle_of_its_last_day",
       "rounding": "line_to_fen_half_up", "reader": "every"}  # fmt: skip

# They make another fen than either form of a bill where only the sum is rounded.
BROKEN = ("2760.13", "2760.15", "2760.32")


def _accounts() -> Iterator[History]:
    """Three of each kind that tells one way of counting from another."""
    for n in range(3):
        powered = date(2023, 8 - n // 2, 31)
        yield _history(50 + n, powered, powered, [date(2023, 12, 25)], f"{1700 + 9 * n}")
        powered, registered = date(2023, 8, 18 + n), date(2023, 10, 16 + n)
        yield _history(10 + n, powered, registered, [date(2023, 12, 25)], f"{1700 + 9 * n}")
        days = [date(2023, 1, 1), date(2023, 12, 1), date(2024, 1, 1)]
        yield _history(20 + n, date(2010, 1, 1), date(2010, 1, 1), days, f"{2700 + n}.5")
        days = [date(2022, 11, 10) + timedelta(days=61 * i) for i in range(9)]
        yield _history(30 + n, date(2010, 1, 1), date(2010, 1, 1), days, f"{600 + n}")
        days = [date(2023, 1, 1), date(2023, 11, 30)]
        yield _history(40 + n, date(2010, 1, 1), date(2010, 1, 1), days, BROKEN[n])


def _history(number: int, powered: date, registered: date, days: list[date], kwh: str) -> History:
    account = AccountRecord(f"41000001{number}", "张建国", "", "", registered, powered)
    days = days if days[0] <= registered < date(2011, 1, 1) or len(days) > 1 else [powered, *days]
    readings, bills = [], []
    for first, last in pairwise(days):
        month = last.replace(day=1)
        readings.append(
            ReadingRecord(
                account.account_no, "1", "总", month, Decimal(0), Decimal(kwh), first, last,
                Decimal(1), Decimal(kwh),
            )
        )  # fmt: skip
        bills.append(BillRecord(account.account_no, month, Decimal(kwh), Decimal(0)))
    return History(account, tuple(readings), tuple(bills))


def _issued(history: History, months_from: MonthsFrom, rules: dict[str, str]) -> History:
    """The account with the charges of an office that counts so."""
    own = with_rules(JIANGSU, rules)
    read = replace(history, reader=Reader(rules["reader"]))
    bills = []
    for bill in history.bills:
        last = as_billed(account_for_bill(read, own, bill), own, months_from)[-1]
        bills.append(replace(bill, charged=last.total))
    return replace(history, bills=tuple(bills))


def _calibrated(months_from: str, **rules: str) -> Calibration:
    counted = {**NOW, **rules}
    office = [_issued(one, MonthsFrom(months_from), counted) for one in _accounts()]
    return calibrate(office, JIANGSU, MonthsFrom.USE, {})


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"months_from": "registration"},
        {"started_month": "by_days"},
        {"started_month": "next_month"},
        {"started_month": "rounded_up"},
        {"belongs_to": "cycle_of_its_reading"},
        {"rounding": "sum_to_fen_half_up"},
        {"reader": "odd"},
        {"months_from": "registration", "belongs_to": "cycle_of_its_reading"},
    ],
    ids=lambda rule: "-".join(rule.values()) or "as it is set",
)
def test_an_office_is_found_out_by_its_bills(rule: dict[str, str]) -> None:
    found = _calibrated(**{"months_from": "use", **rule})
    assert found.proposed == rule
    assert found.explained(found.best) == len(found.bills)
    assert found.by_none == ()


def test_a_bill_that_nothing_explains_is_named_and_moves_nothing() -> None:
    office = [_issued(one, MonthsFrom.USE, NOW) for one in _accounts()]
    (bill,) = office[0].bills
    office[0] = replace(office[0], bills=(replace(bill, charged=Decimal("1.23")),))
    found = calibrate(office, JIANGSU, MonthsFrom.USE, {})
    assert found.proposed == {}
    assert [one.charged for one in found.by_none] == [Decimal("1.23")]
    assert set(found.counts("rounding")) == set(CHOICES["rounding"])


def test_what_the_office_has_set_counts_in_its_answers() -> None:
    history = next(h for h in _accounts() if h.account.account_no.endswith("10"))
    issued = _issued(history, MonthsFrom.USE, {**NOW, "started_month": "by_days"})
    office = replace(OFFICE, region="jiangsu", months_from="use")
    assert findings_for(issued, office, None).assessment.fits is None
    own = replace(office, rules={"started_month": "by_days"})
    assert findings_for(issued, own, None).assessment.fits is not None


def test_the_command_prints_what_explains_the_bills(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    number = "4100000123"
    account = csv_file(tmp_path / "1.csv", ("户号", "户名", "立户日期", "送电日期"),
                       (number, "张建国", "2018-12-05", "2018-10-08"))  # fmt: skip
    desk.does("import", account)
    assert "还没有能算的账单" in desk.does("calibrate")
    desk.does(
        "import",
        csv_file(tmp_path / "2.csv", READING_HEAD,
                 (number, "1", "0", "420", "420", "2018-10-08", "2018-12-20")),
        csv_file(tmp_path / "3.csv", BILL_HEAD, (number, "201812", "420", "287.20", "")),
    )  # fmt: skip
    said = desk.does("calibrate")
    assert "试算了1张账单" in said
    assert "有1张算得一分不差" in said
    assert number not in said
    assert "JIETI_STARTED_MONTH" in desk.refuses("calibrate", JIETI_STARTED_MONTH="half")
