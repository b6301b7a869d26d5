"""What a sheet says in its name or its title alone becomes a column.

A sheet of one month says so there: a person confirms what month it is, as of any column that no
heading names. A list with an account and a day says there of which fact (低保名单).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from unicodedata import normalize

from bot.accounts.fact_names import NAMES
from bot.intake import read_states
from bot.intake.columns import Column, Use
from bot.intake.fields import KINDS, Field
from bot.intake.header import Headings, account_told
from bot.intake.headings import field_of
from bot.intake.sheet import Sheet, SheetRow
from bot.intake.years import month_below_year, with_years, years_in

TITLE = "标题"
# Of which facts there are lists, by the words of their titles.
_LISTS = ("多人口", "低保", "五保", "峰谷", "分时", "过户", "更名", "退补", "销户", "换表")
_SIGNS = frozenset(field for kind in KINDS for field in kind.signs)
_MONTH = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*(?:年度?|[-./])?\s*(0?[1-9]|1[0-2])(?!\d|[-./]\d|月\d)"
)
_MONTH_ALONE = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])月(?!\d)")
_SUM = re.compile(r"[合总小累共]\s*计")
_MONTH_OF_SHEET = re.compile(r"\D*?(0?[1-9]|1[0-2])月(?!\d).*")
_DAY = r"((?:19|20)\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?"
_FROM_TO = re.compile(rf"(?<!\d){_DAY}\s*[-~至到—]+\s*{_DAY}(?!\d)")
_READ_BETWEEN = re.compile(
    rf"(?:抄表|示数|数据)(?:周期|区间|期间|日期|时间|时段)?\s*[::]?\s*({_DAY})\s*[-~至到—]+\s*({_DAY})"
)
_BETWEEN = (Field.LAST_READ_ON.value, Field.THIS_READ_ON.value)
_READ_ON = re.compile(rf"抄表(?:日期|时间|日)?\s*[::]?\s*({_DAY})")
# Tables with these say themselves which time each row is about.
_DATED = {Field.BILL_MONTH, Field.THIS_READ_ON, Field.REGISTERED_ON, Field.POWERED_ON}


def with_title(sheet: Sheet, headings: Headings) -> tuple[tuple[str, ...], tuple[SheetRow, ...]]:
    """The headings and the rows below, with what only the title says: fact, day or month."""
    names, below = month_below_year(headings.names, sheet.rows[headings.rows_above :])
    headings = replace(headings, names=names)
    below = _in_words(headings, below)
    headings, below = _with_account(sheet, headings, below)
    told = _month_of(sheet, headings)
    below = with_years(headings.names, below, titles_of(sheet, headings), told)
    fact = fact_of(headings.names, [sheet.file, *titles_of(sheet, headings)])
    if fact is not None:
        return (*headings.names, Field.FACT.value), _with_column(headings, below, fact)
    span = _days_between(sheet, headings)
    if span:
        return (*headings.names, *_BETWEEN), _with_column(headings, below, *span)
    day = _day_read(sheet, headings)
    if day:
        return (*headings.names, Field.THIS_READ_ON.value), _with_column(headings, below, day)
    if told is None or _is_dated(headings.names):
        return headings.names, below
    return (*headings.names, TITLE), _with_column(headings, below, f"{told:%Y-%m}")


def _in_words(headings: Headings, below: tuple[SheetRow, ...]) -> tuple[SheetRow, ...]:
    """The rows, in which whoever answers 是 to 是否估抄 has said 估抄."""
    asking = {n: name for n, name in enumerate(headings.names) if read_states.asks(name)}
    if not asking:
        return below
    return tuple(
        SheetRow(row.number, tuple(
            read_states.in_words(asking[n], cell) if n in asking else cell
            for n, cell in enumerate(row.cells)
        ))
        for row in below
    )  # fmt: skip


def fact_of(names: Iterable[str], titles: Sequence[str]) -> str | None:
    """The fact whose list a table is, where no column tells one but the day since when.

    Args:
        names: the headings of the table.
        titles: of file and sheet, and what stands above the headings.
    """
    fields = {name: known[0] for name in names if (known := field_of(name))}
    have = set(fields.values())
    if not {Field.ACCOUNT_NO, Field.SINCE} <= have or have & _SIGNS:
        return None
    since = [name for name, field in fields.items() if field is Field.SINCE]
    named = [word for word in _LISTS if any(word in text for text in (*titles, *since))]
    kinds = {NAMES[word] for word in named}
    return named[0] if len(kinds) == 1 else None


def without_unused_title(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of the file; the one made of its title only where it is read."""
    return tuple(c for c in columns if c.heading != TITLE or c.use is Use.USED)


