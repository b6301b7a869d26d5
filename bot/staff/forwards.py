"""Forwarded messages become one case: the same sender, the same origin, within some seconds."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.cases import joining
from bot.cases.opening import AT_THE_DESK, Matter, open_
from bot.contract.messages import CasePapers, Chat, Outcome, Post, Reply
from bot.hearing.heard import hear
from bot.hearing.told import surely_reports
from bot.records.case import UNFINISHED, Case, CaseKind, Guess, Material, State
from bot.records.memory import Remark
from bot.staff import households, papers, remarks
from bot.staff.case_words import words_of
from bot.staff.turn import StaffTurn, button

TOGETHER = timedelta(seconds=10)  # between two messages of one forwarding
# The messenger says who it is: what one person says in that time is one matter.
SAME_PERSON = timedelta(minutes=10)
LATELY = timedelta(days=30)  # an open case of the same sender is pointed out
TAKEN = "taken:"  # begins the keys of cards that wait to be made
DRAFT = "draft:"  # begins those of drafts that wait until the cards are sent
QUIET = timedelta(seconds=2)  # after the last one, before the one confirmation


def forwarded(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Take a forwarded message in: into the case that it belongs to, or into a new one."""
    message, now = turn.message, turn.now
    item = material(turn)
    at = item.received_at
    own_words = remarks.is_ours(turn)
    # The talk with a customer has two sides; our own words alone belong to nobody else's case.
    origin, span = (None, remarks.AT_ONCE) if own_words else (item.origin, TOGETHER)
    number = turn.store.materials.latest_case(message.chat, message.sender, origin, at - span)
    if number is None and item.origin.startswith("user:") and not own_words:
        number = turn.store.materials.latest_case(
            message.chat, message.sender, item.origin, at - SAME_PERSON
        )
    if own_words and number is None:
        return (remarks.ours_first(turn),)
    case = turn.store.cases.get(number) if number else None
    pointed: tuple[Outcome, ...] = ()
    if case is None or case.state is not State.OPEN:
        earlier = _earlier(turn, item)
        name = message.origin.name if message.origin else ""
        case = written_down(turn, item.said_at, name)
        pointed = _pointed_out(turn, case, earlier) if earlier else ()
    case = take_in(turn, case, item)
    remark = remarks.before_forward(turn)
    case = _with_remark(turn, case, remark) if remark else case
    # What was to be said of the messages so far is not said: the last one has it all.
    for begins in (TAKEN, f"{DRAFT}{TAKEN}"):
        turn.store.outbox.cancel(f"{begins}{case.number}:")
    if papers.asks_for_account(turn, case):
        turn.waits_for("account", case)
    later = CasePapers(case.number, turn.id, message.group)
    key = f"{TAKEN}{case.number}:{message.message_id}"
    return (*pointed, Post(message.chat, later, key, now + QUIET, topic=message.topic))


def _earlier(turn: StaffTurn, item: Material) -> Case | None:
    """An unfinished case of the same sender, as the messenger shows them, forwarded before."""
    message = turn.message
    number = turn.store.materials.latest_case(
        message.chat, message.sender, item.origin, item.received_at - LATELY
    )
    case = turn.store.cases.get(number) if number else None
    known = case is not None and case.state in UNFINISHED and case.kind is not CaseKind.REPORT
    return case if known else None


def _pointed_out(turn: StaffTurn, case: Case, earlier: Case) -> tuple[Outcome, ...]:
    """That the sender has an open case; a press makes one of the two."""
    say = turn.say
    if case.kind is CaseKind.REPORT:
        return ()
    head = say("A sender of the same name has an open case: {number}. Is it the same matter?",
               number=earlier.number)  # fmt: skip
    offered = (
        button(say("Put it into {number}", number=earlier.number), "merge", case.number,
               earlier.number),
        button(say("Show {number}", number=earlier.number), "show", earlier.number),
    )  # fmt: skip
    return (Reply(head, "", offered),)


