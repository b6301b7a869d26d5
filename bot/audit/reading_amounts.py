"""Rules on the kWh that were read: none, the same again, estimated, suddenly more or less."""

from __future__ import annotations

import polars as pl

from bot.audit.monthly import before
from bot.audit.office import Office, owned
from bot.audit.rule import Params, Rule, Who
from bot.wording.catalogue import mark

_MANUAL = "现场|手工|人工|手抄|抄表机|掌机"
_TEN_KWH = 10_000  # Wh
_SEASON, _MANY = 1.3, 20  # times; households of which that can be told


def zero_this_month(office: Office, _: Params) -> pl.DataFrame:
    """B02."""
    rows = owned(
        office.monthly.filter((pl.col("month") == pl.lit(office.month, pl.Date)) & _no_kwh()),
        office.in_use,
        how="inner",
    )
    return rows.select("account_no", "meter_no", "person", "month", since="month")


def zero_for_long(office: Office, p: Params) -> pl.DataFrame:
    """B03."""
    months = office.monthly.with_columns(kwh=pl.when(~_no_kwh()).then(pl.lit(1)).otherwise(0))
    last = months.group_by("account_no", maintain_order=True).agg(
        pl.col("kwh").tail(p["months"]), pl.col("month").tail(p["months"]).min()
    )
    zero = pl.col("kwh").list.sum() == 0
    rows = last.filter((pl.col("kwh").list.len() >= p["months"]) & zero)
    return owned(rows, office.in_use, how="inner").select(
        "account_no", "meter_no", "person", months=pl.lit(p["months"]), since="month"
    )


def _no_kwh() -> pl.Expr:
    """Nothing was used, or the meter was not read; what it shows alone says neither."""
    unread = pl.col("kwh").is_null() & pl.col("this_reading").is_null()
    return (pl.col("kwh") == 0).fill_null(value=False) | unread


def estimated_or_copied(office: Office, p: Params) -> pl.DataFrame:
    """B04: estimated, the same, or full tens read by hand, several months running."""
    by_hand = pl.col("mode").fill_null("").str.contains(_MANUAL)
    full = (pl.col("kwh") % _TEN_KWH == 0) | (pl.col("this_reading") % _TEN_KWH == 0)
    tens = full & by_hand
    used = pl.col("kwh") > 0
    rows = office.monthly.with_columns(
        same=_running((pl.col("kwh") == before("kwh")) & used) + 1,
        guessed=_running(pl.col("estimated")),
        tens=_running(tens & used),
    )
    rows = rows.with_columns(
        months=pl.when(pl.col("guessed") >= p["estimated"]).then("guessed")
        .when(pl.col("same") >= p["repeat"]).then("same")
        .when(pl.col("tens") >= p["repeat"]).then("tens")
    ).drop_nulls("months")  # fmt: skip
    rows = owned(rows, office.accounts, how="inner").sort(
        "month", descending=True, maintain_order=True
    )
    return rows.select(
        "account_no", "meter_no", "person", "months", "kwh", until="month",
        since=pl.col("month").dt.offset_by(pl.format("-{}mo", pl.col("months") - 1)),
    )  # fmt: skip


def after_new_meter(office: Office, p: Params) -> pl.DataFrame:
    """B09."""
    changed = office.readings.with_columns(earlier=before("meter_no")).filter(
        pl.col("earlier") != pl.col("meter_no")
    )
    months = changed.select("account_no", "month").unique()
    told = _replaced(office)
    rows = office.compared.filter(pl.col("kwh") > p["k"] * pl.col("mean")).join(
        pl.concat([months, told]).unique(), ["account_no", "month"], how="semi"
    )
    rows = owned(rows, office.accounts, how="inner").sort(
        "month", descending=True, maintain_order=True
    )
    return rows.select(
        "account_no", "meter_no", "person", "kwh", "month", pl.col("mean").cast(pl.Int64),
        since="month",
    )  # fmt: skip


def sudden(office: Office, p: Params) -> pl.DataFrame:
    """B11; also from nothing to a lot. The first months of an account say nothing.

    Where a hot month moves the whole office, only who moved more than the others is found.
    """
    floor = p["min_kwh"] * 1000
    ratio = pl.col("kwh") / pl.col("mean")
    more = (pl.col("kwh") >= floor) & (ratio > p["hi"] * pl.col("season").clip(1))
    less = (pl.col("mean") >= floor) & (ratio < p["lo"] * pl.col("season").clip(None, 1))
    rows = _with_season(office.compared.filter(pl.col("mean").is_not_null()))
    rows = rows.filter(more | less & (pl.col("kwh") > 0))
    rows = owned(rows, office.in_use, how="inner").sort(
        "month", descending=True, maintain_order=True
    )
    return rows.select(
        "account_no", "meter_no", "person", "kwh", "month", pl.col("mean").cast(pl.Int64),
        since="month",
    )  # fmt: skip


def _with_season(rows: pl.DataFrame) -> pl.DataFrame:
    """By how much most households moved in that month; 1 where they did not, or are few."""
    usual = pl.when(pl.col("mean") > 0).then(pl.col("kwh") / pl.col("mean"))
    middle = usual.median().over("month")
    moved = (middle >= _SEASON) | (middle * _SEASON <= 1)
    many = pl.len().over("month") >= _MANY
    return rows.with_columns(
        season=pl.when(moved.fill_null(value=False) & many).then(middle).otherwise(1.0)
    )


def _replaced(office: Office) -> pl.DataFrame:
    facts = office.list("facts")
    days = [office.accounts.select("account_no", "replaced_on")]
    if "replaced_on" in facts.columns:
        days.append(facts.select("account_no", "replaced_on"))
    return (
        pl.concat(days)
        .drop_nulls()
        .select("account_no", month=pl.col("replaced_on").dt.month_start())
    )


def _running(flag: pl.Expr) -> pl.Expr:
    """How many rows in a row, up to this one, of the account; its rows stand together."""
    flag, row = flag.fill_null(value=False), pl.int_range(pl.len())
    first = pl.col("account_no") != pl.col("account_no").shift(1)
    none = pl.when(~flag).then(row).when(first.fill_null(value=True)).then(row - 1)
    return row - none.forward_fill()


_READ = ("readings.account_no|bills.account_no",)
RULES = (
    Rule(
        "B02", zero_this_month, _READ,
        mark("No kWh in {month}."),
        mark("Tell apart: nobody there, the meter is broken, or it was not read."),
        Who.ELECTRICIAN,
    ),
    Rule(
        "B03", zero_for_long, _READ,
        mark("No kWh for {months} months, and the account is in use."),
        mark("Go and see: an empty house, a broken meter, or an account to be closed."),
        Who.ELECTRICIAN,
    ),
    Rule(
        "B04", estimated_or_copied, _READ,
        mark("{months} months running, up to {until}, were estimated or read alike (last "
             "{kwh})."),
        mark("Compare with the meter itself and work the bills out again."),
        Who.ELECTRICIAN,
    ),
    Rule(
        "B09", after_new_meter, _READ,
        mark("{kwh} in {month}, in which the meter was replaced; before it was {mean} a month."),
        mark("Check the last reading of the old meter, the first one of the new, and the days. "
             "Explain it before the customer asks."),
        Who.BILLING,
    ),
    Rule(
        "B11", sudden, _READ,
        mark("{kwh} in {month}; the months before it was {mean}."),
        mark("Look again before the bill goes out. Tell the customer first if it is a lot."),
        Who.BILLING,
    ),
)  # fmt: skip
