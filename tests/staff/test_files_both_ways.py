"""Pictures, voice messages and files go both ways while a colleague writes in the chat."""

from __future__ import annotations

from typing import Any

import pytest

from tests.staff.conftest import Team
from tests.staff.office import Heard, Person
from tests.staff.test_life import customer

__all__ = ["customer"]
WAYS: list[tuple[dict[str, Any], str]] = [
    ({"photo": [{"file_id": "F", "width": 1, "height": 1}]}, "sendPhoto"),
    ({"voice": {"file_id": "F", "duration": 2}}, "sendVoice"),
    ({"audio": {"file_id": "F", "duration": 2}}, "sendAudio"),
    ({"document": {"file_id": "F", "file_name": "答复.pdf"}}, "sendDocument"),
    ({"video": {"file_id": "F", "duration": 2}}, "sendVideo"),
    ({"video_note": {"file_id": "F", "length": 3, "duration": 2}}, "sendVideoNote"),
]


@pytest.fixture
def taken(team: Team, customer: Person) -> Heard:
    """The message to which the clerk replies while writing to the customer."""
    customer.hears()
    team.clerk.presses_data(f"takeover:{team.office.case().number}")
    return next(h for h in reversed(team.office.heard) if "现在由您来回复" in h.text)


def new(team: Team, person: Person, before: int) -> list[Heard]:
    team.office.deliver()
    return [h for h in team.office.heard[before:] if h.chat == person.id]


def replies(team: Team, taken: Heard, **content: Any) -> int:
    before = len(team.office.heard)
    team.clerk.sends(reply_to_message={"message_id": taken.id, "text": taken.text}, **content)
    return before


@pytest.mark.parametrize(("content", "method"), WAYS)
def test_a_clerk_s_file_reaches_the_customer(
    team: Team, customer: Person, taken: Heard, content: dict[str, Any], method: str
) -> None:
    before = replies(team, taken, **content)
    (sent,) = new(team, customer, before)
    assert sent.method == method
    assert "F" in sent.params.values()
    assert "已发给客户" in team.clerk.hears()


def test_a_caption_goes_along_and_a_refusal_is_told(
    team: Team, customer: Person, taken: Heard
) -> None:
    before = replies(team, taken, **WAYS[0][0], caption="看第三行")
    assert new(team, customer, before)[0].text == "看第三行"
    team.office.blocked.add(customer.id)
    replies(team, taken, **WAYS[1][0])
    assert "没有发到客户那里" in team.clerk.hears()


def test_a_place_goes_as_words_and_a_sticker_not_at_all(
    team: Team, customer: Person, taken: Heard
) -> None:
    before = replies(team, taken, location={"latitude": 33.1, "longitude": 112.2})
    assert new(team, customer, before)[0].text == "33.1,112.2"
    before = replies(team, taken, sticker={"file_id": "S", "emoji": "👍"})
    assert new(team, customer, before) == []
    assert "没有发给客户" in team.clerk.hears()


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize(("content", "method"), WAYS)
def test_a_customer_s_file_reaches_the_colleague_and_the_sheet(
    team: Team, customer: Person, content: dict[str, Any], method: str
) -> None:
    before = len(team.office.heard)
    customer.sends(**content)
    (sent, *_) = new(team, team.clerk, before)
    assert sent.method == method
    assert "F" in sent.params.values()
    number = team.office.case().number
    assert "附件:" in team.clerk.presses_data(f"show:{number}")
    before = len(team.office.heard)
    team.clerk.presses("附件")
    assert new(team, team.clerk, before)[0].method == method


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize(
    ("content", "read"),
    [
        ({"location": {"latitude": 33.1, "longitude": 112.2}}, "[位置] 33.1,112.2"),
        ({"sticker": {"file_id": "S", "emoji": "😡"}}, "[表情] 😡"),
        ({"contact": {"phone_number": "139", "first_name": "我儿子"}}, "[名片] 我儿子 139"),
        ({"photo": [{"file_id": "F"}], "caption": "表上的数"}, "[图片] 表上的数"),
    ],
)
def test_the_colleague_reads_what_came(
    team: Team, customer: Person, content: dict[str, Any], read: str
) -> None:
    customer.sends(**content)
    assert read in team.clerk.hears()


def test_long_words_below_a_picture_come_after_it(
    team: Team, customer: Person, taken: Heard
) -> None:
    before = replies(team, taken, **WAYS[0][0], caption="字" * 1025)
    assert [h.method for h in new(team, customer, before)] == ["sendPhoto", "sendMessage"]


@pytest.mark.parametrize(("content", "method"), WAYS)
def test_of_a_file_to_a_chat_that_proved_nothing_the_clerk_is_warned(
    team: Team, content: dict[str, Any], method: str
) -> None:
    team.stranger.says("转人工")
    team.clerk.presses_data(f"takeover:{team.office.case().number}")
    shown = next(h for h in reversed(team.office.heard) if "现在由您来回复" in h.text)
    team.clerk.hears()
    before = replies(team, shown, **content)
    assert [h.method for h in new(team, team.stranger, before)][-1] == method
    assert "图片、文件、语音里的内容没法检查" in team.clerk.hears()


def test_where_it_is_proved_nobody_is_warned_of_a_file(
    team: Team, customer: Person, taken: Heard
) -> None:
    before = replies(team, taken, **WAYS[0][0])
    assert new(team, customer, before)
    assert "没法检查" not in team.clerk.hears()
