"""What the administrator hears once a day: the head of the trail, and a clock in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta
from email.utils import format_datetime

import pytest

from bot.channels.telegram.settings import CAN
from bot.channels.telegram.witness import Witness
from bot.contract.messages import Chat, Reply
from bot.counter.housekeeping import remove_old, send_head
from bot.sqlite.store import SqliteStore
from bot.staff.turn import DeskSettings
from bot.store.retention import Keep
from tests.dialogue.conversation import NOW, OFFICE, empty_store

DAY = timedelta(days=1)
ADMIN = Chat("telegram", "7")
DESK = DeskSettings(OFFICE, ADMIN, channels={"telegram": CAN})


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    with empty_store() as opened:
        yield opened


def told(store: SqliteStore) -> list[str]:
    heads = store.outbox.heads(ADMIN.channel, NOW + 400 * DAY)
    return [one.what.text for one in heads if isinstance(one.what, Reply)]


def test_the_head_goes_to_the_admin_once_a_day(store: SqliteStore) -> None:
    trail = store.audit.verify()
    for _ in range(2):
        send_head(store, DESK, trail, NOW)
    (text,) = told(store)
    assert text.endswith(f"--head 1:{trail.hash}")


def test_what_was_changed_is_told_with_the_head(store: SqliteStore) -> None:
    store.connection.execute("DROP TRIGGER audit_is_not_changed")
    store.connection.execute("UPDATE audit SET actor = 'x'")
    send_head(store, DESK, store.audit.verify(), NOW)
    assert "审计记录在第1条断开" in told(store)[0]


@pytest.mark.parametrize(
    ("days", "agreed", "removes"),
    [(1, None, True), (10, None, False), (10, True, True), (1, False, False)],
)
def test_a_clock_in_doubt_removes_nothing_and_the_admin_hears(
    store: SqliteStore, days: int, agreed: bool | None, removes: bool
) -> None:
    store.retention.remove_old(Keep(), NOW)
    now = NOW + days * DAY
    remove_old(store, DESK, Keep(), now, agreed=agreed)
    assert (store.retention.last_run() == now) is removes
    assert bool(told(store)) is not removes


@pytest.mark.parametrize(
    ("hours", "agrees"), [(0, True), (23, True), (-23, True), (25, False), (-4800, False)]
)
def test_telegram_s_answers_say_whether_the_clock_is_right(hours: int, agrees: bool) -> None:
    witness = Witness(lambda: NOW)
    for nothing in (None, "", "yesterday"):
        witness.hear(nothing)
    assert witness.agrees is None
    theirs = (NOW + timedelta(hours=hours)).astimezone(UTC)
    witness.hear(format_datetime(theirs, usegmt=True))
    assert witness.agrees is agrees


def test_how_often_somebody_guessed_is_told_with_the_head(store: SqliteStore) -> None:
    for n in range(3):
        store.chats.add_failure(Chat("test", str(n)), "4100000123", NOW - timedelta(hours=n * 12))
    store.chats.add_failure(Chat("test", "1"), "4100000200", NOW)
    send_head(store, DESK, store.audit.verify(), NOW)
    (text,) = told(store)
    assert text.startswith("这一天,绑定信息对不上的有3次,涉及2个户号。")
