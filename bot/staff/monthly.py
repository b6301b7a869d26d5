"""Answer to /report: a month's complaints for the head, as words and as a table."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import xlsxwriter

from bot.cases.codes import codes
from bot.cases.monthly import Monthly, monthly
from bot.cases.reports import sees
from bot.cases.roles import May, may
from bot.contract.messages import Document, Figures, Outcome, Reply
from bot.hearing.dated_word import dated
from bot.hearing.normalise import plain
from bot.papers.bars import bars
from bot.records.case import Case
from bot.staff import meeting, teaching
from bot.staff.turn import StaffTurn, not_allowed, not_here
from bot.store.cases import Only
from bot.wording import cases as names
from bot.wording.findings import FOUND
from tariff_rules.cycles import months_later

Rows = list[tuple[str, int]]
VILLAGE = "村"


def report(turn: StaffTurn) -> tuple[Outcome, ...]:
    """The month that is named, or the one before this."""
    if not may(turn.staff.role, May.FIGURES):
        return (not_allowed(turn, "report"),)
    if turn.message.group:
        return (not_here(turn, "report"),)
    say, month = turn.say, _month(turn)
    if month is None:
        return (Reply(say("Write /report and a month, for example: /report 2018-12")),)
    seen = _seen(turn, month)
    found = monthly(
        seen,
        month,
        turn.now,
        turn.store.accounts.count(),
        lambda case: _area(turn, case),
        lambda case: turn.store.cases.events(case.number, "state"),
    )
    turn.note("reported", "", f"{month:%Y-%m}")
    head = say("Complaints of {month}: {count}", month=say.month(month), count=len(found.cases))
    parts = _parts(turn, found)
    text = "\n\n".join("\n".join([title, *_told(turn, rows)]) for title, rows in parts if rows)
    learnt = ["", *lines] if (lines := teaching.of_month(turn, month)) else []
    figures = Figures("", "")  # of many accounts; that it was made stands in the trail
    bare = Reply(head, names.figures_at_the_office(say))
    table = Document(f"report-{month:%Y-%m}.xlsx", _table(turn, head, found, parts))
    told = [(title, _told(turn, rows)) for title, rows in parts]
    sheet = meeting.paper(turn, month, _sums(turn, found), told, seen)
    return (
        Reply(
            head,
            "\n".join([*_sums(turn, found), "", text, *learnt]),
            figures=figures,
            instead=bare,
        ),
        *_picture(head, parts[1], figures, bare),
        Reply(head, document=table, figures=figures, instead=bare),
        Reply(say("For the meeting"), document=sheet, figures=figures, instead=bare),
    )


def _seen(turn: StaffTurn, month: date) -> list[Case]:
    """The cases of the month, and of the one before, with which the meeting compares it."""
    last = months_later(month, 1) - timedelta(days=1)
    of_both = Only(since=months_later(month, -1), until=last)
    return [c for c in turn.store.cases.which(of_both) if sees(turn.store, turn.staff, c)]


def _picture(
    head: str, part: tuple[str, Rows], figures: Figures, bare: Reply
) -> tuple[Reply, ...]:
    """The largest table as bars; none of a month in which nothing came in."""
    title, rows = part
    if not rows:
        return ()
    return (Reply(head, drawing=bars(head, title, rows), figures=figures, instead=bare),)


def _month(turn: StaffTurn) -> date | None:
    text = plain(turn.message.text.strip())
    if not text:
        first = turn.now.date().replace(day=1)
        return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    named = dated(text)
    if named is None or named.day is not None:
        return None
    return named.newest_month(turn.now.date())


def _area(turn: StaffTurn, case: Case) -> str:
    """The area of the account (台区), or else its village; empty where neither is known."""
    account = turn.store.accounts.get(case.account_no) if case.account_no else None
    if account and account.area:
        return account.area
    before, village, _ = account.address.partition(VILLAGE) if account else ("", "", "")
    return f"{before}{village}" if village else ""


def _sums(turn: StaffTurn, found: Monthly) -> list[str]:
    say = turn.say
    lines = [
        say("Contacted in time: {part} of {all}", part=found.contacted.in_time,
            all=found.contacted.due),
        say("Answered in time: {part} of {all}", part=found.answered.in_time,
            all=found.answered.due),
        say("Opened again: {count}", count=found.reopened),
        say("Corrected: {amount}", amount=say.money(found.corrected)),
        say("Goodwill given: {amount}", amount=say.money(found.goodwill)),
    ]  # fmt: skip
    if found.rate is not None:
        lines.append(say("For each 10,000 accounts: {rate}", rate=found.rate))
    if found.voided or found.merged:
        lines.append(
            say("Not counted: {voided} voided, {merged} merged", voided=found.voided,
                merged=found.merged)
        )  # fmt: skip
    return lines


def _parts(turn: StaffTurn, found: Monthly) -> list[tuple[str, Rows]]:
    """Each table: its title and its rows, the largest first."""
    say = turn.say
    classes = {key: one.name for key, one in codes().items()}
    people: dict[int | None, str] = {one.id: one.name for one in turn.store.staff.everybody()}
    ratings = {rating: say(label) for rating, label in names.RATINGS.items()}
    causes = {cause: say(name) for cause, name in FOUND.items()}
    return [
        (say("By cause"), _rows(found.by_cause, causes, say("no bill was judged"))),
        (say("By class of 95598"), _rows(found.by_class, classes, say("not classed yet"))),
        (say("By area or village"), _rows(found.by_area, {}, say("not known"))),
        (say("By who works on it"), _rows(found.by_person, people, say("nobody"))),
        (say("Ratings"), _rows(found.ratings, ratings, "")),
    ]


def _rows(counted: Counter[Any], labels: Mapping[Any, str], none: str) -> Rows:
    return [
        (labels.get(one) or (str(one) if one else none), count)
        for one, count in counted.most_common()
    ]


def _told(turn: StaffTurn, rows: Rows) -> list[str]:
    return [turn.say("· {what}: {count}", what=what, count=count) for what, count in rows]


def _table(turn: StaffTurn, head: str, found: Monthly, parts: list[tuple[str, Rows]]) -> bytes:
    """The same as .xlsx with a chart by class; text is never a formula."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    page.write_string(0, 0, head)
    row = 1
    for line in _sums(turn, found):
        page.write_string(row, 0, line)
        row += 1
    for title, rows in parts:
        row += 1
        page.write_string(row, 0, title)
        first = row + 1
        for what, count in rows:
            row += 1
            page.write_string(row, 0, what)
            page.write_number(row, 1, count)
        if rows and title == parts[1][0]:
            chart = book.add_chart({"type": "bar"})
            sheet = page.get_name()
            chart.add_series({
                "categories": [sheet, first, 0, row, 0], "values": [sheet, first, 1, row, 1],
            })  # fmt: skip
            chart.set_title({"name": title})
            chart.set_legend({"none": True})
            page.insert_chart(1, 3, chart)
        row += 1
    page.autofit()
    book.close()
    return file.getvalue()
