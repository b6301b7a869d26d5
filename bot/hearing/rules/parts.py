"""What the patterns of several rules are made of."""

from __future__ import annotations

from bot.hearing.numbers import CHINESE, NUMBER


def either(words: str) -> str:
    """A group in which one of these words stands; they may be short patterns without spaces.

    >>> either("交 缴")
    '(?:交|缴)'
    """
    return f"(?:{'|'.join(words.split())})"


N = f"(?P<n>{NUMBER})"
# How much is vague: 几十, 好几百, 上千, 百十, 三百把, 二十几.
_VAGUE = (
    r"(?P<vague>好?几[十百千万]*|[数上成][十百千万]+|[百千万]把|[百千]十来?"
    rf"|(?<![{CHINESE}])十来|{NUMBER}[零好]?几|(?<![\d.])\d+[百千万]零?几)"
)
_VERB = "少交收用走付掏算扣花抄出退给拿要罚缴跑"
SOME_MORE = f"(?:多(?![{_VERB}])|来|余)"
A = rf"(?:{_VAGUE}|{N}){SOME_MORE}?"

# The same without a unit behind it.
_VAGUE_ALONE = (
    rf"(?P<vague>(?:好?几|数|上|成)[十百千万]+|[百千万]把|{NUMBER}[零好]?几|"
    rf"(?<![\d.])\d+[百千万]零?几)"
)
ALONE = rf"(?P<e>(?:{_VAGUE_ALONE}|{N})(?:{SOME_MORE}|出头)?)"

KWH = "(?:度|千瓦时|kwh)"
EACH_KWH_FOLLOWS = rf"\s*(?:/|每|一|1)?\s*{KWH}"
ONE_TO_NINE, ZERO_TO_NINE = CHINESE[2:12], CHINESE[:12]

_TIMES = "年月日号点天周岁钟时"
_UNITS = "块元毛角分度杜倍%％斤吨亩平米里"
_COUNTED = "位户口个人家次层楼条台档路组辆头只棵碗袋桌顿趟回句遍页张份抄"
_LONGER = "小时|公|千瓦|瓦|伏|安培|kwh|字"
# What may not stand behind a figure that has no unit: more of a number, or a unit of its own.
BARE_END = (
    r"(?! ?\d|[A-Za-z]|[.,:、]\d"
    rf"|\s*[多几来余]?\s*(?:[{_TIMES}{_UNITS}{_COUNTED}]|{_LONGER}))"
)
