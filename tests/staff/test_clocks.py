"""Reminders before and after each deadline: in office hours, once, to the right people."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from bot.cases.deadlines import deadlines
from bot.clock import CHINA
from bot.contract.hours import Hours
from bot.records.case import CameBy, CaseKind, State
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import OFFICE
from tests.staff.conftest import Team
from tests.staff.office import Heard


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


CONTACT, ANSWER = date(2024, 12, 3), date(2024, 12, 9)


def reminders(heard: list[Heard]) -> list[tuple[int, str]]:
    return [
        (h.chat, h.text) for h in heard if h.text.startswith(("⏰", "❗")) and "期" not in h.text
    ]


# The promise of the day, over National Day and Spring Festival with their make-up days.
@pytest.mark.parametrize(
    ("via", "made", "contact_by", "answer_by"),
    [
        ("own", "2018-09-28 16:00", "2018-09-29 18:00", "2018-10-12"),
        ("own", "2018-09-30 20:00", "2018-10-08 18:00", "2018-10-16"),
        ("own", "2018-10-03 09:00", "2018-10-08 18:00", "2018-10-16"),
        ("own", "2024-09-27 10:00", "2024-09-27 18:00", "2024-10-10"),
        ("own", "2024-09-30 17:30", "2024-10-08 12:00", "2024-10-12"),
        ("own", "2025-09-28 10:00", "2025-09-29 10:00", "2025-10-11"),
        ("own", "2025-10-01 10:00", "2025-10-09 12:00", "2025-10-14"),
        ("own", "2026-02-13 10:00", "2026-02-14 10:00", "2026-02-27"),
        ("own", "2026-09-30 10:00", "2026-09-30 18:00", "2026-10-13"),
        ("own", "2026-11-27 00:57", "2026-11-27 18:00", "2026-12-04"),  # at night
        ("own", "2026-11-27 18:30", "2026-11-30 12:00", "2026-12-04"),  # a Friday evening
        ("own", "2026-11-26 19:00", "2026-11-27 18:00", "2026-12-03"),
        ("own", "2026-11-26 12:30", "2026-11-27 12:00", "2026-12-03"),  # over lunch
        ("95598", "2025-09-29 10:00", "2025-09-30 10:00", "2025-10-11"),
        ("95598_report", "2026-09-28 10:00", "2026-09-29 10:00", "2026-10-15"),
        ("12398", "2025-09-30 10:00", "2025-10-21 18:00", "2025-10-21"),
        ("12345", "2025-09-30 10:00", "2025-09-30 18:00", "2025-10-07"),
        ("other", "2025-09-30 10:00", "2025-10-10 18:00", "2025-10-10"),
    ],
)
def test_what_is_promised_by_each_way(
    via: str, made: str, contact_by: str, answer_by: str
) -> None:
    promised = deadlines(at(made), CameBy(via), CaseKind.HUMAN, OFFICE)
    assert f"{promised.contact_by:%Y-%m-%d %H:%M}" == contact_by
    assert promised.answer_by.isoformat() == answer_by


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2025-09-30 09:00", "2025-09-30 09:00"),
        ("2025-09-30 12:00", "2025-09-30 14:00"),
        ("2025-09-30 18:00", "2025-10-09 08:00"),
        ("2025-10-11 07:00", "2025-10-11 08:00"),  # a Saturday that is worked
        ("2018-09-29 23:00", "2018-09-30 08:00"),  # a Sunday that is worked
        ("2024-10-12 13:00", "2024-10-12 14:00"),
        ("2026-10-10 19:00", "2026-10-12 08:00"),
    ],
)
def test_when_the_office_is_open(moment: str, opens: str) -> None:
    assert Hours().next_open(at(moment)) == at(opens)


def test_office_hours_count_neither_lunch_nor_night_nor_holidays() -> None:
    hours = Hours()
    assert hours.before(at("2025-09-30 15:00"), timedelta(hours=2)) == at("2025-09-30 11:00")
    assert hours.before(at("2025-10-09 09:00"), timedelta(hours=2)) == at("2025-09-30 17:00")
    assert hours.before(at("2025-10-05 03:00"), timedelta(hours=8)) == at("2025-09-30 08:00")
    assert Hours().working_days_between(date(2025, 9, 30), date(2025, 10, 11)) == 3


@pytest.fixture
def monday(team: Team) -> Team:
    """A working Monday, 2 December 2024, at nine."""
    team.office.until("2024-12-02 09:00")
    return team


def test_a_case_left_alone_is_reminded_of_and_then_raised(monday: Team) -> None:
    office = monday.office
    monday.clerk.says(f"/case {SEED} 电费不对")
    office.deliver()
    sent = []
    for day in range(2, 14):
        for hour in range(9 if day == 2 else 0, 24):
            heard = office.until(f"2024-12-{day:02} {hour:02}:59")
            sent += [(f"{day:02} {hour:02}", *one) for one in reminders(heard)]
    number = office.case().number
    contact, answer = "2024年12月3日09:00前联系客户。", "2024年12月9日18:00前答复客户。"
    both = (12, 11)
    expected = [
        ("02 17", (12,), f"⏰ 工单 {number}:请在{contact}"),
        ("03 09", both, f"❗ 工单 {number} 已超时:应在{contact}"),
        ("04 08", (12,), f"❗ 工单 {number} 已超时1个工作日:应在{contact}"),
        ("05 08", both, f"❗ 工单 {number} 已超时2个工作日:应在{contact}"),
        ("06 08", (12,), f"⏰ 工单 {number}:请在{answer}"),
        ("06 08", both, f"❗ 工单 {number} 已超时3个工作日:应在{contact}"),
        ("09 08", both, f"❗ 工单 {number} 已超时4个工作日:应在{contact}"),
        ("10 08", both, f"❗ 工单 {number} 已超时:应在{answer}"),
        ("11 08", (12,), f"❗ 工单 {number} 已超时1个工作日:应在{answer}"),
        ("12 08", both, f"❗ 工单 {number} 已超时2个工作日:应在{answer}"),
        ("13 08", both, f"❗ 工单 {number} 已超时3个工作日:应在{answer}"),
    ]
    told = [(when, who, text) for when, people, text in expected for who in people]
    assert sorted(sent) == sorted(told)


def test_the_clock_stops_when_the_customer_is_answered(monday: Team) -> None:
    monday.clerk.says(f"/case {SEED} 电费不对")
    monday.clerk.presses("已联系客户")
    monday.clerk.presses("已答复客户")
    monday.clerk.presses("电话告知")
    told = reminders(monday.office.until("2025-03-01 09:00"))
    assert not [text for _, text in told if "超时" in text or "请在" in text]


def test_what_is_answered_and_not_closed_comes_again_each_week_and_goes_upwards(
    monday: Team,
) -> None:
    office = monday.office
    monday.clerk.says(f"/case {SEED} 电费不对")
    monday.clerk.presses("已答复客户")
    monday.clerk.presses("电话告知")
    number = office.case().number
    told = reminders(office.until("2024-12-20 09:00"))
    assert told == [
        (12, f"⏰ 工单 {number} 答复客户已有2个工作日,还没有办结。"),
        (12, f"⏰ 工单 {number} 答复客户已有7个工作日,还没有办结。"),
        (11, f"⏰ 工单 {number} 答复客户已有7个工作日,还没有办结。"),
        (12, f"⏰ 工单 {number} 答复客户已有12个工作日,还没有办结。"),
        (11, f"⏰ 工单 {number} 答复客户已有12个工作日,还没有办结。"),
    ]
    monday.clerk.presses_data(f"decide:{number}:explanation")
    monday.head.presses("批准")
    monday.head.says("县公司已经另行退还")
    monday.clerk.presses_data(f"close:{number}")
    assert not reminders(office.until("2025-03-01 09:00"))


@pytest.mark.parametrize("until", ["", "approval", "customer"])
def test_a_hold_without_a_day_is_not_forgotten(monday: Team, until: str) -> None:
    office = monday.office
    monday.clerk.says(f"/case {SEED} 电费不对")
    number = office.case().number
    monday.clerk.presses_data(f"hold:{number}")
    if until:
        monday.clerk.presses_data(f"until:{number}:{until}")
    told = [one for one in reminders(office.until("2024-12-17 09:00")) if "法规" not in one[1]]
    texts = [f"⏰ 工单 {number} 已挂起{days}个工作日,还没有定哪天恢复。" for days in (5, 10)]
    assert told == [(12, texts[0]), (12, texts[1]), (11, texts[1])]


def test_a_reminder_that_could_not_go_out_for_days_is_told_once_as_it_is_then(
    monday: Team,
) -> None:
    office = monday.office
    monday.clerk.says(f"/case {SEED} 电费不对")
    office.until("2024-12-03 12:00")
    office.now = at("2024-12-06 09:30")  # the machine was off
    told = [text for chat, text in reminders(office.deliver()) if chat == 12]
    assert [text for text in told if "工作日" in text] == [
        f"❗ 工单 {office.case().number} 已超时3个工作日:应在2024年12月3日09:00前联系客户。"
    ]


def test_over_a_holiday_it_comes_again_on_working_days_alone(team: Team) -> None:
    team.office.until("2025-09-29 10:00")
    team.clerk.says(f"/case {SEED} 电费不对")
    heard = team.office.until("2025-10-12 09:00")
    assert reminders(heard)
    days = {text.partition("已超时")[2][:1] for _, text in reminders(heard)}
    assert {"1", "2"} <= days
    assert not team.office.until("2025-10-12 23:00"), "a Sunday"


def test_a_hold_moves_the_deadline_by_the_working_days_it_lasts(monday: Team) -> None:
    office, clerk = monday.office, monday.clerk
    clerk.says(f"/case {SEED} 电费不对")
    clerk.presses("已联系客户")
    before = office.case().answer_by
    clerk.presses_data(f"hold:{office.case().number}")
    clerk.presses_data(f"until:{office.case().number}:2025-06-02")
    # What was promised waits; the law knows no hold, and nobody is to pass its day unawares.
    number, day = office.case().number, "2024年12月9日18:00"
    assert reminders(office.until("2024-12-20 10:00")) == [
        (12, f"⏰ 工单 {number} 挂起中,但按法规要在{day}前答复客户;挂起不改变这一天。"),
        (12, f"❗ 工单 {number} 挂起中,已超时:按法规应在{day}前答复客户。"),
        (11, f"❗ 工单 {number} 挂起中,已超时:按法规应在{day}前答复客户。"),
    ]
    assert "按法规仍应在2024年12月9日前答复" in clerk.says(f"/case {number}")
    clerk.presses("恢复处理")
    case = office.case()
    assert case.state is State.CONTACTED
    assert Hours().working_days_between(before, case.answer_by) == 14
    assert reminders(office.until("2025-02-01 09:00"))


def test_whose_case_it_becomes_is_who_is_reminded(monday: Team) -> None:
    office, clerk = monday.office, monday.clerk
    clerk.says(f"/case {SEED} 电费不对")
    clerk.presses("转派")
    clerk.presses("李强")
    told = {chat for chat, _ in reminders(office.until("2024-12-03 08:30"))}
    assert told == {monday.electrician.id}
    monday.head.says("/remove 3")
    told = {chat for chat, _ in reminders(office.until("2024-12-20 09:00"))}
    assert monday.electrician.id not in told
    assert monday.head.id in told, "it is the head's now"


def test_who_has_left_is_not_reminded_of_what_was_everybody_s(monday: Team) -> None:
    monday.stranger.says("转人工")
    monday.head.says("/remove 2")
    told = {chat for chat, text in reminders(monday.office.until("2024-12-03 08:30"))}
    assert told == {monday.head.id}


def test_no_reminder_comes_at_night_or_on_a_holiday(team: Team) -> None:
    office = team.office
    office.until("2025-09-30 17:50")
    team.clerk.says(f"/case {SEED} 电费不对")
    office.deliver()
    hours = Hours()
    while office.now < at("2025-10-20 00:00"):
        before = office.now
        found = office.waits(minutes=30)
        for chat, text in reminders(found):
            opened = hours.next_open(before)
            assert opened <= office.now, (chat, text, office.now)


def test_ten_cases_with_restarts_no_reminder_twice_and_none_missed(monday: Team) -> None:
    office, clerk = monday.office, monday.clerk
    chance = random.Random(5)
    for n in range(10):
        clerk.says(f"/case 第{n}件")
        office.waits(minutes=20)
    numbers = [case.number for case in office.store.cases.newest_first()]
    assert len(set(numbers)) == 10
    for number in chance.sample(numbers, 3):
        clerk.presses_data(f"contact:{number}")
    for _ in range(120):
        office.waits(hours=chance.randint(1, 5))
        office.store.connection.execute("UPDATE complaint_case SET touched = 1")
        clerk.says("/my")
    told = Counter((h.chat, h.text) for h in office.heard if h.text.startswith(("⏰", "❗")))
    assert set(told.values()) == {1}, "twice"
    once = [text for _, text in told if "工作日" not in text]
    by_case = Counter(text.split()[2].partition(":")[0] for text in once)
    contacted = {c.number for c in office.store.cases.newest_first() if c.contacted_at}
    for number in numbers:
        assert by_case[number] == (3 if number in contacted else 6), number
    again = Counter((chat, text.partition(" 已超时")[0]) for chat, text in told if "日:" in text)
    days = Hours().working_days_between(date(2024, 12, 10), office.now.date())
    for number in numbers:
        late = days + (0 if number in contacted else Hours().working_days_between(CONTACT, ANSWER))
        assert again[12, f"❗ 工单 {number}"] == late, number
