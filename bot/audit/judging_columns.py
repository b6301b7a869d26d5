"""Many bills against the rule at once; only what is left over is looked at one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl

from bot.audit.judging import Judged
from bot.audit.monthly import before, first_of_month, in_order
from bot.audit.office import Office
from bot.audit.standings import Standings, standings_of
from bot.bills.pointers import POINTERS, pointed_to
from bot.bills.price_names import PriceNames
from bot.bills.unknown import TWO_MONTHS
from tariff_rules import MonthsFrom, Tariff
from tariff_rules.columns import (
    NO_DAY,
    NOT_CHARGED,
    Columns,
    EachBill,
    assess_columns,
    each_bill,
    plain_columns,
)
from tariff_rules.cycles import cycle_of

AT_ONCE = 50_000  # accounts; so memory stays flat
_LONG_AGO = date(2008, 1, 1)
_YEARS = timedelta(days=3 * 366)
_KEY = ["registered", "used", "price", "known"]
# Figures by which no bill is called wrong where a region's file has them from a weak source.
_FIGURES = ("limits", "cycle", "prices", "household")
_FREE_KWH = ("free_kwh",)  # likewise, for who has them


def judged_in_columns(
    office: Office, tariff: Tariff, months_from: MonthsFrom, prices: PriceNames
) -> pl.DataFrame:
    """The bills that can be judged at once: account, month, `charged`, `right`, `judged`, `cause`.

    Only of accounts whose facts change terms alone, and as far as their readings follow each other
    from the start of the tier year or of the use. Where `judged` is null the bill must be looked
    at alone.
    """
    standings = standings_of(office)
    spans = _spans(office, tariff, prices, standings)
    broken = spans.filter(~pl.col("follows")).select(
        "account_no", "month", "charged", right="charged", judged=pl.lit(None, pl.String),
        cause=pl.lit(""),
    )  # fmt: skip
    spans = spans.filter("follows")
    broken = broken.join(spans, "account_no", how="semi")
    accounts = spans.select("account_no").unique(maintain_order=True)
    parts = [
        spans.join(some, "account_no", how="semi", maintain_order="left")
        for some in accounts.iter_slices(AT_ONCE)
    ]
    judged = [_judged(part, tariff, months_from, standings) for part in parts or [spans]]
    return pl.concat([*judged, broken]).drop_nulls("charged")


def _judged(
    spans: pl.DataFrame, tariff: Tariff, months_from: MonthsFrom, standings: Standings
) -> pl.DataFrame:
    row = spans["account_no"].rle_id().to_numpy()
    begins = np.append(-1, row)[:-1] != row
    number = np.arange(len(row))
    step = number - np.maximum.accumulate(np.where(begins, number, 0))
    columns = _columns(spans, (step, row), tariff.region, standings)
    assessed = assess_columns(columns, tariff, months_from)
    bills = each_bill(assessed, tariff, months_from)
    # What is settled after the bills is for a closer look.
    alone = np.zeros(len(columns), np.bool_)
    for one in (assessed.reading, assessed.other):
        alone |= (np.array([*one.later.values()]) != 0).any(axis=0)
    alone[[*bills.refused]] = True
    weak = _weak(columns, tariff, spans["this_on"])
    causes = _causes(bills, (step, row))
    table = spans.select(
        "account_no", "month", "charged", "plain",
        right=pl.Series(bills.due[step, row]), cause=causes,
        fits=pl.Series(bills.fits[step, row] & ~alone[row]) & spans["as_read"],
        sure=pl.Series(~weak[row]),
    )  # fmt: skip
    dearer = pl.col("cause") != ""
    said = (
        pl.when(~pl.col("fits")).then(None)
        .when(~dearer).then(pl.lit(str(Judged.RIGHT)))
        .when(pl.col("plain") & pl.col("sure")).then(pl.lit(str(Judged.WRONG_FACT)))
    )  # fmt: skip
    return table.select(
        "account_no", "month", "charged",
        right=pl.when(dearer).then("right").otherwise("charged"), judged=said, cause="cause",
    )  # fmt: skip


def _columns(
    spans: pl.DataFrame, place: tuple[np.ndarray, np.ndarray], region: str, standings: Standings
) -> Columns:
    step, row = place
    keys = spans.select(_KEY).unique(maintain_order=True).with_row_index("standing")
    spans = spans.join(keys, _KEY, how="left", maintain_order="left", nulls_equal=True)
    shape = (int(step.max()) + 1, int(row[-1]) + 1) if len(step) else (0, 0)
    first, last = np.full(shape, NO_DAY), np.full(shape, NO_DAY)
    kwh = np.zeros(shape, np.int64)
    charged = np.full(shape, NOT_CHARGED)
    first[step, row] = spans["last_on"].to_numpy()
    last[step, row] = spans["this_on"].to_numpy()
    kwh[step, row] = (spans["kwh"] // 10).to_numpy()
    charged[step, row] = spans["charged"].fill_null(NOT_CHARGED).to_numpy()
    standing = np.zeros(shape[1], np.int64)
    standing[row] = spans["standing"].to_numpy()
    accounts = [standings.account(region, *one) for one in keys.select(_KEY).iter_rows()]
    return plain_columns(accounts, standing, (first, last), kwh, charged)


def _causes(bills: EachBill, place: tuple[np.ndarray, np.ndarray]) -> pl.Series:
    """The names of what made each bill dearer, as `judging` writes them."""
    told = {name: table[place] for name, table in bills.causes.items()}
    names = [pl.when(pl.Series(dearer)).then(pl.lit(name)) for name, dearer in told.items()]
    rows = pl.DataFrame({"row": place[1]})
    joined = pl.concat_str(names, separator=",", ignore_nulls=True)
    return rows.select(joined.alias("cause")).to_series()


def _weak(columns: Columns, tariff: Tariff, days: pl.Series) -> np.ndarray:
    """For which accounts a figure is too weak to call a bill wrong by it."""
    relief = np.array([bool(one.low_income) for one in columns.standings], np.bool_)
    free = relief[columns.standing] & _doubtful(tariff, days, _FREE_KWH)
    return free | _doubtful(tariff, days, _FIGURES)


def _doubtful(tariff: Tariff, days: pl.Series, figures: tuple[str, ...]) -> bool:
    """Whether one of these figures is weak on one of the days."""
    schedules = {
        schedule.first: (schedule, day)
        for day in days.unique()
        if (schedule := tariff.schedule_on(day - timedelta(days=1)))
    }
    return any(
        name in schedule.evidence and schedule.evidence[name].on(day).doubtful
        for schedule, day in schedules.values()
        for name in figures
    )


def _spans(
    office: Office, tariff: Tariff, prices: PriceNames, standings: Standings
) -> pl.DataFrame:
    accounts = _accounts(office, prices, standings)
    first = first_of_month()
    bills = office.bills.filter("normal").select(
        "account_no", "month", "charged", "billed_kwh",
        alone=first & first.shift(-1, fill_value=True),
    )  # fmt: skip
    spans = office.monthly.join(accounts, "account_no", how="inner", maintain_order="left")
    spans = spans.join(
        bills, ["account_no", "month"], how="left", maintain_order="left", validate="m:m"
    ).pipe(in_order, "account_no", "this_on")
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
        (pl.col("kwh") >= 0) & (pl.col("kwh") % 10 == 0)
        & ~pl.col("estimated") & (pl.col("last_on") >= pl.col("used"))
        & (pl.col("this_on") >= pl.col("last_on"))
        & pl.when(earlier.is_null()).then(opens).otherwise(follows)
        & pl.col("alone").fill_null(value=True)
    )  # fmt: skip
    of_two = (day - pl.col("last_on")).is_between(*TWO_MONTHS) & earlier.is_not_null()
    read_so = spans.filter(of_two)["account_no"].implode()
    as_read = (pl.col("kwh") == pl.col("billed_kwh")).fill_null(value=False)
    spans = spans.with_columns(fine=fine.fill_null(value=False))
    return spans.select(
        "account_no", *_KEY, "month", "last_on", "this_on", "kwh", "charged", as_read=as_read,
        follows=_so_far("fine"), plain=pl.col("named") & ~pl.col("account_no").is_in(read_so),
    )  # fmt: skip


def _so_far(flag: str) -> pl.Expr:
    """Whether it holds for a row and all before it of its account; its rows stand together."""
    row = pl.int_range(pl.len())
    begins = pl.col("account_no").ne_missing(pl.col("account_no").shift(1)) | (row == 0)
    first = pl.when(begins).then(row).forward_fill()
    fails = pl.when(~pl.col(flag)).then(row).forward_fill()
    return (fails < first).fill_null(value=True)


def _accounts(office: Office, prices: PriceNames, standings: Standings) -> pl.DataFrame:
    """Accounts on a price that is judged here, whose facts hold for many at once."""
    name = pl.coalesce("price_name", "category").fill_null("")
    rows = office.accounts.with_columns(name=name)
    rows = rows.join(standings.accounts, "account_no", how="left", maintain_order="left")
    of_facts = pl.col("account_no").is_in(standings.accounts["account_no"].implode())
    rows = rows.filter(pl.col("known").is_not_null() | ~of_facts)
    adjusted = office.list("adjustments")
    if "account_no" in adjusted.columns:
        rows = rows.join(adjusted, "account_no", how="anti")
    judged = {
        one: str(price)
        for one in rows["name"].unique()
        if (price := prices.low_price(one, POINTERS))
    }
    begun = pl.coalesce("energized", "installed", "use_from")
    moved = pl.col("moved_on") <= pl.col("opened_on")
    rows = rows.with_columns(
        known=pl.col("known").fill_null(0),
        price=pl.col("name").replace_strict(judged, default=None, return_dtype=pl.String()),
        use=pl.min_horizontal(begun, "first_read_from"),
        named=~_points(rows, "name") & ~_points(rows, "status"),
        # The account is older than its day of registration: it has changed hands.
        older=(pl.col("first_read_on") < pl.col("opened_on")).fill_null(value=False),
    )
    whose = pl.when(pl.col("moved_on").is_null()).then(~pl.col("older"))
    rows = rows.filter(
        pl.col("price").is_not_null() & pl.col("use").is_not_null()
        & pl.col("transferred_on").is_null() & whose.otherwise(begun.is_not_null())
    )  # fmt: skip
    return rows.select(
        "account_no", "use", "price", "known", "named",
        opened_on=pl.when(moved).then("use").otherwise("opened_on"),
    )  # fmt: skip


def _points(rows: pl.DataFrame, column: str) -> pl.Expr:
    """Whether a text points to a fact that is not on file."""
    pointing = [text for text in rows[column].drop_nulls().unique() if pointed_to(text)]
    return pl.col(column).is_in(pointing).fill_null(value=False)


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
