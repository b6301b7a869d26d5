"""What somebody practised is theirs, and goes when they leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import CHINA
from bot.records.practice import Done, Lesson, Practised, Running
from bot.store.port import Store

NOW = datetime(2018, 12, 22, 10, 0, tzinfo=CHINA)


def test_one_practice_runs_at_a_time(store: Store) -> None:
    assert store.practice.running(1) is None
    store.practice.run(1, Running("anger", 7, NOW))
    store.practice.run(1, Running("anger", 7, NOW, ("您好", "“对不起”")))
    store.practice.run(2, Running("report", 8, NOW))
    assert store.practice.running(1) == Running("anger", 7, NOW, ("您好", "“对不起”"))
    store.practice.run(1, None)
    assert store.practice.running(1) is None
    assert store.practice.running(2) == Running("report", 8, NOW)


def test_how_somebody_stands_is_kept_by_rule(store: Store) -> None:
    later = NOW + timedelta(days=2)
    store.practice.put(1, Practised("anger", "{}", NOW, False))
    store.practice.put(1, Practised("anger", "{1}", later, True))
    store.practice.put(1, Practised("transfer", "{}", NOW, True))
    anger, transfer = store.practice.practised(1)
    assert (anger.card, anger.due, anger.passed) == ("{1}", later, True)
    assert transfer.kind == "transfer"
    assert store.practice.practised(2) == ()


def test_who_leaves_takes_it_along(store: Store) -> None:
    for who in (1, 2):
        store.practice.run(who, Running("anger", 7, NOW))
        store.practice.put(who, Practised("anger", "{}", NOW, True))
        store.practice.note(who, Done("anger", NOW, ("sum", "next")))
        store.practice.note(who, Done("transfer", NOW + timedelta(days=1)))
    store.practice.drop(1)
    assert (store.practice.running(1), store.practice.practised(1)) == (None, ())
    assert store.practice.done(1) == ()
    assert store.practice.done(2) == (
        Done("transfer", NOW + timedelta(days=1)), Done("anger", NOW, ("sum", "next"))
    )  # fmt: skip
    assert store.practice.running(2) is not None
    assert len(store.practice.practised(2)) == 1


def test_a_lesson_is_accepted_once(store: Store) -> None:
    lesson = Lesson("TS1", "late_registration", 2, NOW)
    assert store.practice.accept(lesson)
    assert not store.practice.accept(replace(lesson, accepted_by=3))
    later = Lesson("TS2", "explained", 2, NOW + timedelta(days=1))
    assert store.practice.accept(later)
    assert store.practice.lessons() == (later, lesson)
