"""What was seen in the field goes back: into the facts, to the desk, to the audit.

A reading below what was billed and another meter than the books name become open facts of the
account; whatever is not as the books say opens one case; the audit reads all of it as a survey.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.accounts.masking import mask_account_no
from bot.cases.acting import Acting
from bot.cases.handing import able
from bot.cases.life import Task
from bot.cases.opening import AT_THE_DESK, Matter, open_
from bot.cases.planning import Planned, with_plan
from bot.contract.characters import bare
from bot.contract.said import Said
from bot.lessons.inspection import Visit, visit
from bot.lessons.seen_line import OTHER
from bot.records.case import UNFINISHED, Case, CaseKind
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from bot.records.inspection import Inspected
from bot.store.port import Store
from bot.wording.catalogue import Words, mark

VISITED = "visit"  # an event: a case of what was seen on that day
END = 4  # digits of a meter's number that name it on the spot


class Found(StrEnum):
    """What is not as the books say."""

    OTHER_METER = "other_meter"
    LESS = "less"  # the meter shows less than was billed
    UNUSED = "unused"  # billed, and nobody uses it
    NEVER_READ = "never_read"  # in use, and without a reading
    CLOSED = "closed"  # in use though the account is closed


TO_FILE = {Found.OTHER_METER, Found.NEVER_READ, Found.CLOSED}  # somebody has to mend the books
_NOT_NOTED = mark("another meter hangs there than the books name ({books}), its number is not "
                  "noted")  # fmt: skip
FOUND = {
    Found.OTHER_METER: mark("another meter hangs there ({meter}) than the books name ({books})"),
    Found.LESS: mark("the meter shows {reading}, below the reading that was billed ({last})"),
    Found.UNUSED: mark("nobody uses power there, and {kwh} was billed last"),
    Found.NEVER_READ: mark("power is used there, and there is no reading"),
    Found.CLOSED: mark("power is used there, and the account is closed"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What was written down at one visit; None and empty where nothing was."""

    day: date
    seed: int
    account_no: str
    in_use: bool | None = None
    meter_no: str = ""
    reading: Decimal | None = None
    lives: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of it: whether it was the first word of that visit, and the case it opened."""

    seen: Inspected
    new: bool
    case: Case | None


def take_in(acting: Acting, say: Words, row: Row) -> Taken | None:
    """Keep what was seen; what is written down later the same day is added. None: no account."""
    store = acting.store
    account = store.accounts.get(row.account_no)
    if account is None:
        return None
    number, before = row.account_no, store.inspections.get(row.day, row.account_no)
    books = visit(account, store.accounts.readings_of(number), store.accounts.facts_of(number),
                  row.day)  # fmt: skip
    seen = _seen(store, acting, books, row, before)
    new = store.inspections.put(seen)
    _facts(acting, say, books, seen, before.found if before else ())
    fresh = seen.found and not (before and before.found)
    return Taken(seen, new, _open(acting, say, books, seen) if fresh else None)


def _seen(
    store: Store, acting: Acting, books: Visit, row: Row, before: Inspected | None
) -> Inspected:
    listed = {one.account_no: one for one in store.inspections.drawn_on(row.day)}
    drawn = listed.get(row.account_no)
    risk, why = (drawn.risk, drawn.why) if drawn else (books.risk, books.why)
    seen = before or Inspected(row.day, row.account_no, row.seed, risk, why, None, "", None, "",
                               differs=False)  # fmt: skip
    seen = replace(
        seen,
        in_use=seen.in_use if row.in_use is None else row.in_use,
        meter_no=row.meter_no or seen.meter_no,
        reading=seen.reading if row.reading is None else row.reading,
        lives=row.lives or seen.lives,
        picture=row.picture or seen.picture,
        visitor=acting.actor if acting.staff_id else seen.visitor,
    )
    found = tuple(_found(store, books, seen))
    return replace(seen, found=found, differs=bool(found))


def _found(store: Store, books: Visit, seen: Inspected) -> Iterator[Found]:
    """Nothing is compared that one of the two does not say."""
    last, used = books.last, bool(seen.in_use)
    other = bool(seen.meter_no and books.meter_no) and not _same(seen.meter_no, books.meter_no)
    if other:
        yield Found.OTHER_METER
    elif last and seen.reading is not None and seen.reading < last.this_reading:
        yield Found.LESS
    if seen.in_use is False and last and last.kwh > 0:
        yield Found.UNUSED
    if used and last is None:
        yield Found.NEVER_READ
    facts = store.accounts.facts_of(seen.account_no)
    closed = [f for f in facts if f.kind is FactKind.CLOSED and f.standing is Standing.KNOWN]
    if used and any(str(f.value) < seen.day.isoformat() for f in closed):
        yield Found.CLOSED


def _same(seen: str, books: str) -> bool:
    """On the spot the last digits name a meter, and zeros before a number are left out."""
    one, other = seen.lstrip("0"), books.lstrip("0")
    return one == other or (len(seen) >= END and books.endswith(seen))


def _facts(
    acting: Acting, say: Words, books: Visit, seen: Inspected, before: Sequence[str]
) -> None:
    """Open facts: a person still has to say what holds. What is corrected takes its fact back."""
    accounts, number = acting.store.accounts, seen.account_no
    month = books.last.bill_month if books.last else seen.day
    told = {
        Found.LESS: (FactKind.ESTIMATED, f"{month:%Y-%m}"),
        Found.OTHER_METER: (FactKind.REPLACED, f"{seen.day:%Y-%m}"),
    }
    basis = say("visit of {day}", day=seen.day.isoformat())
    for found, (kind, since) in told.items():
        known = [f for f in accounts.facts_of(number) if (f.kind, f.since) == (kind, since)]
        if found in seen.found and not known:
            accounts.put_fact(
                FactRecord(number, kind, Standing.UNKNOWN, since, None, FactSource.STAFF, basis,
                           acting.now)
            )  # fmt: skip
        ours = any(f.standing is Standing.UNKNOWN and f.basis == basis for f in known)
        if found in before and found not in seen.found and ours:
            accounts.drop_fact(number, kind, since)


def _open(acting: Acting, say: Words, books: Visit, seen: Inspected) -> Case:
    text = say("Seen at a visit on {day}: {found}.", day=say.day(seen.day),
               found=say("; ").join(told(say, books, seen)))  # fmt: skip
    matter = Matter(AT_THE_DESK, CaseKind.CHECK, Said(words=text), seen.account_no)
    case = open_(acting, matter)
    acting.note(case, VISITED, seen.day.isoformat())
    manager = bare(books.account.manager)
    mine = next((p for p in able(acting.store, case) if bare(p.name) == manager), None)
    after = replace(case, assignee=mine.id) if mine else case
    if after.assignee and TO_FILE.intersection(seen.found):
        after = with_plan(after, Planned(Task.FILE, after.assignee, case.due_by))
    return acting.change(case, after) if after is not case else case


def told(say: Words, books: Visit, seen: Inspected) -> list[str]:
    """What is not as the books say, each in half a sentence."""
    last = books.last
    figures = {
        "meter": mask_account_no(seen.meter_no) if seen.meter_no else "",
        "books": mask_account_no(books.meter_no) if books.meter_no else "",
        "reading": f"{seen.reading:f}" if seen.reading is not None else "",
        "last": f"{last.this_reading:f}" if last else "",
        "kwh": say.kwh(last.kwh) if last else "",
    }
    sentences = FOUND | ({Found.OTHER_METER: _NOT_NOTED} if seen.meter_no == OTHER else {})
    return [say(sentences[Found(one)], **figures) for one in seen.found]


def is_being_checked(store: Store, account_no: str) -> bool:
    """Whether a visit has opened a case of that account that is not finished."""
    return any(
        case.state in UNFINISHED and store.cases.events(case.number, VISITED)
        for case in store.cases.of_account(account_no)
    )


def as_survey(store: Store) -> bytes:
    """All visits as the audit reads a survey (现场普查): CSV; who lives there stays out."""
    file = io.StringIO()
    write = csv.writer(file).writerow
    write(("户号", "表号", "普查日期", "现场示数", "普查结果"))
    for seen in store.inspections.all():
        every = store.accounts.readings_of(seen.account_no)
        readings = [one for one in every if one.this_read_on <= seen.day]
        meter = seen.meter_no or (readings[-1].meter_no if readings else "")
        shown = "" if seen.reading is None else f"{seen.reading:f}"
        used = {True: "在用", False: "未用电", None: ""}[seen.in_use]
        write((seen.account_no, meter, seen.day.isoformat(), shown, used))
    return file.getvalue().encode("utf-8-sig")
