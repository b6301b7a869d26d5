"""`jieti demo`: the sample office, the seed's question and answer, then the keyboard is yours."""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime
from pathlib import Path

from bot.channels.console import Console
from bot.cli.databases import open_database
from bot.cli.settings import CHANNELS
from bot.clock import CHINA
from bot.contract.messages import Reply
from bot.contract.office import Office
from bot.intake.importer import import_file
from bot.sample_office import sample_files
from bot.staff.turn import DeskSettings
from bot.store.port import Database
from bot.wording.catalogue import words
from tariff_rules import MonthsFrom

# Two days after the bill, and the promises of service of that time.
NOW = datetime(2018, 12, 22, 10, 0, tzinfo=CHINA)
OFFICE = Office("青石供电所", "", "henan", MonthsFrom.REGISTRATION)
DESK = DeskSettings(OFFICE, channels=CHANNELS)
OPENING = "我几个月没交过电费,12月单子上怎么超过0.56了?我是4100000123 张建国 5678"
TO_TRY = (
    "那多收的钱退不退?",
    "今年第一档还剩多少度?",
    "一度电多少钱?",
    "下个月用300度要多少钱?",
    "我的工单到哪一步了?",
)


async def play() -> None:
    """Import, show one question and its answer, then answer whatever is typed."""
    say = words()
    with tempfile.TemporaryDirectory(prefix="jieti-demo-") as folder:
        async with open_database(Path(folder) / "demo.db") as database:
            await import_sample_office(database)
            seed = Console(database, DESK, say, sys.stdout, lambda: NOW, "demo", in_short)
            seed.show(OPENING)
            await seed.says(OPENING)
            print(say("— Now you are this customer. Try one of these, or your own words: —"))
            print("\n".join(f"  {question}" for question in TO_TRY))
            print(say("Ctrl-D ends. With your own office: jieti init"), end="\n\n")
            console = Console(database, DESK, say, sys.stdout, lambda: NOW, "demo")
            await console.talk(sys.stdin, prompt=sys.stdin.isatty())


def in_short(reply: Reply) -> str:
    """The answer, and of what is folded below it the working alone: it fits on a screen."""
    working = (part for part in reply.fold.split("\n\n") if " = " in part)
    return "\n\n".join(filter(None, (reply.headline, reply.body, *working)))


async def import_sample_office(database: Database) -> None:
    """Import the exports of the made-up office that ships with the package."""
    say = words()
    for path in sample_files():
        await import_file(database, path, NOW)
    totals = await database.read(lambda store: store.accounts.totals())
    told = say(
        "— The sample office {office}: {accounts} accounts, {readings} readings, {bills} bills; "
        "it is {day} —",
        office=OFFICE.name, accounts=totals.accounts, readings=totals.readings,
        bills=totals.bills, day=say.day(NOW.date()),
    )  # fmt: skip
    print(told, end="\n\n")
