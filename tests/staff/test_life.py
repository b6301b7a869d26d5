"""A case's way: hold, merge, reopening, taking over, what the customer hears."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from bot.records.account import BillRecord
from bot.records.case import CaseKind, State
from bot.sqlite import cases
from bot.store.port import Store
from bot.store.retention import Keep
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, explained
from tests.staff.office import Office, Person


@pytest.fixture
def customer(team: Team) -> Person:
    """The seed's customer with a case that the bot opened."""
    person = team.stranger
    person.says("/bind")
    person.says(f"{SEED} 张建国 5678")
    person.says("为什么超过0.56")
    return person


def test_a_complaint_of_rudeness_cites_no_law_on_charges_and_ends_without_a_bill(
    team: Team,
) -> None:
    customer = team.stranger
    customer.says("/bind")
    customer.says(f"{SEED} 张建国 5678")
    customer.says("收费员态度恶劣骂我,我要投诉她")
    case = team.office.case()
    assert "第十六条" not in team.clerk.presses_data(f"show:{case.number}")
    team.clerk.presses_data(f"hold:{case.number}")
    assert "哪天接着办还没有定" in customer.says("/case")
    team.clerk.presses_data(f"until:{case.number}:2018-12-28")
    assert "最晚2018年12月28日接着办" in customer.says("/case")
    team.clerk.presses_data(f"resume:{case.number}")
    closed(team)
    told = customer.hears() + customer.says("/case")
    assert "已办结" in told
    assert "处理结果" not in told
    assert "解释" not in told


def closed(team: Team) -> cases.Case:
    """The one case, answered, explained and closed."""
    number = team.office.case().number
    team.clerk.presses_data(f"answer:{number}:telephone")
    explained(team, number)
    team.clerk.presses_data(f"close:{number}")
    return team.office.case(number)


@pytest.mark.parametrize(
    ("moves", "refused"),
    [
        ([], "close"), ([], "resume"), ([], "reopen"), (["contact"], "contact"),
        (["hold"], "answer"), (["answer"], "hold"), (["contact", "answer"], "contact"),
    ],
)  # fmt: skip
def test_a_move_that_does_not_fit_is_refused_in_words(
    team: Team, moves: list[str], refused: str
) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    for move in moves:
        team.clerk.presses_data(
            f"{move}:{number}:telephone" if move == "answer" else f"{move}:{number}"
        )
    before = team.office.case()
    assert "工单现在的状态不能做这一步" in team.clerk.presses_data(f"{refused}:{number}")
    assert team.office.case() == before


@pytest.mark.parametrize(
    "data",
    ["decide:{}:explanation", "goodwill:{}", "paid:{}", "via:{}:12345"],
)
def test_a_closed_case_is_not_changed(team: Team, data: str) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    before = closed(team)
    assert "工单现在的状态不能做这一步" in team.head.presses_data(data.format(before.number))
    assert team.office.case() == before


