"""Rules on complaints: contact, answer, closing, clusters."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import polars as pl

from bot.audit.office import Office, with_columns_of
from bot.audit.rule import Params, Rule, Who
from bot.contract.hours import Hours
from bot.wording.catalogue import mark

_ESCALATES = "12398|12345|记者|抖音|快手|媒体|曝光|纪委|律师|起诉|法院|信访"
_COMPLAINT = "投诉|举报|意见"
_UNSATISFIED = "不满意|不认可|不接受|未回访|没有?回访|未访"
_NAMES = (
    "ticket_no", "account_no", "ticket_at", "channel", "level1", "level2", "level3", "words",
    "opinion", "upheld", "cause", "remedy", "payer", "contacted_at", "answered_at", "followup",
    "closed_at", "rule_cited", "handler", "area_no",
)  # fmt: skip


def no_contact(office: Office, p: Params) -> pl.DataFrame:
    """F01: nobody called within the hours, or is late as of this day."""
    rows = _tickets(office)
    end = pl.coalesce("contacted_at", "answered_at", "closed_at", pl.lit(_end_of(office.as_of)))
    hours = (end - pl.col("ticket_at")).dt.total_hours()
    # A day without a time may be any moment of it.
    timed = pl.col("ticket_at").dt.time() != time()
    limit = pl.when(timed).then(p["hours"]).otherwise(p["hours"] + 24)
    rows = rows.with_columns(hours=hours).filter(
        pl.col("contacted_at").is_null() & (hours > limit)
    )
    return _said(rows, "hours")


def answered_late(office: Office, p: Params) -> pl.DataFrame:
    """F02."""
    rows = _tickets(office)
    until = pl.coalesce(pl.coalesce("answered_at", "closed_at").dt.date(), pl.lit(office.as_of))
    rows = rows.with_columns(until=until)
    late = [
        _late(office.hours, on, end, channel or "", p)
        for on, end, channel in rows.select("on", "until", "channel").iter_rows()
    ]
    days = pl.Series([days for days, _ in late], dtype=pl.Int64)
    limits = pl.Series([limit for _, limit in late], dtype=pl.Int64)
    rows = rows.with_columns(days=days, limit=limits).filter(pl.col("days") > pl.col("limit"))
    return _said(rows, "days", "limit")


def third_time(office: Office, p: Params) -> pl.DataFrame:
    """F03."""
    rows = _tickets(office).drop_nulls("account_no")
    start = office.as_of - timedelta(days=p["days"])
    rows = rows.filter(pl.col("on") >= start)
    counted = rows.with_columns(count=pl.len().over("account_no")).filter(
        pl.col("count") >= p["n"]
    )
    return _said(counted.sort("on"), "count")


def closed_unheard(office: Office, _: Params) -> pl.DataFrame:
    """F04."""
    rows = _tickets(office).filter(pl.col("closed_at").is_not_null())
    followup = pl.col("followup")
    return _said(rows.filter(followup.is_null() | followup.str.contains(_UNSATISFIED)))


def closed_without_evidence(office: Office, _: Params) -> pl.DataFrame:
    """F05; only columns that the office has can be empty."""
    rows = _tickets(office).filter(pl.col("closed_at").is_not_null())
    empty = [
        pl.col(name).is_null()
        for name in ("cause", "rule_cited", "remedy")
        if office.exports.has("tickets", name)
    ]
    return _said(rows.filter(pl.any_horizontal(empty)) if empty else rows.clear())


def cluster(office: Office, p: Params) -> pl.DataFrame:
    """F06: by area, by colleague or by cause."""
    rows = _tickets(office)
    newest = rows["on"].max()
    if not isinstance(newest, date):
        return _said(rows.clear(), "count", "what")
    rows = rows.filter(pl.col("on") >= min(newest, office.as_of) - timedelta(days=p["days"]))
    found = []
    for column in ("area_no", "handler", "cause"):
        of_one = rows.drop_nulls(column).with_columns(
            count=pl.len().over(column), what=pl.col(column)
        )
        found.append(of_one.filter(pl.col("count") >= p["n"]).unique("what", maintain_order=True))
    return _said(pl.concat(found), "count", "what")


def escalates(office: Office, _: Params) -> pl.DataFrame:
    """F07."""
    return _said(_tickets(office).filter(pl.col("words").fill_null("").str.contains(_ESCALATES)))


def _tickets(office: Office) -> pl.DataFrame:
    """Complaints; of a list that says what each is, the others are left out."""
    rows = with_columns_of(office.list("tickets"), _NAMES).drop_nulls("ticket_at")
    level = pl.col("level1")
    rows = rows.filter(level.is_null() | level.str.contains(_COMPLAINT))
    own = office.accounts.select("account_no", "meter_no", "person", own_area="area_no")
    rows = rows.join(own, "account_no", how="left", maintain_order="left")
    return rows.with_columns(
        on=pl.col("ticket_at").dt.date(), person=pl.coalesce("handler", "person"),
        area_no=pl.coalesce("area_no", "own_area"),
    )  # fmt: skip


def _late(hours: Hours, on: date, end: date, channel: str, p: Params) -> tuple[int, int]:
    if "12345" in channel:
        return (end - on).days, int(p["calendar_days_12345"])
    limit = next((p[f"days_{name}"] for name in ("95598", "12398") if name in channel), p["days"])
    return hours.working_days_between(on, end), int(limit)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59))


def _said(rows: pl.DataFrame, *figures: str) -> pl.DataFrame:
    names = ("account_no", "meter_no", "person", "ticket_no", *figures)
    return rows.select(*names, since="on")


_TICKETS = ("tickets.ticket_at",)
RULES = (
    Rule(
        "F01", no_contact, (*_TICKETS, "tickets.contacted_at"),
        mark("Complaint {ticket_no}: nobody has called the customer for {hours} hours."),
        mark("Tell the head, and call now."),
        Who.HEAD,
    ),
    Rule(
        "F02", answered_late, _TICKETS,
        mark("Complaint {ticket_no}: {days} days without an answer, {limit} are allowed."),
        mark("Tell the head, and answer today."),
        Who.HEAD,
    ),
    Rule(
        "F03", third_time, (*_TICKETS, "tickets.account_no"),
        mark("The customer has come {count} times about it."),
        mark("The head handles it himself."),
        Who.HEAD,
    ),
    Rule(
        "F04", closed_unheard, (*_TICKETS, "tickets.closed_at", "tickets.followup"),
        mark("Complaint {ticket_no} was closed, and the customer was not asked or is not "
             "content."),
        mark("Open it again."),
        Who.HEAD,
    ),
    Rule(
        "F05", closed_without_evidence,
        (*_TICKETS, "tickets.closed_at", "tickets.cause|tickets.rule_cited|tickets.remedy"),
        mark("Complaint {ticket_no} was closed without its cause, rule or remedy."),
        mark("Have it completed."),
        Who.CLERK,
    ),
    Rule(
        "F06", cluster,
        (*_TICKETS, "tickets.area_no|tickets.handler|tickets.cause|accounts.area_no"),
        mark("{count} complaints within a month about the same: {what}."),
        mark("Look for the common cause, and tell the auditors."),
        Who.HEAD,
    ),
    Rule(
        "F07", escalates, (*_TICKETS, "tickets.words"),
        mark("Complaint {ticket_no} speaks of the press, the regulator or a court."),
        mark("Mark it as important and tell the head at once."),
        Who.HEAD,
    ),
)  # fmt: skip
