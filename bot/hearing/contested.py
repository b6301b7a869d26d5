"""A fact on file that the customer says is another: the day of power, a reading, the household."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.contract.contested import Contested, Fact
from bot.hearing.entity import Entity, EntityKind
from bot.hearing.spans import Span
from bot.hearing.total import total

LONGEST = 80  # characters; a longer text is a letter
_POWERED = re.compile(
    r"(?:通|送|接|供|用)(?:上|过)?了?的?电|(?:有|来)(?:了)?电|电(?:是|就|都)?.{0,6}(?:通|接|用上|送)|装(?:上|好|了)?的?(?:电)?表"
)
_CLAIMS = re.compile(
    r"不是|不对|早就|就(?:有|通|用|接|送|装)|明明|其实|应该是|才(?:通|接|送|装|用)|是.{0,14}的|怎么(?:写|成|说)|弄错|搞错|记错|写错|我说的"
)
_ASKS = re.compile(
    r"为(?:什么|啥)|[吗么?]$|怎么(?:办|算|申请)|咋(?:办|算)|多少|几|能不能|可以|退|赔|投诉"
)
_DIAL = re.compile(
    r"表上|表显示|表里|表走到|我看(?:的|了)|我(?:自己)?抄|拍的|现在(?:表|是)|实际(?:是|才|只)"
)
_DENIES_FIGURE = re.compile(
    r"(?:表上|表里|我家|电表)[^,。]{0,6}(?:不是|没有?|哪有|哪里有|不到|没到)(?:走)?(?:这个|这么多|你们|那个|这些|那么多|这|那)(?:数|度)?"
)
_DENIES_USE = re.compile(
    r"不可能|没(?:有)?(?:用|走)(?:过)?(?:这么|那么|恁|这|那)(?:么)?多|用不(?:了|到)(?:这么|那么|恁)|哪(?:能|里|儿)?(?:用|有)(?:了|得了)?(?:这么|那么|恁)多|(?:怎么|咋)可能"
)
_SPEAKS_OF_USE = re.compile(r"用(?!户)|走|这么多电|电量")
_ON_FILE = re.compile(
    r"早就?(?:报|登记|申请|办|交)|(?:报|登记|申请|办)过|去年.{0,4}(?:报|登记|申请|办)"
)


@total(None)
def contested_in(heard: str, figures: Iterable[Entity], spans: Sequence[Span]) -> Contested | None:
    """The fact that a plain text contests; None where it contests none."""
    if len(heard) > LONGEST:
        return None
    figures = tuple(figures)
    persons = _of(figures, EntityKind.HOUSEHOLD)
    if persons is not None and _ON_FILE.search(heard):
        return Contested(Fact.PERSONS, figure=persons)
    day = next((span.first for span in spans if span.first and not _is_year(span)), None)
    if day and _POWERED.search(heard) and _CLAIMS.search(heard) and not _ASKS.search(heard):
        return Contested(Fact.POWERED, day)
    dial = _of(figures, EntityKind.READING)
    if dial is not None and _DIAL.search(heard) and not _ASKS.search(heard):
        return Contested(Fact.READING, figure=dial)
    if _DENIES_FIGURE.search(heard):
        return Contested(Fact.READING)
    used = any(e.kind is EntityKind.KWH for e in figures) or _SPEAKS_OF_USE.search(heard)
    return Contested(Fact.USED) if used and _DENIES_USE.search(heard) else None


def _is_year(span: Span) -> bool:
    return bool(span.first and span.last and (span.last - span.first).days > 40)


def _of(figures: tuple[Entity, ...], kind: EntityKind) -> Decimal | None:
    found = (e.value for e in figures if e.kind is kind)
    return next((value for value in found if isinstance(value, Decimal)), None)
