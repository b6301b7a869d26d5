"""Staff and power: who comes and goes, who names whom, and what nobody gets round."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.cases.deciding import stamp
from bot.contract.messages import Chat
from bot.records.staff import Role
from bot.staff.households import MOST
from bot.store.inbox import TRIES
from tests.dialogue.conftest import CLAIM, SEED
from tests.staff.conftest import Team, explained, join, link_of
from tests.staff.office import ADMIN, Office, Person


@pytest.fixture
def other(team: Team) -> Person:
    """A second head."""
    return join(team.office, team.admin, 15, "所长", "孙丽")


def is_staff(team: Team, person: Person) -> bool:
    return team.office.store.staff.member(Chat("telegram", str(person.id))) is not None


def test_who_was_removed_comes_back_by_a_later_invitation_alone(team: Team, other: Person) -> None:
    kept = other.says("/invite 所长 老周")
    team.office.waits(minutes=1)
    other.says("/remove 1")
    team.head.says(link_of(kept))
    assert not is_staff(team, team.head), "an invitation of before, by somebody who is here"
    team.office.waits(minutes=1)
    team.head.says(link_of(other.says("/invite 所长 周明")))
    assert is_staff(team, team.head)


def test_an_invitation_in_the_name_of_who_leaves_is_void(team: Team, other: Person) -> None:
    link = link_of(other.says("/invite 所长 周明"))
    other.says("/remove 1")
    again = Person(team.office, 81, "周明")
    again.says(link)
    assert not is_staff(team, again)


@pytest.mark.parametrize("name", ["周 明", "周·明", "週明"])
def test_so_is_one_in_their_name_written_otherwise(team: Team, other: Person, name: str) -> None:
    link = link_of(team.admin.says(f"/invite 所长 {name}"))
    other.says("/remove 1")
    again = Person(team.office, 81, "周明")
    again.says(link)
    assert not is_staff(team, again)


@pytest.mark.parametrize("name", ["王芳", "王 芳", "王\u200d芳", "王芳\u034f"])
def test_of_a_colleague_who_looks_like_another_everybody_is_warned(team: Team, name: str) -> None:
    told = team.head.says(f"/invite clerk {name}")
    assert "已经有一位王芳(综合柜员),/staff 里是2号" in told
    team.admin.hears()
    Person(team.office, 81, "王芳").says(link_of(told))
    assert "已经有一位王芳" in team.admin.hears()
    team.head.hears()
    assert "已经有一位" not in team.head.says("/invite clerk 王芳芳")


def test_open_invitations_are_listed_and_cancelled(team: Team, other: Person) -> None:
    link = link_of(team.head.says("/invite clerk 刘洋"))
    listed = other.says("/staff")
    assert "· 刘洋 · 综合柜员,周明邀请" in listed
    assert link.removeprefix("/start s_") not in listed
    assert "链接已经作废" in other.presses("撤回邀请:刘洋")
    assert "已经用过或失效" in other.presses("撤回邀请:刘洋")
    invited = Person(team.office, 81, "刘洋")
    invited.says(link)
    assert not is_staff(team, invited)


def test_only_a_head_cancels(team: Team) -> None:
    link = link_of(team.head.says("/invite clerk 刘洋"))
    (waiting,) = team.office.store.staff.invitations(team.office.now)
    assert "岗位不能" in team.clerk.presses_data(f"void:{waiting.mark}")
    team.stranger.presses_data(f"void:{waiting.mark}")
    invited = Person(team.office, 81, "刘洋")
    invited.says(link)
    assert is_staff(team, invited)


def test_who_comes_and_who_goes_is_told_to_heads_auditors_and_the_admin(
    team: Team, other: Person
) -> None:
    for person in (team.head, team.admin, team.auditor):
        assert "孙丽从现在起在工作台上岗:所长" in person.hears()
    team.head.says("/remove 2")
    for person in (other, team.admin, team.auditor):
        assert "王芳(综合柜员)已离岗,由周明办理" in person.hears()
    told = team.clerk.hears()
    assert "已离岗" not in told
    assert "青石供电所的工作台从现在起对您关闭" in told


def test_the_admin_names_auditors_and_a_head_does_not(team: Team) -> None:
    assert "由系统管理员" in team.head.says("/invite 稽查员 刘洋")
    assert "?start=" not in "".join(h.text for h in team.office.deliver())
    assert "由系统管理员" in team.head.says("/remove 4")
    assert team.office.store.staff.members(Role.AUDITOR)
    join(team.office, team.admin, 81, "稽查员", "刘洋")
    assert "赵敏已离岗" in team.admin.says("/remove 4")
    assert [one.name for one in team.office.store.staff.members(Role.AUDITOR)] == ["刘洋"]


def test_an_admin_who_is_a_head_names_auditors_too(office: Office) -> None:
    admin = Person(office, ADMIN, "管理员")
    admin.says(link_of(admin.says("/invite 所长 管理员")))
    assert "?start=" in admin.says("/invite 稽查员 赵敏")


def test_that_there_is_a_report_is_known_outside_without_its_words(team: Team) -> None:
    team.admin.hears()
    team.stranger.says("我要举报你们所长收红包")
    told = team.admin.hears()
    assert "收到一件举报:JB20181222001" in told
    assert "红包" not in told


def test_what_was_on_its_way_to_who_left_does_not_arrive(team: Team) -> None:
    team.clerk.hears()
    team.clerk.sends(text=f"/case {SEED} 为什么超过0.56")
    team.clerk.forwards("我家电话13800005678")
    team.head.says("/remove 2")
    team.office.waits(minutes=1)
    told = team.clerk.hears()
    assert SEED not in told
    assert "287.20" not in told


@pytest.mark.parametrize("number", ["9" * 19, "9" * 400, "0", "²", "-1", "1.0"])
def test_a_number_that_is_nobody_s_removes_nobody(team: Team, number: str) -> None:
    assert "不能是您自己的" in team.head.says(f"/remove {number}")
    assert len(team.office.store.staff.members()) == 4


def everything_kept(team: Team) -> str:
    db = team.office.store.connection
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "\n".join(
        str(value)
        for table in tables
        for row in db.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of tables
        for value in row
    )


def test_a_link_stands_nowhere_once_it_is_sent_and_used(team: Team) -> None:
    used, open_ = (link_of(team.head.says("/invite clerk 刘洋")) for _ in range(2))
    Person(team.office, 81, "刘洋").says(used)
    url = f"https://t.me/jieti_bot?start={open_.removeprefix('/start ')}"
    for person in (team.head, team.clerk, team.stranger):  # who passes it on to the bot by mistake
        person.says(f"请点 {url} 加入"), person.forwards(url), person.says(url)
        person.says(f"/case {SEED} {url}")
    team.office.waits(minutes=1)
    team.stranger.says("/start s_" + "x" * 32)
    kept = everything_kept(team)
    for link in (used, open_):
        assert link.removeprefix("/start ") not in kept
    assert "s_xxxxxxxx" not in kept


def test_a_link_that_could_not_be_handled_is_not_kept_either(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = link_of(team.head.says("/invite clerk 刘洋"))

    def broken(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr("bot.staff.joining.join", broken)
    with pytest.raises(AssertionError, match="not handled"):
        Person(team.office, 81, "刘洋").says(link)
    for _ in range(TRIES):
        team.office.handles_what_waits()
    assert link.removeprefix("/start ") not in everything_kept(team)


def test_danger_goes_before_everything_in_the_head_s_queue(team: Team) -> None:
    team.head.hears()
    for number in range(101, 141):
        Person(team.office, number, "某某").sends(text="我要投诉12345,再不处理就找记者")
    Person(team.office, 99_000, "某某").sends(text="电线掉下来冒火花了,孩子在旁边")
    first = team.office.store.outbox.heads("telegram", team.office.now)
    (to_head,) = [one for one in first if one.chat.chat_id == str(team.head.id)]
    assert "danger" in to_head.key
    # Only what whoever is in danger is told leaves with it.
    assert to_head in first[:2]
    assert first[0].chat.chat_id in {"99000", str(team.head.id)}


def goodwill(team: Team, by: Person, amount: str) -> str:
    number = team.office.case().number
    by.presses_data(f"decide:{number}:goodwill:{stamp(team.office.case())}")
    return by.says(amount)


@pytest.fixture
def number(team: Team) -> str:
    team.clerk.says(f"/case {SEED} 为什么超过0.56")
    team.head.hears()
    return team.office.case().number


def test_who_decided_an_amount_does_not_approve_it(team: Team, other: Person, number: str) -> None:
    goodwill(team, team.head, "999999.99")
    shown = stamp(team.office.case())
    assert "要另一个人批" in team.head.presses_data(f"approve:{number}:{shown}")
    assert team.office.case().approved_by is None
    assert "999,999.99元" in other.hears(), "the other head is asked"
    other.presses_data(f"approve:{number}:{shown}")
    other.says("补偿合适,账单另行更正")
    assert team.office.case().approved_by == 5


def test_what_the_clerk_decided_the_head_approves(team: Team, number: str) -> None:
    goodwill(team, team.clerk, "30")
    team.head.presses_data(f"approve:{number}:{stamp(team.office.case())}")
    team.head.says("账单另行更正")
    assert team.office.case().approved_by == 1


@pytest.mark.usefixtures("number")
@pytest.mark.parametrize(
    "amount",
    ["999999.996", "999999.999元", "0.004", "0.001元", "500.005", "NaN", "Infinity", "-5", "1e9"],
)
def test_an_amount_is_held_to_the_limits_as_it_is_kept(team: Team, amount: str) -> None:
    assert "例如 30" in goodwill(team, team.clerk, amount)
    assert team.office.case().goodwill is None


@pytest.mark.usefixtures("number")
@pytest.mark.parametrize("words", ["不是50元,是30元", "原来说80元,现在补100元", "20块或者25块"])
def test_of_two_amounts_none_is_taken(team: Team, words: str) -> None:
    assert "里面有几个金额" in goodwill(team, team.clerk, words)
    assert team.office.case().goodwill is None
    team.clerk.says("30")
    assert team.office.case().goodwill == 30


@pytest.mark.usefixtures("number")
@pytest.mark.parametrize(
    "words",
    ["30或40块", "30,40", "每月10元共3个月", "30块5毛,再加20", "30/40", "1e3", "三十到四十"],
)
def test_a_number_beside_the_amount_leaves_it_open(team: Team, words: str) -> None:
    assert "例如 30" in goodwill(team, team.clerk, words)
    assert team.office.case().goodwill is None


@pytest.mark.usefixtures("number")
@pytest.mark.parametrize(
    ("words", "amount"),
    [("1,200", "1200"), ("三十", "30"), ("３０元", "30"), ("30块5", "30.5"), ("壹佰元整", "100")],
)
def test_one_amount_is_read_however_it_is_written(team: Team, words: str, amount: str) -> None:
    goodwill(team, team.clerk, words)
    assert team.office.case().goodwill == Decimal(amount)


@pytest.mark.parametrize("noted", ["good", "fair"])
def test_the_customer_s_own_rating_counts_whatever_staff_noted(team: Team, noted: str) -> None:
    team.stranger.says("/bind")
    team.stranger.says(CLAIM)
    team.stranger.says("为什么超过0.56?我要投诉")
    number = team.office.case().number
    explained(team, number)
    team.clerk.presses_data(f"answer:{number}:telephone")
    team.clerk.presses_data(f"close:{number}")
    team.clerk.presses_data(f"rate:{number}:{noted}")
    team.head.hears()
    assert "已重新受理" in team.stranger.presses("不满意")
    assert number in team.head.hears()


# An area electrician looks into a household for a customer's words


def test_an_electrician_opens_no_household_without_saying_why(team: Team) -> None:
    team.electrician.hears()
    for asked in (f"/case {SEED}", f"/case 户号{SEED}"):
        told = team.electrician.says(asked)
        assert "写上客户说了什么" in told
        assert "287.20" not in told
    assert team.office.store.cases.newest_first() == ()
    team.electrician.says(SEED)
    assert team.office.store.cases.newest_first() == ()


def test_what_an_electrician_looked_into_the_head_reads_at_the_end_of_the_day(team: Team) -> None:
    team.electrician.says(f"/case {SEED} 张家说电费不对")
    team.electrician.says("/case 4100000200 李家问二档")
    told = [h.text for h in team.office.until("2018-12-22 19:00") if h.chat == team.head.id]
    (daily,) = [text for text in told if text.startswith("李强今天查了")]
    assert "李强今天查了2户" in daily
    assert "******0123: " in daily
    assert "张家说电费不对" in daily
    assert SEED not in daily
    assert "287.20" not in daily


def test_an_electrician_looks_into_so_many_households_a_day(team: Team) -> None:
    for n in range(MOST):
        team.electrician.sends(text=f"/case {SEED} 第{n}家说电费不对")
    team.electrician.hears()
    told = team.electrician.says("/case 4100000200 还有一家")
    assert f"今天已经查了{MOST}户" in told
    assert "94.60" not in told
    team.office.waits(days=1)
    team.electrician.hears()
    assert "TS20181223001" in team.electrician.says("/case 4100000200 还有一家")
    team.clerk.says(f"/case {SEED} 柜台没有限")


def test_what_a_clerk_looks_into_is_not_counted(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    told = team.office.until("2018-12-23 09:00")
    assert not [h for h in told if "今天查了" in h.text]
