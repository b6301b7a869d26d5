"""Bills judged in columns are judged as each account by itself is."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl

from bot.audit.exports import files_in, read_exports
from bot.audit.histories import Histories
from bot.audit.judging import BillJudged, Judged, judge_each
from bot.audit.judging_columns import judged_in_columns
from bot.audit.office import Office, office_of
from bot.bills.lookup import tariff_of
from bot.bills.price_names import price_names
from bot.contract.hours import Hours
from bot.sample_office import sample_files
from bot.sample_office.large import offices
from bot.sample_office.writing import write_office
from tariff_rules import MonthsFrom
from tests.audit.exports import HENAN, found, household, reading, write

SPECIAL = 49  # the sample office's accounts with a situation of their own stand first
PRICES = price_names(None)


def sample(folder: Path, numbers: int) -> Office:
    for path in sample_files():
        shutil.copy(path, folder / path.name)
    exports = read_exports(folder, files_in(folder))
    some = exports.lists["accounts"]["account_no"].head(numbers)
    kept = {
        kind: table.filter(pl.col("account_no").is_in(some.implode()))
        for kind, table in exports.lists.items()
    }
    return office_of(type(exports)(kept, (), ()), date(2018, 12, 24), Hours())


def alone(office: Office, numbers: pl.Series) -> dict[tuple[str, date], BillJudged]:
    """Each bill of these accounts as it is judged by itself."""
    others = office.accounts.filter(~pl.col("account_no").is_in(numbers.implode()))["account_no"]
    bills = judge_each(Histories(office, PRICES, others), HENAN)
    return {(bill.account_no, bill.month): bill for bill in bills}


def in_columns(office: Office) -> pl.DataFrame:
    return judged_in_columns(office, tariff_of(HENAN), MonthsFrom.REGISTRATION, PRICES)


def said_alike(bills: pl.DataFrame, singly: dict[tuple[str, date], BillJudged]) -> bool:
    """Whether what columns say of a bill is what is said of it by itself."""
    names = ("account_no", "month", "charged", "right", "judged", "cause")
    rows = bills.drop_nulls("judged").select(names).iter_rows()
    return all(BillJudged(*row) == singly[row[:2]] for row in rows if row[:2] in singly)


def test_the_sample_office_is_judged_in_columns_as_each_bill_by_itself(tmp_path: Path) -> None:
    office = sample(tmp_path, SPECIAL + 15)
    bills = in_columns(office)
    singly = alone(office, office.accounts["account_no"])
    assert bills["judged"].drop_nulls().len() > 500
    assert said_alike(bills, singly)
    # And what no reading of the rule gives was left to be looked at by itself.
    wrong = {bill.account_no for bill in singly.values() if bill.judged is Judged.WRONG}
    assert {"4100000134", "4100000135", "4100000136"} <= wrong
    assert wrong <= set(bills.filter(pl.col("judged").is_null())["account_no"]) | (
        wrong - set(bills["account_no"])
    )


def test_accounts_with_facts_are_judged_in_columns_as_each_bill_by_itself(tmp_path: Path) -> None:
    ((_, lists, truth),) = offices(400, 3)
    write_office(tmp_path, lists, truth, mess=False, seed=3)
    office = office_of(read_exports(tmp_path, files_in(tmp_path)), date(2018, 12, 31), Hours())
    bills = in_columns(office)
    with_facts = office.list("facts")["account_no"].unique()
    late = bills.filter(pl.col("cause") == "late_registration")["account_no"].unique()
    assert len(late) > 1
    of_these = bills.filter(pl.col("account_no").is_in(with_facts.implode()))
    causes = set(of_these.drop_nulls("judged")["cause"])
    assert {"", "household_not_applied"} <= causes
    assert said_alike(bills, alone(office, pl.concat([with_facts, late])))


def test_an_allowance_that_was_not_applied_is_counted_for_each_bill_once(tmp_path: Path) -> None:
    """1,200 kWh more a year: 3 × 250 kWh above 2,160, of which 300 and 130 cost 0.05 too much."""
    kwhs = [200] * 10 + [330, 100]
    months = [date(2018, month, 20) for month in range(1, 13)]
    days = [date(2017, 12, 20), *months]
    read = [
        reading(7, str(first), str(last), kwh)
        for first, last, kwh in zip(days, months, kwhs, strict=False)
    ]
    write(tmp_path, "档案.csv", [household(7)])
    write(tmp_path, "抄表.csv", read)
    fen = [kwh * 56 for kwh in kwhs]
    fen[10] += (2330 - 2160) * 5
    fen[11] += 100 * 5
    bills = [
        {"户号": row["户号"], "电费年月": row["电费年月"], "结算电量": kwh,
         "应收电费": f"{money / 100:.2f}"}
        for row, kwh, money in zip(read, kwhs, fen, strict=True)
    ]  # fmt: skip
    write(tmp_path, "应收.csv", bills)
    fact = {"户号": read[0]["户号"], "人口数": 6, "起始日期": "2018-01-10", "是否执行": "否"}
    write(tmp_path, "多人口.csv", [fact])
    (one,) = [one for one in found(tmp_path, "2018-12-31") if one["rule"] == "C05"]
    assert one["money_fen"] == 170 * 5 + 100 * 5


def test_a_list_without_days_of_reading_is_left_to_the_other_way(tmp_path: Path) -> None:
    office = sample(tmp_path, SPECIAL)
    blank = office.monthly.with_columns(this_on=pl.lit(None, pl.Date))
    empty = Office(
        office.exports, office.as_of, office.accounts, office.meters, office.readings, blank,
        office.bills, office.collected, office.month, office.hours,
    )  # fmt: skip
    assert in_columns(empty).is_empty()
