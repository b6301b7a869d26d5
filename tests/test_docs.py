"""README and docs as a reader takes them: typed in order, in a fresh clone, by whoever."""

from __future__ import annotations

import io
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from bot.sample_office import sample_files
from tests.desk import Desk
from tests.docs import ROOT, filled, pages
from tests.forking import run_forked

PAGES = [path.relative_to(ROOT) for path in pages()]
CHINESE = [path for path in PAGES if "en" not in path.parts and path.name != "README.en.md"]
PAIRS = [
    (Path("README.md"), Path("README.en.md")),
    *((path, path.parent / "en" / path.name) for path in CHINESE
      if (ROOT / path.parent / "en" / path.name).exists()),
]  # fmt: skip
TYPED = re.compile(r"```sh\n(.*?)```", re.DOTALL)
SERVES = {"run", "web"}  # until they are told to stop; other tests start these
# What a command that ends with 1 has found: planted situations, something that is missing.
FINDS = {"doctor", "import"}


def commands(page: Path) -> list[list[str]]:
    """What is typed, in order, a command a line."""
    blocks = TYPED.findall((ROOT / page).read_text(encoding="utf-8"))
    lines = [line for block in blocks for line in block.splitlines()]
    parts = [part.strip() for line in lines for part in line.partition("   #")[0].split(" && ")]
    return [shlex.split(part) for part in parts if part]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A fresh clone: what is read lies there, what is written stays there."""
    for name in ("bot", "tariff_rules"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The database of somebody who has typed README's commands."""
    desk = Desk(tmp_path_factory.mktemp("imported"))
    desk.does("import", *sample_files())
    return (desk.folder / "jieti.db").read_bytes()


@pytest.mark.parametrize("page", [page for page in CHINESE if commands(page)], ids=str)
def test_what_a_page_says_can_be_typed(clone: Desk, page: Path, imported: bytes) -> None:
    if page.name != "README.md":  # which begins with nothing; the others come after it
        (clone.folder / "jieti.db").write_bytes(imported)
        (clone.folder / "jieti.db").chmod(0o600)
    for command in commands(page):
        if command[0] == "make":
            assert is_target(command[1:]), command
        elif command[0] == "jieti":
            run(clone, [word for part in command[1:] for word in spread(part)])
        else:
            assert command == [".", ".venv/bin/activate"], command


def run(clone: Desk, words: list[str]) -> None:
    if SERVES & set(words):
        words = [*words, "--help"]
    environment = clone.environment() | {"JIETI_DATABASE": ""}
    done = run_forked(tuple(words), environment, b"\n" * 10)
    allowed = {0, 1} if FINDS & set(words) else {0}
    assert done.returncode in allowed, (words, done.stderr.decode())
    assert b"Traceback" not in done.stderr


def spread(part: str) -> list[str]:
    return sorted(map(str, Path().glob(part))) if "*" in part else [part]


def is_target(words: list[str]) -> bool:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return all("=" in word or re.search(rf"^{word}:", text, re.MULTILINE) for word in words)


@pytest.mark.parametrize(("chinese", "english"), PAIRS, ids=str)
def test_both_languages_type_the_same(chinese: Path, english: Path) -> None:
    assert commands(chinese) == commands(english)


@pytest.mark.parametrize(("chinese", "english"), PAIRS, ids=str)
def test_both_languages_have_the_same_parts(chinese: Path, english: Path) -> None:
    one, other = ((ROOT / page).read_text(encoding="utf-8") for page in (chinese, english))
    for sign in (r"^#+ ", r"^```", r"^\| ", r"^\d+\. ", r"!\["):
        counts = [len(re.findall(sign, text, re.MULTILINE)) for text in (one, other)]
        assert counts[0] == counts[1], sign


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_what_comes_from_the_code_is_as_the_code_has_it(page: Path) -> None:
    assert filled(ROOT / page) == (ROOT / page).read_text(encoding="utf-8"), "make docs"


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)`]+)\)", text) if "://" not in link]
    assert [link for link in links if not leads(ROOT / page, link)] == []


def leads(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = page.parent / path if path else page
    if not target.exists() or not anchor:
        return target.exists()
    heads = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
    return anchor in {re.sub(r"[^\w\- ]", "", head).lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("readme", ["README.md", "README.en.md"])
def test_the_python_in_the_readme_prints_what_it_says(readme: str) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / readme).read_text("utf-8"), re.DOTALL)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(code, {})  # noqa: S102 - our own page
    assert printed.getvalue().strip() == code.rpartition("# ")[2].strip()
