"""A day in the office, and the statements that it asks: which of them walk over a whole table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.store.port import Store
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import NOW, put_seed
from tests.staff.conftest import team_of
from tests.staff.office import Office, Person

# These hold few rows: of the office's people, or of some days.
SMALL = {
    "staff",
    "forgotten",
    "once",
    "photo",
    "binding_failure",
    "sign_in",
    "session",
    "told_ahead",
}
# What is asked of all there ever was, and seldom.
WHOLE = (
    "SELECT * FROM complaint_case ORDER BY opened_at DESC",  # the list of all
    "SELECT state, rating, contacted_at",  # /stats, in one statement
    "SELECT c.* FROM complaint_case c LEFT JOIN account",  # /find, in whatever words
)
Statements = Mapping[str, Any]  # each with values of one time


def day(store: Any) -> None:
    """A customer asks and is forgotten, a clerk forwards and lists, the clocks run."""
    put_seed(store)
    team = team_of(Office(store))
    customer = Person(team.office, 66, "张建国")
    for words in ("/bind", CLAIM, "为什么超过0.56", "还剩多少", "转人工", "/case", "/forget"):
        customer.says(words)
    team.clerk.forwards(f"户号{SEED},12月电费不对")
    team.office.waits(hours=30)
    for words in ("/my", "/due", "/find 张建国", "/queue", "/stats", "/find 已办结 王芳",
                  "/export 2018-12"):  # fmt: skip
        team.head.says(words)
    look(store)


def look(store: Store) -> None:
    """What is asked for health and its counts."""
    store.inbox.count("waiting"), store.inbox.oldest(), store.inbox.count("set_aside")
    store.outbox.count("waiting"), store.outbox.oldest(NOW), store.outbox.count("failed")
    store.cases.count_open()


def walking(walks: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Of statements that walk over these tables, those that should not."""
    found = {
        sql: [table for table in tables if table not in SMALL]
        for sql, tables in walks.items()
        if not sql.startswith(WHOLE) and "sqlite_" not in sql
    }
    return {sql: tables for sql, tables in found.items() if tables}
