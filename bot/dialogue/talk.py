"""The conversation with a customer: one message in, replies out, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.accounts.history import HistoryError, Trouble
from bot.cases.model import Kind as CaseKind
from bot.cases.model import Remedy
from bot.cases.supervision import is_report
from bot.dialogue import identify, language, phrases
from bot.dialogue.casework import Matter, register
from bot.dialogue.deciding import ELSEWHERE, action_in, proposed, topic_of
from bot.dialogue.lookup import findings_for, history_of, outlook_for
from bot.dialogue.messages import Action, Button, Incoming, Kind, Reply
from bot.dialogue.office import Disclosure, Office
from bot.store import accounts as store
from bot.store import audit, cases, chats
from bot.store.retention import forget_chat
from bot.understanding.entities import claim_in, month_in, plain
from bot.understanding.intents import Intent, intents_of
from bot.understanding.reading import understand
from bot.wording import answers
from bot.wording.catalogue import Words, locale_for, words
from bot.wording.findings import Findings

INSIDE = {"console", "desk", "demo"}  # channels that do not leave the office
LONG = 1000  # characters; more is a letter for a person to read

_ABOUT_AN_ACCOUNT = {
    Action.WHY, Action.BILL, Action.LEFT, Action.REFUND, Action.COMPLAIN,
}  # fmt: skip


_KEPT = {Kind.PHOTO, Kind.VOICE, Kind.OTHER}


@dataclass(frozen=True, slots=True)
class Turn:
    """One message being answered: everything that its handler reads."""

    db: sqlite3.Connection
    office: Office
    say: Words
    chat: chats.Chat
    text: str
    now: datetime
    proposal: str = ""

    @property
    def no_figures(self) -> bool:
        """Whether the office gives no figures through this channel."""
        within = self.chat.channel in INSIDE
        return self.office.disclosure is Disclosure.NOTHING and not within


def reply_to(
    db: sqlite3.Connection, office: Office, message: Incoming, now: datetime
) -> tuple[Reply, ...]:
    """The replies to one message, inside the caller's transaction."""
    say = words(language.locale_of(db, message))
    turn = Turn(db, office, say, message.chat, message.text.strip(), now, message.proposal)
    if message.kind is Kind.CONTACT and message.contact:
        reply, pending = identify.by_contact(db, message.chat, say, message.contact, now)
        return _after_binding(turn, reply, pending)
    action = message.action or phrases.action_labelled(say, turn.text)
    if action in set(Action):
        return _act(turn, Action(action))
    if message.kind in (Kind.COMMAND, Kind.BUTTON):
        return (phrases.unknown_command(say),)
    if message.file_id and message.kind in _KEPT:
        return _kept(turn, message)
    if message.kind is not Kind.TEXT and not turn.text:
        return (phrases.not_text(say, message.kind),)
    return _text(turn)


def _kept(turn: Turn, message: Incoming) -> tuple[Reply, ...]:
    """Keep a picture or voice message with the case; its caption is answered besides."""
    bound = chats.bound_accounts(turn.db, turn.chat)
    words_of_it = f"[{message.kind} {message.file_id}] {turn.text}".strip()
    matter = Matter(turn.chat, CaseKind.HUMAN, words_of_it, bound[0] if bound else None)
    case, _ = register(turn.db, matter, None, turn.now)
    kept = phrases.kept_with_case(turn.say, message.kind, case.number)
    return (kept, *_text(turn)) if turn.text else (kept,)


def reply_about(
    db: sqlite3.Connection, office: Office, account_no: str, message: Incoming, now: datetime
) -> Reply:
    """The one reply to a text about an account whose holder is not in question (the desk).

    Raises:
        HistoryError: the account is not in the store.
    """
    history_of(db, account_no)
    say = words(locale_for(message.language))
    turn = Turn(db, office, say, message.chat, message.text.strip(), now)
    action = action_in(turn.text)
    if action in _ABOUT_AN_ACCOUNT:
        return _about(turn, action, account_no)
    return _HANDLERS[action](turn) if action else phrases.not_understood(say)


