"""`jieti`: the commands of the terminal."""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO, cast

from bot import clock, logs
from bot.bills.history import HistoryError
from bot.cli import (
    api,
    auditing,
    bill_codes,
    calibrating,
    case_told,
    completing,
    importing,
    inspecting,
    letters,
    operations,
    quizzing,
    rules,
    sampling,
    setting_up,
    shell,
    staffing,
    trail,
    understanding,
    undoing,
    web,
)
from bot.cli.databases import only_service, open_database, open_existing
from bot.cli.env_file import read_env_file
from bot.cli.parser import MainParser, account_number
from bot.cli.settings import Settings, read_settings
from bot.cli.stream import CleanStream
from bot.contract.errors import SentenceError
from bot.store.address import Place
from bot.wording.catalogue import mark, words
from bot.wording.faults import fault
from tariff_rules import TariffRulesError

FAULT, USAGE_ERROR = 1, 2


def main() -> None:
    """Entry point: exit code 0, or 2 with one clear sentence on standard error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A console of another code page has a ? for what it does not know.
            stream.reconfigure(errors="replace")
    sys.stdout = cast("TextIO", CleanStream(sys.stdout))
    sys.stderr = cast("TextIO", CleanStream(sys.stderr))
    parser = _parser()
    arguments = parser.parse_args()
    if "command" not in arguments:
        print(parser.format_help())
        sys.exit(USAGE_ERROR)
    logs.set_up()
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        _take_settings(arguments)
        code = command(arguments)
        sys.stdout.flush()  # whoever reads may be gone, and this is where that is heard of
        sys.exit(code)
    except (SentenceError, TariffRulesError) as error:
        print(f"jieti: {fault(words(), error)}", file=sys.stderr)
        sys.exit(USAGE_ERROR)
    except BrokenPipeError:  # whoever reads has seen enough (`jieti … | head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:  # a file or folder that is named, and cannot be used
        place = f"{error.filename}: " if error.filename else ""
        print(f"jieti: {place}{fault(words(), error)}", file=sys.stderr)
        sys.exit(USAGE_ERROR)
    except KeyboardInterrupt:
        # A thread may still wait for the keyboard, and a usual end would wait for it.
        sys.stdout.flush()
        os._exit(130)


def _parser() -> MainParser:
    parser = MainParser()
    parser.add_argument("--version", action="version", version=_version())
    parser.add_argument(
        "--env-file", type=Path, metavar="FILE", help=mark("the service's settings, NAME=VALUE")
    )
    parser.add_argument("--database", metavar="FILE", help=mark("in the place of JIETI_DATABASE"))
    add = parser.add
    add("demo", _demo, mark("play a real case with the sample office, then type as that customer"))
    add("chat", _chat, mark("talk to your own database as a customer would"))
    run = add("run", _run, mark("serve Telegram, by polling or webhook"))
    run.add_argument(
        "--wait", action="store_true", help=mark("until the service that runs now has ended")
    )
    ask = add("ask", _ask, mark("print the one reply to a question about an account"))
    ask.add_argument("account", type=account_number, help=mark("account number"))
    ask.add_argument("text", help=mark("the customer's words"))
    rules.add_to(add)
    letters.add_to(add)
    bill_codes.add_to(add)
    web.add_to(add)
    staffing.add_to(add)
    api.add_to(add)
    operations.add_to(add)
    understanding.add_to(add)
    importing.add_to(add)
    auditing.add_to(add)
    calibrating.add_to(add)
    sampling.add_to(add)
    quizzing.add_to(add)
    inspecting.add_to(add)
    undoing.add_to(add)
    case_told.add_to(add)
    setting_up.add_to(add)
    trail.add_to(add)
    completing.add_to(add, parser.options)
    return parser


def _version() -> str:
    return f"jieti {version('jieti')} (Python {platform.python_version()})"


def _take_settings(arguments: argparse.Namespace) -> None:
    """What the command line says goes before what the environment says."""
    if arguments.env_file:
        os.environ.update(read_env_file(arguments.env_file))
    if arguments.database:
        os.environ["JIETI_DATABASE"] = str(arguments.database)


def _demo(_: argparse.Namespace) -> int:
    from bot.cli.demo import play  # noqa: PLC0415 - each command loads only what it needs

    return _run_async(play())


def _chat(_: argparse.Namespace) -> int:
    from bot.channels.console import Console  # noqa: PLC0415

    settings = _settings()
    say = words()
    _tell_if_new(settings.database)

    async def chat() -> None:
        async with open_database(settings.database, key=settings.audit_key) as database:
            console = Console(database, settings.desk, say, sys.stdout, clock.now)
            await console.talk(sys.stdin, prompt=sys.stdin.isatty())

    return _run_async(chat())


def _run(arguments: argparse.Namespace) -> int:
    from bot.channels.running import LoopEndedError  # noqa: PLC0415
    from bot.cli.serving import serve_office, stand_by  # noqa: PLC0415

    settings = _settings()
    _tell_if_new(settings.database)
    try:
        # Not within the loop: there a wait could not be broken off.
        meanwhile = partial(stand_by, settings, clock.now)
        with only_service(settings.database, wait=arguments.wait, meanwhile=meanwhile):
            return _run_async(serve_office(settings, clock.now))
    except LoopEndedError as error:
        print(f"jieti: {fault(words(), error)}", file=sys.stderr)
        return FAULT


def _ask(arguments: argparse.Namespace) -> int:
    from bot.counter.asking import ask  # noqa: PLC0415

    settings = _settings()
    account, text = arguments.account, arguments.text

    async def one_reply() -> int:
        async with open_existing(settings.database, settings.audit_key) as database:
            try:
                reply = await database.write(
                    lambda store: ask(
                        store, settings.desk, account, text, clock.now(), shell.actor()
                    )
                )
            except HistoryError:
                print(rules.no_account(account, settings), file=sys.stderr)
                return USAGE_ERROR
            print(reply.text)
            return 0

    return asyncio.run(one_reply())


def _settings() -> Settings:
    return read_settings(os.environ)


def _tell_if_new(database: Place) -> None:
    if not database.exists():
        say = words()
        print(say("A new database is made: {file}", file=database.absolute()), file=sys.stderr)


def _run_async(work: Coroutine[Any, Any, None]) -> int:
    asyncio.run(work)
    return 0
