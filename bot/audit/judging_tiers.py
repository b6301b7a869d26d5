"""Bills whose readings are not there, by what stands on them: tiers, kWh before them, the sum."""

from __future__ import annotations

from datetime import date

import polars as pl

from bot.audit.judging import Judged
from bot.audit.office import Office
from bot.bills.pointers import POINTERS
from bot.bills.price_names import PriceNames
from tariff_rules import Billing, Price, Schedule, Tariff

_SCALE = 10_000  # prices in hundredths of a fen
_UNIT = 100_000  # Wh times such a price, in fen
_WHOLE_YEAR = 12
BEYOND = "beyond"  # cause of a bill below the first price or above the last
_YES = "^(?:是|有|1|Y|y|√|true)|低保|五保|特困|执行"


def by_their_tiers(
    office: Office, judged: pl.DataFrame, tariff: Tariff, prices: PriceNames
) -> pl.DataFrame:
    """The bills judged, those that were not by their own figures where they have them.

    A bill is right if its money is that of the tiers on it, or of the tiers that the kWh before
    it leave; whether the count has this bill's own kWh in it too differs from office to office.
    Of a bill that has neither it is known only that all its kWh cost the first price at least and
    the last at most; the nearer of these is then what is right.
    """
    left = judged.filter(pl.col("judged") == Judged.NOT_JUDGED)
    bills = office.bills.filter(pl.col("normal") & (pl.col("billed_kwh") >= 0))
    rows = left.select("account_no", "month").join(bills, ["account_no", "month"], how="inner")
    rows = _tiered(office, rows, prices)
    parts = []
    for (month,), part in rows.group_by("month", maintain_order=True):
        schedule = tariff.schedule_on(month) if isinstance(month, date) else None
        if schedule and schedule.cycle.billing is Billing.AS_IT_ARISES:
            parts.append(_of_month(part, schedule, month))
    if not parts:
        return judged
    found = pl.concat(parts).select(
        "account_no", "month", "beyond", pl.col("right").alias("by_tiers")
    )
    joined = left.join(
        found.unique(["account_no", "month"]), ["account_no", "month"], how="left",
        maintain_order="left",
    )  # fmt: skip
    told = pl.col("by_tiers").is_not_null()
    fits = pl.col("by_tiers") == pl.col("charged")
    said = pl.when(fits).then(pl.lit(str(Judged.RIGHT))).otherwise(pl.lit(str(Judged.WRONG)))
    told_now = joined.with_columns(
        right=pl.when(told).then("by_tiers").otherwise("right"),
        judged=pl.when(told).then(said).otherwise("judged"),
        cause=pl.when(told & pl.col("beyond")).then(pl.lit(BEYOND)).otherwise("cause"),
    ).drop("by_tiers", "beyond")
    return pl.concat([judged.filter(pl.col("judged") != Judged.NOT_JUDGED), told_now])


def _of_month(rows: pl.DataFrame, schedule: Schedule, month: date) -> pl.DataFrame:
    prices = [int(price * _SCALE) for price in schedule.prices_in(month)]
    limits = [
        int(limit * 1000) * _WHOLE_YEAR // schedule.limit_months
        for limit in schedule.limits_of_month(month.month)
    ]
    if len(prices) != 3 or len(limits) != 2 or schedule.cycle.months != _WHOLE_YEAR:
        return rows.clear().with_columns(
            right=pl.lit(None, pl.Int64), beyond=pl.lit(None, pl.Boolean)
        )
    kwh = pl.col("billed_kwh")
    # Of a new account the months that count must be told, or its limits are not known.
    old = pl.col("opened_on").fill_null(date.min) < date(month.year, 1, 1)
    before = pl.when(old | pl.col("base_months").is_not_null()).then("used_before")
    months = pl.col("base_months").fill_null(_WHOLE_YEAR).clip(1, _WHOLE_YEAR)
    bounds = [pl.lit(limit) * months // _WHOLE_YEAR for limit in limits]
    own = [pl.col(f"tier{n}_kwh").fill_null(0) for n in (1, 2, 3)]
    own_fit = pl.col("tier1_kwh").is_not_null() & (sum(own[1:], own[0]) == kwh)
    sums = [
        pl.when(own_fit & before.is_null()).then(_money(own, prices)),
        pl.when(before.is_not_null()).then(_money(_tiers(before, kwh, bounds), prices)),
        pl.when(before >= kwh).then(_money(_tiers(before - kwh, kwh, bounds), prices)),
    ]
    charged = pl.col("charged")
    fits = pl.any_horizontal(((one - charged).abs() <= 1).fill_null(value=False) for one in sums)
    rows = rows.with_columns(right=pl.when(fits).then(charged).otherwise(pl.coalesce(sums)))
    least, most = (_money([kwh], [price]) for price in (prices[0], prices[-1]))
    nearer = pl.when(charged < least - 1).then(least).when(charged > most + 1).then(most)
    beyond = pl.col("right").is_null() & nearer.is_not_null()
    return rows.with_columns(right=pl.coalesce("right", nearer), beyond=beyond)


def _tiers(before: pl.Expr, kwh: pl.Expr, bounds: list[pl.Expr]) -> list[pl.Expr]:
    """KWh by tier, after so many of the year."""
    after = before + kwh
    first, second = bounds
    one = pl.min_horizontal(after, first) - pl.min_horizontal(before, first)
    two = pl.min_horizontal(after, second) - pl.min_horizontal(before, second) - one
    return [one, two, kwh - one - two]


def _money(tiers: list[pl.Expr], prices: list[int]) -> pl.Expr:
    """Fen, each line rounded half up."""
    lines = [(kwh * price + _UNIT // 2) // _UNIT for kwh, price in zip(tiers, prices, strict=True)]
    return sum(lines[1:], lines[0])


def _tiered(office: Office, rows: pl.DataFrame, prices: PriceNames) -> pl.DataFrame:
    """The bills of accounts on the tiers, of which nothing special is known."""
    name = pl.coalesce("price_name", "category").fill_null("")
    own = office.accounts.select(
        "account_no", "opened_on", "low_income_flag", "time_of_use_flag", name=name
    )
    names = own["name"].unique()
    tiered = [one for one in names if prices.low_price(one, POINTERS) is Price.TIERED]
    own = own.filter(pl.col("name").is_in(tiered))
    for flag in ("low_income_flag", "time_of_use_flag"):
        own = own.filter(~pl.col(flag).fill_null("").str.contains(_YES))
    rows = rows.join(own, "account_no", how="inner", maintain_order="left")
    facts = office.list("facts")
    if "account_no" in facts.columns:
        rows = rows.join(facts.select("account_no"), "account_no", how="anti")
    return rows
