"""Rules on corrections of bills, penalties, and who pays."""

from __future__ import annotations

import polars as pl

from bot.audit.office import Office, owned, with_columns_of
from bot.audit.rule import Params, Rule, Who
from bot.wording.catalogue import mark

_INDIVIDUAL = "个人|员工|电工|台区经理|客户经理|职工|经办人"
_PRIVATE = "自掏|垫付|私下补|自己出|个人承担|个人补偿|自己掏"
_UPHELD = "^(?:属实|部分属实|是|供电方|供电企业|我方)"
_ADJUSTMENTS = (
    "account_no", "adjusted_kwh", "adjusted_fen", "for_month", "booked_month", "booked_on",
    "approved_by", "evidence", "handler",
)  # fmt: skip


def repeated(office: Office, p: Params) -> pl.DataFrame:
    """E01."""
    rows = _adjustments(office).filter(
        pl.col("booked").is_null()
        | (pl.col("booked") > pl.lit(office.as_of).dt.offset_by("-12mo"))
    )
    rows = rows.group_by("account_no", maintain_order=True).agg(
        pl.col("meter_no").first(), pl.col("person").first(), since=pl.col("booked").min(),
        count=pl.len(),
    )  # fmt: skip
    return rows.filter(pl.col("count") >= p["n"])


def without_approval(office: Office, _: Params) -> pl.DataFrame:
    """E02."""
    rows = _adjustments(office)
    given = [
        pl.col(name).is_null()
        for name in ("approved_by", "evidence")
        if office.exports.has("adjustments", name)
    ]
    rows = rows.filter(pl.any_horizontal(given)) if given else rows.clear()
    return rows.select("account_no", "meter_no", "person", since="booked")


def paid_by_a_person(office: Office, _: Params) -> pl.DataFrame:
    """E03."""
    rows = _tickets(office)
    words = pl.concat_str("words", "opinion", "remedy", separator=" ", ignore_nulls=True)
    person = pl.col("payer").fill_null("").str.contains(_INDIVIDUAL)
    rows = rows.filter(person | words.str.contains(_PRIVATE))
    return rows.select("account_no", "meter_no", "person", "ticket_no", since="on")


def penalty_by_our_fault(office: Office, _: Params) -> pl.DataFrame:
    """E04."""
    upheld = _tickets(office).filter(pl.col("upheld").fill_null("").str.contains(_UPHELD))
    months = upheld.select("account_no", "on").drop_nulls()
    rows = owned(office.bills.filter(pl.col("penalty") > 0), office.accounts)
    rows = rows.join(months, "account_no", how="inner")
    near = (pl.col("on") - pl.col("month")).dt.total_days().is_between(0, 200)
    return rows.filter(near).select(
        "account_no", "meter_no", "person", "month", "penalty", since="month"
    )


def other_year(office: Office, _: Params) -> pl.DataFrame:
    """E05."""
    rows = _adjustments(office)
    rows = rows.filter(pl.col("for_month").dt.year() != pl.col("booked").dt.year())
    return rows.select(
        "account_no", "meter_no", "person", "for_month", "booked", since="for_month"
    )


def _adjustments(office: Office) -> pl.DataFrame:
    rows = with_columns_of(office.list("adjustments"), _ADJUSTMENTS)
    rows = rows.with_columns(booked=pl.coalesce("booked_on", "booked_month"))
    rows = owned(rows.drop_nulls("account_no"), office.accounts)
    return rows.with_columns(person=pl.coalesce("handler", "person"))


def _tickets(office: Office) -> pl.DataFrame:
    names = ("ticket_no", "account_no", "ticket_at", "words", "opinion", "remedy", "payer",
             "upheld", "handler")  # fmt: skip
    rows = owned(with_columns_of(office.list("tickets"), names), office.accounts)
    return rows.with_columns(
        on=pl.col("ticket_at").dt.date(), person=pl.coalesce("handler", "person")
    )


RULES = (
    Rule(
        "E01", repeated, ("adjustments.account_no",),
        mark("{count} corrections within twelve months."),
        mark("Find out what keeps going wrong."),
        Who.BILLING,
    ),
    Rule(
        "E02", without_approval,
        ("adjustments.account_no", "adjustments.approved_by|adjustments.evidence"),
        mark("A correction of a bill without an approval or without evidence."),
        mark("Have it approved, with its evidence."),
        Who.HEAD,
    ),
    Rule(
        "E03", paid_by_a_person, ("tickets.payer|tickets.words|tickets.opinion",),
        mark("Complaint {ticket_no}: a colleague pays out of his own pocket."),
        mark("The company corrects the bill. Private money does not take the place of that."),
        Who.HEAD, money=True,
    ),
    Rule(
        "E04", penalty_by_our_fault, ("bills.penalty", "tickets.upheld"),
        mark("A late charge of {penalty} for {month}, and the complaint about it was upheld."),
        mark("Waive it or pay it back."),
        Who.BILLING,
    ),
    Rule(
        "E05", other_year,
        ("adjustments.for_month", "adjustments.booked_month|adjustments.booked_on"),
        mark("A correction for {for_month} was booked in {booked}, another tier year."),
        mark("Work it out by the limits of its own year; it takes nothing from the new one."),
        Who.BILLING,
    ),
)  # fmt: skip
