"""A fact as a clerk writes it in one line: 多人口 6人 2018-03-01 户口簿."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from bot.accounts.entered import Entered, FactEntryError, FactTrouble
from bot.accounts.fact_entry import entered
from bot.accounts.fact_names import NAMES
from bot.records.fact import FactKind, Standing

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:起|开始|止|为止)?")
_CONTENT = re.compile(
    r"[-+]?\d+(?:\.\d+)?\D{0,4}|[一二三四五六七八九]口?人|[无否是有]|没有|合表价?|采暖|阶梯|一户一表"
    r"|[单双]月|[奇偶]数?月|每月|预付费|购电"
)
_WITHDRAWN = {"撤销", "删除", "作废"}
_NOT_KNOWN = re.compile(r"不详|未知|不知道?|不清楚|不确定|没问到|说不清|待(?:核实|查|定)")
_NOT_APPLIED = {"未执行", "没执行", "系统未执行"}


@dataclass(frozen=True, slots=True)
class FactLine:
    """What the line says.

    Attributes:
        kind: which fact.
        fact: as entered; None where it is withdrawn.
        since: of the fact that is withdrawn; empty where it has no day.
        basis: the paper that proves it.
    """

    kind: FactKind
    fact: Entered | None
    since: str
    basis: str


class UnknownFactError(Exception):
    """No fact that we know is named."""


def read_line(text: str) -> FactLine:
    """Read a line.

    Raises:
        UnknownFactError: it names none.
        FactEntryError: the fact cannot be entered as it is written.
    """
    words = unicodedata.normalize("NFKC", text).replace(",", " ").split()
    withdrawn = bool(words) and words[0] in _WITHDRAWN
    kind = NAMES.get(words[withdrawn]) if len(words) > withdrawn else None
    if kind is None:
        raise UnknownFactError(text)
    days: list[date] = []
    content, basis, applied = "", [], True
    for word in words[withdrawn + 1 :]:
        if word in _NOT_APPLIED:
            applied = False
        elif not withdrawn and _NOT_KNOWN.fullmatch(word):
            raise FactEntryError(FactTrouble.NOT_KNOWN)
        elif match := _DAY.fullmatch(word):
            days.append(_date(*match.groups()))
        elif not content and _CONTENT.fullmatch(word):
            content = word
        else:
            basis.append(word)
    since, until = (*days, None, None)[:2]
    if withdrawn:
        return FactLine(kind, None, since.isoformat() if since else "", " ".join(basis))
    fact = entered(kind, content, since, until, applied=applied)
    if fact.standing is Standing.UNKNOWN and not content:
        raise FactEntryError(FactTrouble.NO_DATE)  # 有 says that the day is not known
    return FactLine(kind, fact, fact.since, " ".join(basis))


def _date(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise FactEntryError(FactTrouble.NOT_UNDERSTOOD) from None
