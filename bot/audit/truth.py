"""What an audit found beside what is known to be there, where the folder has a file of that."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.audit.rule import PLACES, Finding

KEYS = ("account", "meter", *PLACES, "person")
Planted = tuple[str, str]  # rule, and the account, meter, person or area


@dataclass(frozen=True)
class Compared:
    """Findings beside the truth.

    Attributes:
        missed: planted and not found.
        found: planted and found.
        consequences: found on what was planted, by another rule: the same situation seen again.
        false: found where nothing was planted.
    """

    missed: tuple[Planted, ...]
    found: int
    consequences: int
    false: tuple[Finding, ...]

    def data(self) -> dict[str, Any]:
        """Recall and precision for the summary."""
        planted = self.found + len(self.missed)
        findings = self.found + self.consequences + len(self.false)
        return {
            "planted": planted,
            "found": self.found,
            "recall": round(self.found / planted, 4) if planted else None,
            "precision": round(1 - len(self.false) / findings, 4) if findings else None,
            "consequences": self.consequences,
            "missed": [list(one) for one in self.missed],
            "false": [[*f.key, str(f.since or "")] for f in self.false],
        }


def truth_in(folder: Path) -> set[Planted] | None:
    """What is known of a folder's office; None where no file truth.* says so."""
    paths = sorted(path for path in folder.glob("truth*") if path.is_file())
    if not paths:
        return None
    return {planted for path in paths for planted in _planted(path)}


def compare(findings: Sequence[Finding], truth: set[Planted]) -> Compared:
    """The findings beside the truth."""
    keys = {finding.key for finding in findings}
    places = {place for _, place in truth}
    hit = [finding for finding in findings if _all_keys(finding) & truth]
    rest = [finding for finding in findings if not _all_keys(finding) & truth]
    touched = [f for f in rest if {place for _, place in _all_keys(f)} & places]
    false = tuple(f for f in rest if not {place for _, place in _all_keys(f)} & places)
    known = keys | {key for finding in hit for key in _all_keys(finding)}
    missed = tuple(sorted(truth - known))
    return Compared(missed, len(truth) - len(missed), len(touched), false)


def _all_keys(finding: Finding) -> set[Planted]:
    others = (finding.figures.get(name) for name in PLACES)
    places = (finding.account, finding.meter, finding.person, *others)
    return {(finding.rule.id, str(place)) for place in places if place}


def _planted(path: Path) -> Iterator[Planted]:
    for row in _rows(path.read_text("utf-8-sig"), path.suffix.lower()):
        place = next((str(row[key]) for key in KEYS if row.get(key)), "")
        if row.get("rule") and place:
            yield str(row["rule"]), place


def _rows(text: str, suffix: str) -> list[dict[str, Any]]:
    if suffix == ".csv":
        return list(csv.DictReader(io.StringIO(text)))
    if suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    found = json.loads(text)
    if isinstance(found, dict):
        found = next((rows for rows in found.values() if isinstance(rows, list)), [])
    return [row for row in found if isinstance(row, dict)]
