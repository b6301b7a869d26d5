"""What the lines of a photographed bill say: account, month, kWh, tiers and amount."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from bot.contract.photo import BillPhoto
from bot.hearing.normalise import plain
from bot.hearing.total import total

_ACCOUNT = re.compile(r"(?:户号|用户编号|客户编号|编号)\D{0,4}(\d{16}|\d{13}|\d{10})(?!\d)")
_ANY_ACCOUNT = re.compile(r"(?<!\d)(\d{16}|\d{13}|\d{10})(?!\d)")
_MONTH = re.compile(
    r"(20\d\d)\s*[年./-]\s*(1[0-2]|0?[1-9])(?!\d)|(?<!\d)(20\d\d)(0[1-9]|1[0-2])(?!\d)"
)
_N = r"((?<![\d,])\d[\d,]{0,15}(?:\.\d{1,6})?)"
_KWH = (
    re.compile(rf"(?:合计|总|本期|本月|结算|计费)\s*(?:用)?电量\D{{0,12}}?{_N}"),
    re.compile(rf"电量\D{{0,12}}?{_N}"),
    re.compile(rf"{_N}\s*(?:度|千瓦时|kwh)", re.IGNORECASE),
)
_AMOUNT = (
    re.compile(rf"(?:应收|应交|应缴|实收)(?:电费|金额|合计)?\D{{0,8}}?{_N}"),
    re.compile(rf"(?:电费合计|合计电费|合计金额|总金额|电费金额|本期电费|总电费)\D{{0,8}}?{_N}"),
    re.compile(r"(?:合计|电费)\D{0,8}?(\d[\d,]*\.\d\d)(?!\d)"),
)
_TIER = re.compile(rf"(?:第)?([一二三123])档\D{{0,8}}?{_N}")
_TIERS = {"一": 1, "二": 2, "三": 3, "1": 1, "2": 2, "3": 3}


NOTHING_READ = BillPhoto(None, None, None, None, ())


@total(NOTHING_READ)
def bill_in(lines: Iterable[str]) -> BillPhoto:
    """Read the lines as text recognition gives them, from top to bottom."""
    text = plain("\n".join(lines))
    account = _ACCOUNT.search(text) or _ANY_ACCOUNT.search(text)
    month = _MONTH.search(text)
    year, number = (part for part in month.groups() if part) if month else (None, None)
    tiers = {_TIERS[tier]: _number(kwh) for tier, kwh in _TIER.findall(text)}
    return BillPhoto(
        account[1] if account else None,
        (int(year), int(number)) if year and number else None,
        _first(_KWH, text),
        _first(_AMOUNT, text),
        tuple(sorted(tiers.items())),
    )


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> Decimal | None:
    found = (pattern.search(text) for pattern in patterns)
    return next((_number(match[1]) for match in found if match), None)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
