"""Keeps the catalogues true to the code: `python locales/check.py [--update]`.

Checks that every sentence of the code stands in bot.pot and in each catalogue, is translated, and
keeps its placeholders. `--update` collects the sentences; English is the source and fills itself.
"""

from __future__ import annotations

import re
import sys
from copy import deepcopy
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
HANDBOOK = HERE.parent / "bot/handbook/entries"
KEYWORDS = dict.fromkeys(
    (
        "say",
        "mark",
        "self",
        "_say",
        "SettingsError",
        "StoreError",
        "PhrasesError",
        "LoopEndedError",
    )
)
# Of the rules: behind the place, or the first.
CLAUSES = {
    "FactError": (2,), "RegionFileError": (4,),
    **dict.fromkeys(
        ("error", "YamlError", "ExamplesError", "NotCoveredError", "UnknownRegionError",
         "Mismatch"),
        (1,),
    ),
    "_found": (3,),
}  # fmt: skip
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
PLACEHOLDER = re.compile(r"{(\w+)}")
WORD = re.compile(r"[A-Za-z]{2}")


def collect() -> Catalog:
    """All sentences that the code and the pages mark, and those of the handbook."""
    catalogue = Catalog(domain="bot", project="jieti")
    found = [
        message
        for room, keywords in (("bot", KEYWORDS), ("tariff_rules", CLAUSES))
        for message in extract_from_dir(
            HERE.parent / room, METHODS, keywords=keywords, comment_tags=("i18n:",),
            strip_comment_tags=True,
        )
    ]  # fmt: skip
    for file, _, message, comments, context in sorted(found, key=lambda f: (str(f[0]), f[1])):
        catalogue.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    for path in sorted(HANDBOOK.glob("*.yaml")):
        for rows in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            for row in rows:
                place = str(path.relative_to(HANDBOOK.parent.parent))
                catalogue.add(row["say"], locations=[(place, 0)])
    return catalogue


def catalogues() -> dict[Path, Catalog]:
    """The catalogue of each language."""
    found = {}
    for path in sorted(HERE.glob("*/LC_MESSAGES/bot.po")):
        with path.open("rb") as file:
            found[path] = read_po(file, locale=path.parent.parent.name)
    return found


def update() -> None:
    """Write bot.pot and bring each catalogue up to date with it."""
    template = collect()
    _write(HERE / "bot.pot", template)
    for path, catalogue in catalogues().items():
        # A copy: the catalogues would share the new messages and so each other's translations.
        catalogue.update(deepcopy(template), no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        for message in catalogue:
            if path.parent.parent.name == "en" and message.id:
                message.string = message.id
        _write(path, catalogue)


def problems() -> list[str]:
    """What is missing or wrong, one line each."""
    wanted = {m.id for m in collect() if m.id}
    with (HERE / "bot.pot").open("rb") as file:
        template = {m.id for m in read_po(file) if m.id}
    found = [] if template == wanted else ["bot.pot is out of date; run 'make catalogues'"]
    for path, catalogue in catalogues().items():
        name = path.parent.parent.name
        translated = {m.id: m for m in catalogue if m.id}
        found += [f"{name}: not translated: {id_}" for id_ in sorted(wanted - set(translated))]
        found += [f"{name}: no longer used: {id_}" for id_ in sorted(set(translated) - wanted)]
        for id_, message in translated.items():
            untouched = message.string == id_ and WORD.search(PLACEHOLDER.sub("", id_))
            if not message.string or message.fuzzy or (untouched and name != "en"):
                found.append(f"{name}: not translated: {id_}")
            elif set(PLACEHOLDER.findall(id_)) != set(PLACEHOLDER.findall(message.string)):
                found.append(f"{name}: other placeholders than in the source: {id_}")
    return found


def _write(path: Path, catalogue: Catalog) -> None:
    # No header: its dates would change with every run.
    with path.open("wb") as file:
        write_po(
            file, catalogue, width=98, sort_by_file=True, include_lineno=False, omit_header=True
        )


if __name__ == "__main__":
    if "--update" in sys.argv:
        update()
    lines = problems()
    print("\n".join(lines) or "catalogues: complete")
    sys.exit(bool(lines))
