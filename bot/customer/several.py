"""Several questions in one message: each gets its own answer, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.contract.messages import Action, Reply
from bot.customer.intent_to_action import action_of, topic_of
from bot.customer.turn import Turn
from bot.hearing.asks import OF_THE_ANSWER
from bot.hearing.heard import Heard, hear
from bot.hearing.marked import Mark
from bot.hearing.marks import but_asks
from bot.hearing.parts import parts_of

MOST = 3  # answers to one message


def answers(turn: Turn, answer: Callable[[Turn], tuple[Reply, ...]]) -> tuple[Reply, ...]:
    """The answer to each; whose account it is is asked once, last, for the first that needs it."""
    if asked := _but_asked(turn):
        return answer(asked)
    found: list[Reply] = []
    asks_who: Reply | None = None
    for part in parts(turn):
        before = turn.memory.question
        for reply in answer(replace(part, remembered=turn.remembered)):
            if not reply.share_contact:
                found.append(reply)
            elif asks_who is None:
                asks_who = reply
            else:
                turn.remember(replace(turn.memory, question=before))
    return (*found, asks_who) if asks_who else tuple(found)


def _but_asked(turn: Turn) -> Turn | None:
    """我不是要退钱,我是问…: what is asked is heard by itself, where it says something."""
    words = but_asks(turn.heard.plain)
    heard = hear(words, turn.today) if words else None
    return replace(turn, heard=heard) if heard and _says_something(heard) else None


def _says_something(heard: Heard) -> bool:
    return bool(_key(heard) or heard.asked or topic_of(heard.understood))


def parts(turn: Turn) -> tuple[Turn, ...]:
    """One turn for each question, where the message asks different ones; else none."""
    texts = parts_of(turn.heard.plain)
    if len(texts) < 2:
        return ()
    found: dict[str, Turn] = {}
    named = turn.heard
    for text in texts:
        heard = hear(text, turn.today)
        if heard.months:
            named = heard
        elif heard.asked and named is not turn.heard:
            those = bool(named.asked and named.asked.of_those)
            asked = replace(heard.asked, of_those=those)
            heard = replace(heard, spans=named.spans, months=named.months, asked=asked)
        key = _key(heard)
        if key:
            found.setdefault(key, replace(turn, heard=heard))
    return tuple(found.values())[:MOST] if len(found) > 1 else ()


def _key(heard: Heard) -> str:
    """What it asks, where that is plain; empty where it only tells something."""
    return next(_keys(heard), "")


def _keys(heard: Heard) -> Iterator[str]:
    if heard.complains:
        yield "complains"
    if heard.asked and heard.asked.what not in OF_THE_ANSWER:
        yield heard.asked.what
    if heard.matter:
        yield heard.matter.topic
    action = action_of(heard)
    if action is Action.WHY and heard.understood.intent.startswith("why"):
        yield action
    if action is Action.LEFT and Mark.LEFT in heard.marked:
        yield action
    if action is Action.BILL and heard.months and Mark.ASKS in heard.marked:
        yield action
    if topic_of(heard.understood) == "multi_person_household" and heard.persons:
        yield "household"
