"""A folder of many offices, one at a time: memory stays flat, and a stop costs one office."""

from __future__ import annotations

import hashlib
import heapq
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from bot.audit.columns import is_a_list
from bot.audit.exports import files_in
from bot.intake.mending import NOT_TAKEN, TAKEN

KEPT = ".jieti-audit"
MOST_OPEN = 200  # files; where a system allows 1,024, much is left for others
_MONTHS = {"month", "ym", "dt", "年月", "月份", "电费年月", "应收年月"}
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """The exports of one office."""

    name: str
    folder: Path
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What an audit of a part found, as data; the summary apart; keys to lay it beside others."""

    findings: list[Data]
    summary: Data
    keys: pl.DataFrame = field(default_factory=pl.DataFrame)


def parts_of(folder: Path) -> list[Part]:
    """The folder itself, if exports lie in it; else what belongs to each office.

    That is a folder for each (县/所), or lists partitioned by office and month, the office before
    the list or after it (office=…/readings, readings/office=…/month=2018-10). What was taken in
    at night lies in a folder of its own, and is the office's all the same.
    """
    files = files_in(folder)
    own = {folder, folder / TAKEN, folder / NOT_TAKEN}
    here = [path for path in files if path.parent in own]
    if here or not files:
        return [Part("", folder, tuple(files))] if files else []
    offices: dict[str, list[Path]] = {}
    for path in files:
        offices.setdefault(_office_of(path.relative_to(folder).parts[:-1]), []).append(path)
    return [
        Part(name, folder / name if (folder / name).is_dir() else folder, tuple(some))
        for name, some in offices.items()
    ]


def _office_of(names: Sequence[str]) -> str:
    """The office that folders name; none where they are those of lists and months alone."""
    said = [name for name in names if "=" in name and name.split("=")[0] not in _MONTHS]
    if said:
        return said[0]
    return "" if is_a_list(names[0]) else names[0]


class Kept:
    """Results of the parts that are done, kept beside the exports until all are."""

    def __init__(self, folder: Path, asked: str, *, several: bool) -> None:
        """Where to keep them.

        Args:
            folder: of the exports.
            asked: of them: the day, the limits, the region.
            several: whether there are parts that a second run could spare; where there is one,
                or nothing may be written there, they are kept elsewhere for this run alone.
        """
        self.asked = asked
        keeps = several and os.access(folder, os.W_OK)
        self.folder = folder / KEPT if keeps else Path(tempfile.mkdtemp())

    def result(self, part: Part, work: Callable[[], Result]) -> Path:
        """The file with a part's result: that of an earlier run, if nothing changed since."""
        path = self.folder / f"{self._mark(part)}.jsonl"
        if not path.exists():
            self.folder.mkdir(mode=0o700, exist_ok=True)
            found = work()
            lines = (
                json.dumps(one, ensure_ascii=False) for one in (*found.findings, found.summary)
            )
            found.keys.write_parquet(path.with_suffix(".parquet"))
            unfinished = path.with_suffix(".part")
            unfinished.write_text("\n".join(lines) + "\n", "utf-8")
            unfinished.replace(path)
        return path

    def clear(self) -> None:
        """Once all is told."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _mark(self, part: Part) -> str:
        """What a result depends on: the files as they are, and what was asked."""
        states = [
            (str(path), stat.st_size, stat.st_mtime_ns)
            for path in part.files
            if (stat := path.stat())
        ]
        text = json.dumps([self.asked, part.name, states])
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def merged(paths: Sequence[Path]) -> Iterator[Data]:
    """The findings of all parts, the dearest first; each part's are in that order already."""
    return heapq.merge(*(_findings(path) for path in paths), key=rank)


def in_few_files(paths: Sequence[Path]) -> Sequence[Path]:
    """The findings of many parts in fewer files, for not too many to be open at once."""
    if len(paths) <= MOST_OPEN:
        return paths
    few = []
    for start in range(0, len(paths), MOST_OPEN):
        few.append(paths[start].with_suffix(".together"))
        with few[-1].open("w", encoding="utf-8") as file:
            for one in merged(paths[start : start + MOST_OPEN]):
                file.write(json.dumps(one, ensure_ascii=False) + "\n")
    return in_few_files(few)


def rank(finding: Data) -> tuple[int, int]:
    """The place of a finding: by money, then by the days that are left."""
    days = finding["days_to_bill"]
    return -finding["money_fen"], 999 if days is None else days


def _findings(path: Path) -> Iterator[Data]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            data = json.loads(line)
            if "summary" not in data:
                yield data


def summary_of(path: Path) -> Data:
    """The last line of a part's result."""
    with path.open("rb") as file:
        *_, last = file
    found: Data = json.loads(last)
    return found


def together(summaries: Sequence[Data]) -> Data:
    """One summary of all parts: figures added up, notes one behind the other."""
    found: Data = dict(summaries[0])
    for summary in summaries[1:]:
        for name, value in summary.items():
            found[name] = _added(found.get(name), value)
    if "planted" in found:
        found["recall"] = _share(found["found"], found["planted"])
        found["precision"] = _share(found["findings"] - len(found["false"]), found["findings"])
    return found


def _added(one: Any, other: Any) -> Any:
    if isinstance(one, bool | str) or one is None or other is None:
        return other if one is None else one
    if isinstance(one, dict):
        return {key: _added(one.get(key), other.get(key)) for key in dict.fromkeys([*one, *other])}
    return one + other


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
