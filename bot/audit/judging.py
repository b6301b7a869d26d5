"""Every bill against the rule: what was charged, what the rule gives, and why they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.audit.histories import Histories
from bot.bills.history import History, HistoryError, account_for_bill
from bot.bills.lookup import findings_for
from bot.bills.own_rules import tariff_of
from bot.contract.month import Month
from bot.contract.office import Office
from bot.records.account import BillRecord
from tariff_rules import (
    FactError,
    MonthsFrom,
    NotCoveredError,
    Tariff,
    Verdict,
    assess,
    counts_on,
    cycle_for,
)

_FEN = Decimal(100)
Known = Set[tuple[str, date]]


class Judged(StrEnum):
    """What is said of a bill."""

    RIGHT = "right"
    WRONG = "wrong"  # no reading of the rule gives it
    WRONG_FACT = "wrong_fact"  # the rule was applied to a wrong fact
    OPEN = "open"  # a fact that is not on file would decide
    NOT_JUDGED = "not_judged"  # readings are missing, or it is a price that is not judged here


@dataclass(frozen=True, slots=True)
class BillJudged:
    """One bill: fen charged, fen by the rule and the facts, what is said, and by what cause."""

    account_no: str
    month: date
    charged: int
    right: int
    judged: Judged
    cause: str = ""

    @property
    def too_much(self) -> int:
        """Fen that were charged too much; below zero where it was too little."""
        return self.charged - self.right


def judge_each(
    histories: Histories,
    desk: Office,
    right: Known = frozenset(),
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[BillJudged]:
    """What is said of every bill of these accounts, one by one.

    Args:
        histories: the records.
        desk: the office's region and its reading of the rule.
        right: account and month of bills that are known to be right.
        progress: told after each account.
    """
    tariff = tariff_of(desk)
    for number, account_no in enumerate(histories, start=1):
        history = histories.of(account_no)
        if history and history.bills:
            yield from _judged(history, desk, tariff, right)
        progress(number)


def _judged(history: History, desk: Office, tariff: Tariff, right: Known) -> Iterator[BillJudged]:
    """A whole year in one go; only where it does not fit, bill by bill."""
    for year in _years(history):
        fit = [(bill.account_no, bill.bill_month) in right for bill in year]
        if not any(fit) and _all_right(history, year, desk, tariff):
            fit = [True] * len(year)
        for bill, is_right in zip(year, fit, strict=True):
            fen = int(bill.charged * _FEN)
            if is_right:
                yield BillJudged(bill.account_no, bill.bill_month, fen, fen, Judged.RIGHT)
            else:
                yield _one(history, bill, desk)


def _years(history: History) -> list[list[BillRecord]]:
    found: dict[int, list[BillRecord]] = {}
    for bill in history.bills:
        found.setdefault(bill.bill_month.year, []).append(bill)
    return list(found.values())


def _all_right(history: History, year: list[BillRecord], desk: Office, tariff: Tariff) -> bool:
    """Whether all bills of a year are as the rule gives them."""
    by_month = {bill.bill_month: bill for bill in year}
    if len(by_month) != len(year):
        return False
    try:
        account = account_for_bill(history, tariff, year[-1])
        schedule = tariff.schedule_on(account.settlements[-1].last_day)
        if schedule is None:
            return False
        day = counts_on(account.settlements[-1], tariff, account.price)
        cycle = cycle_for(account, schedule, day)
        charges = {max(r.this_read_on for r in history.readings_in(month)): bill.charged
                   for month, bill in by_month.items() if history.readings_in(month)}  # fmt: skip
        kwh = [sum((r.kwh for r in history.readings_in(m)), Decimal(0)) for m in by_month]
        if kwh != [bill.kwh for bill in year] or len(charges) < len(year):
            return False
        settlements = tuple(replace(s, charged=charges.get(s.last)) for s in account.settlements)
        if sum(s.charged is not None for s in settlements) < len(year):
            return False
        within = all(cycle.first <= counts_on(s, tariff) for s in settlements if s.charged)
        found = assess(
            replace(account, settlements=settlements), tariff, MonthsFrom(desk.months_from)
        )
    except (HistoryError, FactError, NotCoveredError):
        return False
    return within and found.verdict is Verdict.AGREES


def _one(history: History, bill: BillRecord, desk: Office) -> BillJudged:
    charged = int(bill.charged * _FEN)
    month = bill.bill_month

    def said(judged: Judged, right: int = charged, cause: str = "") -> BillJudged:
        return BillJudged(bill.account_no, month, charged, right, judged, cause)

    try:
        found = findings_for(history, desk, Month(month.month, month.year))
    except (HistoryError, FactError, NotCoveredError):
        return said(Judged.NOT_JUDGED)
    if found.verdict is None:
        return said(Judged.OPEN)
    if found.verdict is Verdict.AGREES:
        return said(Judged.RIGHT)
    if found.verdict is Verdict.CHARGED_WRONGLY:
        right = int(found.assessment.reading.settlements[-1].total * _FEN)
        return said(Judged.WRONG, right)
    if found.verdict is Verdict.WRONG_FACT:
        more = int(sum((c.difference for c in found.causes), Decimal(0)) * _FEN)
        causes = ",".join(str(c.cause) for c in found.causes)
        return said(Judged.WRONG_FACT, charged - more, causes)
    return said(Judged.NOT_JUDGED)
