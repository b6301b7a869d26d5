"""The month of the bill decides year and season where its reading is dated later, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from bot.bills.bill_month import by_their_bills
from bot.bills.findings import Findings
from bot.bills.history import History
from bot.bills.lookup import findings_for
from bot.contract.month import Month
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from bot.wording.catalogue import words
from bot.wording.findings import facts
from tests.dialogue.conversation import NOW, OFFICE

NUMBER = "4100000123"
ZERO, ONE = Decimal(0), Decimal(1)


def _found(region: str, read: list[tuple[str, str, str]], charged: str) -> Findings:
    """The last bill of an account read on those days: day, month of the bill, kWh since."""
    days = [date.fromisoformat(day) for day, _, _ in read]
    readings = tuple(_readings(days, read[1:]))
    last = readings[-1]
    bill = BillRecord(NUMBER, last.bill_month, last.kwh, Decimal(charged))
    account = AccountRecord(NUMBER, "张建国", registered_on=date(2010, 1, 1))
    history = History(account, readings, (bill,))
    month = Month(last.bill_month.month, last.bill_month.year)
    return findings_for(history, replace(OFFICE, region=region), month)


def _readings(days: list[date], read: list[tuple[str, str, str]]) -> Iterator[ReadingRecord]:
    for before, day, (_, month, kwh) in zip(days, days[1:], read, strict=False):
        label = datetime.strptime(month, "%Y%m").date()  # noqa: DTZ007 - a month has no zone
        yield ReadingRecord(
            NUMBER,
            "1",
            "总",
            label,
            Decimal(0),
            Decimal(kwh),
            before,
            day,
            Decimal(1),
            Decimal(kwh),
        )


# Yearly limits: 2,100 to 2,700 kWh used before December; by the label it counts in the old year.
@pytest.mark.parametrize(
    ("region", "read", "charged", "said"),
    [
        # By the day of the reading (浙江): the 1st would begin the new year.
        ("zhejiang", [("2013-01-01", "", ""), ("2013-12-01", "201311", "2700"),
                      ("2014-01-01", "201312", "300")], "173.40", True),
        ("zhejiang", [("2012-12-31", "", ""), ("2013-11-30", "201311", "2700"),
                      ("2013-12-31", "201312", "300")], "173.40", False),
        # Read some days late.
        ("henan", [("2018-01-03", "", ""), ("2018-12-03", "201811", "2100"),
                   ("2019-01-03", "201812", "200")], "119.00", True),
        # The 1st at 0:00 closes December anyway: nothing to be said.
        ("henan", [("2018-01-01", "", ""), ("2018-12-01", "201811", "2100"),
                   ("2019-01-01", "201812", "200")], "119.00", False),
        # A label of the reading's own month moves nothing.
        ("henan", [("2018-01-01", "", ""), ("2018-12-01", "201812", "2100"),
                   ("2019-01-01", "201901", "200")], "119.00", False),
        ("henan", [("2018-01-03", "", ""), ("2018-12-03", "201812", "2100"),
                   ("2019-01-03", "201901", "200")], "112.00", False),
        # The season: May in Sichuan was billed dry until 2023.
        ("sichuan", [("2022-05-03", "", ""), ("2022-06-03", "202205", "300")], "172.72", True),
    ],
)  # fmt: skip
def test_the_month_of_the_bill_decides(
    region: str, read: list[tuple[str, str, str]], charged: str, *, said: bool
) -> None:
    found = _found(region, read, charged)
    assert str(found.assessment.total - _before(found)) == charged
    assert found.overcharge is None
    told = "\n".join(facts(words("zh_Hans_CN"), found))
    assert ("所以算在" in told) is said
    assert f"{found.read_on.day}日" in told  # the day on which it was read is told as it was


def _before(found: Findings) -> Decimal:
    earlier = found.assessment.reading.settlements[:-1]
    return sum((one.total for one in earlier), Decimal(0))


# A file of readings without 电费年月, read on the 1st; the file of bills has the month before.
@pytest.mark.parametrize(
    ("bills", "months"),
    [
        ([("201803", "210"), ("201804", "220")], ["201803", "201804"]),
        ([("201804", "210"), ("201805", "220")], ["201804", "201805"]),
        ([("201804", "220")], ["201803", "201804"]),
        ([("201804", "300")], ["201804", "201805"]),  # of neither: it is said that they differ
        ([], ["201804", "201805"]),
    ],
)
def test_a_reading_of_the_1st_is_that_of_the_bill_with_its_kwh(
    bills: list[tuple[str, str]], months: list[str]
) -> None:
    days = [date(2018, 3, 1), date(2018, 4, 1), date(2018, 5, 1)]
    readings = tuple(_readings(days, [("", "201804", "210"), ("", "201805", "220")]))
    made = tuple(
        BillRecord(NUMBER, date(int(month[:4]), int(month[4:]), 1), Decimal(kwh), ONE)
        for month, kwh in bills
    )
    assert [f"{one.bill_month:%Y%m}" for one in by_their_bills(readings, made)] == months


def test_what_an_earlier_bill_gave_back_is_not_promised_again() -> None:
    days = [date(2018, month, 1) for month in (1, 2, 3, 4, 5)]
    read = [("", f"2018{month:02}", "200") for month in (1, 2, 3, 4)]
    readings = tuple(_readings(days, read))
    charged = (Decimal("112.00"), Decimal("112.00"), Decimal("95.20"), Decimal("112.00"))
    bills = tuple(
        BillRecord(NUMBER, one.bill_month, one.kwh, yuan)
        for one, yuan in zip(readings, charged, strict=True)
    )
    facts = tuple(
        FactRecord(NUMBER, FactKind.CORRECTION, Standing.KNOWN, first,
                   {"from": first, "to": last, "kwh": kwh}, FactSource.FILE, "", NOW)
        for first, last, kwh in (("2018-01-01", "2018-02-01", "-50"),
                                 ("2018-02-01", "2018-03-01", "-30"))
    )  # fmt: skip
    account = AccountRecord(NUMBER, "张建国", registered_on=date(2010, 1, 1))
    history = History(account, readings, bills, facts)
    assessment = findings_for(history, replace(OFFICE, region="henan"), Month(4, 2018)).assessment
    assert [one.amount for one in assessment.billed.still_to_settle] == [Decimal("-28.00")]
