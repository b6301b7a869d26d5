"""`make faults`: every scenario at length, and what each left behind."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tabulate import tabulate

from tests.faults import flood, hard_scenarios  # noqa: F401 - they join by being named
from tests.faults.scenarios import SCENARIOS

TIMES = {"kill": 200, "terminate": 50}
OTHERS = 20


def main() -> int:
    """Run all, print the counts; 1 if anything was lost, doubled or broken."""
    rows, good = [], True
    for name, (run, may_duplicate) in SCENARIOS.items():
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
    sys.exit(main())
