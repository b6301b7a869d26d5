"""Days that a word names which are still to come: one day, or from one to another."""

from __future__ import annotations

from datetime import date, timedelta

from bot.hearing.normalise import plain

LONGEST = 31  # days of a span; what is longer is a slip of the finger
_NEXT = {"今天": 0, "明天": 1, "后天": 2}


def days_named(word: str, today: date) -> tuple[date, ...]:
    """The days, from today on; empty where the word names none of them.

    >>> [f"{day:%m-%d}" for day in days_named("2026-02-17至2026-02-19", date(2026, 2, 1))]
    ['02-17', '02-18', '02-19']
    >>> days_named("2月17日", date(2026, 2, 18)), days_named("明天", date(2026, 2, 28))
    ((datetime.date(2027, 2, 17),), (datetime.date(2026, 3, 1),))
    >>> days_named("2026-02-30", date(2026, 2, 1)), days_named("王芳", date(2026, 2, 1))
    ((), ())
    """
    text = plain(word)
    for sign in ("到", "~", ".."):
        text = text.replace(sign, "至")
    begins, _, ends = text.partition("至")
    first = _day(begins, today)
    last = _day(ends, first or today) if ends else first
    if first is None or last is None or first < today or not 0 <= (last - first).days < LONGEST:
        return ()
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _day(text: str, today: date) -> date | None:
    """A day; one without a year is the next of that name."""
    if text in _NEXT:
        return today + timedelta(days=_NEXT[text])
    parts = text.rstrip("日号").replace("年", "-").replace("月", "-").replace("/", "-").split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) not in (2, 3):
        return None
    year, month, day = (today.year, *map(int, parts)) if len(parts) == 2 else map(int, parts)
    try:
        found = date(year, month, day)
        return found if len(parts) == 3 or found >= today else date(year + 1, month, day)
    except ValueError:
        return None
