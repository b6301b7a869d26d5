"""One living card a case, changed where it stands; its buttons know what they were shown with."""

from __future__ import annotations

import pytest

from bot.records.case import State
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, join
from tests.staff.office import Heard, Json, Office, Person

STALE = "您按的时候,情况已经变了,这一步没有做"
GROUP = -7


@pytest.fixture
def number(team: Team) -> str:
    team.clerk.says(f"/case {SEED} 电费不对")
    for person in (team.clerk, team.head, team.electrician):
        person.hears()
    return team.office.case().number


def sent(office: Office, chat: int, since: int = 0) -> list[Heard]:
    return [h for h in office.heard[since:] if h.chat == chat and h.method == "sendMessage"]


def screen(office: Office, chat: int) -> list[Heard]:
    """The chat as it looks now: each message as it was changed last, in the order of sending."""
    now: dict[int, Heard] = {}
    for heard in office.heard:
        if heard.chat == chat:
            now[heard.id] = heard
    return list(now.values())


def test_what_is_done_changes_the_card_and_sends_nothing(team: Team, number: str) -> None:
    office, clerk = team.office, team.clerk
    before = len(office.heard)
    for button in ("已联系客户", "已答复客户", "电话告知", "转派", "返回工单", "转派", "李强"):
        clerk.presses(button)
    assert sent(office, clerk.id, before) == []
    (card,) = [h for h in screen(office, clerk.id) if h.text.startswith(f"工单 {number}")]
    assert "已答复" in card.text
    assert "负责人:李强" in card.text
    assert "客户原话" in card.text, "nothing that was known is lost from sight"


@pytest.mark.usefixtures("number")
def test_what_others_do_changes_the_card_too(team: Team) -> None:
    team.clerk.presses("转派")
    team.clerk.presses("李强")
    before = len(team.office.heard)
    team.electrician.presses("看工单")
    team.electrician.presses("已联系客户")
    (card,) = [h for h in screen(team.office, team.clerk.id) if h.text.startswith("工单 ")]
    assert "处理中" in card.text
    assert sent(team.office, team.clerk.id, before) == []


@pytest.mark.parametrize("button", ["已联系客户", "已答复客户", "挂起", "转派"])
def test_a_button_of_before_says_what_changed_and_does_nothing(
    team: Team, number: str, button: str
) -> None:
    other = join(team.office, team.head, 22, "综合柜员", "刘二")
    other.says(f"/case {number}")
    old = {label: data for h in team.office.heard for label, data in h.buttons.items()}
    other.presses("已联系客户")
    before = team.office.case()
    told = team.clerk.presses_data(old[button])
    assert STALE in told
    assert "刘二: 状态 处理中(原为待联系)" in told
    assert team.office.case() == before


def test_a_double_tap_does_it_once(team: Team, number: str) -> None:
    data = team.office.heard[-2].buttons["已联系客户"]
    team.clerk.presses_data(data)
    events = team.office.store.cases.events(number)
    assert STALE in team.clerk.presses_data(data)
    assert team.office.store.cases.events(number) == events


@pytest.mark.usefixtures("number")
def test_what_is_noted_or_raised_makes_no_button_old(team: Team) -> None:
    data = next(h.buttons["已联系客户"] for h in team.office.heard if "已联系客户" in h.buttons)
    team.clerk.presses("备注")
    team.clerk.says("客户说要打12398")
    assert "12398" in team.head.hears()
    assert STALE not in team.clerk.presses_data(data)
    assert team.office.case().state is State.CONTACTED


def test_who_asks_for_a_case_finds_it_below(team: Team, number: str) -> None:
    team.clerk.says("谢谢")
    before = len(team.office.heard)
    team.clerk.says(f"/case {number}")
    sheet, _ = sent(team.office, team.clerk.id, before)
    team.clerk.presses("已联系客户")
    assert team.office.heard[-1].id == sheet.id


def test_a_card_that_may_not_be_seen_any_more_is_emptied(team: Team, number: str) -> None:
    team.clerk.says("/case 收费员态度不好")
    other = f"{number[:-1]}2"
    message = team.clerk.last
    team.clerk.hears()
    team.clerk.edits(message, "/case 我要举报所长周明收红包")
    team.clerk.sends(
        text="我要举报所长周明收红包",
        reply_to_message={"message_id": 3, "from": {"is_bot": True}, "text": f"工单 {other}"},
    )
    team.office.deliver()
    assert team.office.case(other).kind == "report"
    shown = [h for h in screen(team.office, team.clerk.id) if h.text.startswith(f"工单 {other}")]
    assert shown == [], "the words are gone from the chat of who may not read them"


def in_topic(person: Person, topic: int, **content: object) -> Json:
    return person.sends(group=GROUP, message_thread_id=topic, is_topic_message=True, **content)


def test_answers_stay_in_their_topic(team: Team) -> None:
    office = team.office
    for topic, name in ((901, "吴大海"), (902, "孙秀英")):
        stamp = int(office.now.timestamp())
        origin = {"type": "hidden_user", "date": stamp, "sender_user_name": name}
        in_topic(team.clerk, topic, text="电费不对", forward_origin=origin)
        office.waits(seconds=15)
    cards = [h for h in office.heard if h.chat == GROUP]
    assert [h.topic for h in cards] == ["901", "902"]
    in_topic(team.clerk, 902, text="/due")
    office.deliver()
    assert office.heard[-1].topic == "902"
    team.head.presses_data(f"contact:{office.case('TS20181222001').number}")
    changed = [h for h in office.heard if h.chat == GROUP and h.method == "editMessageText"]
    assert [h.id for h in changed] == [cards[0].id]


def test_a_thread_of_replies_is_no_topic(team: Team) -> None:
    team.clerk.sends(group=GROUP, message_thread_id=55, text="/due")
    team.office.deliver()
    assert team.office.heard[-1].topic == ""
