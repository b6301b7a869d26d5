"""What is no table, or is too much, or lacks something is refused as a whole, in a sentence."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path

import pytest

from bot.intake.codes import FileCode, IntakeError
from bot.intake.importer import import_file
from bot.intake.parsing import read_file
from bot.intake.report_lines import refusal_line
from bot.sqlite.database import open_database
from bot.wording.catalogue import words
from tests.dialogue.conversation import NOW, new_file
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, csv_file, xlsx_file
from tests.intake.forms import FORMS

NOBODY = 65534
PAYMENTS = "户号,户名,缴费日期,缴费金额,收费员\n4100000123,张三,2018-12-30,50.00,某某\n"
UNSURE = "用户编目,户名,立户日期\n4100000123,张建国,2018-12-05\n"


def zipped(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def locked_zip() -> bytes:
    """Each entry says that it is encrypted."""
    content = bytearray(zipped({"a.csv": b"1"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


REFUSED: list[tuple[FileCode, str, bytes, str]] = [
    (FileCode.EMPTY, "a.csv", b"", "空"),
    (FileCode.EMPTY, "a.csv", b" \r\n\r\n", "空"),
    (FileCode.NOT_A_TABLE, "a.xlsx", b"%PDF-1.7 ...", ".xlsx"),
    (FileCode.NOT_A_TABLE, "a.png", b"\x89PNG\r\n", "(图片)"),
    (FileCode.NOT_A_TABLE, "a.xls", "\ufeff<html><p>1</p></html>".encode(), ".xlsx"),
    (FileCode.NOT_A_TABLE, "a.xls", zipped({"[Content_Types].xml": b"", "word/a": b""}), ".xlsx"),
    (FileCode.CUT_OFF, "a.csv", "户号,户名\n4100000123,张".encode()[:-1], "重新取"),
    (FileCode.CUT_OFF, "a.csv", "户号,户名\n4100000123,张".encode("gb18030")[:-1], "重新取"),
    (FileCode.UNKNOWN_ENCODING, "a.csv", b"\xff\xff\x80,\x80\n", "UTF-8"),
    (FileCode.BROKEN_CSV, "a.csv", ("户号,户名\n1," + "长" * 140000).encode(), "CSV"),
    (FileCode.CUT_OFF, "a.xlsx", b"PK\x03\x04 and nothing more", "重新取"),
    (FileCode.CUT_OFF, "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1??", "重新取"),
    (FileCode.CUT_OFF, "a.xls", "<table><tr><td>户号</td><td>户名".encode(), "重新取"),
    (FileCode.BROKEN_WORKBOOK, "a.xlsx", zipped({"[Content_Types].xml": b"?"}), "重新导出"),
    (FileCode.PASSWORD, "a.xls", FORMS["xls"]([["户号"]], "password")[1], "密码"),
    (FileCode.PASSWORD, "a.xlsx", FORMS["xlsx"]([["户号"]], "password")[1], "密码"),
    (FileCode.PASSWORD, "a.zip", locked_zip(), "密码"),
    (FileCode.EMPTY, "a.zip", zipped({"空/": b""}), "空"),
    (FileCode.NOT_A_TABLE, "a.zip", zipped({"a.zip": zipped({"a.csv": b"1"})}), ".xlsx"),
    (FileCode.NOTHING_KNOWN, "a.csv", "工号,部门\n4100000123,营业\n".encode(), "--map"),
    (FileCode.FOREIGN_KIND, "a.csv", PAYMENTS.encode(), "缴费记录"),
    (FileCode.UNCERTAIN, "a.csv", UNSURE.encode(), "用户编目=户号"),
    (FileCode.NO_HEADER, "a.csv", "张建国,4100000123\n".encode(), "户号"),
    (FileCode.MISSING_COLUMNS, "a.csv", "户号,用电地址\n4100000123,李庄\n".encode(), "户名"),
    (FileCode.MISSING_COLUMNS, "a.csv", "户号,应收电费\n4100000123,1\n".encode(), "电费年月"),
    (FileCode.MISSING_COLUMNS, "a.csv", "户号,本次示数\n4100000123,1\n".encode(), "抄表日期"),
    (
        FileCode.MONTHS_SIDE_BY_SIDE,
        "a.csv",
        "户号,1月电费,2月电费\n4100000123,1,2\n".encode(),
        "一行",
    ),
    (
        FileCode.MONTHS_SIDE_BY_SIDE,
        "a.csv",
        "户号,户名,1月,,2月,\n,,电量,电费,电量,电费\n4100000123,张建国,100,56,110,61.6\n".encode(),
        "1月电费",
    ),
    (FileCode.NO_ROWS, "a.csv", "户号,户名,立户日期\n合计,2,\n".encode(), "1"),
]


@pytest.mark.parametrize(("code", "name", "content", "said"), REFUSED)
async def test_a_file_that_cannot_be_read_is_refused_whole(
    tmp_path: Path, code: FileCode, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    async with open_database(new_file(tmp_path / "office.db")) as database:
        with pytest.raises(IntakeError) as caught:
            await import_file(database, path, NOW)
    assert caught.value.code is code
    line = refusal_line(words("zh_Hans_CN"), name, caught.value)
    assert said in line
    assert re.search(r"[。)]$", line)


def test_a_missing_file_and_a_column_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        read_file(tmp_path / "none.csv")
    assert caught.value.code is FileCode.NOT_FOUND
    with pytest.raises(IntakeError) as caught:
        read_file(tmp_path)
    assert caught.value.code is FileCode.NO_FILE
    path = csv_file(tmp_path / "a.csv", ACCOUNT_HEAD, ACCOUNT)
    for told in ({"没有这列": "户号"}, {"户号": "没有这项"}):
        with pytest.raises(IntakeError) as caught:
            read_file(path, told)
        assert caught.value.code is FileCode.UNKNOWN_COLUMN
        assert "没有这" in refusal_line(words("zh_Hans_CN"), path.name, caught.value)


def test_a_file_that_this_user_may_not_read_is_not_called_missing(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", ACCOUNT_HEAD, ACCOUNT)
    path.chmod(0)
    me = os.geteuid()
    os.seteuid(me or NOBODY)  # root may read everything
    try:
        with pytest.raises(IntakeError) as caught:
            read_file(path)
    finally:
        os.seteuid(me)
    assert caught.value.code is FileCode.NOT_ALLOWED
    assert "不能读" in refusal_line(words("zh_Hans_CN"), path.name, caught.value)


def test_a_file_that_is_too_large_or_would_become_so_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(50_000_001)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"")
        archive.filelist[0].file_size = 501_000_000  # as the list at the zip's end will say
    for path in (large, bomb):
        with pytest.raises(IntakeError) as caught:
            read_file(path)
        assert caught.value.code is FileCode.TOO_LARGE
        assert "例如按月" in refusal_line(words("zh_Hans_CN"), path.name, caught.value)


def test_entities_that_multiply_are_not_expanded(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", ACCOUNT_HEAD, ACCOUNT)
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)
    )  # 10^11 times "ha" if anyone expanded them
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, text in parts.items():
        if name.endswith((".xml", ".rels")) and b"<?xml" not in text[:5]:
            parts[name] = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode() + text
    sheet = parts["xl/worksheets/sheet1.xml"].replace("张建国".encode(), b"&l11;")
    parts["xl/worksheets/sheet1.xml"] = sheet
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    try:
        parsed = read_file(path)
    except IntakeError as error:
        assert error.code in {FileCode.BROKEN_WORKBOOK, FileCode.NO_HEADER}  # noqa: PT017
    else:
        assert all(len(d.account.holder_name) < 100 for d in parsed.drafts if d.account)


def test_every_file_code_is_tried() -> None:
    tried = {case[0] for case in REFUSED}
    tried |= {FileCode.NOT_FOUND, FileCode.NO_FILE, FileCode.NOT_ALLOWED}
    tried |= {FileCode.UNKNOWN_COLUMN, FileCode.TOO_LARGE}
    tried |= {
        FileCode.STRAY_CELL,
        FileCode.LONG_CELL,
        FileCode.OUT_OF_BOUNDS,
    }  # in test_bounded.py
    tried |= {FileCode.NOT_REMEMBERED, FileCode.CHANGED_SINCE}  # in test_undo.py
    assert set(FileCode) == tried
