"""A folder of exports becomes lists of typed columns, and notes on what was not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from bot.audit.cells import TYPES, typed
from bot.audit.columns import Kind, columns_as, kind_of, kinds, name_of, seems_to_be, type_of
from bot.audit.doubles import two_months, without_contradictions
from bot.audit.notes import Note, NoteCode
from bot.audit.sheets import Grid, grids_in
from bot.intake.codes import IntakeError
from bot.intake.fields import Field
from bot.intake.headings import field_of
from bot.intake.title import fact_of

_SUFFIXES = {
    ".csv", ".txt", ".tsv", ".xls", ".xlsx", ".xlsm", ".xlsb", ".et", ".ods", ".htm", ".html",
    ".zip", ".parquet", "",
}  # fmt: skip
# Columns of what an audit writes itself: a list, and how it goes from month to month.
OWN_LIST, OWN_TREND = "稽核号", "涉及分"
RESULTS = "稽核结果"  # folder of what nightly audits write; nothing in it is an export
KEYS = ("account_no", "meter_no", "application_no", "ticket_no", "area_no")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: what it is, how many rows."""

    file: str
    kinds: tuple[str, ...]
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Exports:
    """The lists of an office by kind, with `file` and `row` of each row."""

    lists: dict[str, pl.DataFrame]
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]

    def has(self, kind: str, column: str) -> bool:
        """Whether the office gave that column with something in it."""
        found = self.lists.get(kind)
        return (
            found is not None
            and column in found.columns
            and found[column].null_count() < found.height
        )


