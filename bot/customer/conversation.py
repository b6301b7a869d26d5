"""The conversation with a customer: one message in, replies out, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.bills.lookup import history_of
from bot.cases.opening import register
from bot.contract.messages import Action, Incoming, MessageKind, Reply
from bot.contract.office import Office
from bot.customer import bill_answers, follow_up, identify, language, lives, special
from bot.customer.intent_to_action import (
    ACTION_OF,
    ELSEWHERE,
    action_in,
    guessed,
    order_in,
    topic_of,
)
from bot.customer.turn import Turn, matter_of, reply_with
from bot.hearing.claim import claim_in, is_name, may_be_holder, plain, says_who
from bot.hearing.intents import Understood, understand
from bot.hearing.spans import months_in
from bot.records.case import CaseKind
from bot.store.port import Store
from bot.wording import answers, phrases, phrases_photo
from bot.wording.catalogue import locale_for, words

LONG = 1000  # characters; more is a letter for a person to read

_KEPT = {MessageKind.PHOTO, MessageKind.VOICE, MessageKind.OTHER}


def reply_to(store: Store, office: Office, message: Incoming, now: datetime) -> tuple[Reply, ...]:
    """The replies to one message, inside the caller's transaction."""
    say = words(language.locale_of(store, message))
    turn = Turn(store, office, say, message.chat, message.text.strip(), now, message.proposal)
    alarmed = lives.first(turn, message)
    if alarmed:
        return alarmed
    if message.kind is MessageKind.CONTACT and message.contact:
        reply, pending = identify.by_contact(store, message.chat, say, message.contact, now)
        return _after_binding(turn, reply, pending)
    action = message.action or phrases.action_labelled(say, turn.text)
    if action in set(Action):
        return _act(turn, Action(action))
    if message.kind in (MessageKind.COMMAND, MessageKind.BUTTON):
        return (phrases.unknown_command(say),)
    if message.file_id and message.kind in _KEPT:
        kept = special.picture(turn, message)
        return (kept, *_text(turn)) if turn.text else (kept,)
    if message.kind is not MessageKind.TEXT and not turn.text:
        return (phrases.not_text(say, message.kind),)
    return _text(turn)


def reply_about(
    store: Store, office: Office, account_no: str, message: Incoming, now: datetime
) -> Reply:
    """The one reply to a text about an account whose holder is not in question (the desk).

    Raises:
        HistoryError: the account is not in the store.
    """
    history_of(store, account_no)
    say = words(locale_for(message.language))
    turn = Turn(store, office, say, message.chat, message.text.strip(), now)
    action = action_in(turn.text)
    if action in bill_answers.ACTIONS:
        return bill_answers.about(turn, action, account_no)
    return _HANDLERS[action](turn) if action else phrases.not_understood(say)


def _text(turn: Turn) -> tuple[Reply, ...]:
    text = plain(turn.text)
    if not any(c.isalnum() for c in text):
        return (phrases.empty(turn.say),)
    read = understand(turn.text)
    grave = special.grave(turn, read)
    if grave is not None:
        return (grave,)
    waiting = identify.waiting(turn.store, turn.chat) and not (
        order_in(turn.text) or read.sure_of("human_agent")
    )
    return _by_form(turn, waiting=waiting) or _by_meaning(turn, read, waiting=waiting)


def _by_form(turn: Turn, *, waiting: bool) -> tuple[Reply, ...]:
    """What is known by its form: who somebody is, a letter, a correction, the same once more."""
    text = plain(turn.text)
    if waiting and (says_who(text) or is_name(text)):
        return _identified(turn)
    if len(text) > LONG:
        return (special.letter(turn),)
    last = follow_up.last_asked(turn.store, turn.chat)
    if last and follow_up.is_correction(turn.text):
        return _corrected(turn, last)
    if last and follow_up.asks_on(turn.text, turn.now.date()):
        return _asked_on(turn, last)
    return ()


def _by_meaning(turn: Turn, read: Understood, *, waiting: bool) -> tuple[Reply, ...]:
    if read.failed:
        return (lives.unread(turn),)
    topic = topic_of(read)
    if topic is not None:
        follow_up.understood(turn.store, turn.chat, turn.now)
        if read.threatens:
            register(turn.acting, matter_of(turn, CaseKind.HUMAN, None), None)
        return (_elsewhere(turn, topic),)
    action = action_in(turn.text)
    if action is not None:
        follow_up.understood(turn.store, turn.chat, turn.now)
        return _act_on_all(turn, action, read)
    if read.sure_of("thanks"):
        return (phrases.welcome(turn.say),)
    claim = claim_in(turn.text)
    if waiting and may_be_holder(claim.name):
        return _identified(turn)
    if claim.account_no:
        return _named_account(turn, claim.account_no)
    return _proposed(turn) or (_missed(turn, read),)


