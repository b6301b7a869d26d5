"""Numbers that have no word of their own, but stand beside one that says what they are.

"账单止码3560,我拍的是3498": who has read one reading of a meter reads the other as one too.
"这次486块,上个月才二百一": in a text that speaks of money alone, what is compared is money.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from bot.hearing.entity import TAKEN, Entity, EntityKind
from bot.hearing.intervals import is_approximate
from bot.hearing.numbers import ARABIC, CHINESE, SAID, digits, number
from bot.hearing.rules.parts import BARE_END

Found = tuple[EntityKind, int, int, Decimal | None, str]
LIKE_A_READING, COMPARED, IN_A_LIST = (
    "like-a-reading",
    "compared",
    "in-a-list",
)  # named as the rules are
_NUMBER = re.compile(
    rf"(?<![第\d{CHINESE}{TAKEN}])(?:{ARABIC}|(?=[{CHINESE}]{{2}}){SAID}){BARE_END}(?!{TAKEN})",
    re.ASCII,
)
_LISTED = {EntityKind.AMOUNT, EntityKind.KWH, EntityKind.READING}
_NO_USE = 5000  # kWh; more than a household uses in a month
_BEHIND = re.compile(rf"(?:、{ARABIC}(?![度元块万千百月号日个])){{1,12}}", re.ASCII)
_BEFORE = re.compile(rf"(?:{ARABIC}、){{1,12}}$", re.ASCII)
_COMPARED = re.compile(
    r"(?:上个?月|上一?[回期次]|以前|往常|平时|原来|去年|之前|这个?月|这[回期次]|他家|她家|人家|邻居|我家?"
    r"|网上|每月|一个月|一年|全年|[多少差贵涨]了|便宜了)[^,。;!?\d]{0,4}$"
)
_FEES = re.compile(r"安装|装表|开户|收费|报价|要价")
_PAPERS = re.compile(r"表|抄|示数|读数|[起止]码|单|照片|短信|系统|条子")
_MONEY = re.compile(r"钱|费|元|块|交|缴|收|扣|￥|¥|退|贵|便宜")
_ENERGY = re.compile(r"度|个字|电量|千瓦时|档|额度")


def readings(found: Iterable[Entity], free: str) -> Iterator[Found]:
    """The numbers left in `free` that are readings, since one like them is.

    Two long numbers of a like size, of which papers or the meter tell, are readings too.
    """
    known = {
        e.value for e in found if e.kind is EntityKind.READING and isinstance(e.value, Decimal)
    }
    numbers = [(match, value) for match, value in _numbers(free) if value and value >= 100]
    if not known and _PAPERS.search(free) and not _FEES.search(free):
        pairs = combinations([value for _, value in numbers if value >= 1000], 2)
        known = {value for pair in pairs if _alike(*pair) for value in pair}
    for match, value in numbers:
        if any(_alike(value, reading) for reading in known):
            yield EntityKind.READING, *match.span(), value, LIKE_A_READING


def listed(found: Iterable[Entity], free: str) -> Iterator[Found]:
    """The numbers of a list in which one is known: 电费是154、113、87; 120、135、260度."""
    for entity in found:
        if entity.kind in _LISTED:
            behind, before = _BEHIND.match(free, entity.end), _BEFORE.search(free[: entity.start])
            for run in filter(None, (behind, before)):
                for match in re.finditer(ARABIC, run[0]):
                    start = run.start() + match.start()
                    value = number(match[0])
                    yield entity.kind, start, start + len(match[0]), value, IN_A_LIST


def regraded(found: Iterable[Entity]) -> Iterator[Entity]:
    """The same, where kWh as large as a reading beside them are a reading too."""
    found = list(found)
    dials = [e.value for e in found if e.kind is EntityKind.READING]
    for entity in found:
        alike = any(
            isinstance(entity.value, Decimal)
            and isinstance(dial, Decimal)
            and entity.value >= _NO_USE
            and _alike(entity.value, dial)
            for dial in dials
        )
        is_dial = entity.kind is EntityKind.KWH and alike
        yield replace(entity, kind=EntityKind.READING) if is_dial else entity


def compared(source: str, free: str) -> Iterator[Found]:
    """The numbers left in `free` that are compared, in a text of money or of kWh alone."""
    kind = _only_kind(source)
    if kind:
        for start, end, value in _comparisons(free):
            yield kind, start, end, value, COMPARED


def of_two_kinds(source: str, free: str) -> Iterator[tuple[int, int]]:
    """Where numbers are compared that may be money as well as kWh."""
    if not _only_kind(source):
        for start, end, _ in _comparisons(free):
            yield start, end


def _only_kind(source: str) -> EntityKind | None:
    money, energy = bool(_MONEY.search(source)), bool(_ENERGY.search(source))
    if money == energy:
        return None
    return EntityKind.AMOUNT if money else EntityKind.KWH


def _comparisons(free: str) -> Iterator[tuple[int, int, Decimal | None]]:
    for match, value in _numbers(free):
        start, end = match.span()
        if (
            (value is None or value >= 10)
            and free[end : end + 2] != "多了"
            and _COMPARED.search(free[:start])
        ):
            yield start, end + free.startswith("多", end), value


def _numbers(free: str) -> Iterator[tuple[re.Match[str], Decimal | None]]:
    """The numbers in it; a vague one (五六十) is None."""
    for match in _NUMBER.finditer(free):
        value = number(match[0])
        if value is None and len(match[0]) > 2:
            value = Decimal(digits(match[0]) or 0)
        if value or is_approximate(match[0]):
            yield match, value or None


def _alike(one: Decimal, other: Decimal) -> bool:
    """Whether both may be readings of one meter: of a like size."""
    small, large = sorted((one, other))
    return large < small * 2
