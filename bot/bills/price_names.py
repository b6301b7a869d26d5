"""What the name of a price (电价名称) says: tiered, shared, or a price that is not judged here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from tariff_rules import Price, Voltage
from tariff_rules.yaml_text import read_yaml

FILE = "price_names.yaml"
# From one voltage to another; any other dash stands between words.
_TO = re.compile(r"至|~|(?<=[\dVv伏])\s*[-\u2013\u2014]\s*(?=\d)")
_MARKS = re.compile(r"[^\w<]|_")


@dataclass(frozen=True, slots=True)
class PriceNames:
    """The words of which names of prices are made, and an office's own whole names."""

    home: tuple[str, ...]
    plain: tuple[str, ...]
    shared: tuple[str, ...]
    other: tuple[str, ...]
    high: tuple[str, ...]
    exactly: Mapping[str, Price]

    def voltage(self, name: str) -> Voltage:
        """At what voltage a home of that price is supplied, by its words."""
        text = _plain(name)
        named = name not in self.exactly and any(_plain(word) in text for word in self.high)
        return Voltage.HIGH if named else Voltage.LOW

    def low_price(self, name: str, known: str = "") -> Price | None:
        """The price that a name says below 1 kV; None for any other."""
        return self.price(name, known) if self.voltage(name) is Voltage.LOW else None

    def price(self, name: str, known: str = "") -> Price | None:
        """The price that a name says, at whatever voltage; None for one that is not known.

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
        for word in sorted((*self.plain, *self.home, *self.high), key=len, reverse=True):
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
        for kind in ("home", "plain", "shared", "other", "high")
    }
    exactly = {str(name): Price(price) for name, price in (more.get("exactly") or {}).items()}
    return PriceNames(exactly=exactly, **lists)


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    text = _TO.sub("到", unicodedata.normalize("NFKC", name))
    return _MARKS.sub("", text).casefold()
