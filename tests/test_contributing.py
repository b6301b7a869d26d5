"""What CONTRIBUTING names is there."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent


def test_every_file_that_it_names_is_there() -> None:
    text = (ROOT / "docs" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:bot|tests|tariff_rules|locales)/[\w/.*]+)`", text))
    assert len(named) > 12
    assert [path for path in named if not list(ROOT.glob(path))] == []


def test_the_hooks_are_the_checks_of_make() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]
    check = (ROOT / "Makefile").read_text("utf-8").split("\ncheck:")[1].split("\n\n")[0]
    commands = [line.partition('" ')[2] for line in check.splitlines()[1:]]
    assert [h["entry"].replace(".venv/bin", "$(BIN)") for h in hooks["hooks"]] == commands


def test_an_environment_that_was_moved_with_its_folder_is_made_anew(tmp_path: Path) -> None:
    """It holds its own path: nothing in it would start."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    made = tmp_path / ".venv" / "installed"
    made.parent.mkdir()

    def steps() -> str:
        return subprocess.run(
            ["make", "-n", "install"],  # noqa: S607 - the make that is on the path
            cwd=tmp_path,
            env={k: v for k, v in os.environ.items() if k != "MAKEFLAGS"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    made.write_text(f"{made.parent}\n")
    assert "-m venv" not in steps()
    made.write_text("/elsewhere/.venv\n")
    assert "-m venv --clear .venv" in steps()
