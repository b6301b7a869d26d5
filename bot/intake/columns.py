"""What becomes of each column of a table: used, not needed, not read, or not understood."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.contract.clean import one_line
from bot.intake import read_states
from bot.intake.codes import FileCode, IntakeError
from bot.intake.fields import KINDS, RATIOS, Field, KindOfRecord, kinds_in
from bot.intake.guess import Guess, guesses
from bot.intake.headings import Known, field_of, known_of, simple
from bot.intake.samples import are_figures, cells_of, samples_of

_REMARK = "备注"
_SHORT = 6  # characters: 锁门未抄表
NOTHING = "不用"  # what a clerk says of a column that is not to be read


class Use(StrEnum):
    """What becomes of a column."""

    USED = "used"
    NOT_NEEDED = "not_needed"
    NOT_READ = "not_read"  # known or not, it may change a bill: a person must look
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        place: from 0.
        heading: as the file has it.
        use: what becomes of it.
        field: what it is read as.
        guess: what it may be, while nobody has confirmed it.
        samples: some of its values, personal ones masked.
    """

    place: int
    heading: str
    use: Use
    field: Field | None = None
    guess: Guess | None = None
    samples: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What a clerk calls it."""
        return one_line(self.heading) or f"第{self.place + 1}列"


class UncertainError(IntakeError):
    """Columns that are not certain must be confirmed first; `columns` are the proposals."""

    def __init__(self, columns: tuple[Column, ...]) -> None:
        pairs = (f"{c.name}={c.guess.field}" for c in columns if c.guess)
        proposals = " ".join(f"--map {shlex.quote(pair)}" if " " in pair else f"--map {pair}"
                             for pair in pairs)  # fmt: skip
        super().__init__(FileCode.UNCERTAIN, proposals=proposals)
        self.columns = columns


def columns_of(
    names: Sequence[str], rows: Sequence[Sequence[str]], told: Mapping[str, str]
) -> tuple[Column, ...]:
    """What each column is, by what was told, by its name, and as a proposal by its values.

    Args:
        names: the headings.
        rows: the cells of the rows of data.
        told: what a person said: the field (or NOTHING) by heading.
    """
    columns = [_named(place, name, told, rows) for place, name in enumerate(names)]
    columns = _as_kwh_of_bills(_as_days_of_readings(columns))
    columns = _remarks_as_states(columns, rows)
    columns = _each_field_once(_without_ones(columns, rows), rows, told)
    known = {column.field: column.place for column in columns if column.field}
    unknown = {c.place: c.heading for c in columns if c.use is Use.NOT_UNDERSTOOD}
    asked = {column.guess.field for column in columns if column.guess}
    wanted = frozenset(field for kind in KINDS for field in kind.reads) - known.keys() - asked
    found = guesses(unknown, known, rows, wanted)
    columns = [
        replace(column, guess=column.guess or found.get(column.place))
        if column.place in unknown
        else column
        for column in columns
        if column.heading or column.place in found or column.samples
    ]
    return tuple(columns)


def settled(columns: Sequence[Column], kinds: Sequence[KindOfRecord]) -> tuple[Column, ...]:
    """The columns once it is known which kinds of record the table gives."""
    reads = {field for kind in kinds for field in kind.reads}
    if reads & {column.field for column in columns} & {Field.HOLDER_BEFORE, Field.HOLDER_AFTER}:
        reads.add(Field.HOLDER_NAME)  # beside one of the two it is the other
    return tuple(
        replace(column, use=Use.NOT_READ if column.field in _TELLING else Use.NOT_NEEDED)
        if column.use is Use.USED and column.field not in reads
        else column
        for column in columns
    )


def questions(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The proposals that somebody must confirm before the table is read."""
    have = {column.field for column in columns if column.field}
    proposed = {column.guess.field for column in columns if column.guess}
    reads = {f for kind in kinds_in({*have, *proposed}) for f in kind.reads}
    return tuple(column for column in columns if column.guess and column.guess.field in reads)


# Whoever drops these in silence changes what is said of a bill.
_TELLING = {
    Field.PRICE_NAME, Field.REGISTER_KIND, Field.MULTIPLIER, *RATIOS, Field.READ_STATE,
    Field.BILL_KIND, Field.LAST_READING, Field.THIS_READING, Field.READ_KWH, Field.CHARGED,
    Field.STATUS, Field.CORRECTED_KWH, Field.PERSONS, Field.LOW_INCOME,
}  # fmt: skip


_USE = {
    Known.PRIVATE: Use.NOT_NEEDED,
    Known.NOT_NEEDED: Use.NOT_NEEDED,
    Known.FOREIGN: Use.NOT_READ,
    Known.NOT_READ: Use.NOT_READ,
}


