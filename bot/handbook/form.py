"""A topic of the handbook as the fields of a form, and back: nobody writes YAML for a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from bot.handbook.entry import Mark
from tariff_rules.yaml_text import read_yaml

NEW = "new"  # a version more of a point
_WORDS = ("say", "document", "confidence", "from", "until", "regions")
Translated = Callable[[str], str]  # a sentence in the reader's language, its blanks as they stand


@dataclass(frozen=True, slots=True)
class Row:
    """What holds on a point for a time, as fields.

    Attributes:
        point: of the topic.
        key: the beginning of the names of its fields.
        words: of each of `_WORDS` the text.
        figures: days, hours ..., by the names that the sentence has for them.
    """

    point: str
    key: str
    words: Mapping[str, str]
    figures: Mapping[str, str]

    @property
    def is_new(self) -> bool:
        """Whether nothing stands there yet."""
        return self.key.endswith(NEW)


def rows(text: str, translated: Translated) -> Iterator[Row]:
    """The fields of a topic's file that can be used, and empty ones for a version more of each."""
    for point, entries in (read_yaml(text) or {}).items():
        for number, entry in enumerate(entries):
            words = {name: _shown(entry.get(name, "")) for name in _WORDS}
            words["say"] = translated(words["say"]) if words["say"] else ""
            figures = {name: str(one) for name, one in entry.items() if name not in _WORDS}
            yield Row(point, f"{point}.{number}", words, figures)
        empty = {**dict.fromkeys(_WORDS, ""), "confidence": Mark.OWN}
        figures = dict.fromkeys(entries[-1].keys() - set(_WORDS), "") if entries else {}
        yield Row(point, f"{point}.{NEW}", empty, figures)


def text_of(text: str, form: Mapping[str, str], translated: Translated) -> str:
    """The file with what stands in the form; an entry that is ticked off is gone.

    A sentence that reads as it was shown stays as it is written, so that it is said in every
    language as before.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    old = read_yaml(text) or {}
    for row in rows(text, translated):
        number = row.key.rpartition(".")[2]
        written = {name: form.get(f"{row.key}.{name}", "").strip() for name in _WORDS}
        dropped = f"{row.key}.gone" in form or (row.is_new and not written["say"])
        entries = found.setdefault(row.point, [])
        if dropped:
            continue
        if written["say"] == row.words["say"] and not row.is_new:
            written["say"] = str(old[row.point][int(number)].get("say", ""))
        given = {name: form.get(f"{row.key}.figure.{name}", "") for name in sorted(row.figures)}
        entries.append(
            {**_read(written), **{n: _figure(v.strip()) for n, v in given.items() if v}}
        )
    kept = {point: entries for point, entries in found.items() if entries}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=1000)


def _shown(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _read(written: Mapping[str, str]) -> dict[str, Any]:
    """Only what says something; days as days, regions as a list."""
    found: dict[str, Any] = {name: text for name, text in written.items() if text}
    found.setdefault("document", "")
    for name in {"from", "until"} & found.keys():
        with suppress(ValueError):  # the reader of entries says what is wrong
            found[name] = date.fromisoformat(found[name])
    if "regions" in found:
        names = found["regions"].replace("，", ",").replace("、", ",").split(",")
        found["regions"] = [name.strip() for name in names if name.strip()]
    return found


def _figure(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() else text
