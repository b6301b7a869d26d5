"""The office's own calendar: a dated file of days off and days worked, as each year's notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.cli.setting_kinds import text_in
from bot.contract.errors import SettingsError

_WORKED = {"休": False, "放假": False, "off": False, "班": True, "上班": True, "work": True}
LONGEST = 31  # days; a longer span is a slip of the pen


def own_calendar(name: str, text: str) -> dict[date, bool]:
    """Whether each day that stands in the file is worked; a line a day or a span of days.

    The State Council's notice of a year (部分节假日安排的通知) comes the November before; what
    stands here goes before the calendar that came with the program.

    Raises:
        SettingsError: the file cannot be read, a line is not like that, or two contradict.
    """
    lines = text_in(name, text).splitlines()
    found: dict[date, bool] = {}
    for number, line in enumerate(lines, start=1):
        where = f"{name}: {text}:{number}"
        for day, worked in _days(line, where):
            if found.setdefault(day, worked) is not worked:
                raise SettingsError(
                    "{where}: {day} is worked in one line and off in another", where=where, day=day
                )
    return found


def _days(line: str, where: str) -> Iterator[tuple[date, bool]]:
    told = line.partition("#")[0].split()
    if not told:
        return
    try:
        first, last = _span(told[0])
        worked = _WORKED[told[1].lower()]
    except (ValueError, LookupError):
        first, last, worked = date.max, date.min, False
    if not 0 <= (last - first).days < LONGEST:
        raise SettingsError(
            "{where}: '{line}' should be a day or days, and 休 or 班, as in "
            "2026-02-15至2026-02-23 休 春节 or 2026-02-14 班",
            where=where,
            line=line,
        )
    yield from ((first + timedelta(days=n), worked) for n in range((last - first).days + 1))


def _span(text: str) -> tuple[date, date]:
    """First and last day; a single day is both."""
    for sign in ("到", "~", ".."):
        text = text.replace(sign, "至")
    first, _, last = text.partition("至")
    return date.fromisoformat(first), date.fromisoformat(last or first)