def files_in(folder: Path) -> list[Path]:
    """The files of a folder and the folders in it, without what is not an export."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith((".", "~")) for part in path.relative_to(folder).parts)
        and RESULTS not in path.parts
        and not path.stem.startswith("truth")
        and path.suffix.lower() in _SUFFIXES
        and ".退回" not in path.name
    )


def read_exports(
    folder: Path, paths: Sequence[Path], progress: Callable[[str], None] = lambda _: None
) -> Exports:
    """The lists in these files; a file that cannot be read leaves a note, the rest is read."""
    tables: dict[str, list[pl.DataFrame]] = {}
    sources: list[Source] = []
    notes: list[Note] = []
    for path in paths:
        name = str(path.relative_to(folder))
        progress(name)
        try:
            for grid in grids_in(path):
                for kind, table in _tables(name, grid, notes, sources):
                    tables.setdefault(kind, []).append(table)
        except IntakeError as error:
            notes.append(Note(name, NoteCode.REFUSED, {"error": error}))
    lists = {kind: _together(kind, parts, notes) for kind, parts in tables.items()}
    return Exports(lists, tuple(sources), tuple(notes))


def _tables(
    name: str, grid: Grid, notes: list[Note], sources: list[Source]
) -> Iterator[tuple[str, pl.DataFrame]]:
    file = f"{name} {grid.sheet}".strip()
    if {OWN_LIST, OWN_TREND} & set(grid.headings):
        return
    fact = fact_of(grid.headings, [file])
    if fact is None:
        found = kind_of(grid.headings, file)
    else:
        grid = _with_fact(grid, fact)
        found = tuple(kind for kind in kinds() if kind.name == "facts")
    if not found:
        notes.extend(_not_known(file, grid))
        return
    if grid.mixed:
        notes.append(Note(file, NoteCode.MIXED_ENCODINGS, {"count": grid.mixed}))
    if not grid.cells.height:
        notes.append(Note(file, NoteCode.NO_ROWS))
        return
    if grid.short:
        figures = {"count": len(grid.short), "row": grid.short[0]}
        notes.append(Note(file, NoteCode.SHORT_ROWS, figures))
    used: set[str] = set()
    for number, kind in enumerate(found):
        table = _typed(file, grid, kind, notes if not number else [])
        used |= set(table.columns)
        yield kind.name, table
    names = tuple(kind.name for kind in found)
    sources.append(Source(file, names, grid.cells.height, tuple(sorted(used - {"file", "row"}))))


def _with_fact(grid: Grid, fact: str) -> Grid:
    """A list of accounts and days with the fact that only the name of its file tells."""
    cells = grid.cells.with_columns(pl.lit(fact).alias(f"c{len(grid.headings)}"))
    names = [
        Field.SINCE.value if (known := field_of(name)) and known[0] is Field.SINCE else name
        for name in grid.headings
    ]
    return replace(grid, headings=(*names, Field.FACT.value), cells=cells)


def _typed(file: str, grid: Grid, kind: Kind, notes: list[Note]) -> pl.DataFrame:
    columns = [grid.cells["row"]]
    for name, place in columns_as(kind, grid.headings).items():
        text = grid.cells[f"c{place}"].alias(name)
        series, wrong = typed(text, type_of(name))
        if wrong:
            rows = grid.cells.filter(pl.col(f"c{place}").is_in(wrong))["row"]
            figures = {"column": name_of(name), "count": len(rows), "row": rows[0]}
            notes.append(Note(file, NoteCode.WRONG_CELLS, figures))
        columns.append(series)
    table = pl.DataFrame(columns)
    table = _once(file, table, notes)
    return _with_key(file, table, notes).with_columns(pl.lit(file).alias("file"))


def _once(file: str, table: pl.DataFrame, notes: list[Note]) -> pl.DataFrame:
    """Without the rows that repeat another one, cell by cell."""
    cells = [name for name in table.columns if name != "row"]
    if table.select(cells).hash_rows().n_unique() == table.height:
        return table
    once = table.unique(cells, keep="first", maintain_order=True)
    if doubled := table.height - once.height:
        notes.append(Note(file, NoteCode.DOUBLE_ROWS, {"count": doubled}))
    return once


def _not_known(file: str, grid: Grid) -> Iterator[Note]:
    """What a sheet seems to be and lacks; or that it is none of the lists."""
    seems = seems_to_be(grid.headings, file)
    if seems:
        kind, lacks = seems
        columns = "、".join("/".join(name_of(one) for one in some) for some in lacks)
        yield Note(file, NoteCode.LACKS, {"kind": kind.zh, "columns": columns})
    elif any(grid.headings):
        shown = "、".join(filter(None, grid.headings))[:200]
        yield Note(file, NoteCode.NOT_KNOWN, {"headings": shown})


def _with_key(file: str, table: pl.DataFrame, notes: list[Note]) -> pl.DataFrame:
    keys = [name for name in KEYS if name in table.columns]
    keyed = pl.any_horizontal(pl.col(name).is_not_null() for name in keys)
    without = table.filter(~keyed)
    if without.height:
        figures = {"count": without.height, "row": without["row"][0]}
        notes.append(Note(file, NoteCode.ROWS_WITHOUT_KEY, figures))
    return table.filter(keyed)


def _together(name: str, parts: Sequence[pl.DataFrame], notes: list[Note]) -> pl.DataFrame:
    """One list of all files of a kind, with all columns of that kind and no row twice."""
    kind = next(one for one in kinds() if one.name == name)
    whole = pl.concat(parts, how="diagonal")
    known = dict.fromkeys(
        [*kind.names.values(), *(one for some in kind.needs for one in some), *kind.signs,
         "account_no", "meter_no"]
    )  # fmt: skip
    missing = [
        pl.lit(None, TYPES[type_of(column)]).alias(column)
        for column in known
        if column not in whole.columns
    ]
    whole = whole.with_columns(missing)
    cells = [column for column in whole.columns if column not in {"row", "file"}]
    # Within a file each row stands once already.
    once = whole.unique(cells, keep="first", maintain_order=True) if len(parts) > 1 else whole
    if once.height < whole.height:
        files = "、".join(dict.fromkeys(str(part["file"][0]) for part in parts if part.height))
        notes.append(Note(files, NoteCode.DOUBLE_ROWS, {"count": whole.height - once.height}))
    notes.extend(two_months(name, once))
    return without_contradictions(name, once, notes)
