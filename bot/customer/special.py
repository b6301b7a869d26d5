"""Messages that are no questions about a bill: grave matters, long letters, pictures."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from bot.cases import joining
from bot.cases.opening import Matter, register
from bot.contract.messages import Action, Incoming, MessageKind, Reply
from bot.customer import follow_up, identify
from bot.customer.intent_to_action import action_in
from bot.customer.turn import Turn, matter_of, reply_with
from bot.hearing.intents import Understood
from bot.hearing.normalise import plain
from bot.hearing.photo import bill_in
from bot.hearing.said import said_in
from bot.records.case import CaseKind, Material
from bot.wording import answers, phrases, phrases_lives, phrases_photo

BILLS = {Action.WHY, Action.BILL, Action.LEFT, Action.REFUND}
_PARENTS = re.compile(r"(我|俺|咱)(爸妈|父母|爹娘|爸|妈|爹|娘|公公|婆婆|岳父|岳母|老家)")


def grave(turn: Turn, read: Understood) -> Reply | None:
    """What comes before anything else: danger, orders to the bot, others' data, reports."""
    if "safety_emergency" in read.all:
        register(turn.acting, matter_of(turn, CaseKind.HUMAN, None), None)
        return phrases_lives.danger(turn.say, turn.office.phone)
    if read.sure_of("prompt_injection"):
        return phrases.not_by_chat(turn.say)
    if read.sure_of("third_party_query"):
        return _for_parents(turn) or phrases.not_anothers(turn.say)
    return report(turn) if read.sure_of("staff_misconduct_report") else None


def _for_parents(turn: Turn) -> Reply | None:
    """Who asks for their parents may prove that account as the parents themselves would."""
    if not _PARENTS.search(plain(turn.text)):
        return None
    question = turn.text if action_in(turn.text) in BILLS else Action.BILL
    return identify.ask(turn.store, turn.chat, turn.say, turn.now, question)


def report(turn: Turn) -> Reply:
    """A report about a person needs no account, and the person does not get it."""
    case, _ = register(turn.acting, matter_of(turn, CaseKind.REPORT, None), None)
    follow_up.understood(turn.store, turn.chat, turn.now)
    return phrases.reported(turn.say, case.number)


def withdraw(turn: Turn) -> Reply:
    """The customer wants to leave it there: noted in the case, which a person closes."""
    case = turn.store.cases.unfinished(None, None, turn.chat)
    if case is None:
        return reply_with(turn.say, *answers.case_status(turn.say, ()), Action.HUMAN)
    joining.withdraw(turn.acting, case, turn.text)
    return phrases.withdrawn(turn.say, case.number)


def letter(turn: Turn) -> Reply:
    """A long text: a person reads it."""
    bound = turn.store.chats.bound_accounts(turn.chat)
    matter = matter_of(turn, CaseKind.HUMAN, bound[0] if bound else None)
    case, already = register(turn.acting, matter, None)
    _, body = answers.case_opened(turn.say, case, already=already)
    return reply_with(turn.say, phrases.long_letter(turn.say), body, Action.CASE)


def picture(turn: Turn, message: Incoming) -> Reply:
    """A picture: what was read in it is shown back; what was not read a person looks at."""
    photo = bill_in(message.photo_lines)
    if not photo.says_something:
        return kept(turn, message)
    read = {
        "account_no": photo.account_no,
        "month": photo.month,
        "kwh": None if photo.kwh is None else str(photo.kwh),
        "amount": None if photo.amount is None else str(photo.amount),
        "file_id": message.file_id,
        "message_id": message.message_id,
    }
    state = turn.store.chats.get_state(turn.chat)
    turn.store.chats.put_state(turn.chat, {**state, "photo": read}, turn.now)
    return phrases_photo.read_back(turn.say, photo)


def differs(turn: Turn, account_no: str, read: dict[str, Any]) -> bool:
    """Whether the picture shows other figures than the records of that month."""
    if read["month"] is None:
        return False
    year, number = read["month"]
    month = date(year, number, 1)
    bill = next(
        (b for b in turn.store.accounts.bills_of(account_no) if b.bill_month == month), None
    )
    if bill is None:
        return False
    pairs = ((read["kwh"], bill.kwh), (read["amount"], bill.charged))
    return any(shown is not None and Decimal(shown) != known for shown, known in pairs)


def photo_wrong(turn: Turn) -> Reply:
    """It was misread: the picture goes to a person."""
    state = turn.store.chats.get_state(turn.chat)
    read = state.pop("photo", None)
    turn.store.chats.put_state(turn.chat, state, turn.now)
    if read is None:
        return phrases.not_understood(turn.say)
    message = Incoming(
        turn.chat, MessageKind.PHOTO, file_id=read["file_id"], message_id=read["message_id"],
        sender=turn.chat.chat_id,
    )  # fmt: skip
    return kept(turn, message)


def kept(turn: Turn, message: Incoming) -> Reply:
    """Keep a picture or voice message with the case; its caption is another matter."""
    bound = turn.store.chats.bound_accounts(turn.chat)
    words_of_it = f"[{message.kind}] {turn.text}".strip()
    account_no = bound[0] if bound else None
    matter = Matter(turn.chat, CaseKind.HUMAN, said_in(words_of_it), account_no)
    case, _ = register(turn.acting, matter, None)
    keep(turn, message, case.number)
    return phrases.kept_with_case(turn.say, message.kind, case.number)


def keep(turn: Turn, message: Incoming, number: str) -> None:
    """Put a picture, voice message or file into a case."""
    said_at = message.sent_at or turn.now
    item = Material(
        turn.chat, message.message_id, message.sender, "", message.kind, turn.text,
        message.file_id, said_at, turn.now,
    )  # fmt: skip
    turn.store.materials.put(number, item)
