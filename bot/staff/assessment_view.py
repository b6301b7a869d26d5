"""An assessment as it is shown: counts that open to their cases, what rules propose, how it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.cases.assessing import Count, Figure, figures, is_answered, proposed
from bot.contract.messages import Button, Reply
from bot.records.assessment import Assessment
from bot.records.staff import Staff
from bot.staff.practised import of_month
from bot.staff.turn import StaffTurn, button
from bot.wording.catalogue import mark

VERB = "assessment"
PRACTICE = (Count.PASSED, Count.OPEN_PRACTICE)
SHOWN = 20  # cases as buttons
NAMES = {
    Count.ANSWERED: mark("cases answered"),
    Count.KEPT: mark("promised times kept"),
    Count.LATE: mark("promised times missed"),
    Count.CHANGED: mark("decisions that the head did not approve"),
    Count.AUDIT: mark("findings of the audit in the own area"),
    Count.PASSED: mark("rules practised and known"),
    Count.OPEN_PRACTICE: mark("rules practised and not known yet"),
}


def own(turn: StaffTurn, month: date) -> Reply:
    """The person sees their own first; from then on the head may."""
    say, store = turn.say, turn.store
    stands = store.assessments.get(turn.id, month)
    if stands.seen_at is None:
        store.assessments.put(replace(stands, seen_at=turn.now))
    found = figures(store, turn.staff, month, turn.now)
    how = say(
        "Is something not right? Write: /assessment {month} 异议 and what it is. It is a case "
        "with a date, and the head decides nothing before it is answered.",
        month=f"{month:%Y-%m}",
    )
    lines = [*told(turn, found), *proposals(turn, found), "", *state(turn, stands), how]
    head = say("Your month {month}", month=say.month(month))
    return Reply(head, "\n".join(lines), opens(turn, turn.staff, month, found))


def told(turn: StaffTurn, found: Sequence[Figure]) -> list[str]:
    """A line for each count."""
    say = turn.say
    lines = [say("· {what}: {number}", what=say(NAMES[f.count]), number=f.number) for f in found]
    if not any(one.count in PRACTICE for one in found):
        lines.append(say("Practices of that month were not noted one by one, and do not count."))
    return [*lines, say("Reports about a person count nowhere in this.")]


def opens(turn: StaffTurn, who: Staff, month: date, found: Sequence[Figure]) -> tuple[Button, ...]:
    """Each figure opens to its cases."""
    say = turn.say
    return tuple(
        Button(say("Cases: {what}", what=say(NAMES[one.count])),
               f"{VERB}:{month:%Y-%m}:{who.id}:{one.count}")
        for one in found if one.cases
    ) + ((Button(say("Practices of the month"), f"{VERB}:{month:%Y-%m}:{who.id}:{Count.PASSED}"),)
         if any(one.number for one in found if one.count in PRACTICE) else ())  # fmt: skip


def proposals(turn: StaffTurn, found: Sequence[Figure]) -> list[str]:
    """What the office's own rules propose; nothing follows by itself."""
    say = turn.say
    lines = [
        say("· {what}: {number}; the rules propose: {propose}",
            what=say(NAMES[Count(limit.count)]), number=number, propose=limit.propose)
        for limit, number in proposed(turn.desk.office.assessment, found)
    ]  # fmt: skip
    head = say("Proposed by the office's own rules, decided by nobody yet:")
    return ["", head, *lines] if lines else []


def state(turn: StaffTurn, stands: Assessment) -> list[str]:
    """Whether there is an objection, and what was decided."""
    say, lines = turn.say, []
    if stands.objection:
        case = turn.store.cases.get(stands.objection)
        text = (mark("Objection {case}: answered.") if is_answered(case)
                else mark("Objection {case}: open."))  # fmt: skip
        lines.append(say(text, case=stands.objection))
    if stands.decision:
        by = turn.store.staff.get(stands.decided_by)
        name = by.name if by else say("somebody who left")
        lines.append(say("Decided by {name}: {what}", name=name, what=stands.decision))
    return lines


def cases_of(turn: StaffTurn, who: Staff, month: date, count: Count) -> Reply:
    """The cases that make one figure."""
    say = turn.say
    if count in PRACTICE:
        head = say("{name}, {month}, practised:", name=who.name, month=say.month(month))
        return Reply(head, "\n".join(of_month(turn, who.id, month)))
    found = figures(turn.store, who, month, turn.now)
    cases = dict.fromkeys(next(one.cases for one in found if one.count is count))
    head = say("{name}, {month}, {what}:", name=who.name, month=say.month(month),
               what=say(NAMES[count]))  # fmt: skip
    shown = tuple(button(number, "show", number) for number in list(cases)[:SHOWN])
    return Reply(head, say("{count} cases", count=len(cases)), shown)
