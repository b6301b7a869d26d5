"""Days and months of a certain year: 2018-12-02, 2018-11, 12月6号, 11月17, 4.27装的, 九月初六.

Their value is the day as far as it is said: YYYY-MM-DD, YYYY-MM or MM-DD. A day of the farmers'
calendar has none until it is known which year is meant.
"""

from __future__ import annotations

from bot.hearing.entity import TAKEN, EntityKind, Match, Read, rule
from bot.hearing.numbers import CHINESE, number

_YEAR = r"(?<![\d.年])(?P<y>20\d\d)"
_MONTH = r"1[0-2]|0?[1-9]"
_DAY = r"3[01]|[12]\d|0?[1-9]"
_CLOCK = r"(?:\s?\d{1,2}(?::\d{2}(?::\d{2})?|[时点](?:\d{1,2}分?)?))?"
_SAID_MONTH = (
    rf"(?<![\d第多{CHINESE}])(?:(?P<m>{_MONTH}|十[一二]?|[一二三四五六七八九]))月(?:份的?)?"
)
_SAID_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_NO_THING = "(?!楼|台|杆|院|门|表|线|机|码|库|桥|井)"  # 12月3号楼
_DONE = "号|日|那天|装|抄|换|通|搬|交|报|停|立户|开户|送电|办|签|(?:之|以)?[前后]|开始|起"
_LUNAR = "农历|阴历|旧历|老历"
_LUNAR_DAY = (
    r"(?P<d>初[一二三四五六七八九十]|廿[一二三四五六七八九]?|[二三]?十[一二三四五六七八九]?)"
)


def _whole(match: Match) -> str:
    return f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"


def _month_of_year(match: Match) -> str:
    return f"{match['y']}-{int(match['m']):02}"


def _month_and_day(match: Match) -> Read:
    month, day = number(match["m"]), number(match["d"])
    if month is None or day is None or not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    return f"{int(month):02}-{int(day):02}"


FARMERS = (
    "day-of-the-farmers-calendar"  # the rule whose days have no value before the year is known
)
RULES = (
    rule(
        "day-in-figures-of-a-year",
        EntityKind.DATE,
        rf"{_YEAR}\s?[-/.年]\s?(?P<m>{_MONTH})\s?[-/.月]\s?(?P<d>{_DAY})(?!\d)[日号]?{_CLOCK}",
        _whole,
        reads={
            "派工时间【2018-12-02 10:45】": "2018-12-02 10:45 = 2018-12-02",
            "2018年12月20号抄的": "2018年12月20号 = 2018-12-20",
        },
        leaves=("12018-12-02", "2018-13-02"),
    ),
    rule(
        "day-of-eight-digits",
        EntityKind.DATE,
        r"(?<![\dA-Za-z.])(?P<y>20[0-3]\d)(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])(?![\d.度元块])",
        _whole,
        reads={"抄表日期20181220": "20181220 = 2018-12-20"},
        leaves=("20181320", "120181220"),
    ),
    rule(
        "month-of-a-year",
        EntityKind.DATE,
        rf"(?<![¥￥]){_YEAR}\s?(?:[-/.]\s?(?P<m>{_MONTH})月?|年\s?(?P<m2>{_MONTH})月(?:份)?)"
        r"(?!\d|[-/.]\d|月|\s?(?:[元块度]|千瓦|kwh|毛))",
        lambda match: f"{match['y']}-{int(match['m'] or match['m2']):02}",
        reads={
            "2018-11 电量165": "2018-11 = 2018-11",
            "2018.12 电量165": "2018.12 = 2018-12",
            "2018年12月电费": "2018年12月 = 2018-12",
        },
        leaves=("2018.123", "2018-13", "2061.01元", "2012.12 块", "¥2018.06", "2018.10度"),
    ),
    rule(
        "month-of-six-digits",
        EntityKind.DATE,
        r"(?<![\d.])(?P<y>20[0-3]\d)(?P<m>1[0-2]|0[1-9])(?=月|账期|\s|[|,]|$)(?!\s*(?:度|元|块))月?",
        _month_of_year,
        reads={"201811 165": "201811 = 2018-11"},
        leaves=("201813 165", "201811度"),
    ),
    rule(
        FARMERS,
        EntityKind.DATE,
        rf"(?:(?:{_LUNAR})(?P<m>[正一二三四五六七八九十冬腊]|十[一二])月{_LUNAR_DAY}"
        rf"|(?<![{CHINESE}第])(?P<m2>[正冬腊])月(?P<d2>初[一二三四五六七八九十]|廿[一二三四五六七八九]?|[二三]?十[一二三四五六七八九]?)(?![度个块元百千])"
        r"|(?<![一二三四五六七八九十第])(?P<m3>[一二三四五六七八九十]|十[一二])月(?P<d3>初[一二三四五六七八九十]))",
        None,
        reads={"农历九月初六装的": "农历九月初六 =", "腊月二十三": "腊月二十三 ="},
        leaves=("九月六号", "腊月三百度"),
    ),
    rule(
        "day-of-either-calendar",
        EntityKind.DATE,
        r"(?<![一二三四五六七八九十第])[一二三四五六七八九十]月(?:十五|廿[一二三四五六七八九]?)"
        r"(?![日号度个块元多几来天百])",
        None,
        reads={"八月十五装的": "八月十五 ="},
        leaves=("八月十五号", "八月十五度"),
    ),
    rule(
        "day-of-a-month",
        EntityKind.DATE,
        rf"{_SAID_MONTH}\s?{_SAID_DAY}\s?(?:日|号{_NO_THING}){_CLOCK}",
        _month_and_day,
        reads={"12月6号打电话": "12月6号 = 12-06", "十月八号": "十月八号 = 10-08"},
        leaves=("12月3号楼", "12月40号"),
    ),
    rule(
        "day-of-a-month-in-short",
        EntityKind.DATE,
        rf"(?<![\d第])(?P<m>{_MONTH})月(?P<d>3[01]|[12]\d|0?[1-9])"
        r"(?=$|\s*[,。;!?、到至~—-]|\s*(?:装|抄|换|通|搬|交|报|停|立|开|送|办|签|那|下|上|中|早|晚|才|就|的|我|你|他))",
        _month_and_day,
        reads={"11月17装的": "11月17 = 11-17"},
        leaves=("11月17度", "11月170度", "10月32"),
    ),
    rule(
        "day-with-a-point",
        EntityKind.DATE,
        rf"(?<![\d.])(?P<m>1[0-2]|[1-9])\.(?P<d>{_DAY})(?=\s?(?:{_DONE})|\s?(?:到|至|-|~|—)\s?(?:1[0-2]|[1-9])\.(?:3[01]|[12]\d)(?![\d元块毛]))",
        _month_and_day,
        reads={"4.27号装的表": "4.27 = 04-27", "10.8-12.20的账单": "10.8 = 10-08"},
        leaves=("0.56起", "4.27元", "1.2度"),
    ),
    rule(
        "day-with-a-point-until",
        EntityKind.DATE,
        rf"(?<={TAKEN}[到至~—-])(?P<m>1[0-2]|[1-9])\.(?P<d>{_DAY})(?![\d元块毛])",
        _month_and_day,
        reads={"10.8-12.20的账单": "12.20 = 12-20"},
        leaves=("5-12.20",),
    ),
)
