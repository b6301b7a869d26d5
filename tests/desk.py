"""The commands as they are typed: real processes in a folder with a database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

JIETI = Path(sys.executable).parent / "jieti"


class Desk:
    """A folder with a database, and the commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def environment(self) -> dict[str, str]:
        own = {name: value for name, value in os.environ.items() if not name.startswith("JIETI_")}
        return {**own, "JIETI_DATABASE": str(self.folder / "jieti.db")}

    def run(self, *arguments: object, **other: str) -> subprocess.CompletedProcess[str]:
        text = other.pop("input", "")
        return subprocess.run(
            [JIETI, *map(str, arguments)],
            input=text,
            capture_output=True,
            text=True,
            env=self.environment() | other,
            check=False,
            timeout=60,
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
