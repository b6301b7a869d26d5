"""`jieti`: the commands of the terminal."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bot import clock
from bot.accounts.history import HistoryError, Trouble
from bot.settings import Settings, SettingsError, read_settings, regions_folder
from bot.store.database import StoreError, open_database
from bot.wording.catalogue import words
from tariff_rules import TariffRulesError

USAGE_ERROR = 2


def main() -> None:
    """Entry point: exit code 0, or 2 with one clear sentence on standard error."""
    arguments = _parser().parse_args()
    # httpx logs every address that it calls, and Telegram's hold the token.
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        sys.exit(command(arguments))
    except (SettingsError, StoreError, TariffRulesError) as error:
        print(f"jieti: {error}", file=sys.stderr)
        sys.exit(USAGE_ERROR)
    except KeyboardInterrupt:
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jieti", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace], int], text: str) -> Any:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=command)
        return sub

    add("demo", _demo, "play the seed case with the sample office, then type as that customer")
    add("chat", _chat, "talk to your own database as a customer would")
    add("run", _run, "serve Telegram, by polling or webhook")
    ask = add("ask", _ask, "print the one reply to a question about an account")
    ask.add_argument("account", help="account number")
    ask.add_argument("text", help="the customer's words")
    assess = add("assess", _assess, "assess facts without a database and print JSON")
    assess.add_argument("facts", help="a JSON file, or - for standard input")
    explain = add("explain", _explain, "print every step behind a bill as a table")
    explain.add_argument("account", help="account number")
    explain.add_argument("bill", help="bill month, such as 2018-12")
    explain.add_argument("--json", action="store_true", help="the whole assessment as JSON")
    add("regions", _regions, "print what is known of each region's tariff, and how sure it is")
    examples = add("examples", _examples, "run worked examples: ours, yours, published ones")
    examples.add_argument("file", type=Path, help="a YAML or JSON file of examples")
    files = add("import", _import, "read exports of the office: .csv, .xlsx, .xls")
    files.add_argument("files", nargs="+", type=Path, help="account files first")
    return parser


def _demo(_: argparse.Namespace) -> int:
    from bot.demo import play  # noqa: PLC0415 - each command loads only what it needs

    return _run_async(play())


def _chat(_: argparse.Namespace) -> int:
    from bot.channels.console import Console  # noqa: PLC0415

    settings = _settings()
    say = words()

    async def chat() -> None:
        async with open_database(settings.database) as database:
            console = Console(database, settings.office, say, sys.stdout, clock.now)
            await console.talk(sys.stdin, prompt=sys.stdin.isatty())

    return _run_async(chat())


def _run(_: argparse.Namespace) -> int:
    from bot.channels.telegram.serve import serve  # noqa: PLC0415

    return _run_async(serve(_settings(), clock.now))


def _ask(arguments: argparse.Namespace) -> int:
    from bot.dialogue.messages import Incoming, Kind  # noqa: PLC0415
    from bot.dialogue.talk import reply_about  # noqa: PLC0415
    from bot.store.chats import Chat  # noqa: PLC0415

    settings = _settings()
    message = Incoming(Chat("desk", arguments.account), Kind.TEXT, arguments.text)

    async def ask() -> int:
        async with open_database(settings.database) as database:
            try:
                reply = await database.write(
                    lambda db: reply_about(
                        db, settings.office, arguments.account, message, clock.now()
                    )
                )
            except HistoryError:
                print(_no_account(arguments.account, settings), file=sys.stderr)
                return USAGE_ERROR
            print(reply.text)
            return 0

    return asyncio.run(ask())


def _assess(arguments: argparse.Namespace) -> int:
    from tariff_rules.facts import assess_facts  # noqa: PLC0415

    try:
        text = (
            sys.stdin.read()
            if arguments.facts == "-"
            else Path(arguments.facts).read_text(encoding="utf-8-sig")
        )
        facts = json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        print(f"jieti: {arguments.facts}: cannot be read: {error}", file=sys.stderr)
        return USAGE_ERROR
    except json.JSONDecodeError as error:
        print(
            f"jieti: {arguments.facts}: not JSON in line {error.lineno}: {error.msg}",
            file=sys.stderr,
        )
        return USAGE_ERROR
    answer = assess_facts(facts, regions_folder(os.environ))
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 0


def _explain(arguments: argparse.Namespace) -> int:
    from bot.dialogue.lookup import findings_for, history_of  # noqa: PLC0415
    from bot.understanding.entities import Month  # noqa: PLC0415
    from bot.wording.tables import causes_lines, steps_table  # noqa: PLC0415
    from tariff_rules import steps_of  # noqa: PLC0415
    from tariff_rules.report import to_json  # noqa: PLC0415

    settings = _settings()
    say = words()
    try:
        month = date.fromisoformat(f"{arguments.bill}-01")
    except ValueError:
        print(
            say("{bill} is no month; write it as 2018-12.", bill=arguments.bill), file=sys.stderr
        )
        return USAGE_ERROR

    async def explain() -> int:
        async with open_database(settings.database) as database:
            try:
                history = await database.read(lambda db: history_of(db, arguments.account))
                found = findings_for(history, settings.office, Month(month.month, month.year))
            except HistoryError as error:
                print(_no_figures(error, arguments.account, settings), file=sys.stderr)
                return USAGE_ERROR
        if arguments.json:
            answer = to_json(found.assessment, found.tariff)
            print(json.dumps(answer, ensure_ascii=False, indent=2))
        else:
            print(steps_table(say, steps_of(found.assessment, found.tariff)))
            print("\n".join(causes_lines(say, found.causes)))
        return 0

    return asyncio.run(explain())


def _no_account(account: str, settings: Settings) -> str:
    say = words()
    return say(
        "There is no account {account} in {database}. Import the office's account file first.",
        account=account,
        database=settings.database,
    )


def _no_figures(error: HistoryError, account: str, settings: Settings) -> str:
    from bot.wording import answers  # noqa: PLC0415

    say = words()
    if error.trouble is Trouble.NO_ACCOUNT:
        return _no_account(account, settings)
    if error.trouble is Trouble.NO_BILL:
        return say("That bill is not here.")
    return answers.trouble(say, error.trouble, account, error.month)


def _regions(_: argparse.Namespace) -> int:
    from bot.wording.tables import regions_table  # noqa: PLC0415
    from tariff_rules import load_region, region_names  # noqa: PLC0415

    folder = regions_folder(os.environ)
    names = region_names(folder)
    print(regions_table(words(), [load_region(name, folder) for name in names]))
    return 0


def _examples(arguments: argparse.Namespace) -> int:
    from bot.wording.tables import outcome_lines  # noqa: PLC0415
    from tariff_rules.examples import run_examples  # noqa: PLC0415

    outcomes = run_examples(arguments.file)
    print("\n".join(outcome_lines(words(), outcomes)))
    return 1 if any(outcome.differences for outcome in outcomes) else 0


def _import(arguments: argparse.Namespace) -> int:
    from bot.intake.codes import IntakeError  # noqa: PLC0415
    from bot.intake.importer import import_file  # noqa: PLC0415
    from bot.wording.imports import refusal_line, report_lines  # noqa: PLC0415

    settings = _settings()
    say = words()

    async def files() -> int:
        refused = 0
        async with open_database(settings.database) as database:
            for path in arguments.files:
                try:
                    with _progress() as progress:
                        report = await import_file(database, path, progress)
                except IntakeError as error:
                    refused += 1
                    print(refusal_line(say, path.name, error), file=sys.stderr)
                else:
                    refused += bool(report.refused)
                    print("\n".join(report_lines(say, report)))
        return 1 if refused else 0

    return asyncio.run(files())


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error where it is a terminal and the file is long."""
    with tqdm(disable=None, delay=1, leave=False, unit=" rows") as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


def _settings() -> Settings:
    return read_settings(os.environ)


def _run_async(work: Coroutine[Any, Any, None]) -> int:
    asyncio.run(work)
    return 0
