"""What was seen at a visit in one line, as it is typed on the spot: 3 在用 345.2 表00123 住3人."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.hearing.normalise import plain
from bot.hearing.numbers import number

_NAMED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("reading", ("示数", "读数", "表底", "表码", "止码", "止度", "底数", "表显")),
    ("meter", ("电表号", "表号", "表计", "电表", "资产号", "表")),
)
_NO = ("没", "没有", "无", "未", "未有", "不")
_DENIES = frozenset("不没未无非")
_STATES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("other", ("不对", "不符", "不一样", "不一致", "不同", "对不上", "不是", "换了", "换过",
               "变了", "另一块", "另外一块", "别的")),
    ("lives", ("不在家", "锁门", "锁着", "进不去", "没见到人", "家里没", "家里无", "家中无",
               *(no + what for no in _NO for what in ("人在家", "人应", "人开门")))),
    ("unused", (*(no + what for no in _NO for what in ("人", "在用", "用", "住人")),
                "空房", "空置", "停用", "没电")),
    ("used", ("在用", "用电", "有人", "正常")),
)  # fmt: skip
_PARTS = str.maketrans(",;。、:", "     ")
LONG = 8  # digits from which a bare number is a meter's
OTHER = "?"  # another meter than the books name, and its number was not written down
MOST = Decimal(10_000_000)  # kWh that a meter shows


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        which: the visit: its place on the list, or the account, or the end of its number.
        wrong: the word that cannot be what it stands for; empty where there is none.
    """

    which: str
    in_use: bool | None = None
    meter_no: str = ""
    reading: Decimal | None = None
    lives: str = ""
    wrong: str = ""

    @property
    def says_nothing(self) -> bool:
        """Whether only the visit is named."""
        told = (self.meter_no, self.lives, self.wrong)
        return not any(told) and self.in_use is None and self.reading is None


def read_line(text: str) -> Line:
    """Read it; a word that is nothing else tells who lives there."""
    first, *words = plain(text).translate(_PARTS).split() or [""]
    which = first.removeprefix("第").rstrip("户号.") or first
    in_use, meter, reading, wrong, lives = None, "", None, "", []
    waits = ""  # what the word before announced: a meter or a reading
    for word in words:
        kind, rest = _kind(word, waits)
        waits = kind if not rest else ""
        if kind == "meter" and rest:
            meter, wrong = (rest, wrong) if rest.isalnum() else (meter, word)
        elif kind == "reading" and rest:
            reading = number(rest.rstrip("度"))
            wrong = wrong if reading is not None and 0 <= reading <= MOST else word
        elif kind in ("used", "unused"):
            in_use = kind == "used"
        elif kind == "other":
            meter = meter or OTHER
        elif kind == "lives":
            lives.append(word)
    return Line(which, in_use, meter, reading, " ".join(lives), wrong)


def _kind(word: str, waits: str) -> tuple[str, str]:
    """What the word is, and what of it counts."""
    bare = word.rstrip("度")
    if waits:
        return waits, word
    for kind, names in _NAMED:
        name = next((one for one in names if word.startswith(one)), None)
        rest = word.removeprefix(name) if name else ""
        if name and (kind == "reading" or not rest or rest.isascii()):
            return kind, rest
    if bare.lstrip("-").replace(".", "", 1).isdigit():
        return ("meter" if len(bare) >= LONG and bare.isdigit() else "reading"), bare
    for kind, names in _STATES if "表" in word else _STATES[1:]:
        if any(name in word and not _denied(word, name) for name in names):
            return kind, word
    return "lives", word


def _denied(word: str, name: str) -> bool:
    """Whether something before it may turn it round, as in 不太正常: then it decides nothing."""
    return not _DENIES.isdisjoint(word.partition(name)[0])
