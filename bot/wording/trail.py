"""What was found in the audit trail, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.accounts.masking import mask_account_no
from bot.records.trail import Trail
from bot.wording.catalogue import Words

SHOWN = 10  # cases or entries named; the rest is a number


def faults(say: Words, trail: Trail, *, masked: bool = False) -> Iterator[str]:
    """Each kind of change that the trail shows; nothing where it is whole.

    `masked`: the numbers of accounts, where it goes through a messenger.
    """
    if trail.broken_at is not None:
        yield say(
            "The audit trail is broken at entry {number}: it, or one before it, was changed or "
            "removed, or it was not sealed with the key.",
            number=trail.broken_at,
        )
    elif not trail.number:
        yield say("The audit trail is empty: every database has a first entry, so it was removed.")
    if trail.altered:
        yield say(
            "Changed beside the program, or not there: {cases}", cases=_some(say, trail.altered)
        )
    if trail.records:
        names = tuple(_record(say, one, masked=masked) for one in trail.records)
        yield say(
            "Records changed beside the program, or not there: {records}. Compare them with a "
            "backup.",
            records=_some(say, names),
        )
    if trail.schema:
        yield say(
            "The database was given, or lost, what acts in it by itself ({names}): what the "
            "program wrote since may have been changed by it. Put a backup of before back.",
            names=_some(say, trail.schema),
        )
    if trail.clock_back_at:
        yield say(
            "The clock was set back before entry {entries}: what is older may have another time.",
            entries=_some(say, tuple(map(str, trail.clock_back_at))),
        )


def clock_doubted(say: Words, now: datetime, last: datetime | None) -> str:
    """Nothing was removed: more time than usual has passed, by a clock nobody vouches for."""
    told = say(
        "Nothing old was removed: this machine says it is {now}, and nobody else says so.",
        now=f"{now:%Y-%m-%d}",
    )
    since = say("The last removal was on {day}.", day=f"{last:%Y-%m-%d}") if last else ""
    do = say(
        "Set the clock right. If it is right: jieti retention --today {now}", now=f"{now:%Y-%m-%d}"
    )
    return say.together(told, since, do)


def _record(say: Words, subject: str, *, masked: bool) -> str:
    """What the records are of, as `Trail.records` names it."""
    kind, _, number = subject.rpartition(":")
    if kind == "import":
        return say("import {number}", number=number)
    if kind == "staff":
        return say("colleague {number}", number=number)
    if kind == "client":
        return say("client {name} of the API", name=number)
    if subject == "invitation":
        return say("an invitation")
    if not subject:
        return say("which one cannot be told any more")
    return say("account {account}", account=mask_account_no(number) if masked else number)


def _some(say: Words, names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:SHOWN])
    rest = len(names) - SHOWN
    return shown if rest <= 0 else say("{shown} and {count} more", shown=shown, count=rest)


def day_head(say: Words, trail: Trail) -> str:
    """What the administrator gets every day, to keep it."""
    wrong = list(faults(say, trail, masked=True))
    keep = say(
        "Audit trail: {count} entries so far. Please keep this message. With it one can check "
        "later whether anything was changed: jieti audit-trail verify --head {head}",
        count=trail.number,
        head=trail.head,
    )
    return "\n".join([*wrong, keep])
