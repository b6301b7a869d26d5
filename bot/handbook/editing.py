"""The office's own files of the handbook, changed by hand: looked at before they hold."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.contract.errors import SettingsError
from bot.handbook.book import ENTRIES, Book, read_book

LARGEST = 24_000  # characters of a file


def topics() -> tuple[str, ...]:
    """The files of the handbook, without their ending."""
    names = (file.name for file in ENTRIES.iterdir())
    return tuple(sorted(n.removesuffix(".yaml") for n in names if n.endswith(".yaml")))


def text_of(folder: Path | None, topic: str) -> str:
    """A topic as it holds now: the office's own file, or ours."""
    own = folder / f"{topic}.yaml" if folder else None
    file = own if own and own.exists() else ENTRIES / f"{topic}.yaml"
    return file.read_text(encoding="utf-8")


def added(folder: Path, topic: str, point: str, say: str, day: date) -> str:
    """The text of a topic with an entry of the office's own at its end, which holds from a day."""
    before = "\n".join(line for line in text_of(folder, topic).splitlines() if line != "{}")
    sentence = json.dumps(say, ensure_ascii=False)  # is YAML too
    lines = (f"{point}:", f"  - from: {day.isoformat()}", f"    say: {sentence}",
             '    document: ""', "    confidence: own")  # fmt: skip
    return "\n".join([before.rstrip(), *lines, ""])


def change(folder: Path, topic: str, text: str, check: Callable[[Book], None]) -> None:
    """Put the text in the place of the topic's own file, once all of the handbook can be used.

    Raises:
        SettingsError: which entry cannot be used and what to do; nothing is changed then.
    """
    if topic not in topics() or len(text) > LARGEST:
        raise SettingsError(
            "{topic}: there is no such topic, or its text is too long", topic=topic
        )
    with tempfile.TemporaryDirectory(prefix="jieti-handbook-") as made:
        trial = Path(made)
        for file in folder.glob("*.yaml"):
            (trial / file.name).write_bytes(file.read_bytes())
        (trial / f"{topic}.yaml").write_text(text, encoding="utf-8")
        check(read_book.__wrapped__(trial))
    new = folder / f".{topic}.yaml.new"
    new.write_text(text, encoding="utf-8")
    new.replace(folder / f"{topic}.yaml")
    read_book.cache_clear()
