"""Rules on meters that are in use and on no account, and on use before the papers."""

from __future__ import annotations

import polars as pl

from bot.audit.office import Office, applications_of, is_usual, with_columns_of, without_transfers
from bot.audit.rule import Params, Rule, Who
from bot.wording.catalogue import mark

_IN_STORE = "在库|入库|返库|退库|已退|报废|待检|待报废|丢失|库存"
_ISSUED = "领|装|出库|运行|在途|在用|使用"


def installed_before_application(office: Office, p: Params) -> pl.DataFrame:
    """A02."""
    orders = _orders(office)
    start = pl.min_horizontal("installed", "energized", "use_from")
    accepted = pl.col("accepted_at").dt.date()
    rows = orders.with_columns(since=start, accepted_on=accepted).filter(start < accepted)
    rows = rows.with_columns(days=(pl.col("accepted_on") - pl.col("since")).dt.total_days())
    _, grave, gravest = p["grade_days"]
    grade = (
        pl.when(pl.col("days") > gravest).then(pl.lit("critical"))
        .when(pl.col("days") > grave).then(pl.lit("high"))
        .otherwise(pl.lit("medium"))
    )  # fmt: skip
    return rows.with_columns(severity=grade).select(
        "account_no",
        "meter_no",
        "since",
        "person",
        "severity",
        "accepted_on",
        "days",
        "application_no",
    )


def meter_without_account(office: Office, p: Params) -> pl.DataFrame:
    """A03."""
    names = ("meter_no", "account_no", "issued_on", "issued_to", "store_state", "goes_to",
             "order_no")  # fmt: skip
    store = with_columns_of(office.list("store"), names).drop_nulls("meter_no")
    state = pl.col("store_state")
    out = state.is_null() | (state.str.contains(_ISSUED) & ~state.str.contains(_IN_STORE))
    homeless = store.filter(
        out & pl.coalesce("goes_to", "account_no").is_null() & pl.col("issued_on").is_not_null()
    ).join(office.meters, "meter_no", how="anti")
    days = (pl.lit(office.as_of) - pl.col("issued_on")).dt.total_days()
    no_order = pl.lit(is_usual(store["order_no"])) & pl.col("order_no").is_null()
    rows = homeless.with_columns(days=days).filter((days > p["days"]) | (no_order & (days >= 0)))
    rows = rows.join(office.collected.select("meter_no", "use_from"), "meter_no", how="left")
    return rows.select(
        pl.lit(None, pl.String).alias("account_no"), "meter_no",
        since=pl.min_horizontal("issued_on", "use_from"), person="issued_to",
        issued_on="issued_on", days="days",
    )  # fmt: skip


def collected_without_account(office: Office, p: Params) -> pl.DataFrame:
    """A04."""
    rows = office.collected.filter(pl.col("used_wh") >= p["min_kwh"] * 1000)
    rows = rows.join(office.meters, "meter_no", how="anti")
    known = office.accounts.select(collected_account="account_no")
    rows = rows.join(known, "collected_account", how="anti")
    return _with_person(office, rows).select(
        pl.lit(None, pl.String).alias("account_no"), "meter_no", "person", "used_wh", "use_to",
        since="use_from",
    )  # fmt: skip


def opened_after_use(office: Office, p: Params) -> pl.DataFrame:
    """A05; where bills or readings are older than the account, it has only changed hands."""
    begun = pl.coalesce(
        "energized", "installed", "use_from",
        pl.when(pl.col("first_read_from") < pl.col("first_read_on")).then("first_read_from"),
    )  # fmt: skip
    days = (pl.col("opened_on") - begun).dt.total_days()
    older = pl.col("first_month") < pl.col("opened_on").dt.month_start()
    rows = without_transfers(office, office.active).with_columns(since=begun, days=days)
    rows = rows.filter((pl.col("days") > p["days"]) & ~older.fill_null(value=False))
    # The limits of an earlier year are gone; what was charged then is another matter.
    past = pl.col("opened_on").dt.year() < office.as_of.year
    grade = pl.when(past).then(pl.lit("low"))
    return rows.select(
        "account_no", "meter_no", "since", "person", "opened_on", "days", severity=grade
    )


def found_in_survey(office: Office, _: Params) -> pl.DataFrame:
    """A10."""
    names = ("meter_no", "account_no", "surveyed_on", "surveyor", "survey_result")
    survey = with_columns_of(office.list("survey"), names).drop_nulls("meter_no")
    survey = survey.join(office.meters, "meter_no", how="anti")
    survey = survey.join(office.accounts.select("account_no"), "account_no", how="anti")
    idle = pl.col("survey_result").fill_null("").str.contains("拆除|未装|无表|已拆|报废|停用")
    rows = survey.filter(~idle).unique("meter_no", keep="first", maintain_order=True)
    return _with_person(office, rows).select(
        pl.lit(None, pl.String).alias("account_no"), "meter_no", "person", since="surveyed_on"
    )


