"""60 small faults, one at a time, each in a copy of the project: which do the tests find?

`make mutants`; stopped and called again it goes on, also after the code has changed: what was
tried stands in `.mutants.jsonl`; remove it to begin anew. `python -m tests.mutants 4` makes four.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from itertools import chain
from pathlib import Path

from tests.mutants.change import Mutant, mutants_of

ROOT = Path(__file__).parents[2]
DONE = ROOT / ".mutants.jsonl"
SEED, OF_A_ROOM, AT_ONCE = 27, 12, 2
SECONDS = 1200  # a mutant that runs longer never ends: found
ROOMS = {
    "customer": ["bot/customer"],
    "staff": ["bot/staff"],
    "cases": ["bot/cases"],
    "store": ["bot/store", "bot/sqlite"],
    "wording": ["bot/wording"],
}
# The likeliest first; the first failure ends it.
STAGES = (
    ["tests/wording", "tests/dialogue"],
    ["tests/staff"],
    [
        "tests/cases", "tests/counter", "tests/channels", "tests/store",
        *(f"tests/test_{name}.py" for name in (
            "store", "database_file", "old_faults", "unknown_facts", "retention", "doors",
            "deadlines", "threats", "operations", "cli")),
    ],
)  # fmt: skip
NOT_COPIED = shutil.ignore_patterns(".git", ".venv*", ".*_cache", ".mutants*", "__pycache__")


def chosen() -> list[tuple[str, Mutant]]:
    """The same mutants for the same code: as many of each room, room by room in turn."""
    by_room = []
    for room, folders in ROOMS.items():
        paths = sorted(chain.from_iterable((ROOT / folder).glob("*.py") for folder in folders))
        every = [m for path in paths for m in mutants_of(ROOT, str(path.relative_to(ROOT)))]
        by_room.append(
            [(room, mutant) for mutant in drawn(every, random.Random(f"{SEED} {room}"))]
        )
    return list(chain.from_iterable(zip(*by_room, strict=True)))


def drawn(every: list[Mutant], dice: random.Random) -> list[Mutant]:
    """First the kind of fault, then the place: else most would be conditions."""
    dice.shuffle(every)
    by_kind: dict[str, list[Mutant]] = {}
    for mutant in every:
        by_kind.setdefault(mutant.what, []).append(mutant)
    found = []
    while len(found) < OF_A_ROOM:
        left = sorted(kind for kind, mutants in by_kind.items() if mutants)
        found.append(by_kind[dice.choice(left)].pop())
    return found


def tried(mutant: Mutant | None) -> str:
    """Which tests found it, empty if none did; without a mutant, whether all is well."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
        if mutant:
            mutant.written_into(copy)
        left = float(SECONDS)
        for stage in STAGES:
            started = os.times().elapsed
            if not passes(copy, stage, left):
                return stage[0]
            left -= os.times().elapsed - started
    return ""


def passes(copy: Path, tests: list[str], seconds: float) -> bool:
    """Whether those tests pass in time. What they started ends with them."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    process = subprocess.Popen(
        command,
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(max(seconds, 1)) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def remembered(mutant: Mutant | None) -> str:
    """Which tests found it, from an earlier run if it has been tried."""
    key = asdict(mutant) if mutant else None
    lines = DONE.read_text(encoding="utf-8").splitlines() if DONE.exists() else []
    for one in map(json.loads, lines):
        if one["mutant"] == key:
            return str(one["found_by"])
    found_by = tried(mutant)
    with DONE.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"mutant": key, "found_by": found_by}) + "\n")
    return found_by


def main() -> None:
    if failing := remembered(None):
        DONE.unlink()
        sys.exit(f"{failing} fails without any fault: mend that first")
    mutants = chosen()[: int(sys.argv[1]) if sys.argv[1:] else None]

    def settle(one: tuple[str, Mutant]) -> str:
        found_by = remembered(one[1])
        print(f"{told(one[1])}: {found_by or 'SURVIVED'}", flush=True)
        return found_by

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(settle, mutants))
    for room in ROOMS:
        of_room = [by for (one, _), by in zip(mutants, found, strict=True) if one == room]
        print(f"{room}: {sum(map(bool, of_room))}/{len(of_room)}")
    print(f"killed: {sum(map(bool, found))}/{len(found)}")
    for (_, mutant), by in zip(mutants, found, strict=True):
        if not by:
            print(f"survived: {told(mutant)}")


def told(mutant: Mutant) -> str:
    return f"{mutant.path}:{mutant.line} {mutant.what}: {mutant.code.splitlines()[0][:60]}"


if __name__ == "__main__":
    main()
