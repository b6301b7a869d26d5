"""A case about no bill is closed with what came of it: chosen or written, read by everybody."""

from __future__ import annotations

import pytest

from bot.records.case import State
from bot.staff.finding import LONGEST
from bot.wording.drafts import drafts
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team
from tests.staff.office import Person

RIGHT = "4100000200"
CAME = "已修好,来电了"
OUTAGE = "停电两天了没人来修"


def answered(team: Team, words: str) -> str:
    team.clerk.says(f"/case {words}")
    number = team.office.case().number
    team.clerk.presses_data(f"answer:{number}:telephone")
    return number


def test_an_outage_is_closed_by_what_came_of_it(team: Team) -> None:
    number = answered(team, OUTAGE)
    assert f"工单 {number} 最后怎么样?" in team.clerk.presses("办结")
    assert team.office.case().state is State.ANSWERED
    shown = team.clerk.presses(CAME)
    assert team.office.case().state is State.CLOSED
    assert f"查到的情况:{CAME}" in shown
    assert "只作解释" not in shown
    assert "按规定建议" not in shown
    analysis = team.clerk.presses("案例分析")
    assert f"· 查到的情况:{CAME}" in analysis
    assert "只作解释" not in analysis


def test_what_came_of_it_may_be_written(team: Team) -> None:
    number = answered(team, OUTAGE)
    team.clerk.presses("办结")
    assert "请用一句话写" in team.clerk.presses("写一句")
    assert "太长" in team.clerk.says("保险烧了" * LONGEST)
    assert team.office.case().state is State.ANSWERED
    shown = team.clerk.says("变压器保险烧了,换好了")
    assert f"工单 {number} · 已办结" in shown
    assert "查到的情况:变压器保险烧了,换好了" in shown


def test_what_was_found_before_is_not_asked_again(team: Team) -> None:
    number = answered(team, OUTAGE)
    team.clerk.presses_data(f"found:{number}")
    team.clerk.says("计划停电,四点送的")
    assert "已办结" in team.clerk.presses_data(f"close:{number}")


def test_of_a_right_bill_and_an_outage_what_came_is_asked(team: Team) -> None:
    team.clerk.says(f"/case {RIGHT} {OUTAGE}")
    team.clerk.presses("联系、答复并办结")
    assert "最后怎么样" in team.clerk.presses("电话告知")
    assert "已办结" in team.clerk.presses(CAME)
    assert "账单没有算错" not in team.clerk.presses("案例分析")


@pytest.mark.parametrize("words", ["电费不对", f"{SEED} {OUTAGE}"])
def test_where_money_is_the_matter_it_is_still_decided(team: Team, words: str) -> None:
    answered(team, words)
    assert "请先定处理方式" in team.clerk.presses("办结")


@pytest.mark.parametrize("data", ["outage.9", "outage.-1", "voltage.0", "x", "."])
def test_a_way_that_there_is_not_is_asked_in_words(team: Team, data: str) -> None:
    number = answered(team, OUTAGE)
    assert "请用一句话写" in team.clerk.presses_data(f"ended:{number}:{data}")
    assert team.office.case().state is State.ANSWERED


def at_the_end(team: Team, person: Person, found: str) -> str:
    """What the customer of the one case hears when it is closed."""
    number = team.office.case().number
    for press in ("contact:{}", "answer:{}:telephone", "ended:{}"):
        team.clerk.presses_data(press.format(number))
    person.hears()
    team.clerk.says(found)
    return person.hears()


def test_the_customer_hears_what_came_of_it(team: Team) -> None:
    team.stranger.says("停电两天了,我要投诉没人来修")
    told = at_the_end(team, team.stranger, CAME)
    assert "已办结" in told
    assert f"· 查到的情况:{CAME}" in told


def test_figures_in_it_are_for_who_has_proved_the_account(team: Team) -> None:
    team.stranger.says("停电两天了,我要投诉没人来修")
    number = team.office.case().number
    team.clerk.presses_data(f"account:{number}:{RIGHT}")
    told = at_the_end(team, team.stranger, "15点换了保险")
    assert "已办结" in told
    assert "15点" not in told


def test_every_matter_has_ends_that_fit_a_letter() -> None:
    known = drafts()
    for one in known.values():
        assert all(0 < len(end) <= LONGEST for end in one.ends), one.title
        money = [
            end for end in one.ends if any(word in end for word in ("更正", "退还", "赔", "元"))
        ]
        assert not money, "money is decided, and approved by the head"
    assert known["other"].ends, "for an office's own matters"
    assert all(one.ends for one in known.values() if one.words and one.asks_for_work)
