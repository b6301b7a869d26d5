"""Words before the bill: the head lets them go out, each once; who refuses them gets none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from bot.counter.ahead import keep
from bot.hearing.marked import Mark, marked_in
from bot.lessons.ahead import at_risk, from_findings, text
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.records.ahead import Why, Word
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from bot.store.port import Store
from bot.wording.catalogue import words as wording
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, join
from tests.staff.office import SETTINGS, START, Person

TODAY = START.date()
WORD = Word(SEED, Why.HOUSEHOLD_ENDS, "2019-01-31")


@pytest.fixture
def waiting(team: Team) -> Team:
    """The seed's customer is bound; a word waits."""
    zhang = team.stranger
    zhang.says("/bind")
    zhang.says(f"{SEED} 张建国 5678")
    team.office.store.accounts.put_fact(granted("2019-01-31"))
    team.office.store.ahead.put(WORD, START)
    zhang.hears()
    return team


def test_the_head_lets_it_go_out_and_it_stands_with_the_account(waiting: Team) -> None:
    assert "岗位不能" in waiting.clerk.says("/ahead")
    shown = waiting.head.says("/ahead")
    assert "到2019年1月31日为止" in shown
    assert waiting.stranger.hears() == ""
    assert "1户、1个聊天" in waiting.head.presses("发出:多人口优惠快到期")
    assert waiting.stranger.hears() == "", "not on a Saturday"
    waiting.office.waits(days=2)
    told = waiting.stranger.hears()
    assert "******0123" in told
    assert "多人口优惠" in told
    assert "没有要提前告知" in waiting.head.says("/ahead")
    assert not waiting.office.store.ahead.put(WORD, waiting.office.now), "once"
    waiting.clerk.says(f"/case {SEED} 没人告诉过他多人口到期")
    number = waiting.office.case().number
    shown = waiting.clerk.presses_data(f"household:{number}")
    assert "账单前告知过:多人口优惠快到期(写给客户,周明放行)" in shown
    assert "账单前告知过:多人口优惠快到期" in waiting.clerk.presses_data(f"analysis:{number}")
    entries = waiting.office.store.connection.execute(
        "SELECT actor, subject FROM audit WHERE action = 'told_ahead'"
    ).fetchall()
    assert [tuple(one) for one in entries] == [("staff:1", SEED)]


@pytest.mark.parametrize(
    "words",
    ["没人告诉过我多人口到期", "从来没有人通知我", "你们怎么不早点说", "也没谁提前跟我说一声"],
)
def test_who_says_that_nobody_told_them_is_shown_what_was_written(
    waiting: Team, words: str
) -> None:
    waiting.head.says("/ahead")
    waiting.head.presses("发出:多人口优惠快到期")
    assert "给您发过" not in waiting.stranger.says(words), "it has not arrived yet"
    waiting.office.waits(days=2)
    waiting.stranger.hears()
    assert "12月24日我们在这里给您发过" in waiting.stranger.says(words)
    assert "给您发过" not in waiting.stranger.says("为什么超过0.56")
    store = waiting.office.store
    store.chats.end_binding(store.ahead.given_of(SEED)[0].chat, SEED)
    assert "给您发过" not in waiting.stranger.says(words), "the account is theirs no more"
    other = Person(waiting.office, 67, "邻居")
    assert "给您发过" not in other.says(words)


@pytest.mark.parametrize(
    "words",
    ["没人会告诉我这些", "事先没通知一声就按三档收", "没提醒我,能补办吗", "电费涨了没人说一声"],
)
def test_a_reproach_is_heard(words: str) -> None:
    assert Mark.NOT_TOLD in marked_in(words)


@pytest.mark.parametrize(
    "words",
    [
        "停电也没人通知",
        "换表没人跟我打招呼",
        "抄表的来了也没人说一声",
        "有没有人告诉我怎么办",
        "没交费会通知吗",
        "没缴费怎么通知我",
        "你们没有通知我吗?",
        "没人提醒过么",
    ],
)
def test_another_matter_or_a_question_is_no_reproach(words: str) -> None:
    assert Mark.NOT_TOLD not in marked_in(words)


def test_who_refuses_gets_none(waiting: Team) -> None:
    waiting.head.says("/ahead")
    waiting.head.presses("发出:多人口优惠快到期")
    waiting.office.waits(days=2)
    assert "不再主动提醒" in waiting.stranger.presses("以后不用提醒")
    other = replace(WORD, why=Why.TIER_NEAR, about="2018 1")
    waiting.office.store.ahead.put(other, START)
    waiting.head.says("/ahead")
    assert "1户、0个聊天" in waiting.head.presses("发出:这一档快用完")
    assert "52.00" in waiting.stranger.says("为什么超过0.56"), "questions are answered as before"
    kept = waiting.stranger.says("/my_data")
    assert "账单前给您发过的话:1条" in kept
    assert "您不要账单前的提醒" in kept


