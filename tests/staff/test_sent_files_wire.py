"""A table sent to the desk over the wire: fetched, checked, stored, the refused row back."""

from __future__ import annotations

import io
import signal
from pathlib import Path

import openpyxl

from bot.sample_office import sample_files
from tests.desk import Desk
from tests.faults.office import office
from tests.staff.conftest import link_of

BILLS = """户号,月份,度数,钱数
4100000123,201812,420,287.20
4100000123,201811,100,56.00
4100000123,201810,多少,1
"""


async def test_from_the_file_to_the_refused_row(tmp_path: Path) -> None:
    Desk(tmp_path).does("import", next(iter(sample_files())))
    async with office(tmp_path, JIETI_ADMIN="7") as (api, process):
        admin, head = api.person("管理员"), api.person("周明")
        process.environment["JIETI_ADMIN"] = str(admin.id)
        await process.start()
        await admin.says("/invite 所长 周明")
        (invited,) = await admin.hears()
        await head.says(link_of(invited.plain))
        await admin.hears()
        await head.hears()
        await head.sends_document(BILLS.encode("gb18030"), "台账.csv")
        being_checked, offered = await head.hears(2)
        assert "还没有导入" in being_checked.plain
        assert "钱数" in offered.plain
        assert "退回 1 行" in offered.plain
        await head.presses("导入")
        _, imported, _ = await head.hears(3)
        assert "新增 2" in imported.plain
        *_, (_, content) = api.files.values()
        await process.stop(signal.SIGTERM)
        assert not api.refusals
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values)
    assert [row[2] for row in rows] == ["度数", "多少"]
