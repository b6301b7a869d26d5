"""Particulars and a question in one message: 4100000131 陈秋菊 0131 10月多少钱."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.contract.said import Claim
from bot.hearing.names import SURNAMES
from bot.hearing.total import total

_APART = r"[\s,,、。;;::/|()()【】\[\]]"
_ACCOUNT = re.compile(r"(?<!\d)(\d{16}|\d{13}|\d{10})(?!\d)", re.ASCII)
_TAIL = re.compile(r"(?:尾号|[后末尾][四4]位)(?:数|是|为|[\s::])*(\d{4})(?!\d)", re.ASCII)
_FOUR = re.compile(rf"(?:^|(?<={_APART})|(?<=[一-鿿]))(\d{{4}})(?={_APART}|$)", re.ASCII)
_MOBILE = re.compile(r"(?<!\d)(1\d{10})(?!\d)", re.ASCII)
_LABELLED = (
    re.compile(
        rf"(?:户名|户主|姓名|名字)(?:是|叫|为|[\s::])*([一-鿿]{{2,30}}?)(?={_APART}|\d|尾号|手机|电话|[后末]四|户号|$)"
    ),
    re.compile(
        rf"(?:我叫|我是|本人)(?:[\s::])*的?(?!户[号名主]|[尾末后][号四4]|手机|电话)([一-鿿]{{2,4}}?)(?={_APART}|\d|$)"
    ),
)
_BODY = re.compile(
    rf"(?:^|(?<={_APART})|(?<=\d))([一-鿿]{{2,26}}(?:公司|厂|店|超市|饭馆|学校|敬老院|合作社|村委会))(?={_APART}|\d|$)",
    re.ASCII,
)
_BARE = re.compile(
    rf"(?:^|(?<={_APART})|(?<=\d))([一-鿿]{{2,4}}?)(?={_APART}|\d|电话|手机|尾号|[后末]四|户号|$)",
    re.ASCII,
)
_LABELS = re.compile(
    r"户号|户名|户主|姓名|名字|尾号|[后末尾][四4]位数?|手机号?码?|电话号?码?|号码|预留|登记的?|我叫|我是|本人"
)
_FILLER = re.compile(
    r"^(?:你好|您好|[我俺咱]家?的?(?=是| |$)|这是|请问"
    r"|麻烦|想问一?下?|问一?下|我?想查一?下?|是|的|呢|哈|,|,)+"
)
_ENDS = re.compile(rf"^{_APART}+|{_APART}+$")
_LETTERS = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Introduced:
    """Whose account it is, whole, and what else was said; empty where that is nothing."""

    claim: Claim
    rest: str


@total(None)
def introduced_in(heard: str) -> Introduced | None:
    """The two apart, where account number, name and last four digits stand there."""
    account = _ACCOUNT.search(heard)
    if account is None:
        return None
    left = _blank(heard, account.span())
    tail = _MOBILE.search(left) or _TAIL.search(left) or _FOUR.search(left)
    if tail is None:
        return None
    left = _blank(left, tail.span(1))
    name = _name(left)
    if name is None:
        return None
    left = _blank(left, name.span(1))
    rest = _ENDS.sub("", _LABELS.sub(" ", left))
    rest = _ENDS.sub("", _FILLER.sub("", " ".join(rest.split())))
    if len(_LETTERS.findall(rest)) < 2:
        rest = ""
    return Introduced(Claim(account[1], name[1], tail[1][-4:]), rest)


def _name(left: str) -> re.Match[str] | None:
    labelled = next((m for one in (*_LABELLED, _BODY) if (m := one.search(left))), None)
    if labelled:
        return labelled
    return next((m for m in _BARE.finditer(left) if m[1][0] in SURNAMES and len(m[1]) < 4), None)


def _blank(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}"
