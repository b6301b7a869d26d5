"""What an account of the sample office is made of: spans between readings, and what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.records.account import AccountRecord

RESIDENT = "乡村居民生活用电(不满1千伏)"
LONG_AGO = date(2012, 5, 16)
LATE = date(2018, 12, 5)
ON_TIME = date(2018, 10, 8)


@dataclass(frozen=True, slots=True)
class Span:
    """What was used between two readings; `new_meter` when the meter was replaced before it."""

    first: date
    last: date
    kwh: Decimal
    new_meter: bool = False


Spans = tuple[Span, ...]
Row = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One account with what happened to it.

    `charged` replaces the right amount of the last bill; `unread` months have a bill but no
    reading. `verdict` is what is to be said of the last bill. `facts` are rows of the list of
    facts: 项目、内容、起始日期、终止日期、是否执行.
    """

    account: AccountRecord
    spans: Spans
    situation: str
    verdict: str
    charged: Decimal | None = None
    unread: tuple[date, ...] = ()
    peak_and_valley: bool = False
    facts: tuple[Row, ...] = ()


def monthly(*uses: float, day: int = 20, moved_to: int | None = None) -> Spans:
    """Readings of the months of 2018; from July on another day if it was moved."""
    days = (
        date(2018, month, moved_to if moved_to and month > 6 else day)
        for month in range(1, len(uses) + 1)
    )
    return read_on([date(2017, 12, day), *days], *uses)


def read_on(days: list[date], *uses: float) -> Spans:
    """Readings on these days with the kWh between them."""
    return tuple(
        Span(first, last, Decimal(str(kwh)))
        for first, last, kwh in zip(days[:-1], days[1:], uses, strict=True)
    )


def account_of(
    number: int | str, name: str, place: str, registered: date = LONG_AGO, **other: object
) -> AccountRecord:
    """A household's account with its telephone; `other` fields as given."""
    account = AccountRecord(
        str(number), name, f"1380000{int(number) % 10000:04d}", place,
        registered, date(2012, 5, 18), RESIDENT, "正常",
    )  # fmt: skip
    return replace(account, **other)  # type: ignore[arg-type]
