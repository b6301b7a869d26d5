"""Words that go to the customer, by the bot or by a person who has taken over the chat."""

from __future__ import annotations

from dataclasses import replace

from bot.cases import handing
from bot.contract.messages import Outcome, Post, Reply
from bot.records.case import Case, CaseKind
from bot.staff import papers
from bot.staff.case_buttons import reached
from bot.staff.case_words import words_of
from bot.staff.turn import StaffTurn, button, not_allowed


def takeover(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """A person answers in the customer's chat; the bot is silent there until it is handed back."""
    if turn.message.group:
        return (not_allowed(turn, case.number),)
    say = turn.say
    if case.taken_over is not None:
        turn.waits_no_more()
        handing.hand_back(turn.acting, case)
        return (Reply(say("The bot answers the customer again.")),)
    if not reached(turn, case):
        return (_not_reached(turn),)
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
    chats = reached(turn, case)
    if not chats:
        return (_not_reached(turn),)
    if not case.account_no or case.kind is CaseKind.REPORT:
        return (Reply(turn.say("There is no draft yet: first the account must be known.")),)
    letter = papers.to_customer(
        turn, case, papers.found_in(turn, case, words_of(turn.store, case))
    )
    goes, done = letter, turn.say("Sent to the customer.")
    if letter.figures:
        figures = replace(letter.figures, paper=f"sent {case.number}")
        letter = replace(letter, figures=figures)
    if letter.instead and all(map(turn.desk.withholds, chats)):
        goes = letter.instead
        done = turn.say(
            "Sent to the customer without figures: the office gives none through this messenger."
        )
    handing.write(turn.acting, case, "sent", goes.headline)
    key = f"sent:{case.number}:{turn.now.isoformat()}"
    return (*(Post(chat, letter, f"{key}:{chat.name}") for chat in chats), Reply(done))


def write_to_customer(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """A reply to a message about a case that was taken over goes to the customer."""
    chats = reached(turn, case)
    if not chats:
        return (_not_reached(turn),)
    handing.write(turn.acting, case, "written", text)
    key = f"written:{case.number}:{turn.message.message_id}"
    posts = [Post(chat, Reply(text), f"{key}:{chat.name}") for chat in chats]
    return (*posts, Reply(turn.say("Sent to the customer.")))


def _not_reached(turn: StaffTurn) -> Reply:
    return Reply(
        turn.say("No chat of this customer can be written to from here. Please call instead.")
    )
