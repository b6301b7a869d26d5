"""Cases by what stands in them, and what all of them come to: one statement each."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.records.case import CLAIMED, Case, CaseKind, Rating, State
from bot.sqlite.case_row import case_of
from bot.sqlite.connection import Connection
from bot.store.cases import Alike

# Events whose detail is somebody's words; of a report the case itself is kept apart.
_SAID = ", ".join(map(repr, ("note", "found", "merged_from", CLAIMED, *map(str, CaseKind))))
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
