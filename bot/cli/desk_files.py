"""Tables that were sent to the desk are checked, and imported once somebody says so.

A loop of its own: the chats do not wait for a long file.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path, PurePath

from bot.channels.pulse import Pulse
from bot.channels.running import Loop, turning
from bot.cli.nightly import beating
from bot.contract.messages import Document, Reply
from bot.counter.door import put_all
from bot.intake.codes import FileCode, IntakeError
from bot.intake.columns import UncertainError
from bot.intake.importer import check_parsed, parse_file, store_parsed
from bot.intake.mending import name_of_refused, refused_rows
from bot.intake.parsing import ParsedFile
from bot.intake.report_lines import question_lines, refusal_line, report_lines
from bot.intake.undoing import end_unfinished
from bot.records.sent_file import FileState, SentFile
from bot.records.staff import actor_of
from bot.staff.sent_files import buttons
from bot.staff.turn import DeskSettings
from bot.store.port import Database, Store
from bot.wording.catalogue import Words, words

NAME = "sent_files"
EVERY = 3.0  # seconds between two looks
KEPT = timedelta(days=3)  # that nobody presses a button for
SHOWN = 30  # lines of a report; the workbook of refused rows has them all
Fetch = Callable[[str], Awaitable[bytes | None]]


def served(
    database: Database, desk: DeskSettings, clock: Callable[[], datetime]
) -> Callable[[Pulse, Fetch, Callable[[], None]], Loop]:
    """The loop that serves the files, with what fetches them from the messenger."""

    def with_pulse(pulse: Pulse, fetch: Fetch, on_outgoing: Callable[[], None]) -> Loop:
        async def turn() -> None:
            await beating(NAME, pulse, serve_all(database, desk, fetch, clock()))
            on_outgoing()
            await pulse.rest(NAME, EVERY)

        async def run() -> None:
            await beating(NAME, pulse, _taken_back(database, clock()))
            await turning(NAME, pulse, turn)

        return run

    return with_pulse


async def _taken_back(database: Database, now: datetime) -> None:
    """What an import changed that was killed goes, once no other is at work."""
    async with database.importing() as give_way:
        await end_unfinished(database, now, give_way)


async def serve_all(database: Database, desk: DeskSettings, fetch: Fetch, now: datetime) -> None:
    """Check what was sent, import what is wanted, and tell who sent it."""
    waiting = await database.read(
        lambda store: store.sent_files.in_state(FileState.SENT, FileState.WANTED)
    )
    for file in waiting:
        replies, is_offered = await _served(database, file, await fetch(file.file_id), now)
        await database.write(partial(_told, desk, file, replies, is_offered, now))


def _told(
    desk: DeskSettings, file: SentFile, replies: list[Reply], is_offered: bool, now: datetime,
    store: Store,
) -> None:  # fmt: skip
    if is_offered:
        store.sent_files.put_state(file.number, FileState.OFFERED)
    else:
        store.sent_files.remove(file.number)
    store.sent_files.remove_older(now - KEPT)
    put_all(store, desk, file.chat, f"sent-file:{file.number}:{file.state}", replies, now)


async def _served(
    database: Database, file: SentFile, content: bytes | None, now: datetime
) -> tuple[list[Reply], bool]:
    """What is told, and whether the file is offered with it."""
    say = words()
    if content is None:
        told = say("{file} could not be fetched: over 20 MB, or the line is down. Send it again.",
                   file=file.name)  # fmt: skip
        return [Reply(told)], False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (PurePath(file.name).name or "file")
        await asyncio.to_thread(path.write_bytes, content)
        try:
            parsed, asked = await _parsed(say, database, path)
        except IntakeError as error:
            return [Reply(refusal_line(say, file.name, error), _here(say, error))], False
    if file.state is FileState.SENT:
        return [await _offer(say, database, file, parsed, asked, now)], True
    return await _imported(say, database, file, parsed, now), False


def _here(say: Words, error: IntakeError) -> str:
    """What can be done about columns at the desk, where no --map can be added."""
    if error.code not in {FileCode.MISSING_COLUMNS, FileCode.NOTHING_KNOWN, FileCode.NO_HEADER}:
        return ""
    return say("Here you can write that name over the column and send the file again.")


async def _parsed(say: Words, database: Database, path: Path) -> tuple[ParsedFile, list[str]]:
    """The file as its columns seem to be, and what whoever imports it confirms by that."""
    try:
        return await parse_file(database, path), []
    except UncertainError as error:
        told = {column.name: str(column.guess.field) for column in error.columns if column.guess}
        return await parse_file(database, path, told), question_lines(say, error.columns)


async def _offer(
    say: Words, database: Database, file: SentFile, parsed: ParsedFile, asked: list[str],
    now: datetime,
) -> Reply:  # fmt: skip
    report = await check_parsed(database, parsed, now)
    lines = report_lines(say, report)[:SHOWN]
    if asked:
        lines = [*asked, say("If that is not right, do not import it."), *lines]
    return Reply(
        say("{file} was checked; nothing is stored yet.", file=file.name),
        "\n".join(lines),
        buttons(say, file),
    )


async def _imported(
    say: Words, database: Database, file: SentFile, parsed: ParsedFile, now: datetime
) -> list[Reply]:
    report = await store_parsed(database, parsed, now, actor=actor_of(file.staff_id))
    replies = [
        Reply(
            say("{file} was imported.", file=file.name),
            "\n".join(report_lines(say, report)[:SHOWN]),
        )
    ]
    if report.refused:
        rows = Document(name_of_refused(Path(file.name)), refused_rows(say, report))
        told = say("The rows that were not stored: mend the red cells and send it again.")
        replies.append(Reply(told, document=rows))
    return replies
