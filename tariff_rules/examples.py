"""Worked examples as data: facts, what is expected, what was published, and where.

A file is a YAML (or JSON) list of examples:

    - id: HA-02
      title: one bill that crosses from tier 2 to tier 3
      source: 关于河南阶梯电价的疑问(435 kWh)
      mechanisms: [cycle.annual_upfront]
      facts: {region: henan, …}            # as `jieti assess` takes them
      expect: {settlements: [{total: "351.10"}]}   # any part of what it prints
      published: {settlements: [{total: "351.1"}]} # the same part as printed in the source
      published_is: right                   # or wrong: kept, with our figure beside it
      note: why

`region` may name a file in a folder `regions` beside the examples.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from tariff_rules.errors import TariffRulesError
from tariff_rules.facts import assess_facts
from tariff_rules.yaml_text import read_yaml

KEYS = {
    "id", "title", "source", "mechanisms", "facts", "expect", "published", "published_is", "note",
    "refused",
}  # fmt: skip


class ExamplesError(TariffRulesError):
    """A file of examples cannot be used; the message names the file and the example."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where our figures are not those of an example; as text it is English.

    Attributes:
        clause, figures: what differs, and what its blanks are filled with.
    """

    clause: str
    figures: Mapping[str, object]

    def __str__(self) -> str:
        return self.clause.format(**self.figures)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example that was run.

    Attributes:
        differences: where our figures are not the expected ones; empty when all agree.
        published_wrong: where our figures differ from printed ones that are marked as wrong.
    """

    id: str
    title: str
    mechanisms: tuple[str, ...]
    differences: tuple[Mismatch, ...]
    published_wrong: tuple[Mismatch, ...]


def run_examples(path: Path) -> tuple[Outcome, ...]:
    """Run every example of a file.

    Raises:
        ExamplesError: the file or an example in it is not of this form.
    """
    folder = path.parent / "regions"
    return tuple(_run(example, folder if folder.is_dir() else None) for example in _examples(path))


def _examples(path: Path) -> list[dict[str, Any]]:
    try:
        data = read_yaml(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise ExamplesError(
            "{file}: cannot be read: {error}", file=path.name, error=error
        ) from error
    if not isinstance(data, list) or not data:
        raise ExamplesError("{file}: must be a list of examples", file=path.name)
    for number, example in enumerate(data, start=1):
        place: dict[str, object] = {"file": path.name, "number": number}
        if not isinstance(example, dict):
            raise ExamplesError("{file}, example {number}: must be a mapping", **place)
        for key in ("id", "facts", "source"):
            if key not in example:
                raise ExamplesError("{file}, example {number}: {key} is missing", **place, key=key)
        if "expect" not in example and "refused" not in example:
            raise ExamplesError(
                "{file}, example {number}: give what to expect, or why it is refused", **place
            )
        for key in example:
            if key not in KEYS:
                known = ", ".join(sorted(KEYS))
                raise ExamplesError(
                    "{file}, example {number}: {key} is not known; known are {known}",
                    **place,
                    key=key,
                    known=known,
                )
    return data


def _run(example: dict[str, Any], folder: Path | None) -> Outcome:
    differences: tuple[Mismatch, ...] = ()
    wrong: tuple[Mismatch, ...] = ()
    refused = example.get("refused")
    try:
        ours = assess_facts(_plain(example["facts"]), folder)
    except TariffRulesError as error:
        if refused is None or str(refused) not in str(error):
            differences = (Mismatch("{error}", {"error": error}),)
    else:
        if refused is not None:
            differences = (Mismatch("expected to be refused: {refused}", {"refused": refused}),)
        else:
            differences = tuple(_compare(example["expect"], ours, ""))
            published = tuple(_compare(example.get("published", {}), ours, ""))
            if example.get("published_is") == "wrong":
                wrong = published
                if not published:
                    differences += (
                        Mismatch("marked as wrong in print, but our figures agree", {}),
                    )
            else:
                differences += tuple(Mismatch("published: {what}", {"what": d}) for d in published)
    return Outcome(
        str(example["id"]),
        str(example.get("title", "")),
        tuple(example.get("mechanisms", ())),
        differences,
        wrong,
    )


def _plain(facts: Any) -> Any:
    """YAML's dates as the text that facts are written in."""
    if isinstance(facts, dict):
        return {str(key): _plain(value) for key, value in facts.items()}
    if isinstance(facts, list):
        return [_plain(value) for value in facts]
    return facts.isoformat() if hasattr(facts, "isoformat") else facts


def _compare(wanted: Any, found: Any, place: str) -> Iterator[Mismatch]:
    """Where what was found is not what was wanted; what was not asked for does not count."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key, value in wanted.items():
            yield from _compare(value, found.get(str(key)), f"{place}.{key}".lstrip("."))
    elif isinstance(wanted, list) and isinstance(found, list):
        if len(wanted) != len(found):
            yield Mismatch(
                "{place}: {wanted} entries expected, {found} found",
                {"place": place, "wanted": len(wanted), "found": len(found)},
            )
        for i, (a, b) in enumerate(zip(wanted, found, strict=False)):
            yield from _compare(a, b, f"{place}[{i}]")
    elif not _same(wanted, found):
        yield Mismatch(
            "{place}: {wanted} expected, {found} found",
            {"place": place, "wanted": wanted, "found": found},
        )


def _same(wanted: Any, found: Any) -> bool:
    if wanted == found:
        return True
    try:
        return not isinstance(wanted, bool) and Decimal(str(wanted)) == Decimal(str(found))
    except InvalidOperation:
        return False
