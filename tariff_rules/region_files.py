"""Reads `regions/*.yaml`. A figure without a source, or written as a float, does not load.

Rules that a region does not word itself come from `regions/national.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tariff_rules.errors import RegionFileError, UnknownRegionError, shown
from tariff_rules.evidence import RULES, Rule, Source
from tariff_rules.fields import Document, Field
from tariff_rules.own_examples import check_examples
from tariff_rules.plausible import check_schedules, check_sources, today
from tariff_rules.schedule_checks import check_order
from tariff_rules.schedules import EVIDENCE, read_schedule
from tariff_rules.tariff import Tariff
from tariff_rules.yaml_text import read_yaml

REGIONS = Path(__file__).parent / "regions"
NATIONAL = "national"


def names(folder: Path | None) -> tuple[str, ...]:
    """Names of the files in the office's own folder and in the package."""
    folders = [REGIONS, *([folder] if folder else [])]
    found = {path.stem for each in folders for path in each.glob("*.yaml")}
    return tuple(sorted(found - {NATIONAL}))


def find(name: str, folder: Path | None) -> Path:
    """The file of that name; the office's own one wins.

    Raises:
        UnknownRegionError: there is none.
    """
    known = names(folder)
    if name not in known:
        raise UnknownRegionError(
            "unknown region {name}; known regions: {known}",
            name=shown(name),
            known=", ".join(known),
        )
    own = folder / f"{name}.yaml" if folder else None
    return own if own and own.exists() else REGIONS / f"{name}.yaml"


def read_region(path: Path) -> Tariff:
    """Read one file of the form of `regions/henan.yaml`.

    Raises:
        RegionFileError: names the file, the line and the place in it.
    """
    national = _load(REGIONS / f"{NATIONAL}.yaml", {})
    shared = _sources(national)
    top = _load(path, shared)
    top.only({"region", "name", "sources", "rules", "schedules", "examples"})
    if top["region"].text() != path.stem:
        raise top["region"].error("must be the file's name, {stem}", stem=path.stem)
    sources = {**shared, **_sources(top)}
    rules = {**_rules(national, shared), **_rules(top, sources)}
    known = Document(top.document.name, top.document.text, sources)
    entries = Field(known, top["schedules"].value, ("schedules",))
    each = tuple(entries.entries())
    schedules = tuple(read_schedule(entry) for entry in each)
    check_order(entries, each, schedules)
    tariff = Tariff(top["region"].text(), top["name"].words(), schedules, rules, sources)
    latest = today()
    check_sources(top, latest)
    check_schedules(each, tariff, latest)
    check_examples(top.get("examples"), tariff)
    return tariff


def _load(path: Path, sources: Mapping[str, Source]) -> Field:
    try:
        text = path.read_text(encoding="utf-8")
        data = read_yaml(text)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise RegionFileError(path.name, 0, "", "cannot be read: {error}", error=error) from error
    return Field(Document(path.name, text, tuple(sources)), data)


def _sources(top: Field) -> dict[str, Source]:
    return {
        key: Source(entry["title"].words(), entry["quality"].words(), entry["date"].words())
        for key, entry in top["sources"].items()
    }


def _rules(top: Field, sources: Mapping[str, Source]) -> dict[str, Rule]:
    given = top.get("rules")
    if given is None:
        return {}
    rules = {}
    known = Document(top.document.name, top.document.text, tuple(sources))
    for name, entry in given.items():
        field = Field(known, entry.value, entry.path)
        if name not in RULES:
            raise field.error("is no rule; rules are {known}", known=", ".join(RULES))
        field.only({"value", *EVIDENCE})
        value = field["value"].text()
        if value not in RULES[name]:
            raise field["value"].error(
                "is {value}; use one of {known}",
                value=shown(value),
                known=", ".join(sorted(RULES[name])),
            )
        rules[name] = Rule(value, field.evidence())
    return rules
