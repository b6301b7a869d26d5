"""Rules on tiers: months that count, kWh by tier, allowances."""

from __future__ import annotations

import polars as pl

from bot.audit.monthly import before
from bot.audit.office import ENDED, Office, owned, with_columns_of, without_transfers
from bot.audit.rule import Params, Rule, Who
from bot.wording.catalogue import mark

_NO = "^(?:否|无|0|N|n|no|false|未|不|没有|×)$|未执行|不执行|没有执行"
_REFUSED = "拒|不通过|未通过|驳回|不予|不同意|不批|否决|不符"
_HOUSEHOLD = "多人口"
_MOVED = "过户|更名"
_NEW_DAYS = 100


def first_month_high(office: Office, p: Params) -> pl.DataFrame:
    """A07; neighbours are the households that are not new themselves."""
    months = owned(office.monthly, office.accounts, "opened_on", "area_no")
    age = (pl.col("month") - pl.col("opened_on").dt.month_start()).dt.total_days()
    first = before("month").is_null() & (age >= 0) & (age <= _NEW_DAYS)
    months = months.with_columns(first=first.fill_null(value=False))
    rows = months.filter("first")
    medians = months.filter(
        ~pl.col("first") & pl.col("month").is_in(rows["month"].unique().implode())
    )
    of_area = (
        medians.drop_nulls("area_no").group_by("area_no", "month").agg(area=pl.col("kwh").median())
    )
    of_all = medians.group_by("month").agg(whole=pl.col("kwh").median())
    rows = rows.join(of_area, ["area_no", "month"], how="left").join(of_all, "month", how="left")
    usual = pl.coalesce("area", "whole")
    limit = pl.max_horizontal(pl.lit(p["tier1_monthly"] * 1000), p["k"] * usual)
    rows = rows.filter(pl.col("kwh") > limit)
    return rows.select(
        "account_no", "meter_no", "person", "kwh", "month", usual=usual.cast(pl.Int64),
        since="opened_on",
    )  # fmt: skip


