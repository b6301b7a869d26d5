"""Words that go to the customer, by the bot or by a person who has taken over the chat."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.model import Case
from bot.desk import paper
from bot.desk.notices import customers_of
from bot.desk.seat import Seat, button, not_allowed
from bot.dialogue.messages import Outcome, Post, Reply
from bot.store import cases


def takeover(seat: Seat, case: Case, _: str) -> tuple[Outcome, ...]:
    """A person answers in the customer's chat; the bot is silent there until it is handed back."""
    if seat.message.group:
        return (not_allowed(seat, case.number),)
    say = seat.say
    if not customers_of(seat.db, case):
        return (Reply(say("This customer has no chat with the bot.")),)
    if case.taken_over is not None:
        seat.waits_for()
        seat.change(case, replace(case, taken_over=None))
        return (Reply(say("The bot answers the customer again.")),)
    seat.change(case, replace(case, taken_over=seat.id))
    return (
        Reply(
            say("You write to the customer of case {number} now.", number=case.number),
            say(
                "Reply to this message: each reply goes to the customer. The bot is silent there."
            ),
            (button(say("Hand back to the bot"), "takeover", case.number),),
        ),
    )


def send(seat: Seat, case: Case, _: str) -> tuple[Outcome, ...]:
    """Send the draft to the customer as it stands now."""
    if seat.message.group:
        return (not_allowed(seat, case.number),)
    drafts = paper.papers(seat, case)[1:]
    chats = customers_of(seat.db, case)
    if not drafts or not chats:
        return (Reply(seat.say("This customer has no chat with the bot.")),)
    head, _, body = drafts[0].body.partition("\n\n")
    cases.add_event(seat.db, case.number, seat.now, "sent", head, seat.staff.actor)
    key = f"sent:{case.number}:{seat.now.isoformat()}"
    return (
        *(Post(chat, Reply(head, body), f"{key}:{chat.name}") for chat in chats),
        Reply(seat.say("Sent to the customer.")),
    )


def write_to_customer(seat: Seat, case: Case, text: str) -> tuple[Outcome, ...]:
    """A reply to a message about a case that was taken over goes to the customer."""
    cases.add_event(seat.db, case.number, seat.now, "written", text, seat.staff.actor)
    key = f"written:{case.number}:{seat.message.message_id}"
    posts = [Post(c, Reply(text), f"{key}:{c.name}") for c in customers_of(seat.db, case)]
    return (*posts, Reply(seat.say("Sent to the customer.")))
