"""A single word that names a day or a month, as somebody who searches writes it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
_OF_YEAR = re.compile(r"(\d{4})[-/.年](\d{1,2})月?$")
_SPAN = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:~|到|至)(\d{4}-\d{1,2}-\d{1,2})")
_MONTH = re.compile(r"(\d{1,2})月$")
_OF_ANY_YEAR = re.compile(r"(\d{1,2})(?:月|-|/)(\d{1,2})[日号]?$")  # 12.22 may be yuan
_OF_THIS_MONTH = re.compile(r"(\d{1,2})[日号]$")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


class Dated(NamedTuple):
    """A day or a month, of a year or of any."""

    year: int | None
    month: int
    day: int | None = None

    def holds(self, when: date) -> bool:
        """Whether that day is or lies in it."""
        parts = ((self.year, when.year), (self.month, when.month), (self.day, when.day))
        return all(asked in (None, is_) for asked, is_ in parts)

    @property
    def span(self) -> tuple[date, date] | None:
        """Its first and last day; None without a year, or where there is no such day."""
        if not self.year:
            return None
        last = monthrange(self.year, self.month)[1]
        if self.day is not None and self.day > last:
            return None
        return (date(self.year, self.month, self.day or 1),
                date(self.year, self.month, self.day or last))  # fmt: skip

    def newest_month(self, today: date) -> date:
        """The first day of that month, without a year the one that began last."""
        return date(self.year or today.year - (self.month > today.month), self.month, 1)

    def named_in(self, plain_text: str) -> bool:
        """Whether a text names the month or day, without its year."""
        if self.year is not None:
            return False
        if self.day is not None:
            return re.search(rf"(?<!\d){self.month}月{self.day}(?!\d)", plain_text) is not None
        numeral = _NUMERALS[self.month - 1]
        pattern = rf"(?<!\d){self.month}月|(?<![十]){numeral}月"
        return re.search(pattern, plain_text) is not None


def dated(word: str) -> Dated | None:
    """What a word in plain form names; None where it is no date.

    >>> dated("2018-12"), dated("七月"), dated("2018-13")
    (Dated(year=2018, month=12, day=None), Dated(year=None, month=7, day=None), None)
    """
    spelled = word.removesuffix("月")
    if spelled != word and spelled in _NUMERALS:
        return Dated(None, _NUMERALS.index(spelled) + 1)
    if found := _DAY.match(word):
        year, month, day = map(int, found.groups())
        return _possible(Dated(year, month, day))
    if found := _OF_YEAR.match(word):
        return _possible(Dated(int(found[1]), int(found[2])))
    if found := _OF_ANY_YEAR.match(word):
        return _possible(Dated(None, int(found[1]), int(found[2])))
    found = _MONTH.match(word)
    return _possible(Dated(None, int(found[1]))) if found else None


def _possible(what: Dated) -> Dated | None:
    return what if 1 <= what.month <= 12 and what.day in (None, *range(1, 32)) else None


def dated_span(word: str, today: date) -> tuple[date, date] | None:
    """First and last day of what a word names by today, or from one day to another.

    >>> [f"{day:%m-%d}" for day in dated_span("上周", date(2018, 12, 22))]
    ['12-10', '12-16']
    """
    if found := _SPAN.fullmatch(word):
        try:
            first, last = (date(*map(int, day.split("-"))) for day in found.groups())
        except ValueError:
            return None
        return first, last
    if found := _OF_THIS_MONTH.match(word):
        return _newest(int(found[1]), today)
    day, week = timedelta(days=1), timedelta(days=7)
    monday, month = today - timedelta(days=today.weekday()), today.replace(day=1)
    spans = {
        ("今天", "今日"): (today, today),
        ("昨天", "昨日"): (today - day, today - day),
        ("前天", "前日"): (today - 2 * day, today - 2 * day),
        ("本周", "这周"): (monday, monday + week - day),
        ("上周",): (monday - week, monday - day),
        ("本月", "这个月"): (month, today),
        ("上月", "上个月"): ((month - day).replace(day=1), month - day),
    }
    return next((span for names, span in spans.items() if word in names), None)


def _newest(number: int, today: date) -> tuple[date, date] | None:
    """The last day of a month with that number, today or before (22号)."""
    days = (today - timedelta(days=n) for n in range(62))
    return next(((day, day) for day in days if day.day == number), None)
