"""The commands as they are typed: processes in a folder with a database."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.forking import JIETI, run_forked

__all__ = ["JIETI", "Desk"]


class Desk:
    """A folder with a database, and the commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def environment(self) -> dict[str, str]:
        # How wide the terminal is belongs to whoever runs the tests.
        own = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("JIETI_") and name != "COLUMNS"
        }
        return {**own, "JIETI_DATABASE": str(self.folder / "jieti.db")}

    def run(self, *arguments: object, **other: str) -> subprocess.CompletedProcess[str]:
        text = other.pop("input", "")
        done = run_forked(tuple(map(str, arguments)), self.environment() | other, text.encode())
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    def does(self, *arguments: object, **other: str) -> str:
        done = self.run(*arguments, **other)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refuses(self, *arguments: object, **other: str) -> str:
        """Standard error of a command that fails: one clear line, no traceback."""
        done = self.run(*arguments, **other)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        return done.stderr
