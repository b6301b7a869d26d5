"""The rules by which days and months are found, in order: 10月8日 is a day before a month."""

from __future__ import annotations

from bot.hearing import span_days, span_quarters, span_seasons
from bot.hearing.entity import TAKEN
from bot.hearing.holidays import HOLIDAYS
from bot.hearing.names import SURNAMES
from bot.hearing.numbers import NUMBER
from bot.hearing.span_rule import SpanRule
from bot.hearing.span_weather import BY_WEATHER

# The rules of 10月以来, 这三个月, 上个月.
SINCE, LATELY, NEAR = "since-a-month", "last-months", "near-month"
_NUMERALS = "一二三四五六七八九十百千万块"
_MONTH_NUMBER = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_NO_DIGIT = r"(?<![\d一二三四五六七八九十第多])(?<![\d一二三四五六七八九十]个)"
_BEFORE, _AFTER = "(?:之前|以前|前)", "(?:之后|以后|以来|后|起|开始)"


def _year(after: str = "") -> str:
    return rf"(?:(?<!\d)(?P<y{after}>20\d\d|\d\d)年|(?P<w{after}>[今去前明上])年的?)?"


def _month(after: str = "") -> str:
    return rf"(?P<m{after}>{_MONTH_NUMBER})月(?:份|分(?![钱之]))?"


_DATED = rf"{_NO_DIGIT}{_year()}"
_M = rf"(?P<m>{_MONTH_NUMBER})"
_DAY = rf"(?P<d>[12]\d|3[01]|0?[1-9]|{NUMBER})"
_NO_THING = "(?!楼|台|杆|院|门|表|线|机|码|库|桥|井)"  # 8号台区 is no day
_NO_RATE = "(?!一月(?!份|的|分|电费|账单|单子))"  # 一月三百 is so much a month
_UNTIL_NOW = "(?:到|至)(?:今天?|现在|如今|这会)"
_PART = "(?:底|初|末|中旬|上旬|下旬)"  # of a month: its bill is the month's
_EVENT = (
    "(?:[才就])?(?:来的|通的?电|装的|送的|接的|用上|立的|换的|抄的|过户|办的)"  # 10月28才来的电
)
_WENT_BY = "(?:来|以来|都?没(?:交|缴|抄|来|人)|一[起块次])"

