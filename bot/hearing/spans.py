"""Days and months that a text names, as spans of days: 10月到12月, 上个月, 国庆节前, 三天前.

Customers look back: a month or day without a year is the latest one that has begun. Months of
the farmers' calendar (腊月) lie across two months of ours, so they are no span: the bill that is
meant must be asked for.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.contract.month import Month
from bot.hearing.entity import TAKEN
from bot.hearing.holidays import HOLIDAYS, days_off
from bot.hearing.names import SURNAMES
from bot.hearing.normalise import LONGEST, plain
from bot.hearing.numbers import NUMBER, number
from bot.hearing.total import total

_YEARS = {"今": 0, "去": -1, "前": -2, "明": 1, "上": -1}
_YEAR = r"(?:(?<!\d)(?P<y>20\d\d|\d\d)年|(?P<w>[今去前明上])年的?)?"
_MONTH_WORD = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_M = rf"(?P<m>{_MONTH_WORD})月(?:份|分(?![钱之]))?"
_NO_DIGIT = r"(?<![\d一二三四五六七八九十第多])(?<![\d一二三四五六七八九十]个)"
_PARTS = {
    "上半年": (1, 6), "下半年": (7, 12), "年初": (1, 2), "年底": (12, 12), "年末": (12, 12),
}  # fmt: skip
_NUMERALS = "一二三四五六七八九十百千万块"
_BEFORE, _AFTER = "(?:之前|以前|前)", "(?:之后|以后|以来|后|起|开始)"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`; None where it has no such end. Where its words stand.

    `of_bills` tells whether bills are named in this way (12月, 国庆节前), or only events (三天前);
    `of_year` whether the year was said or is meant, and not merely likely.
    """

    first: date | None
    last: date | None
    start: int
    end: int
    of_bills: bool
    of_year: bool


Days = tuple[date | None, date | None]
Match = re.Match[str]


def spans_in(text: str, today: date) -> tuple[Span, ...]:
    """All spans of a text, in the order in which they stand."""
    return spans_of(plain(text[:LONGEST]), today)


@total(tuple[Span, ...]())
def spans_of(heard: str, today: date) -> tuple[Span, ...]:
    """All spans of a plain text, in the order in which they stand."""
    return tuple(sorted(_spans(heard, today), key=lambda span: span.start))


def this_month(today: date) -> Month:
    """The month in which that day lies."""
    return Month(today.month, today.year)


def months_in(text: str, today: date) -> tuple[Month, ...]:
    """The months whose bills a text names."""
    return months_of(spans_in(text, today), today)


@total(tuple[Month, ...]())
def months_of(spans: Iterable[Span], today: date) -> tuple[Month, ...]:
    """The months whose bills are named, each once: of a span all, at most twelve.

    Without a year the newest bill of that month is meant.
    """
    found: dict[Month, None] = {}
    for span in spans:
        if span.of_bills:
            last = span.last or today
            first = span.first or last
            for month in (_shifted(first, n) for n in range(12)):
                if month <= last:
                    found[Month(month.month, month.year if span.of_year else None)] = None
    return tuple(found)


def _spans(free: str, today: date) -> Iterator[Span]:
    for pattern, of_bills, read in _RULES:
        for match in pattern.finditer(free):
            days = read(match, today)
            if days is not None:
                start, end = match.span()
                of_year = read not in (_month, _day) or "年" in match[0]
                yield Span(*days, start, end, of_bills, of_year)
                free = f"{free[:start]}{TAKEN * (end - start)}{free[end:]}"


