"""Nothing goes past the head: one decision in one version, and who decided hears of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.cases.deciding import stamp
from bot.records.case import Remedy, State
from bot.store.port import Store
from tariff_rules import Verdict
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, join, team_of
from tests.staff.office import SETTINGS, Office

CHANGED = "这之后处理决定又改过"


@pytest.fixture
def number(team: Team) -> str:
    team.clerk.says(f"/case {SEED} 电费不对")
    return team.office.case().number


def test_who_decided_hears_that_it_is_approved(team: Team, number: str) -> None:
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    team.clerk.hears()
    team.head.presses("批准")
    assert f"工单 {number}:更正账单(退补)已批准" in team.clerk.hears()


def test_what_is_not_approved_comes_back_with_the_reason(team: Team, number: str) -> None:
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    team.clerk.hears()
    assert "请写驳回的理由" in team.head.presses("驳回")
    assert "所长驳回:先核对10月底数" in team.head.says("先核对10月底数")
    told = team.clerk.hears()
    assert "更正账单(退补)被驳回" in told
    assert "先核对10月底数" in told
    case = team.office.case()
    assert (case.decision, case.rejected) == (None, "先核对10月底数")
    assert "先核对10月底数" in team.clerk.presses_data(f"history:{number}")
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    assert team.office.case().rejected == ""


def test_an_old_button_never_approves_what_was_decided_since(team: Team, number: str) -> None:
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    old = f"approve:{number}:{stamp(team.office.case())}"
    team.head.presses("驳回")
    team.head.says("先核对")
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    assert CHANGED in team.head.presses_data(old), "the same remedy, decided anew"
    assert CHANGED in team.head.presses_data(old.replace("approve", "reject"))
    assert team.office.case().approved_by is None


@pytest.mark.parametrize("way", ["explanation", "goodwill", "billing_correction"])
def test_a_menu_of_before_changes_nothing(team: Team, number: str, way: str) -> None:
    other = join(team.office, team.head, 22, "综合柜员", "刘二")
    other.presses_data(f"decide:{number}")
    menu = {button: data for h in team.office.heard for button, data in h.buttons.items()}
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    team.head.presses("批准")
    before = team.office.case()
    label = {"explanation": "只作解释", "goodwill": "补偿", "billing_correction": "更正账单(退补)"}
    assert "情况已经变了,这一步没有做" in other.presses_data(menu[label[way]])
    assert CHANGED in other.presses_data(f"decide:{number}:{way}")
    assert team.office.case() == before


def test_a_change_is_told_to_who_decided_and_who_approved(team: Team, number: str) -> None:
    other = join(team.office, team.head, 22, "综合柜员", "刘二")
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    team.head.presses("批准")
    for who in (team.clerk, team.head):
        who.hears()
    other.presses_data(f"decide:{number}")
    other.presses("只作解释")
    change = f"工单 {number}:刘二把处理方式从“更正账单(退补)”改成了“只作解释”"
    assert change in team.clerk.hears()
    told = team.head.hears()
    assert change in told
    assert "核查结果是多收了52.00元,这样处理账单没有更正" in told
    assert team.office.case().approved_by is None
    asked = next(h for h in reversed(team.office.heard) if "请审批" in h.text)
    stands = [h for h in team.office.heard if (h.chat, h.id) == (team.head.id, asked.id)]
    assert stands == [asked], "what is to be approved stays to be read"


def test_a_second_head_does_not_take_the_approval_over(team: Team, number: str) -> None:
    second = join(team.office, team.admin, 31, "所长", "郑二")
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    data = f"approve:{number}:{stamp(team.office.case())}"
    team.head.presses("批准")
    assert "已经批准" in second.presses_data(data)
    assert team.office.case().approved_by == 1


@pytest.mark.parametrize("way", ["explanation", "goodwill"])
def test_an_overcharge_is_corrected_or_the_head_says_why_not(
    team: Team, number: str, way: str
) -> None:
    team.clerk.presses_data(f"decide:{number}:{way}")
    team.clerk.says("30")
    team.clerk.presses_data(f"answer:{number}:telephone")
    assert "批准" in team.clerk.presses_data(f"close:{number}")
    team.head.presses("批准")
    assert team.office.case().approved_by is None
    team.head.says("县公司已经另行退还")
    team.clerk.presses_data(f"close:{number}")
    case = team.office.case()
    assert (case.state, case.overruled) == (State.CLOSED, "县公司已经另行退还")
    assert "所长定不更正,理由:县公司已经另行退还" in team.clerk.says(f"/case {number}")


def test_the_head_gives_a_reason_for_what_the_head_decided(team: Team, number: str) -> None:
    team.head.presses_data(f"decide:{number}:explanation")
    assert "请写不更正账单的理由" in team.head.presses("批准")
    team.head.presses_data(f"answer:{number}:telephone")
    assert "批准" in team.head.presses_data(f"close:{number}")
    assert team.office.case().state is State.ANSWERED


def test_a_reason_is_for_the_decision_that_was_shown(team: Team, number: str) -> None:
    team.clerk.presses_data(f"decide:{number}:explanation")
    team.head.presses("批准")
    team.clerk.presses("改处理方式")
    team.clerk.presses("补偿")
    team.clerk.says("30")
    assert CHANGED in team.head.answers("请写不更正账单的理由", "县公司已经另行退还")
    assert team.office.case().approved_by is None


def test_a_correction_is_not_carried_out_before_it_is_approved(team: Team, number: str) -> None:
    assert "请先定处理方式" in team.clerk.presses_data(f"tasks:{number}:correction")
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    assert "要先由所长批准" in team.clerk.presses_data(f"tasks:{number}:correction")
    team.head.presses("批准")
    team.clerk.presses_data(f"tasks:{number}:correction")
    assert team.office.case().tasks == ("correction",)


def test_what_was_charged_too_little_is_the_head_s_to_decide(team: Team, number: str) -> None:
    case = team.office.case()
    lower = replace(case, verdict=Verdict.CHARGED_WRONGLY, difference=None, remedy=Remedy.CHECK)
    team.office.store.cases.change(case, lower, team.office.now, "bot")
    team.clerk.presses_data(f"decide:{number}:explanation")
    assert "账单比按规定算的少。不向客户要钱" in team.head.hears()
    team.clerk.presses_data(f"answer:{number}:telephone")
    assert "批准" in team.clerk.presses_data(f"close:{number}")
    team.head.presses("批准")
    team.clerk.presses_data(f"close:{number}")
    assert team.office.case().state is State.CLOSED


@pytest.mark.parametrize(("yuan", "given"), [("200", True), ("200.01", False), ("99999", False)])
def test_goodwill_has_the_office_s_limit(store: Store, yuan: str, given: bool) -> None:
    limited = replace(SETTINGS, goodwill_limit=Decimal(200))
    team = team_of(Office(store, settings=limited))  # type: ignore[arg-type]
    team.clerk.says("/case 4100000200 电费不对")
    number = team.office.case().number
    team.clerk.presses_data(f"decide:{number}:goodwill")
    told = team.clerk.says(yuan)
    assert ("本所一张工单最多补偿200.00元" in told) is not given
    assert (team.office.case().decision is Remedy.GOODWILL) is given
    if not given:
        team.clerk.says("50")
        assert team.office.case().goodwill == 50


def test_a_decision_that_lapses_with_its_account_is_told(team: Team, number: str) -> None:
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    team.head.presses("批准")
    other = join(team.office, team.head, 22, "综合柜员", "刘二")
    for who in (team.clerk, team.head):
        who.hears()
    other.presses_data(f"account:{number}:4100000200")
    assert team.office.case().decision is None
    for who in (team.clerk, team.head):
        assert f"工单 {number}:户号或者情况有更正,“更正账单(退补)”作废" in who.hears()