def _act_on_all(turn: Turn, action: Action, read: Understood) -> tuple[Reply, ...]:
    """Two questions get two answers, the bill first, unless the account must be asked for."""
    asked = {ACTION_OF.get(intent) for intent in read.all}
    bill = next((one for one in (Action.WHY, Action.BILL) if one in asked), None)
    if Action.LEFT not in asked or bill is None or action not in (Action.LEFT, bill):
        return _act(turn, action)
    first = _act(turn, bill)
    return first if identify.waiting(turn.store, turn.chat) else first + _act(turn, Action.LEFT)


def _proposed(turn: Turn) -> tuple[Reply, ...]:
    """What a language model proposes, where nothing else was sure; empty without a proposal."""
    intent = turn.proposal.intent
    if intent in ELSEWHERE:
        return (_elsewhere(turn, intent),)
    action = ACTION_OF.get(intent)
    return _act(turn, action) if action else ()


def _elsewhere(turn: Turn, topic: str) -> Reply:
    return phrases.elsewhere(turn.say, topic, turn.office.phone, turn.now.date())


def _missed(turn: Turn, read: Understood) -> Reply:
    """Not understood; the second time running a person is offered."""
    again = follow_up.missed(turn.store, turn.chat, turn.now) > 1
    if again:
        return phrases.offer_person(turn.say)
    return phrases.not_understood(turn.say, guessed(read))


def _corrected(turn: Turn, last: Action) -> tuple[Reply, ...]:
    """The customer says that the last answer was not what was meant: the same once more."""
    instead = follow_up.said_instead(turn.text)
    named, other = claim_in(turn.text).account_no, follow_up.means_other_home(turn.text)
    meant = None if other else action_in(instead)
    if months_in(instead, turn.now.date()) and meant is not Action.BILL:
        meant = None  # 我说的是12月 speaks of the month alone
    action = meant if meant in bill_answers.ACTIONS and meant else last
    others = turn.store.chats.bound_accounts(turn.chat)[1:]
    if other and not named:
        if len(others) != 1:
            return (identify.ask(turn.store, turn.chat, turn.say, turn.now, action),)
        turn.store.chats.bind(turn.chat, others[0], turn.now)
    elif not named and meant is None and not months_in(instead, turn.now.date()):
        return (phrases.what_was_wrong(turn.say),)
    return _act(turn, action)


def _photo_right(turn: Turn) -> tuple[Reply, ...]:
    """The bill that was photographed is explained; figures that differ are a case."""
    state = turn.store.chats.get_state(turn.chat)
    read = state.pop("photo", None)
    turn.store.chats.put_state(turn.chat, state, turn.now)
    if read is None:
        return (phrases.not_understood(turn.say),)
    account_no, month = read["account_no"], read["month"]
    said = f"{account_no or ''} {'{}年{}月'.format(*month) if month else ''} 为什么这个价"
    turn = replace(turn, text=said.strip())
    bound = turn.store.chats.bound_accounts(turn.chat)
    if account_no in bound and special.differs(turn, account_no, read):
        register(turn.acting, matter_of(turn, CaseKind.CHECK, account_no), None)
        (reply,) = _act(turn, Action.WHY)
        return (replace(reply, body=f"{phrases_photo.differs(turn.say)}\n\n{reply.body}"),)
    return _act(turn, Action.WHY)


def _act(turn: Turn, action: Action) -> tuple[Reply, ...]:
    if action is Action.PHOTO_RIGHT:
        return _photo_right(turn)
    if action not in bill_answers.ACTIONS:
        return (_HANDLERS[action](turn),)
    question = turn.text or action
    bound = turn.store.chats.bound_accounts(turn.chat)
    named = claim_in(turn.text).account_no
    if not bound or (named and named not in bound):
        return (_ask_who(turn, question),)
    follow_up.remember(turn.store, turn.chat, action, turn.now)
    reply = bill_answers.about(turn, action, named or bound[0])
    if len(bound) > 1 and not named:
        note = phrases.other_accounts(turn.say, bound)
        reply = replace(reply, body=f"{reply.body}\n\n{note}")
    return (reply,)


def _ask_who(turn: Turn, question: str) -> Reply:
    """Ask for the account in full once, and then only for what is missing."""
    if identify.waiting(turn.store, turn.chat) and not claim_in(question).account_no:
        return identify.remind(turn.store, turn.chat, turn.say, turn.now, turn.text, question)
    return identify.ask(turn.store, turn.chat, turn.say, turn.now, question)


