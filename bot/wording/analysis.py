"""The case analysis in the form that offices use, filled from the case.

What the case cannot tell, a person has to write; the place for it stays open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.accounts.masking import mask_account_no, mask_address, mask_name
from bot.bills.alike import Search
from bot.bills.findings import Findings
from bot.cases.life import Task, is_right, still_to_do
from bot.cases.likeness import Alike, Shared
from bot.cases.planning import planned
from bot.contract.clean import quoted
from bot.records.case import Case, Event, Remedy, State
from bot.records.staff import actor_of
from bot.wording import cases as names
from bot.wording.answers import join
from bot.wording.catalogue import Words, mark
from bot.wording.findings import facts
from bot.wording.history import pressed
from bot.wording.lessons import LESSONS, lessons_of
from bot.wording.verdict import our_part, verdict

SHARED = {
    Shared.TIER: mark("the same tier reached"),
    Shared.MONTHS: mark("as many months count"),
    Shared.LONG: mark("several months in one reading"),
    Shared.AREA: mark("the same area"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the analysis is told from."""

    case: Case
    said: str  # the customer's words
    events: tuple[Event, ...]
    found: Findings | None  # None also where the bill is not the matter
    people: Mapping[str, str] = field(default_factory=dict)  # how somebody acts -> their name
    alike: Search | None = None  # other households with the same cause
    ahead: tuple[str, ...] = ()  # what the household was told before the bill, and when
    like: tuple[Alike, ...] = ()  # earlier cases that are like it


def analysis(say: Words, office: str, told: Told) -> tuple[str, str]:
    """Headline and the five parts."""
    head = say("Case analysis {number}, {office}", number=told.case.number, office=office)
    parts = (_problem, _handling, _exposed, _measures, _effect)
    return head, join([part(say, told) for part in parts])


def _problem(say: Words, told: Told) -> list[str]:
    case = told.case
    lines = [
        say("1. The problem"),
        say(
            "· {moment}: a customer complained by {via} ({kind}).",
            moment=say.moment(case.complained_at),
            via=say(names.VIAS[case.via]),
            kind=say(names.KINDS[case.kind]),
        ),
        *_said(say, told),
    ]
    return lines + (facts(say, told.found)[1:] if told.found else [])


def _said(say: Words, told: Told) -> list[str]:
    """The customer's words, or which button was pressed in their place."""
    if told.said:
        return [say("· The customer's words:\n{words}", words=quoted(told.said[:300]))]
    button = pressed(say, told.events)
    return [f"· {button}"] if button else []


def _handling(say: Words, told: Told) -> list[str]:
    case = told.case
    lines = [say("2. How it was handled")]
    if told.found:
        lines.append("· " + verdict(say, told.found))
    for text, state, moment in (
        (mark("· {moment}: the customer was contacted."), State.CONTACTED, case.contacted_at),
        (mark("· {moment}: the customer was answered."), State.ANSWERED, case.answered_at),
        (mark("· {moment}: the case was closed."), State.CLOSED, case.closed_at),
    ):
        if moment:
            who = _by(say, told, _actor(told, "state", state))
            lines.append(say(text, moment=say.moment(moment)) + who)
    lines += [say("· {line}", line=line) for line in told.ahead]
    found = [event.detail for event in told.events if event.what == "found"]
    lines += [say("· What was found: {found}", found=found[-1])] if found else []
    lines += _decided(say, told)
    if case.employee_paid is not None:
        lines.append(
            say("· An employee had paid {amount} privately.", amount=say.money(case.employee_paid))
        )
    return lines + [f"· {event.detail}" for event in told.events if event.what == "note"]


def _decided(say: Words, told: Told) -> list[str]:
    """What was decided, and who approved it."""
    case = told.case
    explained = case.decision is Remedy.EXPLANATION and case.verdict is None
    if not case.decision or (explained and any(one.what == "found" for one in told.events)):
        return []
    line = say("· Decided: {remedy}", remedy=say(names.REMEDIES[case.decision]))
    amount = case.goodwill if case.decision is Remedy.GOODWILL else case.difference
    if amount is not None and case.decision is not Remedy.EXPLANATION:
        line = say(
            "· Decided: {remedy} of {difference}, paid by the company",
            remedy=say(names.REMEDIES[case.decision]),
            difference=say.money(amount),
        )
    approved = told.people.get(actor_of(case.approved_by)) if case.approved_by else None
    if not approved:
        return [line]
    return [line, say("· Approved by: {name}", name=approved)]


def _actor(told: Told, field_name: str, value: str) -> str:
    """Who made that field what it is now, the last time."""
    found = ""
    for event in told.events:
        before, after = event.changes.get(field_name, ("", ""))
        if value in after.split(",") and value not in before.split(","):
            found = event.actor
    return found


