"""Rules on readings that are missing, late, moved or do not follow each other."""

from __future__ import annotations

import polars as pl

from bot.audit.monthly import before
from bot.audit.office import Office, with_columns_of
from bot.audit.rule import Params, Rule, Who
from bot.wording.catalogue import mark

_USUAL_DAYS = 31
_FEW = 20  # readings; of so few the middle says nothing of an office
_NEW_DAYS = 100  # a first reading so soon after the registration is that of a new account


def not_read(office: Office, _: Params) -> pl.DataFrame:
    """B01; who is read every other month is not missing in between."""
    month = office.month
    # A column of its own: within `agg` all of it would be worked out account by account.
    months = office.monthly.with_columns(step=_months(pl.col("month") - before("month")))
    read = months.group_by("account_no").agg(
        last=pl.col("month").max(), step=pl.col("step").median()
    )
    rows = office.active.filter("listed").join(read, "account_no", how="left")
    due = pl.col("opened_on").is_null() | (pl.col("opened_on") < _read_by(office))
    since = _months(pl.lit(month) - pl.col("last"))
    missed = pl.col("last").is_null() | (since >= pl.col("step").fill_null(1).clip(1))
    rows = rows.filter(due & missed).with_columns(month=pl.lit(month, pl.Date))
    begun = pl.coalesce("last", "opened_on", "month")
    return rows.select("account_no", "meter_no", "person", "month", since=begun)


def first_shows_more(office: Office, p: Params) -> pl.DataFrame:
    """A06."""
    rows = _first_readings(office)
    days = (pl.col("this_on") - pl.col("opened_on")).dt.total_days()
    rows = rows.with_columns(days=days.clip(1))
    a_day = pl.col("kwh") / pl.col("days") > p["kwh_per_day"] * 1000
    more = pl.col("last_reading") > pl.col("installed_reading")
    rows = rows.filter((a_day | more).fill_null(value=False))
    return rows.select(
        "account_no", "meter_no", "person", "kwh", "days", "opened_on", since="opened_on"
    )


def several_periods(office: Office, p: Params) -> pl.DataFrame:
    """B05."""
    rows = _spans(office)
    usual = pl.col("days").median().over("account_no")
    times = pl.len().over("account_no")
    rows = rows.with_columns(usual=pl.when(times >= 4).then(usual))
    middle = rows["days"].median() if rows.height > _FEW else None
    two_months = isinstance(middle, float) and 50 < middle < 75
    of_office = _USUAL_DAYS * 2 - 1 if two_months else _USUAL_DAYS
    rows = rows.with_columns(pl.col("usual").fill_null(of_office).clip(28).cast(pl.Int64))
    rows = rows.filter(pl.col("days") > p["factor"] * pl.col("usual"))
    return _newest(rows).select(
        "account_no", "meter_no", "person", "last_on", "this_on", "days", "usual",
        since="last_on",
    )  # fmt: skip


def day_moved(office: Office, p: Params) -> pl.DataFrame:
    """B06."""
    own = office.accounts.select("account_no", "person", account_day="reading_day")
    rows = office.readings.drop_nulls("this_on").join(own, "account_no", how="left")
    rows = rows.with_columns(day=pl.coalesce("reading_day", "account_day"))
    away = (pl.col("this_on").dt.day().cast(pl.Int64) - pl.col("day")).abs()
    away = pl.min_horizontal(away, 31 - away)
    rows = rows.filter((away > p["days"]).fill_null(value=False)).sort("this_on", descending=True)
    return rows.select("account_no", "meter_no", "person", "this_on", "day", since="this_on")


def backwards(office: Office, _: Params) -> pl.DataFrame:
    """B07; a meter that went once round (翻转) does not count."""
    digits = pl.coalesce("digits", pl.lit(5, pl.Int64))
    full = (pl.lit(10.0) ** digits) * 1000
    round_ = (pl.col("last_reading") > 0.9 * full) & (pl.col("this_reading") < 0.1 * full)
    rows = _with_person(office, office.readings)
    rows = rows.filter((pl.col("this_reading") < pl.col("last_reading")) & ~round_)
    return _newest(rows).select(
        "account_no", "meter_no", "person", "last_reading", "this_reading", since="this_on"
    )


def not_connected(office: Office, _: Params) -> pl.DataFrame:
    """B08."""
    same = pl.col("meter_no").is_not_null() | (pl.col("meters") == 1)
    counts = office.monthly.select("account_no", "month", "meters")
    # Where a reading lies between them that is not there, the two need not meet.
    unread = (pl.col("last_on") > pl.col("earlier_on") + pl.duration(days=1)).fill_null(
        value=False
    )
    rows = office.readings.filter(
        ~unread & (pl.col("last_reading") != pl.col("earlier_reading"))
    ).join(counts, ["account_no", "month"], how="left", maintain_order="left")
    rows = rows.filter(same)
    return _newest(_with_person(office, rows)).select(
        "account_no", "meter_no", "person", "last_reading", before="earlier_reading",
        since=pl.coalesce("last_on", "month"),
    )  # fmt: skip


