"""What is promised from which day, and when somebody is reminded of it: to the second."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.cases.deadlines import alarms, promise_of
from bot.cases.opening import Matter, open_
from bot.clock import CHINA
from bot.contract.said import Said
from bot.records.case import CameBy, Case, CaseKind, Party
from bot.sqlite.store import SqliteStore
from tests.cases.desk import CHAT, HOURS, acting

MONDAY = "2024-12-02 09:00:00"
ANSWER = ["answer 12-09 18:00 at 12-06 08:00:00", "answer late 12-09 18:00 at 12-10 08:00:00"]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def due(case: Case, now: str) -> list[str]:
    """What is to be sent: about what, by when, and when it goes out."""
    return [
        f"{one.kind}{' late' * one.late} {one.due:%m-%d %H:%M} at {one.at:%m-%d %H:%M:%S}"
        for one in alarms(case, HOURS, at(now))
    ]


@pytest.fixture
def case(store: SqliteStore) -> Case:
    """A complaint of that Monday morning."""
    customer = replace(acting(store, Party.CUSTOMER), now=at(MONDAY))
    return open_(customer, Matter(CHAT, CaseKind.COMPLAINT, Said("电费不对")))


@pytest.mark.parametrize(
    ("now", "contact"),
    [
        (MONDAY, ["12-02 17:00:00", "12-03 09:00:00"]),
        ("2024-12-02 17:00:01", ["12-02 17:00:01", "12-03 09:00:00"]),
        ("2024-12-02 18:00:00", ["12-03 08:00:00", "12-03 09:00:00"]),
        ("2024-12-03 08:59:59", ["12-03 08:59:59", "12-03 09:00:00"]),
        ("2024-12-03 09:00:00", ["12-03 09:00:00"]),  # what has passed is not reminded of
        ("2024-12-03 12:30:00", ["12-03 14:00:00"]),
    ],
)
def test_two_office_hours_before_the_contact_and_when_it_is_late(
    case: Case, now: str, contact: list[str]
) -> None:
    told = ["contact", "contact late"][-len(contact) :]
    lines = [f"{one} 12-03 09:00 at {when}" for one, when in zip(told, contact, strict=True)]
    assert due(case, now) == [*lines, *ANSWER]


@pytest.mark.parametrize(
    ("now", "answer"),
    [
        ("2024-12-03 09:00:00", ANSWER),
        ("2024-12-09 17:59:59", ["answer 12-09 18:00 at 12-09 17:59:59", ANSWER[1]]),
        ("2024-12-09 18:00:00", ANSWER[1:]),
        ("2024-12-11 13:00:00", ["answer late 12-09 18:00 at 12-11 14:00:00"]),
    ],
)
def test_a_working_day_in_hand_before_the_answer_and_when_it_is_late(
    case: Case, now: str, answer: list[str]
) -> None:
    assert due(replace(case, contacted_at=at(MONDAY)), now) == answer


@pytest.mark.parametrize("stops", ["answered_at", "held_at"])
def test_no_clock_runs_while_a_case_is_held_or_once_it_is_answered(case: Case, stops: str) -> None:
    assert due(replace(case, **{stops: at(MONDAY)}), MONDAY) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "via", "first"),
    [
        ("2011-10-12", "own", "2011-10-13"),  # before the first promise, the first
        ("2011-10-13", "own", "2011-10-13"),
        ("2019-12-31", "own", "2011-10-13"),
        ("2020-01-01", "own", "2020-01-01"),
        ("2023-08-07", "own", "2020-01-01"),
        ("2023-08-08", "own", "2023-08-08"),
        ("2019-12-31", "95598", "2011-10-13"),
        ("2020-01-01", "95598", "2020-01-01"),
        ("2018-12-22", "12345", "2020-01-01"),
    ],
)
def test_a_promise_holds_from_its_first_day(made: str, via: str, first: str) -> None:
    assert promise_of(date.fromisoformat(made), CameBy(via)).first == date.fromisoformat(first)
