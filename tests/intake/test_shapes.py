"""Exports in the shapes in which manuals, systems and people make them: what must come of each.

`shapes.json`, one shape a line: `saved_as` (a form in `forms.py`), `rows`, and what is `right`:
`stored` (rows by SQL), `added`, `refused`, `whole` (the file is refused), `says` and `never` (in
the report; a list inside is any of). Whatever is asked is confirmed as proposed, once.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.intake.codes import IntakeError
from bot.intake.columns import UncertainError
from bot.intake.importer import ImportReport, import_file, parse_file, store_parsed
from bot.intake.report_lines import refusal_line, report_lines
from bot.sqlite.database import open_database
from bot.sqlite.files import copy
from bot.store.port import Database
from bot.wording.catalogue import words
from tests.dialogue.conversation import NOW, new_file
from tests.intake.forms import write

SHAPES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("shapes.json").read_text(encoding="utf-8")
)
KNOWN = (
    ("户号", "户名", "联系电话", "用电地址", "立户日期", "送电日期"),
    ("4100000901", "李一", "13800000901", "a", "2010-05-16", "2010-05-16"),
    ("4100000902", "王二", "13800000902", "a", "2010-05-16", "2010-05-16"),
)
# Of two rows of headings the report has what both say; a row that tells the account is no heading;
# of months side by side it has what is said of each.
JOINED = {
    "s-two-row", "i-two-row", "k-two-rows", "l-from-to-heads", "t-two-3", "t-three-rows",
    "x-account-beside", "x-since-until", "zz-cards-cells", "zz-meter-alone", "wide-sums",
    "wide-months-over", "wide-days", "wide-days-of-month-ends", "wide-words-of-its-own",
    "months-below-the-year",
}  # fmt: skip
Outcome = ImportReport | IntakeError


async def imported_twice(database: Database, path: Path) -> tuple[Outcome, Outcome]:
    """The file, in which whatever is asked is confirmed as proposed, and the file once more."""
    told: dict[str, str] = {}
    try:
        parsed = await parse_file(database, path)
    except UncertainError as error:
        told = {column.name: str(column.guess.field) for column in error.columns if column.guess}
        parsed = await parse_file(database, path, told)
    except IntakeError as error:
        return error, error
    first = await store_parsed(database, parsed, NOW)
    # What was confirmed is remembered; else the file says the same when it is read again.
    again = await parse_file(database, path) if told else parsed
    return first, await store_parsed(database, again, NOW)


def said(path: Path, outcome: Outcome) -> str:
    say = words("zh_Hans_CN")
    if isinstance(outcome, IntakeError):
        return refusal_line(say, path.name, outcome)
    return "\n".join(report_lines(say, outcome))


def columns_in_silence(rows: object, told: str) -> list[str]:
    """The headings of a table of which the report has nothing."""
    if not isinstance(rows, list):
        return []
    head = next(row for row in rows if len([cell for cell in row if cell]) > 2)
    names = ["".join(str(name).split()) for name in head if name]
    if len(set(names)) < len(names):
        return []
    return [name for name in names if name not in "".join(told.split())]


@dataclass(frozen=True)
class Office:
    """An office that knows two accounts, and can be set back to that."""

    runner: asyncio.Runner
    database: Database
    path: Path
    known: Path

    def imports(self, path: Path) -> tuple[Outcome, Outcome]:
        """The file, and the same once more."""
        return self.runner.run(imported_twice(self.database, path))

    def set_back(self) -> None:
        """Forget all that was imported since."""
        with (
            closing(sqlite3.connect(self.known)) as known,
            closing(sqlite3.connect(self.path)) as today,
        ):
            known.backup(today)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Opened once: that takes longer than to read a shape."""
    folder = tmp_path_factory.mktemp("office")
    path, known = new_file(folder / "office.db"), folder / "known.db"
    with asyncio.Runner() as runner:
        opened = open_database(path)
        database = runner.run(opened.__aenter__())
        runner.run(import_file(database, write(folder, "csv", KNOWN, "known"), NOW))
        copy(path, known)
        yield Office(runner, database, path, known)
        runner.run(opened.__aexit__(None, None, None))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape["id"])
def test_a_shape_is_stored_as_it_is_meant(
    tmp_path: Path, office: Office, shape: dict[str, Any]
) -> None:
    right = shape["right"]
    path = write(tmp_path, shape["saved_as"], shape["rows"])
    office.set_back()
    first, again = office.imports(path)
    told = said(path, first)
    assert isinstance(first, IntakeError) == bool(right.get("whole")), told
    with closing(sqlite3.connect(office.path)) as db:
        for query, rows in right.get("stored", {}).items():
            assert [list(row) for row in db.execute(query)] == rows, told
    if isinstance(first, ImportReport):
        assert isinstance(again, ImportReport)
        assert (again.added, again.changed, again.number) == (0, 0, None), "twice changes nothing"
        assert len(first.refused) == right.get("refused", len(first.refused)), told
        assert first.added == right.get("added", first.added), told
        assert columns_in_silence(shape["rows"], told) == [] or shape["id"] in JOINED, told
    for sign in right.get("says", []):
        assert any(one in told for one in ([sign] if isinstance(sign, str) else sign)), told
    assert not [sign for sign in right.get("never", []) if sign in told], told