def _named(
    place: int, name: str, told: Mapping[str, str], rows: Sequence[Sequence[str]]
) -> Column:
    said = told.get(simple(name)) or told.get(f"第{place + 1}列")
    column = Column(place, name, Use.NOT_UNDERSTOOD)
    if said == NOTHING:
        return replace(column, use=Use.NOT_NEEDED)
    if said:
        return replace(column, use=Use.USED, field=Field(said))
    known = field_of(name)
    if known and known[0] is Field.PRICE_NAME and are_figures(cells_of(place, rows)):
        return replace(column, use=Use.NOT_READ)  # yuan by kWh, no name of a price
    if known and known[0] is Field.READ_STATE and read_states.is_yes_or_no(cells_of(place, rows)):
        return replace(column, use=Use.NOT_READ)  # 异常 it was, and a person must see which
    if known:
        return replace(column, use=Use.USED, field=known[0])
    known_as = known_of(name)
    use = _USE[known_as] if known_as else Use.NOT_UNDERSTOOD
    samples = samples_of(place, rows) if use is Use.NOT_UNDERSTOOD else ()
    return replace(column, use=use, samples=samples)


def _without_ones(columns: list[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Where no meter has a transformer, its ratio of 1 changes nothing."""
    return [
        replace(column, use=Use.NOT_NEEDED, field=None)
        if column.field in RATIOS and {*cells_of(column.place, rows)} <= {"", "1", "1/1"}
        else column
        for column in columns
    ]


def _as_days_of_readings(columns: list[Column]) -> list[Column]:
    """In a list of readings 起始日期 and 终止日期 are the days of the two readings."""
    have = {column.field for column in columns}
    if Field.THIS_READING not in have or Field.THIS_READ_ON in have:
        return columns
    days = {Field.SINCE: Field.LAST_READ_ON, Field.UNTIL: Field.THIS_READ_ON}
    return [
        replace(column, field=days.get(column.field, column.field)) if column.field else column
        for column in columns
    ]


def _remarks_as_states(columns: list[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """Where readings have no state of their own, a remark that says 估抄 or 未抄 and no more."""
    have = {column.field for column in columns}
    if Field.THIS_READING not in have or Field.READ_STATE in have:
        return columns

    def said(column: Column) -> Column:
        if simple(column.heading) != _REMARK or column.use is not Use.NOT_NEEDED:
            return column
        telling = [c for c in cells_of(column.place, rows) if read_states.names_one(c)]
        if not telling:
            return column
        # Of which month it is told, a person must read.
        if any(len(c) > _SHORT or read_states.is_usual(c) or "月" in c for c in telling):
            return replace(column, use=Use.NOT_READ)
        return replace(column, use=Use.USED, field=Field.READ_STATE)

    return [said(column) for column in columns]


def _as_kwh_of_bills(columns: list[Column]) -> list[Column]:
    """Beside money 本月电量 is what the bill settled, where no other column says so."""
    have = {column.field for column in columns}
    if Field.CHARGED not in have or Field.SETTLED_KWH in have:
        return columns
    read = Field.THIS_READING in have
    return [
        replace(column, field=Field.SETTLED_KWH)
        if column.field is Field.READ_KWH and not (read and "抄见" in column.heading)
        else column
        for column in columns
    ]


def _each_field_once(
    columns: list[Column], rows: Sequence[Sequence[str]], told: Mapping[str, str]
) -> list[Column]:
    """The best name of a field keeps it; of two columns with one name it is asked which it is."""
    best: dict[Field, Column] = {}
    for column in columns:
        if column.field and (
            column.field not in best or _rank(column, told) < _rank(best[column.field], told)
        ):
            best[column.field] = column
    done = {column.place: column for column in columns}
    for column in columns:
        first = best.get(column.field) if column.field else None
        if first is None or first is column:
            continue
        if cells_of(column.place, rows) == cells_of(first.place, rows):
            done[column.place] = replace(column, use=Use.NOT_NEEDED, field=None)
        elif _rank(column, told) > _rank(first, told):
            done[column.place] = replace(column, use=Use.NOT_READ, field=None)
        else:
            for one in (first, column):
                done[one.place] = _doubtful(one, first.place, rows)
    return list(done.values())


def _doubtful(column: Column, first: int, rows: Sequence[Sequence[str]]) -> Column:
    """One of two columns with the same name and other values; the first is proposed."""
    guess = Guess(column.field, 0.5) if column.field and column.place == first else None
    samples = samples_of(column.place, rows)
    heading = f"第{column.place + 1}列"
    return Column(column.place, heading, Use.NOT_UNDERSTOOD, None, guess, samples)


def _rank(column: Column, told: Mapping[str, str]) -> int:
    if simple(column.heading) in told or f"第{column.place + 1}列" in told:
        return -1
    known = field_of(column.heading)
    return known[1] if known else 0
