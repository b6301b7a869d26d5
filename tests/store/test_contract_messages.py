"""What `bot/store` promises of inbox and outbox, kept by every store."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.card import Card, Paper
from bot.contract.messages import (
    Attachment,
    Button,
    Call,
    CasePapers,
    Chat,
    Document,
    Figures,
    Menu,
    MessageKind,
    Reply,
    Sendable,
)
from bot.records.case import State
from bot.store.inbox import LATE, MOST, TRIES, Busy, Turn, Waiting
from bot.store.outbox import Delivered, Taken
from bot.store.port import Store
from bot.store.retention import Keep
from tests.dialogue.conversation import NOW
from tests.store.rows import (
    CHAT,
    DAY,
    HELLO,
    OTHER,
    add_case,
    due,
    handled,
    sent,
)


def names(found: list[Waiting]) -> list[tuple[str, int]]:
    return [(one.delivery, one.tries) for one in found]


def test_a_delivery_is_received_once_and_taken_in_the_order_of_arrival(store: Store) -> None:
    assert store.inbox.receive("test", [("b", "2"), ("a", "1"), ("b", "again")], NOW) == 2
    assert store.inbox.receive("test", [("b", "again"), ("c", "3")], NOW) == 1
    assert store.inbox.receive("other", [("a", "z")], NOW) == 1
    assert names(store.inbox.waits("test", 9)) == [("b", 0), ("a", 0), ("c", 0)]
    taken = store.inbox.take("test", 2)
    assert [(one.delivery, one.payload) for one in taken] == [("b", "2"), ("a", "1")]
    store.inbox.done(taken[0], "7")
    assert names(store.inbox.take("test", 9)) == [("a", 0), ("c", 0)]
    assert names(store.inbox.waits("test", 1)) == [("a", 0)]
    assert (store.inbox.count("waiting"), store.inbox.count("done")) == (3, 1)
    assert store.inbox.receive("test", [("b", "2")], NOW) == 0
    assert store.inbox.take("nobody", 9) == []


def test_a_delivery_that_fails_comes_alone_and_is_set_aside(store: Store) -> None:
    store.inbox.receive("test", [("1", "a"), ("2", "b"), ("3", "c")], NOW)
    taken = store.inbox.take("test", 9)
    assert not store.inbox.failed(taken[1], "boom")
    assert names(store.inbox.take("test", 9)) == [("1", 0)]
    handled(store)
    for tries in range(1, TRIES):
        (alone,) = store.inbox.take("test", 9)
        assert (alone.delivery, alone.tries) == ("2", tries)
        assert store.inbox.failed(alone, "boom") == (tries + 1 == TRIES)
    assert names(store.inbox.take("test", 9)) == [("3", 0)]
    assert store.inbox.count("set_aside") == 1


def turn_of(payload: str) -> Turn:
    chat, _, said = payload.partition(":")
    return Turn(chat, said.startswith("火"))


def test_chats_take_turns_and_one_in_danger_goes_first(store: Store) -> None:
    said = ["甲:1", "甲:2", "甲:3", "乙:1", "丙:1", "丙:火", "乙:2", "丁:火"]
    store.inbox.receive("test", [(word, word) for word in said], NOW, turn_of)
    # In its own chat the danger waits for what was said before: that may be what it is about.
    taken = store.inbox.take("test", 9)
    assert names(taken) == [("丙:1", 0), ("丁:火", 0), ("丙:火", 0)]
    for one in taken:
        store.inbox.done(one, "7")
    assert names(store.inbox.take("test", 9)) == [
        ("甲:1", 0), ("乙:1", 0), ("甲:2", 0), ("乙:2", 0), ("甲:3", 0)
    ]  # fmt: skip


def test_of_a_chat_that_is_busy_only_a_danger_comes(store: Store) -> None:
    said = ["甲:图", "甲:1", "乙:1", "甲:火", "丙:1"]
    store.inbox.receive("test", [(word, word) for word in said], NOW, turn_of)
    every = store.inbox.take("test", 9)
    picture = next(one for one in every if one.delivery == "甲:图")
    busy = [Busy(picture.arrival, "甲")]
    (danger,) = store.inbox.take("test", 9, busy)
    assert danger.delivery == "甲:火"
    store.inbox.done(danger, "7")
    assert names(store.inbox.take("test", 9, busy)) == [("乙:1", 0), ("丙:1", 0)]
    assert [one.delivery for one in store.inbox.take("test", 9)] == [
        "甲:图",
        "乙:1",
        "丙:1",
        "甲:1",
    ]


def test_a_batch_is_short_also_where_letters_are_long(store: Store) -> None:
    letters = [(name, "x" * (MOST // 2)) for name in "abc"] + [("d", "x" * MOST * 9), ("e", "")]
    store.inbox.receive("test", letters, NOW)
    for batch in ("ab", "c", "d", "e"):
        taken = store.inbox.take("test", 9)
        assert names(taken) == [(name, 0) for name in batch]
        for one in taken:
            store.inbox.done(one, "7")


def test_what_was_being_handled_in_a_crash_counts_as_tried(store: Store) -> None:
    store.inbox.receive("test", [("1", "a"), ("2", "b"), ("3", "c")], NOW)
    store.inbox.receive("other", [("1", "z")], NOW)
    first, _ = store.inbox.take("test", 2)
    store.inbox.take("other", 1)
    store.inbox.done(first, "7")
    store.inbox.note_crash("test")
    assert names(store.inbox.take("test", 9)) == [("2", 1)]
    handled(store)
    assert names(store.inbox.take("test", 9)) == [("3", 0)]
    assert names(store.inbox.take("other", 9)) == [("1", 0)]


def test_a_suspect_lets_the_other_chats_go_first_and_only_a_crash_makes_one(store: Store) -> None:
    said = ["甲:1", "乙:1", "甲:2", "丙:1"]
    store.inbox.receive("test", [(word, word) for word in said], NOW, turn_of)
    store.inbox.take("test", 1)
    store.inbox.let_go("test")  # an end in good order
    store.inbox.note_crash("test")
    store.inbox.take("test", 1)
    store.inbox.note_crash("test")
    assert names(store.inbox.take("test", 2)) == [("乙:1", 0), ("丙:1", 0)]
    store.inbox.note_crash("test")
    store.inbox.receive("test", [("丁:1", "丁:1"), ("甲:火", "甲:火")], NOW, turn_of)
    # Danger is heard before all others all the same, and in its chat what was said before it.
    order = [("甲:1", 1), ("甲:2", 0), ("甲:火", 0), ("丁:1", 0), ("乙:1", 1), ("丙:1", 1)]
    for expected in order:
        taken = store.inbox.take("test", 1)
        assert names(taken) == [expected]
        store.inbox.done(taken[0], "7")


def test_each_chat_s_first_due_message_goes_in_order_and_once(store: Store) -> None:
    put = store.outbox.put
    assert put("k1", CHAT, Reply("一", "二", (Button("好", "start"),)), NOW)
    assert put("k2", CHAT, HELLO, NOW)
    assert put("k3", OTHER, HELLO, NOW)
    assert put("k4", Chat("other", "1"), HELLO, NOW)
    assert not put("k1", OTHER, HELLO, NOW)
    assert due(store, NOW) == ["k1", "k3"]
    first = store.outbox.heads("test", NOW)[0]
    assert (first.chat, first.what) == (CHAT, Reply("一", "二", (Button("好", "start"),)))
    sent(store, "k1", "k3")
    assert due(store, NOW) == ["k2"]
    assert not put("k1", CHAT, HELLO, NOW)
    store.outbox.failed(store.outbox.heads("test", NOW)[0].id, "blocked")
    assert due(store, NOW) == []
    assert [store.outbox.count(s) for s in ("waiting", "sent", "failed")] == [1, 2, 1]
    assert [one.key for one in store.outbox.heads("other", NOW)] == ["k4"]


def test_how_long_what_waits_has_waited(store: Store) -> None:
    assert (store.inbox.oldest(), store.outbox.oldest(NOW)) == (None, None)
    store.inbox.receive("test", [("1", "a")], NOW - 2 * DAY)
    store.inbox.receive("other", [("1", "a")], NOW - DAY)
    handled(store)
    # For a file that comes later nobody waits.
    store.inbox.receive("test", [(f"{LATE}1", "b")], NOW - 3 * DAY)
    assert store.inbox.oldest() == NOW - DAY
    store.outbox.put("sent", CHAT, HELLO, NOW - 3 * DAY)
    sent(store, "sent")
    store.outbox.put("to come", CHAT, HELLO, NOW - 2 * DAY, NOW + DAY)
    assert store.outbox.oldest(NOW) is None
    store.outbox.put("waits", CHAT, HELLO, NOW - DAY)
    assert store.outbox.oldest(NOW) == NOW - DAY
    assert store.outbox.oldest(NOW + 2 * DAY) == NOW - DAY


def test_a_long_message_is_sent_once_all_of_its_parts_are(store: Store) -> None:
    figures = Figures("4100000123", "TS1")
    store.outbox.put("k1", CHAT, Reply("x", figures=figures), NOW, case_number="TS1")
    assert store.outbox.taken([Taken("k1", 1, whole=False)], NOW) == []
    assert store.outbox.heads("test", NOW)[0].parts == 1
    delivered = store.outbox.taken([Taken("k1", 2, whole=True, wire_id="9")], NOW)
    assert delivered == [Delivered("k1", CHAT, figures, "TS1", wire_id="9")]
    assert due(store, NOW) == []
    assert sent(store, "k1") == [], "delivered once"


def test_whatever_can_be_sent_waits_as_it_was_put(store: Store) -> None:
    sendable: list[Sendable] = [
        Reply(
            "a", "b", (Button("c", "d"),), "e", Document("f", b"\x00g"), figures=Figures("1", "")
        ),
        Reply("a", attachment=Attachment(MessageKind.VOICE, "file")),
        Reply("a", card=Card("TS1", 7, Paper.DRAFT, "12", anew=True)),
        CasePapers("TS1", 7, group=False, changed=True),
        CasePapers("TS1", 7, group=True),
        Menu(CHAT, (("due", "到期"),)),
        Call("answerCallbackQuery", {"callback_query_id": "1"}),
    ]
    for n, what in enumerate(sendable):
        store.outbox.put(f"k{n}", Chat("test", f"{n}"), what, NOW)
    assert [one.what for one in store.outbox.heads("test", NOW)] == sendable


def test_what_was_told_of_a_case_is_kept_as_long_as_the_case(store: Store) -> None:
    case = add_case(store, NOW - 4 * 365 * DAY)
    assert not store.cases.was_told(case.number, "raised")
    store.cases.note_told(case.number, "raised", NOW)
    store.cases.note_told(case.number, "raised", NOW)
    assert store.cases.was_told(case.number, "raised")
    store.cases.change(case, replace(case, state=State.CLOSED), NOW, "staff:1")
    store.retention.remove_old(Keep(), NOW)
    assert not store.cases.was_told(case.number, "raised")


def test_what_is_to_come_later_waits_and_holds_nothing_up(store: Store) -> None:
    store.outbox.put("late", CHAT, HELLO, NOW, NOW + 2 * DAY)
    store.outbox.put("soon", CHAT, HELLO, NOW, NOW + DAY)
    store.outbox.put("now", CHAT, HELLO, NOW)
    assert due(store, NOW - DAY) == ["now"]  # a clock that was set back
    assert store.outbox.next_due("test") == NOW + DAY
    sent(store, "now")
    assert due(store, NOW) == []
    assert due(store, NOW + DAY) == ["soon"]
    assert due(store, NOW + 2 * DAY) == ["late"]
    sent(store, "soon", "late")
    assert store.outbox.next_due("test") is None


def test_what_waits_is_taken_back_by_the_beginning_of_its_key(store: Store) -> None:
    for key in ("sheet:7:1", "sheet:7:2", "sheet:70:1", "sheet:7:表", "draft:7"):
        store.outbox.put(key, CHAT, HELLO, NOW)
    sent(store, "sheet:7:1")
    assert store.outbox.cancel("sheet:7:") == 2
    assert store.outbox.cancel("sheet:7:") == 0
    assert due(store, NOW) == ["sheet:70:1"]
    assert store.outbox.put("sheet:7:2", CHAT, HELLO, NOW)
    assert not store.outbox.put("sheet:7:1", CHAT, HELLO, NOW)


def test_what_is_too_late_is_known_to_be_and_holds_nothing_up(store: Store) -> None:
    store.outbox.put("late", CHAT, Reply("late"), NOW, not_after=NOW + DAY)
    store.outbox.put("next", CHAT, Reply("next"), NOW)
    (head,) = store.outbox.heads("test", NOW + 2 * DAY)
    assert (head.key, head.not_after) == ("late", NOW + DAY)
    store.outbox.expired(head.id)
    assert due(store, NOW) == ["next"]
    (other,) = store.outbox.heads("test", NOW)
    assert other.not_after is None
    assert [store.outbox.count(s) for s in ("waiting", "expired", "failed")] == [1, 1, 0]
    assert not store.outbox.put("late", CHAT, Reply("late"), NOW)


def test_a_chat_that_moved_takes_what_waits_with_it(store: Store) -> None:
    for key, chat in (("k1", CHAT), ("k2", CHAT), ("k3", OTHER)):
        store.outbox.put(key, chat, HELLO, NOW)
    sent(store, "k1")
    store.outbox.moved(CHAT, "-100")
    heads = store.outbox.heads("test", NOW)
    assert [(one.key, one.chat.chat_id) for one in heads] == [("k2", "-100"), ("k3", "2")]


def test_a_delivery_of_another_bot_is_another(store: Store) -> None:
    store.inbox.receive("test", [("1", "{}"), ("7:2", "{}")], NOW)
    store.inbox.adopt("test", "5")
    assert store.inbox.receive("test", [("5:1", "{}"), ("7:2", "{}"), ("7:1", "{}")], NOW) == 1


def test_what_may_have_arrived_is_neither_sent_nor_waiting(store: Store) -> None:
    store.outbox.put("k", CHAT, HELLO, NOW, case_number="")
    (told,) = store.outbox.taken([Taken("k", 1, whole=True, sure=False)], NOW)
    assert told.key == "k"
    states = ("waiting", "sent", "unknown")
    assert [store.outbox.count(state) for state in states] == [0, 0, 1]
    assert store.outbox.taken([Taken("k", 1, whole=True)], NOW) == []
