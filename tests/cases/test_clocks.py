"""What is promised from which day, and when somebody is reminded of it: to the second."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.cases.deadlines import alarms, deadlines, promise_of, resumed
from bot.cases.joining import join
from bot.cases.opening import Matter, open_
from bot.clock import CHINA
from bot.contract.said import Said
from bot.hearing.heard import hear
from bot.records.case import CameBy, Case, CaseKind, Party
from bot.sqlite.store import SqliteStore
from tests.cases.desk import CHAT, HOURS, acting
from tests.dialogue.conversation import OFFICE

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


def test_no_clock_runs_once_a_case_is_answered_and_none_but_the_law_s_while_it_is_held(
    case: Case,
) -> None:
    assert due(replace(case, answered_at=at(MONDAY)), MONDAY) == []
    held = replace(case, held_at=at(MONDAY))
    assert {one.partition(" ")[0] for one in due(held, MONDAY)} == {"law"}
    assert due(replace(held, law_by=None), MONDAY) == []


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
        ("2024-12-31", "12398", "2017-01-01"),
        ("2025-01-01", "12398", "2025-01-01"),
    ],
)
def test_a_promise_holds_from_its_first_day(made: str, via: str, first: str) -> None:
    assert promise_of(date.fromisoformat(made), CameBy(via), OFFICE).first == date.fromisoformat(
        first
    )


def made(
    store: SqliteStore, day: str, kind: CaseKind, region: str = "henan", words: str = "电费不对"
) -> Case:
    office = replace(OFFICE, region=region)
    customer = replace(acting(store, Party.CUSTOMER), now=at(f"{day} 10:00:00"), office=office)
    return open_(customer, Matter(CHAT, kind, hear(words, date.fromisoformat(day)).said))


@pytest.mark.parametrize(
    ("words", "law"),
    [
        ("我要投诉", True),  # nobody knows yet of what
        ("收费员骂我,态度恶劣,我要投诉她", False),
        ("投诉:打电话没人接", False),
        ("停电两天了没人来修,投诉你们", False),
        ("电线杆歪了说了三次没人管", False),
        ("申请装表半个月没人来", False),
        ("收费员态度差,还多收我钱", True),
        ("停电三天,电费倒是没少收", True),
        ("电表走得快,师傅态度也不好", True),
        ("排队两小时,就为了问阶梯电价", True),
    ],
)
def test_the_law_on_charges_is_cited_for_charges_alone(
    store: SqliteStore, words: str, law: bool
) -> None:
    case = made(store, "2024-12-02", CaseKind.COMPLAINT, words=words)
    assert (case.law_by is not None) is law
    later = replace(acting(store, Party.CUSTOMER), now=at("2024-12-04 10:00:00"), office=OFFICE)
    case = join(later, case, case.kind, hear("还没有人理我", later.now.date()).said)
    assert (case.law_by is not None) is law
    case = join(later, case, case.kind, hear("电费也多收了", later.now.date()).said)
    assert case.law_by == date(2024, 12, 9 if law else 11)


@pytest.mark.parametrize(
    ("day", "kind", "region", "law_by", "due_by"),
    [
        # The seed: seven working days are promised, five are wanted by Henan's regulation.
        ("2018-12-22", CaseKind.COMPLAINT, "henan", "2018-12-28", "2018-12-28"),
        ("2018-12-22", CaseKind.OFFICE_FAULT, "henan", "2018-12-28", "2018-12-28"),
        ("2024-12-02", CaseKind.REFUND, "henan", "2024-12-09", "2024-12-09"),
        ("2018-12-22", CaseKind.COMPLAINT, "shandong", None, "2019-01-02"),
        ("2012-12-31", CaseKind.COMPLAINT, "henan", None, "2013-01-10"),
        ("2018-12-22", CaseKind.HUMAN, "henan", None, "2019-01-02"),
        ("2018-12-22", CaseKind.REPORT, "henan", None, "2019-01-02"),
    ],
)
def test_the_desk_s_clock_ends_on_the_earlier_of_promise_and_law(
    store: SqliteStore, day: str, kind: CaseKind, region: str, law_by: str | None, due_by: str
) -> None:
    case = made(store, day, kind, region)
    assert case.law_by == (law_by and date.fromisoformat(law_by))
    assert case.due_by.isoformat() == due_by
    assert case.due_by <= case.answer_by
    kept = store.cases.get(case.number)
    assert kept == case
    assert answers_due(case, f"{day} 10:00:00") == {case.due_by}
    # Who was left without an answer on that day is still to have it by the promise.
    after = f"{case.due_by + timedelta(days=1)} 09:00:00"
    assert answers_due(case, after) == {case.due_by, case.answer_by}


def answers_due(case: Case, now: str) -> set[date]:
    return {one.due.date() for one in alarms(case, HOURS, at(now)) if one.kind == "answer"}


def test_a_hold_moves_what_was_promised_and_not_what_the_law_wants(store: SqliteStore) -> None:
    case = replace(
        made(store, "2018-12-22", CaseKind.COMPLAINT), held_at=at("2018-12-24 09:00:00")
    )
    after = resumed(case, HOURS, at("2018-12-28 09:00:00"))
    assert after.answer_by == date(2019, 1, 8)
    assert after.due_by == date(2018, 12, 28)


@pytest.mark.parametrize("made_at", [
    "2018-12-24 02:44:00", "2018-12-21 23:59:00", "2018-12-28 12:01:00", "2025-01-30 10:00:00",
    "2025-10-05 10:00:00", "2026-02-17 10:00:00", "2026-10-04 10:00:00", "2018-12-24 17:59:00",
])  # fmt: skip
def test_nobody_is_called_by_night_nor_reminded_and_told_late_in_one_minute(
    store: SqliteStore, made_at: str
) -> None:
    customer = replace(acting(store, Party.CUSTOMER), now=at(made_at), office=OFFICE)
    case = open_(customer, Matter(CHAT, CaseKind.COMPLAINT, Said("电费不对")))
    assert HOURS.is_working_day(case.contact_by.date())
    assert HOURS.spans[0][0] < case.contact_by.time() <= HOURS.closing
    for kind in ("contact", "answer"):
        first, late = (one.at for one in alarms(case, HOURS, at(made_at)) if one.kind == kind)
        assert late - first >= timedelta(minutes=30)


@example(14_880, CameBy.HOTLINE_REPORT, CaseKind.COMPLAINT)  # a day later it has just opened
@given(
    st.integers(0, 8_000_000),
    st.sampled_from(CameBy),
    st.sampled_from(CaseKind),
)
def test_the_contact_is_promised_while_somebody_is_there_and_after_the_question(
    minutes: int, via: CameBy, kind: CaseKind
) -> None:
    start = at("2012-01-01 00:00:00") + timedelta(minutes=minutes)
    promised = deadlines(start, via, kind, OFFICE)
    assert start < promised.contact_by
    second = timedelta(seconds=1)
    assert HOURS.next_open(promised.contact_by - second) == promised.contact_by - second
    within = promise_of(start.date(), via, OFFICE).number("contact_hours")
    # Later than promised only where the office is open for less than two hours until then.
    if within and promised.contact_by > start + timedelta(hours=within):
        assert HOURS.before(start + timedelta(hours=within), timedelta(hours=2)) < start
