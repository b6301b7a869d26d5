"""What the doctor says of the way between us and WeChat: its clock and ours, our address."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from bot.cli.checks import Check, Finding
from bot.wording.catalogue import Words

if TYPE_CHECKING:  # it needs an extra
    import aiohttp

APART = 60  # seconds; how long somebody may be written to is counted from the maker's second
_FORBIDDEN = 403  # what our port says to who does not sign


async def clock(session: aiohttp.ClientSession, api: str, now: datetime, say: Words) -> Check:
    """Whether our clock agrees with the maker's, by the date of its answer."""
    answer = await _asked(session, api)
    told = answer.headers.get("Date") if answer is not None else None
    try:
        theirs = parsedate_to_datetime(told or "")
    except ValueError:
        return Check(Finding.NOTE, say("WeChat: its clock could not be asked"))
    apart = round(abs((now - theirs.replace(tzinfo=theirs.tzinfo or UTC)).total_seconds()))
    said = say("WeChat: our clock and theirs are {seconds} seconds apart", seconds=apart)
    return Check(Finding.GOOD if apart <= APART else Finding.BAD, said)


async def address(session: aiohttp.ClientSession, url: str, say: Words) -> Check:
    """Whether our own port answers at the address that WeChat pushes to."""
    answer = await _asked(session, url)
    if answer is not None and answer.status == _FORBIDDEN:
        return Check(Finding.GOOD, say("WeChat: {url} leads to us", url=url))
    told = say(
        "WeChat: {url} does not lead to us: is jieti running, does the proxy pass it on, is the "
        "certificate good?",
        url=url,
    )
    return Check(Finding.BAD, told)


async def _asked(session: aiohttp.ClientSession, url: str) -> aiohttp.ClientResponse | None:
    """The answer; None where none came."""
    import aiohttp  # noqa: PLC0415 - seldom

    patience = aiohttp.ClientTimeout(total=10)
    try:
        async with session.get(url, timeout=patience, allow_redirects=False) as answer:
            return answer
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return None
