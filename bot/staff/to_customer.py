"""Words that go to the customer, by the bot or by a person who has taken over the chat."""

from __future__ import annotations

from dataclasses import replace

from bot.cases import handing
from bot.contract.messages import Attachment, Chat, MessageKind, Outcome, Post, Reply
from bot.records.case import Case, CaseKind
from bot.records.staff import Staff
from bot.staff import first_letters, letters, papers, proof, reach
from bot.staff.case_buttons import reached
from bot.staff.case_words import words_of
from bot.staff.turn import StaffTurn, button, not_here
from bot.store.port import Store
from bot.wording import cases as names

LETTER = "letter"  # begins the keys of what staff send to a customer


def takeover(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """A person answers in the customer's chat; the bot is silent there until it is handed back."""
    if turn.message.group:
        return (not_here(turn, case.number),)
    say = turn.say
    if case.taken_over is not None:
        handing.hand_back(turn.acting, case)
        return (Reply(say("The bot answers the customer again.")),)
    if refusal := first_letters.not_yet(turn):
        return refusal
    if not reached(turn, case):
        return (not_reached(turn),)
    handing.take_over(turn.acting, case)
    told = say("Reply to this message: each reply goes to the customer. The bot is silent there.")
    return (
        Reply(
            say("You write to the customer of case {number} now.", number=case.number),
            "\n".join(filter(None, (told, reach.left(turn, case)))),
            (button(say("Hand back to the bot"), "takeover", case.number),),
        ),
    )


def send(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """Send the draft to the customer as it stands now."""
    if turn.message.group:
        return (not_here(turn, case.number),)
    chats = reached(turn, case)
    if not chats:
        return (not_reached(turn),)
    told = words_of(turn.store, case)
    letter = letters.to_customer(turn, case, papers.found_in(turn, case, told), told)
    if letter is None or case.kind is CaseKind.REPORT:
        return (Reply(turn.say("There is no draft yet: first the account must be known.")),)
    goes = letter
    bare: tuple[Reply, ...] = ()
    if letter.figures:
        figures = replace(letter.figures, paper=f"sent {case.number}")
        letter = replace(letter, figures=figures)
    if letter.instead and (why := _why_without_figures(turn, chats)):
        goes = letter.instead
        bare = (Reply(why),)
    if already := sent_before(turn, case, goes.text):
        return (Reply(already),)
    if asked := first_letters.asked_for(turn, case, letter, "send"):
        return asked
    handing.write(turn.acting, case, "sent", goes.text)
    return (*posts(turn, case, chats, letter), *bare)


def _why_without_figures(turn: StaffTurn, chats: tuple[Chat, ...]) -> str:
    """Why no chat of the customer may be told figures; empty where one may."""
    if all(map(turn.desk.withholds, chats)):
        return turn.say(
            "The letter goes without figures: the office gives none through this messenger."
        )
    asks = [chat for chat in chats if turn.desk.can(chat).abroad]
    if asks == list(chats) and not any(map(turn.store.chats.agrees, asks)):
        return turn.say(
            "The letter goes without figures: the customer has not agreed to figures through "
            "{who}. Please tell them by phone.",
            who=turn.desk.can(asks[0]).abroad,
        )
    return ""


def sent_before(turn: StaffTurn, case: Case, text: str) -> str:
    """What is said of the same letter that is on its way or has arrived; empty where none is."""
    if turn.store.outbox.waits(f"{LETTER}:{case.number}:"):
        return turn.say("Your last message to this customer is still being sent.")
    events = turn.store.cases.events(case.number, "sent", "undelivered", "state")
    if not events or (events[-1].what, events[-1].detail) != ("sent", text):
        return ""
    at = turn.say.moment(events[-1].at)
    return turn.say("This letter was sent to the customer already: {moment}", moment=at)


def posts(turn: StaffTurn, case: Case, chats: tuple[Chat, ...], letter: Reply) -> tuple[Post, ...]:
    """A letter to each of the customer's chats, under keys that tell who wrote it."""
    moment = turn.now.isoformat()
    key = f"{LETTER}:{case.number}:{turn.id}:{moment}:{turn.message.message_id}"
    return tuple(
        Post(chat, letter, f"{key}:{chat.name}", case_number=case.number) for chat in chats
    )


def writer_of(store: Store, key: str) -> Staff | None:
    """Who of the staff wrote the letter that went out under that key; None for other messages."""
    kind, _, rest = key.partition(":")
    if kind != LETTER:
        return None
    return store.staff.get(int(rest.split(":")[1]))


def write_to_customer(turn: StaffTurn, case: Case) -> tuple[Outcome, ...]:
    """A reply to a message about a case that was taken over goes to the customer."""
    message = turn.message
    text = message.text or message.shown if message.kind is not MessageKind.STICKER else ""
    if not text and not message.file_id:
        say = turn.say
        what = say("Only words, pictures, voice messages, films, files and places go there.")
        return (Reply(say("Not sent to the customer."), what),)
    if refusal := first_letters.not_yet(turn):
        return refusal
    chats = reached(turn, case)
    if not chats:
        return (not_reached(turn),)
    if refused := proof.refusal(turn, case):
        return (refused,)
    handing.write(turn.acting, case, "written", names.shown(turn.say, message))
    file = Attachment(message.kind, message.file_id) if message.file_id else None
    warned = proof.warning_of_file(turn, case) if file else ()
    return (*posts(turn, case, chats, Reply(text, attachment=file)), *warned)


def not_reached(turn: StaffTurn) -> Reply:
    """To whoever wants to write to a customer who has no chat that can be written to."""
    return Reply(
        turn.say("No chat of this customer can be written to from here. Please call instead.")
    )
