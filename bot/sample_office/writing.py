"""The lists of a made-up office as files; messy on purpose, where that is wanted."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from bot.sample_office.ordinary import Lists, Row

FILES = {
    "accounts": "01_用户档案", "readings": "02_抄表数据", "bills": "03_应收电费",
    "applications": "04_报装工单", "store": "05_表计领用清单", "collection": "06_采集系统",
    "survey": "07_现场普查", "areas": "08_台区线损", "adjustments": "09_电费退补",
    "tickets": "10_投诉工单", "facts": "11_用电情况",
}  # fmt: skip
# Names that other exports give the same columns.
_OTHER_NAMES = {
    "户号": "用户编号", "户名": "用户名称", "联系电话": "联系方式", "立户日期": "开户时间",
    "电费年月": "应收年月", "本次示数": "止度", "上次示数": "起度", "抄见电量": "本次抄见电量",
    "应收电费": "应收金额", "结算电量": "总电量",
}  # fmt: skip
_DAYS = ("立户日期", "送电日期", "抄表日期", "上次抄表日期", "发行日期")


def write_office(
    folder: Path, lists: Lists, truth: Sequence[Row], *, mess: bool, seed: int
) -> None:
    """Write the files of an office and the truth about it."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(f"mess-{seed}")  # noqa: S311 - no secret
    for kind, rows in lists.items():
        if rows:
            _write(folder / FILES[kind], kind, rows, chance if mess else None)
    text = json.dumps({"planted": list(truth)}, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text, "utf-8")


def _write(path: Path, kind: str, rows: Sequence[Row], chance: random.Random | None) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    if chance is None:
        _write_csv(path.with_suffix(".csv"), [names, *_cells(names, rows)], "utf-8-sig")
        return
    chance.shuffle(names)
    cells = _cells(names, rows)
    cells += chance.sample(cells, max(1, len(cells) // 200))  # some rows twice
    if kind not in {"tickets", "applications"}:
        cells = [_messy(names, row, chance) for row in cells]
    width = len(names)
    shown = [_OTHER_NAMES.get(name, name) for name in names]
    table = [
        ["青石供电所导出(示例)"] + [""] * (width - 1), shown, *cells, [""] * width,
        ["合计"] + [str(len(cells))] * (width > 1) + [""] * (width - 2),
    ]  # fmt: skip
    if kind in {"store", "survey", "tickets", "facts"}:
        _write_xlsx(path.with_suffix(".xlsx"), table)
    else:
        _write_csv(path.with_suffix(".csv"), table, chance.choice(("gb18030", "utf-8-sig")))


def _cells(names: Sequence[str], rows: Sequence[Row]) -> list[list[str]]:
    return [[str(row.get(name, "")) for name in names] for row in rows]


def _messy(names: Sequence[str], row: list[str], chance: random.Random) -> list[str]:
    """The same row as other systems write it."""
    way = chance.random()
    found = []
    for name, cell in zip(names, row, strict=True):
        text = cell
        if cell and name in _DAYS:
            day = date.fromisoformat(cell)
            text = (
                f"{day:%Y%m%d}" if way < 0.3
                else f"{day.year}/{day.month}/{day.day}" if way < 0.6
                else str((day - date(1899, 12, 30)).days) if way < 0.7
                else cell
            )  # fmt: skip
        elif cell and name in {"户号", "表号", "电能表编号"}:
            text = f"'{cell}" if way < 0.2 else f" {cell} " if way < 0.3 else cell
        elif name in {"抄见电量", "结算电量"} and way < 0.2:
            text = f"{cell}.00"
        elif not cell and way < 0.3:
            text = "-"
        found.append(text)
    return found


def _write_csv(path: Path, table: Sequence[Sequence[str]], encoding: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    path.write_bytes(text.getvalue().encode(encoding))


def _write_xlsx(path: Path, table: Sequence[Sequence[str]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet: Any = book.add_worksheet("导出")
        for number, row in enumerate(table):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
