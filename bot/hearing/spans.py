"""Days and months that a text names, as spans of days: 10月到12月, 上个月, 国庆节前, 三天前.

Customers look back: a month or day without a year is the latest one that has begun. Months of
the farmers' calendar (腊月) lie across two months of ours, so they are no span: the bill that is
meant must be asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.contract.month import Month
from bot.hearing.entity import TAKEN
from bot.hearing.span_days import shifted
from bot.hearing.span_rules import RULES
from bot.hearing.total import total


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`; None where it has no such end. Where its words stand.

    `of_bills` tells whether bills are named in this way (12月, 国庆节前), or only events (三天前);
    `of_year` whether the year was said or is meant, and not merely likely;
    `rule` is the name of what read it; `feast` whether it is named by a feast without its year.
    """

    first: date | None
    last: date | None
    start: int
    end: int
    of_bills: bool
    of_year: bool
    rule: str
    feast: bool = False


@total(tuple[Span, ...]())
def spans_of(heard: str, today: date) -> tuple[Span, ...]:
    """All spans of a plain text, in the order in which they stand."""
    return tuple(sorted(_spans(heard, today), key=lambda span: span.start))


def with_feasts_of(spans: Iterable[Span], heard: str, day: date) -> tuple[Span, ...]:
    """The same where each feast without its year is the latest one as seen from that day."""
    then = {span.start: span for span in spans_of(heard, day) if span.feast}
    return tuple(then.get(span.start, span) if span.feast else span for span in spans)


_AGAINST = re.compile(
    r"(?:比(?:起|较)?|[贵多高]过|(?P<beside>跟|和|与|同)|较)(?:我家|俺家|那个?|之前|以前|前面)*$"
)
_COMPARED = re.compile(r"比|较|相|差")


def set_against(spans: Iterable[Span], heard: str) -> tuple[Span, ...]:
    """Those of bills that others are set against: 比7月多多少, 跟7月比."""
    return tuple(one for one in spans if one.of_bills and _is_set_against(heard, one))


def _is_set_against(heard: str, span: Span) -> bool:
    found = _AGAINST.search(heard[: span.start])
    if found is None:
        return False
    # 11月和12月为什么贵 speaks of both.
    return not found["beside"] or _COMPARED.search(heard, span.end) is not None


def this_month(today: date) -> Month:
    """The month in which that day lies."""
    return Month(today.month, today.year)


@total(tuple[Month, ...]())
def months_of(spans: Iterable[Span], today: date) -> tuple[Month, ...]:
    """The months whose bills are named, each once: of a span all, at most twelve.

    Without a year the newest bill of that month is meant.
    """
    found: dict[Month, None] = {}
    spans = [span for span in spans if span.of_bills]
    for span in spans:
        if not any(_holds(span, one) for one in spans):  # 夏天热,7、8两月 are two months
            last = span.last or today
            first = span.first or last
            for month in (shifted(first, n) for n in range(12)):
                if month <= last:
                    found[Month(month.month, month.year if span.of_year else None)] = None
    return tuple(found)


def _holds(span: Span, part: Span) -> bool:
    """Whether a part of the span is named beside it."""
    if not (span.first and span.last and part.first and part.last):
        return False
    inside = span.first <= part.first and part.last <= span.last
    return inside and (span.first, span.last) != (part.first, part.last)


def _spans(free: str, today: date) -> Iterator[Span]:
    for rule in RULES:
        for match in rule.pattern.finditer(free):
            days = rule.days(match, today)
            if days is not None:
                start, end = match.span()
                of_year = rule.of_year or "年" in match[0]
                feast = rule.feast and not (match["y"] or match["w"])
                yield Span(*days, start, end, rule.of_bills, of_year, rule.name, feast)
                free = f"{free[:start]}{TAKEN * (end - start)}{free[end:]}"
