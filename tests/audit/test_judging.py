"""Bills judged in columns are judged as each account by itself is."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polars as pl

from bot.audit.exports import files_in, read_exports
from bot.audit.histories import Histories
from bot.audit.judging import Judged, judge_each
from bot.audit.judging_columns import right_bills
from bot.audit.office import Office, office_of
from bot.bills.lookup import tariff_of
from bot.bills.price_names import price_names
from bot.sample_office import sample_files
from tariff_rules import MonthsFrom
from tests.audit.exports import HENAN

SPECIAL = 45  # the sample office's accounts with a situation of their own stand first
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
    return office_of(type(exports)(kept, (), ()), date(2018, 12, 24))


def test_what_the_columns_call_right_each_account_by_itself_calls_right(tmp_path: Path) -> None:
    office = sample(tmp_path, SPECIAL + 15)
    bills = right_bills(office, tariff_of(HENAN), MonthsFrom.REGISTRATION, PRICES)
    right = set(bills.filter("whole")["account_no"])
    assert len(right) > 30
    alone = list(judge_each(Histories(office, PRICES, set()), HENAN))
    said = {bill.account_no: set[Judged]() for bill in alone}
    for bill in alone:
        said[bill.account_no].add(bill.judged)
    assert all(said[number] == {Judged.RIGHT} for number in right)
    single = set(bills.filter(~pl.col("whole")).select("account_no", "month").iter_rows())
    assert len(single) > 20
    by_bill = {(bill.account_no, bill.month): bill.judged for bill in alone}
    assert {by_bill[bill] for bill in single} == {Judged.RIGHT}
    # And whatever is wrong was left to be looked at by itself.
    wrong = {number for number, words in said.items() if words & {Judged.WRONG, Judged.WRONG_FACT}}
    assert {"4100000123", "4100000134", "4100000135", "4100000136"} <= wrong
    assert not wrong & right


def test_a_list_without_days_of_reading_is_left_to_the_other_way(tmp_path: Path) -> None:
    office = sample(tmp_path, SPECIAL)
    blank = office.monthly.with_columns(this_on=pl.lit(None, pl.Date))
    empty = Office(
        office.exports, office.as_of, office.accounts, office.meters, office.readings, blank,
        office.bills, office.collected, office.month,
    )  # fmt: skip
    assert right_bills(empty, tariff_of(HENAN), MonthsFrom.USE, PRICES).is_empty()
