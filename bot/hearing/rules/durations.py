"""How long it lasted, in days or months; and which month is named."""

from __future__ import annotations

from decimal import Decimal

from bot.hearing.entity import TAKEN, EntityKind, Match, Read, Value, figure, rule
from bot.hearing.numbers import CHINESE, number
from bot.hearing.rules.parts import N

_WEEK = r"(?:周|个?星期|个?礼拜)"
_ONE_MONTH = r"(?P<n>一|1)个多?月"
_LASTED = r"(?:(?<=[来了等住装停过才满晚差整近快足拖表走])|(?<=不到)|(?<=已经))"
_THEN = r"(?=[了没前后就怎]|还(?![扣收要用走得])|以[前后内]|之内|过去|不到)(?!就?(?:用|[\d百]))"
# 一月 is mostly a rate too (一月三百多个字).
_DAY = r"[\d一二三初][\d一二三四五六七八九十]*[日号]"
_NO_RATE = rf"(?!一月(?!份|的|分|{_DAY}|到|至|和|与|电费|账单|单子))"
_NO_LONGER_NUMBER = rf"(?<![多第\d{CHINESE}])(?<![\d{CHINESE}]个)"


def _months_and_half(match: Match) -> Value:
    """一个半月: days."""
    whole = number(match["n"])
    return None if whole is None else whole * 30 + 15


def _weeks(match: Match) -> Value:
    weeks = number(match["n"])
    return None if weeks is None else weeks * 7


def _followed(match: Match) -> Read:
    """The first of two months said in one breath; none where the other does not follow it."""
    first, second = number(match["n"]), number(match.string[match.end()])
    return first if first is not None and second == first + 1 else False


def _named_month(match: Match) -> Value:
    return Decimal({"腊": 12, "正": 1, "元": 1, "冬": 11}[match["n"]])


DAYS = (
    rule(
        "months-and-a-half",
        EntityKind.DAYS,
        rf"{N}个半月",
        _months_and_half,
        reads={"等了一个半月": "一个半月 = 45"},
        leaves=("一个月",),
    ),
    rule(
        "half-a-month",
        EntityKind.DAYS,
        r"半个?月",
        Decimal(15),
        reads={"等了半个月": "半个月 = 15"},
        leaves=("半年",),
    ),
    rule(
        "one-week",
        EntityKind.DAYS,
        rf"(?<!上)(?:一|1)个?多?{_WEEK}",
        Decimal(7),
        reads={"等了一个星期": "一个星期 = 7", "等了一个多星期": "一个多星期 ="},
        leaves=("下周", "上周报的", "上一个星期"),
    ),
    rule(
        "weeks",
        EntityKind.DAYS,
        rf"(?P<n>两|俩|三|仨|四|2|3|4){_WEEK}",
        _weeks,
        reads={"等了俩礼拜": "俩礼拜 = 14"},
        leaves=("五礼拜",),
    ),
    rule(
        "days-counted",
        EntityKind.DAYS,
        rf"(?<![几数])(?!第?(?:一|二|1|2)天(?!没|了|还))第?{N}[多来]?(?:天|个?工[作做][日天])",
        figure,
        reads={"5个工作日": "5个工作日 = 5", "都第七天了": "第七天 = 7", "一天没电": "一天 = 1"},
        leaves=("使了几十天电", "一天多少电"),
    ),
    rule(
        "days-within",
        EntityKind.DAYS,
        rf"(?<![月\d]){N}日(?=内|之内|以内)",
        figure,
        reads={"七日内答复": "七日 = 7"},
        leaves=("12月七日内", "七日答复"),
    ),
)
# A month alone is mostly a rate (一个月多少钱); it lasted where these words stand beside it.
MONTHS = (
    rule(
        "one-month-behind-a-word",
        EntityKind.MONTHS,
        rf"{_LASTED}{_ONE_MONTH}(?!多少|平均)",
        figure,
        reads={"搬来一个月就三档了": "一个月 = 1", "还不到一个月": "一个月 = 1"},
        leaves=("了一个月多少钱", "冬天一个月"),
    ),
    rule(
        "one-month-before-a-word",
        EntityKind.MONTHS,
        rf"(?<!每)(?<!第)(?<!同){_ONE_MONTH}{_THEN}",
        figure,
        reads={"一个月没人": "一个月 = 1"},
        leaves=("第一个月就超", "每一个月了", "同一个月前", "一个月就用", "一个月扣"),
    ),
    rule(
        "months-counted",
        EntityKind.MONTHS,
        rf"(?<!第)(?!一个月|1个月)(?<!这){N}[多来]?个[多来]?月",
        figure,
        reads={"三个月没交": "三个月 = 3"},
        leaves=("第三个月", "一个月"),
    ),
    rule(
        "two-or-three-months",
        EntityKind.MONTHS,
        r"(?<!这)(?P<n>俩|仨)[多来]?月",
        figure,
        reads={"俩月没住人": "俩月 = 2", "晚了俩多月": "俩多月 ="},
        leaves=("两月",),
    ),
    rule(
        "half-a-year",
        EntityKind.MONTHS,
        r"(?<![上下前后])半年",
        Decimal(6),
        reads={"半年没人抄表": "半年 = 6"},
        leaves=("后半年",),
    ),
)
MONTH_NAMES = (
    rule(
        "month-named",
        EntityKind.MONTH,
        r"(?P<n>腊|正|冬|元)月",
        _named_month,
        reads={"腊月": "腊月 = 12", "元月": "元月 = 1"},
        leaves=("这月",),
    ),
    rule(
        "month-in-a-list",
        EntityKind.MONTH,
        rf"(?<![\d.{CHINESE}])(?P<n>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月?"
        rf"(?=(?:\s?[、,和跟与及]\s?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月?)*"
        rf"\s?[、,和跟与及{TAKEN}]\s?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])(?:月(?!\d)|[两三四]个月))",
        figure,
        reads={"查10、12月": "10 = 10"},
        leaves=("10度、12月", "3个、12月"),
    ),
    rule(
        "month-in-one-breath",
        EntityKind.MONTH,
        rf"(?<![\d{CHINESE}])(?P<n>[一二三四五六七八])(?=[二三四五六七八九]月)",
        _followed,
        reads={"七八月份电费": "七 = 7"},
        leaves=("七九月", "十七八月"),
    ),
    rule(
        "month-in-one-breath-the-second",
        EntityKind.MONTH,
        rf"(?<={TAKEN})(?P<n>[二三四五六七八九])月(?:份|分(?![钱之]))?",
        figure,
        reads={"七八月份电费": "八月份 = 8"},
        leaves=("七九月",),
    ),
    rule(
        "month-in-a-list-of-so-many",
        EntityKind.MONTH,
        r"(?<=[、,和跟与及])(?P<n>1[0-2]|[1-9]|十[一二]?)(?=[两三四]个月)",
        figure,
        reads={"查10、11两个月的": "11 = 11"},
        leaves=("11两个月",),
    ),
    rule(
        "month-numbered",
        EntityKind.MONTH,
        rf"{_NO_LONGER_NUMBER}{_NO_RATE}"
        r"(?P<n>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份|分(?![钱之]))?",
        figure,
        reads={
            "那个八月份的电费": "八月份 = 8",
            "一月份": "一月份 = 1",
            "12月分钱": "12月 = 12",
        },
        leaves=("冬天一月七八百", "第3月", "就剩一个二月了"),
    ),
)
