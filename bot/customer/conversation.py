"""The conversation with a customer: one message in, replies out, in one transaction.

A message is heard once. Then the steps look at it in their order, and the first that has an answer
gives it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.bills.lookup import history_of
from bot.contract.messages import Action, Incoming, MessageKind, Reply
from bot.contract.office import Office
from bot.customer import (
    acting,
    again,
    bill_answers,
    children,
    consent,
    contested,
    elsewhere,
    follow_up,
    handbook,
    identify,
    introduced,
    language,
    lives,
    missed,
    own_data,
    pictures,
    questions,
    regions,
    relief,
    several,
    short_question,
    talk,
    told_ahead,
    urging,
)
from bot.customer.feasts import of_their_bills
from bot.customer.grave import grave
from bot.customer.intent_to_action import ACTION_OF, ELSEWHERE, action_of
from bot.customer.registered import long_letter
from bot.customer.turn import Turn
from bot.hearing.asks import Asked, Asks
from bot.hearing.claim import may_be_holder
from bot.hearing.heard import Heard, hear_message
from bot.hearing.marked import Mark
from bot.hearing.marks import is_angry_face
from bot.hearing.wishes import Wish
from bot.store.port import Store
from bot.wording import labels, phrases
from bot.wording.catalogue import locale_for, words

Step = Callable[[Turn], tuple[Reply, ...]]


def reply_to(
    store: Store, office: Office, message: Incoming, heard: Heard, now: datetime
) -> tuple[Reply, ...]:
    """The replies to one message and what was heard in it, inside the caller's transaction."""
    say = words(language.locale_of(store, message))
    turn = Turn(store, office, say, message, heard, now)
    misses = turn.memory.misses
    replies = missed.kept(turn, _first_of(_STEPS, turn))
    if misses and turn.memory.misses == misses:
        follow_up.understood(turn)
    told = told_ahead.said_before(
        turn, follow_up.in_other_words(turn, follow_up.steps_once(turn, replies))
    )
    return urging.urged(turn, told)


def reply_about(
    store: Store, office: Office, account_no: str, message: Incoming, now: datetime
) -> Reply:
    """The one reply to a text about an account whose holder is not in question (the desk).

    Raises:
        HistoryError: the account is not in the store.
    """
    history_of(store, account_no)
    say = words(locale_for(message.language))
    heard = hear_message(message, now)
    turn = Turn(store, office, say, message, heard, now)
    if told := handbook.asked(turn):
        return told[0]
    action = action_of(heard)
    if action in bill_answers.ACTIONS:
        return bill_answers.about(turn, action, account_no)
    if action:
        return acting.HANDLERS[action](turn)
    told = elsewhere.topic(turn)
    return told[0] if told else phrases.not_understood(say)


def _first_of(steps: tuple[Step, ...], turn: Turn) -> tuple[Reply, ...]:
    return next((replies for step in steps if (replies := step(turn))), ())


# Whatever came: a contact, a button, a picture, a text.


def _contact(turn: Turn) -> tuple[Reply, ...]:
    return acting.contact(turn) if turn.message.kind is MessageKind.CONTACT else ()


def _pressed(turn: Turn) -> tuple[Reply, ...]:
    """A button, a command, or a button's label that was typed."""
    message = turn.message
    action = message.action or labels.action_labelled(turn.say, turn.text)
    if action in set(Action):
        return acting.act(turn, Action(action))
    if message.kind in (MessageKind.COMMAND, MessageKind.BUTTON):
        return (phrases.unknown_command(turn.say),)
    return ()


def _file(turn: Turn) -> tuple[Reply, ...]:
    """A picture is answered, and then what stands below it."""
    message = turn.message
    if not pictures.is_kept(message):
        return ()
    kept = pictures.picture(turn)
    own_words = turn.text and message.kind is not MessageKind.RECORD
    return (kept, *_text(turn)) if own_words else (kept,)


def _no_text(turn: Turn) -> tuple[Reply, ...]:
    if turn.message.kind is MessageKind.TEXT or turn.text:
        return ()
    return (phrases.not_text(turn.say, turn.message.kind),)


def _text(turn: Turn) -> tuple[Reply, ...]:
    turn = again.turned_home(replace(turn, heard=of_their_bills(turn, turn.heard)))
    return _first_of(_TEXT_STEPS, turn)


# What is known of a text by its form.


def _empty(turn: Turn) -> tuple[Reply, ...]:
    """No letter and no digit: a face, or a mark that asks what the last answer means."""
    if any(c.isalnum() for c in turn.text):
        return ()
    if is_angry_face(turn.text):
        return elsewhere.about(turn, "abuse")
    if identify.is_waiting(turn):
        return (identify.remind(turn),)
    if set(turn.text) <= set("?\uff1f!\uff01 "):
        return questions.answer(turn, Asked(Asks.SIMPLER)) or (phrases.empty(turn.say),)
    return (phrases.empty(turn.say),)


