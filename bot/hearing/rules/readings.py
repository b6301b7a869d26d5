"""Readings of a meter: what stands on its dial, and what somebody wrote down."""

from __future__ import annotations

from decimal import Decimal

from bot.hearing.entity import EntityKind, Match, Read, figure, rule
from bot.hearing.numbers import ARABIC, CHINESE, SAID, digits, number
from bot.hearing.rules.parts import BARE_END, either

_SEEN = either(
    r"抄[见件] [起止始末]码 [起止始末]度 [起止始末]数 (?<!在)表上(?:面)? 表里(?:面)? 读数 示数 "
    r"指数 表底数? 底数 表数 表码 看了?(?:一眼)?(?:电?表) 走到 表才 表是 表显示? "
    r"[旧新]表(?:拆的时候|那天)?(?=是|\d)"
)
_IS = r"(?:数|现在|目前|今天|的|着|是|为|才|到|了|写|显示|那个|实际|只有|就|:| )*"
_DIAL = rf"(?P<e>(?P<n>{ARABIC}|(?=[{CHINESE}]{{3}}){SAID}))"


def _reading(match: Match) -> Read:
    said = match["n"]
    value = number(said)
    if value is None and len(said) > 2:
        value = Decimal(digits(said) or 0)
    return value if value is not None and (value >= 10 or said == "0") else False


RULES = (
    rule(
        "reading-seen",
        EntityKind.READING,
        rf"{_SEEN}{_IS}{_DIAL}{BARE_END}",
        _reading,
        reads={
            "表底是1234": "1234 = 1234",
            "表底是0": "0 = 0",
            "表上九百八十七": "九百八十七 = 987",
            "表上现在是12345.6": "12345.6 = 12345.6",
        },
        leaves=("表是13位", "表上30度", "在表上面2018", "新表的1234", "读数十三"),
    ),
    rule(
        "reading-in-kwh",
        EntityKind.READING,
        rf"(?:表底|底数|示数|读数|表数|[起止]码|表上|走到){_IS}(?P<e>(?P<n>\d{{4,6}}(?:\.\d+)?)\s?度)(?!数)",
        figure,
        reads={"上个月表底21030度": "21030度 = 21030"},
        leaves=("表上30度",),
    ),
    rule(
        "reading-written",
        EntityKind.READING,
        rf"(?:[抄写看](?:成了?|的是?)|[抄写]了?个)(?P<e>(?P<n>\d{{4,7}}(?:\.\d+)?)){BARE_END}",
        figure,
        reads={"把3498抄成3560了": "3560 = 3560"},
        leaves=("写成2018年", "抄成3560度"),
    ),
)
