"""What a case is about, as far as a draft of the answer goes."""

from __future__ import annotations

from collections.abc import Mapping

from bot.bills.findings import Findings
from bot.papers.matters import Weighed, further, weighed
from bot.staff.case_words import CaseWords
from bot.wording.drafts import DANGER, OTHER, QUESTION, UNKNOWN, Draft


def matter(known: Mapping[str, Draft], told: CaseWords, found: Findings | None) -> str:
    """The name of the draft that fits: what staff chose, or what the words and the bill speak for.

    A bill that is right answers nobody who speaks of no charges; what is not sure is `other`.
    """
    able = reversed(choices(known))  # an office's own entry of the same title goes first
    if chosen := next((name for name in able if known[name].title == told.chosen), ""):
        return _of_bill(known, found) if known[chosen].bill else chosen
    words = _weighed(known, told)
    of_bill = bool(words.name and known[words.name].bill)
    said = "" if of_bill or words.name == OTHER else words.name
    fault = found is not None and found.office_at_fault
    if not (said and known[said].safe) and (told.in_danger or (told.danger and not said)):
        return DANGER
    if said and not (fault and _speaks_of_bill(known, told, said)):
        return said
    if fault or of_bill:
        return _of_bill(known, found)
    if told.of_a_bill:
        return _of_bill(known, found)
    return QUESTION if told.questions else OTHER


def choices(known: Mapping[str, Draft]) -> tuple[str, ...]:
    """What staff may choose: whatever answers a matter, the bill once, or that it is none."""
    own = (name for name, draft in known.items() if not (draft.is_ready_made or draft.bill))
    return tuple(dict.fromkeys([*own, _of_any_bill(known), DANGER, OTHER]))


def rivals(known: Mapping[str, Draft], told: CaseWords) -> tuple[str, ...]:
    """What may be meant where the words leave it open: staff choose."""
    if told.chosen:
        return ()
    found = (
        _of_any_bill(known) if known[name].bill else name for name in _weighed(known, told).rivals
    )
    return tuple(dict.fromkeys(found))


def _of_any_bill(known: Mapping[str, Draft]) -> str:
    """What asks of any bill; an office's own file may leave none."""
    return next((name for name, draft in known.items() if UNKNOWN in draft.bill), OTHER)


def _weighed(known: Mapping[str, Draft], told: CaseWords) -> Weighed:
    return weighed(known, told.plain.splitlines(), told.intents)


def _of_bill(known: Mapping[str, Draft], found: Findings | None) -> str:
    verdict = (found.verdict or UNKNOWN) if found else UNKNOWN
    return next((name for name, draft in known.items() if verdict in draft.bill), OTHER)


def _speaks_of_bill(known: Mapping[str, Draft], told: CaseWords, main: str) -> bool:
    """Whether a bill is spoken of beside that matter: one that is wrong is answered first."""
    return any(known[name].bill for name in further(known, main, told.plain))