def _introduced(turn: Turn) -> tuple[Reply, ...]:
    """Particulars and a question in one: who it is first, then the question by itself."""
    return introduced.answers(turn, _text)


def _several(turn: Turn) -> tuple[Reply, ...]:
    """Different questions in one message: each is answered."""
    return several.answers(turn, lambda part: _first_of(_TEXT_STEPS, part))


def _says_who(turn: Turn) -> tuple[Reply, ...]:
    said = turn.heard.who.says_who or turn.heard.who.is_name
    return acting.identified(turn) if said and identify.awaits(turn) else ()


# What is known of a text by its meaning.


def _wish(turn: Turn) -> tuple[Reply, ...]:
    """What is wanted of the talk; whatever is asked beside a danger that is over is answered."""
    told = talk.wish(turn)
    heard = turn.heard
    asks = heard.months or heard.marked & {Mark.SAYS_BILL, Mark.ASKS, Mark.COST}
    if not told or heard.wish is not Wish.SAFE or not asks:
        return told
    return told + _text(replace(turn, heard=replace(heard, wish=None)))


def _unread(turn: Turn) -> tuple[Reply, ...]:
    return (lives.unread(turn),) if turn.heard.understood.failed else ()


def _asked(turn: Turn) -> tuple[Reply, ...]:
    """Two questions get two answers, the bill first, unless the account must be asked for."""
    action = action_of(turn.heard)
    if action is None:
        return ()
    if action is Action.BIND and turn.heard.claim.account_no:
        return _account(turn)
    asked = {ACTION_OF.get(intent) for intent in turn.heard.understood.all}
    bill = next((one for one in (Action.WHY, Action.BILL) if one in asked), None)
    if Action.LEFT not in asked or bill is None or action not in (Action.LEFT, bill):
        return acting.act(turn, action)
    first = acting.act(turn, bill)
    return first if identify.is_waiting(turn) else first + acting.act(turn, Action.LEFT)


def _thanks(turn: Turn) -> tuple[Reply, ...]:
    if Mark.STING in turn.heard.marked:
        return acting.act(turn, Action.WHY)
    return (phrases.welcome(turn.say),) if turn.heard.understood.sure_of("thanks") else ()


def _holder(turn: Turn) -> tuple[Reply, ...]:
    """Words that mean nothing else may be the name that was asked for, or will be."""
    name = turn.heard.claim.name
    if turn.heard.who.is_name and not (turn.bound or identify.is_waiting(turn)):
        return (identify.ask(turn, None),)
    return acting.identified(turn) if may_be_holder(name) and identify.awaits(turn) else ()


def _account(turn: Turn) -> tuple[Reply, ...]:
    heard = turn.heard
    if account_no := heard.claim.account_no:
        return acting.named_account(turn, account_no)
    says_who = heard.who.says_who and heard.mobiles and not turn.bound
    return (identify.ask(turn, None),) if says_who else ()


def _proposed(turn: Turn) -> tuple[Reply, ...]:
    """What a language model proposes, where nothing else was sure."""
    intent = turn.heard.proposed
    if intent in ELSEWHERE:
        return elsewhere.about(turn, intent)
    action = ACTION_OF.get(intent)
    return acting.act(turn, action) if action else ()


_TEXT_STEPS: tuple[Step, ...] = (
    _empty,
    consent.word,
    children.child,
    talk.who_i_am,
    talk.about_binding,
    talk.breaks,
    talk.report_stands,
    grave,
    talk.angry,
    talk.reporter,
    talk.asks_of_reports,
    own_data.complaint,
    own_data.wish,
    _introduced,
    talk.says_name,
    talk.lost_account,
    talk.account_said,
    talk.danger_goes_on,
    talk.mistook,
    _wish,
    talk.cut_off,
    again.unknown_home,
    talk.praise,
    regions.other_region,
    relief.answer,
    contested.answer,
    _several,
    handbook.asked,
    _says_who,
    long_letter,
    again.correction,
    talk.case_asked,
    regions.so_many_more,
    short_question.answer,
    regions.so_many,
    again.follow_up,
    _unread,
    elsewhere.topic,
    _asked,
    _thanks,
    _holder,
    _account,
    _proposed,
    talk.fine,
    short_question.likely,
    missed.missed,
)
_STEPS: tuple[Step, ...] = (lives.first, _contact, _pressed, _file, _no_text, _text)
