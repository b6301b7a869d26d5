"""The text of one cell becomes a value, or the row is refused."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache

from bot.intake import days
from bot.intake.codes import RowCode, RowRefusedError
from bot.intake.fields import Field

_NOTHING = {
    "", "-", "--", "---", "—", "——", "/", "\\", "无", "空", "null", "(null)", "none", "nan", "nil",
    "n/a", "#n/a", "na", "暂无", "未知", "不详", "*",
}  # fmt: skip
# What systems write into a date column where there is no date.
_NO_DAY = {"0000-00-00", "0001-01-01", "1900-01-01", "1900-01-00", "9999-12-31", "0"}
_NUMBER = re.compile(r"([+-]?)(\d{1,9}|(?=\.\d))(?:\.(\d*))?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_ANY_UNIT = re.compile(
    r"(?:万|千|兆)?(?:千瓦时|千瓦·时|瓦时|[kmg]?w[·.]?h|度|元|角|分|¥|¥|rmb|cny)", re.IGNORECASE
)
_KWH = re.compile(r"(?:千瓦时|千瓦·时|kw[·.]?h|度)$", re.IGNORECASE)
_YUAN = re.compile(r"^(?:¥|¥|rmb|cny|人民币)|元整?$", re.IGNORECASE)
_OF_KWH = {Field.LAST_READING, Field.THIS_READING, Field.READ_KWH, Field.SETTLED_KWH}
_LOST = re.compile(r"\d(?:\.\d+)?[eE]\+\d+|\d{16,}\.0+")
_IN_GROUPS = re.compile(r"\d{2,6}(?: \d{2,6})+")
_PHONE = re.compile(r"1\d{10}|0\d{9,11}|[2-9]\d{6,7}")
_MOBILE = re.compile(r"1\d{10}")
_SHOWABLE = re.compile(r"[\d.,/\-+:年月日度元¥千瓦时kwhKWH ]{1,20}")
_MARKS = "'′`’‘´\"＇′ʹ"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_PRICE = re.compile(r"居民|商业|工业|农业|合表|一户一表|排灌|阶梯|分时|电价")
_WHOLE = 10  # digits before the point: no reading and no amount has as many
_EXACT = 15  # digits of a number that a spreadsheet keeps
ACCOUNT_NO_DIGITS = (10, 13, 16)


def cell_text(text: str) -> str:
    """Half-width, without outer space, unseen signs and the marks by which text is told."""
    if text.isascii() and text[:1].isalnum() and text[-1].isalnum():
        return text  # nearly all cells: nothing stands around them
    if not text.isascii():
        text = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Mn"})
        text = unicodedata.normalize("NFKC", text.lstrip(_MARKS)).translate(_DASHES)
    text = text.strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return text.lstrip(_MARKS).strip()


def is_nothing(text: str) -> bool:
    """Whether the cell says that there is nothing: -, /, 无, NULL."""
    return not text[:1].isdigit() and cell_text(text).lower() in _NOTHING


def shown(text: str) -> str:
    """The cell if it cannot be personal (columns do get shifted), else "…"."""
    digits = sum(c.isdigit() for c in text)
    return text if digits <= 8 and _SHOWABLE.fullmatch(text) else "…"


def tells_a_price(text: str) -> bool:
    """Whether it reads like the name of a price."""
    return bool(_PRICE.search(text))


def account_no(text: str) -> str:
    """10 or 13 digits, 16 in the south, as text."""
    text = _as_text(text, Field.ACCOUNT_NO)
    text = text.replace(" ", "") if _IN_GROUPS.fullmatch(text) else text
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


@lru_cache(maxsize=20_000)
def number(
    text: str, field: Field, places: int, *, below_zero: bool = False, brackets: bool = False
) -> Decimal:
    """A number with at most so many decimals, without the unit of its column.

    It may be below zero, and then be told by `brackets` as accountants do, as is allowed.

    >>> number("¥1,024.50", Field.CHARGED, 2)
    Decimal('1024.5')
    """
    text = cell_text(text)
    if len(text) < _WHOLE and text.isascii() and text.isdigit():
        return Decimal(text)
    below = _below_zero(text, brackets=brackets)
    bare = (_KWH if field in _OF_KWH else _YUAN).sub("", below or text).strip()
    bare = bare.replace(",", "") if _THOUSANDS.fullmatch(bare) else bare
    match = _NUMBER.fullmatch(bare)
    if match is None or (below and match[1]):
        has_unit = _ANY_UNIT.search(text) and re.search(r"\d", text)
        code = RowCode.UNIT_IN_CELL if has_unit else RowCode.NOT_A_NUMBER
        raise RowRefusedError(code, column=field, value=shown(text))
    if len(bare) > _EXACT and match[3]:  # 98.560000000000002: a program's own notes of 98.56
        bare = f"{Decimal(bare):.{_EXACT}g}"
        match = _NUMBER.fullmatch(bare) or match
    decimals = (match[3] or "").rstrip("0")
    whole = f"{'-' if below else match[1]}{match[2] or '0'}"
    value = Decimal(f"{whole}.{decimals}" if decimals else whole)
    if value < 0 and not below_zero:
        raise RowRefusedError(RowCode.NEGATIVE, column=field, value=shown(text))
    if len(decimals) > places:
        raise RowRefusedError(
            RowCode.TOO_MANY_DECIMALS, column=field, value=shown(text), places=str(places)
        )
    return value


def _below_zero(text: str, *, brackets: bool) -> str:
    """What is said to be below zero: behind a minus, or in brackets."""
    if brackets and text.startswith("(") and text.endswith(")"):
        return text[1:-1]
    return text[1:].strip() if text.startswith("-") else ""


def is_figure(text: str) -> bool:
    """Whether the cell is a number and nothing else."""
    return bool(_NUMBER.fullmatch(cell_text(text)))


def day(text: str, field: Field) -> date:
    """A date; a time of day is dropped.

    >>> day("2018年12月6日", Field.THIS_READ_ON) == day("20181206", Field.THIS_READ_ON)
    True
    """
    text = cell_text(text)
    found = days.day(text)
    if found is None:
        raise RowRefusedError(RowCode.BAD_DATE, column=field, value=shown(text))
    return found


def is_no_day(text: str) -> bool:
    """Whether a system means by it that there is no date."""
    return cell_text(text).split(" ")[0].replace("/", "-") in _NO_DAY


def month(text: str, field: Field) -> date:
    """The first day of a bill month."""
    text = cell_text(text)
    found = days.month(text)
    if found is None:
        raise RowRefusedError(RowCode.BAD_MONTH, column=field, value=shown(text))
    return found


def name(text: str) -> str:
    """A holder's name: blanks between Chinese characters only make it as wide as others.

    >>> name("张  三"), name("John Smith")
    ('张三', 'John Smith')
    """
    return re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", text)


def phone(text: str) -> str | None:
    """Digits of a mobile or landline number; empty when not given, None when unusable.

    Of several in a cell, the first mobile number, else the first that is one.
    """
    text = re.sub(r"\.0+$", "", cell_text(text))
    if not text or is_nothing(text):
        return ""
    found = [digits for part in _parts(text) if _PHONE.fullmatch(digits := _digits(part))]
    mobile = [digits for digits in found if _MOBILE.fullmatch(digits)]
    return next(iter(mobile or found), None)


def _parts(text: str) -> list[str]:
    # The blank in 138 0000 5678 divides nothing: the whole is tried first.
    return [text, *re.split(r"[/,;、|]|或|和", text), *re.split(r"[/,;、|\s]+", text)]


def _digits(text: str) -> str:
    digits = re.sub(r"[\s()-]", "", text)
    return re.sub(r"^(?:\+86|0086|86(?=1\d{10}$))", "", digits)


def register_kind(text: str) -> str:
    """总, 尖, 峰, 平 or 谷 of the active energy used; other registers under their own name.

    Reverse and reactive registers lose their 总, for they must never count as the total.
    """
    text = cell_text(text)
    if is_nothing(text):
        return "总"
    if "反向" in text or "无功" in text:
        return re.sub(r"\(总\)|总", "", text)
    if text in {"正向有功", "有功"}:
        return "总"
    kind = next((kind for kind in "总尖峰平谷" if kind in text), None)
    if kind is None:
        raise RowRefusedError(
            RowCode.UNKNOWN_REGISTER, column=Field.REGISTER_KIND, value=shown(text)
        )
    return kind
