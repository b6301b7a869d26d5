"""What stands in the papers from the code: `make docs` writes it, a test says when it is old."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import tariff_rules
from bot.bills.lookup import outlook_for
from bot.cli.setting_table import rows
from bot.intake.template import headings
from bot.papers.ladder import ladder
from bot.papers.png import png
from bot.papers.then_and_now import then_and_now
from bot.wording.catalogue import words
from tests.dialogue.conversation import OFFICE
from tests.wording.records import found, history

ROOT = Path(__file__).parent.parent
ENGLISH, CHINESE = "en", "zh_Hans_CN"
# What is drawn: in README, one for each of its languages.
PICTURES = {CHINESE: "", ENGLISH: ".en"}


def pages() -> list[Path]:
    """README and docs, in both languages."""
    return [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").glob("**/*.md"))]


def filled(path: Path) -> str:
    """The page, with what stands between its marks as the code has it now."""
    text = path.read_text(encoding="utf-8")
    language = ENGLISH if path.match("docs/en/*") or path.name == "README.en.md" else CHINESE
    for name, make in MADE.items():
        mark = re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end -->)", re.DOTALL)
        text = mark.sub(lambda _, make=make: f"\n{make(language)}\n\n", text)  # type: ignore[misc]
    return text


def _rows(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _headings(language: str) -> str:
    if language == CHINESE:
        return _rows(("表", "列名(粗的必要)", "也认这些写法"), headings())
    return _rows(("List", "Heading (needed ones in bold; 或: or)", "Also known as"), headings())


def _api(_: str) -> str:
    """Each public name of `tariff_rules`: how it is made or called, and its docstring."""
    return "\n\n".join(_entry(name) for name in tariff_rules.__all__)


def _entry(name: str) -> str:
    thing = getattr(tariff_rules, name)
    said = (inspect.getdoc(thing) or "").partition("\n>>> ")[0]
    head = f"### {name}\n\n"
    if inspect.isclass(thing) and issubclass(thing, Enum):
        values = ", ".join(f"`{one.name}` = `{one.value}`" for one in thing)
        return f"{head}{said}\n\n{values}"
    if inspect.isclass(thing) and issubclass(thing, Exception):
        return f"{head}{said}"
    if inspect.isclass(thing):
        named = {one.name: one.type for one in fields(thing)} if is_dataclass(thing) else None
        rows = (
            f"    {field}: {_type(kind)}" for field, kind in (named or _annotated(thing)).items()
        )
        return f"{head}{_sections(said)}\n\n" + "\n".join(rows)
    return f"{head}    {name}({_parameters(thing)})\n\n{_sections(said)}"


def _annotated(thing: Any) -> dict[str, Any]:
    return {name: inspect.signature(thing).parameters[name].annotation for name in thing._fields}


def _parameters(thing: Callable[..., Any]) -> str:
    """What a caller gives; the kind of numbers is for arithmetic over columns."""
    given = inspect.signature(thing).parameters.values()
    return ", ".join(
        f"{one.name}: {_type(one.annotation)}"
        + ("" if one.default is one.empty else f" = {_value(one.default)}")
        for one in given
        if one.annotation != "Numbers"
    )


def _value(default: object) -> str:
    return str(default) if isinstance(default, Enum) else repr(default)


def _type(kind: Any) -> str:
    return str(getattr(kind, "__forward_arg__", kind))


def _sections(said: str) -> str:
    """Google's sections as lists."""
    return "\n".join(map(_line, said.splitlines()))


def _line(line: str) -> str:
    deep = len(line) - len(line.lstrip())
    if not deep:
        return f"{line}\n" if line in {"Args:", "Attributes:", "Returns:", "Raises:"} else line
    return f"- {line.strip()}" if deep == 4 else f"  {line.strip()}"


def _settings(language: str) -> str:
    say = words(language)
    return _rows(
        ("变量", "默认", "说明") if language == CHINESE else ("Variable", "Default", "Meaning"),
        rows(say),
    )


MADE: dict[str, Callable[[str], str]] = {"headings": _headings, "api": _api, "settings": _settings}


def pictures() -> Iterator[tuple[str, bytes]]:
    """The pictures of README."""
    for language, suffix in PICTURES.items():
        say = words(language)
        view, _ = outlook_for(history("tier-2"), OFFICE, date(2018, 12, 22))
        drawn = {
            "too_much": then_and_now(say, found("registered-late")),
            "ladder": ladder(say, found("tier-2"), view),
        }
        yield from ((f"{name}{suffix}.png", png(svg)) for name, svg in drawn.items() if svg)


def main() -> None:
    """Write all of it."""
    for page in pages():
        page.write_text(filled(page), encoding="utf-8")
    for name, content in pictures():
        (ROOT / "docs/pictures" / name).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
