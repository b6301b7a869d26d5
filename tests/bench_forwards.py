"""Ten customers forwarded at a stretch, under Telegram's limits: `python -m tests.bench_forwards`.

Seconds until the first and the last card, with taps between: goal 4 and 12, no tap left waiting.
"""

from __future__ import annotations

import asyncio
import signal
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from tabulate import tabulate

from bot.clock import CHINA
from bot.sample_office import sample_files
from tests.desk import Desk
from tests.faults.office import office
from tests.staff.test_wire_taps import staffed
from tests.standin import BotApi, Person

LIMITS = "30,1,20"  # as they are set where nothing else is said
CUSTOMERS, TAPS, LONG = 10, 3, 90
ACCOUNTS = [4100000123 + n for n in (0, 1, 2, 3, 4, 5, 7, 8, 9, 10)]
WORDS = {
    "account unknown": ["电费咋这么贵"] * CUSTOMERS,
    "account in the words": [f"{number} 电费不对" for number in ACCOUNTS],
}


async def measured(folder: Path, words: list[str]) -> tuple[float, float, float, int]:
    """Seconds to the first and the last card and of the slowest tap; taps left waiting."""
    async with office(folder, JIETI_ADMIN="7", JIETI_SENDS=LIMITS) as (api, process):
        _, clerk = await staffed(api, process)
        await asyncio.sleep(2)
        seen, begin = len(clerk.received), time.perf_counter()
        said = datetime.now(CHINA) - timedelta(hours=2)
        for n, text in enumerate(words):
            await clerk.forwards(text, origin="hidden", name=f"客户{n}", date=said)
        first = await _cards(api, clerk, seen, 1) - begin
        queries, slowest = [], 0.0
        for _ in range(TAPS):
            pressed = time.perf_counter()
            query = await clerk.presses("来源")
            queries.append(query)
            await api.bell.until(lambda query=query: query in api.answered, LONG)
            slowest = max(slowest, time.perf_counter() - pressed)
        last = await _cards(api, clerk, seen, CUSTOMERS) - begin
        waiting = len(set(queries) - set(api.answered))
        await process.stop(signal.SIGTERM)
        return first, last, slowest, waiting


async def _cards(api: BotApi, clerk: Person, seen: int, count: int) -> float:
    """When so many cards have come."""

    def come() -> bool:
        return sum(m.plain.startswith("工单 TS") for m in clerk.received[seen:]) >= count

    await api.bell.until(come, LONG)
    return time.perf_counter()


def main() -> None:
    """Print the table."""
    rows = []
    for name, words in WORDS.items():
        with tempfile.TemporaryDirectory() as folder:
            Desk(Path(folder)).does("import", *sample_files())
            first, last, tap, waiting = asyncio.run(measured(Path(folder), words))
        rows.append([name, f"{first:.1f}", f"{last:.1f}", f"{tap:.2f}", waiting])
    print(tabulate(rows, ["ten forwards", "first card", "last card", "slowest tap", "waiting"]))


if __name__ == "__main__":
    main()
