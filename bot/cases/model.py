"""A case (工单) and what is proposed in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from tariff_rules import Verdict


class Kind(StrEnum):
    """Why the case was opened."""

    COMPLAINT = "complaint"  # 投诉
    REFUND = "refund"  # 退费
    OFFICE_FAULT = "office_fault"  # the verdict puts the office in the wrong
    CHECK = "check"  # the records do not allow an answer
    HUMAN = "human"  # 转人工


class Remedy(StrEnum):
    """What is proposed; a person decides (处理方式)."""

    BILLING_CORRECTION = "billing_correction"  # 退补
    CHECK = "check"
    EXPLANATION = "explanation"


class Payer(StrEnum):
    """Who bears the cost (承担方): never an employee."""

    COMPANY = "company"
    NOBODY = "nobody"


class State(StrEnum):
    """Where the case stands. The case desk will add the states between."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `difference` is in yuan, `assessment` is the JSON that `tariff_rules` gives."""

    number: str
    account_no: str | None
    bill_month: date | None
    channel: str
    chat_id: str
    kind: Kind
    question: str
    opened_at: datetime
    state: State
    verdict: Verdict | None
    assessment: str | None
    remedy: Remedy
    payer: Payer
    difference: Decimal | None
    contact_by: datetime
    answer_by: date


def remedy_for(verdict: Verdict | None, difference: Decimal | None) -> tuple[Remedy, Payer]:
    """What the findings suggest: correct the bill, look into it, or explain it."""
    if verdict in (Verdict.WRONG_FACT, Verdict.CHARGED_WRONGLY):
        if difference is not None and difference > 0:
            return Remedy.BILLING_CORRECTION, Payer.COMPANY
        return Remedy.CHECK, Payer.NOBODY
    if verdict in (Verdict.AGREES, Verdict.NOT_COMPARED):
        return Remedy.EXPLANATION, Payer.NOBODY
    return Remedy.CHECK, Payer.NOBODY