def _by(say: Words, told: Told, actor: str) -> str:
    name = told.people.get(actor)
    return say(" ({name})", name=name) if name else ""


def _exposed(say: Words, told: Told) -> list[str]:
    case = told.case
    lines = []
    if told.found and told.found.office_at_fault:
        lines += our_part(say, told.found)[1:]
    if case.contacted_at and case.contacted_at > case.contact_by:
        lines.append(say("· The customer was contacted late."))
    if case.answered_at and case.answered_at.date() > case.due_by:
        lines.append(say("· The customer was answered late."))
    if case.employee_paid is not None:
        lines.append(say("· Money was given privately in place of a correction."))
    lines += alike_told(say, told.alike)
    if told.found and is_right(case):
        lines.append(say("· The bill is right; the customer did not know how it comes about."))
    return [say("3. What it showed"), *(lines or [say("· (to be written)")])]


def alike_told(say: Words, search: Search | None) -> list[str]:
    """The other households with the same cause, as far as was looked."""
    if search is None or not search.looked_at:
        return []
    figures = {"looked": search.looked_at, "others": search.others}
    if not search.found:
        return [say("· Similar accounts: {looked} of {others} others were worked out again, none "
                    "has the same cause.", **figures)]  # fmt: skip
    head = say(
        "· Similar accounts: {looked} of {others} others were worked out again, {count} have the "
        "same cause, {amount} too much in all:",
        count=len(search.found), amount=say.money(search.difference), **figures,
    )  # fmt: skip
    return [head, *_lines(say, search)]


def _lines(say: Words, search: Search) -> list[str]:
    """Each of them, masked: whose it is, which bill, how much."""
    return [
        say(
            "  {account} {name}, {village}: {month}, {amount}",
            account=mask_account_no(one.account.account_no),
            name=mask_name(one.account.holder_name),
            village=mask_address(one.account.address),
            month=say.month(one.found.bill.bill_month),
            amount=say.money(one.difference),
        )
        for one in search.found
    ]


def _measures(say: Words, told: Told) -> list[str]:
    plans = {one.task: one for one in planned(told.case)}
    lines = [_done(say, told, Task(task)) for task in told.case.tasks]
    if told.case.merged_into:  # what is still to do is done there
        lines.append(say("This case went into {number}.", number=told.case.merged_into))
        return [say("4. Measures"), *lines]
    for task in dict.fromkeys((*still_to_do(told.case), *plans)):
        if task in told.case.tasks:
            continue
        label = say("· Still to do: {tasks}", tasks=say(names.TASKS[task]))
        plan = plans.get(task)
        if plan:
            name = told.people.get(actor_of(plan.who), "")
            label += say(" ({name}, by {day})", name=name, day=say.day(plan.by))
        lines.append(label)
    if not lines and told.found and is_right(told.case):
        lines = [say("· Nothing is to be corrected.")]
    return [say("4. Measures"), *(lines or [say("· (to be written)")])]


def _done(say: Words, told: Told, task: Task) -> str:
    line = say("· Done: {tasks}", tasks=say(names.TASKS[task]))
    events = [e for e in told.events if task in e.changes.get("tasks", ("", ""))[1].split(",")]
    name = told.people.get(_actor(told, "tasks", task))
    if not events or not name:
        return line
    since = next(e for e in events if task not in e.changes["tasks"][0].split(","))
    return line + say(" ({name}, {day})", name=name, day=say.day(since.at.date()))


def _effect(say: Words, told: Told) -> list[str]:
    rating = told.case.rating
    lessons = [
        say("· Proposed for the future: {what}", what=say(LESSONS[cause]))
        for cause in lessons_of(told.found)
    ]
    return [
        say("5. Effect and experience"),
        say(
            "· The customer: {rating}",
            rating=say(names.RATINGS[rating]) if rating else say("not rated"),
        ),
        *(lessons or [say("· (to be written)")]),
        *_same(say, told),
    ]


def _same(say: Words, told: Told) -> list[str]:
    """Earlier cases with the same cause, or, where none was found, with the same facts."""
    lines = []
    for text, same_cause in (
        (mark("· Earlier cases with the same cause: {numbers}"), True),
        (mark("· Earlier cases that are alike: {numbers}"), False),
    ):
        numbers = [_like(say, one) for one in told.like if one.same_cause is same_cause]
        if numbers:
            lines.append(say(text, numbers=say(", ").join(numbers)))
    return lines


def _like(say: Words, one: Alike) -> str:
    """Its number, and what else is the same."""
    if not one.shared:
        return one.number
    shared = say("; ").join(say(SHARED[what]) for what in one.shared)
    return say("{number} ({shared})", number=one.number, shared=shared)
