"""Numbers as people write and say them: 0.61, 1,209.60, 四百八十六, 两千一百六, 3千2, 四一零零."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6,
           "七": 7, "八": 8, "九": 9, "幺": 1, "俩": 2, "仨": 3}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
CHINESE = "零〇一二两三四五六七八九十百千万"
# A letter beside a figure may be a digit mistyped (l20, 2O0): such a figure is not read.
_APART = r"(?<![A-Za-z\d.十百千万])(?<!\d[, 。])"
ARABIC = rf"{_APART}(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![A-Za-z ]?\d)"
MIXED = (
    rf"(?:{_APART}(?:\d[万千百十]){{2,}}\d?(?!\d)"
    rf"|{ARABIC}[百千万](?:\d{{1,3}}(?!\d)|[一二三四五六七八九])?)"
)
_IN_STEPS = re.compile(r"(?:\d[万千百十]){2,}\d?")  # 1千7百
DIGIT = rf"[\d{CHINESE[:12]}]"
# A whole run and never a part of it: else 一百一百… by the thousand would be tried at each place.
# Two 千瓦时 are no 二千.
SAID = rf"(?<![\d{CHINESE}])[{CHINESE}]{{1,16}}?(?=千瓦|[^{CHINESE}]|$)"
NUMBER = rf"(?:{MIXED}|{ARABIC}|{SAID}(?:点[{CHINESE[:12]}]{{1,8}})?)"
# An account number of 10 or 13 digits in groups, as bills print it: 4100 000 123. The last four
# digits of the phone may follow it.
GROUPED = re.compile(
    r"(?<![\d.-])(?<!\d )(?=\d{3,5}[ -]\d{3,5}[ -]\d)"
    r"(?=(?P<whole>(?:\d[ -]?){9}(?:(?:\d[ -]?){3})?\d)(?: \d{4})?(?![ -]?\d))(?P=whole)"
    r"(?!\.?\d|(?: \d{4})?\s*[度元块千字kK])",
    re.ASCII,
)
# A mobile phone's number, also in groups and with the country's 86.
PHONE = r"(?<!\d)(?:\+?86[- ]?)?(?P<e>1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)"
_AS_SAID = str.maketrans("0123456789", "零一二三四五六七八九")
_MIXED = re.compile(r"(\d+(?:\.\d+)?)([百千万]?)((?<=[百千万])(?:\d{1,3}|[一二三四五六七八九])|)")
_SPOKEN = re.compile(
    r"(?:([零〇一二两俩三仨四五六七八九十百千]+)万)?([零〇一二两俩三仨四五六七八九十百千]*)"
)


def number(text: str) -> Decimal | None:
    """The value, or None where the words are no number.

    >>> [str(number(words)) for words in ("1,209.60", "两千一百六", "一百零五", "二点五", "3千2")]
    ['1209.60', '2160', '105', '2.5', '3200']
    """
    bare = text.replace(",", "")
    mixed = _MIXED.fullmatch(bare)
    if mixed:
        return _mixed(Decimal(mixed[1]), _UNITS.get(mixed[2], 1), mixed[3])
    if _IN_STEPS.fullmatch(bare):
        return number(bare.translate(_AS_SAID))
    if text[:1] in "百千万":
        return None  # 百八十 is a hundred or so
    whole, _, decimals = text.partition("点")
    value = _whole(whole)
    if value is None or not decimals:
        return None if value is None else Decimal(value)
    digits = "".join(str(_DIGITS[c]) for c in decimals)
    return Decimal(f"{value}.{digits}")


def _mixed(head: Decimal, unit: int, tail: str) -> Decimal:
    """3千2 is 3,200, 3千200 as well."""
    value = head * unit
    if not tail:
        return value.to_integral_value() if unit > 1 and value == int(value) else value
    rest = int(digits(tail) or 0)
    return value + rest * (unit // 10 if len(tail) == 1 else 1)


def digits(text: str) -> str | None:
    """Digits said or written one by one (四一零零…), as a string; None where it is not that."""
    if not text or any(c not in _DIGITS and not c.isdecimal() for c in text):
        return None
    return "".join(str(_DIGITS.get(c, c)) for c in text)


def _whole(text: str) -> int | None:
    match = _SPOKEN.fullmatch(text)
    if not text or match is None:
        return None
    above = _below_ten_thousand(match[1]) if match[1] else 0
    below = _below_ten_thousand(match[2]) if match[2] else 0
    if above is None or below is None:
        return None
    if match[1] and len(match[2]) == 1 and match[2] in _DIGITS and match[2] not in "零〇":
        below *= 1000  # 三万五 is 35,000
    return above * 10_000 + below


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last, zero = 0, None, 10_000, False
    for c in text:
        if c in _DIGITS:
            if digit is not None and digit != 0:
                return None  # two digits without a unit between: said one by one
            digit = _DIGITS[c]
            zero = zero or c in "零〇"
        else:
            unit = _UNITS[c]
            if unit >= last:
                return None
            total += (1 if digit is None else digit) * unit
            digit, last, zero = None, unit, False
    if digit is not None:
        # 两千一百六 is 2160, but 两千零六 is 2006.
        total += digit * (last // 10 if last in {100, 1000} and not zero else 1)
    return total
