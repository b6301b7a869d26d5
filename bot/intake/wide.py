"""Months or days side by side, as a ledger kept by hand has them: each is a sheet of its own.

Of a month kWh and yuan must both stand there, of a day the reading; and its year, in the heading
or in the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.intake import days
from bot.intake.fields import Field
from bot.intake.header import find_headings
from bot.intake.headings import field_of, simple
from bot.intake.sheet import Sheet, SheetRow
from bot.intake.title import titles_of
from bot.intake.years import years_in

_TIME = r"(\d[\d年月日号份./-]*)"
_TIME_FIRST = re.compile(rf"\(?{_TIME}\)?(\D{{2,}})")
_TIME_LAST = re.compile(rf"(\D{{2,}}?)\(?{_TIME}\)?")
_NO_TIME = re.compile(r"\d{1,4}年?")
_KWH = {Field.SETTLED_KWH, Field.READ_KWH}
_ASKED = re.compile("[量度]"), re.compile("[费额元款]")  # of names that are not known: 度数, 金额
# A sum that stands beside them is of none.
_SUMS = {Field.CHARGED: "累计电费"} | dict.fromkeys(_KWH, "累计电量")


def one_by_one(sheet: Sheet) -> tuple[Sheet, ...]:
    """A sheet for each month or day; the sheet itself where they do not stand side by side."""
    headings = find_headings(sheet)
    if headings is None:
        return (sheet,)
    told = {year for text in titles_of(sheet, headings) for year in years_in(text)}
    times = _times(headings.names, next(iter(told)) if len(told) == 1 else "")
    kinds = {_kind(columns) for columns in times.values()}
    kind = next(iter(kinds)) if len(times) > 1 and len(kinds) == 1 else None
    dated = {place for columns in times.values() for place in columns}
    others = {n: name for n, name in enumerate(headings.names) if n not in dated}
    if kind is None or kind in _fields(others.values()):
        return (sheet,)
    if kind is Field.THIS_READ_ON and _fields(others.values()) & {Field.BILL_MONTH, Field.CHARGED}:
        return (sheet,)  # each row has its one bill, which counts for more than what was read
    below = sheet.rows[headings.rows_above :]
    return tuple(
        replace(
            sheet,
            name=f"{sheet.name} {time}".strip(),
            rows=(
                SheetRow(headings.rows_above, _named(others, columns, kind)),
                *_rows(below, others, columns, time),
            ),
        )
        for time, columns in sorted(times.items())
    )


def _times(names: Sequence[str], of_title: str) -> dict[str, dict[int, str]]:
    """By month or day the columns that are of it, and what each is called without it."""
    found: dict[str, dict[int, str]] = {}
    for place, name in enumerate(names):
        for told, what in _parts(simple(name)):
            if _NO_TIME.fullmatch(told):  # 1档
                continue
            in_year = f"{of_title}{'年' if '月' in told else '-'}{told}"
            time = _time(told) or (of_title and _time(in_year))
            if time:
                found.setdefault(time, {})[place] = what
    return found


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """A time and what is said of it: 2018年11月电量, 电费11月."""
    if parts := _TIME_FIRST.fullmatch(name):
        yield parts[1], parts[2]
    elif parts := _TIME_LAST.fullmatch(name):
        yield parts[2], parts[1]


def _time(text: str) -> str:
    """The day or the month, as 2018-11-20 or 2018-11."""
    day, month = days.day(text), days.month(text)
    return f"{day}" if day else f"{month:%Y-%m}" if month else ""


def _kind(columns: Mapping[int, str]) -> Field | None:
    """What the time of these columns is: the month of a bill, or the day of a reading."""
    fields = _fields(columns.values())
    if Field.CHARGED in fields and len(fields & _KWH) == 1:
        return Field.BILL_MONTH
    if not fields and len(columns) == len(_ASKED):  # somebody is asked whether they are that
        names = "|".join(columns.values())
        return Field.BILL_MONTH if all(one.search(names) for one in _ASKED) else None
    return Field.THIS_READ_ON if fields == {Field.THIS_READING} else None


def _fields(names: Iterable[str]) -> set[Field]:
    return {known[0] for name in names if (known := field_of(name))}


def _named(others: Mapping[int, str], columns: Mapping[int, str], kind: Field) -> tuple[str, ...]:
    return (*map(_of_no_time, others.values()), *columns.values(), kind.value)


def _of_no_time(name: str) -> str:
    known = field_of(name)
    return _SUMS.get(known[0], name) if known else name


def _rows(
    below: Sequence[SheetRow], others: Mapping[int, str], columns: Mapping[int, str], time: str
) -> list[SheetRow]:
    """Of each row what is said of that time; nothing where no figure stands."""
    found = []
    for row in below:
        own = [row.cell(place) for place in columns]
        whose = [row.cell(place) for place in others]
        found.append(SheetRow(row.number, (*whose, *own, time) if any(own) else ()))
    return found
