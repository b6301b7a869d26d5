"""What an export needs, told from what is read: an empty workbook, and a table for the papers."""

from __future__ import annotations

import io
from collections.abc import Iterator

from bot.intake.fields import KINDS, Field, KindOfRecord, RecordKind
from bot.intake.headings import table

SHEETS = {
    RecordKind.ACCOUNT: "用户档案",
    RecordKind.READING: "抄表数据",
    RecordKind.BILL: "应收电费",
    RecordKind.FACT: "用电情况",
}
# A list of facts has one of many forms; this one takes them all.
_FACTS = (Field.ACCOUNT_NO, Field.FACT, Field.CONTENT, Field.SINCE, Field.UNTIL, Field.APPLIED)
_LISTED = ((Field.ACCOUNT_NO,), (Field.FACT,))
_SHOWN = 6  # names of a heading in the table


def template() -> bytes:
    """An empty workbook with a sheet for each kind; headings that must be there are bold."""
    import xlsxwriter  # noqa: PLC0415 - seldom asked for

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        must, may = book.add_format({"bold": True, "bg_color": "#fff2cc"}), book.add_format()
        for kind in KINDS:
            sheet = book.add_worksheet(SHEETS[kind.kind])
            for place, field in enumerate(_columns(kind)):
                sheet.write_string(0, place, field, must if _is_needed(kind, field) else may)
                sheet.set_column(place, place, max(10, 2.4 * len(field)))
            sheet.freeze_panes(1, 0)
    return made.getvalue()


def headings() -> Iterator[tuple[str, str, str]]:
    """Which sheet needs or may have which heading, and by what other names it is known."""
    for kind in KINDS:
        groups = (
            ((Field.ACCOUNT_NO,), *kind.needs) if kind.kind is not RecordKind.FACT else _LISTED
        )
        needed = {field for group in groups for field in group}
        for group in groups:
            names = "、".join(name for field in group for name in _names(field, len(group)))
            yield SHEETS[kind.kind], " 或 ".join(f"**{field}**" for field in group), names
        for field in _columns(kind):
            if field not in needed:
                yield SHEETS[kind.kind], field, "、".join(_names(field))


def _columns(kind: KindOfRecord) -> tuple[Field, ...]:
    if kind.kind is RecordKind.FACT:
        return _FACTS
    return tuple(field for field in Field if field in kind.reads)


def _is_needed(kind: KindOfRecord, field: Field) -> bool:
    return field is Field.ACCOUNT_NO or any(field in group for group in kind.needs)


def _names(field: Field, among: int = 1) -> list[str]:
    """Other names of the field; of several that stand in one line fewer each."""
    return [name for name in table()["fields"][field] if name != field][: _SHOWN // among]
