"""Every bill against the rule: what was charged, what the rule gives, and why they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from bot.audit.histories import Histories
from bot.bills.history import History, HistoryError, account_for_bill
from bot.bills.lookup import assessed_for
from bot.bills.own_rules import tariff_of
from bot.bills.unknown import open_questions
from bot.contract.office import Office
from bot.records.account import BillRecord
from tariff_rules import (
    Assessment,
    FactError,
    MonthsFrom,
    NotCoveredError,
    Tariff,
    Verdict,
    assess,
    counted_for,
    cycle_for,
    find_causes,
)
from tariff_rules.numbers import ZERO

_FEN = Decimal(100)
NONE_KNOWN: Mapping[str, Set[date]] = {}


class Judged(StrEnum):
    """What is said of a bill."""

    RIGHT = "right"
    WRONG = "wrong"  # no reading of the rule gives it
    WRONG_FACT = "wrong_fact"  # the rule was applied to a wrong fact
    OPEN = "open"  # a fact that is not on file would decide
    NOT_JUDGED = "not_judged"  # readings are missing, or it is a price that is not judged here


class BillJudged(NamedTuple):
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
    left: Mapping[str, Set[date]] = NONE_KNOWN,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[BillJudged]:
    """What is said of the bills of these accounts, one by one.

    Args:
        histories: the records.
        desk: the office's region and its reading of the rule.
        left: of accounts of which some bills are judged already, the months of the others.
        progress: told after each account.
    """
    tariff = tariff_of(desk)
    for number, account_no in enumerate(histories, start=1):
        history = histories.of(account_no)
        if history and history.bills:
            yield from _judged(history, desk, tariff, left.get(account_no))
        progress(number)


def _judged(
    history: History, desk: Office, tariff: Tariff, left: Set[date] | None
) -> Iterator[BillJudged]:
    """A whole year in one go; only where it does not fit, bill by bill."""
    shares = _Shares(tariff)
    for year in _years(history):
        if left is None and _all_right(history, year, desk, tariff):
            for bill in year:
                yield _said(bill, Judged.RIGHT)
        else:
            for bill in year:
                if left is None or bill.bill_month in left:
                    yield _one(history, bill, desk, shares)


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
        day = counted_for(account, tariff, account.settlements[-1])
        cycle = cycle_for(account, schedule, day)
        charges = {max(r.this_read_on for r in history.readings_in(month)): bill.charged
                   for month, bill in by_month.items() if history.readings_in(month)}  # fmt: skip
        kwh = [sum((r.kwh for r in history.readings_in(m)), ZERO) for m in by_month]
        if kwh != [bill.kwh for bill in year] or len(charges) < len(year):
            return False
        settlements = tuple(replace(s, charged=charges.get(s.last)) for s in account.settlements)
        if sum(s.charged is not None for s in settlements) < len(year):
            return False
        within = all(
            cycle.first <= counted_for(account, tariff, s) for s in settlements if s.charged
        )
        found = assess(
            replace(account, settlements=settlements), tariff, MonthsFrom(desk.months_from)
        )
    except (HistoryError, FactError, NotCoveredError):
        return False
    return within and found.verdict is Verdict.AGREES


class _Shares:
    """What causes cost in one bill alone; they are found over all of a tier year up to it."""

    def __init__(self, tariff: Tariff) -> None:
        self.tariff = tariff
        self._before: dict[object, int] = {}

    def of(self, assessment: Assessment) -> tuple[int, str]:
        """Fen, and the causes."""
        causes = find_causes(assessment, self.tariff)
        whole = int(sum((cause.difference for cause in causes), ZERO) * _FEN)
        allowance = assessment.reading.settlements[-1].allowance
        before = self._before.get(allowance.cycle, 0)
        self._before[allowance.cycle] = whole
        return whole - before, ",".join(str(cause.cause) for cause in causes)


def _one(history: History, bill: BillRecord, desk: Office, shares: _Shares) -> BillJudged:
    try:
        assessed = assessed_for(history, bill, desk, shares.tariff)
        if open_questions(assessed):
            return _said(bill, Judged.OPEN)
    except (HistoryError, FactError, NotCoveredError):
        return _said(bill, Judged.NOT_JUDGED)
    found = assessed.assessment
    if found.verdict is Verdict.AGREES:
        return _said(bill, Judged.RIGHT)
    if found.verdict is Verdict.CHARGED_WRONGLY:
        return _said(bill, Judged.WRONG, int(found.reading.settlements[-1].total * _FEN))
    if found.verdict is Verdict.WRONG_FACT:
        more, causes = shares.of(found)
        if not more:
            return _said(bill, Judged.RIGHT)
        return _said(bill, Judged.WRONG_FACT, int(bill.charged * _FEN) - more, causes)
    return _said(bill, Judged.NOT_JUDGED)


def _said(
    bill: BillRecord, judged: Judged, right: int | None = None, cause: str = ""
) -> BillJudged:
    charged = int(bill.charged * _FEN)
    due = charged if right is None else right
    return BillJudged(bill.account_no, bill.bill_month, charged, due, judged, cause)
