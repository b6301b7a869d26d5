"""Which way of counting explains the office's own bills, tried on them one by one.

Where a region's text leaves a choice, offices differ. Each reading of the rule is tried on bills
that were issued; the one that gives most of them to the fen is proposed, and nothing is set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product

from bot.bills.history import History, HistoryError, account_for_bill, spans_of
from bot.bills.own_rules import READER, SETTABLE, with_rules
from bot.bills.unknown import is_of_two_months
from bot.records.account import BillRecord
from tariff_rules import AssessedSettlement, MonthsFrom, Reader, Tariff, TariffRulesError
from tariff_rules.as_billed import as_billed
from tariff_rules.charge import rounded_once

MONTHS_FROM = "months_from"
CHOICES: Mapping[str, tuple[str, ...]] = {MONTHS_FROM: tuple(MonthsFrom), **SETTABLE}
_COUNTED = (MONTHS_FROM, "started_month", "belongs_to")
ENOUGH = 3  # bills that speak for another reading
Reading = tuple[str, ...]  # a word for each of CHOICES, in their order


@dataclass(frozen=True, slots=True)
class Tried:
    """One bill: by which readings it comes out to the fen; what it is by the one set now.

    `total` is None where the records allow no answer.
    """

    account_no: str
    month: date
    charged: Decimal
    total: Decimal | None
    explained_by: frozenset[Reading]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the bills say of the readings of the rule.

    Attributes:
        bills: those that were tried and can be worked out.
        left_out: how many cannot be worked out from the records.
        now: the reading that is set.
    """

    bills: tuple[Tried, ...]
    left_out: int
    now: Reading

    def explained(self, reading: Reading) -> int:
        """How many bills a reading gives to the fen."""
        return sum(reading in bill.explained_by for bill in self.bills)

    @property
    def best(self) -> Reading:
        """The reading that explains most; it leaves what is set where few bills speak against it.

        One bill may fit another reading by chance.
        """
        known = {reading for bill in self.bills for reading in bill.explained_by}
        best = max(sorted({*known, self.now}), key=self.explained)
        for place, word in enumerate(self.now):
            kept = (*best[:place], word, *best[place + 1 :])
            if self.explained(best) - self.explained(kept) < ENOUGH:
                best = kept
        return best

    def counts(self, rule: str) -> dict[str, int]:
        """For each word of a rule how many bills the best reading explains with it instead."""
        place = list(CHOICES).index(rule)
        best = self.best
        return {
            word: self.explained((*best[:place], word, *best[place + 1 :]))
            for word in CHOICES[rule]
        }

    @property
    def proposed(self) -> dict[str, str]:
        """The words of the best reading that differ from what is set, and explain more bills."""
        changed = zip(CHOICES, self.now, self.best, strict=True)
        return {rule: new for rule, old, new in changed if new != old}

    @property
    def by_none(self) -> tuple[Tried, ...]:
        """The bills that no reading explains."""
        return tuple(bill for bill in self.bills if not bill.explained_by)


def calibrate(
    histories: Iterable[History], tariff: Tariff, months_from: MonthsFrom, rules: Mapping[str, str]
) -> Calibration:
    """Try each reading of the rule on the bills of these accounts.

    Args:
        histories: the accounts with their bills.
        tariff: the region's, as its file has it.
        months_from: the reading that is set, with `rules`.
        rules: what the office has set beside it.
    """
    now = (
        str(months_from),
        *(rules.get(rule) or _of_file(tariff, rule) for rule in SETTABLE),
    )
    tried = [_try(h, bill, tariff, now) for h in histories for bill in h.bills]
    bills = tuple(one for one in tried if one)
    return Calibration(bills, len(tried) - len(bills), now)


def _of_file(tariff: Tariff, rule: str) -> str:
    return "every" if rule == READER else tariff.rules[rule].value


def _try(history: History, bill: BillRecord, tariff: Tariff, now: Reading) -> Tried | None:
    totals = dict(_totals(history, bill, tariff))
    if not totals:
        return None
    fitting = frozenset(reading for reading, sums in totals.items() if bill.charged in sums)
    ours = totals.get(now)
    return Tried(
        history.account.account_no,
        bill.bill_month,
        bill.charged,
        ours[0] if ours else None,
        fitting,
    )


def _totals(
    history: History, bill: BillRecord, tariff: Tariff
) -> Iterator[tuple[Reading, tuple[Decimal, ...]]]:
    """What the bill comes to by each reading; by lines in both forms that bills use."""
    by_lines, by_sum = SETTABLE["rounding"]
    matters = any(map(is_of_two_months, spans_of(history)))
    readers = SETTABLE[READER]
    for months_from, started, belongs in product(*(CHOICES[rule] for rule in _COUNTED)):
        rules = {"started_month": started, "belongs_to": belongs}
        for reader in readers if matters else readers[:1]:
            last = _last(history, bill, with_rules(tariff, rules), months_from, reader)
            if last is None:
                continue
            lines = (last.total, last.charge.other_total)
            whole = (rounded_once(last.charge).total,)
            for same in (reader,) if matters else readers:
                yield (months_from, started, belongs, by_lines, same), lines
                yield (months_from, started, belongs, by_sum, same), whole


def _last(
    history: History, bill: BillRecord, tariff: Tariff, months_from: str, reader: str
) -> AssessedSettlement | None:
    try:
        read = replace(history, reader=Reader(reader))
        account = account_for_bill(read, tariff, bill)
        return as_billed(account, tariff, MonthsFrom(months_from))[-1]
    except (HistoryError, TariffRulesError):
        return None