def test_whom_no_messenger_reaches_is_told_in_person(team: Team) -> None:
    """The audit found it, they have no chat: a colleague calls, and that answers them later."""
    store, word = team.office.store, Word(SEED, Why.REGISTERED_LATE, "2018")
    assert keep(store, [word], START) == 1
    shown = team.head.says("/ahead")
    assert "其中1户没有绑定聊天" in shown
    assert "岗位不能" in team.clerk.says("/ahead"), "nothing is released"
    released = team.head.presses("发出:先用电后登记")
    assert "张建国 13800005678" in released
    assert "有1户要在出账单前当面" in team.clerk.hears()
    assert team.electrician.hears() == ""
    shown = team.clerk.says("/ahead")
    assert "先通电" in shown or "可能通电在先" in shown
    assert "岗位不能" in team.electrician.says("/ahead"), "an account of another area"
    assert "记下了" in team.clerk.presses("已打电话:******0123")
    pressed = f"ahead:told:telephone:registered_late:{SEED}:2018"
    assert "没有要提前告知" in team.clerk.presses_data(pressed), "twice, and nobody is blamed"
    assert "没有要提前告知" in team.head.says("/ahead")
    trail = store.connection.execute(
        "SELECT actor, subject, detail FROM audit WHERE action = 'told_ahead' ORDER BY id"
    ).fetchall()
    assert [tuple(one) for one in trail][1:] == [
        ("staff:2", SEED, "registered_late 2018, telephone")
    ]
    team.stranger.says("/bind")
    team.stranger.says(f"{SEED} 张建国 5678")
    told = team.stranger.says("没人告诉过我这些")
    assert "12月22日本所打电话告知过您家" in told
    assert "当面或电话告知您家的话:1条" in team.stranger.says("/my_data")
    team.clerk.says(f"/case {SEED} 没人告诉过他")
    number = team.office.case().number
    assert "电话告知,王芳" in team.clerk.presses_data(f"analysis:{number}")


def test_an_electrician_tells_those_of_the_own_area_and_no_namesake_does(team: Team) -> None:
    store = team.office.store
    account = store.accounts.get(SEED)
    assert account is not None
    store.accounts.put_account(replace(account, manager="李强"))
    keep(store, [Word(SEED, Why.REGISTERED_LATE, "2018")], START)
    namesake = join(team.office, team.head, 15, "台区经理", "李强")
    team.head.presses_data(f"ahead:go:{Why.REGISTERED_LATE}")
    assert "有1户要在出账单前当面" in team.electrician.hears()
    assert "有1户" not in namesake.hears()
    assert "岗位不能" in namesake.says("/ahead")
    assert "张建国 13800005678" in team.electrician.says("/ahead")


def test_who_refuses_such_words_is_not_called_instead(waiting: Team) -> None:
    store = waiting.office.store
    store.ahead.refuse(store.chats.bound_to(SEED)[0], START)
    assert keep(store, [replace(WORD, about="2019-02-28")], START) == 0
    assert "张建国" not in waiting.head.says("/ahead")
    assert "张建国" not in waiting.head.presses("发出:多人口优惠快到期")
    assert store.ahead.untold() == ()


def test_what_the_head_leaves_out_never_goes(waiting: Team) -> None:
    waiting.head.says("/ahead")
    assert "不发了:1户" in waiting.head.presses("不发:多人口优惠快到期")
    waiting.office.waits(days=3)
    assert waiting.stranger.hears() == ""
    assert not waiting.office.store.ahead.put(WORD, waiting.office.now)


@pytest.mark.parametrize("until", ["2020-01-31", None])
def test_what_is_over_or_has_changed_while_it_waited_goes_to_nobody(
    waiting: Team, until: str | None
) -> None:
    store, near = waiting.office.store, replace(WORD, why=Why.TIER_NEAR, about="2018 1")
    store.ahead.put(near, START)
    assert "多人口" in waiting.head.says("/ahead")
    if until:
        store.accounts.put_fact(granted(until))
    else:
        store.accounts.drop_fact(SEED, FactKind.HOUSEHOLD, "2018-01-01")
    shown = waiting.head.says("/ahead")
    assert "这一档" in shown
    assert "多人口" not in shown
    waiting.head.presses_data(f"ahead:go:{WORD.why}")
    waiting.office.waits(days=15)
    assert "没有要提前告知" in waiting.head.says("/ahead"), "another year has begun"
    waiting.head.presses_data(f"ahead:go:{near.why}")
    waiting.office.waits(days=3)
    assert waiting.stranger.hears() == ""


