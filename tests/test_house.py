"""The house keeps its form: sizes, arrows one way, and a picture that shows what is so."""

from __future__ import annotations

import ast
import re
import tomllib
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path
from statistics import quantiles
from typing import Any

import grimp
import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(chain(ROOT.glob("bot/**/*.py"), ROOT.glob("tariff_rules/**/*.py")))
PAPERS = [*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md")]
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

LINES_OF_A_FILE, LINES_OF_A_FUNCTION, NINE_OF_TEN = 300, 40, 220


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_long() -> None:
    over = {str(p.relative_to(ROOT)) for p in CODE if lines_of(p) > LINES_OF_A_FILE}
    assert over == set()


def test_no_function_is_long() -> None:
    over = {
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LINES_OF_A_FUNCTION
    }
    assert over == set()


def test_nine_of_ten_files_fit_on_a_few_screens() -> None:
    assert quantiles(map(lines_of, CODE), n=10)[-1] < NINE_OF_TEN


def test_no_file_imports_itself_by_a_detour() -> None:
    graph = grimp.build_graph("bot", "tariff_rules", cache_dir=None)
    arrows = {one: graph.find_modules_directly_imported_by(one) for one in graph.modules}
    assert len(arrows) >= len(CODE)
    TopologicalSorter(arrows).prepare()  # names the circle, if there is one


def layers() -> list[set[str]]:
    """The rooms as the contract has them, from the top."""
    contracts = SETTINGS["tool"]["importlinter"]["contracts"]
    (contract,) = (one for one in contracts if one["type"] == "layers")
    return [{f"bot/{room.strip()}" for room in line.split("|")} for line in contract["layers"]]


@pytest.mark.parametrize("name", ["docs/developing.md", "docs/en/developing.md"])
def test_the_picture_in_the_docs_shows_the_rooms_as_they_are_held(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pictures = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    (picture,) = (one for one in pictures if "bot/cli" in one)
    floors = [set(re.findall(r"bot/\w+", line)) for line in picture.splitlines()]
    assert [floor for floor in floors if floor] == layers()
    assert "bot/" not in picture[picture.index("\ntariff_rules ") :]


@pytest.mark.parametrize("page", PAPERS, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_that_a_paper_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    paths = re.findall(r"(?<![\w/])(?:bot|tariff_rules|tests|locales)/[\w./*-]*", text)
    assert [path for path in paths if not there(path.rstrip("."))] == []


def there(path: str) -> list[Path]:
    found = list(ROOT.glob(path)) if "*" in path else [ROOT / path, ROOT / f"{path}.py"]
    return [one for one in found if one.exists()]


def test_no_file_is_allowed_what_it_does_not_do() -> None:
    lint = SETTINGS["tool"]["ruff"]["lint"]
    banned = "|".join(lint["flake8-tidy-imports"]["banned-api"])
    uses = re.compile(rf"^\s*(import|from) ({banned})\b", re.MULTILINE)
    allowed = [
        ROOT / path
        for pattern, codes in lint["per-file-ignores"].items()
        if "TID251" in codes and "*" not in pattern
        for path in spelled_out(pattern)
    ]
    assert allowed
    idle = [path for path in allowed if not uses.search(path.read_text(encoding="utf-8"))]
    assert idle == []


def spelled_out(pattern: str) -> list[str]:
    """`a/{b,c}.py` as two paths."""
    braces = re.search(r"\{(.*)\}", pattern)
    names = braces[1].split(",") if braces else [""]
    return [re.sub(r"\{.*\}", name, pattern) for name in names]
