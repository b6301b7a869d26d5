"""Figures go to a messenger abroad only once the customer has agreed to that by itself.

It is asked before the first figure (个人信息保护法第三十九条); the word is kept with the chat and
can be changed at any time. The answer that was asked for waits for the word and comes with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.contract.messages import Action, Chat, Reply
from bot.customer.turn import Turn, reply_with
from bot.records.memory import Held
from bot.store.port import Store
from bot.wording import phrases_data
from bot.wording.catalogue import Words
from bot.wording.phrases_binding import for_a_guardian

HELD_FOR = timedelta(days=1)  # what is older is asked for anew: it may be true no more
MOST_HELD = 3  # answers


def withheld(
    store: Store, say: Words, abroad: str, phone: str, chat: Chat, reply: Reply, now: datetime
) -> Reply:
    """What goes in place of figures while the customer of a chat abroad has not agreed.

    Args:
        store: within a transaction.
        say: in whose language.
        abroad: the messenger's name.
        phone: the office's.
        chat: the customer's.
        reply: an answer with figures.
        now: the moment.

    Returns:
        The question with what the answer says besides figures, or, where the customer does not
        agree, what is said instead.
    """
    bare = reply.instead or Reply("")
    if store.chats.agrees(chat) is None:
        memory = store.chats.get_memory(chat)
        again = any(now - one.at <= HELD_FOR for one in memory.held)
        held = (*memory.held, Held(replace(reply, instead=None), now))[-MOST_HELD:]
        # It was not told: said anew it is no repetition.
        store.chats.put_memory(chat, replace(memory, held=held, said=""), now)
        return phrases_data.may_we(say, abroad, phone, bare, again=again)
    return phrases_data.not_here(say, abroad, phone, bare)


def word(turn: Turn) -> tuple[Reply, ...]:
    """A word of yes or no while the question stands; in so many words at any time."""
    ordered = {Action.AGREE: True, Action.DECLINE: False}.get(turn.heard.order or Action.HELP)
    said = turn.heard.agrees if ordered is None else ordered
    if said is None or (ordered is None and not turn.memory.held):
        return ()
    return (agree if said else decline)(turn)


def agree(turn: Turn) -> tuple[Reply, ...]:
    """The customer agrees: what waited for that comes now, of the accounts that are theirs."""
    if turn.memory.child:
        return (for_a_guardian(turn.say),)
    held = _settled(turn, agrees=True)
    theirs = {"", *turn.bound}
    fresh = [
        one.reply
        for one in held
        if turn.now - one.at <= HELD_FOR
        and one.reply.figures
        and one.reply.figures.account_no in theirs
    ]
    if not fresh:
        turn.remember(replace(turn.memory, last=None))  # whatever waited was never told
    return tuple(dict.fromkeys(fresh)) or (phrases_data.agreed(turn.say),)


def decline(turn: Turn) -> tuple[Reply, ...]:
    """The customer does not agree, or no longer: from now on answers go without figures."""
    _settled(turn, agrees=False)
    head, body = phrases_data.declined(turn.say, turn.office.phone)
    return (reply_with(turn.say, head, body, Action.RULE, Action.HUMAN),)


def _settled(turn: Turn, *, agrees: bool) -> tuple[Held, ...]:
    memory = turn.memory
    turn.store.chats.put_agrees(turn.chat, turn.now, agrees=agrees)
    said = "figures_abroad_agreed" if agrees else "figures_abroad_declined"
    turn.store.audit.add(turn.now, turn.chat.name, said, "", turn.chat.channel)
    turn.remember(replace(memory, held=()))
    return memory.held
