"""The same rules over columns: many accounts of one region at once, in whole numbers.

Terms are found once for all settlements that have the same (`tariff_rules.terms`), and the
arithmetic of one account (`tariff_rules.settle`) runs over arrays. Money is in fen, kWh are in
hundredths, days are `datetime64[D]`. One account of ours and of `assess` come to the same, fen by
fen. Needs numpy; give some 100,000 accounts at a time, then memory stays flat.

>>> from datetime import date
>>> from decimal import Decimal
>>> from tariff_rules import ServiceAccount, Settlement, load_region
>>> henan = load_region("henan")
>>> late = ServiceAccount("henan", date(2018, 12, 5), date(2018, 10, 8), (
...     Settlement(date(2018, 10, 8), date(2018, 12, 20), Decimal(420), Decimal("287.20")),))
>>> columns = columns_of([late])
>>> assessed = assess_columns(columns, henan)
>>> assessed.reading.total, assessed.by_use.total
(array([28720]), array([23520]))
>>> assessed.fits()  # the bills agree with the office's own reading of the rule
array([1])
>>> causes_in_columns(assessed, henan)["late_registration"]
array([5200])

From tables of a file, without an object for each account: `Columns` or `plain_columns`, where one
`ServiceAccount` stands for all with the same facts (all who were registered long ago, say), and
`columns.account(row)` is one of them to be assessed and explained by itself. What cannot be
counted stands in `assessed.refused`, by row, with the error that `assess` raises.
"""

from tariff_rules.columns.accounts import (
    NO_DAY,
    NOT_CHARGED,
    Columns,
    columns_of,
    plain_columns,
)
from tariff_rules.columns.assessed import (
    NO_READING,
    OFFICE,
    OTHER,
    STARTED,
    AssessedColumns,
    assess_columns,
)
from tariff_rules.columns.causes import causes_in_columns
from tariff_rules.columns.each_bill import EachBill, each_bill
from tariff_rules.columns.recomputed import RecomputedColumns, recomputed_columns

__all__ = [
    "NOT_CHARGED",
    "NO_DAY",
    "NO_READING",
    "OFFICE",
    "OTHER",
    "STARTED",
    "AssessedColumns",
    "Columns",
    "EachBill",
    "RecomputedColumns",
    "assess_columns",
    "causes_in_columns",
    "columns_of",
    "each_bill",
    "plain_columns",
    "recomputed_columns",
]
