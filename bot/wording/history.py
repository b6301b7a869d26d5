"""One line of a case's history, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.records.case import Event
from bot.wording import cases as names
from bot.wording.catalogue import Words, mark

_WHAT: dict[str, str] = {
    "opened": mark("Opened"),
    "material": mark("Message"),
    "edited": mark("Message changed"),
    "note": mark("Note"),
    "withdrawn": mark("Wants to leave it there"),
    "sent": mark("Sent to the customer"),
    "written": mark("Written to the customer"),
    "merged_from": mark("Merged from"),
    "assessed_again": mark("Worked out again"),
    "account_no": mark("Account"),
    "bill_month": mark("Bill of"),
    "kind": mark("Kind"),
    "state": mark("State"),
    "remedy": mark("Proposed"),
    "difference_fen": mark("Difference"),
    "contact_by": mark("Contact by"),
    "answer_by": mark("Answer by"),
    "complained_at": mark("Complained"),
    "via": mark("How it came in"),
    "assignee": mark("Worked on by"),
    "decision": mark("Decision"),
    "approved_by": mark("Approved by"),
    "goodwill_fen": mark("Goodwill"),
    "employee_paid_fen": mark("An employee has paid"),
    "tasks": mark("To do"),
    "rating": mark("Rating"),
    "merged_into": mark("Merged into"),
    "about_staff": mark("Report about"),
    "raised": mark("Head told"),
    "taken_over": mark("Writes to the customer"),
    **{kind.value: label for kind, label in names.KINDS.items()},
}
_NAMES: dict[str, Mapping[Any, str]] = {
    "kind": names.KINDS,
    "state": names.STATES,
    "remedy": names.REMEDIES,
    "decision": names.REMEDIES,
    "via": names.VIAS,
    "rating": names.RATINGS,
    "tasks": names.TASKS,
    "raised": names.REASONS,
}
# Said by another line of the same moment.
SILENT = {
    "alarm",
    "verdict",
    "assessment",
    "remedy_payer",
    "contacted_at",
    "answered_at",
    "closed_at",
    "held_at",
}


def line(say: Words, event: Event, people: Mapping[str, str]) -> str:
    """When, who, what; of a changed field what it is now, and what it was."""
    who = people.get(event.actor) or (
        say("the bot") if event.actor == "bot" else say("the customer")
    )
    head = f"{event.at:%m-%d %H:%M} {who}: {say(_WHAT[event.what])}"
    before, arrow, after = event.detail.partition(" → ")
    if not arrow or event.what == "edited":
        return f"{head} {event.detail[:80]}".rstrip()
    shown = _shown(say, event.what, after, people) if after else say("none")
    if not before:
        return f"{head} {shown}"
    return f"{head} {shown}" + say(
        " (was {before})", before=_shown(say, event.what, before, people)
    )


def _shown(say: Words, what: str, value: str, people: Mapping[str, str]) -> str:
    """A column's value in words."""
    match what:
        case "bill_month":
            return say.month(date.fromisoformat(value))
        case "answer_by":
            return say.day(date.fromisoformat(value))
        case "contact_by" | "complained_at":
            return say.moment(datetime.fromisoformat(value))
        case "difference_fen" | "goodwill_fen" | "employee_paid_fen":
            return say.money(Decimal(value) / 100)
        case "assignee" | "approved_by" | "about_staff" | "taken_over":
            return people.get(f"staff:{value}", value)
        case _ if what in _NAMES:
            return names.listed(say, [_NAMES[what][one] for one in value.split(",")])
    return value
