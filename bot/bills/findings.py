"""What one answer about one bill reads from: the records, the assessment, its causes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.bills.pointers import Unknown
from bot.bills.supposing import IfSo
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from tariff_rules import (
    AssessedSettlement,
    Assessment,
    Cause,
    Slip,
    Tariff,
    Verdict,
    counts_on,
    cycle_for,
)
from tariff_rules.report import report


@dataclass(frozen=True, slots=True, eq=False)  # what was put into words of one is kept
class Findings:
    """Everything that one answer about one bill reads from.

    `unmasked` where the office shows customers their own name and number as they are.
    `unknown` are facts not on file that could change the result; while there are any, there are
    no causes, nothing is owed and nobody is at fault. `if_so` is what the bill would come to with
    each of them.
    """

    account: AccountRecord
    bill: BillRecord
    readings: tuple[ReadingRecord, ...]
    tariff: Tariff
    assessment: Assessment
    causes: tuple[Cause, ...]
    slips: tuple[Slip, ...]
    unmasked: bool = False
    unknown: tuple[Unknown, ...] = ()
    if_so: tuple[IfSo, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """What can be said of the bill; None while it is open what holds for the account."""
        return None if self.unknown else self.assessment.verdict

    @property
    def billed(self) -> AssessedSettlement:
        """The settlement of this bill, by the reading of the rule that the bill fits."""
        return self.assessment.billed.settlements[-1]

    @property
    def read_on(self) -> date:
        """The day of its reading; the settlement may end earlier, with the month of the bill."""
        days = (reading.this_read_on for reading in self.readings)
        return max(days, default=self.billed.settlement.last)

    @property
    def counted_by_its_month(self) -> bool:
        """Whether year or season are those of the month of the bill, and not of its reading."""
        counted = self.billed.settlement
        if self.read_on <= counted.last:
            return False
        read = replace(counted, last=self.read_on)
        days = [counts_on(each, self.tariff) for each in (counted, read)]
        schedule, account = self.billed.schedule, self.assessment.account
        if schedule.cycle.months > 1 and len({cycle_for(account, schedule, d) for d in days}) > 1:
            return True
        return len({schedule.seasons[day.month] for day in days}) > 1

    @property
    def due(self) -> Decimal:
        """Yuan that the bill should come to, with a correction or a closing that it carries."""
        return self.assessment.reading.last_due

    @property
    def overcharge(self) -> Decimal | None:
        """Yuan that the office would owe: by causes, or charged above the rule; None if none."""
        if self.verdict is Verdict.WRONG_FACT:
            return sum((cause.difference for cause in self.causes), Decimal(0)) or None
        if self.verdict is Verdict.CHARGED_WRONGLY:
            more = self.bill.charged - self.due
            return more if more > 0 else None
        return None

    @property
    def of_several(self) -> bool:
        """Whether bills of the tier year before this one are counted with it."""
        return len(self.assessment.billed.settlements) > 1

    @property
    def office_at_fault(self) -> bool:
        """Whether the verdict puts the office in the wrong."""
        return self.verdict in (Verdict.WRONG_FACT, Verdict.CHARGED_WRONGLY)

    @property
    def needs_case(self) -> bool:
        """Whether a colleague must act: the office is in the wrong, or something is missing."""
        open_ones = (Verdict.INCOMPLETE, Verdict.RULE_UNCERTAIN, None)
        return self.office_at_fault or self.verdict in open_ones

    def to_json(self) -> dict[str, Any]:
        """The assessment as JSON values (`tariff_rules.report`)."""
        return report(self.assessment, self.tariff, self.causes, self.slips)
