"""What `bot/store` promises of audit trail and retention, kept by every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import Boot
from bot.records.case import State
from bot.records.memory import Memory
from bot.records.staff import Role
from bot.store.port import Store
from bot.store.retention import DoubtfulClockError, Keep, Removed
from tests.dialogue.conversation import NOW
from tests.store.rows import (
    CHAT,
    DAY,
    HELLO,
    OTHER,
    add_case,
    handled,
    material,
    put_messages,
    sent,
)


def test_the_audit_trail_tells_when_something_was_done_last(store: Store) -> None:
    assert store.audit.last_at("backed_up") is None
    for days in (1, 2):
        store.audit.add(NOW + days * DAY, "shell:root", "backed_up", "", "a.db")
    store.audit.add(NOW + 3 * DAY, "shell:root", "restored", "", "a.db")
    assert store.audit.last_at("backed_up") == NOW + 2 * DAY


def test_the_audit_trail_goes_on_whatever_retention_removed(store: Store) -> None:
    assert store.audit.verify().entries == 1  # that it begins
    for days in (3, 2, 1):
        store.audit.add(NOW + (9 - days) * DAY, "staff:1", "figures_shown", "case", "张")
    whole = store.audit.verify()
    assert (whole.entries, whole.number, whole.broken_at) == (4, 4, None)
    assert store.audit.remove_before(NOW - 10 * DAY, NOW + 9 * DAY) == 0
    assert store.audit.remove_before(NOW + 7 * DAY, NOW + 9 * DAY) == 2
    # What was cut off stands in an entry, and the count of all goes on.
    rest = store.audit.verify()
    assert (rest.entries, rest.number, rest.broken_at) == (3, 5, None)
    assert store.audit.hash_at(4) == whole.hash
    assert store.audit.hash_at(2) is None
    assert store.audit.remove_before(NOW + 20 * DAY, NOW + 9 * DAY) == 3
    rest = store.audit.verify()
    assert (rest.entries, rest.number, rest.broken_at) == (1, 6, None)
    store.audit.add(NOW + 9 * DAY, "system", "x", "y")
    assert (store.audit.verify().entries, store.audit.verify().is_whole) == (2, True)


def test_of_a_clock_far_ahead_nothing_goes_unless_somebody_vouches_for_it(store: Store) -> None:
    put_messages(store, NOW)
    done = store.inbox.count("done")
    assert store.retention.last_run() is None
    store.retention.remove_old(Keep(), NOW)
    assert store.retention.last_run() == NOW
    store.retention.remove_old(Keep(), NOW + 3 * DAY)
    with pytest.raises(DoubtfulClockError):
        store.retention.remove_old(Keep(), NOW + 203 * DAY)
    assert store.retention.last_run() == NOW + 3 * DAY
    assert store.inbox.count("done") == done
    assert store.retention.remove_old(Keep(), NOW + 203 * DAY, sure=True).messages
    assert store.inbox.count("done") == 0


@pytest.mark.parametrize(
    ("steps", "refused"),  # since the first removal: which start, days by the clock, days passed
    [
        (["0 1 1", "0 2 2", "0 10 10", "0 30 30"], False),  # the machine was on all the time
        (["0 2 0"], True),
        (["0 .7 0", "0 1.4 0"], True),  # small steps, each of them within bounds
        (["0 .7 0", "0 -5 .1", "0 1.4 .2"], True),  # and back between them
        (["1 2 0"], False),  # started anew: so much may have passed
        (["1 4 0"], True),
        (["1 2 0", "1 3.5 .1"], True),  # and it is measured from there on
    ],
)
def test_a_clock_set_ahead_removes_no_more_than_the_machine_has_counted(
    store: Store, steps: list[str], refused: bool
) -> None:
    store.retention.remove_old(Keep(), NOW, Boot("0", NOW))
    for step in steps:
        name, clock, passed = step.split()
        now = NOW + float(clock) * DAY
        boot = Boot(name, now - float(passed) * DAY)
        if refused and step == steps[-1]:
            with pytest.raises(DoubtfulClockError):
                store.retention.remove_old(Keep(), now, boot)
            store.retention.remove_old(Keep(), now, boot, sure=True)
        store.retention.remove_old(Keep(), now, boot)
        assert store.retention.last_run() == now


def test_before_the_first_removal_the_trail_tells_that_the_clock_is_far_ahead(
    store: Store,
) -> None:
    put_messages(store, NOW)
    done = store.inbox.count("done")
    store.audit.add(NOW, "staff:1", "joined", "chat", "clerk")
    with pytest.raises(DoubtfulClockError):
        store.retention.remove_old(Keep(), NOW + 200 * DAY)
    assert store.inbox.count("done") == done
    store.retention.remove_old(Keep(), NOW + 2 * DAY)
    assert store.retention.last_run() == NOW + 2 * DAY


def test_the_same_entries_give_the_same_head_in_every_store(store: Store) -> None:
    store.audit.add(NOW, "staff:1", "joined", "chat", "clerk")
    store.audit.add(NOW, "bot", "bound", CHAT.name)
    assert store.audit.verify().hash == HEAD


HEAD = "849a261cbfc6fa9dd3f6546b41f3f15e2660935a1d57d7bef7b32d0f41cf1709"


def test_what_is_old_goes_but_what_waits_is_open_or_on_hold_stays(store: Store) -> None:
    old = NOW - 4 * 365 * DAY
    cases = [
        store.cases.change(case, replace(case, state=state), old, "staff:1")
        for state in (State.CLOSED, State.MERGED, State.OPEN, State.CLOSED)
        if (case := add_case(store, old))
    ]
    held = add_case(store, old, chat=OTHER)
    held = store.cases.change(held, replace(held, state=State.CLOSED), old, "staff:1")
    assert store.retention.hold(held.number, NOW, "shell:1", on=True)
    store.materials.put(cases[0].number, material("m1", "x"))
    store.materials.put(held.number, material("m2", "y"))
    put_messages(store, old)
    store.chats.put_memory(CHAT, Memory(misses=1), old)
    store.chats.put_memory(OTHER, Memory(misses=2), old)
    store.staff.invite("old", Role.CLERK, "小李", "staff:1", old, old)
    store.audit.add(old, "a", "b", "c")
    removed = store.retention.remove_old(Keep(), NOW, sure=True)
    assert (removed.messages, removed.cases) == (2, 3)
    assert store.cases.newest_first() == (held, cases[2])
    assert store.cases.events(cases[0].number) == ()
    assert store.materials.case_of(CHAT, "m1") is None
    assert store.materials.case_of(CHAT, "m2") == held.number
    assert [store.inbox.count(state) for state in ("done", "waiting")] == [1, 1]
    assert [store.outbox.count(state) for state in ("sent", "waiting")] == [1, 1]
    assert store.chats.get_memory(CHAT) == Memory()
    assert store.chats.get_memory(OTHER) == Memory(misses=2)
    # The removal itself is noted, also one of nothing, and the chain goes on.
    noted = store.audit.verify()
    assert noted.broken_at is None
    assert store.retention.remove_old(Keep(), NOW, sure=True) == Removed(0, 0, 0)
    assert store.audit.verify().number == noted.number + 1
    assert store.retention.hold(held.number, NOW, "shell:1", on=False)
    assert store.retention.remove_old(Keep(), NOW, sure=True) == Removed(2, 1, 0)


def test_ages_are_counted_to_the_second(store: Store) -> None:
    for number, age in enumerate((timedelta(days=90, seconds=1), 90 * DAY)):
        store.inbox.receive("test", [(str(number), "{}")], NOW - age)
        handled(store, "1")
        store.outbox.put(f"k{number}", CHAT, HELLO, NOW - age)
        sent(store, f"k{number}")
    assert store.retention.remove_old(Keep(chat=90), NOW).messages == 2
    assert (store.inbox.count("done"), store.outbox.count("sent")) == (1, 1)


def test_a_chat_is_forgotten_but_what_waits_and_what_is_held(store: Store) -> None:
    put_messages(store, NOW)
    assert store.retention.forget_chat(CHAT, NOW)
    # That a delivery has been stays known, so that its repeat is none.
    assert [store.inbox.count(state) for state in ("done", "waiting")] == [2, 1]
    assert [store.outbox.count(state) for state in ("sent", "waiting")] == [1, 1]
    case = add_case(store, chat=OTHER)
    assert not store.retention.hold("TS20000101001", NOW, "shell:1", on=True)
    store.retention.hold(case.number, NOW, "shell:1", on=True)
    assert not store.retention.forget_chat(OTHER, NOW)
    assert store.outbox.count("sent") == 1
    store.retention.hold(case.number, NOW, "shell:1", on=False)
    assert store.retention.forget_chat(OTHER, NOW)
    assert store.outbox.count("sent") == 0


def test_what_waits_of_a_forgotten_chat_goes_when_it_is_done_with(store: Store) -> None:
    store.inbox.receive("test", [("1", "{}")], NOW)
    (waiting,) = store.inbox.take("test", 1)
    store.outbox.put("reply", CHAT, HELLO, NOW)
    store.retention.forget_chat(CHAT, NOW)
    store.inbox.done(waiting, CHAT.chat_id)
    sent(store, "reply")
    assert store.inbox.receive("test", [("1", "{}")], NOW + DAY) == 0
    assert [store.outbox.count(state) for state in ("waiting", "sent")] == [0, 0]
    # What is said afterwards is kept as anybody's.
    store.outbox.put("later", CHAT, HELLO, NOW + DAY)
    sent(store, "later")
    assert store.outbox.count("sent") == 1
