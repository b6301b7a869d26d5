"""One fact of an account as an office writes it down: what, since when, until when, and content.

Files of facts and the desk enter facts through this one function, so both take the same words.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from bot.accounts.entered import Entered, FactEntryError, FactTrouble
from bot.records.fact import FactKind, Standing

_DIGITS = {digit: str(number) for number, digit in enumerate("〇一二三四五六七八九十")}
_NUMBER = re.compile(
    rf"([-+]?\d{{1,9}}(?:\.\d{{1,3}})?|[{''.join(_DIGITS)}])"
    r"(?:口人|口|人|户人|度|KWH|千瓦时|个月|月|天|日)?(?:[ ,,]*(?:执行)?合表(?:电价|价)?)?"
)
_MOST_PERSONS = 30  # no rule says so: a slip of the pen, or a hostel, which has no tiers
_PRICES = {"合表": "shared", "采暖": "heating", "阶梯": "tiered", "一户一表": "tiered"}
_READERS = {
    "奇": "odd", "单月": "odd", "偶": "even", "每月": "every", "按月": "every", "逐月": "every",
}  # fmt: skip
_NO = {"无", "否", "没有", "不", "未", "0", "N", "NO"}
# Of a grant that was taken back: until when it held is to be written, too.
_ENDED = ("撤销", "取消", "退出", "终止", "作废", "注销", "停保", "停止", "不再")
_YES = {"", "是", "有", "已", "1", "Y", "YES", "√"}


def entered(
    kind: FactKind,
    content: str = "",
    since: date | None = None,
    until: date | None = None,
    *,
    applied: bool = True,
) -> Entered:
    """Read one fact.

    Args:
        kind: which fact.
        content: persons, kWh, months, the price or the reader; 无 or 否 where there is none.
        since: first day, or a day of the month that it is about.
        until: last day, included.
        applied: False where the customer was entitled and the system did not apply it.

    Raises:
        FactEntryError: something is missing or not understood.
    """
    text = _half_width(content)
    if text in _NO:
        return Entered(kind, Standing.NONE)
    if since and until and until < since:
        raise FactEntryError(FactTrouble.REVERSED)
    if until is None and _ENTER[kind] in (_grant, _household) and any(w in text for w in _ENDED):
        raise FactEntryError(FactTrouble.NO_END)
    return _ENTER[kind](kind, text, since, until, {} if applied else {"applied": False})


def _half_width(content: str) -> str:
    return unicodedata.normalize("NFKC", content).strip().upper()


def _known(kind: FactKind, since: str, value: Any) -> Entered:
    return Entered(kind, Standing.KNOWN, since, value)


def _day(since: date | None) -> date:
    if since is None:
        raise FactEntryError(FactTrouble.NO_DATE)
    return since


def _grant(
    kind: FactKind, text: str, since: date | None, until: date | None, more: dict[str, Any]
) -> Entered:
    if since is None and until is None and text in _YES:
        return Entered(kind, Standing.UNKNOWN)
    first = _day(since).isoformat()
    end = {} if until is None else {"until": until.isoformat()}
    return _known(kind, first, {"from": first, **end, **more})


def _household(
    kind: FactKind, text: str, since: date | None, until: date | None, more: dict[str, Any]
) -> Entered:
    persons = _number(text)
    if persons is None or persons != int(persons) or persons < 1:
        if since is None and text in _YES:
            return Entered(kind, Standing.UNKNOWN)
        raise FactEntryError(FactTrouble.NO_PERSONS)
    if persons > _MOST_PERSONS:
        raise FactEntryError(FactTrouble.MANY_PERSONS)
    flat = {"flat": True} if "合表" in text else {}
    return _grant(kind, text, _day(since), until, {"persons": int(persons), **flat, **more})


def _transfer(
    kind: FactKind, text: str, since: date | None, _: date | None, more: dict[str, Any]
) -> Entered:
    if since is None and text in _YES:
        return Entered(kind, Standing.UNKNOWN)
    on = _day(since).isoformat()
    return _known(kind, on, {"on": on, **more})


def _correction(
    kind: FactKind, text: str, since: date | None, until: date | None, _: dict[str, Any]
) -> Entered:
    first, kwh = _day(since).isoformat(), _number(text)
    if until is None:
        raise FactEntryError(FactTrouble.NO_END)
    if kwh is None:
        raise FactEntryError(FactTrouble.NO_NUMBER)
    return _known(kind, first, {"from": first, "to": until.isoformat(), "kwh": f"{kwh:f}"})


def _tier_months(
    kind: FactKind, text: str, since: date | None, _: date | None, __: dict[str, Any]
) -> Entered:
    year, months = f"{_day(since):%Y}", _number(text)
    if months is None or months != int(months) or months < 1:
        raise FactEntryError(FactTrouble.NO_NUMBER)
    return _known(kind, year, {year: int(months)})


def _on_a_day(
    kind: FactKind, text: str, since: date | None, _: date | None, __: dict[str, Any]
) -> Entered:
    if since is None and text in _YES:
        return Entered(kind, Standing.UNKNOWN)
    return _known(kind, "", _day(since).isoformat())


def _word(
    kind: FactKind, text: str, _: date | None, __: date | None, ___: dict[str, Any]
) -> Entered:
    words = _PRICES if kind is FactKind.PRICE else _READERS
    found = next((value for word, value in words.items() if word in text), None)
    if found:
        return _known(kind, "", found)
    if kind is FactKind.READER and text in {"双月", "两月", "双月抄表", "2"}:
        return Entered(kind, Standing.UNKNOWN)  # every other month; whether odd or even is open
    raise FactEntryError(FactTrouble.NOT_UNDERSTOOD)


def _prepaid(
    kind: FactKind, text: str, _: date | None, __: date | None, ___: dict[str, Any]
) -> Entered:
    if text in _YES or "预付" in text or "购电" in text:
        return _known(kind, "", value=True)
    raise FactEntryError(FactTrouble.NOT_UNDERSTOOD)


def _of_a_month(
    kind: FactKind, text: str, since: date | None, _: date | None, __: dict[str, Any]
) -> Entered:
    month = f"{_day(since):%Y-%m}"
    if kind is not FactKind.NORMAL_DAYS:
        return _known(kind, month, _day(since).isoformat())
    days = _number(text)
    if days is None or days != int(days) or days < 1:
        raise FactEntryError(FactTrouble.NO_NUMBER)
    return _known(kind, month, int(days))


def _number(text: str) -> Decimal | None:
    """The one number in it, with its unit: 6人, 七口人, -100千瓦时."""
    found = _NUMBER.fullmatch(text)
    return Decimal(_DIGITS.get(found[1], found[1])) if found else None


_ENTER = {
    FactKind.HOUSEHOLD: _household,
    FactKind.LOW_INCOME: _grant,
    FactKind.TIME_OF_USE: _grant,
    FactKind.TRANSFER: _transfer,
    FactKind.CORRECTION: _correction,
    FactKind.TIER_MONTHS: _tier_months,
    FactKind.CLOSED: _on_a_day,
    FactKind.REGISTERED: _on_a_day,
    FactKind.PRICE: _word,
    FactKind.READER: _word,
    FactKind.PREPAID: _prepaid,
    FactKind.ESTIMATED: _of_a_month,
    FactKind.NORMAL_DAYS: _of_a_month,
    FactKind.REPLACED: _of_a_month,
}
