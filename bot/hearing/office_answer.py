"""What a clerk's answer says: its amounts with what each is said to be, months, days, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.hearing import tells
from bot.hearing.entity import Entity, EntityKind
from bot.hearing.grammar import entities_in
from bot.hearing.lunar import by_our_calendar
from bot.hearing.manner import weighed
from bot.hearing.normalise import visible
from bot.hearing.numbers import number
from bot.hearing.tells import TELLS, Tell


class Role(StrEnum):
    """What an amount is said to be."""

    CHARGED = "charged"
    RIGHT = "right"
    OVER = "over"
    OTHER = "other"


_CUES = (
    (Role.CHARGED, tells.CHARGED),
    (Role.OVER, tells.OVER),
    (Role.RIGHT, tells.RIGHT),
    (Role.OTHER, tells.EITHER),
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Yuan, and what they are said to be."""

    yuan: Decimal
    role: Role


@dataclass(frozen=True, slots=True)
class OfficeAnswer:
    """All that the office has answered to one customer.

    Attributes:
        texts: the answers one by one.
        kwh: exact kWh, readings too; prices: yuan per kWh.
        months: counts of months; short: how many months are said to have had no limits.
        days: days that are named, a day without a year as the nearest one.
        names, numbers: persons; accounts and telephones.
    """

    texts: tuple[str, ...]
    amounts: tuple[Amount, ...]
    kwh: tuple[Decimal, ...]
    prices: tuple[Decimal, ...]
    months: tuple[Decimal, ...]
    short: tuple[Decimal, ...]
    days: tuple[date, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    told: frozenset[Tell]

    def tells(self, *what: Tell) -> bool:
        """Whether all of these stand in it."""
        return self.told.issuperset(what)


def heard_of_office(texts: Sequence[str], now: datetime) -> OfficeAnswer:
    """Read the answers to one customer, as a customer's message is read."""
    texts = [visible(text).translate(tells.DIALECT) for text in texts]
    plain = [_plain(text) for text in texts]
    found = [(text, e) for text in plain for e in by_our_calendar(entities_in(text), now.date())]
    exact = [(text, e, e.value) for text, e in found if isinstance(e.value, Decimal)]
    kinds = {kind: [v for _, e, v in exact if e.kind is kind] for kind in EntityKind}
    whole = tells.DENIED.sub("", "\n".join(texts))
    amounts = [(v, _role(text, e)) for text, e, v in exact if _is_amount(text, e)]
    return OfficeAnswer(
        tuple(texts),
        tuple(Amount(yuan, role) for yuan, role in amounts),
        (*kinds[EntityKind.KWH], *kinds[EntityKind.READING]),
        tuple(v for text, e, v in exact if e.kind is EntityKind.PRICE and not _is_amount(text, e)),
        tuple(_months(tells.MONTHS, tells.SHORT.sub("", whole))),
        tuple(_months(tells.SHORT, whole)),
        (*_days([e for _, e in found], now.date()), *_bare_days(whole, now.date())),
        tuple(_persons(found)),
        tuple(
            str(e.value or e.text)
            for _, e in found
            if e.kind in (EntityKind.ACCOUNT_NO, EntityKind.PHONE)
        ),
        frozenset(tell for tell, words in TELLS.items() if words.search(whole)) | weighed(texts),
    )


def _plain(text: str) -> str:
    """As a message is read best: 元月 is January, 10.8 before what was done on it is a day."""
    days = tells.DOTTED_DAY.sub(r",\1月\2日", text.replace("元月", "1月"))
    coins = tells.COINS.sub(r"\1分", tells.NOT_A_FEN.sub("", days))
    return tells.AND_MORE.sub(",", tells.BARE_SUM.sub(r"\g<0>元", coins))


def _is_amount(text: str, entity: Entity) -> bool:
    """Yuan; few of them look like a price, but a price is not what is refunded."""
    if entity.kind is EntityKind.PRICE:
        before = tells.CLAUSE.split(text[: entity.start])[-1]
        return _role(text, entity) is Role.OVER and not tells.A_KWH.search(before)
    return entity.kind is EntityKind.AMOUNT


def _role(text: str, entity: Entity) -> Role:
    """What an amount is said to be, by the last cue before it, or words right behind it."""
    if tells.OVER_BEHIND.match(text[entity.end :]):
        return Role.OVER
    if tells.DUE_BEHIND.match(text[entity.end :]):
        return Role.RIGHT
    before = tells.CLAUSE.split(text[: entity.start])[-1]
    found = [(m.end(), len(m[0]), role) for role, cue in _CUES for m in cue.finditer(before)]
    return max(found, default=(0, 0, Role.OTHER))[2]


def _persons(found: Sequence[tuple[str, Entity]]) -> Iterator[str]:
    """Who is named, except the clerk by himself."""
    for text, entity in found:
        if entity.kind is EntityKind.PERSON and not tells.OWN_NAME.search(text[: entity.start]):
            yield entity.text


def _months(counted: re.Pattern[str], text: str) -> Iterator[Decimal]:
    for match in counted.finditer(text):
        count = match[match.lastindex or 0]
        value = Decimal("0.5") if count == "半" else number(count)
        if value is not None:
            yield value


def _days(found: Sequence[Entity], today: date) -> Iterator[date]:
    for entity in found:
        if entity.kind is EntityKind.DATE and isinstance(entity.value, str):
            day = _day(entity.value, today)
            if day is not None:
                yield day


def _bare_days(text: str, today: date) -> Iterator[date]:
    """Today; and a day without its month, the next of that number: 24号以前."""
    if tells.TODAY.search(text):
        yield today
    for match in tells.BARE_DAY.finditer(text):
        coming = (today + timedelta(days=n) for n in range(31))
        yield from (day for day in coming if day.day == int(match[1]))


def _day(text: str, today: date) -> date | None:
    """The day of ISO text; without a year the one that lies nearest."""
    try:
        if len(text) > len("12-24"):
            return date.fromisoformat(text)
        month, day = map(int, text.split("-"))
        near = [date(today.year + n, month, day) for n in (-1, 0, 1)]
    except ValueError:
        return None
    return min(near, key=lambda each: abs((each - today).days))
