"""Figures behind their label, as bills and short messages have them: 电量247, 余额:36.20."""

from __future__ import annotations

from decimal import Decimal

from bot.hearing.entity import EntityKind, Match, Read, figure, rule
from bot.hearing.numbers import ARABIC
from bot.hearing.rules.parts import N, either

_SEP = r"(?:[(（](?:度|元|千瓦时|(?i:kwh))[)）])?[\s::为是有=】【\]\[（）()|]{0,4}"
_KWH = either(
    "抄见电量 (?:本[月期次]|上[月期次]|当[月期]|结算|计费|合计|总|年累计|累计|已用|"
    "实际|有功)?(?:使用|用)?电量 "
    "本[月期次](?:使)?用电 年累计 年阶梯累计电量? (?:预计)?可充电度数 剩余度数 "
    "[峰谷平尖]段?电量 剩余电量 用电度数"
)
_YUAN = either(
    "(?:账户|帐户|本次|当前|可用|电费)?余额 (?:应[收缴交付]|实[收缴交付]|合计|"
    "本[月期次]|结算|总|欠缴|未缴)?电费(?:金额|合计)? "
    "(?:缴费|充值|交易|应缴|应交|应收|实收|合计|总|欠费|退费|"
    "扣款)金额 (?:阶梯)?欠费 违约金 滞纳金 应[缴交收付] 实[缴交收付]"
)
_DIAL = either(
    "(?:上|本|前一?|这)[期次月回](?:抄表)?(?:示数|读数|行度|表底|止码|起码|指数|"
    "抄表) [起止]示?[数码度] "
    "(?:上|本)次抄表(?:示数|数)? 前一次抄表 (?:现|原|新|旧)表?示数"
)
_PRICE = either("(?:平均)?单价 平均电价 (?:到户|执行)电价")
_NUMBER = rf"(?P<n>{ARABIC})"
_NO_OTHER = r"(?!\d|[.,]\d|\s*(?:[年月日号点天个户位%kK]|万|倍(?!率)))"


def _signed(match: Match) -> Read:
    """A balance below nothing is owed."""
    value = figure(match)
    return -value if match["minus"] and isinstance(value, Decimal) else value


RULES = (
    rule(
        "kwh-behind-its-label",
        EntityKind.KWH,
        rf"{_KWH}{_SEP}(?P<e>{_NUMBER}(?:\s?(?:度|千瓦时|(?i:kwh)))?){_NO_OTHER}(?!\s*[元块])",
        figure,
        reads={
            "抄见电量 247": "247 = 247",
            "抄见电量:240 倍率:1": "240 = 240",
            "2018-12 电量420": "420 = 420",
            "本月用电162": "162 = 162",
            "年累计2217": "2217 = 2217",
        },
        leaves=("电量3月", "用电量 20元"),
    ),
    rule(
        "amount-behind-its-label",
        EntityKind.AMOUNT,
        rf"{_YUAN}{_SEP}(?P<e>[¥￥]?(?P<minus>[-－−负])?\s?{_NUMBER}(?:\s?元)?)(?!\d|[.,]\d|\s*[-/]?\s*(?:[年月日号点天个户位%]|倍(?!率)|万|度|千|块|毛|多|来|几|好|出头))",
        _signed,
        reads={
            "本次余额:36.20": "36.20 = 36.20",
            "账户余额为 -39.35 元": "-39.35 元 = -39.35",
            "应缴电费:287.20元": "287.20元 = 287.20",
        },
        leaves=("电费12月", "余额多少"),
    ),
    rule(
        "amount-below-nothing",
        EntityKind.AMOUNT,
        rf"(?:余额|欠|剩|显示|账户)[^,。;!?]{{0,4}}?(?P<e>(?P<minus>[-－−负])\s?{_NUMBER}\s?(?:元|块钱?))(?!\d)",
        _signed,
        reads={"余额负20块了": "负20块 = -20"},
        leaves=("负责20块",),
    ),
    rule(
        "reading-behind-its-label",
        EntityKind.READING,
        rf"{_DIAL}{_SEP}(?P<e>{_NUMBER}(?:\s?度)?){_NO_OTHER}(?!\s*[元块])",
        figure,
        reads={"上期示数 20733": "20733 = 20733", "前一次抄表:20733度": "20733度 = 20733"},
        leaves=("上期示数12月",),
    ),
    rule(
        "price-behind-its-label",
        EntityKind.PRICE,
        rf"{_PRICE}{_SEP}(?P<e>(?P<n>0\.\d{{1,8}})(?:元)?)(?!\d)",
        figure,
        reads={"单价:0.5953": "0.5953 = 0.5953"},
        leaves=("单价1.5",),
    ),
    rule(
        "kwh-times-a-price",
        EntityKind.KWH,
        rf"{N}(?=\s?(?:度|千瓦时)?\s?[×xX*✕]\s?[01]\.\d)(?:度|千瓦时)?",
        figure,
        reads={"第1档180×0.56": "180 = 180"},
        leaves=("3×5",),
    ),
)
