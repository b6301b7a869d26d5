"""The lists of an office joined by account and meter: what the rules look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

import polars as pl

from bot.audit.cells import TYPES
from bot.audit.columns import type_of
from bot.audit.exports import Exports
from bot.audit.meters import one_number_a_meter
from bot.audit.monthly import bills_of, monthly_of, readings_of, settled_month, with_mean
from bot.contract.hours import Hours
from tariff_rules import Tariff

CLOSED = "销户|注销|销号|拆表|^9$|^3$"
PAUSED = "暂停|报停|停用|停电"
NEW_CONNECTION = "新装|报装|装表|立户|新户|居民.*装|接电"
ENDED = "取消|作废|终止|退单|撤销"
_SHORT = 20  # rows
_OF_ACCOUNTS = (
    "holder", "phone", "address", "opened_on", "energized_on", "price_name", "price_code",
    "category", "customer_class", "status", "area_no", "section_no", "reading_day", "reader",
    "installed_on", "installed_reading", "contract_on", "tier_flag", "base_months", "closed_on",
    "replaced_on", "household_flag", "low_income_flag", "time_of_use_flag", "reader_cycle",
    "transferred_on", "prepaid_flag",
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """What the rules look at.

    Attributes:
        exports: the lists as they came.
        as_of: the day on which they were made.
        accounts: one row an account, with what its application says.
        meters: which meter belongs to which account.
        readings: of the total register, in order.
        monthly: kWh and days of reading by account and month.
        bills: by account and month.
        collected: by meter: first and last day, kWh.
        month: the newest month that was read for most accounts.
        hours: which days the office works, by its own calendar first.
        judged: every bill against the rule, once that is worked out.
        tariff: of the region.
    """

    exports: Exports
    as_of: date
    accounts: pl.DataFrame
    meters: pl.DataFrame
    readings: pl.DataFrame
    monthly: pl.DataFrame
    bills: pl.DataFrame
    collected: pl.DataFrame
    month: date | None
    hours: Hours
    judged: pl.DataFrame = field(default_factory=pl.DataFrame)
    tariff: Tariff | None = None

    def list(self, kind: str) -> pl.DataFrame:
        """A list as it came, with all columns that it may have; empty where it was not given."""
        return self.exports.lists.get(kind, pl.DataFrame())

    @cached_property
    def usual_day(self) -> int | None:
        """The day of the month on which most meters are read."""
        told = pl.concat([self.readings["reading_day"], self.accounts["reading_day"]]).drop_nulls()
        days = told if len(told) else self.readings["this_on"].drop_nulls().dt.day()
        return int(days.mode().sort()[0]) if len(days) else None

    @cached_property
    def usual_wh(self) -> int:
        """What a household uses in a month."""
        return int(float(self.monthly["kwh"].median() or 0))  # type: ignore[arg-type]

    @cached_property
    def compared(self) -> pl.DataFrame:
        """`monthly` with the mean of the months before."""
        return with_mean(self.monthly)

    @cached_property
    def in_use(self) -> pl.DataFrame:
        """The active accounts that are not suspended (暂停、报停) either."""
        return self.active.filter(~pl.col("status").fill_null("").str.contains(PAUSED))

    @cached_property
    def active(self) -> pl.DataFrame:
        """The accounts that are not closed."""
        return self.accounts.filter(
            ~pl.col("status").fill_null("").str.contains(CLOSED)
            & (pl.col("closed_on").is_null() | (pl.col("closed_on") > self.as_of))
        )


def without_transfers(office: Office, accounts: pl.DataFrame) -> pl.DataFrame:
    """Without the accounts whose day of registration is that of a change of owner (过户)."""
    facts = with_columns_of(office.list("facts"), ("account_no", "fact", "transferred_on"))
    moved = facts.filter(
        pl.col("transferred_on").is_not_null()
        | pl.col("fact").fill_null("").str.contains("过户|更名")
    )
    rows = accounts.join(moved, "account_no", how="anti")
    return rows.filter(pl.col("transferred_on").is_null())


def owned(
    rows: pl.DataFrame, accounts: pl.DataFrame, *names: str, how: Literal["left", "inner"] = "left"
) -> pl.DataFrame:
    """The rows with what accounts say of theirs: meter, person, and these columns."""
    own = accounts.select("account_no", "meter_no", "person", *names)
    return rows.join(own, "account_no", how=how, maintain_order="left")


def office_of(exports: Exports, as_of: date, hours: Hours) -> Office:
    """Join the lists of an office."""
    lists = one_number_a_meter(exports.lists)
    exports = Exports(lists, exports.sources, exports.notes)
    meters = _meters(lists)
    readings = readings_of(lists.get("readings"), meters)
    bills = bills_of(lists.get("bills"))
    monthly = monthly_of(readings, bills)
    collected = _collected(lists.get("collection"))
    accounts = _accounts(lists, meters, readings, bills, collected)
    month = settled_month(monthly)
    return Office(
        exports, as_of, accounts, meters, readings, monthly, bills, collected, month, hours
    )


def with_columns_of(frame: pl.DataFrame | None, names: Sequence[str]) -> pl.DataFrame:
    """The frame with these columns, empty ones where it has them not."""
    if frame is None:
        frame = pl.DataFrame()
    return (
        frame.with_columns(
            pl.lit(None, TYPES[type_of(name)]).alias(name)
            for name in names
            if name not in frame.columns
        ).select(names)
        if frame.width
        else pl.DataFrame(schema={name: TYPES[type_of(name)] for name in names})
    )


def is_usual(column: pl.Series) -> bool:
    """Whether an office fills a column, so that an empty cell is one that was forgotten.

    Of a short list one filled cell says so; of a long one, half of them.
    """
    filled = column.count()
    return filled * 2 >= len(column) > 0 or (filled > 0 and len(column) <= _SHORT)


def _meters(lists: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Account and meter, as accounts and readings have them together."""
    pairs = [
        with_columns_of(lists.get(kind), ("account_no", "meter_no"))
        for kind in ("accounts", "readings", "bills")
    ]
    return pl.concat(pairs).drop_nulls().unique(maintain_order=True)


