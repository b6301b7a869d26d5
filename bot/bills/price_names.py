"""What the name of a price (电价名称) says: tiered, shared, or a price that is not judged here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from tariff_rules import Price
from tariff_rules.yaml_text import read_yaml

FILE = "price_names.yaml"
_MARKS = re.compile(r"[^\w<]|_")


@dataclass(frozen=True, slots=True)
class PriceNames:
    """The words of which names of prices are made, and an office's own whole names."""

    home: tuple[str, ...]
    plain: tuple[str, ...]
    shared: tuple[str, ...]
    other: tuple[str, ...]
    exactly: Mapping[str, Price]

    def price(self, name: str, known: str = "") -> Price | None:
        """The price that a name says; None for another one, or one that is not known.

        Args:
            name: as the office writes it; empty where its export has no such column.
            known: pattern of more words that may stand in it.
        """
        text = _plain(name)
        if name in self.exactly or not text:
            return self.exactly.get(name, Price.TIERED)
        if any(_plain(word) in text for word in self.other):
            return None
        if not any(word in text for word in self.home):
            return None
        rest = re.sub(known, "", text) if known else text
        for word in sorted((*self.plain, *self.home), key=len, reverse=True):
            rest = rest.replace(_plain(word), "")
        if rest:
            return None
        return Price.SHARED if any(word in text for word in self.shared) else Price.TIERED


def price_names(folder: Path | None) -> PriceNames:
    """Ours, and those that an office added in its folder of regions."""
    own = folder / FILE if folder else None
    return _read(own, own.stat().st_mtime_ns if own and own.is_file() else 0)


@cache
def _read(own: Path | None, changed: int) -> PriceNames:
    words = read_yaml((resources.files("bot.bills") / FILE).read_text("utf-8"))
    more = read_yaml(own.read_text("utf-8")) if own and changed else {}
    lists = {
        kind: (*words[kind], *map(str, more.get(kind) or ()))
        for kind in ("home", "plain", "shared", "other")
    }
    exactly = {str(name): Price(price) for name, price in (more.get("exactly") or {}).items()}
    return PriceNames(exactly=exactly, **lists)


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).replace("-", "~").replace("至", "~")
    text = text.replace("~", "到")
    return _MARKS.sub("", text).casefold()
