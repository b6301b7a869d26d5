"""The door through which everything leaves: what may go out, to whom, and what was delivered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.contract.messages import Chat, Document, Figures, Menu, Outcome, Post, Reply
from bot.counter import rights
from bot.counter.delivery import in_doubt, left
from bot.counter.joined import joined
from bot.counter.rights import Leaving
from bot.customer import consent
from bot.customer.language import locale_of_chat
from bot.staff.turn import DeskSettings
from bot.store.outbox import Outgoing, Taken
from bot.store.port import Store
from bot.wording import phrases
from bot.wording.catalogue import Words, locale_for, words

_PICTURES = {"jpg", "png", "gif", "webp"}


def put_all(
    store: Store, desk: DeskSettings, chat: Chat, key: str, outcomes: Iterable[Outcome],
    now: datetime, topic: str = "", *, urgent: bool = False, until: datetime | None = None,
) -> None:  # fmt: skip
    """Put into the outbox what a message of that chat and topic causes; keys tell it apart.

    `urgent`: the replies go before everything that waits to be sent, in all chats. `until`: after
    that moment they mean nothing.
    """
    outcomes = tuple(outcomes)
    if desk.can(chat).counted:
        replies = [may_leave(store, desk, chat, one) for one in outcomes if isinstance(one, Reply)]
        others = (one for one in outcomes if not isinstance(one, Reply))
        outcomes = (*joined(replies), *others)
    for n, outcome in enumerate(outcomes):
        match outcome:
            case Post():
                _post(store, desk, outcome, now)
            case Menu():
                store.outbox.put(f"{key}:{n}", outcome.to, outcome, now)
            case Reply():
                allowed = may_leave(store, desk, chat, outcome)
                leaving = Leaving(
                    f"{key}:{n}", chat, allowed, not_after=until, topic=topic, urgent=urgent
                )
                rights.put(store, desk, leaving, now)


def _post(store: Store, desk: DeskSettings, post: Post, now: datetime) -> None:
    """A message to a chat that has not just written; none where nobody would deliver it."""
    if not desk.can(post.to).pushes:
        return
    if post.case_number and store.cases.was_told(post.case_number, post.key):
        return
    what = post.reply
    if isinstance(what, Reply):
        what = may_leave(store, desk, post.to, _proved(store, desk, post.to, what, now))
    leaving = Leaving(
        post.key, post.to, what, post.not_before, post.case_number, topic=post.topic,
        urgent=post.urgent,
    )  # fmt: skip
    rights.put(store, desk, leaving, now)


def _proved(store: Store, desk: DeskSettings, chat: Chat, reply: Reply, now: datetime) -> Reply:
    """Figures go to staff, and to a chat that has proved whose they are: whoever wrote them."""
    if reply.figures is None or store.staff.member(chat) is not None:
        return reply
    if reply.figures.account_no in store.chats.bound_accounts(chat):
        return as_agreed(store, desk, chat, reply, now)
    return _elsewhere(words(locale_of_chat(store, chat)), "", reply)


def as_agreed(
    store: Store, desk: DeskSettings, chat: Chat, reply: Reply, now: datetime, language: str = ""
) -> Reply:
    """A reply to a customer: its figures go abroad only as far as that customer agrees."""
    abroad = desk.can(chat).abroad
    if reply.figures is None or not abroad or desk.withholds(chat) or store.chats.agrees(chat):
        return reply
    say = words(store.chats.language_of(chat)[0] or locale_for(language))
    return consent.withheld(store, say, abroad, desk.office.phone, chat, reply, now)


def may_leave(store: Store, desk: DeskSettings, chat: Chat, reply: Reply) -> Reply:
    """The reply as it may go to that chat: without figures where the office gives out none."""
    if reply.figures is None or not desk.withholds(chat):
        return _with_file(store, replace(reply, instead=None))
    say = words(locale_of_chat(store, chat))
    return may_leave(store, desk, chat, _elsewhere(say, desk.office.phone, reply))


def _with_file(store: Store, reply: Reply) -> Reply:
    """A photo that no messenger keeps for us goes along itself."""
    photo = store.photos.get(reply.attachment.file_id) if reply.attachment else None
    if photo is None:
        return reply
    name = f"{'photo' if photo.kind in _PICTURES else 'file'}.{photo.kind}"
    return replace(reply, attachment=None, document=Document(name, photo.content))


def _elsewhere(say: Words, phone: str, reply: Reply) -> Reply:
    """What is said instead, headed by where the figures are told if it has no head of its own."""
    bare = reply.instead or Reply("")
    return replace(bare, headline=bare.headline or phrases.figures_elsewhere(say, phone))


def taken(store: Store, desk: DeskSettings, messages: Iterable[Taken], now: datetime) -> None:
    """The channel has passed these on: what was shown and told by that is noted, and said."""
    for one in store.outbox.taken(messages, now):
        if one.figures is not None and one.figures.paper:
            note_shown(store, one.chat, one.figures, now)
        if one.card is not None and one.wire_id:
            store.cards.note(one.chat, one.topic, one.wire_id, one.card, now)
        if one.case_number:
            store.cases.note_told(one.case_number, one.key, now)
            left(store, one, now)
        if not one.sure:
            in_doubt(store, desk, one, now)


def due(store: Store, channel: str, now: datetime) -> list[Outgoing]:
    """Each chat's first message, and which one that is there already it is to change."""
    return [replace(one, changes=_changes(store, one)) for one in store.outbox.heads(channel, now)]


def _changes(store: Store, message: Outgoing) -> str:
    card = message.what.card if isinstance(message.what, Reply) else None
    if card is None or card.anew:
        return ""
    return card.at or store.cards.newest(message.chat, message.topic, card.case_number, card.paper)


def note_shown(store: Store, chat: Chat, figures: Figures, now: datetime) -> None:
    """Figures of an account have been shown to whoever reads that chat."""
    reader = store.staff.member(chat)
    actor = reader.actor if reader else chat.name
    if reader is None:
        store.chats.note_use(chat, figures.account_no, now)
    store.audit.add(now, actor, "figures_shown", figures.account_no, figures.paper)