def high_tier_at_once(office: Office, p: Params) -> pl.DataFrame:
    """A08; where the bills do not tell tiers, more was charged than the first price gives."""
    own = without_transfers(office, office.accounts).select(
        "account_no", "meter_no", "person", "opened_on", "price_name"
    )
    earliest = pl.lit(office.bills["month"].min(), pl.Date).dt.offset_by(f"-{p['months'] + 1}mo")
    own = own.filter(pl.col("opened_on") >= earliest)
    rows = office.bills.join(own, "account_no", how="inner").drop_nulls("month")
    age = (pl.col("month").dt.year() - pl.col("opened_on").dt.year()) * 12 + (
        pl.col("month").dt.month().cast(pl.Int32) - pl.col("opened_on").dt.month().cast(pl.Int32)
    )
    new = rows.filter((age >= 0) & (age <= p["months"]))
    higher = pl.sum_horizontal("tier2_kwh", "tier3_kwh")
    told = pl.col("tier1_kwh").is_not_null() | (higher > 0)
    first = _first_price(office)
    beyond = pl.col("charged") * 100_000 - pl.col("billed_kwh") * first
    more = pl.when(~told & (beyond > 100_000)).then(beyond // first).fill_null(0)
    home = ~pl.col("price_name").fill_null("").str.contains("合表|商业|工业|农业|非居")
    rows = new.with_columns(higher=pl.when(told).then(higher).otherwise(more))
    return rows.filter((pl.col("higher") > 0) & home).select(
        "account_no", "meter_no", "person", "month", "charged", "opened_on", since="opened_on"
    )


def _first_price(office: Office) -> int:
    """Of a kWh of the first tier, in hundredths of a fen."""
    schedule = office.tariff and office.tariff.schedule_on(office.as_of)
    prices = schedule.prices_in(office.as_of) if schedule else ()
    return int(prices[0] * 10_000) if prices else 10**6


def base_months(office: Office, _: Params) -> pl.DataFrame:
    """C02: the bill's count of months is neither that up to the month nor that of the year."""
    own = office.accounts.select(
        "account_no", "meter_no", "person", "energized", "installed", "use_from", "opened_on",
        account_months="base_months",
    )  # fmt: skip
    use = pl.coalesce("energized", "installed", "use_from", "opened_on")
    own = own.with_columns(use=use, used=_number_of(use))
    rows = office.bills.join(own, "account_no", how="left", maintain_order="left")
    rows = rows.with_columns(
        counted=pl.coalesce("base_months", "account_months"), now=_number_of(pl.col("month")),
        last=pl.col("month").dt.year().cast(pl.Int64) * 12 + 12,
    )  # fmt: skip
    start = pl.max_horizontal("used", pl.col("last") - 11)
    rows = rows.with_columns(
        begun=(pl.col("now") - start + 1).clip(1), whole=pl.col("last") - start + 1
    ).filter((start <= pl.col("last")) & pl.col("counted").is_not_null())
    # An office counts either the months so far or those of the year: what most bills do is meant.
    so_far = (rows["counted"] == rows["begun"]).sum() >= (rows["counted"] == rows["whole"]).sum()
    right = pl.col("begun" if so_far else "whole")
    rows = rows.filter(pl.col("counted") != right).sort("month", descending=True)
    return rows.select(
        "account_no", "meter_no", "person", "month", "counted", right=right,
        since=pl.max_horizontal("use", pl.col("month").dt.truncate("1y")),
    )  # fmt: skip


def _number_of(month: pl.Expr) -> pl.Expr:
    """A month as a number: the next month has the next one."""
    return month.dt.year().cast(pl.Int64) * 12 + month.dt.month().cast(pl.Int64)


def not_reset(office: Office, _: Params) -> pl.DataFrame:
    """C03: the year's first bill has kWh of the year before; its kWh alone are no fault."""
    before = pl.col("used_before")
    carried = (before > 0) & (before != pl.col("billed_kwh").fill_null(-1))
    rows = office.bills.filter((pl.col("month").dt.month() == 1) & carried)
    return owned(rows, office.accounts).select(
        "account_no", "meter_no", "person", "month", "used_before", since="month"
    )


def carried_over(office: Office, _: Params) -> pl.DataFrame:
    """C04; only where the region begins the tier year anew with a new owner."""
    facts = with_columns_of(
        office.list("facts"), ("account_no", "fact", "since", "transferred_on")
    )
    told = facts.with_columns(
        moved=pl.when(pl.col("fact").fill_null("").str.contains(_MOVED)).then("since")
    ).select("account_no", moved=pl.coalesce("transferred_on", "moved"))
    own = office.accounts.select("account_no", moved="transferred_on")
    moved = pl.concat([told, own, _by_order(office)]).drop_nulls().unique(maintain_order=True)
    rows = office.bills.join(moved, "account_no", how="inner", maintain_order="left")
    month = pl.col("moved").dt.month_start()
    first = (pl.col("month") >= month) & (pl.col("month") <= month.dt.offset_by("1mo"))
    restarts = office.tariff and office.tariff.rules["transfer"].value == "restart"
    carries = first & (pl.col("used_before") > 0) & pl.lit(bool(restarts))
    return owned(rows.filter(carries), office.accounts).select(
        "account_no", "meter_no", "person", "month", "used_before", "moved", since="moved"
    )


def _by_order(office: Office) -> pl.DataFrame:
    """When accounts changed hands, by their work orders."""
    names = ("account_no", "business", "stage", "accepted_at", "archived_at")
    orders = with_columns_of(office.list("applications"), names)
    moves = pl.col("business").fill_null("").str.contains(_MOVED)
    ended = pl.col("stage").fill_null("").str.contains(ENDED)
    rows = orders.filter(moves & ~ended)
    return rows.select("account_no", moved=pl.coalesce("archived_at", "accepted_at").dt.date())


def household_allowance(office: Office, _: Params) -> pl.DataFrame:
    """C05: entered and not applied, refused, or run out."""
    names = ("account_no", "fact", "persons", "since", "until", "applied", "approval", "content")
    facts = with_columns_of(office.list("facts"), names)
    large = facts.filter(
        pl.col("fact").fill_null("").str.contains(_HOUSEHOLD) | pl.col("persons").is_not_null()
    )
    refused = pl.col("approval").fill_null("").str.contains(_REFUSED)
    not_applied = pl.col("applied").fill_null("").str.contains(_NO)
    last = pl.col("until").fill_null(pl.date(9999, 12, 31)).max().over("account_no")
    lapsed = (pl.col("until") < pl.lit(office.as_of)) & (pl.col("until") == last)
    usual = _with_usual_limit(office)
    rows = large.join(usual, "account_no", how="left", maintain_order="left")
    as_others = pl.col("as_others").fill_null(value=False) & (pl.col("since") < office.as_of)
    rows = rows.filter(refused | not_applied | lapsed | as_others).join(
        office.active.select("account_no", "meter_no", "person"), "account_no", how="inner"
    )
    rows = rows.with_columns(
        refused=refused, since=pl.when(lapsed).then("until").otherwise("since")
    )
    return rows.select("account_no", "meter_no", "person", "since")


def tiers_do_not_add_up(office: Office, _: Params) -> pl.DataFrame:
    """C06."""
    whole = pl.sum_horizontal("tier1_kwh", "tier2_kwh", "tier3_kwh")
    rows = office.bills.filter(pl.col("tier1_kwh").is_not_null() & (whole != pl.col("billed_kwh")))
    return (
        owned(rows, office.accounts)
        .sort("month", descending=True)
        .select(
            "account_no", "meter_no", "person", "month", "billed_kwh", whole=whole, since="month"
        )
    )


def _with_usual_limit(office: Office) -> pl.DataFrame:
    """Accounts whose newest bill has the limit of the first tier that most bills have."""
    names = ("account_no", "month", "tier1_limit")
    limits = with_columns_of(office.list("bills"), names).drop_nulls()
    newest = limits.sort("month").unique("account_no", keep="last")
    usual = newest["tier1_limit"].mode()
    return newest.select("account_no", as_others=pl.col("tier1_limit").is_in(usual.implode()))


_MEND = mark(
    "Correct the months, work the bill out again, pay back what was too much, and send the "
    "customer a bill that explains it."
)
_USE = "accounts.energized_on|applications.energized_on|accounts.installed_on|accounts.opened_on"
RULES = (
    Rule(
        "A07", first_month_high,
        ("accounts.opened_on", "readings.kwh|bills.billed_kwh|readings.this_reading"),
        mark("The first bill has {kwh} in {month}; neighbours have {usual}."),
        mark("The first bill of a new account is always checked: compare the day of the meter."),
        Who.BILLING, money=True,
    ),
    Rule(
        "A08", high_tier_at_once,
        ("accounts.opened_on", "bills.tier2_kwh|bills.tier3_kwh|bills.charged"),
        mark("Registered on {opened_on}, and the bill of {month} ({charged}) has kWh in the "
             "second or third tier already."),
        mark("A person looks at it before the bill goes out: explain first, charge then."),
        Who.BILLING, money=True,
    ),
    Rule(
        "C02", base_months,
        ("bills.base_months|accounts.base_months", _USE),
        mark("The bill of {month} counts {counted} months; in use from {since} they are {right}."),
        _MEND, Who.BILLING, money=True,
    ),
    Rule(
        "C03", not_reset, ("bills.used_before",),
        mark("The first bill of the year, {month}, begins with {used_before} of the year before."),
        mark("Check the tier year: the count begins anew."),
        Who.BILLING, money=True,
    ),
    Rule(
        "C04", carried_over,
        ("bills.used_before",
         "facts.account_no|accounts.transferred_on|applications.business"),
        mark("Changed hands on {moved}, and the bill of {month} goes on from {used_before} of the "
             "owner before."),
        mark("Begin the tiers anew with the new owner, as the region has it, and tell him."),
        Who.BILLING, money=True,
    ),
    Rule(
        "C05", household_allowance, ("facts.account_no",),
        mark("A large household is entered, and its allowance was not applied, was refused or "
             "has run out (from {since})."),
        mark("Check the papers with the household, and work out the difference."),
        Who.CLERK, money=True,
    ),
    Rule(
        "C06", tiers_do_not_add_up, ("bills.tier1_kwh", "bills.billed_kwh"),
        mark("The tiers of {month} make {whole}, the bill {billed_kwh}."),
        mark("Do not issue the bill before it is corrected."),
        Who.BILLING, money=True,
    ),
)  # fmt: skip
