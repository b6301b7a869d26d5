"""Figures that must be asked about: mistyped ones, and from so much to so much."""

from __future__ import annotations

from bot.hearing.entity import EntityKind, rule
from bot.hearing.numbers import NUMBER
from bot.hearing.rules.parts import KWH

# l, I and O beside a digit are digits mistyped, and which ones is not for us to guess.
# What may not stand before spares trying each place of a long run.
_MISTYPED = r"(?<![\dOolI|])(?=[\dOolI|]*\d)(?=\d*[OolI|])[\dOolI|]{2,}+"
_RANGE = rf"{NUMBER}(?:-|~|—+|到|至){NUMBER} ?"

RULES = (
    rule(
        "kwh-mistyped",
        EntityKind.KWH,
        rf"{_MISTYPED}{KWH}",
        None,
        reads={"用了l20度电": "l20度 =", "用了2O0度": "2O0度 ="},
        leaves=("用了120度", "Ol度"),
    ),
    rule(
        "amount-mistyped",
        EntityKind.AMOUNT,
        rf"[¥￥]?{_MISTYPED}(?:\.\d+)?(?:块钱?|元)",
        None,
        reads={"收了1O5块": "1O5块 ="},
        leaves=("收了105块", "lO块"),
    ),
    rule(
        "price-mistyped",
        EntityKind.PRICE,
        r"(?<![\dA-Za-z.])(?:[0oO]\.\d{0,3}[lIoO|]\d{0,2}|[oO]\.\d{1,4})元?(?![\dA-Za-z])",
        None,
        reads={"电价0.6l怎么来的": "0.6l =", "单价O.56元": "O.56元 ="},
        leaves=("0.61", "10.6l"),
    ),
    rule(
        "kwh-range",
        EntityKind.KWH,
        rf"{_RANGE}(?:度(?!数)|千瓦时|个字)",
        None,
        reads={"一个月300-400度": "300-400度 ="},
        leaves=("从100到300度数", "300度"),
    ),
    rule(
        "amount-range",
        EntityKind.AMOUNT,
        rf"{_RANGE}(?:块钱?|元)",
        None,
        reads={"三百到四百块": "三百到四百块 ="},
        leaves=("四百块",),
    ),
)
