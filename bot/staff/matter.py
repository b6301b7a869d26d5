"""What a case is about, as far as a draft of the answer goes."""

from __future__ import annotations

from collections.abc import Mapping

from bot.bills.findings import Findings
from bot.papers.matters import by_intents, by_words, further
from bot.staff.case_words import CaseWords
from bot.wording.drafts import DANGER, OTHER, QUESTION, UNKNOWN, Draft


def matter(known: Mapping[str, Draft], told: CaseWords, found: Findings | None) -> str:
    """The name of the draft that fits: by words, a wrong bill, what was heard, or the bill.

    A bill that is right answers nobody who speaks of no charges.
    """
    said = by_words(known, told.plain)
    fault = found is not None and found.office_at_fault
    if said and not (fault and _speaks_of_bill(known, told, said)):
        return said
    if told.danger and not said:
        return DANGER
    verdict = (found.verdict or UNKNOWN) if found else None
    bill = next((name for name, draft in known.items() if verdict in draft.bill), OTHER)
    if fault:
        return bill
    if heard := by_intents(known, told.intents):
        return heard
    if told.of_a_bill:
        return bill
    return QUESTION if told.questions else OTHER


def _speaks_of_bill(known: Mapping[str, Draft], told: CaseWords, main: str) -> bool:
    """Whether a bill is spoken of beside that matter: one that is wrong is answered first."""
    return any(known[name].bill for name in further(known, main, told.plain))
