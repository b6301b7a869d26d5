"""Facts of an account as JSON holds them. Exact figures travel as strings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

from tariff_rules.account import (
    Correction,
    Grant,
    HouseholdGrant,
    Price,
    Reader,
    ServiceAccount,
    Settlement,
    Voltage,
)
from tariff_rules.errors import FactError, shown
from tariff_rules.numbers import FEN
from tariff_rules.owners import MonthsFrom

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)
_TOP = {
    "region", "registered_on", "powered_on", "closed_on", "months_from", "price", "voltage",
    "reader", "prepaid", "household", "low_income", "time_of_use", "transfers", "corrections",
    "tier_months", "settlements",
}  # fmt: skip
_MOST = 3000  # of settlements: two centuries of months and more
_GRANT = {"from", "until", "applied"}
_SETTLEMENT = {
    "from", "to", "kwh", "charged", "periods", "meters", "estimated", "normal_days",
}  # fmt: skip


def parse_account(facts: Any) -> ServiceAccount:
    """Read facts as `assess_facts` takes them.

    Raises:
        FactError: names the fact and says what to do.
    """
    _only(facts, _TOP, "facts")
    powered = _optional(facts, "powered_on", _date)
    registered = _optional(facts, "registered_on", _date) or powered
    if registered is None:
        raise FactError("registered_on", "is missing; write a date such as 2018-12-05")
    if not isinstance(facts.get("settlements"), list):
        raise FactError(
            "settlements",
            "is missing; give a list of {example}",
            example="{from, to, kwh, charged}",
        )
    if not isinstance(facts.get("region"), str):
        raise FactError("region", 'is missing; write a name such as "henan"')
    return ServiceAccount(
        facts["region"],
        registered,
        powered,
        _list(facts, "settlements", _settlement),
        **parse_standing(facts),
    )


def parse_standing(facts: Any) -> dict[str, Any]:
    """What holds for an account beside its region, its first dates and its settlements.

    Returns:
        Keyword arguments of `ServiceAccount`.

    Raises:
        FactError: names the fact and says what to do.
    """
    return {
        "closed_on": _optional(facts, "closed_on", _date),
        "price": _optional(facts, "price", _word(Price)) or Price.TIERED,
        "voltage": _optional(facts, "voltage", _word(Voltage)) or Voltage.LOW,
        "reader": _optional(facts, "reader", _word(Reader)) or Reader.EVERY,
        "prepaid": _optional(facts, "prepaid", _flag) or False,
        "households": _list(facts, "household", _household),
        "low_income": _list(facts, "low_income", _grant),
        "time_of_use": _list(facts, "time_of_use", _grant),
        "transfers": _list(facts, "transfers", _transfer),
        "corrections": _list(facts, "corrections", _correction),
        "tier_months": _optional(facts, "tier_months", _tier_months) or {},
    }


def parse_months_from(facts: Any) -> MonthsFrom | None:
    """The office's reading of the months rule; None = the region's."""
    return _optional(facts, "months_from", _word(MonthsFrom))


def _settlement(data: Any, place: str) -> Settlement:
    _only(data, _SETTLEMENT, place)
    meters = _list(data, "meters", _meter, place)
    if meters and "kwh" not in data:
        kwh = sum(meters, Decimal(0))
    else:
        kwh = _exact(data.get("kwh"), f"{place}.kwh")
        if meters and sum(meters) != kwh:
            raise FactError(
                f"{place}.meters", "give {sum} kWh, but kwh is {kwh}", sum=sum(meters), kwh=kwh
            )
    return Settlement(
        _date(data.get("from"), f"{place}.from"),
        _date(data.get("to"), f"{place}.to"),
        kwh,
        _optional(data, "charged", _yuan, place),
        _optional(data, "periods", _periods, place) or {},
        _optional(data, "estimated", _flag, place) or False,
        _optional(data, "normal_days", _whole, place),
    )


def _meter(data: Any, place: str) -> Decimal:
    """KWh of one meter: a span may have an old one's remainder and a new one's start (换表)."""
    _only(data, {"last", "this", "multiplier"}, place)
    last, this = (
        _exact(data.get("last"), f"{place}.last"),
        _exact(data.get("this"), f"{place}.this"),
    )
    if this < last:
        raise FactError(
            f"{place}.this", "{this} is below the reading before it, {last}", this=this, last=last
        )
    return (this - last) * (_optional(data, "multiplier", _exact, place) or Decimal(1))


def _periods(data: Any, place: str) -> dict[str, Decimal]:
    if not isinstance(data, dict):
        raise FactError(
            place,
            "must be an object such as {example}",
            example='{"peak": "300", "valley": "120"}',
        )
    return {str(name): _exact(kwh, f"{place}.{name}") for name, kwh in data.items()}


def _grant(data: Any, place: str) -> Grant:
    _only(data, _GRANT, place)
    return Grant(*_span(data, place))


def _household(data: Any, place: str) -> HouseholdGrant:
    _only(data, _GRANT | {"persons", "flat"}, place)
    persons = _whole(data.get("persons"), f"{place}.persons")
    flat = _optional(data, "flat", _flag, place) or False
    return HouseholdGrant(*_span(data, place), persons=persons, flat=flat)


def _span(data: Any, place: str) -> tuple[date, date | None, bool]:
    applied = _optional(data, "applied", _flag, place)
    first = _date(data.get("from"), f"{place}.from")
    last = _optional(data, "until", _date, place)
    if last and last < first:
        raise FactError(f"{place}.until", "{last} lies before {first}", last=last, first=first)
    return first, last, applied is not False


def _transfer(data: Any, place: str) -> Grant:
    _only(data, {"on", "applied"}, place)
    applied = _optional(data, "applied", _flag, place)
    return Grant(_date(data.get("on"), f"{place}.on"), None, applied is not False)


def _correction(data: Any, place: str) -> Correction:
    _only(data, {"from", "to", "kwh"}, place)
    first, last = _date(data.get("from"), f"{place}.from"), _date(data.get("to"), f"{place}.to")
    return Correction(first, last, _exact(data.get("kwh"), f"{place}.kwh"))


def _tier_months(data: Any, place: str) -> dict[int, int]:
    if not isinstance(data, dict):
        raise FactError(place, "must be an object such as {example}", example='{"2020": 14}')
    found = {}
    for year, months in data.items():
        if not str(year).isdecimal() or len(str(year)) != 4:
            raise FactError(
                place,
                "{given} is no year; write {example}",
                given=shown(year),
                example='{"2020": 14}',
            )
        found[int(year)] = _whole(months, f"{place}.{year}")
    return found


def _only(data: Any, known: set[str], place: str) -> None:
    if not isinstance(data, dict):
        raise FactError(place, "must be a JSON object")
    for key in data:
        if key not in known:
            raise FactError(
                f"{place}.{key}", "is not known; known are {known}", known=", ".join(sorted(known))
            )


def _optional(data: Any, key: str, parse: Callable[[Any, str], T], place: str = "") -> T | None:
    value = data.get(key)
    return None if value is None else parse(value, f"{place}.{key}".lstrip("."))


def _list(data: Any, key: str, parse: Callable[[Any, str], T], place: str = "") -> tuple[T, ...]:
    value = data.get(key)
    if value is None:
        return ()
    where = f"{place}.{key}".lstrip(".")
    if not isinstance(value, list):
        raise FactError(where, "must be a list")
    if len(value) > _MOST:
        raise FactError(
            where, "has {count} entries; give at most {most}", count=len(value), most=_MOST
        )
    return tuple(parse(entry, f"{where}[{i}]") for i, entry in enumerate(value))


def _word(words: type[W]) -> Callable[[Any, str], W]:
    def parse(value: Any, place: str) -> W:
        if not isinstance(value, str) or value not in set(words):
            known = " or ".join(f"'{word}'" for word in words)
            raise FactError(
                place, "{given} is not known; use {known}", given=shown(value), known=known
            )
        return words(value)

    return parse


def _flag(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise FactError(place, "{given} must be true or false", given=shown(value))
    return value


def _whole(value: Any, place: str) -> int:
    if type(value) is not int or not 0 < value < 1000:
        raise FactError(place, "{given} must be a whole number above zero", given=shown(value))
    return value


def _date(value: Any, place: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        if value is None:
            raise FactError(place, "is missing; write it as 2018-12-05") from None
        raise FactError(
            place, "{given} is not a date; write it as 2018-12-05", given=shown(value)
        ) from None


def _yuan(value: Any, place: str) -> Decimal:
    yuan = _exact(value, place)
    if yuan != yuan.quantize(FEN):
        raise FactError(
            place, "{given} is finer than the fen; write two decimals", given=shown(value)
        )
    return yuan.quantize(FEN)


def _exact(value: Any, place: str) -> Decimal:
    if isinstance(value, float) and isfinite(value):
        raise FactError(
            place,
            '{given} is not exact; write it as a string, "{value}"',
            given=shown(value),
            value=value,
        )
    if value is None or isinstance(value, bool) or not isinstance(value, int | str):
        raise FactError(place, 'is missing or not a number; write a string such as "420"')
    try:
        number = Decimal(_plain(value))
    except (InvalidOperation, ValueError):
        raise FactError(
            place, '{given} is not a plain number; write "420", without a unit', given=shown(value)
        ) from None
    # By its exponents: arithmetic on an absurd number would itself fail.
    if not number.is_finite() or number.adjusted() >= 9 or _places(number) > 9:
        raise FactError(place, '{given} is not a usable number; write "420"', given=shown(value))
    return number


def _plain(value: int | str) -> str:
    """Decimal would take 4_20 for 420, which may be a slip."""
    text = str(value)
    if "_" in text:
        raise ValueError(text)
    return text


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