_MONTHS = (
    SpanRule(
        "day-in-figures",
        r"(?<!\d)(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)",
        span_days.day_in_figures,
        reads={"2018-10-08装的": "2018-10-08: 2018-10-08 .. 2018-10-08"},
        leaves=("12018-10-08", "2018-10-081", "2018-13-08"),
        of_bills=False,
    ),
    SpanRule(
        "day-of-a-named-month",
        rf"{_DATED}{_month()}{_DAY}(?:日|号{_NO_THING}|(?={_EVENT}))",
        span_days.the_day,
        reads={"12月3号": "12月3号: 2018-12-03 .. 2018-12-03"},
        leaves=("2月30号", "12月3号楼"),
        of_year=False,
    ),
    SpanRule(
        "from-month-to-month",
        rf"{_DATED}{_M}(?:月份?{_PART}?)?\s*(?:到|至|-|~|—+)\s*{_year('2')}{_month('2')}{_PART}?",
        span_days.from_month_to_month,
        reads={
            "10月底到12月中旬": "10月底到12月中旬: 2018-10-01 .. 2018-12-31",
            "十月到十二月": "十月到十二月: 2018-10-01 .. 2018-12-31",
            "去年10月到今年1月": "去年10月到今年1月: 2017-10-01 .. 2018-01-31",
        },
        leaves=("十月十二月",),
    ),
    SpanRule(
        "months-in-one-breath",
        rf"{_DATED}(?P<m>[一二三四五六七八])(?P<more>[二三四五六七八九]{{2,4}})月份?",
        span_days.months_in_one_breath,
        reads={"四五六月": "四五六月: 2018-04-01 .. 2018-06-30"},
        leaves=("四六七月",),
    ),
    SpanRule(
        "month-of-a-list",
        rf"{_DATED}{_M}(?=(?:[、,和跟与 ](?:{_MONTH_NUMBER})){{2,10}}月)",
        span_days.the_month,
        reads={"7、9、12月": "7: 2018-07-01 .. 2018-07-31"},
        leaves=("7、9、12度",),
        of_year=False,
    ),
    SpanRule(
        "neighbouring-months-in-one-breath",
        rf"{_DATED}(?P<m>[一二三四五六七八九])、?(?P<m2>[二三四五六七八九])月份?",
        span_days.neighbouring_months,
        reads={"七八月份": "七八月份: 2018-07-01 .. 2018-08-31"},
        leaves=("七九月", "十七八月"),
    ),
    SpanRule(
        "neighbouring-months",
        rf"{_DATED}{_M}月?[、,和跟与 ](?P<m2>{_MONTH_NUMBER})[两俩]?个?月份?",
        span_days.neighbouring_months,
        reads={"10、11月": "10、11月: 2018-10-01 .. 2018-11-30"},
        leaves=("10、12度",),
    ),
    SpanRule(
        "month-of-a-pair",
        rf"{_DATED}{_M}(?=[、,和跟与](?:{_MONTH_NUMBER})月)",
        span_days.the_month,
        reads={"10、12月": "10: 2018-10-01 .. 2018-10-31"},
        leaves=("10、12度",),
        of_year=False,
    ),
    SpanRule(
        SINCE,
        rf"从?{_DATED}{_month()}(?:{_UNTIL_NOW}|{_AFTER})",
        span_days.since_month,
        reads={
            "10月以来": "10月以来: 2018-10-01 .. 2018-12-22",
            "从10月到现在": "从10月到现在: 2018-10-01 .. 2018-12-22",
        },
        leaves=("10月", "第3月起"),
    ),
    SpanRule(
        "before-a-month",
        rf"{_DATED}{_month()}{_BEFORE}",
        span_days.before_month,
        reads={"10月之前": "10月之前: .. 2018-09-30"},
        leaves=("10月后",),
    ),
    SpanRule(
        "month",
        rf"{_DATED}{_NO_RATE}{_month()}(?!{_DAY}[日号])",
        span_days.the_month,
        reads={
            "10月份": "10月份: 2018-10-01 .. 2018-10-31",
            "去年十二月": "去年十二月: 2017-12-01 .. 2017-12-31",
            "12月分钱": "12月: 2018-12-01 .. 2018-12-31",
            "一月电费": "一月: 2018-01-01 .. 2018-01-31",
        },
        leaves=("一月三百个字", "12月40号", "十个2月"),
        of_year=False,
    ),
)
# Of each holiday: what is read, and what is left.
_OF_HOLIDAYS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "National Day": (
        {"国庆节前": "国庆节前: .. 2018-09-30"},
        ("我叫李国庆", "二十一前", "十一度"),
    ),
    "New Year's Day": ({"元旦前": "元旦前: .. 2017-12-31"}, ("王元旦",)),
    "Spring Festival": ({"春节后就贵了": "春节后: 2018-02-22 .. 2018-12-22"}, ("张春节",)),
    "Tomb-sweeping Day": ({"清明": "清明: 2018-04-05 .. 2018-04-07"}, ("李清明",)),
    "Labour Day": ({"劳动节": "劳动节: 2018-04-29 .. 2018-05-01"}, ("一百五一度",)),
    "Dragon Boat Festival": ({"端午": "端午: 2018-06-18 .. 2018-06-18"}, ("王端午",)),
    "Mid-autumn Festival": ({"中秋节那天": "中秋节: 2018-09-24 .. 2018-09-24"}, ("李中秋",)),
}
_HOLIDAYS = tuple(
    SpanRule(
        name.lower().replace(" ", "-").replace("'", ""),
        rf"{_year()}(?<![{SURNAMES}{_NUMERALS}])(?:{words})"
        rf"(?:(?P<b>{_BEFORE})|(?P<a>{_AFTER})|期间)?",
        span_days.holiday(name),
        reads=_OF_HOLIDAYS[name][0],
        leaves=_OF_HOLIDAYS[name][1],
        feast=True,
    )
    for words, name in HOLIDAYS.items()
)
_FROM_TODAY = (
    SpanRule(
        "day-of-the-month",
        rf"(?<![\d第月])(?P<p>上个?月|这个?月|本月)?(?<!\d){_DAY}号{_NO_THING}",
        span_days.day_of_month,
        reads={
            "20号装的": "20号: 2018-12-20 .. 2018-12-20",
            "上个月5号": "上个月5号: 2018-11-05 .. 2018-11-05",
        },
        leaves=("8号台区", "第5号", "月40号"),
        of_bills=False,
    ),
    SpanRule(
        "days-ago",
        rf"(?P<r>今[天儿]|昨[天儿]|夜儿|大前天|前[天儿])|(?P<n>{NUMBER})天(?:之|以)?前",
        span_days.days_ago,
        reads={
            "前天下午三点": "前天: 2018-12-20 .. 2018-12-20",
            "三天前": "三天前: 2018-12-19 .. 2018-12-19",
        },
        leaves=("三天后",),
        of_bills=False,
    ),
    SpanRule(
        "week",
        r"上个?(?:周|星期|礼拜)|这个?(?:周|星期|礼拜)",
        span_days.the_week,
        reads={"上周": "上周: 2018-12-10 .. 2018-12-16"},
        leaves=("下周",),
        of_bills=False,
    ),
    SpanRule(
        "months-ago",
        rf"(?P<n>{NUMBER})个月(?:之|以)?前",
        span_days.months_ago,
        reads={"4个月前": "4个月前: 2018-08-01 .. 2018-08-31"},
        leaves=("4个月后", "99999999999个月前"),
        of_bills=False,
    ),
    SpanRule(
        LATELY,
        rf"(?:最近|近|过去|(?<![月{TAKEN}])这)(?P<n>半年|(?:俩|仨|{NUMBER})(?=个?月))(?:个?月)?",
        span_days.last_months,
        reads={
            "最近三个月": "最近三个月: 2018-10-01 .. 2018-12-22",
            "近半年": "近半年: 2018-07-01 .. 2018-12-22",
        },
        leaves=("这一张单子",),
    ),
    SpanRule(
        "months-together",
        rf"(?<![每天季头])(?<!年前)(?<!年的前)(?<!开头)(?P<n>俩|仨|{NUMBER})个?月(?=(?:的)?(?:加|一共|合计|总共|合起))",
        span_days.last_months,
        reads={"两个月加起来": "两个月: 2018-11-01 .. 2018-12-22"},
        leaves=("两个月一张", "今年前三个月一共多少", "头仨月一共多少"),
    ),
    SpanRule(
        "months-that-went-by",
        rf"(?P<n>俩|仨|{NUMBER})个?月{_WENT_BY}",
        span_days.last_months,
        reads={"俺俩月没交": "俩月没交: 2018-11-01 .. 2018-12-22"},
        leaves=("十二个月",),
        of_bills=False,
    ),
    SpanRule(
        NEAR,
        r"(?P<r>[上再大]上|前|上|这|本|当|下)(?:个?月|一期(?!示|读))",
        span_days.near_month,
        reads={
            "上个月": "上个月: 2018-11-01 .. 2018-11-30",
            "上一期呢": "上一期: 2018-11-01 .. 2018-11-30",
            "再上个月呢": "再上个月: 2018-10-01 .. 2018-10-31",
        },
        leaves=("每个月",),
    ),
    SpanRule(
        "first-months",
        rf"{_year()}(?:头|开头|打头|(?<=年)前|(?<=年的)前)(?P<n>俩|仨|{NUMBER})个?月",
        span_seasons.first_months,
        reads={
            "头仨月": "头仨月: 2018-01-01 .. 2018-03-31",
            "今年前四个月": "今年前四个月: 2018-01-01 .. 2018-04-30",
        },
        leaves=("前三个亿", "头十三个月"),
    ),
    SpanRule(
        "season-begun",
        rf"{_year()}[入立开](?P<s>[春夏秋冬])(?:{_AFTER}|{_UNTIL_NOW})+(?:{_UNTIL_NOW})?",
        span_seasons.since_season,
        reads={"入秋以来": "入秋以来: 2018-09-01 .. 2018-12-22"},
        leaves=("李立春", "立秋"),
    ),
    SpanRule(
        "season-since",
        rf"{_year()}(?P<s>[春夏秋冬])[天季](?:以来|从?{_UNTIL_NOW})",
        span_seasons.since_season,
        reads={"秋季以来": "秋季以来: 2018-09-01 .. 2018-12-22"},
        leaves=("秋季以前",),
    ),
    SpanRule(
        "winter",
        r"(?<!年)(?<!年的)冬(?:天|季|里)(?:(?:这|那)?[三几3]个月)?",
        span_seasons.last_winter,
        reads={"冬天": "冬天: 2017-12-01 .. 2018-02-28"},
        leaves=("冬瓜",),
        of_year=False,
    ),
    SpanRule(
        "part-of-a-year",
        rf"{_year()}(?:(?P<h>[上前头]半年|[下后]半年|年初|年底|年末|[春夏秋冬](?:天|季|里)(?:(?:这|那)?[三几3]个月)?|三伏天?)|第?(?P<q>[一二三四1234])季度)",
        span_seasons.part_of_year,
        reads={
            "上半年": "上半年: 2018-01-01 .. 2018-06-30",
            "三季度": "三季度: 2018-07-01 .. 2018-09-30",
            "头半年": "头半年: 2018-01-01 .. 2018-06-30",
            "夏天三个月": "夏天三个月: 2018-06-01 .. 2018-08-31",
            "夏天": "夏天: 2018-06-01 .. 2018-08-31",
            "去年冬天": "去年冬天: 2017-12-01 .. 2018-02-28",
        },
        leaves=("半年",),
    ),
    SpanRule(
        "whole-year",
        r"(?:(?P<y>20\d\d)年|(?P<w>[今去前])年)"
        r"(?:全年|一?整年|一年|(?=的?(?:电费|账单|单子|呢|嘞|有(?:吗|没)|(?:都)?没有)))",
        span_days.the_year,
        reads={"去年的账单": "去年: 2017-01-01 .. 2017-12-31"},
        leaves=("去年装的",),
    ),
    SpanRule(
        "year",
        r"(?P<y>20\d\d)年|(?P<w>[今去前])年",
        span_days.the_year,
        reads={"去年装的": "去年: 2017-01-01 .. 2017-12-31"},
        leaves=("明年",),
        of_bills=False,
    ),
)
RULES = (*_MONTHS, *_HOLIDAYS, *BY_WEATHER, *span_quarters.RULES, *_FROM_TODAY)
