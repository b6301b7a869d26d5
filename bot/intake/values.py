"""The text of one cell becomes a value, or the row is refused."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

from bot.intake.codes import RowCode, RowRefusedError
from bot.intake.headings import Field

_EXCEL_DAY_ZERO = date(1899, 12, 30)
_YEARS = range(1949, 2101)
_TIME = r"(?:[ T]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_DAY = re.compile(r"(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?" + _TIME)
_PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6}|\.0+)?" + _TIME)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_MONTH = re.compile(r"(\d{4})(?:[-/年](\d{1,2})月?|\.?(\d{2})(?:\.0+)?)")
_NUMBER = re.compile(r"([+-]?)(\d{1,9})(?:\.(\d*))?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_UNIT = re.compile(r"(?:千瓦时|千瓦·时|kw[·.]?h|度|元|¥|¥|rmb)", re.IGNORECASE)
_LOST = re.compile(r"\d(?:\.\d+)?[eE]\+\d+|\d{16,}\.0+")
_PHONE = re.compile(r"1\d{10}|0\d{9,11}|[2-9]\d{6,7}")
_SHOWABLE = re.compile(r"[\d.,/\-+:年月日度元千瓦时kwhKWH ]{1,20}")
ACCOUNT_NO_DIGITS = (10, 13)


def cell_text(text: str) -> str:
    """Half-width, without outer space and without Excel's marks of text."""
    text = unicodedata.normalize("NFKC", text).strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.removeprefix("'").strip()


def shown(text: str) -> str:
    """The cell if it cannot be personal (columns do get shifted), else "…"."""
    digits = sum(c.isdigit() for c in text)
    return text if digits <= 8 and _SHOWABLE.fullmatch(text) else "…"


def account_no(text: str) -> str:
    """10 or 13 digits, as text."""
    text = _as_text(text, Field.ACCOUNT_NO)
    if not (text.isascii() and text.isdigit() and len(text) in ACCOUNT_NO_DIGITS):
        raise RowRefusedError(RowCode.ACCOUNT_NO_INVALID)
    return text


def meter_no(text: str) -> str:
    """A meter's number as text; empty when not given."""
    text = _as_text(text, Field.METER_NO)
    if text and not re.fullmatch(r"[0-9A-Za-z-]{1,30}", text):
        raise RowRefusedError(RowCode.METER_NO_INVALID)
    return text


def _as_text(text: str, field: Field) -> str:
    text = cell_text(text)
    if _LOST.fullmatch(text):
        raise RowRefusedError(RowCode.DIGITS_LOST, column=field)
    return re.sub(r"(?<=\d)\.0+$", "", text)


def number(text: str, field: Field, places: int) -> Decimal:
    """A number that is not negative, with at most so many decimals.

    >>> number("1,024.50", Field.CHARGED, 2)
    Decimal('1024.5')
    """
    text = cell_text(text)
    bare = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    match = _NUMBER.fullmatch(bare)
    if match is None:
        has_unit = _UNIT.search(text) and re.search(r"\d", text)
        code = RowCode.UNIT_IN_CELL if has_unit else RowCode.NOT_A_NUMBER
        raise RowRefusedError(code, column=field, value=shown(text))
    decimals = (match[3] or "").rstrip("0")
    value = Decimal(f"{match[1]}{match[2]}.{decimals}" if decimals else f"{match[1]}{match[2]}")
    if value < 0:
        raise RowRefusedError(RowCode.NEGATIVE, column=field, value=shown(text))
    if len(decimals) > places:
        raise RowRefusedError(
            RowCode.TOO_MANY_DECIMALS, column=field, value=shown(text), places=str(places)
        )
    return value


def day(text: str, field: Field) -> date:
    """A date in any of the forms that exports use; a time of day is dropped.

    >>> day("2018年12月6日", Field.THIS_READ_ON) == day("20181206", Field.THIS_READ_ON)
    True
    """
    text = cell_text(text)
    found = _day(text)
    if found is None or found.year not in _YEARS:
        raise RowRefusedError(RowCode.BAD_DATE, column=field, value=shown(text))
    return found


def month(text: str, field: Field) -> date:
    """The first day of a bill month; of a date, its month.

    "2018.1" is refused: Excel makes it of 2018.10, too.
    """
    text = cell_text(text)
    match = _MONTH.fullmatch(text)
    found = _date(match[1], match[2] or match[3], "1") if match else _day(text)
    if found is None or found.year not in _YEARS:
        raise RowRefusedError(RowCode.BAD_MONTH, column=field, value=shown(text))
    return found.replace(day=1)


def phone(text: str) -> str | None:
    """Digits of a mobile or landline number; empty when not given, None when unusable."""
    text = re.sub(r"\.0+$", "", cell_text(text))
    if not text:
        return ""
    digits = re.sub(r"[\s()-]", "", text)
    digits = re.sub(r"^(?:\+86|0086|86(?=1\d{10}$))", "", digits)
    return digits if _PHONE.fullmatch(digits) else None


def register_kind(text: str) -> str:
    """总, 尖, 峰, 平 or 谷 of the active energy used; other registers under their own name.

    Reverse and reactive registers lose their 总, for they must never count as the total.
    """
    text = cell_text(text)
    if not text:
        return "总"
    if "反向" in text or "无功" in text:
        return text.replace("总", "")
    kind = next((kind for kind in "总尖峰平谷" if kind in text), None)
    if kind is None:
        raise RowRefusedError(
            RowCode.UNKNOWN_REGISTER, column=Field.REGISTER_KIND, value=shown(text)
        )
    return kind


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    if match:
        return _date(match[1], match[3], match[4])
    match = _PLAIN_DAY.fullmatch(text)
    if match:
        return _date(match[1], match[2], match[3])
    match = _SERIAL.fullmatch(text)
    return _EXCEL_DAY_ZERO + timedelta(days=int(match[1])) if match else None


def _date(year: str, month_: str, day_: str) -> date | None:
    try:
        return date(int(year), int(month_), int(day_))
    except ValueError:
        return None
