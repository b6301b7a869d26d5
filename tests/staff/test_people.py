"""Who may do what: each command, button and link, tried by those who may not."""

from __future__ import annotations

import pytest

from bot.contract.messages import Chat, Reply
from bot.staff import casebook
from bot.staff.joining import COMMANDS
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, join, link_of
from tests.staff.office import Office, Person


def refusals(office: Office, actor: str) -> int:
    """How often the audit trail says that somebody was refused."""
    row = office.store.connection.execute(
        "SELECT count(*) FROM audit WHERE action = 'refused' AND actor = ?", (actor,)
    ).fetchone()
    return int(row[0])


@pytest.fixture
def number(team: Team) -> str:
    """A case that the clerk has."""
    team.clerk.says(f"/case {SEED} 为什么超过0.56")
    return team.office.case().number


@pytest.mark.parametrize("command", sorted({*COMMANDS, "merge"} - {"case"}))
def test_a_stranger_s_staff_command_is_refused_noted_and_told_nothing(
    team: Team, number: str, command: str
) -> None:
    told = team.stranger.says(f"/{command} {number}")
    unknown = team.stranger.says("/nosuchcommand")
    assert told == unknown, "it looks like any command that does not exist"
    assert refusals(team.office, "telegram:66") == 1


@pytest.mark.parametrize("verb", sorted(casebook.HANDLERS))
def test_a_stranger_s_staff_button_is_refused_noted_and_told_nothing(
    team: Team, number: str, verb: str
) -> None:
    before = team.office.case()
    told = team.stranger.presses_data(f"{verb}:{number}:1")
    for secret in (number, SEED, "287", "张", "王芳"):
        assert secret not in told
    assert refusals(team.office, "telegram:66") == 1
    assert team.office.case() == before


def test_a_stranger_in_a_group_is_not_answered_at_all(team: Team, number: str) -> None:
    for text in ("/due", f"/case {number}", "你好", "/start"):
        team.stranger.sends(text=text, group=-7)
    team.stranger.presses_data(f"show:{number}", group=-7)
    team.stranger.forwards("转发", chat={"id": -7, "type": "supergroup"})
    invited = link_of(team.head.says("/invite clerk 刘洋"))
    team.stranger.sends(text=invited, group=-7)
    team.office.waits(minutes=1)
    assert not [h for h in team.office.heard if h.chat == -7 and h.text]
    assert "综合柜员" in Person(team.office, 21, "刘洋").says(invited), "nor is it used up there"


def test_an_invitation_works_once(team: Team) -> None:
    office = team.office
    invited = team.head.says("/invite clerk 刘洋")
    first, second = Person(office, 21, "刘洋"), Person(office, 22, "别人")
    assert "刘洋,您现在是青石供电所的综合柜员" in first.says(link_of(invited))
    told = second.says(link_of(invited))
    assert told == Person(office, 23, "新客户").says("/start")
    assert office.store.staff.member(Chat("telegram", "22")) is None
    assert refusals(office, "telegram:22") == 1


def test_an_invitation_is_good_until_the_moment_that_it_names(team: Team) -> None:
    invited = team.head.says("/invite clerk 刘洋")
    assert "2018年12月23日10:00" in invited
    team.office.waits(hours=23, minutes=59)
    assert "综合柜员" in Person(team.office, 21, "刘洋").says(link_of(invited))


def test_an_invitation_expires(team: Team) -> None:
    invited = team.head.says("/invite clerk 刘洋")
    team.office.waits(hours=24)
    late = Person(team.office, 21, "刘洋")
    assert "综合柜员" not in late.says(link_of(invited))
    assert refusals(team.office, "telegram:21") == 1


@pytest.mark.parametrize("token", ["s_", "s_x", "s_' OR 1=1 --", "s_" + "a" * 60])
def test_a_made_up_link_opens_nothing(team: Team, token: str) -> None:
    assert "您现在是" not in team.stranger.says(f"/start {token}")
    assert refusals(team.office, "telegram:66") == 1


def test_the_database_does_not_hold_the_link(team: Team) -> None:
    token = link_of(team.head.says("/invite clerk 刘洋")).removeprefix("/start s_")
    held = team.office.store.connection.execute("SELECT * FROM invitation").fetchall()
    assert not any(token in str(value) for row in held for value in row)


@pytest.mark.parametrize("text", ["", "clerk", "皇帝 刘洋"])
def test_an_invitation_must_say_who_and_as_what(team: Team, text: str) -> None:
    assert "岗位:台区经理、综合柜员、所长、稽查员" in team.head.says(f"/invite {text}")


