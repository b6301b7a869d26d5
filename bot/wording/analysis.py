"""The case analysis in the form that offices use, filled from the case.

What the case cannot tell, a person has to write; the place for it stays open.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.bills.findings import Findings
from bot.cases.life import Task, still_to_do
from bot.contract.clean import quoted
from bot.records.case import Case, Event, Remedy
from bot.wording import cases as names
from bot.wording.answers import join
from bot.wording.catalogue import Words, mark
from bot.wording.findings import facts
from bot.wording.history import pressed
from bot.wording.sheet import our_part, verdict


@dataclass(frozen=True, slots=True)
class Told:
    """What the analysis is told from."""

    case: Case
    said: str  # the customer's words
    events: tuple[Event, ...]
    found: Findings | None


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
    for text, moment in (
        (mark("· {moment}: the customer was contacted."), case.contacted_at),
        (mark("· {moment}: the customer was answered."), case.answered_at),
        (mark("· {moment}: the case was closed."), case.closed_at),
    ):
        if moment:
            lines.append(say(text, moment=say.moment(moment)))
    if case.decision:
        line = say("· Decided: {remedy}", remedy=say(names.REMEDIES[case.decision]))
        amount = case.goodwill if case.decision is Remedy.GOODWILL else case.difference
        if amount is not None and case.decision is not Remedy.EXPLANATION:
            line = say(
                "· Decided: {remedy} of {difference}, paid by the company",
                remedy=say(names.REMEDIES[case.decision]),
                difference=say.money(amount),
            )
        lines.append(line)
    if case.employee_paid is not None:
        lines.append(
            say("· An employee had paid {amount} privately.", amount=say.money(case.employee_paid))
        )
    return lines + [f"· {event.detail}" for event in told.events if event.what == "note"]


def _exposed(say: Words, told: Told) -> list[str]:
    case = told.case
    lines = [say("3. What it showed")]
    if told.found and told.found.office_at_fault:
        lines += our_part(say, told.found)[1:]
    if case.contacted_at and case.contacted_at > case.contact_by:
        lines.append(say("· The customer was contacted late."))
    if case.answered_at and case.answered_at.date() > case.due_by:
        lines.append(say("· The customer was answered late."))
    if case.employee_paid is not None:
        lines.append(say("· Money was given privately in place of a correction."))
    return [*lines, say("· (to be written)")]


def _measures(say: Words, told: Told) -> list[str]:
    done = [say("· Done: {tasks}", tasks=say(names.TASKS[Task(t)])) for t in told.case.tasks]
    missing = [
        say("· Still to do: {tasks}", tasks=say(names.TASKS[task]))
        for task in still_to_do(told.case)
    ]
    return [say("4. Measures"), *(done + missing or [say("· (to be written)")])]


def _effect(say: Words, told: Told) -> list[str]:
    rating = told.case.rating
    return [
        say("5. Effect and experience"),
        say(
            "· The customer: {rating}",
            rating=say(names.RATINGS[rating]) if rating else say("not rated"),
        ),
        say("· (to be written)"),
    ]
