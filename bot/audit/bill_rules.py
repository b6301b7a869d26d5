"""Rules on what was charged, as the engine judges it."""

from __future__ import annotations

import polars as pl

from bot.audit.judging import Judged
from bot.audit.judging_tiers import BEYOND
from bot.audit.office import Office, owned, with_columns_of
from bot.audit.rule import Params, Rule, Who
from bot.wording.catalogue import mark

_YES = "^(?:是|有|1|Y|y|√|true)"
_OTHER_RULES = "registration|household"  # causes that C02 and C05 report
SCHEMA = {
    "account_no": pl.String(), "month": pl.Date(), "charged": pl.Int64(), "right": pl.Int64(),
    "judged": pl.String(), "cause": pl.String(),
}  # fmt: skip


def charged_otherwise(office: Office, p: Params) -> pl.DataFrame:
    """C07, also where free kWh or peak and valley were not applied; `tol` is in yuan."""
    granted = (pl.col("judged") == Judged.WRONG_FACT) & ~pl.col("cause").str.contains(_OTHER_RULES)
    wrong = (pl.col("judged") == Judged.WRONG) & (pl.col("cause") != BEYOND)
    more = (pl.col("charged") - pl.col("right")).abs()
    rows = _judged_so(office, (wrong | granted) & (more > round(p["tol"] * 100)))
    return rows.sort("month", descending=True).select(
        "account_no", "meter_no", "person", "month", "charged", "right", since="month"
    )


def beyond_the_prices(office: Office, p: Params) -> pl.DataFrame:
    """C07, of a bill of which no more is known than its kWh."""
    more = (pl.col("charged") - pl.col("right")).abs()
    rows = _judged_so(office, (pl.col("cause") == BEYOND) & (more > round(p["tol"] * 100)))
    return rows.sort("month", descending=True).select(
        "account_no", "meter_no", "person", "month", "charged", "right", since="month"
    )


def months_by_registration(office: Office, _: Params) -> pl.DataFrame:
    """C02, where the bills do not say how many months were counted."""
    late = (pl.col("judged") == Judged.WRONG_FACT) & pl.col("cause").str.contains("registration")
    rows = _judged_so(office, late)
    return rows.sort("month", descending=True).select(
        "account_no", "meter_no", "person", "month", "charged", "right",
        since=pl.coalesce("energized", "installed", "first_read_from", "month"),
    )  # fmt: skip


def not_applied(office: Office, _: Params) -> pl.DataFrame:
    """C05, where a bill shows that a large household's allowance was not applied."""
    facts = with_columns_of(office.list("facts"), ("account_no", "fact", "persons"))
    large = facts.filter(
        pl.col("fact").fill_null("").str.contains("多人口") | pl.col("persons").is_not_null()
    )
    flagged = office.accounts.filter(pl.col("household_flag").fill_null("").str.contains(_YES))
    large_ones = pl.concat([large["account_no"], flagged["account_no"]])
    entered = pl.col("account_no").is_in(large_ones.implode())
    by_cause = (pl.col("judged") == Judged.WRONG_FACT) & pl.col("cause").str.contains("household")
    too_much = (pl.col("judged") == Judged.WRONG) & (pl.col("charged") > pl.col("right")) & entered
    rows = _judged_so(office, by_cause | too_much)
    return rows.sort("month", descending=True).select(
        "account_no", "meter_no", "person", "month", "charged", "right", since="month"
    )


def _judged_so(office: Office, said: pl.Expr) -> pl.DataFrame:
    rows = office.judged.filter(said)
    return owned(rows, office.accounts, "energized", "installed", "first_read_from")


_BILLS = ("bills.charged", "readings.this_on|bills.month")
_MEND = mark(
    "Stop the bill if it has not gone out; else correct it, pay back what was too much, and "
    "send the customer a bill that explains it."
)
RULES = (
    Rule(
        "C07", charged_otherwise, _BILLS,
        mark("{charged} were charged for {month}; by the rule it is {right}."),
        _MEND, Who.BILLING, money=True,
    ),
    Rule(
        "C07", beyond_the_prices, ("bills.charged", "bills.billed_kwh"),
        mark("{charged} were charged for {month}; no tiers give that. The nearest that they can "
             "give is {right}."),
        _MEND, Who.BILLING, money=True,
    ),
    Rule(
        "C02", months_by_registration, (*_BILLS, "accounts.opened_on"),
        mark("{charged} were charged for {month}; by the months of real use, from {since}, it is "
             "{right}."),
        _MEND, Who.BILLING, money=True,
    ),
    Rule(
        "C05", not_applied, (*_BILLS, "facts.account_no|accounts.household_flag"),
        mark("{charged} were charged for {month}; with the large household's allowance it is "
             "{right}."),
        _MEND, Who.BILLING, money=True,
    ),
)  # fmt: skip
