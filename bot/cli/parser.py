"""The command line in the office's language: what argparse says, and the list of commands."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn
from unicodedata import normalize

from bot.wording.catalogue import mark, words

Command = Callable[[argparse.Namespace], int]
GROUPS = (
    (mark("Talk"), ("demo", "chat", "ask", "run", "web")),
    (mark("Books"), ("import", "imports", "undo", "audit", "calibrate", "sample")),
    (
        mark("Office"),
        (
            "init",
            "doctor",
            "backup",
            "restore",
            "upgrade",
            "retention",
            "case",
            "hold",
            "audit-trail",
            "completion",
            "staff",
            "api",
        ),
    ),
    (mark("Rules"), ("explain", "letter", "regions", "assess", "examples", "understand", "eval")),
)
# What argparse itself says, by its own words.
_OF_ARGPARSE = frozenset({
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
    mark("expected one argument"),
    mark("ignored explicit argument %r"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
    mark("expected at least one argument"),
    mark("FILE"),
    mark("COMMAND"),
})  # fmt: skip
GOES_FIRST = ("--env-file", "--database")
_WIDTH = 13  # of the names of commands in their list
_LARGEST = 1 << 63  # no number of ours is as large
FIRST_YEAR, LAST_YEAR = 1990, 2099  # that anything of an office is of
_FEW = 5  # choices that are all named


def _whole(text: str) -> int:
    if text.removeprefix("-").isdecimal() and len(text) < len(str(_LARGEST)):
        return int(text)
    say = words()
    raise argparse.ArgumentTypeError(say("{value} is no number", value=text))


def _day(text: str) -> date:
    say = words()
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        told = say("{value} is no day; write it as 2018-12-31", value=text)
        raise argparse.ArgumentTypeError(told) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        told = say("{value} is too long ago or too far ahead", value=text)
        raise argparse.ArgumentTypeError(told)
    return day


def account_number(text: str) -> str:
    """The number as it is kept, typed in full width or with a blank beside it."""
    return normalize("NFKC", text).strip()


def file_named(ending: str) -> Callable[[str], Path]:
    """A file of that kind by its name's end, such as .xlsx: by another no program opens it."""

    def read(text: str) -> Path:
        if text.lower().endswith(ending):
            return Path(text)
        say = words()
        told = say("{value}: give a name that ends in {ending}", value=text, ending=ending)
        raise argparse.ArgumentTypeError(told)

    return read


# argparse would say "invalid fromisoformat value".
_READ: dict[Any, Callable[[str], Any]] = {int: _whole, date.fromisoformat: _day}


class Parser(argparse.ArgumentParser):
    """An argparse whose sentences are in the catalogue."""

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """As argparse; `help` is a source sentence."""
        if settings.get("type") in _READ:
            settings["type"] = _READ[settings["type"]]
        if settings.get("help") and settings["help"] is not argparse.SUPPRESS:
            settings["help"] = _told(settings["help"])
        if isinstance(settings.get("metavar"), str):
            settings["metavar"] = _told(settings["metavar"])
        return super().add_argument(*names, **settings)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """As argparse; what a command does not know is said here, with its own usage."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self._tell_of(unknown)
        return found, unknown

    def _tell_of(self, unknown: list[str]) -> NoReturn:
        say, name = words(), unknown[0].partition("=")[0]
        if name in GOES_FIRST:
            self.error(say("{option} goes before the command: jieti {option} … COMMAND",
                           option=name))  # fmt: skip
        known = {one.lstrip("-"): one for action in self._actions for one in action.option_strings}
        if near := get_close_matches(name.lstrip("-"), known, n=1):
            meant = known[near[0]]
            self.error(say("there is no option {value}; perhaps {name}?", value=name, name=meant))
        self.error(_told("unrecognized arguments: %s") % " ".join(unknown))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """As argparse; of many choices only those are named that were perhaps meant."""
        choices = list(action.choices or ())
        if len(choices) <= _FEW or value in choices:
            super()._check_value(action, value)
            return
        say, near = words(), get_close_matches(str(value), choices, n=2)
        if near:
            names = say(", ").join(near)
            self.error(say("there is no {value}; perhaps {names}?", value=value, names=names))
        self.error(say("there is no {value}; jieti --help names all commands", value=value))

    def error(self, message: str) -> NoReturn:
        """End with the usage and one sentence."""
        self.exit(2, f"{self.format_usage()}jieti: {message}\n")


class MainParser(Parser):
    """The parser of `jieti` itself, whose help is the list of commands."""

    def __init__(self) -> None:
        # argparse looks its words up under this name.
        setattr(argparse, "_", _told)  # noqa: B010
        super().__init__(prog="jieti", add_help=False)
        self.add_argument("-h", "--help", action="help", help="show this help message and exit")
        self._commands = self.add_subparsers(metavar=_told("COMMAND"), parser_class=Parser)
        self._texts: dict[str, str] = {}

    def add(self, name: str, command: Command, text: str) -> Any:
        """Declare a command; `text` is a source sentence."""
        self._texts[name] = _told(text)
        sub = self._commands.add_parser(name, description=self._texts[name])
        sub.set_defaults(command=command)
        return sub

    def options(self) -> dict[str, list[str]]:
        """The options of each command."""
        return {
            name: [o for action in sub._actions for o in action.option_strings if o != "-h"]  # noqa: SLF001 - argparse tells it nowhere else
            for name, sub in self._commands.choices.items()
        }

    def format_help(self) -> str:
        """All commands by what they are for."""
        say = words()
        lines = [
            say("Jieti: explains tiered electricity bills, for customers and for staff."),
            "",
            say("usage: ") + say("jieti [--env-file FILE] [--database FILE] COMMAND …"),
        ]
        grouped = {name for _, names in GROUPS for name in names}
        others = tuple(name for name in self._texts if name not in grouped)
        for group, names in (*GROUPS, *([(mark("More"), others)] if others else [])):
            there = [name for name in names if name in self._texts]
            lines += ["", say(group)]
            lines += [f"  {name:{_WIDTH}} {self._texts[name]}" for name in there]
        more = say("More on a command: jieti COMMAND --help. First of all: jieti demo")
        return "\n".join([*lines, "", more, ""])


def _told(text: str) -> str:
    """A sentence of ours or of argparse in the office's language."""
    return text if "{" in text else words()(text)
