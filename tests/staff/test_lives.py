"""Danger, despair and reports at the desk: in forwards, edits, notes, taken-over chats."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bot.hearing.intents import read_text
from bot.records.case import CaseKind
from bot.sqlite import inbox
from tests.staff.conftest import Team
from tests.staff.office import Office, Person

DANGER = "电线掉下来冒火花了,孩子在旁边,上次修收了我二十块零钱没找"


def taken_over(team: Team) -> Person:
    """A customer in whose chat the clerk answers."""
    customer = Person(team.office, 71, "张建国")
    customer.says("转人工")
    team.clerk.says(f"/case {team.office.case().number}")
    team.clerk.presses("我来回复客户")
    team.head.hears()
    customer.hears()
    return customer


def test_danger_in_a_chat_taken_over_is_answered_and_raised_at_once(team: Team) -> None:
    customer = taken_over(team)
    said = customer.says(DANGER)
    assert "先打120" in said
    assert "有人身危险" in team.head.hears()
    assert DANGER in team.clerk.hears()


def test_danger_that_comes_again_is_told_to_the_head_again(team: Team) -> None:
    customer = Person(team.office, 71, "张建国")
    customer.says("电表冒烟了")
    assert "有人身危险" in team.head.hears()
    customer.says("电表还在冒烟,快来")
    assert "有人身危险" not in team.head.hears()  # the same danger
    team.office.waits(hours=1)
    team.head.hears()
    customer.says("电表又冒烟了")
    assert "有人身危险" in team.head.hears()


def test_a_frail_home_that_was_cut_off_is_told_to_the_head_at_once(team: Team) -> None:
    customer = taken_over(team)
    customer.says("你们把我家电掐了,家里有个刚满月的娃")
    assert "老人、病人或小孩家里停着电" in team.head.hears()


def test_despair_in_a_chat_taken_over_is_raised_at_once(team: Team) -> None:
    customer = taken_over(team)
    assert "12356" in customer.says("我不想活了")
    assert "不想活" in team.head.hears()


def test_a_report_in_a_chat_taken_over_does_not_go_to_the_colleague(team: Team) -> None:
    customer = taken_over(team)
    team.clerk.hears()
    assert "您的举报已经登记" in customer.says("我要举报王芳收好处费")
    assert "王芳收好处费" not in team.clerk.hears()
    assert [c.kind for c in team.office.store.cases.newest_first()].count(CaseKind.REPORT) == 1


def test_a_forward_with_danger_is_raised_and_its_sheet_shows_the_words(team: Team) -> None:
    team.clerk.forwards(DANGER)
    team.office.waits(seconds=4)
    assert DANGER in team.clerk.hears()
    assert "danger" in team.office.case().escalations
    assert team.office.case().number in team.head.hears()


def test_a_sheet_shows_the_words_even_where_figures_cannot_be_read(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: str) -> None:
        raise IndexError

    read_text.cache_clear()
    monkeypatch.setattr("bot.hearing.grammar.Figures", broken)
    monkeypatch.setattr("bot.hearing.intents.Figures", broken)
    team.clerk.forwards("收了我二十块零头,电表还冒烟")
    team.office.waits(seconds=4)
    assert "收了我二十块零头,电表还冒烟" in team.clerk.hears()
    assert team.office.case().escalations == ("danger",)
    read_text.cache_clear()


def test_an_edit_into_a_report_is_sealed(team: Team) -> None:
    message = team.clerk.forwards("137块")
    team.office.waits(seconds=4)
    team.clerk.edits(message, "我要举报所长周明收钱")
    assert team.office.case().kind is CaseKind.REPORT


def test_an_edit_into_danger_is_raised(team: Team) -> None:
    message = team.clerk.forwards("电费不对")
    team.office.waits(seconds=4)
    team.head.hears()
    team.clerk.edits(message, "电费不对,电表还在冒烟")
    assert team.office.case().escalations == ("danger",)
    assert team.office.case().number in team.head.hears()


def test_a_note_of_despair_is_raised(team: Team) -> None:
    team.clerk.forwards("电费不对")
    team.office.waits(seconds=4)
    team.clerk.presses("备注")
    team.clerk.says("客户电话里说不想活了")
    assert team.office.case().escalations == ("despair",)


def test_staff_who_write_of_danger_have_the_safety_words_and_a_case(team: Team) -> None:
    assert "先打120" in team.clerk.says("村口电线断了掉在路上")
    assert team.office.case().escalations == ("danger",)


@pytest.fixture
def broken_handling(team: Team, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a message says, its handling fails from now on."""
    team.head.hears()

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.counter.handle.answer", broken)
    yield
    read_text.cache_clear()


def fails(office: Office, person: Person, **message: object) -> str:
    """What is heard once a message was tried often enough."""
    with pytest.raises(AssertionError, match="not handled"):
        person.sends(**message)
    for _ in range(inbox.TRIES - 1):
        office.handles_what_waits()
    return person.hears()


