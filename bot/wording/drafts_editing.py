"""The office's own words of a draft, changed by hand: looked at before they hold."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import yaml

from bot.contract.errors import SettingsError
from bot.wording.drafts import drafts

LARGEST = 1000  # characters of a draft
LONGEST_TITLE = 30  # on a button


def change(own: Path, name: str, text: str, title: str = "") -> None:
    """Put the text in the place of that draft's or reply's in the office's own file.

    Args:
        own: that file.
        name: of the draft; empty for a ready-made reply more.
        text: at most `LARGEST` characters, with its blanks.
        title: of a ready-made reply, where it is new or ours until now.

    Raises:
        SettingsError: what cannot be used, and what to do; nothing is changed then.
    """
    entries = yaml.safe_load(own.read_text(encoding="utf-8")) or {}
    known = drafts(own)
    if not name:
        name = next(key for n in count(1) if (key := f"reply_{n}") not in known)
    elif name not in known and not title:
        raise SettingsError("JIETI_DRAFTS: {name}: there is no such draft", name=name)
    if not text.strip() or len(text) > LARGEST or len(title) > LONGEST_TITLE:
        raise SettingsError("Write a text; it may have {most} characters.", most=LARGEST)
    words = {"title": title, "text": text} if title else {"text": text}
    _put(own, {**entries, name: {**entries.get(name, {}), **words}})


def remove(own: Path, name: str) -> None:
    """Take the office's own words of a draft out: ours hold again, or the reply is gone."""
    entries = yaml.safe_load(own.read_text(encoding="utf-8")) or {}
    _put(own, {key: entry for key, entry in entries.items() if key != name})


def is_own(own: Path | None, name: str) -> bool:
    """Whether the office has words of its own for that draft."""
    return own is not None and name in (yaml.safe_load(own.read_text(encoding="utf-8")) or {})


def _put(own: Path, entries: dict[str, dict[str, object]]) -> None:
    """Write the file, once it was looked at."""
    new = own.with_name(f".{own.name}.new")
    new.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8")
    try:
        drafts.__wrapped__(new)
    except SettingsError:
        new.unlink()
        raise
    new.replace(own)
    drafts.cache_clear()
