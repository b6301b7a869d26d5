"""What one answer about one bill reads from: the records, the assessment, its causes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from tariff_rules import AssessedSettlement, Assessment, Cause, Slip, Tariff, Verdict


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that one answer about one bill reads from.

    `unmasked` where the office shows customers their own name and number as they are.
    """

    account: AccountRecord
    bill: BillRecord
    readings: tuple[ReadingRecord, ...]
    tariff: Tariff
    assessment: Assessment
    causes: tuple[Cause, ...]
    slips: tuple[Slip, ...]
    unmasked: bool = False

    @property
    def billed(self) -> AssessedSettlement:
        """The settlement of this bill, by the reading of the rule that the bill fits."""
        return self.assessment.billed.settlements[-1]

    @property
    def overcharge(self) -> Decimal | None:
        """Yuan that the office would owe: by causes, or charged above the rule; None if none."""
        if self.assessment.verdict is Verdict.WRONG_FACT:
            return sum((cause.difference for cause in self.causes), Decimal(0)) or None
        if self.assessment.verdict is Verdict.CHARGED_WRONGLY:
            more = self.bill.charged - self.assessment.reading.settlements[-1].total
            return more if more > 0 else None
        return None

    @property
    def office_at_fault(self) -> bool:
        """Whether the verdict puts the office in the wrong."""
        return self.assessment.verdict in (Verdict.WRONG_FACT, Verdict.CHARGED_WRONGLY)

    @property
    def needs_case(self) -> bool:
        """Whether a colleague must act: the office is in the wrong, or readings are missing."""
        return self.office_at_fault or self.assessment.verdict is Verdict.INCOMPLETE
