"""Rules on the work orders of new connections."""

from __future__ import annotations

import polars as pl

from bot.audit.office import ENDED, Office, applications_of, is_usual, with_columns_of
from bot.audit.rule import Params, Rule, Who
from bot.wording.catalogue import mark

_DONE = "归档|办结|完成|完结|终结"
_NOT_YET = "未|待|中$"  # 待归档, 业务归档中
_YES = "^(?:是|有|1|Y|y|yes|true|√)$|一证"
_NOT_RESIDENTIAL = "高压|非居民|工商业|大工业|商业|农业"


def overdue(office: Office, p: Params) -> pl.DataFrame:
    """A01."""
    rows = _open_to(office, pl.coalesce("energized_on", "installed_on", "archived_on"))
    home = ~pl.concat_str("business", "customer_class", ignore_nulls=True).str.contains(
        _NOT_RESIDENTIAL
    )
    rows = rows.filter(home)
    working = office.hours.working_days_between
    days = [working(*pair) for pair in rows.select("accepted_on", "until").iter_rows()]
    rows = rows.with_columns(days=pl.Series(days, dtype=pl.Int64), limit=pl.lit(p["days"]))
    return _said(rows.filter(pl.col("days") > p["days"]), "accepted_on", "days", "limit")


def contract_late(office: Office, _: Params) -> pl.DataFrame:
    """A09."""
    late = pl.col("contract") > pl.col("energized")
    usual = office.accounts.filter(pl.col("energized").is_not_null())
    missing = pl.lit(is_usual(usual["contract"])) & pl.col("contract").is_null()
    rows = office.active.filter(pl.col("energized").is_not_null() & (late | missing))
    return rows.select("account_no", "meter_no", "person", "contract", since="energized")


def not_archived(office: Office, p: Params) -> pl.DataFrame:
    """A11."""
    return _waiting(office, _not_done(office), "accepted_on", p["days"])


def energized_not_archived(office: Office, p: Params) -> pl.DataFrame:
    """A12."""
    return _waiting(office, _not_done(office), "energized_on", p["days"])


def closed_at_once(office: Office, p: Params) -> pl.DataFrame:
    """A13; where the lists have days without times, nothing can be said."""
    rows = _open_to(office, pl.lit(None, pl.Date)).drop_nulls("archived_at")
    timed = pl.any_horizontal(
        pl.col("accepted_at").dt.time() != pl.time(0, 0),
        pl.col("archived_at").dt.time() != pl.time(0, 0),
    )
    minutes = (pl.col("archived_at") - pl.col("accepted_at")).dt.total_minutes()
    rows = rows.with_columns(minutes=minutes).filter(
        timed & (minutes >= 0) & (minutes < p["minutes"])
    )
    return _said(rows, "accepted_on", "minutes")


def papers_missing(office: Office, p: Params) -> pl.DataFrame:
    """A14."""
    rows = _open_to(office, pl.lit(None, pl.Date))
    certified = pl.col("one_certificate").fill_null("").str.contains(_YES)
    rows = rows.filter(certified & pl.col("documents_on").is_null())
    return _waiting(office, rows, "accepted_on", p["days"])


def losses_grew(office: Office, p: Params) -> pl.DataFrame:
    """A16; loss rates are hundredths of a percent."""
    names = ("area_no", "month", "loss_rate", "reader", "collected_on")
    rows = with_columns_of(office.list("areas"), names)
    rows = rows.drop_nulls(["area_no", "loss_rate"]).sort("area_no", "month", maintain_order=True)
    before = pl.mean_horizontal(*(pl.col("loss_rate").shift(n).over("area_no") for n in (1, 2, 3)))
    rows = rows.with_columns(before=before.round().cast(pl.Int64))
    grown = rows.filter(pl.col("loss_rate") - pl.col("before") > p["pp"] * 100)
    grown = grown.filter(pl.col("month") == pl.col("month").max())
    new = office.accounts.filter(
        pl.col("opened_on") > pl.lit(office.as_of).dt.offset_by("-3mo")
    ).select("area_no")
    return grown.join(new, "area_no", how="anti").select(
        pl.lit(None, pl.String).alias("account_no"), pl.lit(None, pl.String).alias("meter_no"),
        area="area_no", since="month", person="reader",
        now=pl.col("loss_rate") / 100, before=pl.col("before") / 100,
    )  # fmt: skip


