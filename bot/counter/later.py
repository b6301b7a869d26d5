"""Papers that wait until it is quiet: made once, when they are due."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.contract.card import Paper
from bot.contract.messages import CasePapers, Incoming, MessageKind, Outcome, Post, Reply
from bot.counter.door import put_all
from bot.counter.notices import notices, shown_by
from bot.hearing.heard import SILENCE
from bot.staff import forwards
from bot.staff.holding import woken
from bot.staff.papers import changed, papers
from bot.staff.reminding import reminded
from bot.staff.turn import DeskSettings, StaffTurn
from bot.store.outbox import Outgoing, Taken
from bot.store.port import Store

EACH = timedelta(seconds=2)  # for a card: a chat takes about one message a second


def unfold(store: Store, desk: DeskSettings, message: Outgoing, now: datetime) -> None:
    """Put the papers of a case in the place of the message that announced them.

    Whoever has left, or may not see the case any more, gets none.
    """
    store.outbox.taken([Taken(message.key, 1, whole=True)], now)
    what = message.what
    assert isinstance(what, CasePapers)  # noqa: S101 - nothing else waits to be made
    case, who = store.cases.get(what.case_number), store.staff.get(what.staff_id)
    if case is None or who is None or who not in store.staff.members():
        return
    asked = Incoming(message.chat, MessageKind.OTHER, group=what.group, topic=message.topic)
    turn = StaffTurn(store, desk, who, asked, SILENCE, now)
    made: tuple[Outcome, ...]
    if what.wakes:
        made = woken(turn, case, what.wakes)
    elif what.reminds:
        made = reminded(turn, case, what.reminds)
    else:
        made = (changed(turn, case),) if what.changed else papers(turn, case)
    told = () if what.changed else notices(store, desk, now, shown_by(asked, made))
    after_cards = _after_the_cards(store, message, made, now)
    put_all(store, desk, message.chat, message.key, (*after_cards, *told), now, message.topic)


def _after_the_cards(
    store: Store, message: Outgoing, made: tuple[Outcome, ...], now: datetime
) -> tuple[Outcome, ...]:
    """Of several customers forwarded at a stretch first each card comes, then the drafts."""
    cards = store.outbox.waits(forwards.TAKEN)
    if not cards:
        return made
    later = now + EACH * cards
    return tuple(
        Post(message.chat, one, f"{forwards.DRAFT}{message.key}", later, topic=message.topic)
        if isinstance(one, Reply) and one.card and one.card.paper is Paper.DRAFT
        else one
        for one in made
    )
