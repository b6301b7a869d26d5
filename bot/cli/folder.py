"""The folder of exports that the service takes in at night (JIETI_INBOX_DIR).

What was taken in moves to a folder of its own within, what was refused to another; what waits for
its accounts stays for the next night. The heads hear of each file at the desk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from bot.channels.pulse import Pulse
from bot.channels.running import Loop
from bot.cli.nightly import every_night, tell_heads
from bot.contract.messages import Reply
from bot.intake.codes import FileCode, IntakeError
from bot.intake.columns import UncertainError, Use
from bot.intake.importer import ImportReport, import_file
from bot.intake.mending import NOT_TAKEN, TAKEN, keep_refused
from bot.intake.report_lines import column_lines, question_lines, refusal_line, report_lines
from bot.staff.turn import DeskSettings
from bot.store.port import Database
from bot.wording.catalogue import Words, words

NAME = "files"
AT = time(2, 0)
SETTLED = 60  # seconds without a change: nobody is still copying it
LARGEST = 20_000_000  # bytes; a larger one would hold up the chats for minutes
_TO_BE_LOOKED_AT = (Use.NOT_READ, Use.NOT_UNDERSTOOD)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file."""

    path: Path
    result: ImportReport | IntakeError

    @property
    def is_whole(self) -> bool:
        """Whether everything in it was stored."""
        return isinstance(self.result, ImportReport) and not self.result.refused

    @property
    def lacks_accounts(self) -> bool:
        """Whether rows wait for the file of accounts."""
        return isinstance(self.result, ImportReport) and self.result.lacks_accounts

    @property
    def waits(self) -> bool:
        """Whether nothing of it could be stored, for want of that file."""
        return isinstance(self.result, ImportReport) and self.result.lacks_all_accounts


def each_night(
    folder: Path, database: Database, desk: DeskSettings, clock: Callable[[], datetime]
) -> Callable[[Pulse, object, Callable[[], None]], Loop]:
    """The loop that takes in the folder at two in the morning."""
    return every_night(NAME, AT, clock, lambda now: take_in(folder, database, desk, now))


async def take_in(
    folder: Path, database: Database, desk: DeskSettings, now: datetime
) -> tuple[Outcome, ...]:
    """Import what lies in the folder, clear it away, and tell the heads."""
    say = words()
    paths = await asyncio.to_thread(_lying_in, folder, now)
    outcomes = [await _imported(database, path, now) for path in paths]
    # A list of readings may have come before its accounts in the same night.
    outcomes = [
        await _imported(database, one.path, now) if one.lacks_accounts else one for one in outcomes
    ]
    if outcomes:
        kept = await asyncio.to_thread(_clear_away, say, folder, outcomes, now)
        reply = _report(say, outcomes, kept)
        await database.write(lambda store: tell_heads(store, desk, NAME, reply, now))
    return tuple(outcomes)


def _lying_in(folder: Path, now: datetime) -> list[Path]:
    return [
        path
        for path in sorted(folder.iterdir())
        if path.is_file()
        and not path.name.startswith((".", "~$"))
        and path.suffix not in {".part", ".tmp", ".crdownload"}
        and now.timestamp() - path.stat().st_mtime >= SETTLED
    ]


async def _imported(database: Database, path: Path, now: datetime) -> Outcome:
    if await asyncio.to_thread(_size, path) > LARGEST:
        limit = str(LARGEST // 1_000_000)
        return Outcome(path, IntakeError(FileCode.TOO_LARGE, limit=limit))
    try:
        return Outcome(path, await import_file(database, path, now))
    except IntakeError as error:
        return Outcome(path, error)


def _size(path: Path) -> int:
    return path.stat().st_size


def _clear_away(
    say: Words, folder: Path, outcomes: list[Outcome], now: datetime
) -> dict[Path, Path]:
    """Move the files; the workbooks with refused rows, by the file they are of."""
    for name in (TAKEN, NOT_TAKEN):
        (folder / name).mkdir(exist_ok=True)
    kept: dict[Path, Path] = {}
    for one in outcomes:
        if one.waits:
            continue
        is_in = isinstance(one.result, ImportReport)
        if isinstance(one.result, ImportReport):
            rows = keep_refused(say, one.result, folder / NOT_TAKEN / one.path.name)
            kept |= {one.path: rows} if rows else {}
        new = folder / (TAKEN if is_in else NOT_TAKEN) / f"{now:%Y%m%d-%H%M}-{one.path.name}"
        one.path.replace(new)
    return kept


def _report(say: Words, outcomes: list[Outcome], kept: Mapping[Path, Path]) -> Reply:
    headline = say(
        "Files of the night: {count}; stored whole: {whole}.",
        count=len(outcomes),
        whole=sum(one.is_whole for one in outcomes),
    )
    lines = [line for one in outcomes for line in _lines(say, one, kept.get(one.path))]
    return Reply(headline, "\n".join(lines))


def _lines(say: Words, outcome: Outcome, kept: Path | None) -> list[str]:
    result = outcome.result
    if isinstance(result, UncertainError):
        return [
            say("{file}: some columns are not certain.", file=outcome.path.name),
            *question_lines(say, result.columns),
            say("  Send the file to the robot: one press confirms it, for the next months too."),
        ]
    if isinstance(result, IntakeError):
        return [refusal_line(say, outcome.path.name, result)]
    if outcome.waits:
        return [
            say(
                "{file}: none of its accounts is in the records yet. Put the list of accounts "
                "into the folder, too; both are read in the next night.",
                file=outcome.path.name,
            )
        ]
    doubtful = [column for column in result.columns if column.use in _TO_BE_LOOKED_AT]
    lines = [report_lines(say, result)[0], *column_lines(say, doubtful)]
    if kept:
        where = f"{kept.parent.name}/{kept.name}"
        lines.append(
            say("  The refused rows are in {file}: mend them there, put it into the folder again.",
                file=where)
        )  # fmt: skip
    return lines
