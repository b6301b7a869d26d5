"""One line of a case's history, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.cases.codes import codes
from bot.cases.life import Task
from bot.cases.parting import PARTED
from bot.cases.supervision import times_urged
from bot.contract.channel import Refusal
from bot.contract.clean import one_line
from bot.contract.messages import Action
from bot.records.case import ASKED, CLAIMED, PRESSED, URGED, Event, Guess, How, Party
from bot.wording import cases as names
from bot.wording.catalogue import Words, mark
from bot.wording.labels import label

_WHAT: dict[str, str] = {
    "opened": mark("Opened"),
    "material": mark("Message"),
    "edited": mark("Message changed"),  # as older databases have it
    "text": mark("Message changed"),
    "note": mark("Note"),
    CLAIMED: mark("Says it is so; what helps"),
    PRESSED: mark("Pressed"),
    URGED: mark("Urges"),
    "withdrawn": mark("Wants to leave it there"),
    "sent": mark("Sent to the customer"),
    "written": mark("Written to the customer"),
    "answered": mark("Answered the customer"),
    "asked_to_prove": mark("Asked whose account it is"),
    "delivered": mark("Taken by the messenger"),
    "undelivered": mark("Did not reach the customer"),
    "unsure": mark("Not known whether it reached the customer"),
    "recalled": mark("The customer has taken a message back"),
    "merged_from": mark("Merged from"),
    PARTED: mark("Taken out into"),
    ASKED: mark("Asked"),
    "found": mark("Found out"),
    "matter": mark("The letter answers"),
    "visit": mark("Seen at the visit of"),
    "objection": mark("Objection to the figures of"),
    "given_back": mark("Given back, because"),
    "account_no": mark("Account"),
    "guessed": mark("Account guessed from"),
    "identified": mark("Known to be the customer by"),
    "bill_month": mark("Bill of"),
    "kind": mark("Kind"),
    "state": mark("State"),
    "remedy": mark("Proposed"),
    "difference_fen": mark("Difference"),
    "contact_by": mark("Contact by"),
    "answer_by": mark("Answer by"),
    "law_by": mark("Answer by law by"),
    "complained_at": mark("Complained"),
    "via": mark("How it came in"),
    "assignee": mark("Worked on by"),
    "decision": mark("Decision"),
    "approved_by": mark("Approved by"),
    "goodwill_fen": mark("Goodwill"),
    "rejected": mark("Not approved, because"),
    "overruled": mark("Not corrected, because"),
    "released": mark("Given on to the head"),
    "employee_paid_fen": mark("An employee has paid"),
    "tasks": mark("Ticked off"),
    "planned": mark("Planned"),
    "rating": mark("Rating"),
    "merged_into": mark("Merged into"),
    "raised": mark("Head told"),
    "taken_over": mark("Writes to the customer"),
    "code": mark("Class of 95598"),
    "held_for": mark("On hold until"),
    "voided": mark("Voided, because"),
    **{kind.value: label for kind, label in names.KINDS.items()},
}
_FROM = {
    Guess.NAME: mark("a name"),
    Guess.PHONE: mark("a telephone number"),
    Guess.WORDS: mark("a number in the words"),
}
_NAMES: dict[str, Mapping[Any, str]] = {
    "kind": names.KINDS,
    "state": names.STATES,
    "remedy": names.REMEDIES,
    "decision": names.REMEDIES,
    "via": names.VIAS,
    "rating": names.RATINGS,
    "tasks": names.TASKS,
    "guessed": _FROM,
    "identified": names.IDENTIFIED,
    "raised": names.ESCALATIONS,
}
# Free text of staff; that it lapsed is said by the new decision.
REASONS = {"rejected", "overruled"}
# Said by another line of the same moment.
SILENT = {
    "alarm",
    "question",  # what is left where another's words were taken out
    "verdict",
    "assessment",
    "remedy_payer",
    "contacted_at",
    "answered_at",
    "closed_at",
    "held_at",
    "decided_by",  # who that was stands before the line
    "decisions",
}


def pressed(say: Words, events: Iterable[Event]) -> str:
    """Which button the customer pressed instead of writing; empty where none was pressed."""
    button = next((event.detail for event in events if event.what == PRESSED), "")
    if not button:
        return ""
    return say("The customer pressed “{button}”.", button=label(say, Action(button)))


def urged(say: Words, events: Sequence[Event]) -> str:
    """How often the customer has urged, and with which words the last time; empty where never."""
    if not events:
        return ""
    last = events[-1]
    return say(
        "⏰ Urged by the customer, times: {count}, the last {moment}: {words}",
        count=times_urged(events),
        moment=say.moment(last.at),
        words=one_line(last.detail[:80]),
    )


def lines(say: Words, event: Event, people: Mapping[str, str]) -> list[str]:
    """When, who, what; of each changed field what it is now, and what it was."""
    head = f"{event.at:%m-%d %H:%M} {_who(say, event.actor, people)}: "
    if event.changes:
        return [
            head + _change(say, what, *change, people)
            for what, change in event.changes.items()
            if what not in SILENT and (what not in REASONS or change[1])
        ]
    if event.what in SILENT:
        return []
    if event.what == PRESSED:
        return [f"{head}{say(_WHAT[PRESSED])} {label(say, Action(event.detail))}"]
    detail = one_line(event.detail[:80])
    if event.what == "answered":
        detail = say(names.HOW[How(event.detail)])
    if event.what == ASKED:
        detail = people.get(f"staff:{detail}", detail)
    if event.what == "undelivered":
        detail = say(names.UNDELIVERED[Refusal(event.detail)])
    return [f"{head}{say(_WHAT[event.what])} {detail}".rstrip()]


def _who(say: Words, actor: str, people: Mapping[str, str]) -> str:
    parties = {
        Party.BOT: say("the bot"),
        Party.SYSTEM: say("the system"),
        Party.CUSTOMER: say("the customer"),
    }
    return people.get(actor) or parties[Party(actor)]


def _change(say: Words, what: str, before: str, after: str, people: Mapping[str, str]) -> str:
    figures = {
        "what": say(_WHAT[what]),
        "after": _shown(say, what, after, people) if after else say("none"),
    }
    if not before:
        return say("{what} {after}", **figures)
    return say(
        "{what} {after} (was {before})", before=_shown(say, what, before, people), **figures
    )


def _shown(say: Words, what: str, value: str, people: Mapping[str, str]) -> str:
    """A column's value in words."""
    match what:
        case "text" | "rejected" | "overruled" | "voided":
            return one_line(value[:80])
        case "released":
            return say("yes") if value == "1" else say("no")
        case "code":
            return codes()[value].name if value in codes() else value
        case "held_for":
            return names.held_for(say, value)
        case "bill_month":
            return say.month(date.fromisoformat(value))
        case "answer_by" | "law_by":
            return say.day(date.fromisoformat(value))
        case "contact_by" | "complained_at":
            return say.moment(datetime.fromisoformat(value))
        case "difference_fen" | "goodwill_fen" | "employee_paid_fen":
            return say.money(Decimal(value) / 100)
        case "planned":
            return say(", ").join(_plan(say, one, people) for one in value.split(","))
        case "assignee" | "approved_by" | "taken_over":
            return people.get(f"staff:{value}", value)
        case _ if what in _NAMES:
            return names.listed(say, [_NAMES[what][one] for one in value.split(",")])
    return value


def _plan(say: Words, value: str, people: Mapping[str, str]) -> str:
    task, who, by = value.split(":")
    return say(
        "{task} · {name}, by {day}",
        task=say(names.TASKS[Task(task)]),
        name=people.get(f"staff:{who}", ""),
        day=say.day(date.fromisoformat(by)),
    )
