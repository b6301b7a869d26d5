"""The office's own words of a draft, changed by hand: looked at before they hold."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.contract.errors import SettingsError
from bot.wording.drafts import drafts

LARGEST = 1000  # characters of a draft


def change(own: Path, name: str, text: str) -> None:
    """Put the text in the place of that draft's in the office's own file.

    Raises:
        SettingsError: what cannot be used, and what to do; nothing is changed then.
    """
    known = drafts(own)
    if name not in known or len(text) > LARGEST:
        raise SettingsError(
            "JIETI_DRAFTS: {name}: there is no such draft, or it is too long", name=name
        )
    entries = yaml.safe_load(own.read_text(encoding="utf-8")) or {}
    entries[name] = {**entries.get(name, {}), "text": text}
    new = own.with_name(f".{own.name}.new")
    new.write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8")
    try:
        drafts.__wrapped__(new)
    except SettingsError as error:
        new.unlink()
        raise SettingsError.of(str(error).replace(new.name, own.name)) from None
    new.replace(own)
    drafts.cache_clear()
