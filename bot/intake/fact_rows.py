"""The facts of an account that one row tells: a list of one kind, a column of accounts, or both.

A list names its fact in its columns (人口数, 过户日期); a general one in the column 项目.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from bot.accounts.entered import Entered, FactEntryError, FactTrouble
from bot.accounts.fact_entry import entered
from bot.accounts.fact_names import NAME_OF, NAMES
from bot.accounts.transfers import with_names
from bot.contract.characters import bare
from bot.intake import values
from bot.intake.cells import Cells
from bot.intake.codes import RowCode, RowRefusedError
from bot.intake.fields import Field
from bot.records.fact import FactKind

# Column of the fact -> the fact; its content is the cell.
_FLAGS = {
    Field.HOUSEHOLD_FLAG: FactKind.HOUSEHOLD,
    Field.LOW_INCOME_FLAG: FactKind.LOW_INCOME,
    Field.TIME_OF_USE_FLAG: FactKind.TIME_OF_USE,
    Field.PREPAID_FLAG: FactKind.PREPAID,
    Field.READER: FactKind.READER,
}
# Column of a day -> the fact of that day.
_DAYS = {
    Field.TRANSFERRED_ON: FactKind.TRANSFER,
    Field.CLOSED_ON: FactKind.CLOSED,
    Field.TIME_OF_USE_SINCE: FactKind.TIME_OF_USE,
    Field.REPLACED_ON: FactKind.REPLACED,
}
# Column -> the fact that holds between the days of the row.
_SPANS = {
    Field.PERSONS: FactKind.HOUSEHOLD,
    Field.LOW_INCOME: FactKind.LOW_INCOME,
    Field.CORRECTED_KWH: FactKind.CORRECTION,
}
_CODES = {
    FactTrouble.NO_DATE: RowCode.FACT_NO_DATE,
    FactTrouble.NO_END: RowCode.FACT_NO_END,
    FactTrouble.REVERSED: RowCode.FACT_REVERSED,
    FactTrouble.NO_PERSONS: RowCode.FACT_NO_PERSONS,
    FactTrouble.MANY_PERSONS: RowCode.FACT_MANY_PERSONS,
    FactTrouble.NO_NUMBER: RowCode.FACT_NO_NUMBER,
    FactTrouble.NOT_UNDERSTOOD: RowCode.FACT_NOT_UNDERSTOOD,
}
Told = Callable[[], Entered]


def facts_in(cells: Cells) -> Iterator[tuple[FactKind, Told]]:
    """Each fact that the row tells, and how to read it.

    The reading raises RowRefusedError where the fact cannot be entered as it is written.
    """
    if cells.has(Field.FACT):
        kind = NAMES.get(values.cell_text(cells.written(Field.FACT)))
        if kind is None:
            raise RowRefusedError(
                RowCode.FACT_NOT_NAMED, value=values.shown(cells.written(Field.FACT))
            )
        yield kind, _reader(_between, cells, kind, cells.written(Field.CONTENT))
        return
    for field, kind in _SPANS.items():
        if Field.SINCE in cells.places and cells.written(field):
            yield kind, _reader(_between, cells, kind, _content(cells, field))
    for field, kind in _DAYS.items():
        if cells.has(field):
            yield kind, _reader(_on, cells, kind, field)
    for field, kind in _FLAGS.items():
        if cells.written(field):
            yield kind, _reader(_read, kind, cells.written(field), None, None)


def _reader(read: Callable[..., Entered], *arguments: object) -> Told:
    return lambda: read(*arguments)


def _content(cells: Cells, field: Field) -> str:
    # The kind of a low-income household (低保, 五保) is its name, not content.
    return "" if field is Field.LOW_INCOME else cells.written(field)


def _named(cells: Cells, told: Entered) -> Entered:
    """A change of holder has the names of both, where there are columns of them.

    Beside one of the two columns 户名 is the other; where it has the same name as that, it is not.
    """
    told_names = [cells.text(one) for one in (Field.HOLDER_BEFORE, Field.HOLDER_AFTER)]
    if told.kind is not FactKind.TRANSFER or not any(told_names):
        return told
    former, holder, plain = map(values.name, (*told_names, cells.text(Field.HOLDER_NAME)))
    other = plain if bare(plain) != bare(former or holder) else ""
    return with_names(told, former or other, holder or other)


def _between(cells: Cells, kind: FactKind, content: str) -> Entered:
    applied = values.cell_text(cells.written(Field.APPLIED)) not in {"否", "未执行", "未"}
    since, until = cells.day(Field.SINCE), cells.day(Field.UNTIL)
    return _named(cells, _read(kind, content, since, until, applied=applied))


def _on(cells: Cells, kind: FactKind, field: Field) -> Entered:
    return _named(cells, _read(kind, "", cells.day(field), cells.day(Field.UNTIL)))


def _read(
    kind: FactKind, content: str, since: date | None, until: date | None, *, applied: bool = True
) -> Entered:
    try:
        return entered(kind, content, since, until, applied=applied)
    except FactEntryError as error:
        raise RowRefusedError(_CODES[error.trouble], column=NAME_OF[kind]) from error
