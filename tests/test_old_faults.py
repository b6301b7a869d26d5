"""Faults that the office once had, each as it was met: none of them comes back.

Those of money are in `test_unknown_facts`, those of the doors in `test_doors`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest

from bot.contract.hours import Hours
from bot.contract.messages import Incoming, MessageKind, Reply
from bot.contract.office import Disclosure
from bot.hearing.masking import masked_words
from bot.store.port import Store
from bot.store.retention import Keep
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import Customer, replies_to
from tests.staff.conftest import Team, team_of
from tests.staff.office import SETTINGS, Office, Person


def office_with(store: Store, **settings: object) -> Team:
    return team_of(Office(store, settings=replace(SETTINGS, **settings)))  # type: ignore[arg-type]


@pytest.fixture
def team(store: Store) -> Team:
    return office_with(store)


def asks_about_the_seed(person: Person) -> str:
    person.says("/bind")
    person.says(CLAIM)
    return person.says("为什么超过0.56")


# What may leave the office


@pytest.mark.parametrize("figure", ["287.20", "52.00", "420", "180度"])
def test_no_figure_leaves_an_office_that_gives_none(store: Store, figure: str) -> None:
    team = office_with(store, disclosure=Disclosure.NOTHING)
    assert "287.20" not in asks_about_the_seed(team.stranger)
    team.clerk.presses_data(f"send:{team.office.case().number}")
    assert figure not in team.stranger.hears()


# False records


@pytest.mark.parametrize("button", ["why", "bill", "refund", "complain"])
def test_a_pressed_button_is_not_the_customer_s_words(team: Team, button: str) -> None:
    customer = team.stranger
    customer.presses_data(button)
    customer.says(CLAIM)
    case = team.office.case()
    assert case.question != button
    assert f"> {button}" not in team.clerk.says(f"/case {case.number}")


LINES = ("户号 4100000123", "电费年月 2018年12月", "合计电量 420千瓦时", "应收电费 287.20元")


def sends_picture(customer: Customer) -> Reply:
    picture = Incoming(
        customer.chat,
        MessageKind.PHOTO,
        file_id="f1",
        message_id="m1",
        sender="1",
        photo_lines=LINES,
    )
    (shown,) = replies_to(customer, picture)
    return shown


def test_a_confirmed_picture_puts_no_words_into_the_customer_s_mouth(
    store: Store, customer: Customer
) -> None:
    sends_picture(customer)
    customer.commands("photo_right")
    assert "为什么这个价" not in Office(store).case().question


@pytest.mark.parametrize("note", ["表码 120 → 180,客户自己拍的", "先查表 → 再回电"])
def test_a_note_stands_in_the_history_as_it_was_written(team: Team, note: str) -> None:
    clerk = team.clerk
    clerk.says(f"/case {SEED} 电费不对")
    clerk.presses("备注")
    clerk.says(note)
    (line,) = [one for one in clerk.presses("记录").splitlines() if "备注" in one]
    assert line.endswith(f"王芳: 备注 {note}")


def _by_command(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")


def _by_forwarding(team: Team) -> None:
    team.clerk.forwards(f"户号{SEED},电费不对")
    team.office.waits(seconds=4)


@pytest.mark.parametrize("opened", [_by_command, _by_forwarding])
def test_who_took_a_case_in_is_who_opened_it(team: Team, opened: Callable[[Team], None]) -> None:
    opened(team)
    assert "王芳: 登记" in team.clerk.presses_data(f"history:{team.office.case().number}")


def test_what_was_shown_once_stands_once_in_the_trail(team: Team) -> None:
    office, clerk = team.office, team.clerk
    clerk.forwards(f"户号{SEED},电费不对")
    for n in range(4):
        clerk.forwards("", photo=[{"file_id": f"p{n}"}], media_group_id="a")
    heard = [h for h in office.waits(seconds=4) if h.text.startswith("工单 TS")]
    assert len(heard) == 1
    shown = office.store.connection.execute(
        "SELECT count(*) FROM audit WHERE action = 'figures_shown' AND subject = ?", (SEED,)
    )
    assert shown.fetchone()[0] == 1


# Wrong promises

SHORT_DAY = Hours(((time(8, 30), time(12)), (time(14), time(17))))


def test_a_customer_is_promised_the_office_s_own_closing_time(store: Store) -> None:
    team = office_with(store, hours=SHORT_DAY)
    assert "2018年12月24日17:00前" in team.stranger.says("转人工")


def test_a_case_opened_again_ends_with_the_office_s_day(store: Store) -> None:
    team = office_with(store, hours=SHORT_DAY)
    team.office.until("2025-03-03 10:00")
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    for move in (
        "via:{}:12398",
        "answer:{}:telephone",
        "decide:{}:explanation",
        "close:{}",
        "reopen:{}",
    ):
        team.head.presses_data(move.format(number))
    assert team.office.case().contact_by.time() == time(17)


# Lost, leaked, told twice, misleading


def test_a_picture_is_still_there_after_another_question(stranger: Customer) -> None:
    sends_picture(stranger)
    stranger.says("我家电费怎么这么贵")
    (reply, *_) = stranger.commands("photo_right")
    assert "没看明白" not in reply.text


@pytest.mark.parametrize(
    "written",
    ["41000\u200b00123", "4100\ufeff000123", "4100 000 123", "4100-000-123", "4100000\u2060123"],
)
def test_what_names_an_account_is_masked_however_it_is_written(written: str) -> None:
    left = [c for c in masked_words(f"户号{written},交了287元") if c.isdecimal()]
    assert "".join(left) == "287"


def test_the_head_is_told_once_for_as_long_as_the_case_is_there(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 再不解决我就打12398")
    number = team.office.case().number
    assert "提到12398" in team.head.hears()
    team.office.waits(days=100)
    team.office.store.retention.remove_old(Keep(), team.office.now, sure=True)
    team.head.hears()
    team.clerk.presses_data(f"contact:{number}")
    assert "提到12398" not in team.head.hears()


def test_why_nothing_can_be_sent_is_said_as_it_is(team: Team) -> None:
    team.stranger.says("转人工")
    said = team.clerk.presses_data(f"send:{team.office.case().number}")
    assert "没有和机器人的聊天" not in said


# Papers that say what is not so


def test_a_closed_case_is_not_said_to_be_worked_on(team: Team) -> None:
    asks_about_the_seed(team.stranger)
    number = team.office.case().number
    for move in ("answer:{}:telephone", "decide:{}:explanation", "close:{}"):
        team.head.presses_data(move.format(number))
    team.stranger.hears()
    said = team.stranger.says("我的工单到哪一步了?")
    assert number in said
    assert "正在处理" not in said
    assert "前联系您" not in said


def test_what_was_ticked_off_is_not_called_still_to_do(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    team.clerk.presses_data(f"tasks:{number}:apology")
    history = team.clerk.presses_data(f"history:{number}")
    assert "致歉" in history
    assert "要做的事 致歉" not in history


def test_a_merged_case_tells_where_it_went(team: Team) -> None:
    for words in ("电费不对", "多收了钱"):
        team.clerk.says(f"/case {SEED} {words}")
    team.clerk.says("/merge TS20181222002 TS20181222001")
    sheet = team.clerk.says("/case TS20181222002").split("给客户的回复草稿")[0]
    assert "已并案" in sheet
    assert "TS20181222001" in sheet
