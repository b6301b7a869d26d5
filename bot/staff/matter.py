"""What a case is about, as far as a draft of the answer goes."""

from __future__ import annotations

from collections.abc import Mapping

from bot.bills.findings import Findings
from bot.papers.matters import by_intents, by_words
from bot.staff.case_words import CaseWords
from bot.wording.drafts import OTHER, QUESTION, UNKNOWN, Draft


def matter(known: Mapping[str, Draft], told: CaseWords, found: Findings | None) -> str:
    """The name of the draft that fits: by words, a wrong bill, what was heard, or the bill.

    A bill that is right answers nobody who speaks of no charges.
    """
    if said := by_words(known, told.plain):
        return said
    verdict = (found.verdict or UNKNOWN) if found else None
    bill = next((name for name, draft in known.items() if verdict in draft.bill), OTHER)
    if found and found.office_at_fault:
        return bill
    if heard := by_intents(known, told.intents):
        return heard
    if told.of_a_bill:
        return bill
    return QUESTION if told.questions else OTHER
