"""Cases by what stands in them, and what all of them come to: one statement each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from bot.records.case import CLAIMED, URGED, Case, CaseKind, Rating, State
from bot.sqlite.case_row import case_of
from bot.sqlite.connection import Connection
from bot.store.cases import Alike, Only

_DAY = timedelta(days=1)
# Events whose detail is somebody's words; of a report the case itself is kept apart.
_WORDS = ("note", "found", "merged_from", CLAIMED, URGED, *CaseKind)
_SAID = ", ".join(map(repr, map(str, _WORDS)))
_FIELDS = ("c.number", "c.account_no", "c.question", "c.customer_name", "a.holder_name",
           "a.phone", "a.address")  # fmt: skip
_HERE = (
    *(rf"{field} LIKE ? ESCAPE '\'" for field in _FIELDS),
    (
        r"EXISTS (SELECT 1 FROM case_material m WHERE m.case_number = c.number AND m.text LIKE ?"
        r" ESCAPE '\')"
    ),
    (
        rf"EXISTS (SELECT 1 FROM case_event e WHERE e.case_number = c.number"  # noqa: S608
        rf" AND e.what IN ({_SAID}) AND e.detail LIKE ? ESCAPE '\')"
    ),
)
_COUNTED = (
    "SELECT state, rating, contacted_at <> '', contacted_at <= contact_by,"
    " answered_at <> '', substr(answered_at, 1, 10) <= CASE WHEN law_by <> ''"
    " AND law_by < answer_by THEN law_by ELSE answer_by END, count(*)"
    " FROM complaint_case WHERE kind <> 'report' AND state <> 'void' GROUP BY 1, 2, 3, 4, 5, 6"
)


def found(
    db: Connection, phrases: Collection[str], codes: Collection[str], causes: Collection[str]
) -> tuple[Case, ...]:
    """As `Cases.find` has it."""
    asked = list(_asked(phrases, codes, causes))
    if not asked:
        return ()
    rows = db.execute(
        "SELECT c.* FROM complaint_case c LEFT JOIN account a USING (account_no)"  # noqa: S608
        f" WHERE {' OR '.join(test for test, _ in asked)}"
        " ORDER BY c.opened_at DESC, c.number DESC",
        tuple(value for _, value in asked),
    ).fetchall()
    return tuple(case_of(row) for row in rows)


def _asked(
    phrases: Collection[str], codes: Collection[str], causes: Collection[str]
) -> Iterator[tuple[str, str]]:
    for phrase in phrases:
        yield from ((test, _like(phrase)) for test in _HERE)
    yield from (("c.code = ?", code) for code in codes)
    for cause in causes:
        yield r"c.assessment LIKE ? ESCAPE '\'", _like(f'"cause": "{cause}"')


def which(db: Connection, only: Only, most: int | None) -> tuple[Case, ...]:
    """As `Cases.which` has it."""
    tests = list(_only(only))
    where = f" WHERE {' AND '.join(test for test, _ in tests)}" if tests else ""
    few = "" if most is None else f" LIMIT {most}"
    rows = db.execute(
        f"SELECT * FROM complaint_case{where} ORDER BY opened_at DESC, number DESC{few}",  # noqa: S608
        tuple(value for _, values in tests for value in values),
    ).fetchall()
    return tuple(case_of(row) for row in rows)


def _only(only: Only) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for field in ("state", "kind", "via"):
        if value := getattr(only, field):
            yield f"{field} = ?", (str(value),)
    if only.since:
        yield "complained_at >= ?", (only.since.isoformat(),)
    if only.until:
        yield "complained_at < ?", (_after(only.until),)
    if only.about:
        first, last = only.about
        days = first.isoformat(), _after(last)
        yield (
            "(complained_at >= ? AND complained_at < ? OR bill_month >= ? AND bill_month < ?)",
            (*days, *days),
        )
    if only.had is not None:
        yield "(assignee = ? OR opened_by = ?)", (only.had, only.had)
    if only.before:
        yield "opened_at < ?", (only.before.isoformat(),)


def _after(day: date) -> str:
    """The day after it; of the last that there is, that one."""
    return (min(day, date.max - _DAY) + _DAY).isoformat()


def _like(phrase: str) -> str:
    return "%" + phrase.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"


def counted(db: Connection) -> tuple[Alike, ...]:
    """As `Cases.counted` has it."""
    return tuple(
        Alike(
            State(state),
            Rating(rating) if rating else None,
            bool(soon) if contacted else None,
            bool(in_time) if answered else None,
            count,
        )
        for state, rating, contacted, soon, answered, in_time, count in map(
            tuple, db.execute(_COUNTED).fetchall()
        )
    )
