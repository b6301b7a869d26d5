"""Pictures, voice messages and files: read back where they show a bill, and kept for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.cases.joining import message_came
from bot.contract.messages import Action, Incoming, MessageKind, Reply
from bot.customer import follow_up
from bot.customer.turn import Turn, open_case
from bot.hearing.photo import bill_in
from bot.records.case import UNFINISHED, Case, CaseKind, Material
from bot.records.memory import Picture, Question
from bot.wording import cases as names
from bot.wording import phrases, phrases_photo
from bot.wording.catalogue import words

FILES = {
    MessageKind.PHOTO, MessageKind.VOICE, MessageKind.AUDIO, MessageKind.VIDEO,
    MessageKind.VIDEO_NOTE, MessageKind.OTHER,
}  # fmt: skip


def picture(turn: Turn) -> Reply:
    """A picture: what was read in it is shown back; what was not read a person looks at."""
    message = turn.message
    if message.kind is not MessageKind.PHOTO:
        return _kept(turn, message)
    photo = bill_in(message.photo_lines)
    if not photo.says_something:
        return _kept(turn, message)
    read = Picture(
        photo.account_no or "",
        photo.month,
        photo.kwh,
        photo.amount,
        message.file_id,
        message.message_id,
    )
    turn.remember(replace(turn.memory, picture=read))
    return phrases_photo.read_back(turn.say, photo)


def is_kept(message: Incoming) -> bool:
    """Whether it is something that a person looks at: a picture, a file, a place, a record."""
    file = (bool(message.file_id) or message.lost) and message.kind in FILES
    return file or message.kind in (MessageKind.PLACE, MessageKind.RECORD)


def taken(turn: Turn) -> Picture | None:
    """The picture that was read back, if one waits for its answer; then it waits no more."""
    memory = turn.memory
    if memory.picture:
        turn.remember(replace(memory, picture=None))
    return memory.picture


def sent_as(turn: Turn, read: Picture) -> Incoming:
    """The message by which the picture came."""
    return Incoming(
        turn.chat, MessageKind.PHOTO, file_id=read.file_id, message_id=read.message_id,
        sender=turn.chat.chat_id,
    )  # fmt: skip


def question_of(read: Picture) -> Question:
    """Why the bill of a confirmed picture is what it is."""
    return Question(Action.WHY, "", read.account_no, read.month)


def differs(turn: Turn, read: Picture) -> bool:
    """Whether the picture shows other figures than the records of that month."""
    if read.month is None:
        return False
    month = date(*read.month, 1)
    bills = turn.store.accounts.bills_of(read.account_no)
    bill = next((b for b in bills if b.bill_month == month), None)
    if bill is None:
        return False
    pairs = ((read.kwh, bill.kwh), (read.amount, bill.charged))
    return any(shown is not None and shown != known for shown, known in pairs)


def wrong(turn: Turn) -> Reply:
    """It was misread: the picture goes to a person."""
    read = taken(turn)
    if read is None:
        return phrases.not_understood(turn.say)
    return _kept(turn, sent_as(turn, read))


def _kept(turn: Turn, message: Incoming) -> Reply:
    """Keep a picture or voice message with the case; its caption is another matter."""
    # As it stands on the sheet, which staff read.
    text = names.shown(words(), message)
    case = follow_up.reported_lately(turn) or open_here(turn)
    if case is None:
        account_no = turn.bound[0] if turn.bound else None
        case, _ = open_case(turn, CaseKind.HUMAN, account_no, words=text)
        turn.store.materials.put(case.number, material(turn, message))
    else:
        message_came(turn.acting, case, material(turn, message), text)
    if message.lost:
        return phrases_photo.lost(turn.say, case.number)
    return phrases_photo.kept_with_case(turn.say, message.kind, case.number)


def open_here(turn: Turn) -> Case | None:
    """The newest open case of the chat, which what comes without a question belongs to."""
    apart = (CaseKind.REPORT, CaseKind.DATA)
    mine = (one for one in turn.store.cases.of_chat(turn.chat) if one.kind not in apart)
    return next((one for one in mine if one.state in UNFINISHED), None)


def material(turn: Turn, message: Incoming) -> Material:
    """The message as it lies in a case."""
    said_at = message.sent_at or turn.now
    return Material(
        turn.chat, message.message_id, message.sender, "", message.kind,
        turn.text or message.shown, message.file_id, said_at, turn.now,
    )  # fmt: skip
