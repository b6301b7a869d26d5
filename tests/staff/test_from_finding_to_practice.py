"""One household through all rooms: what the audit finds is told, complained of, learnt, practised.

Each room hands over to the next by what it has written down, and by nothing else.
"""

from __future__ import annotations

import json
from datetime import date

from bot.counter.ahead import keep
from bot.lessons.ahead import from_findings
from bot.lessons.homes import Kind
from bot.lessons.seen import is_being_checked
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import put_seed
from tests.staff.conftest import Team
from tests.staff.test_assessing import counted
from tests.staff.test_meeting import paper

FOUND = ({"account": SEED, "rule": "A05"}, {"account": "4100000555", "rule": "B01"})
RIGHT = (
    "您家12月电费287.20元,其中多收了52元。10月8日通的电,我们12月5日才登记,三个月的电只按一个月的"
    "额度算。这是我们的责任,给您道歉。退不退要经审批。12月24日18:00前联系您,1月2日前答复您。"
)


def test_what_the_audit_finds_is_told_complained_of_learnt_and_practised(team: Team) -> None:
    store, office = team.office.store, team.office
    put_seed(store)
    # The audit's finding is a word before the bill; who has no chat is called.
    assert keep(store, from_findings(FOUND, 2018), office.now) == 1
    assert "先用电后登记" in team.head.says("/ahead")
    team.head.presses("发出:先用电后登记")
    team.clerk.says("/ahead")
    team.clerk.presses("已打电话:******0123")
    # The bill comes nevertheless, and the complaint; the analysis knows who was told, and when.
    team.clerk.says(f"/case {SEED} 没人告诉过我,怎么超过0.56了?")
    number = office.case().number
    assert "电话告知,王芳" in team.clerk.presses_data(f"analysis:{number}")
    for press in ("contact", "decide:billing_correction"):
        what, _, how = press.partition(":")
        team.clerk.presses_data(":".join(filter(None, (what, number, how))))
    team.head.presses("批准")
    for press in ("tasks:{}:correction", "tasks:{}:apology", "answer:{}:telephone", "close:{}"):
        team.clerk.presses_data(press.format(number))
    # What is learnt of it is kept by the head, practised by the one whose work it is, and told.
    team.head.presses_data(f"lesson:{number}")
    counts = counted(team, store.staff.get(3))
    while (running := store.practice.running(3)) is None or not running.records:
        team.electrician.says("/practice")
    assert running.kind == Kind.LATE_REGISTRATION
    (bill,) = json.loads(running.records)["bills"]
    assert (bill["kwh"], bill["charged"]) == ("420", "287.2")
    assert SEED not in running.records
    told = team.electrician.says(RIGHT)
    assert "所里记下的教训:\n· 接电当天就立户" in told
    after = counted(team, store.staff.get(3))
    assert {k: v for k, v in after.items() if after[k] != counts[k]} == {"passed": 1}
    meeting = paper(team, "2018-12")
    assert "接电当天就立户" in meeting
    assert SEED not in meeting
    # And the visit in the field still finds the same household, for the books say it was late.
    team.head.says("/visit 抽 20")
    drawn = store.inspections.drawn_on(date(2018, 12, 23))
    (why,) = [one.why for one in drawn if one.account_no == SEED]
    assert why == "used_before_registered"
    assert not is_being_checked(store, SEED), "nobody was there yet"
