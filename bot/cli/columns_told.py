"""What is told of an export's columns: by --map, or asked at the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.contract.errors import SettingsError
from bot.intake.codes import FileCode, IntakeError
from bot.intake.columns import NOTHING, UncertainError
from bot.intake.importer import parse_file
from bot.intake.parsing import ParsedFile
from bot.intake.report_lines import question_lines
from bot.store.port import Database
from bot.wording.catalogue import Words

Told = dict[str, str]


def told_of(given: Sequence[str]) -> Told:
    """What --map says of columns.

    Raises:
        SettingsError: it is not written COLUMN=FIELD.
    """
    pairs = [one.rpartition("=") for one in given]
    if any(not heading or not meaning for heading, _, meaning in pairs):
        raise SettingsError("--map is written COLUMN=FIELD, such as 用户编码=户号")
    return {heading.strip(): meaning.strip() for heading, _, meaning in pairs}


async def parsed(
    database: Database, file: Path, told: Told, say: Words, *, ask: bool, several: bool
) -> ParsedFile | IntakeError:
    """What a file says, or why it is refused.

    Where `ask`, somebody at the terminal is asked of columns that are not certain; of `several`
    files each takes what was told of its own columns.
    """
    said = dict(told)
    while True:
        try:
            return await parse_file(database, file, said)
        except UncertainError as error:
            answers = _asked(say, file, error) if ask else {}
            if not answers:
                return error
            said |= answers
        except IntakeError as error:
            column = error.params.get("column")
            if several and error.code is FileCode.UNKNOWN_COLUMN and column in said:
                said = {heading: field for heading, field in said.items() if heading != column}
            else:
                return error


def _asked(say: Words, file: Path, error: UncertainError) -> Told:
    """What the person at the terminal says of each column; Enter is yes."""
    print(say("{file}: some columns are not certain.", file=file.name))
    answers: Told = {}
    for column, line in zip(error.columns, question_lines(say, error.columns), strict=True):
        try:
            answer = input(
                line + say(" Is that right? [Enter = yes, n = no, or the right field] ")
            )
        except EOFError:  # Ctrl-D: nothing was confirmed
            return {}
        answer = answer.strip()
        field = str(column.guess.field) if column.guess else NOTHING
        answers[column.name] = {
            "": field,
            "y": field,
            "是": field,
            "n": NOTHING,
            "否": NOTHING,
        }.get(answer, answer)
    return answers
