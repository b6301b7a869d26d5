"""What `bot/store` promises of a conversation that is shown whole, kept by every store."""

from __future__ import annotations

from datetime import timedelta

from bot.contract.messages import Reply
from bot.store.port import Store
from tests.dialogue.conversation import NOW
from tests.store.rows import CHAT, DAY, HELLO, OTHER, handled, sent


def test_what_a_chat_said_is_told_in_order_and_by_when(store: Store) -> None:
    store.inbox.receive("test", [("a", "1"), ("b", "2")], NOW)
    store.inbox.receive("test", [("c", "3"), ("d", "4")], NOW + DAY)
    for chat_id in (CHAT.chat_id, OTHER.chat_id, CHAT.chat_id):
        handled(store, chat_id)
    assert store.inbox.of_chat(CHAT, NOW - DAY) == [(NOW, "1"), (NOW + DAY, "3")]
    assert store.inbox.of_chat(CHAT, NOW) == [(NOW + DAY, "3")]
    assert store.inbox.of_chat(OTHER, NOW - DAY) == [(NOW, "2")]


def test_what_was_sent_to_a_chat_is_told_in_order_and_what_waits_is_not(store: Store) -> None:
    for key, chat in (("k1", CHAT), ("k2", OTHER), ("k3", CHAT), ("k4", CHAT)):
        store.outbox.put(key, chat, Reply(key), NOW)
    sent(store, "k3", "k1", "k2")
    (first, at, one), (second, _, two) = store.outbox.shown(CHAT, 0)
    assert (at, one, two) == (NOW, Reply("k1"), Reply("k3"))
    assert [number for number, *_ in store.outbox.shown(CHAT, first)] == [second]
    assert store.outbox.shown(CHAT, second) == []


def test_of_a_forgotten_chat_nothing_is_told(store: Store) -> None:
    store.inbox.receive("test", [("a", "1")], NOW)
    handled(store, CHAT.chat_id)
    store.outbox.put("k1", CHAT, HELLO, NOW)
    sent(store, "k1")
    store.retention.forget_chat(CHAT, NOW + timedelta(seconds=1))
    assert store.inbox.of_chat(CHAT, NOW - DAY) == []
    assert store.outbox.shown(CHAT, 0) == []
