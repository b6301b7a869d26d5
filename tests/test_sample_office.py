"""The shipped sample office imports cleanly, is what its generator makes, and shows each case."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.bills.history import HistoryError
from bot.bills.lookup import findings_for, history_of
from bot.intake.codes import RowCode
from bot.intake.importer import import_file
from bot.intake.parsing import read_file
from bot.sample_office import FILES, sample_files
from bot.sample_office.cases import FIXED
from bot.sample_office.making import Case
from bot.sqlite.database import open_database
from bot.store.port import Store
from bot.wording.catalogue import words
from bot.wording.verdict import our_part
from tariff_rules import Assessment, find_slips, load_region
from tests.dialogue.conversation import NOW, OFFICE, new_file
from tests.sample_office import make_office, write_office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.store.port import Database

HENAN = load_region("henan")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The database that the sample office was imported into."""
    file = new_file(tmp_path_factory.mktemp("office") / "office.db")

    async def take() -> None:
        async with open_database(file) as database:
            for path in sample_files():
                await import_file(database, path, NOW)

    asyncio.run(take())
    return file.read_bytes()


@pytest.fixture
async def office(tmp_path: Path, imported: bytes) -> AsyncIterator[Database]:
    (tmp_path / "office.db").write_bytes(imported)
    async with open_database(tmp_path / "office.db") as database:
        yield database


async def test_it_imports_without_refusals_and_again_without_change(tmp_path: Path) -> None:
    async with open_database(new_file(tmp_path / "office.db")) as database:
        first = [await import_file(database, path, NOW) for path in sample_files()]
        again = [await import_file(database, path, NOW) for path in sample_files()]
    assert all(not report.refused and report.added == report.rows for report in first)
    assert all(report.unchanged == report.rows for report in again)
    assert [report.parsed.totals for report in first] == [0, 1, 1, 0]
    # The two accounts whose reading is missing on purpose, and eight readings each of the two
    # whose registration is the day of a transfer.
    noted = Counter(issue.code for report in first for issue in report.issues)
    assert noted == {RowCode.BILL_WITHOUT_READING: 2, RowCode.READ_BEFORE_REGISTRATION: 16}


def test_the_shipped_files_are_what_the_generator_makes(tmp_path: Path) -> None:
    write_office(tmp_path)
    for shipped in sample_files():
        assert read_file(tmp_path / shipped.name) == read_file(shipped)
    readme = sample_files()[0].parent / "README.md"
    assert (tmp_path / "README.md").read_bytes() == readme.read_bytes()
    assert (tmp_path / FILES[0]).read_bytes() == sample_files()[0].read_bytes()


async def test_the_store_holds_the_generators_records(office: Database) -> None:
    made = make_office()
    accounts, readings, bills = await office.read(
        lambda store: (
            tuple(store.accounts.get(a.account_no) for a in made.accounts),
            {r for a in made.accounts for r in store.accounts.readings_of(a.account_no)},
            {b for a in made.accounts for b in store.accounts.bills_of(a.account_no)},
        )
    )
    assert all(account is not None and account.named_on for account in accounts)
    told = tuple(replace(account, named_on=None) for account in accounts if account)
    assert told == made.accounts
    assert readings == set(made.readings)
    assert bills == set(made.bills)


@pytest.mark.parametrize("case", FIXED, ids=lambda case: case.account.account_no)
async def test_a_fixed_account_has_the_verdict_of_the_table(case: Case, office: Database) -> None:
    found = await office.read(lambda store: verdict_on(store, case.account.account_no))
    assert found == case.verdict


async def test_every_ordinary_bill_agrees(office: Database) -> None:
    fixed = {case.account.account_no for case in FIXED}
    others = [a.account_no for a in make_office().accounts if a.account_no not in fixed]
    found = await office.read(lambda store: {verdict_on(store, number) for number in others})
    assert found == {"agrees"}


@pytest.mark.parametrize(
    ("number", "slip", "months"),
    [("4100000134", "months", 1), ("4100000135", "whole_at_top", None)],
)
async def test_a_slip_is_recognised(
    number: str, slip: str, months: int | None, office: Database
) -> None:
    assessment = await office.read(lambda store: last_bill(store, number))
    assert (slip, months) in [(s.kind, s.months) for s in find_slips(assessment, HENAN)]


async def test_tiers_are_what_the_situations_say(office: Database) -> None:
    autumn = await office.read(lambda store: last_bill(store, "4100000131"))
    tops = [settlement.top_tier for settlement in autumn.reading.settlements]
    assert tops == [1] * 9 + [2] * 3
    jump = await office.read(lambda store: last_bill(store, "4100000132"))
    assert [s.top_tier for s in jump.reading.settlements] == [1] * 11 + [3]


def last_bill(store: Store, number: str) -> Assessment:
    return findings_for(history_of(store, number), OFFICE, None).assessment


def verdict_on(store: Store, number: str) -> str:
    if not store.accounts.bills_of(number):
        return "no_bill"
    try:
        return findings_for(history_of(store, number), OFFICE, None).verdict or "unknown_fact"
    except HistoryError as error:
        return error.trouble


@pytest.mark.parametrize("case", FIXED, ids=lambda case: case.account.account_no)
async def test_under_our_part_of_a_sheet_there_is_what_it_is(case: Case, office: Database) -> None:
    def told(store: Store) -> list[str]:
        try:
            found = findings_for(history_of(store, case.account.account_no), OFFICE, None)
        except HistoryError:
            return []
        return our_part(words(), found)

    lines = await office.read(told)
    assert lines[:1] != ["本所责任:"] or lines[1:], "a heading with nothing below it"
