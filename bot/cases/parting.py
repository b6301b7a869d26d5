"""Words of another person are taken out of a case, into one of their own (分开)."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.acting import Acting, RefusedError
from bot.cases.deadlines import deadlines
from bot.cases.life import Refusal
from bot.cases.opening import AT_THE_DESK, Matter, open_
from bot.contract.said import Said
from bot.records.case import Case, CaseKind, Material

PARTED = "parted"  # an event of the case that they were in


def part(acting: Acting, case: Case, item: Material, said: Said, name: str) -> tuple[Case, Case]:
    """The case without that message, and the new one with it; each counts from its own words.

    Raises:
        RefusedError: no right, a finished case, or the message is all that lies there.
    """
    acting.needs_open(case)
    materials = acting.store.materials
    rest = [one for one in materials.of_case(case.number) if one != item]
    if len(rest) == len(materials.of_case(case.number)) or not rest:
        raise RefusedError(Refusal.STATE)
    matter = Matter(
        AT_THE_DESK, CaseKind.COMPLAINT, said, said_at=item.said_at, customer_name=name
    )
    new = open_(acting, matter)
    materials.give(item.chat, item.message_id, new.number)
    acting.note(case, PARTED, new.number)
    acting.note(new, "material", item.text)
    since = min(one.said_at for one in rest)
    promised = deadlines(since, case.via, case.kind, acting.office)
    left = replace(
        case,
        question=next((one.text for one in rest if one.text), case.question),
        complained_at=since,
        contact_by=promised.contact_by,
        answer_by=promised.answer_by,
        law_by=promised.law_by if case.law_by else None,
    )
    return acting.change(case, left), new