def _text(turn: Turn) -> tuple[Reply, ...]:
    text = plain(turn.text)
    if not any(c.isalnum() for c in text):
        return (phrases.empty(turn.say),)
    intents = intents_of(text)
    read = understand(turn.text)
    if Intent.DANGER in intents or "safety_emergency" in read.by_rule:
        register(turn.db, _matter(turn, CaseKind.HUMAN, None), None, turn.now)
        return (phrases.danger(turn.say, turn.office.phone),)
    if "prompt_injection" in read.by_rule:
        return (phrases.not_by_chat(turn.say),)
    if "third_party_query" in read.by_rule:
        return (phrases.not_anothers(turn.say),)
    if identify.waiting(turn.db, turn.chat) and not set(intents) & {Intent.CANCEL, Intent.HUMAN}:
        reply, pending = identify.resume(turn.db, turn.chat, turn.say, text, turn.now)
        return _after_binding(turn, reply, pending)
    if len(text) > LONG:
        return (_letter(turn),)
    if is_report(turn.text):
        return (_report(turn),)
    topic = topic_of(read)
    if topic is not None:
        _understood(turn)
        return (phrases.elsewhere(turn.say, topic, turn.office.phone),)
    action = action_in(turn.text)
    if action is not None:
        _understood(turn)
        return _act(turn, action)
    if intents == (Intent.THANKS,):
        return (phrases.welcome(turn.say),)
    claim = claim_in(text)
    if claim.account_no:
        return _named_account(turn, claim.account_no)
    return _proposed(turn) or (_missed(turn),)


def _proposed(turn: Turn) -> tuple[Reply, ...]:
    """What a language model proposes, where nothing else was sure; empty without a proposal."""
    if turn.proposal in ELSEWHERE:
        return (phrases.elsewhere(turn.say, turn.proposal, turn.office.phone),)
    action = proposed(turn.proposal)
    return _act(turn, action) if action else ()


def _understood(turn: Turn) -> None:
    state = chats.get_state(turn.db, turn.chat)
    if state.pop("missed", None):
        chats.put_state(turn.db, turn.chat, state, turn.now)


def _missed(turn: Turn) -> Reply:
    """Not understood; the second time running a person is offered."""
    state = chats.get_state(turn.db, turn.chat)
    missed = int(state.get("missed", 0)) + 1
    chats.put_state(turn.db, turn.chat, {**state, "missed": missed}, turn.now)
    return phrases.offer_person(turn.say) if missed > 1 else phrases.not_understood(turn.say)


def _act(turn: Turn, action: Action) -> tuple[Reply, ...]:
    if action not in _ABOUT_AN_ACCOUNT:
        return (_HANDLERS[action](turn),)
    question = turn.text or action
    bound = chats.bound_accounts(turn.db, turn.chat)
    named = claim_in(turn.text).account_no
    if not bound or (named and named not in bound):
        return (identify.ask(turn.db, turn.chat, turn.say, turn.now, question),)
    reply = _about(turn, action, named or bound[0])
    if len(bound) > 1 and not named:
        note = phrases.other_accounts(turn.say, bound)
        reply = replace(reply, body=f"{reply.body}\n\n{note}")
    return (reply,)


def _after_binding(turn: Turn, reply: Reply, pending: str | None) -> tuple[Reply, ...]:
    if pending is None:
        return (reply,)
    again = replace(turn, text=pending)
    action = Action(pending) if pending in set(Action) else action_in(again.text)
    if action not in _ABOUT_AN_ACCOUNT:
        return reply, phrases.what_now(turn.say)
    assert action is not None  # noqa: S101 - it is a member of the set
    account_no = chats.bound_accounts(turn.db, turn.chat)[0]
    return reply, _about(again, action, account_no)


def _named_account(turn: Turn, account_no: str) -> tuple[Reply, ...]:
    if account_no in chats.bound_accounts(turn.db, turn.chat):
        chats.bind(turn.db, turn.chat, account_no, turn.now)
        return (phrases.switched(turn.say, account_no),)
    reply = identify.ask(turn.db, turn.chat, turn.say, turn.now, turn.text)
    if not identify.waiting(turn.db, turn.chat):
        return (reply,)
    reply, pending = identify.resume(turn.db, turn.chat, turn.say, turn.text, turn.now)
    return _after_binding(turn, reply, pending)


