"""Messages that are no questions about a bill: grave matters, long letters, pictures."""

from __future__ import annotations

from bot.cases.model import Kind as CaseKind
from bot.cases.supervision import is_report
from bot.dialogue import phrases, turns
from bot.dialogue.casework import Matter, register
from bot.dialogue.messages import Action, Incoming, Reply
from bot.dialogue.turn import Turn, matter_of, reply_with
from bot.store import chats, materials
from bot.understanding.intents import Intent
from bot.understanding.reading import Understood
from bot.wording import answers


def grave(turn: Turn, read: Understood, intents: tuple[Intent, ...]) -> Reply | None:
    """What comes before anything else: danger, orders to the bot, others' data, reports."""
    if Intent.DANGER in intents or "safety_emergency" in read.by_rule:
        register(turn.db, matter_of(turn, CaseKind.HUMAN, None), None, turn.now)
        return phrases.danger(turn.say, turn.office.phone)
    if "prompt_injection" in read.by_rule:
        return phrases.not_by_chat(turn.say)
    if "third_party_query" in read.by_rule:
        return phrases.not_anothers(turn.say)
    return report(turn) if is_report(turn.text) else None


def report(turn: Turn) -> Reply:
    """A report about a person needs no account, and the person does not get it."""
    case, _ = register(turn.db, matter_of(turn, CaseKind.REPORT, None), None, turn.now)
    turns.understood(turn.db, turn.chat, turn.now)
    return phrases.reported(turn.say, case.number)


def letter(turn: Turn) -> Reply:
    """A long text: a person reads it."""
    bound = chats.bound_accounts(turn.db, turn.chat)
    matter = matter_of(turn, CaseKind.HUMAN, bound[0] if bound else None)
    case, already = register(turn.db, matter, None, turn.now)
    _, body = answers.case_opened(turn.say, case, already=already)
    return reply_with(turn.say, phrases.long_letter(turn.say), body, Action.CASE)


def kept(turn: Turn, message: Incoming) -> Reply:
    """Keep a picture or voice message with the case; its caption is another matter."""
    bound = chats.bound_accounts(turn.db, turn.chat)
    words_of_it = f"[{message.kind}] {turn.text}".strip()
    matter = Matter(turn.chat, CaseKind.HUMAN, words_of_it, bound[0] if bound else None)
    case, _ = register(turn.db, matter, None, turn.now)
    said_at = message.sent_at or turn.now
    item = materials.Material(
        turn.chat, message.message_id, message.sender, "", message.kind, turn.text,
        message.file_id, said_at, turn.now,
    )  # fmt: skip
    materials.put(turn.db, case.number, item)
    return phrases.kept_with_case(turn.say, message.kind, case.number)