@pytest.mark.parametrize(
    ("who", "refused"),
    [
        ("electrician", ["/stats", "/export", "/invite clerk 甲", "/staff", "/remove 2"]),
        ("clerk", ["/stats", "/export", "/invite clerk 甲", "/staff", "/remove 1"]),
        ("auditor", ["/case 4100000123", "/invite clerk 甲", "/staff", "/remove 1"]),
    ],
)
def test_a_role_is_refused_what_is_not_its_own(team: Team, who: str, refused: list[str]) -> None:
    person: Person = getattr(team, who)
    person.hears()
    for command in refused:
        assert person.says(command) == "您的岗位不能做这一步,请找所长。", command
    assert len(team.office.store.staff.members()) == 4


@pytest.mark.parametrize(
    ("who", "verbs"),
    [
        (
            "auditor",
            sorted(
                set(casebook.HANDLERS)
                - {"show", "card", "history", "analysis", "files", "similar", "household"}
            ),
        ),
        ("clerk", ["approve"]),
    ],
)
def test_a_button_of_another_role_is_refused(
    team: Team, number: str, who: str, verbs: list[str]
) -> None:
    before = team.office.case()
    person: Person = getattr(team, who)
    person.hears()
    for verb in verbs:
        assert "您的岗位不能做这一步" in person.presses_data(f"{verb}:{number}:1"), verb
    assert team.office.case() == before


def test_an_electrician_sees_only_cases_of_their_own(team: Team, number: str) -> None:
    person = team.electrician
    person.hears()
    for asked in (f"/case {number}", number):
        assert person.says(asked) == "您这里没有这张工单。可以用 /find 查找。"
    assert person.says("/find 0.56") == "没有工单。"
    assert person.presses_data(f"show:{number}") == "您这里没有这张工单。可以用 /find 查找。"
    team.clerk.presses("转派")
    team.clerk.presses("李强")
    assert f"工单 {number} 现在由您负责" in person.hears()
    assert SEED in person.says(f"/case {number}")


def test_who_has_left_has_no_desk_and_their_cases_are_the_head_s(team: Team, number: str) -> None:
    assert "2. 王芳 · 综合柜员" in team.head.says("/staff")
    told = team.head.says("/remove 2")
    assert "王芳已离岗" in told
    assert "王芳手上1张没办结的工单现在归您" in told
    assert team.office.case().assignee == 1
    assert number in team.head.says("/my")
    assert "交给谁" in team.head.presses(f"转派:{number}")
    team.head.presses("李强")
    assert team.office.case().assignee == 3
    team.clerk.hears()
    assert SEED not in team.clerk.says(f"/case {number}")
    assert "您的工单" not in team.clerk.presses_data(f"show:{number}")
    assert refusals(team.office, "telegram:12") == 1
    menus = [h.method for h in team.office.heard if h.chat == 12]
    assert "deleteMyCommands" in menus
    again = join(team.office, team.head, 12, "clerk", "王芳")
    assert SEED in again.says(f"/case {number}")


def test_who_has_left_does_not_come_back_by_an_invitation_of_their_own(team: Team) -> None:
    other = join(team.office, team.admin, 15, "所长", "孙丽")
    own, for_others = team.head.says("/invite 所长 周明"), team.head.says("/invite clerk 刘洋")
    kept = other.says("/invite clerk 陈晨")
    assert "周明已离岗" in other.says("/remove 1")
    team.head.hears()
    assert "您现在是" not in team.head.says(link_of(own))
    assert "您现在是" not in Person(team.office, 21, "刘洋").says(link_of(for_others))
    assert "您现在是" in Person(team.office, 22, "陈晨").says(link_of(kept))


def test_what_waits_for_any_chat_of_who_has_left_does_not_go_out(team: Team) -> None:
    store, now = team.office.store, team.office.now
    first, second, third = Chat("telegram", "12"), Chat("wx", "old"), Chat("wx", "own")
    for chat in (second, third):
        store.staff.writes_from(2, chat)
    for chat in (first, third):
        store.outbox.put(f"sheet:{chat.name}", chat, Reply("287.20"), now)
    team.head.says("/remove 2")
    waiting = [one for channel in ("telegram", "wx") for one in store.outbox.heads(channel, now)]
    assert not [one for one in waiting if one.what == Reply("287.20")]
    assert "287.20" not in team.clerk.hears()
    assert store.staff.other_chat(2) is None


def test_the_cases_of_whom_the_admin_removes_go_to_the_head(team: Team, number: str) -> None:
    team.head.hears()
    assert "王芳已离岗" in team.admin.says("/remove 2")
    assert "王芳手上1张没办结的工单现在归您" in team.head.hears()
    assert team.office.case(number).assignee == 1


