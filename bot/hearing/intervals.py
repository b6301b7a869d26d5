"""Between which values a vague figure lies: 140多 is 140 to 150, 五六百 is 500 to 699.

A figure whose words are vague has no value of its own; what is compared with it asks whether the
true one lies within.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.hearing.numbers import NUMBER, number

Interval = tuple[Decimal, Decimal]  # the least and the most
_VERBS = r"(?:是|有|在|用|收|交|花|要|得|走|扣|缴|就|才|也|了)*"
_BELOW = re.compile(
    r"(?:不到|不足|不够|没到|将近|接近|快要?|(?<![最附])近|差一?点|(?<![最大变])小)[有了够到要]?$"
)
_COMPARED = re.compile(r"比[^,。;!?]{0,7}$")  # 比上个月99.2多
_ABOUT = re.compile(
    rf"(?:大概|大约|差不多|(?<![违合节预])约|估摸着?|估计|可能|大致|怎么也)(?:{_VERBS})$"
)
_UNITS = r"(?:块钱?|元|圆|蚊|度电?|千瓦时|个?字|毛钱?|角|天|个月|kwh)?"
_MORE = re.compile(
    rf"{_UNITS}(?:多(?![了少交收用走付掏算扣花抄出退给拿要罚缴跑])(?!了[^,。!?;])|[来余](?=[块元个度天字毛]|$)|出头|挂零|开外|有余|零几|零头|几(?![度个块毛天月点次十百千]))"
)
_SOME_ABOUT = re.compile(rf"{_UNITS}(?:左右|上下|的?样子|前后)")
_INSIDE_MORE = re.compile(r"[多来余](?=[块元蚊圆个度天周星礼字毛角钱千月k]|$)|[块元毛]把|出头")
_SPAN = re.compile(rf"({NUMBER})(?:-|~|—+|到|至)({NUMBER})")
_NEXT = dict(zip("一二两三四五六七八", "二三三四五六七八九", strict=True))
_NEIGHBOURS = re.compile(
    r"(?P<head>(?:[一二两三四五六七八九]?[十百千万]零?)*)(?<![一二两三四五六七八九])"
    r"(?P<one>[一二两三四五六七八])(?P<two>[二两三四五六七八九])(?P<unit>[十百千万]*)(?![一二三四五六七八九])"
)
_SOME = re.compile(r"(?P<head>[\d一二两三四五六七八九十百千万零]*?)零?好?几(?P<unit>[十百千万]*)")
_MAGNITUDE = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_WORDS: tuple[tuple[str, tuple[int, int]], ...] = (
    ("百十", (80, 199)), ("百把", (80, 150)), ("千把", (800, 1500)), ("上百", (100, 999)),
    ("成百", (100, 999)), ("上千", (1000, 9999)), ("成千", (1000, 9999)),
    ("上万", (10_000, 99_999)),
    ("数十", (20, 99)), ("数百", (200, 999)), ("数千", (2000, 9999)), ("十来", (10, 15)),
    ("块把", (1, 2)),
)  # fmt: skip


def interval(before: str, words: str, after: str, value: Decimal | None) -> Interval | None:
    """Where a figure lies by its own words and those beside it; None where it is exact.

    Args:
        before: what stands before the figure, in plain form.
        words: the figure itself, with its unit.
        after: what stands behind it.
        value: what it is worth as far as the rule that found it can tell.

    >>> tuple(map(str, interval("收了我", "140多块", ",", Decimal(140)) or ()))
    ('140', '150')
    """
    if value is None:
        return _of_words(words)
    step = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)
    compared = _COMPARED.search(before) and after.startswith("多")
    if not compared and (_INSIDE_MORE.search(words) or _MORE.match(after)):
        return value, value + step
    if _BELOW.search(before):
        return value - max(min(step, value / 2), value / 10), value
    if _ABOUT.search(before) or _SOME_ABOUT.match(after):
        return value - value / 10, value + value / 10
    return None


def is_approximate(words: str) -> bool:
    """Whether these are words of a vague number, and no number at all (二三档)."""
    return _of_words(words) is not None


def _of_words(words: str) -> Interval | None:
    for said, (least, most) in _WORDS:
        if said in words:
            return Decimal(least), Decimal(most)
    span, neighbours, some = _SPAN.search(words), _NEIGHBOURS.search(words), _SOME.search(words)
    if span:
        low, high = number(span[1]), number(span[2])
        return (low, high) if low is not None and high is not None and low < high else None
    if neighbours and _follow(neighbours):
        low, high = _value(neighbours, "one"), _value(neighbours, "two")
        if low is None or high is None:
            return None
        return low, high + _room(neighbours["unit"]) - 1
    return _some(some) if some else None


def _follow(match: re.Match[str]) -> bool:
    one, two = match["one"], match["two"]
    return _NEXT[one] == two or (one, two) in {("一", "两"), ("三", "五")}


def _value(match: re.Match[str], which: str) -> Decimal | None:
    return number(f"{match['head']}{match[which]}{match['unit']}")


def _room(unit: str) -> int:
    return _MAGNITUDE.get(unit[-1:], 1)


def _some(match: re.Match[str]) -> Interval:
    """几十, 好几百, 八十几, 280几."""
    head = number(match["head"]) if match["head"] else None
    if head is not None:
        room = Decimal(1).scaleb(int(head.normalize().as_tuple().exponent)) if head else 1
        return head, head + room - 1
    unit = _room(match["unit"])
    return Decimal(2 * unit), Decimal(10 * unit - 1)
