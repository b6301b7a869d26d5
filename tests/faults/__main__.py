"""`make faults`: every scenario at length, and what each left behind.

`python -m tests.faults [NAME …]` runs those alone. With TESTS_ENGINE=postgres in the environment
they stand on a server of PostgreSQL that is started for them.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from tabulate import tabulate

from tests.dialogue.conversation import ENGINE
from tests.faults import flood, hard_scenarios  # noqa: F401 - they join by being named
from tests.faults.office import TYPED
from tests.faults.scenarios import SCENARIOS

TIMES = {"kill": 200, "terminate": 50}
OTHERS = 20
# A file may not grow: of a server's files the process has none.
OF_FILES = {"full_disk"}


def main(names: list[str]) -> int:
    """Run all, print the counts; 1 if anything was lost, doubled or broken."""
    os.environ[TYPED] = "1"
    if not os.environ.get(ENGINE):
        return _run(names or list(SCENARIOS))
    from tests.postgres.server import URL, running  # noqa: PLC0415

    with running() as server:
        os.environ[URL] = server.url
        return _run(names or [name for name in SCENARIOS if name not in OF_FILES])


def _run(names: list[str]) -> int:
    rows, good = [], True
    for name in names:
        run, may_duplicate = SCENARIOS[name]
        with tempfile.TemporaryDirectory() as folder:
            found = asyncio.run(run(Path(folder), TIMES.get(name, OTHERS)))
        fine = found.faultless(found.faults if may_duplicate else 0)
        good = good and fine
        rows.append([
            found.name, found.faults, found.updates, found.unanswered, found.disordered,
            found.duplicates, found.cases_twice, found.set_aside,
            "ok" if found.intact else "BROKEN", "ok" if fine else "FAILED",
        ])  # fmt: skip
        print(name, "ok" if fine else "FAILED", file=sys.stderr)
    head = [
        "fault", "times", "updates", "unanswered", "out of order", "duplicates", "cases twice",
        "set aside", "database", "verdict",
    ]  # fmt: skip
    print(tabulate(rows, head))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