def seen_less(office: Office, p: Params) -> pl.DataFrame:
    """B10: at the meter less was seen, later, than was billed by it last.

    A meter that was replaced shows less than the one before; the list says which one was
    seen, or it is the one that was read last.
    """
    names = ("account_no", "meter_no", "surveyed_on", "seen_reading")
    survey = with_columns_of(office.list("survey"), names).rename(
        {"surveyed_on": "seen_on", "seen_reading": "seen"}
    )
    told = with_columns_of(
        office.list("tickets"), ("account_no", "meter_no", "told_on", "told_reading", "ticket_at")
    ).select(
        "account_no", "meter_no", seen_on=pl.coalesce("told_on", pl.col("ticket_at").dt.date()),
        seen="told_reading",
    )  # fmt: skip
    seen = pl.concat([survey, told]).drop_nulls(["seen_on", "seen"])
    owner = office.meters.unique("meter_no").rename({"account_no": "owner"})
    seen = seen.join(owner, "meter_no", how="left").with_columns(
        account_no=pl.coalesce("account_no", "owner")
    )
    seen = seen.select("account_no", "seen_on", "seen", seen_meter="meter_no")
    rows = office.readings.join(seen, "account_no", how="inner")
    rows = rows.filter(
        (pl.col("seen_on") >= pl.col("this_on"))
        & (pl.col("seen_meter") == pl.col("meter_no")).fill_null(value=True)
    )
    rows = rows.filter(
        (pl.col("this_on") == pl.col("this_on").max().over("account_no", "seen_on"))
        & (pl.col("seen") + p["tolerance"] * 1000 < pl.col("this_reading"))
    )
    return _newest(_with_person(office, rows)).select(
        "account_no", "meter_no", "person", "seen_on", "seen", "this_reading", since="this_on"
    )


def collected_differs(office: Office, p: Params) -> pl.DataFrame:
    """B12: on the same day the collection system has another reading."""
    names = ("meter_no", "collected_on", "shown")
    collected = with_columns_of(office.list("collection"), names).drop_nulls()
    rows = office.readings.join(
        collected, left_on=["meter_no", "this_on"], right_on=["meter_no", "collected_on"],
        how="inner",
    )  # fmt: skip
    rows = rows.filter((pl.col("shown") - pl.col("this_reading")).abs() > p["tol"] * 1000)
    return _newest(_with_person(office, rows)).select(
        "account_no", "meter_no", "person", "shown", "this_reading", "this_on", since="this_on"
    )


def _months(expr: pl.Expr) -> pl.Expr:
    """A span of time in months, to the nearest."""
    return (expr.dt.total_days() / 30.44).round().cast(pl.Int64)


def _read_by(office: Office) -> pl.Expr:
    """The first day on which the month's readings were taken."""
    days = office.monthly.filter(pl.col("month") == pl.lit(office.month, pl.Date))[
        "this_on"
    ].drop_nulls()
    if len(days):
        return pl.lit(days.sort()[len(days) // 2])
    return pl.lit(office.month, pl.Date)


def _spans(office: Office) -> pl.DataFrame:
    own = office.accounts.select("account_no", "meter_no", "person")
    rows = office.monthly.drop_nulls(["last_on", "this_on"]).join(own, "account_no", how="left")
    return rows.with_columns(days=(pl.col("this_on") - pl.col("last_on")).dt.total_days())


def _first_readings(office: Office) -> pl.DataFrame:
    own = office.accounts.select(
        "account_no", "person", "opened_on", "installed_reading", "first_read_on"
    )
    rows = office.readings.join(own, "account_no", how="inner")
    age = (pl.col("first_read_on") - pl.col("opened_on")).dt.total_days()
    first = pl.col("this_on") == pl.col("first_read_on")
    return rows.filter(first & (age >= 0) & (age <= _NEW_DAYS))


def _with_person(office: Office, rows: pl.DataFrame) -> pl.DataFrame:
    own = office.accounts.select("account_no", "person")
    return rows.join(own, "account_no", how="left", maintain_order="left")


def _newest(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort("month", descending=True, maintain_order=True)


RULES = (
    Rule(
        "A06", first_shows_more, ("accounts.opened_on", "readings.this_on"),
        mark("The first reading shows {kwh} within {days} days of the registration: there was "
             "use before it."),
        mark("Find out from which day there was use, and settle the months of the tiers."),
        Who.BILLING, money=True,
    ),
    Rule(
        "B01", not_read, ("accounts.account_no", "readings.account_no|bills.account_no"),
        mark("On the books, and not read in {month}."),
        mark("Read the meter this month, and check the reading section."),
        Who.ELECTRICIAN,
    ),
    Rule(
        "B05", several_periods, ("readings.this_on|bills.this_on",),
        mark("From {last_on} to {this_on} are {days} days at once; usual are {usual}."),
        mark("Check the months of the tiers against the real ones, and tell the customer "
             "before he asks."),
        Who.BILLING, money=True,
    ),
    Rule(
        "B06", day_moved, ("readings.this_on", "readings.reading_day|accounts.reading_day"),
        mark("Read on {this_on}; the day of the section is the {day}th."),
        mark("Another day has to be approved. Check the months of the tiers."),
        Who.ELECTRICIAN,
    ),
    Rule(
        "B07", backwards, ("readings.last_reading", "readings.this_reading"),
        mark("The reading went back from {last_reading} to {this_reading}."),
        mark("Check the meter and whether it was replaced."),
        Who.ELECTRICIAN,
    ),
    Rule(
        "B08", not_connected, ("readings.last_reading", "readings.this_reading"),
        mark("The period before ended at {before}, this one begins at {last_reading}, and no "
             "other meter is known."),
        mark("Check the last reading of the old meter and the first one of the new."),
        Who.BILLING,
    ),
    Rule(
        "B10", seen_less,
        ("readings.this_reading", "survey.seen_reading|tickets.told_reading"),
        mark("The meter showed {seen} on {seen_on}; {this_reading} were billed before that."),
        mark("Look again today and correct it."),
        Who.ELECTRICIAN,
    ),
    Rule(
        "B12", collected_differs, ("collection.shown", "readings.this_on"),
        mark("On {this_on} the collection system has {shown}, the bill {this_reading}."),
        mark("Correct the one that is wrong."),
        Who.BILLING,
    ),
)  # fmt: skip
