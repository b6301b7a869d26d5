"""What may leave: whoever asks for a paper, no figure goes out that the office withholds.

Each paper is asked for twice: in an office that shows figures, where it must hold some (else the
test could not fail), and in one that shows none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.telegram.settings import CHANNEL
from bot.contract.messages import Chat, Figures, Incoming, MessageKind, Post, Reply
from bot.contract.office import Disclosure
from bot.counter.door import put_all
from bot.counter.handle import handle
from bot.sqlite.store import SqliteStore
from tests.dialogue.conftest import CLAIM, SEED
from tests.staff.conftest import Team, team_of
from tests.staff.office import SETTINGS, Office

# What the seed's bill, its case and what is decided about it are made of; also as a button's data.
FIGURES = (
    "287.20", "28720", "235.20", "52.00", "5200", "420", "100.80", "33.30", "3330", "44.40",
)  # fmt: skip
GOODWILL, PAID = "33.3", "44.4"


def clerk_presses(*data: str) -> Callable[[Team, str], object]:
    def press(team: Team, number: str) -> None:
        for one in data:
            team.clerk.presses_data(one.format(number))

    return press


def customer_says(text: str) -> Callable[[Team, str], object]:
    return lambda team, _: team.stranger.says(text)


def unbound_says(text: str) -> Callable[[Team, str], object]:
    """The account is no longer the chat's, but its case is."""
    return lambda team, _: (team.stranger.says("/unbind"), team.stranger.says(text))


def gives_goodwill(team: Team, number: str) -> None:
    team.clerk.presses_data(f"decide:{number}:goodwill")
    team.clerk.says(GOODWILL)


def has_paid(team: Team, number: str) -> None:
    team.clerk.presses_data(f"paid:{number}")
    team.clerk.says(PAID)


def asks_the_history(team: Team, number: str) -> None:
    gives_goodwill(team, number)
    team.office.deliver()
    team.office.heard.clear()
    team.clerk.presses_data(f"history:{number}")


def sends_a_picture(team: Team, _: str) -> None:
    """Its lines are what a reader of pictures would have found in it."""
    message = Incoming(
        Chat(CHANNEL, str(team.stranger.id)), MessageKind.PHOTO, sender=str(team.stranger.id),
        message_id="p", file_id="p",
        photo_lines=(
            f"户号 {SEED}", "电费年月 2018年12月", "合计电量 420千瓦时", "应收电费 287.20元"
        ),
    )  # fmt: skip
    office = team.office
    assert handle(office.store, office.desk, message, office.now, "picture") == ""
    office.deliver()
    team.stranger.presses("照片读对了")


def closes_and_analyses(team: Team, number: str) -> None:
    for data in ("answer:{}", "decide:{}:explanation", "close:{}", "analysis:{}"):
        team.clerk.presses_data(data.format(number))


def forwards(team: Team, _: str) -> None:
    team.clerk.forwards(f"户号{SEED},电费不对", name="老张")
    team.office.waits(seconds=4)


def forwards_in_a_group(team: Team, _: str) -> None:
    team.clerk.forwards(f"户号{SEED},电费不对", chat={"id": -7, "type": "group", "title": "群"})
    team.office.waits(seconds=4)


PAPERS: dict[str, Callable[[Team, str], object]] = {
    "explanation": customer_says("为什么超过0.56"),
    "bill": customer_says("我的账单"),
    "several bills": customer_says("11月和12月的电费分别是多少"),
    "what is left": customer_says("今年第一档还剩多少度"),
    "refund": customer_says("我要退钱"),
    "complaint": customer_says("我要投诉"),
    "a person is asked for": unbound_says("转人工"),
    "a letter": unbound_says("我家的事情是这样的," * 120),
    "a picture": sends_a_picture,
    "sheet and draft": clerk_presses("show:{}"),
    "sheet of a forward": forwards,
    "sheet in a group": forwards_in_a_group,
    "where it stands": clerk_presses("contact:{}"),
    "sent to the customer": clerk_presses("send:{}"),
    "please approve": clerk_presses("decide:{}:billing_correction"),
    "goodwill": gives_goodwill,
    "paid privately": has_paid,
    "history": asks_the_history,
    "analysis": closes_and_analyses,
    "table": lambda team, _: team.head.says("/export"),
    "to approve": lambda team, number: (
        team.clerk.presses_data(f"decide:{number}:billing_correction"),
        team.head.presses_data(f"show:{number}"),
    ),
}
# Those hold a figure only in a file, or in none of these records.
NOT_READ = {"table", "several bills"}
# A chat that is not bound any more is told no amount of its case at all.
UNBOUND = {"a person is asked for", "a letter"}


