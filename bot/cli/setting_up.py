"""`jieti init`: asks what an office must say, and writes the file of settings."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.cli.env_file import written
from bot.cli.new_file import write_new
from bot.cli.settings import read_settings
from bot.contract.errors import SettingsError
from bot.store.address import place_of
from bot.wording.catalogue import Words, mark, words
from bot.wording.faults import fault
from tariff_rules import TariffRulesError

USAGE_ERROR = 2


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; Enter takes `default`, and an empty answer sets nothing."""

    name: str
    text: str
    default: str = ""


QUESTIONS = (
    Question("JIETI_REGION", mark("Region (see `jieti regions`)"), "henan"),
    Question("JIETI_OFFICE_NAME", mark("Name of the office"), "供电所"),
    Question("JIETI_OFFICE_PHONE", mark("Telephone of the office")),
    Question("JIETI_HOURS", mark("Working hours"), "08:00-12:00,14:00-18:00"),
    Question(
        "JIETI_MONTHS_FROM",
        mark("Months of a new account from registration or use (Enter: as the region has it)"),
    ),
    Question(
        "JIETI_DISCLOSURE",
        mark("What chats may be shown: nothing, masked (own figures, no names) or full"), "masked",
    ),
    Question("JIETI_DATABASE", mark("File of the database"), "jieti.db"),
    Question("JIETI_INBOX_DIR", mark("Folder whose exports are imported every night")),
    Question("JIETI_TOKEN", mark("Telegram token from @BotFather (Enter: the terminal only)")),
    Question("JIETI_ADMIN", mark("Telegram user number of who invites the head")),
)  # fmt: skip


def add_to(add: Callable[..., Any]) -> None:
    """Declare the command."""
    start = add("init", _init, mark("ask ten things and write the file of settings"))
    start.add_argument("file", nargs="?", type=Path, default=Path("jieti.env"),
                       help=mark("the file of settings; must not exist yet"))  # fmt: skip


def _init(arguments: argparse.Namespace) -> int:
    say, file = words(), arguments.file
    if file.exists():
        print(say("{file} is there already; change it by hand, or name another.", file=file),
              file=sys.stderr)  # fmt: skip
        return USAGE_ERROR
    print(say("Ten questions. Enter takes what stands in brackets; nothing is written before the "
              "last one."))  # fmt: skip
    try:
        settings = _answers(say)
    except EOFError:
        print(say("Not finished; nothing was written."), file=sys.stderr)
        return USAGE_ERROR
    _write(file, written(settings))
    print(say("{file} is written; only you may read it.", file=file))
    for line in (
        mark("Next:"),
        mark("  jieti --env-file {file} import FILES   the exports, accounts first"),
        mark("  jieti --env-file {file} doctor         what is missing still"),
        mark("  jieti --env-file {file} chat           try it as a customer"),
        mark("  jieti --env-file {file} run            serve Telegram"),
    ):
        print(say(line, file=file))
    return 0


def _answers(say: Words) -> dict[str, str]:
    settings: dict[str, str] = {}
    for number, question in enumerate(QUESTIONS, start=1):
        while True:
            hint = f" [{question.default}]" if question.default else ""
            answer = input(f"{number}. {say(question.text)}{hint} ").strip() or question.default
            tried = {**settings, question.name: answer} if answer else settings
            try:
                _check(question, answer)
                read_settings(tried)
            except (SettingsError, TariffRulesError) as error:
                print(f"   {fault(say, error)}")
            else:
                settings = {name: _absolute(name, value) for name, value in tried.items()}
                break
    return settings


def _check(question: Question, answer: str) -> None:
    if any(sign in answer for sign in "\"'\\\n"):
        raise SettingsError("Write it without quotation marks.")
    if question.name == "JIETI_DATABASE" and not Path(answer).absolute().parent.is_dir():
        raise SettingsError("There is no folder {folder}.", folder=Path(answer).parent)


def _absolute(name: str, value: str) -> str:
    """As it names the same from whatever folder the file is used in later."""
    is_path = name in ("JIETI_DATABASE", "JIETI_INBOX_DIR") and isinstance(place_of(value), Path)
    return str(Path(value).absolute()) if is_path else value


def _write(file: Path, text: str) -> None:
    """For its owner alone from the first byte: the token stands in it."""
    write_new(file, text.encode(), 0o600)
