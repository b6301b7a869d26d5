"""Catalogues and figures in the reader's language.

Source sentences are English; Simplified Chinese (zh_Hans_CN) is what customers read first.
"""

from __future__ import annotations

import gettext
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

import bot

DEFAULT = "zh_Hans_CN"
_BY_SCRIPT = {"zh_Hans": "zh_Hans_CN", "zh_Hant": "zh_Hant"}


class Words:
    """Sentences and figures in one language.

    Called with a source sentence and its figures, returns the translated sentence.
    """

    def __init__(self, locale: str) -> None:
        self.locale, self._name = Locale.parse(locale), locale
        self._catalogue = gettext.translation("bot", _directory(), [locale])

    def __call__(self, message: str, **figures: object) -> str:
        """The sentence in this language, its blanks filled."""
        return self._catalogue.gettext(message).format(**figures)

    def with_blanks(self, message: str) -> str:
        """The sentence in this language, its blanks as they stand."""
        return self._catalogue.gettext(message)

    def together(self, *sentences: str) -> str:
        """Sentences one behind the other, as this language sets them."""
        return ("" if self.locale.language == "zh" else " ").join(filter(None, sentences))

    def money(self, yuan: Decimal) -> str:
        """Yuan with two digits; the engine has rounded before."""
        return self("{amount} yuan", amount=f"{yuan:,.2f}")

    def price(self, yuan: Decimal) -> str:
        """Yuan per kWh with all digits that say something, two at least."""
        digits = max(2, -int(yuan.normalize().as_tuple().exponent))
        return self("{amount} yuan", amount=f"{yuan:.{digits}f}")

    def kwh(self, kwh: Decimal) -> str:
        """kWh, as people say it (度)."""
        return self("{kwh} kWh", kwh=f"{kwh.normalize():,f}")

    def number(self, number: Decimal) -> str:
        """A plain number, such as a count of months."""
        return f"{number.normalize():,f}"

    def tier(self, tier: int) -> str:
        """The number of a tier: 一, 二, 三 in Chinese."""
        return "一二三四五六"[tier - 1] if self.locale.language == "zh" else str(tier)

    def day(self, day: date) -> str:
        """A date with its year."""
        return _date(day, self._name)

    def day_of_year(self, day: date) -> str:
        """A date without its year, where that stands beside it."""
        return _in_pattern(day, "MMMd", self._name)

    def month(self, month: date) -> str:
        """A month with its year."""
        return _in_pattern(month, "yMMMM", self._name)

    def moment(self, moment: datetime) -> str:
        """Day and time."""
        return self("{day} {time}", day=self.day(moment.date()), time=f"{moment:%H:%M}")


@lru_cache(maxsize=4096)
def _date(day: date, locale: str) -> str:
    return format_date(day, "long", locale)


@lru_cache(maxsize=4096)
def _in_pattern(day: date, skeleton: str, locale: str) -> str:
    return format_skeleton(skeleton, day, locale=locale)


def mark(message: str) -> str:
    """Marks a sentence for the catalogues that is translated elsewhere."""
    return message


@cache
def words(locale: str = DEFAULT) -> Words:
    """The catalogue of that name."""
    return Words(locale)


@lru_cache(maxsize=256)
def locale_for(language_code: str | None) -> str:
    """The catalogue for a messenger's language code; Simplified Chinese when in doubt.

    >>> locale_for("zh-hans"), locale_for("zh-TW"), locale_for("en-GB"), locale_for(None)
    ('zh_Hans_CN', 'zh_Hant', 'en', 'zh_Hans_CN')
    """
    try:
        locale = Locale.parse(language_code or "zh", sep="-", resolve_likely_subtags=True)
    except (UnknownLocaleError, ValueError):
        return DEFAULT
    if locale.language != "zh":
        return "en"
    return _BY_SCRIPT.get(f"zh_{locale.script or 'Hans'}", DEFAULT)


def _directory() -> Path:
    packaged = Path(bot.__file__).parent / "locales"
    return packaged if packaged.is_dir() else packaged.parent.parent / "locales"