@pytest.mark.usefixtures("broken_handling")
def test_danger_that_cannot_be_handled_has_its_answer_and_a_case(team: Team) -> None:
    team.office.store.connection.commit()
    customer = Person(team.office, 71, "张建国")
    assert "先打120" in fails(team.office, customer, text=DANGER)
    case = team.office.case()
    assert (case.question, case.escalations) == (DANGER, ("danger",))
    assert case.number in team.head.hears()
    assert "已经搁置" in team.admin.hears()


@pytest.mark.usefixtures("broken_handling")
def test_words_that_cannot_be_handled_are_a_case_for_a_person(team: Team) -> None:
    customer = Person(team.office, 71, "张建国")
    said = fails(team.office, customer, text="为什么这么贵")
    assert team.office.case().question == "为什么这么贵"
    assert team.office.case().number in said


@pytest.mark.usefixtures("broken_handling")
def test_a_forward_that_cannot_be_handled_keeps_its_words(team: Team) -> None:
    origin = {"type": "hidden_user", "date": 1_545_000_000, "sender_user_name": "老张"}
    said = fails(team.office, team.clerk, text="我要举报周明", forward_origin=origin)
    assert team.office.case().kind is CaseKind.REPORT
    assert team.office.case().number in said


@pytest.mark.usefixtures("broken_handling")
def test_danger_is_answered_even_where_no_case_can_be_made(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.counter.unhandled.lives.first", broken)
    customer = Person(team.office, 71, "张建国")
    assert "先打120" in fails(team.office, customer, text=DANGER)
    assert "出了点问题" in fails(team.office, customer, text="为什么这么贵")


@pytest.mark.parametrize(("text", "answer"), [(DANGER, "先打120"), ("为什么这么贵", "原话")])
def test_words_of_an_update_that_cannot_be_read_are_not_lost(
    team: Team, text: str, answer: str
) -> None:
    customer = Person(team.office, 71, "张建国")
    # A sender without a number is not as Telegram describes it.
    said = fails(team.office, customer, text=text, **{"from": {"first_name": "张"}})
    assert answer in said
    assert team.office.case().question == text


@pytest.mark.parametrize(
    "words", ["王芳问我要了两条烟才给办", "你们电工私下收我三百接线费", "姓王的黑了我五百"]
)
def test_a_report_in_other_words_does_not_reach_who_has_the_chat(team: Team, words: str) -> None:
    team.stranger.says("我要投诉,停电没人管")
    team.clerk.presses_data(f"takeover:{team.office.case().number}")
    for person in (team.clerk, team.head, team.auditor):
        person.hears()
    team.stranger.says(words)
    assert "举报" in team.auditor.hears()
    assert team.clerk.hears() == team.head.hears() == ""


PHOTO = [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}]
CARD = {"phone_number": "13800005678"}
SPOKEN = "电工他哥家养猪场用电从来没人抄过"  # a report that no rule knows, by the model alone


def _by_note(team: Team) -> None:
    team.clerk.says("/case 4100000123 电费不对")
    team.clerk.presses("备注")
    team.clerk.says(SPOKEN)


def _by_edit(team: Team) -> None:
    team.clerk.edits(team.clerk.forwards("137块"), SPOKEN)


def _in_a_chat_taken_over(team: Team) -> None:
    taken_over(team).says(SPOKEN)


@pytest.mark.parametrize(
    "comes",
    [
        lambda team: team.stranger.says(SPOKEN),
        lambda team: team.clerk.forwards(SPOKEN),
        lambda team: team.clerk.forwards("", caption=SPOKEN, photo=PHOTO),
        lambda team: team.clerk.forwards("", contact={**CARD, "first_name": SPOKEN}),
        _by_note,
        _by_edit,
        _in_a_chat_taken_over,
    ],
    ids=["chat", "forward", "caption", "name of a contact", "note", "edit", "chat taken over"],
)  # fmt: skip
def test_a_report_is_sealed_by_whatever_door_it_comes(
    team: Team, comes: Callable[[Team], object]
) -> None:
    comes(team)
    team.office.waits(seconds=20)
    kinds = [case.kind for case in team.office.store.cases.newest_first()]
    assert kinds.count(CaseKind.REPORT) == 1
    assert SPOKEN not in team.head.hears()
    assert "举报" in team.auditor.hears()


def test_what_a_colleague_fears_raises_nothing_and_what_a_customer_threatens_does(
    team: Team,
) -> None:
    team.clerk.forwards("电费不对")
    team.office.waits(seconds=4)
    team.clerk.presses("备注")
    team.clerk.says("他家可能要打12398")
    assert team.office.case().escalations == ()
    assert "先别伤着人" in team.stranger.says("信不信我一把火烧了你那个破所")
    assert "扬言伤人、砸东西或聚众" in team.head.hears()
