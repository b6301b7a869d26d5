"""Made-up households, one for each rule that a clerk has to explain; their bills are the engine's.

Every person and number in them is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from random import Random
from typing import Any

from bot.bills.bill_month import TOTAL_REGISTER
from bot.bills.findings import Findings
from bot.bills.history import History, HistoryError
from bot.bills.lookup import assessed_for, found_in
from bot.bills.own_rules import tariff_of
from bot.contract.office import Office
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from tariff_rules.cycles import months_later

SURNAMES, GIVEN = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨", ("德福", "桂兰", "长青", "玉芝", "满仓", "秋菊")
VILLAGES = ("北洼村", "前河湾", "桃树坪", "大柳庄")
READ_ON = 20
TRIES = 40  # households drawn until one shows the rule
PRICE = "城乡居民生活用电(不满1千伏)"
_PERIOD_SHARES = (("峰", Decimal("0.6")), ("谷", Decimal("0.4")))


class Kind(StrEnum):
    """Which rule or mood a practice is about."""

    LATE_REGISTRATION = "late_registration"
    RIGHT_BILL = "right_bill"  # right, and feels wrong
    ANGER = "anger"
    TWO_MONTHS = "two_months"  # read every other month
    LARGE_HOUSEHOLD = "large_household"
    TIME_OF_USE = "time_of_use"
    TRANSFER = "transfer"
    ESTIMATED = "estimated"
    REPORT = "report"  # about a colleague


@dataclass(frozen=True, slots=True)
class _Home:
    """A household before its bill is made: readings, and the facts that hold for it."""

    account: AccountRecord
    spans: tuple[tuple[date, date, date, int], ...]  # last read, read, bill month, kWh
    facts: tuple[tuple[FactKind, str, Any], ...] = ()  # kind, since, value
    by_period: bool = False


def drawn(kind: Kind, draw: Random, office: Office, today: date) -> Findings | None:
    """A household whose newest bill shows that rule; None where the region has no such bill."""
    for _ in range(TRIES):
        try:
            found = _found(_HOMES[kind](draw, today), office)
        except HistoryError:
            continue
        if not found.unknown and _SHOWS[kind](found):
            return found
    return None


def _found(home: _Home, office: Office) -> Findings:
    """Its newest bill, charged as the office would by what is on file."""
    number, month = home.account.account_no, home.spans[-1][2]
    kwh = sum(
        (Decimal(k) for _, _, bill_month, k in home.spans if bill_month == month), Decimal(0)
    )
    noted = datetime.combine(home.spans[-1][1], datetime.min.time())
    facts = tuple(
        FactRecord(number, kind, Standing.KNOWN, since, value, FactSource.FILE, "", noted)
        for kind, since, value in home.facts
    )
    bill = BillRecord(number, month, kwh, Decimal(0))
    history, tariff = History(home.account, _readings(home), (bill,), facts), tariff_of(office)
    assessed = assessed_for(history, bill, office, tariff)
    total = assessed.assessment.reading.settlements[-1].total
    bill = replace(bill, charged=total)
    return found_in(replace(history, bills=(bill,)), bill, office, tariff)


def _readings(home: _Home) -> tuple[ReadingRecord, ...]:
    found, registers = [], {name: Decimal(0) for name in (TOTAL_REGISTER, "峰", "谷")}
    for first, last, month, kwh in home.spans:
        shares = ((TOTAL_REGISTER, Decimal(1)), *(_PERIOD_SHARES if home.by_period else ()))
        for register, share in shares:
            before = registers[register]
            registers[register] = before + kwh * share
            found.append(
                ReadingRecord(
                    home.account.account_no, "000000", register, month, before,
                    registers[register], first, last, Decimal(1), kwh * share,
                )
            )  # fmt: skip
    return tuple(found)


def made_up_account(draw: Random, like: AccountRecord) -> AccountRecord:
    """An account with the dates, price and status of another one, and nobody's name."""
    made = _account(draw, like.registered_on, like.powered_on)
    return replace(made, price_name=like.price_name, status=like.status)


def _account(draw: Random, registered: date | None, powered: date | None) -> AccountRecord:
    # No office's numbers begin with 99999.
    return AccountRecord(
        f"99999{draw.randrange(100_000):05d}",
        draw.choice(SURNAMES) + draw.choice(GIVEN),
        address=draw.choice(VILLAGES),
        registered_on=registered,
        powered_on=powered,
        price_name=PRICE,
    )


def end_of(year: int) -> date:
    """A day on which that year's bills are the newest."""
    return date(year + 1, 1, 1)


