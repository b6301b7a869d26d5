"""Each span and count that a case is held to, tried on its edge: just inside, just outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.cases import joining
from bot.cases.acting import Acting
from bot.cases.opening import Matter, open_, register
from bot.cases.supervision import Escalation, came_up, escalations_of
from bot.contract.messages import Chat
from bot.contract.said import Said
from bot.records.case import Case, CaseKind, Party, State
from bot.records.staff import Role
from bot.sqlite.store import SqliteStore
from tests.cases.desk import CHAT, LATER, Team, acting
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import NOW, OFFICE

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def by_customer(store: SqliteStore, now: datetime = NOW) -> Acting:
    return Acting(store, Party.CUSTOMER, now, OFFICE)


def complaint(account_no: str | None = SEED, **said: object) -> Matter:
    words = Said(**{"words": "电费不对", **said})  # type: ignore[arg-type]
    return Matter(CHAT, CaseKind.COMPLAINT, words, account_no)


@pytest.mark.parametrize(("ago", "third"), [(90 * DAY, True), (90 * DAY + SECOND, False)])
def test_the_cases_of_ninety_days_count(store: SqliteStore, ago: timedelta, third: bool) -> None:
    for now in (NOW - ago, NOW - DAY):
        open_(by_customer(store, now), complaint())
    case = open_(by_customer(store), complaint())
    assert came_up(store, case, NOW) == 2 + third
    assert case.escalations == (("third_time",) if third else ())


def test_a_report_counts_neither_the_account_s_cases_nor_among_them(store: SqliteStore) -> None:
    for _ in range(2):
        open_(by_customer(store), complaint())
    first = open_(by_customer(store), complaint(report=True))
    assert open_(by_customer(store), complaint()).escalations == ("third_time",)
    second = open_(by_customer(store), complaint(report=True))
    assert [(case.kind, case.escalations) for case in (first, second)] == [
        (CaseKind.REPORT, ())
    ] * 2


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ({}, []),
        ({"danger": True}, ["danger"]),
        ({"despair": True}, ["despair"]),
        ({"danger": True, "despair": True, "agencies": frozenset({"media"})},
         ["media", "danger", "despair"]),
        ({"agencies": frozenset({"12398", "court", "nobody"})}, ["12398", "court"]),
    ],
)  # fmt: skip
def test_what_is_grave_in_words(
    store: SqliteStore, said: dict[str, object], reasons: list[str]
) -> None:
    words = complaint(**said).said
    assert escalations_of(words) == tuple(Escalation(reason) for reason in reasons)
    assert list(open_(by_customer(store), complaint(**said)).escalations) == reasons


@pytest.mark.parametrize(
    ("minutes", "danger", "sounded"),
    [(59, "danger", 1), (60, "danger", 2), (59, "despair", 2)],
)
def test_danger_within_the_hour_is_the_same_danger(
    store: SqliteStore, minutes: int, danger: str, sounded: int
) -> None:
    case = open_(by_customer(store), complaint(danger=True))
    later = by_customer(store, NOW + timedelta(minutes=minutes))
    joining.heard(later, case, Said("又来了", **{danger: True}))  # type: ignore[arg-type]
    assert len(store.cases.events(case.number, "alarm")) == sounded


def closed(store: SqliteStore, case: Case, at: datetime, **fields: object) -> Case:
    after = replace(case, state=State.CLOSED, closed_at=at, **fields)  # type: ignore[arg-type]
    return store.cases.change(case, after, at, "system")


MONTH = 30 * DAY


@pytest.mark.parametrize("account_no", [None, SEED])
@pytest.mark.parametrize(
    ("ago", "kind", "again"),
    [
        (MONTH, CaseKind.COMPLAINT, True),
        (MONTH + SECOND, CaseKind.COMPLAINT, False),
        (MONTH, CaseKind.REFUND, True),
        (MONTH, CaseKind.HUMAN, True),
        (DAY, CaseKind.CHECK, False),
        (DAY, CaseKind.OFFICE_FAULT, False),
    ],
)
def test_a_closed_case_comes_back_within_thirty_days(
    store: SqliteStore, account_no: str | None, ago: timedelta, kind: CaseKind, again: bool
) -> None:
    first = open_(by_customer(store, NOW - ago - DAY), complaint(account_no))
    closed(store, first, NOW - ago)
    matter = replace(complaint(account_no), kind=kind)
    case, known = register(by_customer(store), matter, None)
    assert ((case.number == first.number), known, case.state) == (again, again, State.OPEN)


@pytest.mark.parametrize(
    ("chat", "account_no", "month", "again"),
    [
        ("1", SEED, None, True),
        ("2", SEED, None, False),
        ("1", "4100000200", None, False),
        ("1", SEED, date(2018, 11, 1), False),
        ("1", None, date(2018, 11, 1), True),
        ("2", None, None, False),
    ],
)
def test_it_is_the_account_s_case_of_that_bill_that_comes_back(
    store: SqliteStore, chat: str, account_no: str | None, month: date | None, again: bool
) -> None:
    """What another chat of the household asked stays with that chat."""
    first = open_(by_customer(store), complaint())
    closed(store, first, NOW, bill_month=month)
    matter = replace(complaint(account_no), chat=Chat("test", chat))
    case, known = register(by_customer(store), matter, None)
    assert (case.number == first.number, known) == (again, again)


def test_a_sealed_report_does_not_come_back_by_a_complaint(store: SqliteStore) -> None:
    first = open_(by_customer(store), complaint(report=True))
    closed(store, first, NOW)
    case, known = register(by_customer(store), complaint(), None)
    assert (known, case.number != first.number) == (False, True)


@pytest.mark.parametrize("report", [{"report": True}, {}])
def test_a_report_is_a_case_of_its_own(store: SqliteStore, report: dict[str, bool]) -> None:
    first = open_(by_customer(store), complaint())
    matter = complaint(**report)
    if not report:
        matter = replace(matter, kind=CaseKind.REPORT)
    case, known = register(by_customer(store), matter, None)
    assert (case.kind, known) == (CaseKind.REPORT, False)
    assert case.number != first.number
    assert register(by_customer(store), complaint(), None)[0].number == first.number


def test_a_case_written_down_is_whose_hand_wrote_it_and_dates_from_the_words(
    store: SqliteStore, team: Team
) -> None:
    clerk = team[Role.CLERK]
    matter = replace(complaint(), said_at=NOW)
    case = open_(acting(store, clerk), matter)
    assert (case.opened_at, case.complained_at) == (LATER, NOW)
    assert (case.opened_by, case.assignee) == (clerk.id, clerk.id)
    now = open_(by_customer(store, LATER), complaint())
    assert (now.complained_at, now.opened_by, now.assignee) == (LATER, None, None)
    assert case.contact_by < now.contact_by
