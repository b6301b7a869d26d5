"""The rule book stands alone: nothing of the bot, and no file is read before one is asked for."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("bot", "telegram", "aiosqlite", "babel", "httpx", "asyncio", "sqlite3", "yaml")
CODE = f"""
import sys
import tariff_rules
print([name for name in {HEAVY!r} if name in sys.modules])
tariff_rules.load_region("henan")
print(tariff_rules.load_region.cache_info().currsize)
print([name for name in {HEAVY[:-1]!r} if name in sys.modules])
"""


def test_an_import_needs_nothing_of_the_bot_and_reads_one_region_when_asked() -> None:
    shown = subprocess.run(
        [sys.executable, "-c", CODE], check=True, capture_output=True, text=True
    ).stdout
    assert shown.split("\n")[:3] == ["[]", "1", "[]"]
