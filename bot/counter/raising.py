"""What is told beside the course of a case: the customer urges, the head must know at once."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cases.supervision import ALARMS, Escalation, calls_at_once, times_urged
from bot.contract.messages import Post, Reply
from bot.counter.telling import Told, tell
from bot.records.case import UNFINISHED, URGED, Case, CaseKind
from bot.records.staff import Role
from bot.store.port import Store
from bot.wording import cases as names
from bot.wording.catalogue import words


def urged(store: Store, desk: Told, case: Case) -> Iterator[Post]:
    """The customer urges: told once a contact; where lives are at stake to the heads as well."""
    times = store.cases.events(case.number, URGED)
    if not times or case.taken_over is not None or case.state not in UNFINISHED:
        return
    say = words()
    count = times_urged(times)
    text = say(
        "⏰ Case {number}: the customer urges, times: {count}.", number=case.number, count=count
    )
    key = f"urged:{case.number}:{count}"
    heads = desk.heads if calls_at_once(case) else ()
    told = dict.fromkeys((*desk.responsible, *heads))
    yield from tell(desk.settings, told, key, say, case, text)


def raised(store: Store, desk: Told, case: Case) -> Iterator[Post]:
    """Why the head must know of the case at once, each reason once."""
    say = words()
    for reason in case.escalations:
        text = say(
            "❗ Case {number} needs you now: {reason}.",
            number=case.number,
            reason=say(names.ESCALATIONS[Escalation(reason)]),
        )
        times = [e for e in store.cases.events(case.number, "alarm") if e.detail == reason]
        again = f":{len(times)}" if len(times) > 1 else ""
        key = f"raised:{case.number}:{reason}{again}"
        first = reason in ALARMS
        told = dict.fromkeys((*desk.heads, *desk.duty))
        yield from tell(desk.settings, told, key, say, case, text, urgent=first)
        if reason in ALARMS and case.kind is CaseKind.REPORT:
            yield from _besides(store, case, reason, key)


def _besides(store: Store, case: Case, reason: str, key: str) -> Iterator[Post]:
    """Lives come first: of danger in a report the heads hear too, without its words."""
    say = words()
    reply = Reply(
        say("❗ Somebody who reports something speaks of danger: {reason}.",
            reason=say(names.ESCALATIONS[Escalation(reason)])),
        say("The auditor has the words. Call the auditor now."),
    )  # fmt: skip
    for one in store.staff.members(Role.HEAD):
        key_of = f"{key}:{one.chat.name}"
        yield Post(one.chat, reply, key_of, case_number=case.number, urgent=True)
