"""Files as offices send them: any order, any heading in use, any encoding; the rest is refused."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.fields import Field
from bot.intake.headings import simple, table
from bot.intake.importer import import_file
from bot.intake.parsing import read_file
from bot.records.account import AccountRecord
from bot.sqlite.database import open_database
from tests.dialogue.conversation import NOW, new_file
from tests.intake.exports import (
    ACCOUNT,
    ACCOUNT_HEAD,
    BILL,
    BILL_HEAD,
    READING,
    READING_HEAD,
    Row,
    csv_file,
    xls_file,
    xlsx_file,
)

RECORD = AccountRecord(
    "4100000123",
    "张建国",
    "13800005678",
    "李庄村3组12号",
    date(2018, 12, 5),
    date(2018, 10, 8),
)


def accounts_in(path: Path) -> list[AccountRecord | None]:
    parsed = read_file(path)
    assert not parsed.issues
    return [draft.account for draft in parsed.drafts]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_text_file_in_any_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = csv_file(
        tmp_path / "a.csv", ACCOUNT_HEAD, ACCOUNT, encoding=encoding, delimiter=delimiter
    )
    assert accounts_in(path) == [RECORD]


def test_no_heading_has_two_meanings() -> None:
    named = Counter(
        simple(name)
        for names in (
            *table()["fields"].values(),
            *table()["foreign"].values(),
            *(table()[known] for known in ("not_needed", "not_read", "private")),
        )
        for name in set(map(simple, names))
    )
    assert [name for name, times in named.items() if times > 1] == []


TYPED = (4100000123, "张建国", 13800005678, "李庄村3组12号", date(2018, 12, 5), "2018年10月8日")


def test_a_workbook_with_numbers_and_dates_as_cells(tmp_path: Path) -> None:
    typed = (*TYPED[:4], datetime(2018, 12, 5, 8, 30), TYPED[5])  # noqa: DTZ001 - Excel's have none
    assert accounts_in(xlsx_file(tmp_path / "a.xlsx", ACCOUNT_HEAD, typed)) == [RECORD]
    assert accounts_in(xls_file(tmp_path / "a.xls", ACCOUNT_HEAD, ACCOUNT)) == [RECORD]
    serial = (*TYPED[:4], 43439, 43381)
    assert accounts_in(xls_file(tmp_path / "b.xls", ACCOUNT_HEAD, serial)) == [RECORD]


def test_the_content_tells_what_a_file_is(tmp_path: Path) -> None:
    assert accounts_in(xlsx_file(tmp_path / "a.csv", ACCOUNT_HEAD, ACCOUNT)) == [RECORD]
    assert accounts_in(csv_file(tmp_path / "a.txt", ACCOUNT_HEAD, ACCOUNT)) == [RECORD]


@pytest.mark.parametrize("order", [(5, 4, 3, 2, 1, 0), (2, 0, 4, 1, 5, 3)])
def test_columns_in_any_order_among_others(tmp_path: Path, order: tuple[int, ...]) -> None:
    head = ("序号", *(ACCOUNT_HEAD[i] for i in order), "身份证号")
    row = ("1", *(ACCOUNT[i] for i in order), "410000199001011234")
    assert accounts_in(csv_file(tmp_path / "a.csv", head, row)) == [RECORD]


@pytest.mark.parametrize("field", [*map(Field, table()["fields"])])
def test_every_synonym_is_read_as_its_field(tmp_path: Path, field: Field) -> None:
    cells = {
        Field.ACCOUNT_NO: "4100000123", Field.HOLDER_NAME: "张建国", Field.PHONE: "13800005678",
        Field.ADDRESS: "李庄村", Field.REGISTERED_ON: "2018-12-05", Field.STATUS: "正常用电客户",
        Field.POWERED_ON: "2018-10-08", Field.PRICE_NAME: "居民生活用电", Field.METER_NO: "77",
        Field.REGISTER_KIND: "总", Field.LAST_READING: "0", Field.THIS_READING: "42",
        Field.READ_KWH: "420", Field.LAST_READ_ON: "2018-10-08", Field.THIS_READ_ON: "2018-12-20",
        Field.MULTIPLIER: "10", Field.BILL_MONTH: "201812", Field.SETTLED_KWH: "420",
        Field.CHARGED: "287.2", Field.ISSUED_ON: "2018-12-25", Field.READ_STATE: "已抄",
        Field.BILL_KIND: "正常电费",
    }  # fmt: skip
    expected = read_file(csv_file(tmp_path / "a.csv", tuple(cells), tuple(cells.values())))
    assert not expected.issues
    for synonym in table()["fields"][field]:
        head = tuple(f" {synonym}(千瓦时)*" if name is field else name for name in cells)
        parsed = read_file(csv_file(tmp_path / "b.csv", head, tuple(cells.values())))
        assert parsed.drafts == expected.drafts, synonym


def test_titles_blank_rows_totals_and_repeated_headings(tmp_path: Path) -> None:
    other = ("4100000124", "201812", "100", "56.00", "2018-12-25")
    path = xlsx_file(
        tmp_path / "a.xlsx",
        ("2018年12月电费发行清单",),
        ("单位:李庄供电所", "", "制表:某某"),
        BILL_HEAD,
        BILL,
        ("", "", "", "", ""),
        ("本页小计", "", "420", "287.20", ""),
        BILL_HEAD,
        other,
        ("合 计", "", "520", "343.20", ""),
    )
    parsed = read_file(path)
    assert [(draft.row, draft.bill and draft.bill.charged) for draft in parsed.drafts] == [
        (4, Decimal("287.2")),
        (8, Decimal(56)),
    ]
    assert (parsed.rows, parsed.totals, parsed.issues) == (2, 2, ())


def test_one_row_may_hold_account_reading_and_bill(tmp_path: Path) -> None:
    head = (*ACCOUNT_HEAD, *READING_HEAD[1:], *BILL_HEAD[1:])
    row = (*ACCOUNT, *READING[1:], *BILL[1:])
    without_bill = (*ACCOUNT[:1], "张建国", *ACCOUNT[2:], *READING[1:], "201811", "", "", "")
    (draft,) = read_file(csv_file(tmp_path / "a.csv", head, row)).drafts
    assert draft.account == RECORD
    assert draft.reading
    assert draft.reading.point.kwh == 420
    assert draft.bill
    assert draft.bill.charged == Decimal("287.20")
    (draft,) = read_file(csv_file(tmp_path / "b.csv", head, without_bill)).drafts
    assert draft.bill is None


async def test_the_same_file_twice_changes_nothing_and_a_new_phone_is_a_change(
    tmp_path: Path,
) -> None:
    path = csv_file(tmp_path / "a.csv", ACCOUNT_HEAD, ACCOUNT)
    moved: Row = (ACCOUNT[0], ACCOUNT[1], "13900001111", "", "", "")
    async with open_database(new_file(tmp_path / "office.db")) as database:
        reports = [await import_file(database, path, NOW) for _ in range(2)]
        reports.append(
            await import_file(database, csv_file(tmp_path / "b.csv", ACCOUNT_HEAD, moved), NOW)
        )
        known = await database.read(lambda store: store.accounts.get(ACCOUNT[0]))
    assert [(r.added, r.changed, r.unchanged) for r in reports] == [
        (1, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
    ]
    # An empty cell says nothing; what is known stays.
    assert known
    assert (known.phone, known.address, known.registered_on) == (
        "13900001111",
        "李庄村3组12号",
        date(2018, 12, 5),
    )


async def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    rows = [(str(4100000000 + n), "某户", "", "", "2015-01-01", "2015-01-01") for n in range(1200)]
    told: list[tuple[int, int]] = []
    async with open_database(new_file(tmp_path / "office.db")) as database:
        await import_file(
            database,
            csv_file(tmp_path / "a.csv", ACCOUNT_HEAD, *rows),
            NOW,
            progress=lambda done, total: told.append((done, total)),
        )
    done = [done for done, _ in told]
    assert {total for _, total in told} == {1200}
    assert done[-1] == 1200
    assert done == sorted(set(done)), "on and on"
    assert len(done) > 2


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=',;\t"\r\n\0'))


@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=4))
def test_any_cells_are_stored_or_refused_row_by_row(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = csv_file(tmp_path_factory.mktemp("any") / "a.csv", ACCOUNT_HEAD, *rows, ACCOUNT)
    parsed = read_file(path)
    refused = {issue.row for issue in parsed.issues if issue.kind == "refused"}
    assert len(parsed.drafts) + len(refused) == parsed.rows
    assert RECORD in [draft.account for draft in parsed.drafts]
