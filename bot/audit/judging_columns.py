"""Many accounts against the rule at once: those whose bills are all right need no second look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl

from bot.audit.monthly import before
from bot.audit.office import Office
from bot.bills.pointers import POINTERS
from bot.bills.price_names import PriceNames
from tariff_rules import MonthsFrom, Price, ServiceAccount, Settlement, Tariff
from tariff_rules.columns import NO_DAY, NOT_CHARGED, OFFICE, assess_columns, plain_columns
from tariff_rules.cycles import cycle_of
from tariff_rules.numbers import ZERO

AT_ONCE = 50_000  # accounts; so memory stays flat
_LONG_AGO = date(2008, 1, 1)
_YEARS = timedelta(days=3 * 366)
_KEY = ["registered", "used", "price"]


def right_bills(
    office: Office, tariff: Tariff, months_from: MonthsFrom, prices: PriceNames
) -> pl.DataFrame:
    """The bills that the office's own reading of the rule gives: account, month.

    Only of accounts of which nothing special is known, whose readings follow each other from the
    start of the tier year or of the use; of the others this says nothing. `whole` says whether
    all bills of the account are right.
    """
    spans = _plain_spans(office, tariff, prices)
    accounts = spans.select("account_no").unique(maintain_order=True)
    parts = [
        spans.join(some, "account_no", how="semi", maintain_order="left")
        for some in accounts.iter_slices(AT_ONCE)
    ]
    return pl.concat([_right(part, tariff, months_from) for part in parts or [spans]])


def _right(spans: pl.DataFrame, tariff: Tariff, months_from: MonthsFrom) -> pl.DataFrame:
    keys = spans.select(_KEY).unique(maintain_order=True).with_row_index("standing")
    spans = spans.join(keys, _KEY, how="left", maintain_order="left", nulls_equal=True)
    standings = [_standing(tariff.region, *row) for row in keys.select(_KEY).iter_rows()]
    row = spans["account_no"].rle_id().to_numpy()
    begins = np.append(-1, row)[:-1] != row
    number = np.arange(len(row))
    step = number - np.maximum.accumulate(np.where(begins, number, 0))
    shape = (int(step.max()) + 1, int(row[-1]) + 1) if len(step) else (0, 0)
    first, last = np.full(shape, NO_DAY), np.full(shape, NO_DAY)
    kwh = np.zeros(shape, np.int64)
    charged = np.full(shape, NOT_CHARGED)
    first[step, row] = spans["last_on"].to_numpy()
    last[step, row] = spans["this_on"].to_numpy()
    kwh[step, row] = (spans["kwh"] // 10).to_numpy()
    charged[step, row] = spans["charged"].to_numpy()
    standing = np.zeros(shape[1], np.int64)
    standing[row] = spans["standing"].to_numpy()
    assessed = assess_columns(
        plain_columns(standings, standing, (first, last), kwh, charged), tariff, months_from
    )
    reading = assessed.reading
    late = np.array([one.registered_on > one.in_use_since() for one in standings], np.bool_)
    counts = ~(late[standing] & (reading.total > assessed.by_use.total))
    counts[[*assessed.refused]] = False
    whole = (assessed.fits() == OFFICE) & counts
    fits = (reading.bills == charged) | (reading.surcharge_bills == charged)
    found = spans.select(
        "account_no", "month", whole=pl.Series(whole[row]),
        fits=pl.Series(fits[step, row] & counts[row]),
    )  # fmt: skip
    return found.filter(pl.col("whole") | pl.col("fits"))


def _standing(region: str, registered: date, used: date, price: str) -> ServiceAccount:
    nothing = (Settlement(used, used, ZERO),)
    return ServiceAccount(region, registered, used, nothing, price=Price(price))


def _plain_spans(office: Office, tariff: Tariff, prices: PriceNames) -> pl.DataFrame:
    """Settlements with their bills, of accounts of which nothing special is known."""
    known = ["account_no", "registered", "used", "price"]
    accounts = _plain_accounts(office, prices)
    bills = office.bills.filter("normal").select("account_no", "month", "charged", "billed_kwh")
    spans = office.monthly.join(accounts, "account_no", how="inner", maintain_order="left")
    spans = spans.join(
        bills, ["account_no", "month"], how="left", maintain_order="left", validate="m:m"
    ).sort("account_no", "this_on", maintain_order=True)
    begun = pl.coalesce("opened_on", "use")
    old = pl.max_horizontal(begun, "use") < pl.col("last_on").min().over("account_no") - _YEARS
    spans = spans.with_columns(
        registered=pl.when(old).then(pl.lit(_LONG_AGO)).otherwise(begun),
        used=pl.when(old).then(pl.lit(_LONG_AGO)).otherwise("use"),
    )
    starts = _cycle_starts(spans["this_on"], tariff)
    day = pl.col("this_on")
    start = day.replace_strict(starts, default=None, return_dtype=pl.Date())
    earlier = before("this_on")
    follows = pl.col("last_on").is_between(earlier, earlier + timedelta(days=1))
    opens = pl.col("last_on") <= pl.max_horizontal(start, "used") + timedelta(days=1)
    fine = (
        (pl.col("kwh") == pl.col("billed_kwh")) & (pl.col("kwh") >= 0)
        & (pl.col("kwh") % 10 == 0) & pl.col("charged").is_not_null()
        & ~pl.col("estimated") & (pl.col("last_on") >= pl.col("used"))
        & (pl.col("this_on") >= pl.col("last_on"))
        & pl.when(earlier.is_null()).then(opens).otherwise(follows)
        & pl.struct("account_no", "month").is_unique()
    )  # fmt: skip
    # A column of its own: within `over` all of it would be worked out account by account.
    spans = spans.with_columns(fine=fine.fill_null(value=False))
    return spans.filter(pl.col("fine").all().over("account_no")).select(
        *known, "month", "last_on", "this_on", "kwh", "charged"
    )


def _plain_accounts(office: Office, prices: PriceNames) -> pl.DataFrame:
    """Accounts without facts of their own, on a price that is judged here."""
    special = [
        office.list(kind).select("account_no")
        for kind in ("facts", "adjustments")
        if "account_no" in office.list(kind).columns
    ]
    name = pl.coalesce("price_name", "category").fill_null("")
    rows = office.accounts.with_columns(name=name)
    judged = {one: str(price) for one in rows["name"].unique() if (price := _price(prices, one))}
    begun = pl.coalesce("energized", "installed", "use_from")
    rows = rows.with_columns(
        price=pl.col("name").replace_strict(judged, default=None, return_dtype=pl.String()),
        use=pl.min_horizontal(begun, "first_read_from"),
    )
    rows = rows.filter(pl.col("price").is_not_null() & pl.col("use").is_not_null())
    for one in special:
        rows = rows.join(one, "account_no", how="anti")
    # The account is older than its day of registration: it has changed hands.
    rows = rows.filter(
        pl.col("transferred_on").is_null()
        & ~(pl.col("first_read_on") < pl.col("opened_on")).fill_null(value=False)
    )
    return rows.select("account_no", "opened_on", "use", "price")


def _price(prices: PriceNames, name: str) -> Price | None:
    return prices.low_price(name, POINTERS)


def _cycle_starts(days: pl.Series, tariff: Tariff) -> Mapping[date, date]:
    """The first day of the tier year in which each day of reading counts."""
    by_reading = tariff.rules["belongs_to"].value == "cycle_of_its_reading"
    found = {}
    for day in days.drop_nulls().unique():
        counts = day if by_reading else day - timedelta(days=1)
        schedule = tariff.schedule_on(day - timedelta(days=1))
        if schedule:
            found[day] = cycle_of(schedule.cycle, counts).first
    return found