def repeated_by_one(office: Office, p: Params) -> pl.DataFrame:
    """A15: found for one person twice within the months."""
    book = {"grade_days": [0, 7, 30], "days": 5}
    late = [installed_before_application(office, book), opened_after_use(office, book)]
    rows = pl.concat(late, how="diagonal").drop_nulls("person")
    noted = pl.coalesce("accepted_on", "opened_on")
    rows = rows.with_columns(noted=noted).filter(
        noted > pl.lit(office.as_of).dt.offset_by(f"-{p['months']}mo")
    )
    return (
        rows.sort("noted", descending=True)
        .group_by("person", maintain_order=True)
        .agg(
            pl.col("account_no").drop_nulls().first(),
            pl.col("since").min(),
            count=pl.coalesce("account_no", "meter_no").n_unique(),
        )
        .filter(pl.col("count") >= p["n"])
    )


def _orders(office: Office) -> pl.DataFrame:
    """Orders of new connections with what the other lists say of their meter."""
    orders = applications_of(office.exports.lists)
    own = office.accounts.select(
        "account_no", pl.col("meter_no").alias("account_meter"),
        pl.col("installed_on").alias("account_installed"),
        pl.col("energized_on").alias("account_energized"), "person", "opened_on",
    )  # fmt: skip
    orders = orders.join(own, "account_no", how="left", maintain_order="left")
    seen = office.collected.select("use_from", account_meter="meter_no")
    orders = orders.with_columns(account_meter=pl.coalesce("meter_no", "account_meter"))
    orders = orders.join(seen, "account_meter", how="left", maintain_order="left")
    # An account that is older than its order has had its first connection long ago; only what
    # the order says itself is about this one.
    older = pl.col("opened_on") < pl.col("accepted_at").dt.date().dt.offset_by("-1mo")
    first = ~older.fill_null(value=False)
    return orders.with_columns(
        meter_no="account_meter",
        installed=pl.coalesce("installed_on", pl.when(first).then("account_installed")),
        energized=pl.coalesce("energized_on", pl.when(first).then("account_energized")),
        use_from=pl.when(first).then("use_from"),
        person=pl.coalesce("handler", "person"),
    )


def _with_person(office: Office, rows: pl.DataFrame) -> pl.DataFrame:
    store = with_columns_of(office.list("store"), ("meter_no", "issued_to"))
    store = store.drop_nulls().unique("meter_no", keep="first")
    rows = rows.join(store, "meter_no", how="left", maintain_order="left")
    more = [name for name in ("surveyor",) if name in rows.columns]
    return rows.with_columns(person=pl.coalesce("issued_to", *more))


_IN_USE = (
    "|".join(
        f"{kind}.{column}"
        for kind in ("applications", "accounts")
        for column in ("installed_on", "energized_on")
    )
    + "|collection.meter_no"
)
RULES = (
    Rule(
        "A02", installed_before_application,
        ("applications.accepted_at", _IN_USE),
        mark("The meter was in use from {since}; the application was accepted on {accepted_on}, "
             "{days} days later."),
        mark("Find out who fitted it and from which day it was used. Complete the papers, and "
             "count the tiers from the months of real use."),
        Who.ELECTRICIAN, money=True,
    ),
    Rule(
        "A03", meter_without_account, ("store.meter_no", "store.issued_on"),
        mark("Meter {meter} left the store on {issued_on}, {days} days ago, and is on no "
             "account."),
        mark("See today where the meter is and whether it has power. Register the household the "
             "same day, or take the meter back."),
        Who.ELECTRICIAN, money=True,
    ),
    Rule(
        "A04", collected_without_account,
        ("collection.meter_no", "accounts.meter_no|readings.meter_no"),
        mark("Meter {meter} reports {used_wh} to the collection system up to {use_to}, and is on "
             "no account."),
        mark("Compare the collection system with the accounts. Whoever is in charge of the area "
             "registers the household the same day."),
        Who.ELECTRICIAN, money=True,
    ),
    Rule(
        "A05", opened_after_use,
        ("accounts.opened_on", f"{_IN_USE}|readings.last_on"),
        mark("In use from {since}, registered on {opened_on}: {days} days late."),
        mark("Check the months by the day of real use. What was charged too much is corrected "
             "before the bill goes out, or paid back."),
        Who.CLERK, money=True,
    ),
    Rule(
        "A10", found_in_survey,
        ("survey.meter_no", "accounts.meter_no|readings.meter_no"),
        mark("The survey found meter {meter} in the field; the accounts do not have it."),
        mark("Go through the survey's list household by household until each has an account."),
        Who.ELECTRICIAN, money=True,
    ),
    Rule(
        "A15", repeated_by_one,
        ("applications.accepted_at|accounts.opened_on",
         "applications.handler|store.issued_to|accounts.reader|readings.reader"),
        mark("{count} households under {person} were registered after their use began."),
        mark("The head speaks with the colleague and has the other new connections looked "
             "through. For managers only, never shown to customers."),
        Who.HEAD,
    ),
)  # fmt: skip
