"""What is registered is told what really happens next with it, not what happens with a bill."""

from __future__ import annotations

import pytest

from tests.dialogue.conversation import Customer

OF_A_BILL = ("核对抄表和账单", "一起看账单", "讲账单")
SAID = {
    "我要投诉,收费员态度恶劣": "核实当时的情况",
    "你们那个收电费的大姐说话太难听了,我要投诉": "核实当时的情况",
    "我要投诉!打你们所电话十几次没人接": "核实当时的情况",
    "我要投诉,停了三天电没人管": "计划停电还是故障",
    "我们村又断电了,天天断,投诉你们": "计划停电还是故障",
    "投诉电压不够,空调都带不动": "量电压",
    "我要投诉,电费交了两天了还没给送电": "查钱到账没有",
    "投诉!同一个月电费扣了我两次": "对账",
    "我要投诉抄表员,表上的数和单子对不上": "抄的数和电表核对",
    "我要投诉,电表不转了报了一个月": "来看电表",
    "我要投诉,电表坏了报修没人换": "来看电表",
    "我要投诉,电表走得飞快": "核对电表和示数",
    "投诉你们,装表申请半个月了还没人来装": "装表办到哪一步",
    "我要投诉,发票要了三回不给开": "发票怎么取",
    "我要投诉,过户跑了四趟还没办成": "卡在哪一步、还缺什么,一次告诉您",
    "我要投诉,销户了还收我电费": "哪天销的户",
    "转人工": "核实您说的事",
    "我要投诉你们": "核实您说的事",
}


@pytest.mark.parametrize(("words", "right"), SAID.items())
def test_each_matter_is_told_its_own(stranger: Customer, words: str, right: str) -> None:
    told = stranger.asks(words)
    assert right in told
    assert not any(part in told for part in OF_A_BILL)
