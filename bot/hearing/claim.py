"""Whose account it is, by a customer's text: account number, name, last four digits."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.hearing.names import SURNAMES
from bot.hearing.total import total

_ACCOUNT = re.compile(r"(?<!\d)(\d{13}|\d{10})(?!\d)")
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)")
_FOUR = re.compile(r"(?<!\d)\d{4}(?!\d|\s*[度元块塊年月字])")
_NAME_LABEL = re.compile(r"(户名|戶名|户主|姓名|名字)[是叫为:: ]*")
_LABELS = re.compile(
    r"户号|戶號|手机|手機|电话|電話|后四位|後四位|尾号|尾號|号码|我叫|我是|[是::,,、;;。.\s/]"
)
_NAME = re.compile(r"^[一-鿿·•A-Za-z()()]{2,30}$")
_SAYS_WHO = re.compile(
    r"户名|戶名|户主是|戶主是|姓名|我叫|尾号|尾號|后四位|後四位|手机号?是|手機號?是|电话是|電話是"
)
_NO_NAME = re.compile(
    r"马上|谢谢|余额|金额|方便|高价|白天|万一|何时|任何|石头|等等|好的|可以|稍等|不用"
)
_BODY = re.compile(r"公司|厂|店|村|组|委|社|校|院|所|会|部|局|站")
_FEW = 4  # characters of a name alone


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says about whose account it is. Missing parts are empty."""

    account_no: str = ""
    name: str = ""
    last_four: str = ""


def plain(text: str) -> str:
    """Full-width digits and letters as ordinary ones, invisible characters removed."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if unicodedata.category(c) != "Cf").strip()


@total(Claim())
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


def says_who(text: str) -> bool:
    """Whether a text tells by numbers or labels who somebody is; 2160度 in a question does not."""
    text = plain(text)
    if _ACCOUNT.search(text) or _SAYS_WHO.search(text):
        return True
    bare = _PHONE.sub("", _FOUR.sub("", text))
    return bare != text and len(_LABELS.sub("", bare)) <= _FEW


def is_name(text: str) -> bool:
    """Whether a text is a person's name and nothing else, as far as its characters tell."""
    text = plain(text)
    looks = len(text) in (2, 3) and text[0] in SURNAMES and _NAME.match(text)
    return bool(looks) and not _NO_NAME.match(text)


def may_be_holder(name: str) -> bool:
    """Whether words that mean nothing else may be the name of a person or of a body."""
    return bool(_BODY.search(name)) or (len(name) in (2, 3) and not _NO_NAME.match(name))


def _name(text: str) -> str:
    text = _NAME_LABEL.sub(" ", text)
    words = [word for word in _LABELS.sub(" ", text).split() if _NAME.match(word)]
    return words[0] if len(words) == 1 else ""
