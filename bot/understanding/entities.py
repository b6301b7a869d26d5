"""Account number, last four digits, name and month in a customer's text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_ACCOUNT = re.compile(r"(?<!\d)(\d{13}|\d{10})(?!\d)")
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)")
_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NAME_LABEL = re.compile(r"(户名|戶名|户主|姓名|名字)[是叫为:: ]*")
_LABELS = re.compile(
    r"户号|戶號|手机|手機|电话|電話|后四位|後四位|尾号|尾號|号码|我叫|我是|[是::,,、;;。.\s/]"
)
_NAME = re.compile(r"^[一-鿿·•A-Za-z()()]{2,30}$")
_MONTH = re.compile(
    r"(?:(?P<year>\d{4})年|(?P<last>去年))?\s*(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"
)
_CHINESE = {"十": 10, "十一": 11, "十二": 12} | {
    digit: value for value, digit in enumerate("一二三四五六七八九", start=1)
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says about whose account it is. Missing parts are empty."""

    account_no: str = ""
    name: str = ""
    last_four: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month that was named; `year` only if it was said or is meant."""

    month: int
    year: int | None = None


def plain(text: str) -> str:
    """Full-width digits and letters as ordinary ones, invisible characters removed."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf").strip()


def claim_in(text: str) -> Claim:
    """Account number, name and last four digits of the phone, as far as they stand there."""
    text = plain(text)
    account = _ACCOUNT.search(text)
    rest = text.replace(account[0], " ") if account else text
    phone = _PHONE.search(rest)
    four = _FOUR.search(rest)
    last_four = phone[0][-4:] if phone else four[0] if four else ""
    rest = _PHONE.sub(" ", _FOUR.sub(" ", rest))
    return Claim(account[0] if account else "", _name(rest), last_four)


def month_in(text: str, today: date) -> Month | None:
    """The month that a text names: 12月, 去年十二月, 2018年12月, 上个月, 这个月."""
    text = plain(text)
    found = _MONTH.search(text)
    if found:
        word = found["month"]
        month = int(word) if word.isdigit() else _CHINESE[word]
        year = int(found["year"]) if found["year"] else today.year - 1 if found["last"] else None
        return Month(month, year)
    if "上个月" in text or "上個月" in text:
        year, month = divmod(today.year * 12 + today.month - 2, 12)
        return Month(month + 1, year)
    return None


def _name(text: str) -> str:
    text = _NAME_LABEL.sub(" ", text)
    words = [word for word in _LABELS.sub(" ", text).split() if _NAME.match(word)]
    return words[0] if len(words) == 1 else ""