def goes_on(turn: StaffTurn) -> bool:
    """Whether the message is one more of a forwarding that is in a case already."""
    item = material(turn)
    since = item.received_at - TOGETHER
    chat, sender = turn.message.chat, turn.message.sender
    return turn.store.materials.latest_case(chat, sender, item.origin, since) is not None


def _with_remark(turn: StaffTurn, case: Case, remark: Remark) -> Case:
    """The case with the comment that came before the forward, and the account it names."""
    heard = hear(remark.text, turn.now.date())
    case = joining.note(turn.acting, case, heard.noted)
    if surely_reports(heard):
        return joining.heard(turn.acting, case, heard.said)
    return _about(turn, case, heard.claim.account_no)


def added(turn: StaffTurn, case: Case) -> Case:
    """A message that is no forward (a reply to one, a photo) goes into a case."""
    return take_in(turn, case, material(turn), own=True)


def opened(turn: StaffTurn) -> Case:
    """A new case that a member of staff writes down, with the message as its material."""
    return take_in(turn, written_down(turn, turn.now), material(turn))


def written_down(turn: StaffTurn, said_at: datetime, name: str = "") -> Case:
    """A new case of the message's words alone."""
    return open_(
        turn.acting,
        Matter(
            AT_THE_DESK,
            CaseKind.COMPLAINT,
            turn.heard.said,
            said_at=said_at,
            customer_name=name,
        ),
    )


def take_in(
    turn: StaffTurn, case: Case, item: Material, *, whose: bool = True, own: bool = False
) -> Case:
    """The case with one more message, and with the account that it names or its sender proved.

    `whose` tells whether whoever wrote it says whose account the case is about, `own` whether
    they are a colleague's own words.
    """
    own = own or remarks.is_ours(turn)
    said = turn.heard.noted if own else turn.heard.said
    case = joining.take_in(turn.acting, case, item, said)
    if not whose:
        return case
    number = turn.heard.claim.account_no
    forwarded = turn.message.origin is not None and not remarks.is_ours(turn)
    if number:
        return _about(turn, case, number, Guess.WORDS if forwarded else None)
    if not forwarded or case.kind is CaseKind.REPORT:
        return case
    return _about(turn, case, _proved_by_sender(turn, item))


def _proved_by_sender(turn: StaffTurn, item: Material) -> str | None:
    """The one account that whoever wrote the forwarded words has proved to the bot."""
    kind, _, writer = item.origin.partition("|")[0].partition(":")
    proved = turn.store.chats.bound_accounts(Chat(item.chat.channel, writer))
    return proved[0] if kind == "user" and len(proved) == 1 else None


def _about(turn: StaffTurn, case: Case, number: str | None, guessed: Guess | None = None) -> Case:
    known = number and turn.store.accounts.get(number)
    if not number or not known or case.account_no is not None or case.state not in UNFINISHED:
        return case
    if households.refusal(
        turn, number
    ):  # the words are kept; whose they are the counter finds out
        return case
    return with_account(turn, case, number, guessed)


def with_account(
    turn: StaffTurn, case: Case, account_no: str, guessed: Guess | None = None
) -> Case:
    """The case about that account, with what its bill shows."""
    found = papers.found_about(turn, case, account_no, words_of(turn.store, case))
    about = joining.set_account(turn.acting, case, account_no, found, guessed)
    households.tell_heads(turn)
    return about


def material(turn: StaffTurn) -> Material:
    """The message as what lies in a case."""
    message = turn.message
    origin = message.origin
    text = message.text or message.shown
    if message.contact is not None:
        text = f"{message.contact.name} {message.contact.phone}".strip()
    sent_at = message.sent_at or turn.now
    return Material(
        message.chat,
        message.message_id,
        message.sender,
        f"{origin.key}|{origin.name}" if origin else "",
        message.kind,
        text,
        message.file_id,
        origin.said_at if origin else sent_at,
        sent_at,
    )
