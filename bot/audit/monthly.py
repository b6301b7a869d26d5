"""Readings, bills, and the kWh of each account by month."""

from __future__ import annotations

from datetime import date

import polars as pl

from bot.audit.cells import TYPES
from bot.audit.columns import type_of

ESTIMATED = "估|推算|暂估|系统计算"
_OF_PERIODS = "^[尖峰平谷]|[((][尖峰平谷]|反向|无功|尖$|峰$|平$|谷$"
_READINGS = (
    "account_no", "meter_no", "register_kind", "last_reading", "this_reading", "kwh", "last_on",
    "this_on", "multiplier", "month", "mode", "reading_state", "digits", "reading_day", "area_no",
    "peak_kwh", "valley_kwh", "file", "row",
)  # fmt: skip
_KEY = ["account_no", "month"]
_BILLS = (
    "account_no", "month", "billed_kwh", "charged", "tier1_kwh", "tier2_kwh", "tier3_kwh",
    "base_months", "used_before", "issued_on", "bill_kind", "penalty", "peak_kwh", "valley_kwh",
    "kwh", "last_on", "this_on", "file", "row",
)  # fmt: skip


def readings_of(table: pl.DataFrame | None, meters: pl.DataFrame) -> pl.DataFrame:
    """The readings of the total register, in order, with the day of the reading before."""
    rows = _with(table, _READINGS)
    if rows["account_no"].null_count():
        owner = meters.unique("meter_no", keep="first").rename({"account_no": "owner"})
        rows = rows.join(owner, "meter_no", how="left", maintain_order="left")
        rows = rows.with_columns(account_no=pl.coalesce("account_no", "owner")).drop("owner")
    kind = pl.col("register_kind").fill_null("总")
    rows = _with_periods(rows, kind)
    rows = rows.filter(~kind.str.contains(_OF_PERIODS) & pl.col("account_no").is_not_null())
    rows = rows.with_columns(
        month=pl.coalesce("month", pl.col("this_on").dt.month_start()),
        multiplier=pl.col("multiplier").fill_null(1000),
    )
    read = (pl.col("this_reading") - pl.col("last_reading")) * pl.col("multiplier") // 1000
    rows = in_order(
        rows.with_columns(kwh=pl.coalesce("kwh", read)), "account_no", "month", "this_on"
    )
    written = pl.concat_str("mode", "reading_state", separator=" ", ignore_nulls=True)
    # Where a list has only what the meter shows, it is counted from the reading before.
    shown = (pl.col("this_reading") - pl.col("earlier_reading")) * pl.col("multiplier") // 1000
    return _with_earlier(rows).with_columns(
        kwh=pl.coalesce("kwh", pl.when(pl.col("last_reading").is_null()).then(shown)),
        last_on=pl.coalesce("last_on", "earlier_on"),
        estimated=written.str.contains(ESTIMATED).fill_null(value=False),
    )


def _with_earlier(rows: pl.DataFrame) -> pl.DataFrame:
    """With the day and the reading of the row before of the same account and meter."""
    told = {"earlier_on": "this_on", "earlier_reading": "this_reading"}
    same = pl.col("account_no") == pl.col("account_no").shift(1)
    another = same & pl.col("meter_no").ne_missing(pl.col("meter_no").shift(1))
    changed = rows.filter(another)["account_no"]
    if not len(changed):
        return rows.with_columns(**{name: before(of) for name, of in told.items()})
    rows = rows.with_row_index("place")
    several = pl.col("account_no").is_in(changed.implode())
    one = rows.filter(~several).with_columns(**{name: before(of) for name, of in told.items()})
    more = rows.filter(several).with_columns(
        **{name: pl.col(of).shift(1).over("account_no", "meter_no") for name, of in told.items()}
    )
    return pl.concat([one, more]).sort("place").drop("place")


def _with_periods(rows: pl.DataFrame, kind: pl.Expr) -> pl.DataFrame:
    """With the kWh of peak and valley hours, where they stand in rows of their own."""
    key = ["account_no", "month"]
    kinds = rows["register_kind"].unique()
    if not kinds.str.contains("峰|谷").any():
        return rows
    dated = rows.with_columns(month=pl.coalesce("month", pl.col("this_on").dt.month_start()))
    of_periods = (
        dated.filter(kind.str.contains("峰|谷")).group_by(key).agg(own=pl.col("kwh").sum())
    )
    rows = dated.join(of_periods, key, how="left", maintain_order="left")
    return rows.with_columns(peak_kwh=pl.coalesce("peak_kwh", "own")).drop("own")


