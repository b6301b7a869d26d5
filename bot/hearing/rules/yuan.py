"""Amounts in yuan, jiao and fen as they are said: 四百八十六块七, 一块二毛五, 八毛六, 五分钱."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.hearing.entity import Match, Value
from bot.hearing.numbers import DIGIT, digits, number
from bot.hearing.rules.parts import ONE_TO_NINE, ZERO_TO_NINE, A

# 第二块 is counted, 负12 is owed; 几块 alone asks; 一块 alone means together.
_NO_AMOUNT = (
    r"(?<![第负-])(?!几块(?!钱))"
    r"(?!一块(?!钱|[二两三四五六七八九\d](?!度)|一[毛角]|\s*一?(?:/|每)?度))"
)
# 块 also counts meters and fields.
_THING = "(?!" + "儿|电?表|[老新旧]表|田|地(?!址)|石|砖|肉|板|牌|空地" + ")"
_UNIT = rf"(?:块钱|块{_THING}|元钱?|圆|元人民币|[蚊勾](?![子香虫]))"
_JIAO = rf"[零〇]?{DIGIT}[毛角毫](?:半|{DIGIT}分?(?!钱|之))?"
_FEN = rf"[零〇]?{DIGIT}分(?!钟|之)"
# 三块五; but 3块5个 counts what it buys, and 一块一度 tells of each kWh.
_BARE_TAIL = (
    rf"(?!一\s*度|1\s*度|一[事案直般样起共下说问些律旦定])[零〇]?(?:\d{{1,2}}|[{ONE_TO_NINE}][{ZERO_TO_NINE}]?)"
    r"(?![\d.]|[家度杜个月天年档户口号点百千万十块次倍日人位])"
)
YUAN = rf"{_NO_AMOUNT}{A} ?{_UNIT}(?P<rest>{_JIAO}|{_FEN}|{_BARE_TAIL})?(?![十半])"
# 二十块零头, 二十块零几毛: that much and some more.
_AND_SOME = re.compile(r"零?(?:几[毛角分]|头)|零几")


def yuan(match: Match) -> Value:
    """The value of YUAN, in yuan."""
    if match["vague"] or _AND_SOME.match(match.string, match.end()):
        return None
    whole, rest = number(match["n"]), match["rest"]
    return whole if whole is None or not rest else whole + _below_a_yuan(rest)


def _below_a_yuan(rest: str) -> Decimal:
    bare = rest.lstrip("零〇")
    found = [int(digits(d) or 0) for d in re.findall(DIGIT, bare)]
    if not found:
        return Decimal(0)  # 零毛
    if re.search("[毛角毫]", rest):
        cents = 5 if "半" in rest else found[1] if len(found) > 1 else 0
        return Decimal(found[0]) / 10 + Decimal(cents) / 100
    if "分" in rest or bare != rest:
        return Decimal(found[0]) / 100
    return sum((Decimal(d) / 10**i for i, d in enumerate(found, start=1)), Decimal(0))


def jiao(match: Match) -> Value:
    """八毛六, 6毛1, 三毛: yuan."""
    whole, rest = number(match["n"]), match["rest"]
    if whole is None:
        return None
    tail = Decimal(5) if rest == "半" else number(rest) if rest else Decimal(0)
    return None if tail is None else whole / 10 + tail / 100


def fen(match: Match) -> Value:
    """五分钱: yuan."""
    value = number(match["n"])
    return None if value is None else value / 100
