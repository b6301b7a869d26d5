"""`jieti demo`: the sample office, the seed's conversation, then the keyboard is yours."""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime
from importlib import resources
from pathlib import Path

from bot.channels.console import Console
from bot.cli.settings import CHANNELS
from bot.clock import CHINA
from bot.contract.office import Office
from bot.intake.importer import import_file
from bot.intake.report_lines import report_lines
from bot.sqlite.database import open_database
from bot.staff.turn import DeskSettings
from bot.store.port import Database
from bot.wording.catalogue import words
from tariff_rules import MonthsFrom

# Two days after the bill, and the promises of service of that time.
NOW = datetime(2018, 12, 22, 10, 0, tzinfo=CHINA)
OFFICE = Office("青石供电所", "", "henan", MonthsFrom.REGISTRATION)
DESK = DeskSettings(OFFICE, channels=CHANNELS)
CONVERSATION = (
    "我几个月没交过电费,12月单子上怎么超过0.56了?",
    "4100000123 张建国 5678",
    "那多收的钱退不退?",
    "今年第一档还剩多少度?",
    "我的工单到哪一步了?",
)


async def play() -> None:
    """Import, converse, then answer whatever is typed until the input ends."""
    say = words()
    with tempfile.TemporaryDirectory(prefix="jieti-demo-") as folder:
        async with open_database(Path(folder) / "demo.db") as database:
            await import_sample_office(database)
            console = Console(database, DESK, say, sys.stdout, lambda: NOW, "demo")
            print(say("— A conversation of {day} —", day=say.day(NOW.date())), end="\n\n")
            for line in CONVERSATION:
                console.show(line)
                await console.says(line)
            print(say("— Now you are this customer. Type a question; Ctrl-D ends. —"))
            await console.talk(sys.stdin, prompt=sys.stdin.isatty())


async def import_sample_office(database: Database) -> None:
    """Import the exports of the made-up office that ships with the package."""
    say = words()
    with resources.as_file(resources.files("bot.sample_office")) as folder:
        for path in sorted(folder.glob("0*")):
            report = await import_file(database, path, NOW)
            print("\n".join(report_lines(say, report)))
    print()
