"""Papers that an office has in its own form: drafts of answers, templates of Word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.contract.errors import SettingsError
from bot.hearing.matters import wrong_one
from bot.wording.drafts import drafts


def own_templates(environment: Mapping[str, str]) -> Path | None:
    """The folder with the office's own templates of Word; each of them is looked at.

    Raises:
        SettingsError: which one cannot be filled.
    """
    text = environment.get("JIETI_TEMPLATES")
    if not text:
        return None
    from bot.papers.word import must_be_usable  # noqa: PLC0415 - most offices have none of their own

    return must_be_usable(Path(text))


def own_drafts(environment: Mapping[str, str]) -> Path | None:
    """The office's own drafts; each of them is looked at.

    Raises:
        SettingsError: which one cannot be used.
    """
    text = environment.get("JIETI_DRAFTS")
    own = Path(text) if text else None
    # What is wrong with it is said now, not to a customer.
    for name, draft in drafts(own).items():
        if wrong := wrong_one(draft.words):
            raise SettingsError(f"JIETI_DRAFTS: {own}: {name}: {wrong}")
    return own
