"""A conversation that is forwarded as one: whose account it is, and who said what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.contract.came import Origin, Quoted
from bot.contract.messages import Chat, Incoming, MessageKind
from bot.counter.at_desk import at_desk
from bot.hearing.heard import hear
from bot.records.case import Case
from bot.staff import papers
from bot.staff.turn import StaffTurn
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team

SAID, OTHERS = "我几个月没交过电费,怎么超过0.56了", "4100000200"


def forwarded(team: Team, *said: tuple[str, str]) -> tuple[StaffTurn, str]:
    """The clerk's turn, and what the desk said to a conversation that they forward."""
    office, chat = team.office, Chat("telegram", "12")
    member = office.store.staff.member(chat)
    assert member
    at = office.now - timedelta(hours=1)
    parts = tuple(Quoted(Origin("hidden_user", "", name, at), text) for name, text in said)
    message = Incoming(
        chat, MessageKind.RECORD, "聊天记录", sender="12", message_id="7", parts=parts,
        sent_at=office.now,
    )  # fmt: skip
    turn = StaffTurn(
        office.store, office.desk, member, message, hear("聊天记录", office.now.date()), office.now
    )
    told = at_desk(turn)
    return turn, "\n".join(getattr(one, "text", "") for one in told)


def only_case(turn: StaffTurn) -> Case:
    (case,) = turn.store.cases.newest_first()
    return case


@pytest.mark.parametrize(
    ("said", "account"),
    [
        ((("张大叔", SAID), ("李婶", f"我家户号{OTHERS}")), None),
        ((("张大叔", SAID), ("李婶", f"我家户号{OTHERS}"), ("张大叔", f"我的是{SEED}")), SEED),
        ((("王芳", f"李婶的是{OTHERS}"), ("张大叔", f"{SAID},户号{SEED}")), SEED),
        ((("王芳", f"李婶的是{OTHERS}"), ("张大叔", SAID)), None),
    ],
)
def test_whose_account_it_is_says_the_customer_alone(
    team: Team, said: tuple[tuple[str, str], ...], account: str | None
) -> None:
    turn, _ = forwarded(team, *said)
    assert only_case(turn).account_no == account


def test_the_sheet_says_who_said_what(team: Team) -> None:
    turn, _ = forwarded(team, ("张大叔", SAID), ("李婶", "我家也是"), ("王芳", "我查查"))
    sheet = papers.papers(turn, only_case(turn))[0].text
    assert f"> 张大叔:{SAID}\n> 李婶:我家也是" in sheet
    assert "王芳:我查查" not in sheet.partition("补充")[0]
    alone, _ = forwarded(team, ("陈伯", "停电了"), ("王芳", "我查查"))
    newest = alone.store.cases.newest_first()[0]
    assert "> 停电了" in papers.papers(alone, newest)[0].text


def test_a_conversation_of_colleagues_alone_is_no_complaint(team: Team) -> None:
    turn, told = forwarded(team, ("王芳", "明天谁值班"), ("李强", "我,电费的事明天再说"))
    assert not list(turn.store.cases.newest_first())
    assert "同事或机器人说的话" in told
