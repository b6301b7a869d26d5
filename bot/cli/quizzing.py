"""`jieti quiz`: questions from the book, for one's own practice or as a sheet for the meeting."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import clock
from bot.cli.new_file import write_new
from bot.cli.parser import FIRST_YEAR, LAST_YEAR, file_named
from bot.wording.catalogue import Words, mark, words

if TYPE_CHECKING:
    from bot.lessons.quiz import Question

USAGE_ERROR = 2
MOST = 50  # questions


def add_to(add: Callable[..., Any]) -> None:
    """Declare the command."""
    command = add(
        "quiz", quiz, mark("questions from the book of a region, with or without answers")
    )
    command.add_argument("--region", default="henan", help=mark("name of its file"))
    command.add_argument("--count", type=int, default=5, help=mark("how many questions"))
    command.add_argument(
        "--seed", type=int, default=1, metavar="S", help=mark("the same gives the same")
    )
    command.add_argument("--year", type=int, help=mark("of the bills; last year's without it"))
    command.add_argument(
        "--answers", action="store_true", help=mark("with the answers and how they are worked out")
    )
    command.add_argument(
        "--out", type=file_named(".docx"), metavar="F.docx", help=mark("as a file of Word")
    )


def quiz(arguments: argparse.Namespace) -> int:
    """Print the questions, or write them; a file that is there already stays."""
    from bot.contract.office import Office  # noqa: PLC0415 - most commands need none of it
    from bot.lessons.quiz import questions  # noqa: PLC0415
    from tariff_rules import load_region  # noqa: PLC0415

    say, region = words(), arguments.region
    if not 1 <= arguments.count <= MOST:
        print(say("Ask for 1 to {most} questions.", most=MOST), file=sys.stderr)
        return USAGE_ERROR
    name = load_region(region).name
    year = clock.now().year - 1 if arguments.year is None else arguments.year
    office = Office("", "", region, "registration")
    asked: list[Question] = []
    if FIRST_YEAR <= year <= LAST_YEAR:
        asked += questions(say, arguments.count, arguments.seed, office, year)
    if not asked:
        print(say("The region's file has no bill to practise with."), file=sys.stderr)
        return USAGE_ERROR
    title = say("Questions on electricity prices, {region}, {year}", region=name, year=year)
    lines = _lines(say, asked, answers=arguments.answers)
    if arguments.out is None:
        print("\n".join([title, "", *lines]))
        return 0
    return _written(say, arguments.out, title, lines)


def _lines(say: Words, asked: Sequence[Question], *, answers: bool) -> list[str]:
    lines = []
    for number, one in enumerate(asked, start=1):
        lines.append(f"{number}. {one.text}")
        if not answers:
            lines.append(say("Answer: ________ {unit}", unit=one.unit))
            continue
        lines.append(say("Answer: {figure} {unit}", figure=f"{one.answer:,f}", unit=one.unit))
        lines += [f"   {step}" for step in one.steps]
    return lines


def _written(say: Words, out: Path, title: str, lines: Sequence[str]) -> int:
    from bot.papers.word import Template, filled  # noqa: PLC0415

    day = say.day(clock.now().date())
    fields = {"office": "", "number": "", "day": day, "title": title, "lines": lines}
    try:
        write_new(out, filled(Template.MEETING, fields))
    except FileExistsError:
        print(say("{file} is there already; nothing was written.", file=out), file=sys.stderr)
        return USAGE_ERROR
    print(say("Written: {file}", file=out))
    return 0
