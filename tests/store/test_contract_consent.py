"""What a chat said of figures abroad is kept as long as it belongs to an account."""

from __future__ import annotations

from datetime import timedelta

from bot.contract.messages import Chat
from bot.store.port import Store
from bot.store.retention import Keep
from tests.dialogue.conversation import NOW, put_account

CHAT, OTHER = Chat("telegram", "1"), Chat("telegram", "2")


def test_a_word_is_kept_for_its_chat_alone(store: Store) -> None:
    assert store.chats.agrees(CHAT) is None
    store.chats.put_agrees(CHAT, NOW, agrees=False)
    assert store.chats.agrees(CHAT) is False
    store.chats.put_agrees(CHAT, NOW, agrees=True)
    assert store.chats.agrees(CHAT) is True
    assert store.chats.agrees(OTHER) is None


def test_it_stays_with_a_binding_and_goes_without(store: Store) -> None:
    for chat in (CHAT, OTHER):
        store.chats.put_agrees(chat, NOW, agrees=True)
    put_account(store, "4100000123", "张建国", "13800005678", "2018-12-05", "2018-10-08")
    store.chats.bind(CHAT, "4100000123", NOW)
    store.retention.remove_old(Keep(90, 1095, 183), NOW + timedelta(days=91), sure=True)
    assert store.chats.agrees(CHAT) is True
    assert store.chats.agrees(OTHER) is None
    store.chats.forget(CHAT)
    assert store.chats.agrees(CHAT) is None
