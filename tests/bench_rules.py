"""What the rules and a whole answer cost, as ratios to a bare loop in one run: `make bench`."""

from __future__ import annotations

import subprocess
import sys
import timeit
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

from tariff_rules import Settlement, assess, find_causes, load_region
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import Customer, empty_store, put_account, put_bill
from tests.rules.build import account

HENAN = load_region("henan")
PRICES = HENAN.schedules[-1].prices["year"]
DAYS = [date(2017, 12, 20), *(date(2018, month, 20) for month in range(1, 13))]
YEAR = account(
    "2018-01-20",
    "2017-12-20",
    *(Settlement(first, last, Decimal(290), Decimal("180.00")) for first, last in pairwise(DAYS)),
)


def bare_loop() -> Decimal:
    """Twelve bills times three prices: the least that any tariff must multiply."""
    total = Decimal(0)
    for bill in YEAR.settlements:
        for price in PRICES:
            total += (bill.kwh * price).quantize(Decimal("0.01"))
    return total


def a_year_with_causes() -> None:
    """Twelve bills of one account assessed, and what caused their differences."""
    find_causes(assess(YEAR, HENAN), HENAN)


def fresh_process(code: str) -> None:
    """A python of its own that runs the code."""
    subprocess.run([sys.executable, "-c", code], check=True)


def cost(work: Callable[[], object], number: int) -> float:
    """Seconds for one run, the best of five rounds."""
    return min(timeit.repeat(work, number=number, repeat=5)) / number


def main() -> None:
    """Print one line for each measure."""
    bare = cost(bare_loop, 2000)
    year = cost(a_year_with_causes, 200)
    with empty_store() as store:
        put_account(store, "4100000123", "张建国", "13800005678", "2018-12-05", "2018-10-08")
        put_bill(store, "4100000123", "2018-10-08", "2018-12-20", "420", "287.20")
        customer = Customer(store)
        customer.commands("bind")
        customer.says(CLAIM)
        answer = cost(lambda: customer.asks("怎么超过0.56了?"), 50)
    nothing = cost(lambda: fresh_process("pass"), 5)
    imported = cost(lambda: fresh_process("import tariff_rules"), 5)
    print(f"bare loop over 12 bills and 3 prices      1.0 x ({bare * 1e6:.0f} µs here)")
    print(f"12-bill year, assessed with causes  {year / bare:9.1f} x")
    print(f"the seed's answer, from text to text{answer / bare:9.1f} x")
    print(f"import tariff_rules, over a bare python  {imported / nothing:.2f} x")


if __name__ == "__main__":
    main()
