"""The list as a workbook: what was found, and a column for what is explained once."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from bot.audit.exports import OWN_LIST
from bot.audit.rule import Severity, rule_book
from bot.audit.words import SEVERITY
from bot.intake.sheets import read_sheets
from bot.wording.catalogue import Words

Data = dict[str, Any]
_EXPLAINED = "说明"
_HEADINGS = (
    "规则", "名称", "程度", "户号", "电表(工单、台区)", "涉及元", "起始日期", "几天后发行",
    "责任人", "原因", "怎么办", _EXPLAINED, OWN_LIST,
)  # fmt: skip
_WIDTHS = (6, 28, 9, 16, 24, 11, 12, 8, 12, 60, 50, 30, 16)


def as_workbook(say: Words, findings: Iterable[Data], summary: Data) -> bytes:
    """The findings, what could not be asked, and what was noted of the files."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"constant_memory": True}) as book:
        money = book.add_format({"num_format": "0.00"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet: Any = book.add_worksheet("稽核结果")
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, wrapped)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, _HEADINGS)
        for number, one in enumerate(findings, start=1):
            place = one["meter"] or one.get("application_no") or one.get("area") or ""
            texts = (
                one["rule"], one["name"], say(SEVERITY[Severity(one["severity"])]),
                one["account"], str(place), one["money_fen"] / 100, one["since"] or "",
                one["days_to_bill"], one["person"], one["reason"], one["action"], "", one["id"],
            )  # fmt: skip
            for column, value in enumerate(texts):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, float):
                    sheet.write_number(number, column, value, money)
                elif value is not None:
                    sheet.write_number(number, column, value)
        _second(book, summary)
    return written.getvalue()


def _second(book: Any, summary: Data) -> None:
    """What was not asked, what did not join, what was noted."""
    sheet = book.add_worksheet("没有查的、对不上的")
    sheet.set_column(0, 1, 30)
    sheet.set_column(2, 2, 80)
    rules = rule_book()
    rows = [
        (OWN_LIST, "是哪一条", "说明了什么"),
        *(("没有查", f"{rule} {rules[rule].name}", "缺:" + ";".join(lacks))
          for rule, lacks in summary["not_run"].items()),
        *(("对不上", kind, f"{told['count']}个:" + "、".join(told["first"]))
          for kind, told in summary["unjoined"].items()),
        *(("文件", "", note) for note in summary["notes"]),
    ]  # fmt: skip
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)


def explained_in(path: Path) -> frozenset[str] | None:
    """Ids of the findings in whose row of an earlier list an explanation stands.

    None where it is a table, and no list of ours.

    Raises:
        IntakeError: it is no list that can be read.
    """
    found, is_list = set(), False
    for sheet in read_sheets(path):
        heading = next((row.cells for row in sheet.rows if OWN_LIST in row.cells), None)
        if heading is None or _EXPLAINED not in heading:
            continue
        is_list = True
        number, text = heading.index(OWN_LIST), heading.index(_EXPLAINED)
        found |= {row.cell(number) for row in sheet.rows if row.cell(text) not in {"", _EXPLAINED}}
    return frozenset(found) if is_list else None
