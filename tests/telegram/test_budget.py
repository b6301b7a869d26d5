"""Never more than Telegram allows: in all, in a chat, in a group; and what it asks to wait."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.channels.telegram.budget import Budget, seconds_asked
from bot.channels.telegram.settings import Limits

LIMITS = Limits(in_all=30, in_chat=1, in_group=20)
CHATS = st.lists(st.sampled_from(["1", "2", "3", "-4", "-5"]), min_size=1, max_size=120)


@given(CHATS)
def test_whatever_is_sent_in_whatever_order_stays_within_the_limits(chats: list[str]) -> None:
    budget, now = Budget(LIMITS), 1000.0
    sent: list[tuple[float, str]] = []
    for chat in chats:
        now = budget.ready_at(chat, now)
        budget.spend(chat, now)
        sent.append((now, chat))
    for at, chat in sent:
        second = [c for t, c in sent if at - 1e-6 <= t < at + 1 - 1e-6]
        assert len(second) <= LIMITS.in_all
        assert second.count(chat) <= LIMITS.in_chat
        if chat.startswith("-"):
            minute = [c for t, c in sent if at - 1e-6 <= t < at + 60 - 1e-6]
            assert minute.count(chat) <= LIMITS.in_group


def test_one_chat_does_not_hold_up_another() -> None:
    budget = Budget(LIMITS)
    budget.spend("1", 0.0)
    assert budget.ready_at("1", 0.5) == 1.0
    assert budget.ready_at("2", 0.5) == 0.5
    budget.hold_chat("1", 30.0)
    assert budget.ready_at("1", 2.0) == 30.0
    assert budget.ready_at("2", 2.0) == 2.0


def test_a_chat_that_telegram_holds_holds_no_other() -> None:
    budget = Budget(LIMITS)
    budget.hold("-2", 17.0, 3.0)
    assert budget.ready_at("-2", 3.0) == 17.0
    assert budget.ready_at("1", 3.0) == 3.0
    budget.hold("-2", 30.0, 18.0)
    assert budget.ready_at("1", 18.0) == 18.0, "the same chat again"
    budget.hold("7", 40.0, 31.0)
    assert budget.ready_at("1", 31.0) == 31.0, "another one, but not meanwhile"


def test_what_telegram_asks_of_two_chats_is_meant_for_all() -> None:
    budget = Budget(LIMITS)
    budget.hold("-2", 17.0, 3.0)
    budget.hold("7", 19.0, 4.0)
    assert budget.ready_at("1", 5.0) == 19.0


def test_many_chats_are_forgotten_when_they_no_longer_matter() -> None:
    budget = Budget(LIMITS)
    for n in range(5000):
        budget.spend(str(n), n * 2.0)
    assert len(budget._chats) <= 1001


@pytest.mark.parametrize(("asked", "waits"), [(7, 7), (600, 600), (10**9, 3600), (-5, 0)])
def test_no_server_silences_the_service_for_good(
    asked: int, waits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # as the library's next version gives it
    assert seconds_asked(RetryAfter(asked)) == waits
