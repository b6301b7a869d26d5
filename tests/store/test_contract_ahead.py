"""A word before the bill waits once, and is known afterwards for as long as the chat is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.contract.messages import Chat
from bot.records.ahead import BY_HAND, Given, How, Why, Word
from bot.store.port import Store
from tests.dialogue.conversation import NOW

WORD = Word("4100000123", Why.TIER_NEAR, "2018 1")
ZHANG, LI = Chat("telegram", "5"), Chat("telegram", "6")
GIVEN = Given(WORD.account_no, WORD.why, ZHANG, NOW, "快用完了")


def test_a_word_waits_once_whatever_became_of_it(store: Store) -> None:
    others = [replace(WORD, about=about) for about in ("2018 2", "2019 1")]
    assert [store.ahead.put(word, NOW) for word in (*others, WORD)] == [True] * 3
    assert not store.ahead.put(WORD, NOW)
    assert store.ahead.waiting() == (WORD, *others)
    store.ahead.release(WORD, 1, NOW)
    store.ahead.drop(others[0])
    assert store.ahead.untold() == (WORD,)
    store.ahead.give(replace(GIVEN, chat=Chat(BY_HAND, How.VISIT), by=2))
    assert store.ahead.untold() == ()
    assert store.ahead.given_of(WORD.account_no)[0].by == 2
    assert store.ahead.waiting() == (others[1],)
    assert [store.ahead.put(word, NOW) for word in (*others, WORD)] == [False] * 3


def test_what_went_out_is_known_by_account_and_chat_until_it_is_forgotten(store: Store) -> None:
    later = replace(GIVEN, at=NOW + timedelta(days=1), words="到期")
    other = replace(GIVEN, chat=LI, account_no="4100000124")
    store.ahead.put(WORD, NOW)
    store.ahead.release(WORD, 1, NOW)
    for one in (GIVEN, other, later):
        store.ahead.give(one)
    store.ahead.refuse(ZHANG, NOW)
    store.ahead.refuse(ZHANG, NOW)
    assert store.ahead.given_to(ZHANG) == (later, GIVEN)
    store.ahead.take_back(later)
    assert store.ahead.given_to(ZHANG) == (GIVEN,)
    assert store.ahead.given_of("4100000124") == (other,)
    assert (store.ahead.refuses(ZHANG), store.ahead.refuses(LI)) == (True, False)
    store.chats.forget(ZHANG)
    assert store.ahead.given_to(ZHANG) == ()
    assert store.ahead.given_to(LI) == (other,)
    assert not store.ahead.refuses(ZHANG)
    assert store.ahead.untold() == (), "it was told, and nobody calls them now"