def _accounts(
    lists: dict[str, pl.DataFrame],
    meters: pl.DataFrame,
    readings: pl.DataFrame,
    bills: pl.DataFrame,
    collected: pl.DataFrame,
) -> pl.DataFrame:
    # Of two files the newer one comes later, and what it says counts.
    own = with_columns_of(lists.get("accounts"), ("account_no", *_OF_ACCOUNTS)).reverse()
    firsts = [pl.col(name).drop_nulls().first() for name in _OF_ACCOUNTS]
    accounts = (
        pl.concat(
            [
                own.with_columns(listed=pl.lit(value=True)),
                *(_named_in(lists.get(kind)) for kind in ("readings", "bills")),
            ]
        )
        .filter(pl.col("account_no").is_not_null())
        .group_by("account_no", maintain_order=True)
        .agg(*firsts, pl.col("listed").any())
    )
    meter = meters.group_by("account_no", maintain_order=True).agg(pl.col("meter_no").first())
    begun = readings.group_by("account_no").agg(
        first_read_from=pl.col("last_on").min(), first_read_on=pl.col("this_on").min()
    )
    first_bill = bills.group_by("account_no").agg(first_month=pl.col("month").min())
    accounts = accounts.join(meter, "account_no", how="left", maintain_order="left")
    accounts = accounts.join(begun, "account_no", how="left", maintain_order="left")
    accounts = accounts.join(first_bill, "account_no", how="left", maintain_order="left")
    seen = collected.select("meter_no", "use_from")
    accounts = accounts.join(seen, "meter_no", how="left", maintain_order="left")
    return _with_store(_with_application(accounts, lists), lists)


def _named_in(table: pl.DataFrame | None) -> pl.DataFrame:
    """The accounts of a long list, each once, with what it says of them."""
    if table is None:
        table = pl.DataFrame(schema={"account_no": pl.String})
    told = [
        name
        for name in _OF_ACCOUNTS
        if name in table.columns and table[name].null_count() < table.height
    ]
    rows = table.select("account_no", *told).group_by("account_no", maintain_order=True)
    once = rows.agg(pl.col(name).drop_nulls().first() for name in told)
    listed = with_columns_of(once, ("account_no", *_OF_ACCOUNTS))
    return listed.with_columns(listed=pl.lit(value=False))


