"""Lists, search, counts and the table of cases."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable

import xlsxwriter

from bot.accounts.masking import mask_account_no, mask_name
from bot.cases.model import UNFINISHED, Case, State
from bot.cases.roles import May, may
from bot.desk.people import sees
from bot.desk.seat import Seat, button, not_allowed
from bot.dialogue.messages import Document, Outcome, Reply
from bot.store import cases
from bot.wording import cases as names

SHOWN = 10


def mine(seat: Seat) -> tuple[Outcome, ...]:
    """Answer to /my: what this person works on."""
    found = [
        c for c in _visible(seat, cases.all_cases(seat.db)) if seat.id in (c.assignee, c.opened_by)
    ]
    return (
        _list(seat, seat.say("Your open cases:"), [c for c in found if c.state in UNFINISHED]),
    )


def due(seat: Seat) -> tuple[Outcome, ...]:
    """Answer to /due: what waits for contact or answer, the nearest deadline first."""
    waiting = [
        case
        for case in _visible(seat, cases.all_cases(seat.db))
        if case.state in (State.OPEN, State.CONTACTED)
    ]
    return (
        _list(seat, seat.say("What is due, the nearest first:"), sorted(waiting, key=_next_due)),
    )


def _next_due(case: Case) -> str:
    if case.contacted_at is None:
        return min(case.contact_by.isoformat(), f"{case.answer_by.isoformat()}T23")
    return f"{case.answer_by.isoformat()}T23"


def find(seat: Seat) -> tuple[Outcome, ...]:
    """Answer to /find: by number, name or phrase."""
    phrase = seat.message.text.strip()
    if not phrase:
        return (Reply(seat.say("Write /find and a number, a name or words from the case.")),)
    seat.note("searched", "", "cases")
    found = list(_visible(seat, cases.find(seat.db, phrase)))
    return (_list(seat, seat.say("Found:"), found),)


def _visible(seat: Seat, found: Iterable[Case]) -> Iterable[Case]:
    return (case for case in found if sees(seat.db, seat.staff, case))


def _list(seat: Seat, head: str, found: list[Case]) -> Reply:
    say = seat.say
    if not found:
        return Reply(say("No case."))
    lines = []
    for case in found[:SHOWN]:
        late = seat.now > case.contact_by if case.contacted_at is None else (
            seat.now.date() > case.answer_by
        )  # fmt: skip
        mark = "❗ " if late and case.state in (State.OPEN, State.CONTACTED) else ""
        by = say.day(case.answer_by) if case.contacted_at else say.moment(case.contact_by)
        account = mask_account_no(case.account_no) if case.account_no else "—"
        lines.append(f"{mark}{case.number} · {account} · {names.state(say, case)} · {by}")
    if len(found) > SHOWN:
        lines.append(say("… and {count} more", count=len(found) - SHOWN))
    buttons = tuple(button(case.number, "show", case.number) for case in found[:SHOWN])
    return Reply(head, "\n".join(lines), buttons)


def stats(seat: Seat) -> tuple[Outcome, ...]:
    """Answer to /stats: counts of all cases, without reports that this person may not see."""
    if not may(seat.staff.role, May.FIGURES):
        return (not_allowed(seat, "stats"),)
    say = seat.say
    found = list(_visible(seat, cases.all_cases(seat.db)))
    states = Counter(case.state for case in found)
    answered = [case for case in found if case.answered_at]
    in_time = sum(1 for c in answered if c.answered_at and c.answered_at.date() <= c.answer_by)
    contacted = [case for case in found if case.contacted_at]
    soon = sum(1 for c in contacted if c.contacted_at and c.contacted_at <= c.contact_by)
    rated = Counter(case.rating for case in found if case.rating)
    lines = [
        f"{say(label)}: {states[state]}" for state, label in names.STATES.items() if states[state]
    ]
    lines += [
        say("Contacted in time: {part} of {all}", part=soon, all=len(contacted)),
        say("Answered in time: {part} of {all}", part=in_time, all=len(answered)),
    ]
    lines += [f"{say(label)}: {rated[r]}" for r, label in names.RATINGS.items() if rated[r]]
    return (Reply(say("{count} cases in all", count=len(found)), "\n".join(lines)),)


def export(seat: Seat) -> tuple[Outcome, ...]:
    """Answer to /export: the cases as .xlsx; names and numbers masked, text never a formula."""
    if not may(seat.staff.role, May.FIGURES) or seat.message.group:
        return (not_allowed(seat, "export"),)
    say = seat.say
    found = list(_visible(seat, cases.all_cases(seat.db)))
    seat.note("exported", "", f"{len(found)} cases")
    table = _table(seat, found)
    name = f"cases-{seat.now:%Y%m%d}.xlsx"
    return (Reply(say("{count} cases in all", count=len(found)), document=Document(name, table)),)


def _table(seat: Seat, found: list[Case]) -> bytes:
    say = seat.say
    heads = [
        say("Case number"), say("Account number"), say("Customer"), say("Kind"), say("State"),
        say("Came in"), say("Contact due"), say("Contacted"), say("Answer due"), say("Answered"),
        say("Decision"), say("Difference (yuan)"), say("Rating"), say("The customer's words"),
    ]  # fmt: skip
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    for column, head in enumerate(heads):
        page.write_string(0, column, head)
    for row, case in enumerate(found, start=1):
        for column, value in enumerate(_row(seat, case)):
            page.write_string(row, column, value)
    page.freeze_panes(1, 0)
    page.autofit()
    book.close()
    return file.getvalue()


def _row(seat: Seat, case: Case) -> list[str]:
    say = seat.say
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
        case.answer_by.isoformat(),
        f"{case.answered_at:%Y-%m-%d %H:%M}" if case.answered_at else "",
        say(names.REMEDIES[case.decision]) if case.decision else "",
        "" if case.difference is None else f"{case.difference:.2f}",
        say(names.RATINGS[case.rating]) if case.rating else "",
        case.question,
    ]