def test_a_colleague_whom_nothing_reaches_is_noticed(team: Team) -> None:
    """Also where what did not arrive was about no case: once a day."""
    team.office.blocked.add(team.electrician.id)
    team.electrician.says("/my")
    assert "李强收不到机器人的消息:对方屏蔽了机器人" in team.head.hears()
    team.electrician.says("/my")
    assert team.head.hears() == ""
    team.office.waits(days=1)
    team.electrician.says("/my")
    assert "李强收不到" in team.head.hears()


def test_nobody_removes_themselves(team: Team) -> None:
    for wrong in ("1", "77", "王芳", ""):
        assert "不能是您自己的" in team.head.says(f"/remove {wrong}")


def test_each_has_the_commands_of_their_role_in_the_menu(team: Team) -> None:
    menus = {h.chat: h.params for h in team.office.heard if h.method == "setMyCommands"}
    names = {chat: [c["command"] for c in m["commands"]] for chat, m in menus.items()}
    assert "invite" in names[11]
    assert "invite" not in names[12]
    assert "export" not in names[13]
    assert menus[12]["scope"] == {"type": "chat", "chat_id": 12}


def test_a_report_never_reaches_whom_it_is_about(team: Team) -> None:
    office = team.office
    told = team.stranger.says("我要举报你们的台区经理李强,收了我200块好处费才给接电")
    assert "不会转给被举报的人" in told
    (case,) = office.store.cases.newest_first()
    office.waits(days=20)
    assert not [h for h in office.heard if h.chat == team.electrician.id and case.number in h.text]
    assert [h for h in office.heard if h.chat == team.auditor.id and case.number in h.text]
    for asked in (f"/case {case.number}", "/my", "/due", "/find 好处费"):
        assert case.number not in team.electrician.says(asked)
        assert case.number not in team.clerk.says(asked)
        assert case.number not in team.head.says(asked)


def test_a_report_about_the_head_goes_to_the_auditor(team: Team) -> None:
    office = team.office
    team.stranger.says("我要举报你们所长收红包")
    (case,) = office.store.cases.newest_first()
    office.waits(days=20)
    knows = {h.chat for h in office.heard if case.number in h.text} - {team.stranger.id}
    assert knows == {team.auditor.id, team.admin.id}, "the admin hears that there is one"
    assert case.number not in team.head.says(f"/case {case.number}")
    assert "共0张工单" in team.head.says("/stats")


def test_a_report_that_nobody_may_see_is_told_to_the_admin_without_its_words(
    office: Office,
) -> None:
    admin = Person(office, 99, "管理员")
    join(office, admin, 11, "head", "周明")
    Person(office, 66, "路人").says("我要举报你们所长收红包")
    office.waits(days=1)
    told = "\n".join(h.text for h in office.heard if h.chat == 99)
    assert "本所没有人可以经手" in told
    assert "红包" not in told


def test_every_view_and_refusal_is_in_an_unbroken_trail(team: Team, number: str) -> None:
    team.auditor.says(f"/case {number}")
    team.stranger.presses_data(f"show:{number}")
    trail = [
        tuple(r) for r in team.office.store.connection.execute("SELECT actor, action FROM audit")
    ]
    assert ("staff:4", "figures_shown") in trail
    assert ("telegram:66", "refused") in trail
    assert team.office.store.audit.verify().broken_at is None


def test_who_comes_hears_of_what_waits(office: Office) -> None:
    """Of a case that the head alone could take, and of a report that nobody could see."""
    admin, customer = Person(office, 99, "管理员"), Person(office, 66, "路人")
    head = join(office, admin, 11, "head", "周明")
    customer.says("转人工")
    customer.says("我要举报你们所长收红包")
    assert "新工单 TS20181222001" in head.hears()
    join(office, head, 12, "clerk", "王芳")
    join(office, admin, 14, "auditor", "赵敏")
    told = {(h.chat, h.text[:17]) for h in office.heard if h.text.startswith("新工单")}
    assert told == {
        (11, "新工单 TS20181222001"), (12, "新工单 TS20181222001"), (14, "新工单 JB20181222001"),
    }  # fmt: skip


def test_who_stays_hears_of_what_is_left_to_them(team: Team) -> None:
    team.electrician.says(f"/case {SEED} 电费不对")
    team.clerk.hears()
    told = team.head.says("/remove 3")
    assert "李强手上1张没办结的工单现在归您" in told
    assert "TS20181222001" in told