def _shifted(day: date, months: int) -> date:
    """The first day of the month so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _whole_month(first: date) -> tuple[date, date]:
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _year_of(match: Match, today: date, suffix: str = "") -> int | None:
    year, word = match[f"y{suffix}"], match[f"w{suffix}"]
    if year:
        return int(year) + (2000 if len(year) == 2 else 0)
    return today.year + _YEARS[word] if word else None


def _first_of(month: int, year: int | None, until: date) -> date:
    """The first day of that month, of that year or the latest that has begun by then."""
    if year is not None:
        return date(year, month, 1)
    return date(until.year - (month > until.month), month, 1)


def _number(word: str) -> int:
    return int(number(word) or 0)


def _month(match: Match, today: date) -> Days:
    return _whole_month(_first_of(_number(match["m"]), _year_of(match, today), today))


def _from_month_to_month(match: Match, today: date) -> Days:
    end_year = _year_of(match, today, "2")
    begin_year = _year_of(match, today)
    one, other = _number(match["m"]), _number(match["m2"])
    if end_year is None and begin_year is not None:
        end_year = begin_year + (other < one)
    last = _first_of(other, end_year, today)
    first = _first_of(one, begin_year, last)
    return first, _whole_month(last)[1]


def _neighbouring_months(match: Match, today: date) -> Days | None:
    one, other = _number(match["m"]), _number(match["m2"])
    if other != one + 1:
        return None
    last = _first_of(other, _year_of(match, today), today)
    return _shifted(last, -1), _whole_month(last)[1]


def _since_month(match: Match, today: date) -> Days:
    return _first_of(_number(match["m"]), _year_of(match, today), today), today


def _before_month(match: Match, today: date) -> Days:
    first = _first_of(_number(match["m"]), _year_of(match, today), today)
    return None, first - timedelta(days=1)


def _day(match: Match, today: date) -> Days | None:
    first = _first_of(_number(match["m"]), _year_of(match, today), today)
    return _one_day(first, _number(match["d"]))


def _day_in_figures(match: Match, _: date) -> Days | None:
    month = int(match["m"])
    return _one_day(date(int(match["y"]), month, 1), int(match["d"])) if 1 <= month <= 12 else None


def _one_day(first: date, day: int) -> Days | None:
    if not 1 <= day <= monthrange(first.year, first.month)[1]:
        return None
    return first.replace(day=day), first.replace(day=day)


def _day_of_month(match: Match, today: date) -> Days | None:
    """20号: of this month, or of the last one where it is still to come."""
    day = _number(match["d"])
    first = _shifted(today, -1 if match["p"] and "上" in match["p"] else 0)
    if not match["p"] and day > today.day:
        first = _shifted(today, -1)
    return _one_day(first, day)


def _days_ago(match: Match, today: date) -> Days:
    word = match["r"]
    ago = {"今": 0, "昨": 1, "夜": 1, "前": 2, "大": 3}[word[0]] if word else _number(match["n"])
    day = today - timedelta(days=min(ago, 36500))
    return day, day


def _week(match: Match, today: date) -> Days:
    monday = today - timedelta(days=today.weekday() + 7 * ("上" in match[0]))
    return monday, min(monday + timedelta(days=6), today)


def _near_month(match: Match, today: date) -> Days:
    back = {"上上": -2, "前": -2, "上": -1, "这": 0, "本": 0, "当": 0, "下": 1}
    return _whole_month(_shifted(today, back[match["r"]]))


def _months_ago(match: Match, today: date) -> Days | None:
    months = _number(match["n"])
    return _whole_month(_shifted(today, -months)) if 0 < months <= 1200 else None


def _last_months(match: Match, today: date) -> Days | None:
    """三个月没交: the months up to now, this one included."""
    months = {"俩": 2, "仨": 3, "半年": 6}.get(match["n"]) or _number(match["n"])
    return (_shifted(today, 1 - months), today) if 0 < months <= 120 else None


def _quarter(number: int) -> tuple[int, int]:
    return 3 * number - 2, 3 * number


def _part_of_year(match: Match, today: date) -> Days:
    year = _year_of(match, today) or today.year
    first, last = _PARTS[match["h"]] if match["h"] else _quarter(_number(match["q"]))
    if date(year, first, 1) > today and not (match["y"] or match["w"]):
        year -= 1
    return date(year, first, 1), _whole_month(date(year, last, 1))[1]


def _year(match: Match, today: date) -> Days:
    year = _year_of(match, today) or today.year
    return date(year, 1, 1), date(year, 12, 31)


def _holiday(name: str) -> Callable[[Match, date], Days | None]:
    def read(match: Match, today: date) -> Days | None:
        said = _year_of(match, today)
        for year in (said,) if said else (today.year, today.year - 1):
            days = days_off(name, year)
            if days and (said or days[0] <= today):
                if match["b"]:
                    return None, days[0] - timedelta(days=1)
                return (days[-1] + timedelta(days=1), today) if match["a"] else (days[0], days[-1])
        return None

    return read


_YEAR2, _M2 = (
    p.replace("<y>", "<y2>").replace("<w>", "<w2>").replace("<m>", "<m2>") for p in (_YEAR, _M)
)
_D = rf"(?P<d>[12]\d|3[01]|0?[1-9]|{NUMBER})"
_THING = "楼|台|杆|院|门|表|线|机|码|库|桥|井"  # 8号台区 is no day
Rule = tuple[re.Pattern[str], bool, Callable[[Match, date], Days | None]]
_RULES: tuple[Rule, ...] = tuple(
    (re.compile(pattern, re.ASCII), of_bills, read)
    for pattern, of_bills, read in (
        (r"(?<!\d)(?P<y>20\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)", False, _day_in_figures),
        (rf"{_NO_DIGIT}{_YEAR}{_M}{_D}(?:日|号(?!{_THING}))", True, _day),
        (rf"{_NO_DIGIT}{_YEAR}(?P<m>{_MONTH_WORD})(?:月份?)?\s*(?:到|至|-|~|—+)\s*{_YEAR2}{_M2}", True, _from_month_to_month),
        (rf"{_NO_DIGIT}{_YEAR}(?P<m>[一二三四五六七八九])、?(?P<m2>[二三四五六七八九])月份?", True, _neighbouring_months),
        (rf"{_NO_DIGIT}{_YEAR}(?P<m>{_MONTH_WORD})月?[、,和跟与](?P<m2>{_MONTH_WORD})月份?", True, _neighbouring_months),
        (rf"从?{_NO_DIGIT}{_YEAR}{_M}(?:(?:到|至)(?:今天?|现在|如今|这会)|{_AFTER})", True, _since_month),
        (rf"{_NO_DIGIT}{_YEAR}{_M}{_BEFORE}", True, _before_month),
        (rf"{_NO_DIGIT}{_YEAR}(?!一月(?!份|的|分|电费|账单|单子)){_M}(?!{_D}[日号])", True, _month),
        *((rf"{_YEAR}(?<![{SURNAMES}{_NUMERALS}])(?:{words})(?:(?P<b>{_BEFORE})|(?P<a>{_AFTER})|期间)?", True, _holiday(name)) for words, name in HOLIDAYS.items()),
        (rf"(?<![\d第月])(?P<p>上个?月|这个?月|本月)?(?<!\d){_D}号(?!{_THING})", False, _day_of_month),
        (rf"(?P<r>今[天儿]|昨[天儿]|夜儿|大前天|前[天儿])|(?P<n>{NUMBER})天(?:之|以)?前", False, _days_ago),
        (r"上个?(?:周|星期|礼拜)|这个?(?:周|星期|礼拜)", False, _week),
        (rf"(?P<n>{NUMBER})个月(?:之|以)?前", False, _months_ago),
        (rf"(?:最近|近|过去|这)(?P<n>半年|(?:俩|仨|{NUMBER})(?=个?月))(?:个?月)?", True, _last_months),
        (rf"(?P<n>俩|仨|{NUMBER})个?月(?:来|以来|都?没(?:交|缴|抄|来|人)|一[起块次])", False, _last_months),
        (r"(?P<r>上上|前|上|这|本|当|下)个?月", True, _near_month),
        (rf"{_YEAR}(?:(?P<h>上半年|下半年|年初|年底|年末)|第?(?P<q>[一二三四1234])季度)", True, _part_of_year),
        (r"(?:(?P<y>20\d\d)年|(?P<w>[今去前])年)(?:全年|一?整年|一年|(?=的?(?:电费|账单|单子|呢|嘞)))", True, _year),
        (r"(?P<y>20\d\d)年|(?P<w>[今去前])年", False, _year),
    )
)  # fmt: skip
