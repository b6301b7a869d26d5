"""The way from the bot to the counter's page: a link that signs in once, for ten minutes."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bot.contract.messages import Outcome, Reply
from bot.records.staff import Staff
from bot.staff.turn import StaffTurn
from bot.store.port import Store

VALID = timedelta(minutes=10)
PATH = "/desk/in/"


def case_page(page: str, case_number: str) -> str:
    """Where a case stands on the counter's page, for who is signed in; empty without one."""
    return f"{page}/desk/case/{case_number}" if page and case_number else ""


def link(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /login: the address that opens the counter's page for whoever asks."""
    say = turn.say
    if turn.message.group:
        return (Reply(say("Ask for this in the private chat with me.")),)
    if not turn.desk.page:
        return (
            Reply(
                say(
                    "The counter's page is not open. Whoever runs the bot sets JIETI_WEB and "
                    "JIETI_WEB_URL."
                )
            ),
        )
    address = offered(turn.store, turn.desk.page, turn.staff, turn.now, turn.staff.actor)
    until = say("It works once, until {until}. Nobody else may have it.",
                until=say.moment(turn.now + VALID))  # fmt: skip
    head = say("Open this on the computer where you work:")
    return (Reply(head, f"{address}\n{until}", secret=True),)


def offered(store: Store, page: str, who: Staff, now: datetime, by: str) -> str:
    """A new link for that person, whose earlier ones are void by it; `by` stands in the trail."""
    token = secrets.token_urlsafe(24)
    store.sessions.offer(token, who.id, now + VALID)
    store.audit.add(now, by, "sign_in_offered", who.actor)
    return f"{page}{PATH}{token}"
