"""`make test-postgres`: a server of its own, the store's promises on it, a line of figures."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tests.dialogue.conversation import ENGINE
from tests.postgres.server import URL, programs, running

# The store's promises; then what customers and staff do, over the same store.
PROMISES = ("tests/store", "tests/postgres")
WHOLE = (
    "tests/cases", "tests/staff/test_life.py", "tests/staff/test_trail.py",
    "tests/staff/test_team.py", "tests/dialogue/test_memory.py",
)  # fmt: skip


def main() -> int:
    """Run them; 1 if one fails."""
    begun = time.monotonic()
    with running() as server:
        ready = time.monotonic() - begun
        given = {**os.environ, URL: server.url}
        wrong = _pytest(PROMISES, given) + _pytest(WHOLE, {**given, ENGINE: "postgres"})
    version = subprocess.run(
        [str(programs() / "postgres"), "--version"], check=True, capture_output=True, text=True
    ).stdout.split()[2]
    took = time.monotonic() - begun
    print(f"PostgreSQL {version}: ready in {ready:.1f} s, all in {took:.0f} s,", end=" ")
    print(f"{wrong} of 2 runs failed" if wrong else "store, cases and desk as on SQLite")
    return int(wrong > 0)


def _pytest(tests: tuple[str, ...], environment: dict[str, str]) -> int:
    arguments = ["-n", "2", "-p", "no:cacheprovider", *tests]
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env=environment, check=False).returncode != 0


if __name__ == "__main__":
    sys.exit(main())
