"""The audit: lists in, findings out, the dearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from bot.audit import (
    archive_rules,
    bill_rules,
    complaint_rules,
    money_rules,
    reading_amounts,
    reading_gaps,
    tier_rules,
    use_unregistered,
    work_orders,
)
from bot.audit.exports import Exports
from bot.audit.forecast import forecast, next_issue
from bot.audit.histories import Histories
from bot.audit.judging import Judged, judge_each
from bot.audit.judging_columns import judged_in_columns
from bot.audit.judging_tiers import by_their_tiers
from bot.audit.office import Office, office_of
from bot.audit.rule import Finding, Rule, Severity, found_by, rule_book
from bot.bills.own_rules import tariff_of
from bot.bills.price_names import price_names
from bot.contract.office import Office as Desk
from tariff_rules import MonthsFrom

RULES: tuple[Rule, ...] = (
    *use_unregistered.RULES, *work_orders.RULES, *reading_gaps.RULES, *reading_amounts.RULES,
    *tier_rules.RULES, *bill_rules.RULES, *archive_rules.RULES, *money_rules.RULES,
    *complaint_rules.RULES,
)  # fmt: skip
_GRAVITY = list(Severity)
_FORECAST = {"A03", "A04", "A10", "A02", "A05"}
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Audited:
    """What an audit found.

    Attributes:
        office: the lists.
        findings: the dearest first.
        not_run: by rule, the columns that it lacked.
        judged: how many bills were judged how.
    """

    office: Office
    findings: tuple[Finding, ...]
    not_run: dict[str, list[str]]
    judged: dict[str, int]


def audit(
    exports: Exports,
    as_of: date,
    desk: Desk,
    own_limits: Path | None = None,
    progress: Progress = lambda *_: None,
) -> Audited:
    """Look through the exports of an office.

    Args:
        exports: its lists.
        as_of: the day on which they were made.
        desk: the office's region and its reading of the rule.
        own_limits: the office's own limits of the rules.
        progress: told what is done, how much of it, of how much.
    """
    book = rule_book(own_limits)
    office = office_of(exports, as_of, desk.hours)
    judged = _judged(office, desk, progress)
    office = replace(office, judged=judged, tariff=tariff_of(desk))
    findings: dict[tuple[str, str], Finding] = {}
    not_run: dict[str, list[str]] = {}
    ran: set[str] = set()
    for number, rule in enumerate(RULES):
        progress("rules", number, len(RULES))
        if lacks := rule.lacks(office):
            not_run.setdefault(rule.id, lacks)
            continue
        ran.add(rule.id)
        for finding in found_by(rule, office, book[rule.id]):
            findings.setdefault(finding.key, finding)
    left = {rule: lacks for rule, lacks in not_run.items() if rule not in ran}
    dear = _ranked(_with_money(office, desk, findings.values()))
    counts = office.judged.group_by("judged").len().sort("judged")
    return Audited(office, tuple(dear), left, dict(counts.iter_rows()))


def _judged(office: Office, desk: Desk, progress: Progress) -> pl.DataFrame:
    """Every bill: most in columns, the others one by one."""
    prices, months_from = price_names(desk.regions), MonthsFrom(desk.months_from)
    known = judged_in_columns(office, tariff_of(desk), months_from, prices)
    left = known.filter(pl.col("judged").is_null())
    whole = known.join(left, "account_no", how="anti")["account_no"].unique()
    months: dict[str, set[date]] = {}
    for account_no, month in left.select("account_no", "month").iter_rows():
        months.setdefault(account_no, set()).add(month)
    histories = Histories(office, prices, whole)
    total = len(histories)
    bills = judge_each(histories, desk, months, lambda done: progress("bills", done, total))
    others = pl.DataFrame(list(bills), schema=bill_rules.SCHEMA, orient="row")
    judged = pl.concat([known.drop_nulls("judged"), others])
    return by_their_tiers(office, judged, tariff_of(desk), prices)


def _with_money(office: Office, desk: Desk, findings: Iterable[Finding]) -> Iterator[Finding]:
    """With what is at stake: what was charged too much, or what is coming at the present use."""
    too_much = dict(
        office.judged.filter(pl.col("judged").is_in([Judged.WRONG, Judged.WRONG_FACT]))
        .group_by("account_no")
        .agg((pl.col("charged") - pl.col("right")).sum())
        .iter_rows()
    )
    billed = set(office.bills["account_no"])
    tariff = tariff_of(desk)
    opened = dict(office.accounts.select("account_no", "opened_on").iter_rows())
    days = next_issue(office)
    findings = list(findings)
    starts = {f.meter: f.since for f in findings if f.rule.id in _FORECAST and f.since}
    for finding in findings:
        if finding.rule.id in _FORECAST and finding.meter and finding.since:
            starts[finding.meter] = min(starts[finding.meter], finding.since)
    for finding in findings:
        money, coming = 0, None
        if finding.rule.money:
            money = abs(too_much.get(finding.account, 0))
        if finding.rule.id in _FORECAST and finding.account not in billed and finding.since:
            registered = opened.get(finding.account)
            start = starts.get(finding.meter, finding.since)
            coming = forecast(office, tariff, start, finding.meter, registered)
            money = coming.too_much if coming else 0
        yield replace(
            finding, money_fen=money, days=days, forecast=asdict(coming) if coming else {}
        )


def _ranked(findings: Iterator[Finding]) -> list[Finding]:
    """By money, then by the days that are left, then by gravity."""
    return sorted(
        findings,
        key=lambda f: (
            -(f.money_fen or 0),
            f.days if f.days is not None else 999,
            _GRAVITY.index(f.severity),
            f.rule.id,
            f.account or f.meter,
        ),
    )
