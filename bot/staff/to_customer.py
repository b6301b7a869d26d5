"""Words that go to the customer, by the bot or by a person who has taken over the chat."""

from __future__ import annotations

from bot.cases import handing
from bot.cases.people import customers_of
from bot.contract.messages import Outcome, Post, Reply
from bot.records.case import Case
from bot.staff import papers
from bot.staff.turn import StaffTurn, button, not_allowed


def takeover(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """A person answers in the customer's chat; the bot is silent there until it is handed back."""
    if turn.message.group:
        return (not_allowed(turn, case.number),)
    say = turn.say
    if case.taken_over is not None:
        turn.waits_for()
        handing.hand_back(turn.acting, case)
        return (Reply(say("The bot answers the customer again.")),)
    handing.take_over(turn.acting, case)
    return (
        Reply(
            say("You write to the customer of case {number} now.", number=case.number),
            say(
                "Reply to this message: each reply goes to the customer. The bot is silent there."
            ),
            (button(say("Hand back to the bot"), "takeover", case.number),),
        ),
    )


def send(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """Send the draft to the customer as it stands now."""
    if turn.message.group:
        return (not_allowed(turn, case.number),)
    drafts = papers.papers(turn, case)[1:]
    chats = customers_of(turn.store, case)
    if not drafts or not chats:
        return (Reply(turn.say("This customer has no chat with the bot.")),)
    head, _, body = drafts[0].body.partition("\n\n")
    handing.write(turn.acting, case, "sent", head)
    key = f"sent:{case.number}:{turn.now.isoformat()}"
    return (
        *(Post(chat, Reply(head, body), f"{key}:{chat.name}") for chat in chats),
        Reply(turn.say("Sent to the customer.")),
    )


def write_to_customer(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """A reply to a message about a case that was taken over goes to the customer."""
    handing.write(turn.acting, case, "written", text)
    key = f"written:{case.number}:{turn.message.message_id}"
    posts = [Post(c, Reply(text), f"{key}:{c.name}") for c in customers_of(turn.store, case)]
    return (*posts, Reply(turn.say("Sent to the customer.")))