def test_it_is_forgotten_with_the_chat(waiting: Team) -> None:
    waiting.head.says("/ahead")
    waiting.head.presses("发出:多人口优惠快到期")
    waiting.office.waits(days=2)
    store = waiting.office.store
    (given,) = store.ahead.given_of(SEED)
    store.chats.forget(given.chat)
    assert store.ahead.given_of(SEED) == ()


NUMBER = "4100009000"


def household(store: Store, per_month: int, months: int = 11) -> None:
    """Read monthly since years, with so many kWh a month this year."""
    since, price = date(2015, 1, 1), "城乡居民生活用电"
    account = AccountRecord(
        NUMBER, "钱一", registered_on=since, powered_on=since, price_name=price
    )
    store.accounts.put_account(account)
    days = [date(2017, 12, 20), *(date(2018, month, 20) for month in range(1, months + 1))]
    for n, (first, last) in enumerate(pairwise(days)):
        before, kwh = Decimal(n * per_month), Decimal(per_month)
        store.accounts.put_reading(
            ReadingRecord(NUMBER, "1", "总", last.replace(day=1), before, before + kwh, first,
                          last, Decimal(1), kwh)
        )  # fmt: skip
        store.accounts.put_bill(BillRecord(NUMBER, last.replace(day=1), kwh, Decimal(1)))


def granted(until: str) -> FactRecord:
    value = {"from": "2018-01-01", "persons": 5, "until": until}
    return replace(fact(FactKind.HOUSEHOLD, value, "2018-01-01"), account_no=SEED)


def fact(kind: FactKind, value: Mapping[str, Any] | None, since: str) -> FactRecord:
    standing = Standing.UNKNOWN if value is None else Standing.KNOWN
    return FactRecord(NUMBER, kind, standing, since, value, FactSource.FILE, "", START)


@pytest.mark.parametrize(
    ("per_month", "expected"),
    [(100, []), (170, []), (190, [Why.TIER_NEAR]), (240, []), (290, [])],
    ids=["far", "lasts to December", "tier 1 ends in December", "in tier 2", "in the last"],
)
def test_a_tier_in_reach_of_the_next_bill(
    store: Store, per_month: int, expected: list[Why]
) -> None:
    """Henan: 2,160 and 3,120 kWh a year; read until 20 November, looked at in December."""
    household(store, per_month)
    found = list(at_risk(store, SETTINGS, NUMBER, TODAY))
    assert [word.why for word in found] == expected


@pytest.mark.parametrize(
    ("grants", "about"),
    [
        ([("2018-01-01", "2019-01-31")], "2019-01-31"),
        ([("2018-01-01", "2019-05-31")], None),
        ([("2018-01-01", "2018-11-30")], None),
        ([("2018-01-01", "2019-01-31"), ("2019-02-01", "2020-01-31")], None),
        ([("2018-01-01", "")], None),
        ([("2018-01-01", "2019-01-31"), ("", None)], None),
    ],
    ids=["ends soon", "ends late", "has ended", "goes on", "no end", "something is open"],
)
@pytest.mark.parametrize("kind", [FactKind.HOUSEHOLD, FactKind.LOW_INCOME])
def test_an_allowance_that_ends(
    store: Store, kind: FactKind, grants: list[tuple[str, str | None]], about: str | None
) -> None:
    household(store, 100)
    for since, until in grants:
        value = None if until is None else {"from": since, "persons": 5, "until": until}
        if until == "":
            value = {"from": since, "persons": 5}
        store.accounts.put_fact(fact(kind, value, since))
    found = [word.about for word in at_risk(store, SETTINGS, NUMBER, TODAY)]
    assert found == ([about] if about else [])


def test_an_old_reading_says_nothing_of_the_next_bill(store: Store) -> None:
    household(store, 300, months=7)
    assert list(at_risk(store, SETTINGS, NUMBER, TODAY + timedelta(days=10))) == []


def test_the_audit_names_who_was_registered_late() -> None:
    findings = [
        {"rule": "A05", "account": SEED}, {"rule": "A03", "account": ""},
        {"rule": "A02", "account": NUMBER}, {"rule": "A06", "account": NUMBER},
        {"rule": "D02", "account": NUMBER},
    ]  # fmt: skip
    (word,) = from_findings(findings, 2018)
    assert word == Word(SEED, Why.REGISTERED_LATE, "2018")
    told = text(wording(), word)
    assert "可能通电在先" in told
    assert "我们的原因" not in told