def is_sum(row: SheetRow) -> bool:
    """Whether it is the sum of other rows."""
    return any(_SUM.search(cell) for cell in row.cells)


def times_told(rows: Iterable[SheetRow]) -> frozenset[str]:
    """The years, months and days of reading that rows above headings tell."""
    texts = [normalize("NFKC", cell) for row in rows for cell in row.cells]
    months = {f"{year}-{int(month)}" for text in texts for year, month in _MONTH.findall(text)}
    days = {found[0] for text in texts for found in _READ_ON.findall(text)}
    alone = {f"{int(month)}" for text in texts for month in _MONTH_ALONE.findall(text)}
    years = {year for text in texts for year in years_in(text)}
    return frozenset(months | days | alone | years)


def _with_column(
    headings: Headings, below: tuple[SheetRow, ...], *value: str
) -> tuple[SheetRow, ...]:
    width = len(headings.names)
    return tuple(
        SheetRow(row.number, (*(row.cell(n) for n in range(width)), *value))
        if any(row.cells) and _has_digits(row)
        else row
        for row in below
    )


def _with_account(
    sheet: Sheet, headings: Headings, below: tuple[SheetRow, ...]
) -> tuple[Headings, tuple[SheetRow, ...]]:
    """The account that the title tells where no column does; sums are nobody's.

    A list with the names of several holders is not of that one account.
    """
    fields = {known[0]: n for n, name in enumerate(headings.names) if (known := field_of(name))}
    account = None if Field.ACCOUNT_NO in fields else account_told(sheet, headings.rows_above)
    if account is None or len(_holders(fields.get(Field.HOLDER_NAME), below)) > 1:
        return headings, below
    rows = [row if is_sum(row) else _with_column(headings, (row,), account)[0] for row in below]
    return Headings((*headings.names, Field.ACCOUNT_NO.value), headings.rows_above), tuple(rows)


def _holders(column: int | None, below: Iterable[SheetRow]) -> set[str]:
    if column is None:
        return set()
    rows = (row for row in below if not is_sum(row))
    return {name for row in rows if _has_digits(row) and (name := row.cell(column))}


def _day_read(sheet: Sheet, headings: Headings) -> str | None:
    """The day of all readings, where the title tells it and no column does."""
    fields = {known[0] for name in headings.names if (known := field_of(name))}
    if Field.THIS_READING not in fields or Field.THIS_READ_ON in fields:
        return None
    days = {found[0] for text in titles_of(sheet, headings) for found in _READ_ON.findall(text)}
    return next(iter(days)) if len(days) == 1 else None


def _days_between(sheet: Sheet, headings: Headings) -> tuple[str, str] | None:
    """The days of both readings of all, where the title alone tells them: 抄表周期 from, to."""
    fields = {known[0] for name in headings.names if (known := field_of(name))}
    if Field.LAST_READING not in fields or fields & {Field.THIS_READ_ON, Field.LAST_READ_ON}:
        return None
    spans = {(found[0], found[4]) for text in titles_of(sheet, headings)
             for found in _READ_BETWEEN.findall(text)}  # fmt: skip
    return next(iter(spans)) if len(spans) == 1 else None


def titles_of(sheet: Sheet, headings: Headings) -> list[str]:
    """The name of the sheet, and what stands above its headings."""
    above = sheet.rows[: headings.rows_above - 1]
    return [sheet.name, *(normalize("NFKC", cell) for row in above for cell in row.cells)]


def _is_dated(names: tuple[str, ...]) -> bool:
    return any(known[0] in _DATED for name in names if (known := field_of(name)))


def _month_of(sheet: Sheet, headings: Headings) -> date | None:
    """The first day of the only month that the title tells."""
    titles = titles_of(sheet, headings)
    months = {(year, int(month)) for text in titles for year, month in _MONTH.findall(text)}
    for found in (span for text in titles for span in _FROM_TO.findall(text)):
        months |= {(found[0], int(found[1])), (found[3], int(found[4]))}
    of_sheet = _MONTH_OF_SHEET.fullmatch(sheet.name)
    if not months and of_sheet:  # a sheet a month below a title with the year
        months = {(year, int(of_sheet[1])) for text in titles for year in years_in(text)}
    if len(months) != 1:
        return None
    ((year, month),) = months
    return date(int(year), month, 1)


def _has_digits(row: SheetRow) -> bool:
    return any(c.isdigit() for cell in row.cells for c in cell)