def _after_binding(turn: Turn, reply: Reply, pending: str | None) -> tuple[Reply, ...]:
    if pending is None:
        return (reply,)
    again = replace(turn, text=pending)
    action = Action(pending) if pending in set(Action) else action_in(again.text)
    if action not in bill_answers.ACTIONS:
        return reply, phrases.what_now(turn.say)
    assert action is not None  # noqa: S101 - it is a member of the set
    follow_up.remember(turn.store, turn.chat, action, turn.now)
    account_no = turn.store.chats.bound_accounts(turn.chat)[0]
    return reply, bill_answers.about(again, action, account_no)


def _named_account(turn: Turn, account_no: str) -> tuple[Reply, ...]:
    if account_no in turn.store.chats.bound_accounts(turn.chat):
        turn.store.chats.bind(turn.chat, account_no, turn.now)
        return (phrases.switched(turn.say, account_no),)
    reply = identify.ask(turn.store, turn.chat, turn.say, turn.now, turn.text)
    claim = claim_in(turn.text)
    says_more = bool(claim.name or claim.last_four)
    if not says_more or not identify.waiting(turn.store, turn.chat):
        return (reply,)
    return _identified(turn)


def _identified(turn: Turn) -> tuple[Reply, ...]:
    """What was sent tells whose account it is, in part or in whole."""
    reply, pending = identify.resume(turn.store, turn.chat, turn.say, turn.text, turn.now)
    return _after_binding(turn, reply, pending)


def _asked_on(turn: Turn, last: Action) -> tuple[Reply, ...]:
    """那11月呢, 那我妈家呢: the last question once more, of another month or household."""
    if follow_up.means_other_home(turn.text):
        return _corrected(turn, last)
    bound = turn.store.chats.bound_accounts(turn.chat)
    if last is Action.WHY and bound and bill_answers.names_bill(turn, bound[0]):
        return _act(turn, Action.WHY)
    return _act(turn, Action.BILL)  # which also says what is not there


def _rule(turn: Turn) -> Reply:
    tariff = turn.office.tariff
    today = turn.now.date()
    schedule = tariff.schedule_on(today) or tariff.schedules[-1]
    texts = answers.tariff_rule(turn.say, tariff, schedule, today.month)
    return reply_with(turn.say, *texts, Action.WHY, Action.LEFT)


def _status(turn: Turn) -> Reply:
    found = list(turn.store.cases.of_chat(turn.chat))
    for account_no in turn.store.chats.bound_accounts(turn.chat):
        found += [c for c in turn.store.cases.of_account(account_no) if c not in found]
    newest_first = tuple(sorted(found, key=lambda c: c.opened_at, reverse=True))
    return reply_with(turn.say, *answers.case_status(turn.say, newest_first), Action.HUMAN)


def _human(turn: Turn) -> Reply:
    bound = turn.store.chats.bound_accounts(turn.chat)
    turn.store.chats.put_state(turn.chat, {}, turn.now)
    matter = matter_of(turn, CaseKind.HUMAN, bound[0] if bound else None)
    case, already = register(turn.acting, matter, None)
    head, body = answers.case_opened(turn.say, case, already=already)
    return reply_with(turn.say, head, f"{phrases.call_us(turn.say, turn.office.phone)}\n\n{body}")


def _bind(turn: Turn) -> Reply:
    if turn.text and identify.waiting(turn.store, turn.chat):
        return identify.remind(turn.store, turn.chat, turn.say, turn.now, turn.text)
    return identify.ask(turn.store, turn.chat, turn.say, turn.now, turn.text)


def _unbind(turn: Turn) -> Reply:
    count = turn.store.chats.unbind(turn.chat)
    turn.store.audit.add(turn.now, turn.chat.name, "unbound", "", str(count))
    turn.store.chats.put_state(turn.chat, {}, turn.now)
    return phrases.unbound(turn.say, count)


def _forget(turn: Turn) -> Reply:
    turn.store.chats.forget(turn.chat)
    gone = turn.store.retention.forget_chat(turn.chat)
    turn.store.audit.add(turn.now, turn.chat.name, "forgotten", "", "" if gone else "on hold")
    return phrases.forgotten(turn.say, messages_gone=gone)


def _cancel(turn: Turn) -> Reply:
    turn.store.chats.put_state(turn.chat, {}, turn.now)
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
    Action.WITHDRAW: special.withdraw,
    Action.PHOTO_WRONG: special.photo_wrong,
    Action.LANG: lambda turn: language.choose(turn.store, turn.chat, turn.say, turn.text),
    Action.HANS: lambda turn: language.speak(turn.store, turn.chat, Action.HANS),
    Action.HANT: lambda turn: language.speak(turn.store, turn.chat, Action.HANT),
    Action.ENGLISH: lambda turn: language.speak(turn.store, turn.chat, Action.ENGLISH),
}