def _about(turn: Turn, action: Action, account_no: str) -> Reply:
    """Answer what needs an account's records; when they fail, a person gets the case."""
    try:
        history = history_of(turn.db, account_no)
        if action is Action.LEFT and turn.no_figures:
            return _withheld(turn, action, account_no, None)
        if action is Action.LEFT:
            views = outlook_for(history, turn.office, turn.now.date())
            texts = answers.outlook(turn.say, *views, turn.now.date())
            audit.add(turn.db, turn.now, turn.chat.name, "figures_shown", account_no, action)
            return _reply(turn.say, *texts, Action.BILL, Action.RULE)
        month = month_in(turn.text, turn.now.date())
        if month and action is not Action.BILL and not history.bill(month.month, month.year):
            month = None  # it tells when something happened, not which bill is meant
        found = findings_for(history, turn.office, month)
    except HistoryError as error:
        if error.trouble in {Trouble.NO_ACCOUNT, Trouble.NO_BILL}:
            months = tuple(bill.bill_month for bill in store.bills_of(turn.db, account_no))
            return _reply(turn.say, *answers.no_bill(turn.say, months), Action.BILL, Action.HUMAN)
        case, _ = register(turn.db, _matter(turn, CaseKind.CHECK, account_no), None, turn.now)
        head = answers.trouble(turn.say, error.trouble, account_no, error.month)
        _, body = answers.case_opened(turn.say, case, already=False)
        return _reply(turn.say, head, body, Action.CASE, Action.HUMAN)
    return _about_bill(turn, action, account_no, found)


def _withheld(turn: Turn, action: Action, account_no: str, found: Findings | None) -> Reply:
    """No figures through this messenger: where they are told instead, and the case, if any."""
    wants = {Action.REFUND: CaseKind.REFUND, Action.COMPLAIN: CaseKind.COMPLAINT}
    kind = wants.get(action)
    if kind is None and found and found.needs_case:
        kind = CaseKind.OFFICE_FAULT if found.office_at_fault else CaseKind.CHECK
    head = phrases.figures_elsewhere(turn.say, turn.office.phone)
    if kind is None:
        return _reply(turn.say, head, "", Action.RULE, Action.HUMAN)
    case, already = register(turn.db, _matter(turn, kind, account_no), found, turn.now)
    bare = replace(case, difference=None, remedy=Remedy.CHECK)
    _, body = answers.case_opened(turn.say, bare, already=already)
    return _reply(turn.say, head, body, Action.CASE, Action.HUMAN)


def _about_bill(turn: Turn, action: Action, account_no: str, found: Findings) -> Reply:
    say = turn.say
    if turn.no_figures:
        return _withheld(turn, action, account_no, found)
    audit.add(turn.db, turn.now, turn.chat.name, "figures_shown", account_no, action)
    if action is Action.REFUND:
        case, _ = register(turn.db, _matter(turn, CaseKind.REFUND, account_no), found, turn.now)
        return _reply(say, *answers.refund(say, found, case), Action.CASE, Action.WHY)
    if action is Action.COMPLAIN:
        matter = _matter(turn, CaseKind.COMPLAINT, account_no)
        case, already = register(turn.db, matter, found, turn.now)
        return _reply(
            say, *answers.case_opened(say, case, already=already), Action.CASE, Action.WHY
        )
    opened = None
    if found.needs_case:
        kind = CaseKind.OFFICE_FAULT if found.office_at_fault else CaseKind.CHECK
        opened, _ = register(turn.db, _matter(turn, kind, account_no), found, turn.now)
    if action is Action.BILL and opened is None:
        return _reply(say, *answers.short_bill(say, found), Action.WHY, Action.LEFT)
    texts = answers.explanation(say, found, opened)
    more = (Action.REFUND, Action.CASE) if opened else (Action.LEFT, Action.COMPLAIN)
    return _reply(say, *texts, *more, Action.HUMAN)


