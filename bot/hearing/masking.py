"""Words without what points to somebody: for tables, models, and whoever else is not to know.

Rather one thing too many is hidden than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.hearing.entity import EntityKind
from bot.hearing.grammar import find_entities
from bot.hearing.normalise import visible

_HIDDEN = {
    EntityKind.ACCOUNT_NO: "[户号]", EntityKind.METER_NO: "[表号]", EntityKind.PHONE: "[电话]",
    EntityKind.PERSON: "[姓名]", EntityKind.TICKET_NO: "[工单号]", EntityKind.ADDRESS: "[地址]",
}  # fmt: skip
_IDENTITY = re.compile(r"(?<!\d)\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?!\d)")
_PATTERNS = (
    (re.compile(r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[\w-]+(?:\.[\w-]+)+"), "[邮箱]"),
    (re.compile(r"(?i)(微信|vx|wx|qq)(?:号|是|[:: ])*[a-z0-9_-]{5,20}"), r"\1[号码]"),
    (
        re.compile(r"((?:我|俺)叫|(?:户名|姓名|机主|户主)(?:是|叫|[:: ])*)[一-鿿·]{1,3} ?[一-鿿]"),
        r"\1[姓名]",
    ),
    (
        re.compile(
            r"[一-鿿]{2,4}(?:村|社区|小区|屯|庄)"
            r"(?:[\d一二三四五六七八九十]+(?:组|队|号|栋|幢|单元|室|楼))*"
        ),
        "[地址]",
    ),
    (re.compile(r"((?:后|末|尾)(?:四|4)位(?:数|是|为|[:: ])*)\d{4}(?!\d)"), r"\1[号码]"),
    # Digits of any script, in groups of any kind, longer than a day and its hour.
    (re.compile(r"\d{6,}[Xx]?|\d(?:[\s\-.,_/·—–]?\d){8,}[Xx]?"), "[号码]"),
)


def masked_words(text: str, known: Iterable[str] = ()) -> str:
    """The text without numbers, names and places that point to somebody.

    Args:
        text: anybody's words.
        known: names, numbers and addresses of the records, hidden wherever they stand.

    Raises:
        Exception: figures and names could not be read; then nothing is to be shown.

    >>> masked_words("我叫张建国,户号4100000123,交了287.20元")
    '我叫[姓名],户号[户号],交了287.20元'
    >>> masked_words("建国家的电费", ["建国"])
    '***家的电费'
    """
    text = visible(text)
    for secret in sorted(filter(None, known), key=len, reverse=True):
        if len(secret) > 1:
            text = text.replace(secret, "***")
    text, parts, end = _IDENTITY.sub("[身份证号]", text), [], 0
    for entity in find_entities(text):
        if entity.kind in _HIDDEN and entity.start >= end:
            parts += [text[end : entity.start], _HIDDEN[entity.kind]]
            end = entity.end
    text = "".join([*parts, text[end:]])
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text
