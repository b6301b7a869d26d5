"""The letter that explains a bill (电费说明书): one page of A4 as PDF.

For who wants paper in hand. Says what the chat says, from the same findings: the sum, the
picture, the lines, the document, the dates. Typst draws it, which is large: the extra `papers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.bills.findings import Findings
from bot.bills.history import History
from bot.bills.lookup import outlook_for
from bot.cases.paper_proof import HOLDS
from bot.contract.office import Office
from bot.papers import ladder, of_bill, then_and_now
from bot.papers.code import code
from bot.papers.letter_table import table
from bot.papers.parts import whose
from bot.papers.typeset import Data
from bot.records.case import Case
from bot.wording.arithmetic import after_the_lines, before_the_lines
from bot.wording.catalogue import Words
from bot.wording.findings import channels, facts, headline
from bot.wording.not_known import not_known
from bot.wording.rule import rule
from bot.wording.what_next import next_steps
from tariff_rules import Outlook

_MARKS = str.maketrans("", "", "【】:")  # about headings, in the chat


def year_of(history: History, office: Office, found: Findings, today: date) -> Outlook | None:
    """Where the account stands in its year, where the bill is the newest: else it is another."""
    newest = history.bill()
    if newest is None or newest.bill_month != found.bill.bill_month:
        return None
    return outlook_for(history, office, today)[0]


def letter(
    say: Words,
    found: Findings,
    year: Outlook | None,
    case: Case | None,
    office: Office,
    now: datetime,
    binds: str = "",
) -> Data:
    """What stands in the letter about one bill.

    Args:
        say: in whose language.
        found: what was found about the bill.
        year: where the account stands in its year (`year_of`).
        case: that was opened about it; its number and dates stand in the letter.
        office: whose letter it is; its link stands there as a code to be scanned (二维码).
        now: when it is written.
        binds: the link that binds the account to whoever scans it first; empty where the letter
            is not handed over at the counter.
    """
    drawn = _picture(say, found, year)
    number = say("case {number}", number=case.number) if case else ""
    return {
        "language": say.locale.language,
        "region": say.locale.territory or ("TW" if say.locale.script == "Hant" else ""),
        "title": say("Explanation of an electricity bill"),
        "office": office.name,
        "head": " · ".join(filter(None, (office.name, office.phone, number, say.day(now.date())))),
        "whose": whose(say, found),
        "sum": of_bill.in_short(say, found),
        "result": headline(say, found),
        "table": table(say, found),
        "picture": drawn[1],
        "alt": drawn[0],
        "sections": _sections(say, found, case, office),
        "channels": channels(say),
        "seal": say("(seal)"),
        **scanned(say, office, now, binds),
    }


def scanned(say: Words, office: Office, now: datetime, binds: str = "") -> Data:
    """The code at the foot, and what it is for: to ask on, or to bind the account."""
    if not binds:
        return {"qr": code(office.link), "scan": say("Scan it to ask on")}
    until = say.day((now + HOLDS).date())
    return {
        "qr": code(binds),
        "scan": say("Scan it with WeChat to bind it, once, by {day}", day=until),
    }


def _picture(say: Words, found: Findings, year: Outlook | None) -> tuple[str, str]:
    """In words and as SVG: the two sums of a bill that is too high, else the year; or nothing."""
    two = then_and_now.for_paper(say, found)
    if two:
        return then_and_now.alt(say, found), two
    of_year = ladder.for_paper(say, found, year) if year else None
    if year and of_year:
        return ladder.alt(say, year), of_year
    return "", ""


def _sections(say: Words, found: Findings, case: Case | None, office: Office) -> list[Data]:
    """Headings with their lines; the table stands below the limits that it is counted by."""
    head, *checked = facts(say, found)
    sections = [_section(head, checked[1:])]  # whose it is stands above
    if found.unknown:
        sections.append(_section(*_apart(not_known(say, found))))
    else:
        how = [*before_the_lines(say, found), *after_the_lines(say, found)]
        sections.append({**_section(say("How it is worked out:"), how), "table": True})
        sections.append(_section(*_apart(rule(say, found))))
    if case:
        sections.append(_section(*_apart(next_steps(say, case, office.hours, found))))
    return sections


def _apart(lines: Sequence[str]) -> tuple[str, Sequence[str]]:
    return lines[0], lines[1:]


def _section(head: str, lines: Sequence[str]) -> Data:
    rows = [{"words": line.strip("· "), "item": line.startswith("·")} for line in lines]
    return {"title": head.translate(_MARKS), "lines": rows, "table": False}