def test_a_button_pressed_twice_does_it_once(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    team.clerk.presses_data(f"contact:{number}")
    once = team.office.case()
    team.office.waits(minutes=5)
    team.clerk.presses_data(f"contact:{number}")
    assert team.office.case() == once


def test_a_complaint_after_closing_opens_the_case_again(team: Team, customer: Person) -> None:
    number = closed(team).number
    customer.says("我要投诉,钱没有退")
    again = team.office.case()
    assert (again.number, again.state, again.closed_at) == (number, State.OPEN, None)
    assert again.answer_by > team.office.now.date()
    assert f"新工单 {number}" in team.clerk.hears()


def test_a_case_is_raised_when_it_comes_up_the_third_time(team: Team, customer: Person) -> None:
    customer.says("我要投诉")
    assert "第三次" not in team.head.hears()
    for _ in range(2):  # what is said in one talk is one contact
        customer.says("我要投诉,怎么还没人管")
        assert "第三次" not in team.head.hears()
    for third in (False, True):
        team.office.waits(hours=1)
        team.head.hears()
        customer.says("我要投诉,怎么还没人管")
        assert ("同一件事第三次反映" in team.head.hears()) is third
    customer.says("我要投诉,怎么还没人管")
    assert "第三次" not in team.head.hears(), "raised once"


def test_danger_to_life_reaches_the_head_at_once(team: Team) -> None:
    assert "离远" in team.stranger.says("电线掉下来打火花了")
    assert "有人身危险" in team.head.hears()


def test_two_cases_become_one(team: Team) -> None:
    office, clerk = team.office, team.clerk
    clerk.says(f"/case {SEED} 电费不对")
    clerk.says(f"/case {SEED} 多收了钱,要找记者")
    second, first = (case.number for case in office.store.cases.newest_first())
    for wrong in ("", first, f"{first} {first}", f"{first} TS20000101001"):
        clerk.says(f"/merge {wrong}")
    assert {case.state for case in office.store.cases.newest_first()} == {State.OPEN}
    clerk.says(f"/merge {second} {first}")
    gone, kept = office.case(second), office.case(first)
    assert (gone.state, gone.merged_into) == (State.MERGED, first)
    assert kept.escalations == ("media",)
    assert len(office.store.materials.of_case(first)) == 2
    late = [h.text for h in office.until("2019-03-01 09:00") if h.text.startswith(("⏰", "❗"))]
    assert late
    assert not any(second in text for text in late)


def test_a_customer_s_own_picture_is_shown_to_who_works_on_it(team: Team) -> None:
    team.stranger.sends(photo=[{"file_id": "mine"}])
    number = team.office.case().number
    team.clerk.hears()
    team.clerk.says(f"/case {number}")
    team.clerk.presses("附件")
    assert team.office.heard[-1].params["photo"] == "mine"


def test_files_of_a_case_are_shown_again(team: Team) -> None:
    clerk = team.clerk
    clerk.forwards("", photo=[{"file_id": "small"}, {"file_id": "large"}], caption="单子")
    clerk.forwards("", voice={"file_id": "v1"})
    clerk.forwards("", document={"file_id": "d1"})
    team.office.waits(seconds=5)
    clerk.presses("附件")
    shown = [(h.method, h.params) for h in team.office.heard if h.method != "sendMessage"][-3:]
    assert [method for method, _ in shown] == ["sendPhoto", "sendVoice", "sendDocument"]
    assert shown[0][1]["photo"] == "large"
    assert shown[1][1]["voice"] == "v1"


def test_a_third_case_of_an_account_is_raised(team: Team) -> None:
    for n in range(3):
        team.head.hears()
        team.clerk.says(f"/case {SEED} 第{n}次说了")
        assert ("同一件事第三次反映" in team.head.hears()) is (n == 2)


def test_what_was_approved_is_not_changed_behind_the_head_s_back(
    team: Team, customer: Person
) -> None:
    number = team.office.case().number
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    team.head.presses("批准")
    before = team.office.case()
    month = team.office.store.accounts.bills_of(SEED)[0].bill_month
    team.office.store.accounts.put_bill(BillRecord(SEED, month, Decimal(420), Decimal("235.20")))
    customer.says("为什么超过0.56")
    assert team.office.case().difference == before.difference
    team.clerk.presses_data(f"account:{number}:4100000200")
    after = team.office.case()
    assert (after.decision, after.approved_by) == (None, None)


def test_a_forwarded_report_is_taken_in_and_shown_to_no_one_it_names(team: Team) -> None:
    team.electrician.forwards("我要举报李强收红包")
    team.office.waits(seconds=5)
    assert "已按举报登记" in team.electrician.hears()
    number = team.office.case().number
    assert "您这里没有这张工单" in team.electrician.says(f"/case {number}")
    assert number not in team.head.says(f"/case {number}")
    assert "收红包" in team.auditor.says(f"/case {number}")


def test_how_it_came_in_sets_the_deadline(team: Team) -> None:
    team.office.until("2025-03-03 10:00")
    team.clerk.says(f"/case {SEED} 电费不对")
    before = team.office.case().answer_by
    team.clerk.presses("来源")
    shown = team.clerk.presses("95598投诉")
    assert (before - team.office.case().answer_by).days == 3  # a weekend lies between
    assert "答复期限:2025年3月7日" in shown


def test_canned_replies_fill_from_the_case(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    assert "请写:/canned 工单号" in team.clerk.says("/canned")
    team.clerk.says(f"/canned {number}")
    filled = team.clerk.presses("受理回执")
    assert f"工单 {number}" in filled
    assert "2018年12月24日18:00前联系您,2019年1月2日前给您答复" in filled
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    team.head.presses("批准")
    team.clerk.says(f"/canned {number}")
    assert "******0123" in team.clerk.presses("致歉")
    assert "{" not in filled


@pytest.mark.parametrize(
    "phrase", ["接表", "张建国", SEED, "TS20181222001", "20181222", "备忘", "打火"]
)
def test_a_case_is_found_by_number_name_and_two_characters(team: Team, phrase: str) -> None:
    clerk = team.clerk
    clerk.says(f"/case {SEED} 电工接表没手续,插座打火")
    clerk.presses("备注")
    clerk.says("写个备忘")
    clerk.hears()
    assert "TS20181222001" in clerk.says(f"/find {phrase}")


@pytest.mark.parametrize("phrase", ["没有的词", "%", "_", "' OR 1=1 --", "\\"])
def test_what_is_not_there_is_not_found(team: Team, phrase: str) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    team.clerk.hears()
    assert team.clerk.says(f"/find {phrase}") == "没有工单。"


def test_due_lists_the_nearest_first_and_marks_the_late(team: Team) -> None:
    office, clerk = team.office, team.clerk
    clerk.says(f"/case {SEED} 第一件")
    office.waits(days=2)
    clerk.says("/case 4100000200 第二件")
    clerk.presses_data(f"contact:{office.store.cases.newest_first()[0].number}")
    office.waits(days=5)
    clerk.hears()
    lines = clerk.says("/due").splitlines()[2:]
    assert lines[0].startswith("❗ TS20181222001 · ******0123 · 待联系")
    assert lines[1].startswith("TS20181224001 · ******0200 · 处理中")
    assert "TS20181222001" in clerk.says("/my")


def test_the_table_holds_no_formula_and_no_name(team: Team) -> None:
    team.clerk.forwards("=cmd|' /C calc'!A0", name="张建国")
    team.clerk.forwards("+1+2", name="@SUM(A1)")
    team.office.waits(seconds=5)
    team.head.says("/export")
    (document,) = [h for h in team.office.heard if h.method == "sendDocument"]
    sheet = openpyxl.load_workbook(io.BytesIO(_content(document.params))).active
    rows = [[cell.value for cell in row] for row in sheet]
    assert rows[0][0] == "工单号"
    assert sheet.freeze_panes == "A2"
    assert {row[-1] for row in rows[1:]} == {"=cmd|' /C calc'!A0", "+1+2"}
    assert all(cell.data_type == "s" for row in sheet for cell in row if cell.value)
    assert "张建国" not in str(rows)
    assert "共2张工单" in document.text


def test_the_table_hides_who_is_named_in_the_words(team: Team) -> None:
    team.clerk.forwards(
        "我是张建国,电话13800005678,户号4100000123,身份证411326198001011234 多收我52块钱",
        name="建国",
    )
    team.office.waits(seconds=5)
    team.head.says("/export")
    (document,) = [h for h in team.office.heard if h.method == "sendDocument"]
    sheet = openpyxl.load_workbook(io.BytesIO(_content(document.params))).active
    shown = str([[cell.value for cell in row] for row in sheet])
    assert "多收我52块钱" in shown
    secrets = ("建国", "13800005678", "4100000123", "411326198001011234")
    assert [secret for secret in secrets if secret in shown] == []


def _content(params: dict) -> bytes:  # type: ignore[type-arg]
    content = params["document"].input_file_content
    assert isinstance(content, bytes)
    return content


def test_counts_of_all_cases(team: Team, customer: Person) -> None:
    assert closed(team).answered_at
    customer.presses("基本满意")
    assert team.auditor.says("/stats").splitlines()[-4:] == [
        "已办结:1", "按时联系:1张中1张", "按时答复:1张中1张", "基本满意:1",
    ]  # fmt: skip


@pytest.mark.usefixtures("customer")
def test_another_customer_cannot_rate(team: Team) -> None:
    number = closed(team).number
    other = Person(team.office, 67, "别人")
    assert "谢谢" not in other.presses_data(f"rate:{number}:bad")
    assert team.office.case().rating is None


def test_everything_about_a_case_goes_when_its_time_is_over(team: Team) -> None:
    clerk = team.clerk
    clerk.forwards("户号4100000123,电费不对")
    team.office.waits(seconds=5)
    closed(team)
    team.office.waits(days=3 * 365 + 2)
    team.office.store.retention.remove_old(Keep(), team.office.now, sure=True)
    for table in ("complaint_case", "case_event", "case_material"):
        count = team.office.store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        assert count == 0, table


def test_a_deadline_survives_the_removal_of_old_messages(store: Store, team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    team.clerk.presses_data(f"hold:{number}")
    team.office.waits(days=100)
    store.retention.remove_old(Keep(), team.office.now, sure=True)
    team.clerk.presses_data(f"resume:{number}")
    office = Office(store, team.office.now)
    assert [h for h in office.waits(days=20) if number in h.text and h.text.startswith("❗")]
    assert office.case().kind is CaseKind.COMPLAINT
