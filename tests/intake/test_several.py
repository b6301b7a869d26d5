"""Several bills and readings of a month: kept as they are, added where the bill is asked for."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bot.intake.codes import RowCode
from bot.intake.importer import ImportReport, import_file
from bot.sqlite.database import open_database
from tests.dialogue.conversation import NOW, new_file
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, Row, csv_file

DATED = ("户号", "电费年月", "电量", "应收电费", "发行日期")
NO_DATE = DATED[:4]
NUMBER = ACCOUNT[0]
NORMAL = (NUMBER, "201812", "180", "100.80", "2018-12-21")
SECOND = (NUMBER, "201812", "20", "11.20", "2018-12-28")
CORRECTION = (NUMBER, "201812", "-100", "-56.00", "2018-12-30")


def undated(*rows: Row) -> tuple[Row, ...]:
    return (NO_DATE, *(row[:4] for row in rows))


Told = list[tuple[str, str]]
# Files one after the other, and what then is billed for December: kWh and yuan, and in how many.
FILES: list[tuple[list[tuple[Row, ...]], tuple[str, str, int]]] = [
    ([(DATED, NORMAL, SECOND)], ("200", "112", 2)),
    ([(DATED, NORMAL), (DATED, SECOND)], ("200", "112", 2)),
    ([(DATED, NORMAL, CORRECTION), (DATED, NORMAL, CORRECTION)], ("80", "44.8", 2)),
    ([undated(NORMAL, SECOND), undated(NORMAL, SECOND)], ("200", "112", 2)),
    ([undated(NORMAL), undated(NORMAL, SECOND)], ("200", "112", 2)),
    ([undated(NORMAL), (DATED, NORMAL)], ("180", "100.8", 1)),
    ([(DATED, NORMAL), undated(NORMAL)], ("180", "100.8", 1)),
    ([undated(NORMAL), undated(SECOND)], ("20", "11.2", 1)),  # told anew
    ([undated((NUMBER, "201812", "170", "95.20")), undated(NORMAL, SECOND)], ("200", "112", 2)),
]


async def billed(folder: Path, files: list[tuple[Row, ...]]) -> tuple[Told, int, ImportReport]:
    async with open_database(new_file(folder / "office.db")) as database:
        for number, rows in enumerate([(ACCOUNT_HEAD, ACCOUNT), *files]):
            path = csv_file(folder / f"{number}.csv", *rows)
            report = await import_file(database, path, NOW)
        bills = await database.read(lambda store: store.accounts.bills_of(NUMBER))
        parts = await database.read(
            lambda store: store.accounts.parts_of_bill(NUMBER, bills[0].bill_month)
        )
    return [(str(b.kwh), f"{b.charged.normalize():f}") for b in bills], len(parts), report


@pytest.mark.parametrize(("files", "right"), FILES)
async def test_the_bills_of_a_month(
    tmp_path: Path, files: list[tuple[Row, ...]], right: tuple[str, str, int]
) -> None:
    told, parts, report = await billed(tmp_path, files)
    assert told == [right[:2]]
    assert parts == right[2]
    assert not report.refused


async def test_who_imports_is_told_of_several_and_of_what_was_replaced(tmp_path: Path) -> None:
    _, _, report = await billed(tmp_path, [(DATED, NORMAL, SECOND)])
    assert RowCode.ONE_OF_SEVERAL_BILLS in {issue.code for issue in report.warnings}
    later = (DATED, (*NORMAL[:3], "98.00", NORMAL[4]), SECOND)
    _, _, report = await billed(tmp_path, [later])
    (replaced,) = (one for one in report.warnings if one.code is RowCode.BILL_REPLACED)
    assert (Decimal(replaced.params["before"]), replaced.params["now"]) == (
        Decimal("100.80"),
        "98.00",
    )


async def test_the_moved_cycle_gives_a_month_two_readings(tmp_path: Path) -> None:
    head = ("户号", "表号", "上次示数", "本次示数", "上次抄表日期", "抄表日期")
    rows = [
        (NUMBER, "M1", "1963", "2895", "2019-02-01", "2019-03-01"),
        (NUMBER, "M1", "2895", "3702", "2019-03-01", "2019-03-31"),
    ]
    async with open_database(new_file(tmp_path / "office.db")) as database:
        for number, file in enumerate([(ACCOUNT_HEAD, ACCOUNT), (head, *rows), (head, *rows)]):
            report = await import_file(database, csv_file(tmp_path / f"{number}.csv", *file), NOW)
        # The day of the first was written wrong: the same kWh, told anew.
        mended = (head, (*rows[0][:5], "2019-03-02"))
        again = await import_file(database, csv_file(tmp_path / "m.csv", *mended), NOW)
        stored = await database.read(lambda store: store.accounts.readings_of(NUMBER))
    assert (report.added, report.changed, report.unchanged) == (0, 0, 2)
    assert (again.added, again.changed) == (0, 1)
    assert [str(r.kwh) for r in stored] == ["932", "807"]
