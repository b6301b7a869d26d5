"""What `bot/store` promises of who is signed in at the counter's page, kept by every store."""

from __future__ import annotations

from datetime import timedelta

from bot.contract.channel import SEAT
from bot.contract.messages import Chat
from bot.records.client import Client, Right
from bot.records.staff import Role, Staff
from bot.store.port import Store
from tests.dialogue.conversation import NOW

SOON, LATER = NOW + timedelta(minutes=10), NOW + timedelta(hours=10)


def clerk(store: Store) -> Staff:
    return store.staff.add("王芳", Role.CLERK, NOW)


def test_who_has_no_messenger_has_a_seat_and_no_other_chat(store: Store) -> None:
    first, second = clerk(store), store.staff.add("周明", Role.HEAD, NOW)
    assert first.chat == first.seat == Chat(SEAT, str(first.id))
    assert first.seat != second.seat
    assert store.staff.member(first.seat) == first
    assert store.staff.member(Chat(SEAT, "404")) is None
    assert store.staff.member(Chat(SEAT, "x")) is None


def test_whoever_has_a_messenger_has_a_seat_besides(store: Store) -> None:
    store.staff.invite("t", Role.CLERK, "李强", "admin", NOW, LATER)
    who = store.staff.redeem("t", Chat("test", "7"), NOW)
    assert who is not None
    assert store.staff.member(who.seat) == who == store.staff.member(who.chat)


def test_a_link_signs_in_once(store: Store) -> None:
    who = clerk(store)
    store.sessions.offer("link", who.id, SOON)
    assert store.sessions.begin("other", "a", NOW, LATER) is None
    assert store.sessions.begin("link", "a", NOW, LATER) == who
    assert store.sessions.begin("link", "b", NOW, LATER) is None
    assert store.sessions.of("a", NOW) == who
    assert store.sessions.of("b", NOW) is None


def test_a_link_that_is_late_or_followed_by_a_newer_one_opens_nothing(store: Store) -> None:
    who = clerk(store)
    store.sessions.offer("first", who.id, SOON)
    store.sessions.offer("second", who.id, SOON)
    assert store.sessions.begin("first", "a", NOW, LATER) is None
    assert store.sessions.begin("second", "a", SOON, LATER) is None


def test_a_session_ends_by_the_clock_by_silence_and_by_signing_out(store: Store) -> None:
    who = clerk(store)
    for n, link in enumerate(("x", "y", "z")):
        store.sessions.offer(link, who.id, SOON)
        assert store.sessions.begin(link, f"s{n}", NOW, LATER) == who
    store.sessions.goes_on("s1", SOON)
    store.sessions.end("s2")
    assert [store.sessions.of(f"s{n}", SOON) for n in range(3)] == [who, None, None]
    store.sessions.goes_on("s0", LATER + timedelta(days=9))
    assert store.sessions.of("s0", LATER) is None


def test_whoever_leaves_is_signed_out_and_their_link_is_void(store: Store) -> None:
    who = clerk(store)
    store.sessions.offer("link", who.id, SOON)
    store.sessions.begin("link", "a", NOW, LATER)
    store.sessions.offer("again", who.id, SOON)
    assert store.staff.remove(who.id, NOW)
    assert store.sessions.of("a", NOW) is None
    assert store.sessions.begin("again", "b", NOW, LATER) is None
    assert store.staff.member(who.seat) is None


def test_a_client_of_the_api_is_let_in_by_its_token_until_it_is_ended(store: Store) -> None:
    grid = Client("95598", frozenset({Right.BILLS, Right.OPEN}))
    other = Client("12345", frozenset({Right.CASES}))
    assert store.clients.add(grid, "token", NOW)
    assert store.clients.add(other, "another", NOW)
    assert not store.clients.add(Client("95598", frozenset()), "third", NOW)
    assert (store.clients.of("token"), store.clients.of("third")) == (grid, None)
    assert store.clients.all() == (other, grid)
    assert store.clients.end("95598")
    assert not store.clients.end("95598")
    assert store.clients.of("token") is None
