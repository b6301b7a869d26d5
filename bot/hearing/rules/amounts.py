"""Amounts of money: with their unit, with the sign of the yuan, or by the words beside them."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.hearing.entity import TAKEN, EntityKind, Match, Read, figure, figure_or_nothing, rule
from bot.hearing.numbers import ARABIC, CHINESE, SAID
from bot.hearing.rules.parts import ALONE, BARE_END, SOME_MORE, N, either
from bot.hearing.rules.yuan import YUAN, yuan

_PAYS = either("交 缴 收 扣 花 付 退 赔 补 欠 罚 掏 垫 塞 值 充 到账 转账 转帐 损失 少给 多给") + (
    r"(?:了|过|罢|我|俺|咱|恁|你|他|她|您|走|的|费|给我|给俺|给你|那|这)*(?:电费)?(?:是|才|就|还)?"
)
_COSTS = r"(?:电费|合计|滞纳金|违约金|好处费)(?:是|才|就|都|要|了|[涨帐]到|变成|扣了?)*"
_COMES_TO = r"[涨帐飆飙窜]到了?|来了?个|[要得](?:我|俺|掏|交)"
_PAID = rf"(?:{_PAYS}|{_COSTS}|{_COMES_TO})"
_DAY_OR_YEAR = re.compile(r"20\d\d|(?:1[0-2]|\d)\.(?:[12]\d|3[01]|\d)")
_MONTH_OF_YEAR = re.compile(r"20\d\d\.(?:0?[1-9]|1[0-2])")
_OF_MONEY = r"(?P<money>(?:费|交|收|扣|款|共|计|退|补|是)[了的:: ]*)?"
_OTHER_UNIT = r"(?!\d|\.\d|\s*(?:度|千瓦|kwh|%|万|千|[年月日号倍米]))"


def _unless_day_or_year(match: Match) -> Read:
    """10.8交了, 2018交了: a day or a year."""
    return False if _DAY_OR_YEAR.fullmatch(match["n"]) else figure_or_nothing(match)


def _unless_day(match: Match) -> Read:
    """A decimal without a unit; 10.8 alone may as well be a day."""
    whole, cents = match["n"].split(".")
    is_day = int(whole) <= 12 and int(cents) <= 31 and len(match["n"]) <= 5
    if _MONTH_OF_YEAR.fullmatch(match["n"]):
        return False
    return False if is_day and not match["money"] else Decimal(match["n"])


WITH_UNIT = (
    rule(
        "amount-in-yuan",
        EntityKind.AMOUNT,
        YUAN,
        yuan,
        reads={
            "交了四百八十六块七": "四百八十六块七 = 486.7",
            "交168元": "168元 = 168",
            "多交十二块零五分": "十二块零五分 = 12.05",
            "二十块零头": "二十块 =",
            "就几块钱": "几块钱 =",
            "收我五元一事": "五元 = 5",
            "五十块地址在哪": "五十块 = 50",
            "五块一 度": "五块 = 5",
        },
        leaves=(
            "合计是几块",
            "家里两块表",
            "一块收",
            "三块半",
            "余额负12块",
            "用了第二块",
            "一块七度",
        ),
    ),
    rule(
        "amount-with-sign",
        EntityKind.AMOUNT,
        rf"[¥￥]\s*{N}",
        figure,
        reads={"共￥1,209.60": "￥1,209.60 = 1209.60"},
        leaves=("￥l20", "￥12 34"),
    ),
)
WITHOUT_UNIT = (
    rule(
        "amount-after-paying",
        EntityKind.AMOUNT,
        rf"{_PAID}{ALONE}{BARE_END}(?!{TAKEN})",
        figure_or_nothing,
        reads={
            "交了486": "486 = 486",
            "电费五百": "五百 = 500",
            "扣了俺二百多": "二百多 =",
            "还扣八十好几": "八十好几 =",
            "多收那五十二退了": "五十二 = 52",
        },
        leaves=("交了20多年电费", "赔我20斤", "交一二三档", "收2018年"),
    ),
    rule(
        "amount-of-a-loss",
        EntityKind.AMOUNT,
        rf"{ALONE}(?=的?(?:损失|罚款|押金|赔偿|工钱|材料费|安装费|手续费|开户费|电费|话费|钱(?!塘)))",
        figure_or_nothing,
        reads={"三千多的损失": "三千多 =", "500押金退我": "500 = 500"},
        leaves=("一二三的损失", "300度的电费"),
    ),
    rule(
        "amount-before-paid",
        EntityKind.AMOUNT,
        rf"{N}(?=(?:已经?)?[交缴][了过罢到])",
        _unless_day_or_year,
        reads={"486已经交了": "486 = 486"},
        leaves=("10.8交了", "2018交了多少", "486没交"),
    ),
    rule(
        "amount-given-or-bought-for",
        EntityKind.AMOUNT,
        rf"(?P<n>{ARABIC}|{SAID})(?=好处费|辛苦费|红包|的罚款|买[的哩嘞了])",
        figure_or_nothing,
        reads={"要五百好处费": "五百 = 500", "冰箱是一千八买哩": "一千八 = 1800"},
        leaves=("五百的",),
    ),
    rule(
        "amount-asked-for",
        EntityKind.AMOUNT,
        rf"(?<![需只不主还])要(?P<e>(?P<n>(?=[{CHINESE}]{{0,8}}[百千]){SAID}|\d{{3,5}}){SOME_MORE}?)"
        rf"{BARE_END}(?!.{{0,6}}[档度电{TAKEN}])",
        figure_or_nothing,
        reads={"装一块表要二百四": "二百四 = 240", "啷个要一百四嘛": "一百四 = 140"},
        leaves=("要二百四才到二档", "要300度", "要二十"),
    ),
    rule(
        "amount-with-cents",
        EntityKind.AMOUNT,
        rf"{_OF_MONEY}(?P<e>(?<![\d.,负−-])(?P<n>\d{{1,6}}\.\d{{1,2}})){_OTHER_UNIT}",
        _unless_day,
        reads={"这个月287.20": "287.20 = 287.20", "一共10.8": "10.8 = 10.8"},
        leaves=("10.8装的表", "45.5度", "3.21.20", "2018.12 电量165", "余额为-39.35"),
    ),
)
