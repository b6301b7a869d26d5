"""A sheet becomes a table of records: its columns, its kinds, its rows of data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.intake import values
from bot.intake.codes import FileCode, IntakeError
from bot.intake.columns import Column, UncertainError, Use, columns_of, questions, settled
from bot.intake.fields import Field, KindOfRecord, kinds_in, seems
from bot.intake.header import find_headings
from bot.intake.headings import field_of, foreign_kind, simple
from bot.intake.sheet import Sheet, SheetRow
from bot.intake.title import with_title, without_unused_title

_SUM = r"(?:合\s*计|总\s*计|小\s*计|累\s*计|共\s*计|汇\s*总)"
_TOTAL = re.compile(rf"^.{{0,12}}?{_SUM}")
_TOTAL_ALONE = re.compile(rf"(?:本页|本月|本户|全村|全所)?{_SUM}\s*[::]?")
_TOTAL_OF_ACCOUNT = re.compile(rf"\d{{8,}}\D{{0,8}}{_SUM}")
_TOTAL_WITHIN = 5
_FOOT = re.compile(
    r"^(?:制\s*表|审\s*核|复\s*核|打\s*印|填\s*表|统计人|经\s*办|负责人|主管|签\s*[字名章]|编制"
    r"|\(?\d+\s*(?:rows?|行)\b|\(?\d+ row\(s\)|(?i:elapsed|sql>)|已选择\s*\d*\s*行"
    r"|备\s*注\s*:|说\s*明\s*:|注\s*:|第\s*\d+\s*页|共\s*\d+\s*[页条户行])"
)
# Of the workbook of refused rows: they are no part of the export's shape.
OWN_HEADINGS = ("退回原因", "原行号")
_RULED = re.compile(r"[-+=_─═|* ]{2,}")
_UNIT = re.compile(
    r"\(?(?:千瓦时|kwh|度|元|元/度|元/千瓦时|倍|kva|千伏安|\d+位数?字?|年月日?|yyyy[-/a-z]*)\)?",
    re.IGNORECASE,
)
_ORDER = "甲乙丙丁戊己庚辛壬癸"  # of columns, before those that are numbered
_NOTE = re.compile(r"\d{1,2}\s*[.、)]\s*[\u4e00-\u9fff]{4}")
_A_SENTENCE = 4  # characters; nobody's account number has so many
_FEW_COLUMNS = 2
_WORD = re.compile(r"[\u4e00-\u9fff]")
_TIME_OF_ITS_OWN = re.compile(
    r"\D{0,3}(?:20\d{2}年?)?(?:0?[1-9]|1[0-2])月"
    r"|20\d{2}[-/.]?(?:0?[1-9]|1[0-2])(?:[-/.]?\d\d?)?(?:\s*0?0:00(?::00)?)?$"
    r"|(?:0?[1-9]|[12]\d|3[01])[日号]"
)
_LONG_NUMBER = re.compile(r"\d{8,}")
_SOME_NUMBER = re.compile(r"\d{4,}")  # perhaps of an account, with a slip in it


@dataclass(frozen=True)
class Table:
    """The records of one sheet.

    Attributes:
        sheet: its name; empty where the form of file gives none.
        shape: what files of the same export have in common: their headings.
        names: the headings by column.
        columns: what becomes of each.
        kinds: which records the columns give.
        rows: rows of data.
        left_out: rows of totals, signatures and pages.
    """

    sheet: str
    shape: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    kinds: tuple[KindOfRecord, ...]
    rows: tuple[SheetRow, ...]
    left_out: int

    @cached_property
    def places(self) -> dict[Field, int]:
        """The column of each field that is read."""
        return {c.field: c.place for c in self.columns if c.field and c.use is Use.USED}


def shape_of(names: tuple[str, ...]) -> str:
    """The headings in their order, by which the next file of the export is known."""
    return "|".join(simple(name) for name in names if name not in OWN_HEADINGS).rstrip("|")


def read_table(
    sheet: Sheet, told: Mapping[str, str], profile: Callable[[str], Mapping[str, str]]
) -> Table:
    """The records of a sheet.

    Args:
        sheet: the sheet.
        told: the field (or nothing) by simplified heading, as somebody has said for this file.
        profile: the same, as it was confirmed for tables of a shape.

    Raises:
        IntakeError: it has no headings, or lacks something, or something must be confirmed.
    """
    headings = find_headings(sheet)
    if headings is None:
        raise IntakeError(FileCode.NO_HEADER if sheet.rows else FileCode.EMPTY)
    shape = shape_of(headings.names)
    said = {**profile(shape), **told}
    names, below = with_title(sheet, headings)
    columns = columns_of(names, [row.cells for row in below], said)
    asked = questions(columns)
    if asked:
        raise UncertainError(asked)
    have = {column.field for column in columns if column.field}
    kinds = kinds_in(have)
    if not kinds:
        raise _lacking(names, have)
    columns = without_unused_title(settled(columns, kinds))
    account = next(c.place for c in columns if c.field is Field.ACCOUNT_NO)
    rows, left_out = _records(below, account)
    return Table(sheet.name, shape, names, columns, kinds, rows, left_out)


def _records(below: Iterable[SheetRow], account: int) -> tuple[tuple[SheetRow, ...], int]:
    """The rows of data, and how many of the others are filled."""
    rows, left_out = [], 0
    for row in below:
        if _is_plain(row, account):  # nearly all
            rows.append(row)
        elif _is_filled(row, account):
            if _is_left_out(row, account):
                left_out += 1
            else:
                rows.append(row)
    return tuple(rows), left_out


def _lacking(names: tuple[str, ...], have: set[Field]) -> IntakeError:
    kind, foreign = seems(have), foreign_kind(names)
    if foreign:
        return IntakeError(FileCode.FOREIGN_KIND, seems=foreign)
    side_by_side = [name for name in names if _TIME_OF_ITS_OWN.match(name)]
    if len(side_by_side) > 1 and Field.BILL_MONTH not in have:
        return IntakeError(FileCode.MONTHS_SIDE_BY_SIDE, columns="、".join(side_by_side)[:60])
    if kind is None:
        shown = "、".join(name for name in names if name)
        return IntakeError(FileCode.NOTHING_KNOWN, headings=shown[:200])
    account = () if Field.ACCOUNT_NO in have else (Field.ACCOUNT_NO,)
    lacks = "、".join((*account, *kind.lacks(have)))
    return IntakeError(FileCode.MISSING_COLUMNS, seems=kind.kind.value, columns=lacks)


def _is_plain(row: SheetRow, account: int) -> bool:
    number = row.cell(account)
    return len(number) in values.ACCOUNT_NO_DIGITS and number.isdigit()


def _is_filled(row: SheetRow, account: int) -> bool:
    """Not the headings again, as at the top of each page, or as the database calls them."""
    again = field_of(row.cell(account))
    return any(row.cells) and (again is None or again[0] is not Field.ACCOUNT_NO)


def _is_left_out(row: SheetRow, account: int) -> bool:
    """A total, a signature or a line of its own between the rows: none has an account number."""
    filled = [values.cell_text(cell) for cell in row.cells if cell]
    if len(set(filled)) == 1 and _is_a_sentence(filled[0]):
        return True
    if all(_RULED.fullmatch(cell) or _UNIT.fullmatch(cell) for cell in filled):
        return True
    whose = values.cell_text(row.cell(account))
    if _TOTAL_OF_ACCOUNT.match(whose):
        return True
    if _LONG_NUMBER.search(whose):
        return False
    if _NOTE.match(whose) or _is_numbering(filled):
        return True
    if not whose and any(_TOTAL_ALONE.fullmatch(cell) for cell in filled):
        return True
    if any(_TOTAL.match(cell) for cell in row.cells[:_TOTAL_WITHIN]):
        return True
    return any(_FOOT.match(cell) for cell in filled) or (
        len(set(filled)) == 1
        and not _SOME_NUMBER.match(row.cell(account))
        and bool(_WORD.search(filled[0]))
    )


def _is_numbering(filled: list[str]) -> bool:
    """Whether a row numbers the columns: 甲, 乙, 1, 2, (3)=(1)*(2)."""
    marks = [cell.split("=")[0].strip("()[]") for cell in filled if cell not in _ORDER]
    wanted = [str(number) for number in range(1, len(marks) + 1)]
    return len(filled) > _FEW_COLUMNS and marks == wanted


def _is_a_sentence(text: str) -> bool:
    return not _SOME_NUMBER.match(text) and len(_WORD.findall(text)) >= _A_SENTENCE