def what_left(store: SqliteStore, disclosure: Disclosure, paper: str) -> str:
    """Everything that goes over the wire for a paper, with the data of its buttons."""
    team = team_of(Office(store, settings=replace(SETTINGS, disclosure=disclosure)))
    for text in ("/bind", CLAIM, "为什么超过0.56"):
        team.stranger.says(text)
    team.office.deliver()
    number = team.office.case().number
    team.office.now += timedelta(hours=2)  # another talk, in which all is told anew
    team.office.heard.clear()
    PAPERS[paper](team, number)
    team.office.deliver()
    assert team.office.heard, "nothing was answered at all"
    return "\n".join(f"{heard.method} {heard.text} {heard.params}" for heard in team.office.heard)


@pytest.mark.parametrize("paper", sorted(UNBOUND))
def test_a_chat_that_is_not_bound_is_told_no_figure(store: SqliteStore, paper: str) -> None:
    said = what_left(store, Disclosure.MASKED, paper)
    assert not [figure for figure in FIGURES if figure in said]


@pytest.mark.parametrize("paper", [p for p in PAPERS if p not in NOT_READ | UNBOUND])
def test_a_paper_holds_figures_where_they_may_be_shown(store: SqliteStore, paper: str) -> None:
    said = what_left(store, Disclosure.MASKED, paper)
    assert [figure for figure in FIGURES if figure in said]


@pytest.mark.parametrize("paper", PAPERS)
def test_no_figure_leaves_an_office_that_gives_none(store: SqliteStore, paper: str) -> None:
    said = what_left(store, Disclosure.NOTHING, paper)
    assert [figure for figure in FIGURES if figure in said] == []
    assert "sendDocument" not in said
    assert SEED not in said


def test_what_is_called_sent_is_what_went(store: SqliteStore) -> None:
    team = team_of(Office(store, settings=replace(SETTINGS, disclosure=Disclosure.NOTHING)))
    for text in ("/bind", CLAIM, "为什么超过0.56"):
        team.stranger.says(text)
    team.stranger.hears()
    number = team.office.case().number
    assert "不带数字" in team.clerk.presses_data(f"send:{number}")
    (sent,) = store.cases.events(number, "sent")
    assert team.stranger.hears().startswith(sent.detail)


@pytest.mark.parametrize("account_no", [SEED, "4199999999"])
def test_whoever_wrote_them_figures_go_to_a_chat_that_has_proved_that_account(
    team: Team, account_no: str
) -> None:
    for text in ("/bind", CLAIM):
        team.stranger.says(text)
    team.stranger.hears()
    told = Reply("应收287.20元", figures=Figures(account_no, ""), instead=Reply("请先核对。"))
    post = Post(Chat(CHANNEL, "66"), told, "of-a-colleague")
    put_all(team.office.store, team.office.desk, post.to, "x", [post], team.office.now)
    assert ("287.20" in team.stranger.hears()) is (account_no == SEED)


def test_what_was_shown_stands_in_the_trail_once_it_has_arrived(team: Team) -> None:
    office, store = team.office, team.office.store
    for text in ("/bind", CLAIM):
        team.stranger.says(text)
    office.takes({"message": {**team.stranger.last, "text": "为什么超过0.56"}})
    assert shown(store, "telegram:66") == []
    office.deliver()
    assert shown(store, "telegram:66") == [(SEED, "why")]
    number = office.case().number
    team.clerk.presses_data(f"send:{number}")
    office.deliver()
    assert shown(store, "telegram:66") == [(SEED, "why"), (SEED, f"sent {number}")]


def shown(store: SqliteStore, actor: str) -> list[tuple[str, str]]:
    rows = store.connection.execute(
        "SELECT subject, detail FROM audit WHERE action = 'figures_shown' AND actor = ?", (actor,)
    )
    return [tuple(row) for row in rows]


@pytest.fixture
def team(store: SqliteStore) -> Team:
    return team_of(Office(store))
