"""What `bot/store` promises of messengers that count messages, kept by every store."""

from __future__ import annotations

from datetime import timedelta

from bot.store.lines import Place, Token
from bot.store.once import Offered, Opens
from bot.store.outbox import Outgoing, Taken
from bot.store.pending import WHEN_THEY_WRITE
from bot.store.port import Store
from bot.store.windows import Window
from tests.dialogue.conversation import NOW
from tests.store.rows import CHAT, DAY, HELLO, OTHER

SOON = NOW + timedelta(minutes=1)


def keys(found: list[Outgoing]) -> list[str]:
    return [one.key for one in found]


def test_a_window_opens_is_spent_and_closes(store: Store) -> None:
    assert store.windows.of(CHAT) is None
    store.windows.spend(CHAT, 1)
    store.windows.open(CHAT, 5, NOW + 2 * DAY)
    store.windows.spend(CHAT, 2)
    assert store.windows.of(CHAT) == Window(NOW + 2 * DAY, 3)
    assert store.windows.of(OTHER) is None
    store.windows.open(CHAT, 3, SOON)  # a scan takes nothing of what a word has given
    assert store.windows.of(CHAT) == Window(NOW + 2 * DAY, 3)
    store.windows.spend(CHAT, 9)
    store.windows.open(CHAT, 3, SOON)
    assert store.windows.of(CHAT) == Window(SOON, 3)
    store.windows.open(CHAT, 5, NOW + 2 * DAY)
    store.windows.put_person(CHAT, "zhou")
    store.windows.close(CHAT, blocked=True)
    assert store.windows.of(CHAT) == Window(NOW + 2 * DAY, 0, blocked=True, person="zhou")
    store.windows.open(CHAT, 5, SOON)
    window = store.windows.of(CHAT)
    assert window == Window(SOON, 5, person="zhou")
    assert (window.is_open(NOW), window.is_open(SOON)) == (True, False)


def test_notices_are_allowed_also_by_who_never_wrote_and_outlast_the_window(store: Store) -> None:
    store.windows.put_asked(CHAT)
    store.windows.put_forms(CHAT, 1, NOW)
    assert store.windows.of(CHAT) == Window(NOW, 0, forms=1)
    store.windows.put_asked(CHAT)
    store.windows.open(CHAT, 5, SOON)
    store.windows.close(CHAT)
    assert store.windows.of(CHAT) == Window(SOON, 0, forms=1, asked=True)
    store.windows.put_forms(CHAT, 0, NOW)
    assert store.windows.of(CHAT) == Window(SOON, 0, asked=True)


def test_a_message_may_wait_for_the_customers_word(store: Store) -> None:
    for key in ("a", "b"):
        store.outbox.put(key, CHAT, HELLO, NOW, WHEN_THEY_WRITE, "C1", NOW + DAY)
    assert store.outbox.heads("test", NOW + 900 * DAY) == []
    first, second = store.pending.held(CHAT)
    assert (first.key, second.key, first.case_number) == ("a", "b", "C1")
    store.pending.release(first.id)
    assert keys(store.outbox.heads("test", NOW)) == ["a"]
    store.pending.hold(first.id)
    assert keys(store.pending.held(CHAT)) == ["a", "b"]
    assert keys(store.pending.late("test", NOW + 2 * DAY)) == ["a", "b"]
    assert store.pending.late("test", NOW) == store.pending.late("other", NOW + 2 * DAY) == []


def test_a_message_is_found_by_its_key_and_by_when_it_was_sent(store: Store) -> None:
    for key in ("a", "b"):
        store.outbox.put(key, CHAT, HELLO, NOW)
    store.outbox.taken([Taken("a", 1, whole=True, wire_id="w1")], NOW)
    store.outbox.taken([Taken("b", 1, whole=True, sure=False)], SOON)
    assert keys(store.pending.sent_since(CHAT, NOW)) == ["b", "a"]
    assert keys(store.pending.sent_since(CHAT, SOON)) == ["b"]
    assert store.pending.sent_since(OTHER, NOW) == []
    found = store.pending.find("a")
    assert found
    assert store.pending.wire_id(found.id) == "w1"
    assert (found.what, store.pending.find("c")) == (HELLO, None)
    assert [store.pending.begin(found.id) for _ in range(3)] == [0, 1, 2]
    store.pending.take_back(found.id)
    assert store.pending.begin(found.id) == 2
    store.pending.forget(found.id)
    assert store.pending.begin(found.id) == 0


def test_a_line_is_read_by_one_at_a_time_from_where_it_was_left(store: Store) -> None:
    place = Place("c1", NOW, NOW)
    assert store.lines.place("kf:1") is None
    store.lines.put_place("kf:1", place)
    store.lines.put_place("kf:1", Place("c2", NOW, SOON))
    assert store.lines.place("kf:1") == Place("c2", NOW, SOON)
    assert store.lines.place("kf:2") is None
    assert store.lines.lease("kf:1", "one", NOW, SOON)
    assert not store.lines.lease("kf:1", "two", NOW, SOON)
    assert store.lines.lease("kf:2", "two", NOW, SOON)
    assert store.lines.lease("kf:1", "one", NOW, SOON + DAY)
    assert store.lines.lease("kf:1", "two", NOW + 3 * DAY, NOW + 4 * DAY)


def test_of_two_that_fetch_a_token_the_first_keeps_it(store: Store) -> None:
    assert store.lines.token("wx1") is None
    assert store.lines.put_token("wx1", "", Token("t1", SOON))
    assert not store.lines.put_token("wx1", "", Token("t2", SOON))
    assert store.lines.put_token("wx1", "t1", Token("t3", NOW + DAY))
    assert not store.lines.put_token("wx1", "t1", Token("t4", NOW + DAY))
    assert store.lines.token("wx1") == Token("t3", NOW + DAY)
    assert store.lines.put_token("wx2", "", Token("t1", SOON))


def test_a_secret_opens_one_thing_once_and_in_time(store: Store) -> None:
    for secret, subject in (("a", "1"), ("b", "2"), ("c", "2"), ("d", "3")):
        store.once.offer(secret, Opens.ACCOUNT, subject, "staff:7", SOON)
    assert store.once.use("a", Opens.TEXT, NOW) is None
    assert store.once.use("x", Opens.ACCOUNT, NOW) is None
    assert store.once.use("a", Opens.ACCOUNT, NOW) == Offered("1", "staff:7")
    assert store.once.use("a", Opens.ACCOUNT, NOW) is None
    assert store.once.withdraw(Opens.ACCOUNT, "2") == 2
    assert store.once.use("b", Opens.ACCOUNT, NOW) is None
    assert store.once.use("d", Opens.ACCOUNT, NOW + DAY) is None


def test_who_undoes_the_bindings_leaves_no_answer_behind_a_link(store: Store) -> None:
    for secret, opens, who in (
        ("t", Opens.TEXT, CHAT), ("a", Opens.ACCOUNT, CHAT), ("o", Opens.TEXT, OTHER)
    ):  # fmt: skip
        store.once.offer(secret, opens, secret, who.name, SOON)
    store.chats.unbind(CHAT)
    assert store.once.use("t", Opens.TEXT, NOW) is None
    assert store.once.use("a", Opens.ACCOUNT, NOW)
    assert store.once.use("o", Opens.TEXT, NOW)
