"""Situations of corrections and complaints planted in a made-up office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sample_office.planting import Village

Situation = Callable[[Village], None]


def _corrected(times: int, change: dict[str, Any], *rules: str) -> Situation:
    def plant(village: Village) -> None:
        home = village.home()
        village.usual(home)
        for number in range(times):
            village.lists["adjustments"].append(
                {"户号": home.account, "退补电量": -20 - number, "退补电费": "-11.20",
                 "退补年月": "201809", "入账年月": f"20181{number}", "审批人": "周明",
                 "附件": "现场照片", **change}
            )  # fmt: skip
        village.expect(home, "+".join(rules), *rules)

    return plant


def _complained(change: dict[str, Any], *rules: str, times: int = 1) -> Situation:
    def plant(village: Village) -> None:
        home = village.home()
        village.usual(home)
        for number in range(times):
            village.ticket(home, number, **change)
        village.expect(home, "+".join(rules), *rules)

    return plant


def penalty(village: Village) -> None:
    """A late charge on a bill of which the complaint was upheld."""
    home = village.home()
    village.usual(home)
    village.lists["bills"][-2]["违约金"] = "3.20"
    village.ticket(home, 0, 是否属实="属实")
    village.expect(home, "penalty", "E04")


COMPLAINTS: tuple[Situation, ...] = (
    _corrected(2, {}, "E01"),
    _corrected(1, {"审批人": ""}, "E02"),
    _corrected(1, {"退补年月": "201711"}, "E05"),
    _complained({"承担方": "台区经理个人"}, "E03"),
    _complained({"处理意见": "员工自掏52元私下补给客户"}, "E03"),
    penalty,
    _complained(
        {"受理时间": "2018-12-20 09:00", "首次联系时间": "", "答复时间": "", "回访结果": "",
         "办结时间": ""}, "F01",
    ),
    _complained({"答复时间": "2018-12-14 10:00", "办结时间": "2018-12-15 10:00"}, "F02"),
    _complained({}, "F03", times=3),
    _complained({"回访结果": "不满意"}, "F04"),
    _complained({"原因分类": "", "政策依据": ""}, "F05"),
    _complained({"受理内容": "再不解决就打12398,找记者"}, "F07"),
)  # fmt: skip
