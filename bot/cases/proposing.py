"""What the findings on a bill propose in a case; a person decides."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from bot.bills.findings import Findings
from bot.records.case import Case, Payer, Remedy
from tariff_rules import Verdict


def remedy_for(verdict: Verdict | None, difference: Decimal | None) -> tuple[Remedy, Payer]:
    """What the findings suggest: correct the bill, look into it, or explain it."""
    if verdict in (Verdict.WRONG_FACT, Verdict.CHARGED_WRONGLY):
        if difference is not None and difference > 0:
            return Remedy.BILLING_CORRECTION, Payer.COMPANY
        return Remedy.CHECK, Payer.NOBODY
    if verdict in (Verdict.AGREES, Verdict.NOT_COMPARED):
        return Remedy.EXPLANATION, Payer.NOBODY
    return Remedy.CHECK, Payer.NOBODY


def with_findings(case: Case, found: Findings | None) -> Case:
    """The case about the bill of the findings, and with what they propose; the same without."""
    if found is None:
        return case
    remedy, payer = remedy_for(found.verdict, found.overcharge)
    return replace(
        case,
        bill_month=found.bill.bill_month,
        verdict=found.verdict,
        assessment=json.dumps(found.to_json(), ensure_ascii=False),
        remedy=remedy,
        payer=payer,
        difference=found.overcharge,
    )


def without_findings(case: Case) -> Case:
    """The case as if no bill had been looked at: it is to be checked."""
    return replace(
        case,
        verdict=None,
        assessment=None,
        remedy=Remedy.CHECK,
        payer=Payer.NOBODY,
        difference=None,
    )


def differs(case: Case, found: Findings) -> bool:
    """Whether the findings say something else than the case: the records were corrected since."""
    return (found.verdict, found.overcharge) != (case.verdict, case.difference)
