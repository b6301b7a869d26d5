"""What a case teaches, by the cause that was found: what keeps it from happening again."""

from __future__ import annotations

from bot.bills.findings import Findings
from bot.wording.catalogue import mark
from tariff_rules import Verdict

EXPLAINED = "explained"  # the bill was right
LESSONS = {
    "late_registration": mark(
        "register on the day of power on, and check both dates before the first bill goes out."
    ),
    "previous_owner": mark("enter a change of owner on the day it is applied for."),
    "household_not_applied": mark("enter an approved large household before the next reading."),
    "free_kwh_not_applied": mark("enter approved free kWh before the next reading."),
    "time_of_use_not_applied": mark("enter approved time-of-use prices before the next reading."),
    "kwh_in_the_wrong_span": mark("read on the usual day, or split the kWh by days."),
    "estimated_reading": mark("an estimate is replaced by a reading within a month."),
    EXPLAINED: mark(
        "where a bill is right, say first since when the kWh are added up and which tier is "
        "reached."
    ),
}


def lessons_of(found: Findings | None) -> tuple[str, ...]:
    """The causes in a bill that teach something, each once; of a right one, how it is told."""
    if found is None:
        return ()
    if found.verdict is Verdict.AGREES and found.billed.top_tier > 1:
        return (EXPLAINED,)
    return tuple(dict.fromkeys(c.cause for c in found.causes if c.cause in LESSONS))