def _open_to(office: Office, until: pl.Expr) -> pl.DataFrame:
    """Work orders that were not given up, each to the day on which it ended, or to this one."""
    rows = applications_of(office.exports.lists).drop_nulls("accepted_at")
    rows = rows.with_columns(
        accepted_on=pl.col("accepted_at").dt.date(), archived_on=pl.col("archived_at").dt.date()
    )
    rows = rows.filter(~pl.col("stage").fill_null("").str.contains(ENDED))
    rows = rows.with_columns(until=pl.coalesce(until, pl.lit(office.as_of)))
    owner = office.accounts.select("account_no", own="person", own_meter="meter_no")
    return rows.join(owner, "account_no", how="left", maintain_order="left").with_columns(
        person=pl.coalesce("handler", "own"), meter_no=pl.coalesce("meter_no", "own_meter")
    )


def _not_done(office: Office) -> pl.DataFrame:
    rows = _open_to(office, pl.lit(None, pl.Date))
    stage = pl.col("stage").fill_null("")
    told = stage.str.contains(_DONE) & ~stage.str.contains(_NOT_YET)
    return rows.filter(~told & pl.col("archived_on").is_null())


def _waiting(office: Office, rows: pl.DataFrame, since: str, most: int) -> pl.DataFrame:
    """The orders that have waited for more days than that since that day."""
    days = (pl.lit(office.as_of) - pl.col(since)).dt.total_days()
    return _said(rows.with_columns(days=days).filter(pl.col("days") > most), since, "days")


def _said(rows: pl.DataFrame, since: str, *figures: str) -> pl.DataFrame:
    names = ("account_no", "meter_no", "person", "application_no", since, *figures)
    return rows.select(*names, since=since)


_ORDERS = ("applications.accepted_at",)
RULES = (
    Rule(
        "A01", overdue, _ORDERS,
        mark("Applied for on {accepted_on}: {days} working days, {limit} are promised."),
        mark("Press whoever handles it, note why it took so long, tell the customer and "
             "apologise."),
        Who.ELECTRICIAN,
    ),
    Rule(
        "A09", contract_late,
        ("accounts.contract_on|applications.contract_on",
         "accounts.energized_on|applications.energized_on"),
        mark("Power since {since}, and the supply contract was signed later or is missing."),
        mark("Have the contract signed, and find out why it came after the power."),
        Who.CLERK,
    ),
    Rule(
        "A11", not_archived, _ORDERS,
        mark("The work order of {accepted_on} has been open for {days} days."),
        mark("Press for it, and check whether the house has power already."),
        Who.CLERK,
    ),
    Rule(
        "A12", energized_not_archived, (*_ORDERS, "applications.energized_on"),
        mark("Power since {energized_on}, {days} days ago, and the work order is not archived: "
             "nobody will read the meter."),
        mark("Have it archived and put into a reading section at once."),
        Who.CLERK,
    ),
    Rule(
        "A13", closed_at_once, (*_ORDERS, "applications.archived_at"),
        mark("Accepted on {accepted_on} and archived {minutes} minutes later: it looks as if "
             "it was entered afterwards."),
        mark("Find out when the meter was really fitted, and count the months from then."),
        Who.HEAD, money=True,
    ),
    Rule(
        "A14", papers_missing, (*_ORDERS, "applications.one_certificate"),
        mark("Accepted on {accepted_on} with one paper; {days} days later the others are still "
             "missing."),
        mark("Remind the customer and whoever handles it."),
        Who.CLERK,
    ),
    Rule(
        "A16", losses_grew, ("areas.area_no", "areas.loss_rate"),
        mark("Losses of area {area}: {now} percent, {before} in the three months before, and no "
             "new account there."),
        mark("Look for use without an account and for kWh that were not billed."),
        Who.ELECTRICIAN,
    ),
)  # fmt: skip
