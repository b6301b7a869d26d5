"""The draft fits what was said, is short, and promises nothing that is over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bot.cli.settings import read_settings
from bot.contract.errors import SettingsError
from bot.wording.drafts import BY_ITSELF, DONE, FOUND, drafts
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team
from tests.staff.office import Person

MATTERS: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "matters.yaml").read_text(encoding="utf-8")
)
SAID = [(text, name) for name, texts in MATTERS.items() for text in texts]
RIGHT = "4100000200"  # its bill agrees with the rule
LONGEST = 200


def draft(person: Person, number: str) -> str:
    """The letter of the newest draft, without its working."""
    before = len(person.office.heard)
    person.presses_data(f"show:{number}")
    heard = [h.text for h in person.office.heard[before:] if h.chat == person.id]
    (found,) = [text for text in heard if text.startswith("给客户的回复草稿")]
    return found.split("\n\n")[1]


@pytest.mark.parametrize(("text", "name"), SAID)
def test_the_draft_answers_what_was_said(team: Team, text: str, name: str) -> None:
    team.clerk.says(f"/case {RIGHT} {text}")
    number = team.office.case().number
    letter = draft(team.clerk, number)
    if name == "tier":
        assert letter.startswith("查清楚了")
    else:
        assert letter.startswith(drafts()[name].text[:10])
        assert "查清楚了" not in letter
    assert len(letter) <= LONGEST
    assert letter.count(number) == 1
    promised = drafts()[name].asks_for_work
    assert letter.count("前联系您") == letter.count("日前答复您") == promised


def test_every_matter_is_tried() -> None:
    bills = {name for name, one in drafts().items() if one.bill}
    assert set(drafts()) - bills - {FOUND, DONE} == set(MATTERS) - {"tier"}


@pytest.mark.parametrize("said", ["停电两天了没人来修", "收费员骂我"])
def test_a_matter_without_a_bill_needs_no_account(team: Team, said: str) -> None:
    team.clerk.forwards(said)
    team.office.waits(seconds=5)
    shown = team.clerk.hears()
    assert "给客户的回复草稿" in shown
    assert "是哪一户" in shown
    team.clerk.forwards("你好", name="老李")
    team.office.waits(seconds=5)
    assert "给客户的回复草稿" not in team.clerk.hears()


def test_the_letter_on_a_bill_moves_on_with_the_case(team: Team) -> None:
    clerk = team.clerk
    clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    letters = [draft(clerk, number)]
    clerk.presses_data(f"contact:{number}")
    clerk.presses_data(f"decide:{number}:billing_correction")
    letters.append(draft(clerk, number))
    team.head.presses("批准")
    letters.append(draft(clerk, number))
    clerk.presses_data(f"tasks:{number}:correction")
    clerk.presses_data(f"answer:{number}:telephone")
    letters.append(draft(clerk, number))
    assert all(len(one) <= LONGEST for one in letters), [len(one) for one in letters]
    assert all("不需要任何人私下给您钱" in one for one in letters)
    assert ["前联系您" in one for one in letters] == [True, False, False, False]
    assert ["前答复您" in one for one in letters] == [True, True, True, False]
    outcomes = ("以审批为准", "以审批为准", "更正已经批准", "账单已经更正")
    for letter, outcome in zip(letters, outcomes, strict=True):
        assert outcome in letter


def test_of_a_bill_that_cannot_be_worked_out_the_letter_says_that_it_is_checked(
    team: Team,
) -> None:
    team.office.store.connection.execute("DELETE FROM reading")
    team.clerk.says(f"/case {RIGHT} 电费不对,多收我了")
    letter = draft(team.clerk, team.office.case().number)
    assert letter.startswith("您说的电费的事,我们来核对档案和账单。")
    assert "是什么事" not in letter


def test_an_account_that_is_not_on_file_is_pointed_out(team: Team) -> None:
    assert "话里的户号档案里没有:4100000999" in team.clerk.says("/case 4100000999 电费不对")
    assert "档案里没有" not in team.clerk.says(f"/case {RIGHT} 电费不对")


def test_what_was_answered_is_not_answered_again(team: Team) -> None:
    team.clerk.says(f"/case {RIGHT} 停电两天了没人来修")
    number = team.office.case().number
    team.clerk.presses_data(f"answer:{number}:telephone")
    letter = draft(team.clerk, number)
    assert letter.startswith("您反映的停电的事已经答复。")
    assert "前答复您" not in letter


def test_the_letter_says_what_a_colleague_found(team: Team) -> None:
    team.clerk.says(f"/case {RIGHT} 停电两天了没人来修")
    number = team.office.case().number
    team.clerk.presses_data(f"contact:{number}")
    assert "请用一句话写" in team.clerk.presses("查到的情况")
    shown = team.clerk.says("变压器保险烧了,今天下午3点已经换好来电")
    assert "您反映的停电的事,查到的情况是:变压器保险烧了,今天下午3点已经换好来电。" in shown
    assert "我们先查" not in shown
    team.clerk.presses_data(f"found:{number}")
    team.clerk.says("变压器保险烧了,已经换好。")
    letter = draft(team.clerk, number)
    assert "查到的情况是:变压器保险烧了,已经换好。哪里" in letter
    assert "下午3点" not in letter
    team.clerk.presses_data(f"answer:{number}:telephone")
    assert "已经答复。变压器保险烧了,已经换好。" in draft(team.clerk, number)
    assert "只作解释" not in draft(team.clerk, number)


def test_an_own_letter_that_promises_no_day_gives_way_to_what_was_found(
    team: Team, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("{outage: {text: '停电的事记下了,工单号{number}。'}}", encoding="utf-8")
    desk = team.office.desk
    team.office.desk = replace(desk, office=replace(desk.office, drafts=own))
    team.clerk.says(f"/case {RIGHT} 停电两天了没人来修")
    number = team.office.case().number
    assert draft(team.clerk, number).startswith("停电的事记下了")
    team.clerk.presses_data(f"found:{number}")
    assert "查到的情况是:变压器烧了。" in team.clerk.says("变压器烧了")


@pytest.mark.parametrize("text", ["长" * 81, "这个月是287.20元,用了420度"])
def test_what_cannot_stand_in_a_letter_is_said(team: Team, text: str) -> None:
    team.stranger.says("转人工,停电了")
    number = team.office.case().number
    team.clerk.presses_data(f"found:{number}")
    for _ in range(2):
        told = team.clerk.answers("请用一句话写" if "长" not in text else "", text)
        assert "最多80个字" in told or "没有发出" in told or "账单数字" in told
    assert "找到" not in draft(team.clerk, number)


def test_what_was_promised_and_not_kept_is_said(team: Team) -> None:
    team.clerk.says(f"/case {RIGHT} 停电两天了没人来修")
    number = team.office.case().number
    team.office.until("2018-12-25 09:00")
    assert "本该2018年12月24日18:00前联系您,晚了,对不起" in draft(team.clerk, number)
    team.office.until("2019-01-03 09:00")
    assert "本该2019年1月2日前答复您,晚了,对不起" in draft(team.clerk, number)


def test_who_was_charged_too_little_is_asked_for_nothing(team: Team) -> None:
    db = team.office.store.connection
    db.execute("UPDATE bill SET charged_fen = 5000 WHERE account_no = ?", (RIGHT,))
    team.clerk.says(f"/case {RIGHT} 电费不对")
    letter = draft(team.clerk, team.office.case().number)
    assert "您什么都不用做" in letter
    assert not any(word in letter for word in ("道歉", "对不起", "补交", "更正"))


OWN = {
    "outage": {"text": "停电了,对不起。{promise}工单号{number}。值班电话{phone}"},
    "frogs": {"title": "青蛙的事", "words": ["青蛙"], "text": "青蛙的事记下了。{promise}"},
}


def test_an_office_changes_and_adds_drafts(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(yaml.safe_dump(OWN, allow_unicode=True), encoding="utf-8")
    settings = read_settings({"JIETI_DRAFTS": str(own)})
    assert settings.office.drafts == own
    found = drafts(own)
    assert found["outage"].text.startswith("停电了,对不起")
    assert found["outage"].words == drafts()["outage"].words
    assert found["frogs"].title == "青蛙的事"
    assert list(found)[-len(BY_ITSELF) :] == list(BY_ITSELF)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("outage: {text: '{amount}'}", "outage:amount 缺了"),
        ("outage: {words: ['(']}", r"outage:'\('"),
        ("new: {title: x}", "new:text 缺了"),
        ("- a", "一条一条写"),
        ("a: [", "读不了"),
        ("outage: {txt: x}", "outage:txt 缺了"),
        ("outage: {text: '{'}", "outage:{"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_office_s_drafts_is_said_at_once(
    tmp_path: Path, text: str, why: str
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=f"JIETI_DRAFTS.*{why}"):
        read_settings({"JIETI_DRAFTS": str(own)})


def test_no_file_is_said_too(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"JIETI_DRAFTS:.*读不了"):
        read_settings({"JIETI_DRAFTS": str(tmp_path / "none.yaml")})


SEVERAL = [
    ("停了三回电了,报修电话打不通,上个月电费还多收了我一百多", "服务态度的事、电费的事"),
    ("电压低,灯都不亮。发票也不给开", "发票的事"),
    ("抄表抄错了,度数全是瞎写的", ""),
    ("停电两天了没人来修,谢谢恁", ""),
]


@pytest.mark.parametrize(("text", "others"), SEVERAL)
def test_what_else_was_said_is_named(team: Team, text: str, others: str) -> None:
    team.clerk.says(f"/case {RIGHT} {text}")
    number = team.office.case().number
    named = f"您还说到{others},一并查清答复您。" if others else ""
    letter = draft(team.clerk, number)
    assert named in letter
    assert ("您还说到" in letter) == bool(others)
    assert len(letter) <= 220
    team.clerk.presses_data(f"answer:{number}:telephone")
    assert "您还说到" not in draft(team.clerk, number)


def test_a_wrong_bill_is_answered_first_and_what_else_was_said_is_named(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对,打了3次电话没人管")
    letter = draft(team.clerk, team.office.case().number)
    assert letter.startswith("查清楚了")
    assert "立户晚了" in letter
    assert "您还说到服务态度的事,一并查清答复您。" in letter
    assert "答应了由负责人核实" in team.head.hears()


@pytest.mark.parametrize("said", ["收费员态度恶劣骂我", "给一百块才肯来修,停电一天了"])
def test_the_head_hears_of_what_the_draft_says_he_looks_into(team: Team, said: str) -> None:
    team.clerk.forwards(said)
    team.office.waits(seconds=5)
    number = team.office.case().number
    assert "由所里负责人核实" in draft(team.clerk, number)
    raised = "答应了由负责人核实"
    assert team.head.hears().count(raised) == 1
    team.clerk.says(f"/case {number}")
    assert raised not in team.head.hears(), "once"
    team.clerk.says(f"/case {RIGHT} 电压低")
    assert raised not in team.head.hears()


def test_a_question_is_answered_by_the_handbook_with_its_documents(team: Team) -> None:
    team.clerk.forwards("下个月啥时候抄表啊")
    team.office.waits(seconds=5)
    shown = team.clerk.hears()
    assert "查到的是这样:抄表日是固定的" in shown
    assert "依据:" in shown
    assert "见于转载或报道" in shown
