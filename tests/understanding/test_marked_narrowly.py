"""What sounds like a fraud, a broken meter or a wish about one's data, and is none."""

from __future__ import annotations

import pytest

from bot.contract.said import DataWish
from bot.hearing.asks import Asks
from bot.hearing.heard import hear
from bot.hearing.marked import Mark
from bot.hearing.urging import urges
from tests.dialogue.conversation import NOW

MEANT: dict[Mark, str] = {
    Mark.DEFRAUDED: "我把验证码给他了|验证码发给他了|卡号密码都报给他了",
    Mark.BREAKS: "你们要是不退我就把表砸了|我要把电表砸了|再不来人我就把电线剪了",
    Mark.HAZARD: "变压器嗡嗡响|電錶成日響|高压线挨着房子|配电箱吵得睡不着",
    Mark.UNNAMED: "不愿意写名字|我想匿名",
}
NOT_MEANT: dict[Mark, str] = {
    Mark.DEFRAUDED: (
        "验证码发了三次都收不到|密码输了三次都不对|我给了卡号办代扣|我被骗了,电工老李骗我二百"
    ),
    Mark.LINK: "二维码扫了钱没到账|二维码扫不出来|电工叫我扫他的二维码交电费",
    Mark.BREAKS: (
        "你们把我的表拆了半个月了还没装|把电表拆下来校验|邻居把我家电表拆了|装修要拆电表移位"
    ),
    Mark.UNNAMED: "让师傅跟我说一声我家啥时候换表|电工收了钱不愿意写名字",
    Mark.HAZARD: "电表响是不是走得快|线路响应慢|卡表滴滴响没钱了",
}


@pytest.mark.parametrize("mark", MEANT)
def test_what_is_meant_is_marked(mark: Mark) -> None:
    for text in MEANT[mark].split("|"):
        assert mark in hear(text, NOW.date()).marked, text


@pytest.mark.parametrize("mark", NOT_MEANT)
def test_what_only_sounds_so_is_not(mark: Mark) -> None:
    for text in NOT_MEANT[mark].split("|"):
        assert mark not in hear(text, NOW.date()).marked, text


def test_a_wish_about_ones_data_is_the_one_that_was_made() -> None:
    for text in ("我要删除我的信息", "给我把我的信息删了", "骗子拿到我的信息打骚扰电话",
                 "名字打错了,我家没电了", "我家户名写错了,还有12月为什么0.86"):  # fmt: skip
        assert hear(text, NOW.date()).data_wish is None, text
    assert hear("不要用我的信息", NOW.date()).data_wish is DataWish.OBJECTION


def test_why_something_is_not_done_is_no_question_how_to_stay_below_a_tier() -> None:
    for text in ("你们怎么不上班", "你们怎么不上门抄表", "怎么不算我的低保", "怎么不按表上的数",
                 "怎么不用现金了", "咋不到柜台去", "怎么避免被电着"):  # fmt: skip
        asked = hear(text, NOW.date()).asked
        assert asked is None or asked.what is not Asks.KEEP_BELOW, text
    for text in ("怎么才能不超", "咋样才能不超二档", "怎么避免进三档"):
        assert hear(text, NOW.date()).asked.what is Asks.KEEP_BELOW, text


def test_who_only_tells_of_time_and_of_people_does_not_urge() -> None:
    for text in ("孩子都上学三年了", "都住五个月了,没见过抄表的", "我等了一天电,晚上才来",
                 "我家的表还没人换过", "没人说过要停电", "车充电太慢"):  # fmt: skip
        assert not urges(text), text
    for text in ("都等三年了", "等了一天了", "还没人来过", "抓紧办"):
        assert urges(text), text
