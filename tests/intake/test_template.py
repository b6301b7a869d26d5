"""The empty workbook that `jieti import --template` writes, filled in as it says."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.desk import Desk

ROWS = {
    "用户档案": {"户号": "4100000123", "户名": "张建国", "立户日期": "2018-12-05",
               "送电日期": "2018-10-08", "电价名称": "居民生活用电"},
    "抄表数据": {"户号": "4100000123", "上次示数": "407", "本次示数": "827",
               "上次抄表日期": "2018-10-08", "抄表日期": "2018-12-20"},
    "应收电费": {"户号": "4100000123", "电费年月": "2018-12", "结算电量": "420",
               "应收电费": "287.20"},
    "用电情况": {"户号": "4100000123", "项目": "多人口", "内容": "无", "起始日期": "2018-12-05"},
}  # fmt: skip


def test_what_is_filled_in_is_imported_and_explained(tmp_path: Path) -> None:
    desk, path = Desk(tmp_path), tmp_path / "模板.xlsx"
    desk.does("import", "--template", path)
    assert not (tmp_path / "jieti.db").exists()
    assert "换个名字" in desk.refuses("import", "--template", path)
    book = load_workbook(path)
    assert book.sheetnames == list(ROWS)
    for name, row in ROWS.items():
        headings = [cell.value for cell in book[name][1]]
        needed = {cell.value for cell in book[name][1] if cell.font.bold}
        assert (
            needed <= set(row) | {"立户日期", "送电日期", *ROWS["用电情况"]} or name == "用电情况"
        )
        book[name].append([row.get(heading, "") for heading in headings])
    book.save(path)
    desk.does("import", path)
    assert "其中52.00元" in desk.does("ask", "4100000123", "为什么超过0.56?")


def test_an_import_of_no_file_says_so(tmp_path: Path) -> None:
    assert "请写上要导入的文件" in Desk(tmp_path).refuses("import")