def _rule(turn: Turn) -> Reply:
    tariff = turn.office.tariff
    today = turn.now.date()
    schedule = tariff.schedule_on(today) or tariff.schedules[-1]
    texts = answers.tariff_rule(turn.say, tariff, schedule, today.month)
    return _reply(turn.say, *texts, Action.WHY, Action.LEFT)


def _status(turn: Turn) -> Reply:
    found = list(cases.cases_of_chat(turn.db, turn.chat))
    for account_no in chats.bound_accounts(turn.db, turn.chat):
        found += [c for c in cases.cases_of_account(turn.db, account_no) if c not in found]
    newest_first = tuple(sorted(found, key=lambda c: c.opened_at, reverse=True))
    return _reply(turn.say, *answers.case_status(turn.say, newest_first), Action.HUMAN)


def _human(turn: Turn) -> Reply:
    bound = chats.bound_accounts(turn.db, turn.chat)
    chats.put_state(turn.db, turn.chat, {}, turn.now)
    matter = _matter(turn, CaseKind.HUMAN, bound[0] if bound else None)
    case, already = register(turn.db, matter, None, turn.now)
    head, body = answers.case_opened(turn.say, case, already=already)
    return _reply(turn.say, head, f"{phrases.call_us(turn.say, turn.office.phone)}\n\n{body}")


def _report(turn: Turn) -> Reply:
    """A report about a person needs no account, and the person does not get it."""
    case, _ = register(turn.db, _matter(turn, CaseKind.REPORT, None), None, turn.now)
    _understood(turn)
    return phrases.reported(turn.say, case.number)


def _letter(turn: Turn) -> Reply:
    bound = chats.bound_accounts(turn.db, turn.chat)
    matter = _matter(turn, CaseKind.HUMAN, bound[0] if bound else None)
    case, already = register(turn.db, matter, None, turn.now)
    _, body = answers.case_opened(turn.say, case, already=already)
    return _reply(turn.say, phrases.long_letter(turn.say), body, Action.CASE)


def _bind(turn: Turn) -> Reply:
    return identify.ask(turn.db, turn.chat, turn.say, turn.now, turn.text)


def _unbind(turn: Turn) -> Reply:
    count = chats.unbind(turn.db, turn.chat)
    audit.add(turn.db, turn.now, turn.chat.name, "unbound", "", str(count))
    chats.put_state(turn.db, turn.chat, {}, turn.now)
    return phrases.unbound(turn.say, count)


def _forget(turn: Turn) -> Reply:
    chats.forget(turn.db, turn.chat)
    gone = forget_chat(turn.db, turn.chat)
    audit.add(turn.db, turn.now, turn.chat.name, "forgotten", "", "" if gone else "on hold")
    return phrases.forgotten(turn.say, messages_gone=gone)


def _cancel(turn: Turn) -> Reply:
    chats.put_state(turn.db, turn.chat, {}, turn.now)
    return phrases.cancelled(turn.say)


_HANDLERS: dict[Action, Callable[[Turn], Reply]] = {
    Action.START: lambda turn: phrases.greeting(turn.say, turn.office.name),
    Action.HELP: lambda turn: phrases.greeting(turn.say, turn.office.name),
    Action.RULE: _rule,
    Action.CASE: _status,
    Action.HUMAN: _human,
    Action.BIND: _bind,
    Action.UNBIND: _unbind,
    Action.FORGET: _forget,
    Action.CANCEL: _cancel,
    Action.LANG: lambda turn: language.choose(turn.db, turn.chat, turn.say, turn.text),
    Action.HANS: lambda turn: language.speak(turn.db, turn.chat, Action.HANS),
    Action.HANT: lambda turn: language.speak(turn.db, turn.chat, Action.HANT),
    Action.ENGLISH: lambda turn: language.speak(turn.db, turn.chat, Action.ENGLISH),
}


def _matter(turn: Turn, kind: CaseKind, account_no: str | None) -> Matter:
    return Matter(turn.chat, kind, turn.text, account_no)


def _reply(say: Words, head: str, body: str, *actions: Action) -> Reply:
    return Reply(head, body, tuple(Button(phrases.label(say, a), a) for a in actions))
