"""A notice as a poster: one page of A4 or A3 as PDF; a draft until the head releases it."""

from __future__ import annotations

from datetime import datetime

from bot.contract.office import Office
from bot.lessons.notice import Notice
from bot.papers.code import code
from bot.papers.typeset import pdf
from bot.wording.catalogue import Words

PAPERS = ("a4", "a3")


def poster(
    say: Words, notice: Notice, office: Office, paper: str, now: datetime, *, released: bool
) -> bytes:
    """The poster, with a code that leads to where customers can ask.

    Raises:
        NotInstalledError: the extra that sets pages is not there.
    """
    data = {
        "language": say.locale.language,
        "paper": paper,
        "title": notice.title,
        "office": office.name,
        "points": notice.points,
        "ask": notice.ask,
        "sources": [say("By:"), *notice.sources],
        "qr": code(office.link),
        "scan": say("Scan it to ask on"),
        "draft": "" if released else say("draft"),
    }
    return pdf("poster", data, now)
