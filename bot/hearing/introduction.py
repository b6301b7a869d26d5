"""Particulars and a question in one message: 4100000131 陈秋菊 0131 10月多少钱."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.contract.said import Claim
from bot.hearing.claim import without_tickets
from bot.hearing.names import SURNAMES
from bot.hearing.pinyin import in_sounds
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
    re.compile(rf"(?<!打)(?:[她他爸妈爹娘公婆伴名]|{_APART})叫([一-鿿]{{2,4}}?)(?={_APART}|\d|$)"),
    re.compile(
        rf"(?:我叫|我是|本人)(?:[\s::])*的?(?!户[号名主]|[尾末后][号四4]|手机|电话)([{SURNAMES}][一-鿿]{{1,3}}?)(?={_APART}|\d|$)"
    ),
)
# wo jiao zhang jian guo, hu hao 4100000123, wei hao 5678
_IN_PINYIN = re.compile(
    r"(?:wo ?jiao|wo ?shi|hu ?ming|hu ?zhu|xing ?ming|ming ?zi)(?: ?(?:shi|jiao))?[\s:]+"
    r"([a-z]{2,6}(?: ?[a-z]{1,6}){1,3}?)(?=[\s,;.]*(?:hu ?hao|wei ?hao|shou ?ji|dian ?hua|\d|$))"
)
_SYLLABLES = 4  # of the longest name
_BARE_PINYIN = re.compile(r"[\s,;.]*([a-z]{2,20}(?: [a-z]{1,12}){0,3})(?=[\s,;.]*$)")
_PINYIN_LABELS = re.compile(
    r"\b(?:hu ?hao|hu ?ming|hu ?zhu|xing ?ming|ming ?zi|wei ?hao|hou ?si ?wei"
    r"|shou ?ji(?: ?hao)?|dian ?hua|wo ?jiao|wo ?shi)\b"
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
# For whom and why somebody else writes: 我在外地打工,帮俺娘问的; no question by itself.
_OTHER = rf"(?:我|俺|咱|家里?|他|她|老人|邻居|[{SURNAMES}])"
_PREAMBLE = re.compile(
    rf"(?:^|(?<={_APART}))(?:"
    rf"(?:我|俺)?是?(?:[给替帮]|代)(?:着|忙)?{_OTHER}[一-鿿]{{0,4}}?(?:打听|[问查看])(?:一下|下|[问看])?[的哈呢]?"
    r"|(?:我|俺)(?:人|现在|一直|常年|们)*在[一-鿿]{0,6}?(?:打工|上班|上学|外地|城里|外面|外头)"
    r"|(?:我|俺)(?:不在家|回不去|是(?:[他她]|户主)?的?[一-鿿]{0,2}?(?:儿子|女儿|闺女|媳妇|儿媳妇?|女婿|孙子|孙女|邻居|外甥|侄子))"
    r"|(?:[他她]|老人|我[爸妈爹娘]|俺[爸妈爹娘])(?:家|们|年纪大了?|岁数大了?|眼神不好)*(?:也|又)?(?:不会|不识|不懂|弄不来|没有)[一-鿿]{0,6}"
    r"|(?:[她他]|[我俺][一-鿿]{1,3})?的?(?:名字?)?叫|[她他]的?|谢谢[您你了啊]*"
    rf")(?={_APART}|$)"
)
_ENDS = re.compile(rf"^{_APART}+|{_APART}+$")
_TAIL_IN_PINYIN = re.compile(r"(?:wei ?hao|hou ?si ?wei)(?: ?shi)?\s*(\d{4})(?!\d)", re.ASCII)
_LETTERS = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Introduced:
    """Whose account it is, whole, and what else was said; empty where that is nothing."""

    claim: Claim
    rest: str


@total(None)
def introduced_in(heard: str) -> Introduced | None:
    """The two apart, where account number, name and last four digits stand there."""
    heard = without_tickets(heard)
    account = _ACCOUNT.search(heard)
    if account is None:
        return None
    left = _blank(heard, account.span())
    tail = _MOBILE.search(left) or _TAIL.search(left) or _FOUR.search(left)
    tail = tail or _TAIL_IN_PINYIN.search(left)
    if tail is None:
        return None
    left = _blank(left, tail.span(1))
    name = _name(left) or _between(left, account.start(), tail.start(1))
    if name is None:
        return None
    left = _blank(left, name.span(1))
    said = _PREAMBLE.sub("", left)
    rest = _ENDS.sub("", _PINYIN_LABELS.sub(" ", _LABELS.sub(" ", said)))
    rest = _ENDS.sub("", _PREAMBLE.sub("", _FILLER.sub("", " ".join(rest.split()))))
    if len(_LETTERS.findall(rest)) < 2 and len(in_sounds(rest).split()) < 2:
        rest = ""
    return Introduced(Claim(account[1], name[1], tail[1][-4:]), rest)


def _name(left: str) -> re.Match[str] | None:
    labelled = next((m for one in (*_LABELLED, _BODY) if (m := one.search(left))), None)
    if labelled:
        return labelled
    if in_sounds(left):
        return _IN_PINYIN.search(left)
    return next((m for m in _BARE.finditer(left) if m[1][0] in SURNAMES and len(m[1]) < 4), None)


def _between(left: str, begin: int, end: int) -> re.Match[str] | None:
    """A name in pinyin that stands alone between the two numbers."""
    found = _BARE_PINYIN.match(left[:end], begin)
    return found if found and 2 <= len(in_sounds(found[1]).split()) <= _SYLLABLES else None


def _blank(text: str, span: tuple[int, int]) -> str:
    return f"{text[: span[0]]} {text[span[1] :]}"