def applications_of(lists: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Work orders of new connections, the earliest of an account first."""
    names = (
        "application_no", "account_no", "meter_no", "holder", "accepted_at", "energized_on",
        "installed_on", "contract_on", "archived_at", "stage", "handler", "business",
        "one_certificate", "documents_on", "surveyed_on", "customer_class", "file", "row",
    )  # fmt: skip
    orders = with_columns_of(lists.get("applications"), names)
    business = pl.col("business").fill_null("新装")
    return orders.filter(business.str.contains(NEW_CONNECTION)).sort(
        "accepted_at", maintain_order=True
    )


def _with_application(accounts: pl.DataFrame, lists: dict[str, pl.DataFrame]) -> pl.DataFrame:
    orders = applications_of(lists).select(
        "account_no",
        "meter_no",
        pl.col("accepted_at"),
        pl.col("energized_on").alias("order_energized_on"),
        pl.col("installed_on").alias("order_installed_on"),
        pl.col("contract_on").alias("order_contract_on"),
        pl.col("handler"),
    )
    by_account = (
        orders.drop("meter_no").drop_nulls("account_no").unique("account_no", keep="first")
    )
    joined = accounts.join(by_account, "account_no", how="left", maintain_order="left")
    by_meter = orders.drop("account_no").drop_nulls("meter_no").unique("meter_no", keep="first")
    joined = joined.join(by_meter, "meter_no", how="left", suffix="_m", maintain_order="left")
    both = [name for name in by_account.columns if name != "account_no"]
    return (
        joined.with_columns(pl.coalesce(name, f"{name}_m") for name in both)
        .drop(f"{name}_m" for name in both)
        .with_columns(
            energized=pl.coalesce("energized_on", "order_energized_on"),
            installed=pl.coalesce("order_installed_on", "installed_on"),
            contract=pl.coalesce("contract_on", "order_contract_on"),
        )
    )


def _with_store(accounts: pl.DataFrame, lists: dict[str, pl.DataFrame]) -> pl.DataFrame:
    store = with_columns_of(lists.get("store"), ("meter_no", "issued_on", "issued_to"))
    store = store.drop_nulls("meter_no").unique("meter_no", keep="first")
    joined = accounts.join(store, "meter_no", how="left", maintain_order="left")
    return joined.with_columns(
        person=pl.coalesce("handler", "issued_to", "reader"),
    )


def _collected(collection: pl.DataFrame | None) -> pl.DataFrame:
    """By meter: from when it used energy, until when that is known, and how much."""
    names = ("meter_no", "account_no", "collected_on", "daily_kwh", "month_kwh", "shown",
             "shown_before", "first_on")  # fmt: skip
    rows = with_columns_of(collection, names).drop_nulls("meter_no")
    rows = rows.sort("meter_no", "collected_on", maintain_order=True)
    used = pl.coalesce("daily_kwh", "month_kwh", pl.lit(0, pl.Int64)) > 0
    return rows.group_by("meter_no", maintain_order=True).agg(
        use_from=pl.coalesce(
            pl.col("first_on").min(), pl.col("collected_on").filter(used).min(),
            pl.col("collected_on").min(),
        ),
        use_to=pl.col("collected_on").max(),
        days=pl.col("collected_on").n_unique(),
        daily_wh=pl.col("daily_kwh").sum(),
        daily_rows=pl.col("daily_kwh").count(),
        monthly_wh=pl.col("month_kwh").sum(),
        monthly_rows=pl.col("month_kwh").count(),
        shown_first=pl.coalesce(pl.col("shown_before").min(), pl.col("shown").min()),
        shown_last=pl.col("shown").max(),
        readings=pl.len(),
        collected_account=pl.col("account_no").drop_nulls().first(),
    ).with_columns(
        # Of one reading alone it is known only that a new meter began near zero.
        used_wh=pl.max_horizontal(
            "daily_wh", "monthly_wh",
            pl.when(pl.col("shown_last") > pl.col("shown_first"))
            .then(pl.col("shown_last") - pl.col("shown_first"))
            .when(pl.col("readings") == 1).then("shown_last"),
        ).fill_null(0)
    )  # fmt: skip
