"""Papers that an office has in its own form: drafts of answers, templates of Word, duty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.cli.setting_kinds import folder, text_in
from bot.contract.errors import SettingsError
from bot.hearing.matters import wrong_one
from bot.wording.drafts import drafts


def own_templates(name: str, text: str) -> Path:
    """The folder with the office's own templates of Word; each of them is looked at.

    Raises:
        SettingsError: which one cannot be filled.
    """
    from bot.papers.word import must_be_usable  # noqa: PLC0415 - most offices have none of their own

    return must_be_usable(folder(name, text))


def own_drafts(name: str, text: str) -> Path:
    """The office's own drafts; each of them is looked at.

    Raises:
        SettingsError: which one cannot be used.
    """
    own = Path(text)
    text_in(name, text)  # can be read, and has an end
    # What is wrong with it is said now, not to a customer.
    for title, draft in drafts(own).items():
        if wrong := wrong_one((*draft.words, *draft.also)):
            raise SettingsError(
                "JIETI_DRAFTS: {own}: {name}: {wrong}", own=own, name=title, wrong=wrong
            )
    return own


def own_duty(name: str, text: str) -> dict[date, tuple[str, ...]]:
    """Who is on duty on which day (值班表): a line a day, the day and then names.

    Raises:
        SettingsError: the file cannot be read, or which line is not like that.
    """
    lines = text_in(name, text).splitlines()
    found = {}
    for number, line in enumerate(lines, start=1):
        day, *names = line.partition("#")[0].replace("、", " ").split() or ["", ""]
        if not day:
            continue
        try:
            found[date.fromisoformat(day)] = tuple(names)
        except ValueError:
            names = []
        if not names:
            raise SettingsError(
                "JIETI_DUTY: {text}, line {number}: '{line}' should be a day and names, as in "
                "2026-02-17 王芳 李强",
                text=text,
                number=number,
                line=line,
            )
    return found


def own_practice(_: str, text: str) -> frozenset[str]:
    """Which practices are passed before somebody new sends to customers alone.

    Raises:
        SettingsError: a name is no practice; says which there are.
    """
    from bot.lessons.homes import Kind  # noqa: PLC0415 - most offices have no such list

    wanted = frozenset(filter(None, map(str.strip, text.replace("，", ",").split(","))))
    if wrong := sorted(wanted - set(Kind)):
        raise SettingsError(
            "JIETI_PRACTICE_FIRST: '{wrong}' is no practice; write some of these, with commas: "
            "{known}",
            wrong=wrong[0],
            known=", ".join(Kind),
        )
    return wanted
