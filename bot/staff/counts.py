"""Counts, and the table of cases."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date, timedelta

import xlsxwriter

from bot.accounts.masking import mask_account_no, mask_name
from bot.cases.codes import codes
from bot.cases.reports import sees
from bot.cases.roles import May, may
from bot.contract.messages import Document, Figures, Outcome, Reply
from bot.hearing.dated_word import dated, dated_span
from bot.hearing.normalise import plain
from bot.records.case import Case, Rating, State
from bot.staff.private_words import masked
from bot.staff.turn import StaffTurn, not_allowed, not_here
from bot.store.cases import Only, alike
from bot.wording import cases as names
from tariff_rules.cycles import months_later


def _counted(turn: StaffTurn, only: Only) -> list[Case]:
    """What counts: what was registered by mistake does not."""
    return [
        case
        for case in turn.store.cases.which(only)
        if case.state is not State.VOID and sees(turn.store, turn.staff, case)
    ]


def stats(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /stats: counts of all cases, without reports that this person may not see."""
    if not may(turn.staff.role, May.FIGURES):
        return (not_allowed(turn, "stats"),)
    say = turn.say
    reports = (case for case in turn.store.cases.reports() if case.state is not State.VOID)
    seen = (alike(case) for case in reports if sees(turn.store, turn.staff, case))
    states, rated = Counter[State](), Counter[Rating | None]()
    contacted, answered = Counter[bool | None](), Counter[bool | None]()
    for one in (*turn.store.cases.counted(), *seen):
        states[one.state] += one.count
        rated[one.rating] += one.count
        contacted[one.contacted] += one.count
        answered[one.answered] += one.count
    lines = [
        say("{what}: {count}", what=say(label), count=states[state])
        for state, label in names.STATES.items()
        if states[state]
    ]
    lines += [
        say("Contacted in time: {part} of {all}", **_in_time(contacted)),
        say("Answered in time: {part} of {all}", **_in_time(answered)),
    ]
    lines += [
        say("{what}: {count}", what=say(label), count=rated[r])
        for r, label in names.RATINGS.items()
        if rated[r]
    ]
    return (Reply(say("{count} cases in all", count=states.total()), "\n".join(lines)),)


def _in_time(met: Counter[bool | None]) -> dict[str, int]:
    return {"part": met[True], "all": met[True] + met[False]}


def export(turn: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /export: the cases as .xlsx; names and numbers masked, text never a formula.

    All there ever were, or those of a month or span that is named.
    """
    if not may(turn.staff.role, May.FIGURES):
        return (not_allowed(turn, "export"),)
    if turn.message.group:
        return (not_here(turn, "export"),)
    say = turn.say
    span, words = _span(turn), turn.message.text.strip()
    if words and span is None:
        return (Reply(say("Write /export alone, or with a month: /export 2018-12")),)
    found = _counted(turn, Only(since=span[0], until=span[1]) if span else Only())
    turn.note("exported", "", f"{len(found)} cases {words}".strip())
    table = _table(turn, found)
    name = f"cases-{turn.now:%Y%m%d}.xlsx"
    head = say("{count} cases in all", count=len(found))
    return (
        Reply(
            head,
            document=Document(name, table),
            figures=Figures("", ""),  # of many accounts; that it was exported stands in the trail
            instead=Reply(head, names.figures_at_the_office(say)),
        ),
    )


def _span(turn: StaffTurn) -> tuple[date, date] | None:
    """The first and last day that the words name; a month without a year is the last such one."""
    word, today = plain(turn.message.text.strip()), turn.now.date()
    named = dated(word)
    if named is None or named.day is not None:
        return dated_span(word, today)
    first = named.newest_month(today)
    return first, months_later(first, 1) - timedelta(days=1)


def _table(turn: StaffTurn, found: list[Case]) -> bytes:
    say = turn.say
    heads = [
        say("Case number"), say("Account number"), say("Customer"), say("Kind"), say("State"),
        say("Came in"), say("Contact due"), say("Contacted"), say("Answer due"), say("Answered"),
        say("Decision"), say("Difference (yuan)"), say("Rating"), say("How it came in"),
        say("Class of 95598"), say("Worked on by"), say("Approved by"), say("Closed"),
        say("The customer's words"),
    ]  # fmt: skip
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    for column, head in enumerate(heads):
        page.write_string(0, column, head)
    for row, case in enumerate(found, start=1):
        for column, value in enumerate(_row(turn, case)):
            page.write_string(row, column, value)
    page.freeze_panes(1, 0)
    page.autofit()
    book.close()
    return file.getvalue()


def _row(turn: StaffTurn, case: Case) -> list[str]:
    say = turn.say
    moments = (case.complained_at, case.contact_by, case.contacted_at)
    came, contact_by, contacted = (f"{m:%Y-%m-%d %H:%M}" if m else "" for m in moments)
    return [
        case.number,
        mask_account_no(case.account_no or ""),
        mask_name(case.customer_name) if case.customer_name else "",
        say(names.KINDS[case.kind]),
        names.state(say, case),
        came,
        contact_by,
        contacted,
        case.due_by.isoformat(),
        f"{case.answered_at:%Y-%m-%d %H:%M}" if case.answered_at else "",
        say(names.REMEDIES[case.decision]) if case.decision else "",
        "" if case.difference is None else f"{case.difference:.2f}",
        say(names.RATINGS[case.rating]) if case.rating else "",
        *_handled(turn, case),
        masked(turn, case, case.question),
    ]


def _handled(turn: StaffTurn, case: Case) -> list[str]:
    """By which way it came, its class, who worked on it and approved, and when it was closed."""
    works, approved = map(turn.store.staff.get, (case.assignee, case.approved_by))
    return [
        turn.say(names.VIAS[case.via]),
        codes()[case.code].name if case.code else "",
        works.name if works else "",
        approved.name if approved else "",
        f"{case.closed_at:%Y-%m-%d %H:%M}" if case.closed_at else "",
    ]
