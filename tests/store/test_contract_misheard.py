"""What was not understood is kept once, as long as the chat, and goes with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.clock import CHINA
from bot.contract.messages import Chat
from bot.store.port import Store
from bot.store.retention import Keep

NOW = datetime(2018, 12, 22, 10, 0, tzinfo=CHINA)
ONE, OTHER = Chat("test", "1"), Chat("test", "2")


def test_words_are_kept_once_and_as_long_as_the_chat(store: Store) -> None:
    store.misheard.keep(ONE, "弄啥嘞", "unclear", NOW)
    store.misheard.keep(ONE, "弄啥嘞", "unclear", NOW + timedelta(days=1))
    store.misheard.keep(OTHER, "咋整嘞", "off_topic", NOW + timedelta(days=60))
    assert [one.words for one in store.misheard.all()] == ["弄啥嘞", "咋整嘞"]
    store.retention.remove_old(Keep(90, 1095, 183), NOW + timedelta(days=100), sure=True)
    assert [one.words for one in store.misheard.all()] == ["咋整嘞"]
    store.retention.forget_chat(OTHER, NOW)
    assert store.misheard.all() == ()