def _newest_month(today: date) -> date:
    """The month before this one, and in spring the last of the year before."""
    return (
        date(today.year - 1, 12, 1) if today.month < 5 else months_later(today.replace(day=1), -1)
    )


def _monthly(draw: Random, month: date, per_month: tuple[int, int]) -> tuple[Any, ...]:
    """Readings of each month of its year, up to that month."""
    year = [date(month.year, m, READ_ON) for m in range(1, month.month + 1)]
    firsts = [date(month.year - 1, 12, READ_ON), *year[:-1]]
    return tuple(
        (first, last, last.replace(day=1), draw.randrange(*per_month))
        for first, last in zip(firsts, year, strict=True)
    )


def _settled_years_ago(draw: Random, month: date) -> AccountRecord:
    since = date(month.year - draw.randrange(3, 9), draw.randrange(1, 13), draw.randrange(1, 28))
    return _account(draw, since, since)


def _late(draw: Random, today: date) -> _Home:
    """In use for two months before it was entered; its first bill settles all of them at once."""
    month = date(today.year - 1, 12, 1)  # late in the year hardly any months are left to count
    powered = months_later(month, -2).replace(day=draw.randrange(3, 13))
    registered = month.replace(day=draw.randrange(3, 11))
    days = [powered, *(months_later(month, n).replace(day=READ_ON) for n in (-2, -1, 0))]
    spans = tuple((first, last, month, draw.randrange(90, 190)) for first, last in pairwise(days))
    return _Home(_account(draw, registered, powered), spans)


def _ordinary(draw: Random, today: date) -> _Home:
    month = _newest_month(today)
    return _Home(_settled_years_ago(draw, month), _monthly(draw, month, (170, 420)))


def _every_other(draw: Random, today: date) -> _Home:
    month = _newest_month(today)
    month = month if month.month % 2 == 0 else months_later(month, -1)
    days = [date(month.year - 1, 12, READ_ON)] + [
        date(month.year, m, READ_ON) for m in range(2, month.month + 1, 2)
    ]
    spans = tuple(
        (first, last, last.replace(day=1), draw.randrange(360, 760))
        for first, last in pairwise(days)
    )
    return _Home(_settled_years_ago(draw, month), spans, ((FactKind.READER, "", "even"),))


def _large(draw: Random, today: date) -> _Home:
    home = _ordinary(draw, today)
    year = _newest_month(today).year
    since = date(year, 1, draw.randrange(4, 20)).isoformat()
    value = {"from": since, "until": f"{year}-12-31", "persons": draw.choice((5, 6, 7)),
             "applied": False}  # fmt: skip
    return replace(home, facts=((FactKind.HOUSEHOLD, since, value),))


def _by_periods(draw: Random, today: date) -> _Home:
    home = _ordinary(draw, today)
    since = home.spans[0][0].isoformat()
    fact = (FactKind.TIME_OF_USE, since, {"from": since})
    return replace(home, facts=(fact,), by_period=True)


def _moved(draw: Random, today: date) -> _Home:
    home = _ordinary(draw, today)
    since = home.spans[len(home.spans) // 2][1].isoformat()
    fact = (FactKind.TRANSFER, since, {"on": since})
    return replace(home, facts=(fact,))


def _estimated(draw: Random, today: date) -> _Home:
    home = _ordinary(draw, today)
    day = home.spans[-2][1]
    return replace(home, facts=((FactKind.ESTIMATED, f"{day:%Y-%m}", day.isoformat()),))


_HOMES: Mapping[Kind, Callable[[Random, date], _Home]] = {
    Kind.LATE_REGISTRATION: _late,
    Kind.RIGHT_BILL: _ordinary,
    Kind.ANGER: _ordinary,
    Kind.TWO_MONTHS: _every_other,
    Kind.LARGE_HOUSEHOLD: _large,
    Kind.TIME_OF_USE: _by_periods,
    Kind.TRANSFER: _moved,
    Kind.ESTIMATED: _estimated,
}


def _right_and_dear(found: Findings) -> bool:
    return not found.needs_case and found.billed.top_tier > 1


def _ours(found: Findings) -> bool:
    return found.office_at_fault and found.overcharge is not None


_SHOWS: Mapping[Kind, Callable[[Findings], bool]] = {
    Kind.LATE_REGISTRATION: _ours,
    Kind.RIGHT_BILL: _right_and_dear,
    Kind.ANGER: _right_and_dear,
    Kind.TWO_MONTHS: _right_and_dear,
    Kind.LARGE_HOUSEHOLD: _ours,
    Kind.TIME_OF_USE: _right_and_dear,
    Kind.TRANSFER: lambda found: not found.needs_case,
    Kind.ESTIMATED: lambda found: not found.needs_case,
}