def bills_of(table: pl.DataFrame | None) -> pl.DataFrame:
    """The bills in order."""
    rows = _with(table, _BILLS).filter(pl.col("account_no").is_not_null())
    tiers = pl.sum_horizontal("tier1_kwh", "tier2_kwh", "tier3_kwh")
    tiered = pl.any_horizontal(pl.col("tier1_kwh", "tier2_kwh", "tier3_kwh").is_not_null())
    return rows.with_columns(
        month=pl.coalesce(
            "month", pl.col("this_on").dt.month_start(), pl.col("issued_on").dt.month_start()
        ),
        billed_kwh=pl.coalesce("billed_kwh", "kwh", pl.when(tiered).then(tiers)),
        normal=pl.col("bill_kind").is_null()
        | ~pl.col("bill_kind").str.contains("退|补|冲|更正|红"),
    ).pipe(in_order, "account_no", "month")


def monthly_of(readings: pl.DataFrame, bills: pl.DataFrame) -> pl.DataFrame:
    """KWh by account and month from the readings; where there are none, from the bills."""
    billed = bills.filter("normal").select(
        *_KEY, "last_on", "this_on", kwh="billed_kwh", estimated=pl.lit(value=False),
        mode=pl.lit(None, pl.String), meter_no=pl.lit(None, pl.String),
        this_reading=pl.lit(None, pl.Int64),
    )  # fmt: skip
    only = billed.join(readings, _KEY, how="anti")
    whole = pl.concat([_one_a_month(readings), _one_a_month(only)])
    whole = whole.filter(pl.col("month").is_not_null())
    return in_order(whole, "account_no", "month")


def in_order(rows: pl.DataFrame, *names: str) -> pl.DataFrame:
    """The rows sorted by these, nulls last; an export is mostly so, and to look costs little."""
    if not rows.select(pl.col(names).is_null().any()).transpose()["column_0"].any():
        after = pl.lit(value=True)
        for name in reversed(names):
            earlier = pl.col(name).shift(1)
            after = (pl.col(name) > earlier) | ((pl.col(name) == earlier) & after)
        if rows.select(after.fill_null(value=True).all()).item():
            return rows
    return rows.sort(*names, nulls_last=True, maintain_order=True)


def _one_a_month(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of the same account and month, which stand together, as one; most are alone."""
    first = first_of_month()
    rows = rows.with_columns(alone=first & first.shift(-1, fill_value=True), run=first.cum_sum())
    several = rows.filter(~pl.col("alone")).group_by("run", maintain_order=True).agg(
        pl.col(_KEY).first(), pl.col("kwh").sum(), pl.col("last_on").min(),
        pl.col("this_on").max(), pl.col("estimated").any(), pl.col("this_reading").first(),
        mode=pl.col("mode").drop_nulls().first(), meters=pl.col("meter_no").n_unique(),
        known=pl.col("kwh").count(),
    ).with_columns(kwh=pl.when(pl.col("known") > 0).then("kwh"))  # fmt: skip
    names = (*_KEY, "kwh", "last_on", "this_on", "estimated", "mode", "meters", "this_reading")
    one = rows.filter("alone").with_columns(meters=pl.lit(1, pl.UInt32))
    return pl.concat([one.select(names), several.select(names)])


def first_of_month() -> pl.Expr:
    """Whether a row is the first of its account and month, where such rows stand together."""
    other = [pl.col(name).ne_missing(pl.col(name).shift(1)) for name in _KEY]
    return (pl.int_range(pl.len()) == 0) | pl.any_horizontal(other)


def with_mean(rows: pl.DataFrame) -> pl.DataFrame:
    """With the mean of the three months before, by day where the spans differ much."""
    days = (pl.col("this_on") - pl.col("last_on")).dt.total_days().fill_null(30).clip(1)
    a_month = pl.col("kwh") * 30 / days
    rows = rows.with_columns(a_month=a_month)
    earlier = [before("a_month", n) for n in (1, 2, 3)]
    known = pl.all_horizontal(one.is_not_null() for one in earlier)
    mean = pl.when(known).then(pl.sum_horizontal(earlier) / 3)
    return rows.with_columns(mean=mean * days / 30)


def settled_month(monthly: pl.DataFrame) -> date | None:
    """The newest month that was read for at least half as many accounts as any other."""
    counts = monthly.group_by("month").len().sort("month")
    if not counts.height:
        return None
    most = counts.filter(pl.col("len") * 2 >= counts["len"].max())
    found: date = most["month"].max()  # type: ignore[assignment]
    return found


def before(column: str, rows: int = 1) -> pl.Expr:
    """What so many rows before says of the same account, where its rows stand together."""
    same = pl.col("account_no") == pl.col("account_no").shift(rows)
    return pl.when(same).then(pl.col(column).shift(rows))


def _with(table: pl.DataFrame | None, names: tuple[str, ...]) -> pl.DataFrame:
    schema = {name: pl.Int64() if name == "row" else TYPES[type_of(name)] for name in names}
    if table is None:
        return pl.DataFrame(schema=schema)
    return table.with_columns(
        pl.lit(None, dtype).alias(name)
        for name, dtype in schema.items()
        if name not in table.columns
    ).select(names)
