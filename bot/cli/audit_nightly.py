"""The audit that the service makes each night (JIETI_AUDIT_DIR).

It reads in a process of its own, so that no chat waits for it; the desk then gets a case for each
household, the heads hear of the new ones, and where the office wants it the customers do too.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from bot.accounts.masking import mask_account_no
from bot.audit.desk import Opened, open_cases
from bot.audit.exports import RESULTS, files_in
from bot.audit.trend import FILE, Line, by_month, month_line, note
from bot.cases.acting import Acting
from bot.channels.pulse import Pulse
from bot.channels.running import Loop
from bot.cli.ahead_nightly import look_ahead
from bot.cli.auditing import USAGE_ERROR
from bot.cli.nightly import every_night, tell_heads, tell_of_cases
from bot.contract.messages import Post, Reply
from bot.counter.door import put_all
from bot.customer.language import locale_of_chat
from bot.lessons.seen import as_survey
from bot.records.case import Case, Party
from bot.staff.turn import DeskSettings
from bot.store.port import Database, Store
from bot.wording.catalogue import Words, words

NAME = "audit"
VISITS = "现场普查(机器人记录).csv"
AT = time(3, 0)
SHOWN = 20  # new cases that the heads are told one by one
MONTHS = 6
Data = dict[str, Any]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Nightly:
    """The folder of exports, and whether customers hear before the bill."""

    folder: Path
    tells: bool


def each_night(
    nightly: Nightly, database: Database, desk: DeskSettings, clock: Callable[[], datetime]
) -> Callable[[Pulse, object, Callable[[], None]], Loop]:
    """The loop that looks through the folder at three in the morning."""
    return every_night(NAME, AT, clock, lambda now: look_through(nightly, database, desk, now))


async def look_through(
    nightly: Nightly, database: Database, desk: DeskSettings, now: datetime
) -> Opened:
    """Audit the folder; open cases for what is new, and tell of them; or of what went wrong."""
    await _visits_as_a_list(nightly.folder, database)
    nothing = Opened((), 0, frozenset())
    if not files_in(nightly.folder):
        return nothing
    results = nightly.folder / RESULTS
    results.mkdir(mode=0o700, exist_ok=True)
    findings, summary = await _audited(nightly.folder, results / f"{now:%Y%m%d-%H%M}.xlsx")
    # Where customers hear of a case, they are not told the same ahead.
    await look_ahead(database, desk, [] if nightly.tells else findings, now)
    if "failed" in summary:
        reply = _failed(words(), nightly.folder, summary["failed"])
        await database.write(lambda store: tell_heads(store, desk, NAME, reply, now))
        return nothing
    months = await asyncio.to_thread(by_month, results / FILE)
    opened = await database.write(partial(_act, nightly, desk, now, findings, summary, months))
    line = Line(now.date(), summary["accounts"], summary["findings"], summary["money_fen"],
                len(opened.cases))  # fmt: skip
    await asyncio.to_thread(note, results / FILE, line)
    return opened


def _act(
    nightly: Nightly, desk: DeskSettings, now: datetime, findings: list[Data], summary: Data,
    months: list[Line], store: Store,
) -> Opened:  # fmt: skip
    opened = open_cases(Acting(store, Party.SYSTEM, now, desk.office), words(), findings)
    if opened.cases:
        reply = _report(words(), opened, summary, months)
        tell_heads(store, desk, NAME, reply, now)
    for case, group in opened.cases if nightly.tells else ():
        if case.account_no and group[0]["money_fen"] > 0:
            _tell_customers(store, desk, case, now)
    tell_of_cases(store, desk, now)
    return opened


async def _visits_as_a_list(folder: Path, database: Database) -> None:
    """What was seen in the field lies beside the exports, as a survey that the audit reads.

    Where each office has a folder of its own, a list beside them belongs to none: it is left out.
    """
    survey = await database.read(lambda s: as_survey(s) if s.inspections.all() else b"")
    own = folder / VISITS
    if survey and any(file.parent == folder for file in files_in(folder)):
        await asyncio.to_thread(own.write_bytes, survey)


async def _audited(folder: Path, path: Path) -> tuple[list[Data], Data]:
    """The findings and the summary; where it failed the summary says why."""
    lists = sorted(map(str, path.parent.glob("*.xlsx")))
    before = [word for one in lists for word in ("--explained", one)]
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from bot.cli import main; main()", "audit", str(folder), "--json",
        "--xlsx", str(path), *before,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        out, error = await child.communicate()
    finally:
        if child.returncode is None:
            child.kill()
    if child.returncode:
        said = error.decode("utf-8", "replace")
        log.warning("the audit of the night ended with %s: %s", child.returncode, said[-500:])
        return [], {"failed": _why(words(), child.returncode, said)}
    *findings, summary = map(json.loads, out.decode().splitlines())
    return findings, summary


def _why(say: Words, code: int, said: str) -> str:
    """What went wrong, as a head can use it: the command's own sentence where it has one."""
    lines = [line for line in said.splitlines() if line.strip()]
    if code == USAGE_ERROR and lines:
        return lines[-1].removeprefix("jieti: ")
    if code < 0:
        return say("the system stopped it (signal {number}), often for want of memory",
                   number=-code)  # fmt: skip
    return say("the program failed; its log has the details for whoever looks after it")


def _failed(say: Words, folder: Path, why: str) -> Reply:
    return Reply(
        say("The audit of the night was not made: the bills have not been looked through."),
        "\n".join((
            say("Why: {why}.", why=why.rstrip("。.")),
            say("To do: look at the files in {folder} (the newest first), or have whoever looks "
                "after the machine type `jieti audit {folder}`. It is tried again tomorrow night; "
                "until then look through new accounts by hand before their bills go out.",
                folder=folder),
        )),
    )  # fmt: skip


def _report(say: Words, opened: Opened, summary: Data, months: list[Line]) -> Reply:
    headline = say(
        "Audit of the night: {findings} findings, {money} at stake; new cases: {count}.",
        findings=summary["findings"], money=say.money(Decimal(summary["money_fen"]) / 100),
        count=len(opened.cases),
    )  # fmt: skip
    lines = [
        f"{case.number} · {group[0]['rule']} {group[0]['name']} · {group[0]['person']}"
        for case, group in opened.cases[:SHOWN]
    ]
    if len(opened.cases) > SHOWN:
        lines.append(say("  … and {count} more.", count=len(opened.cases) - SHOWN))
    lines += [month_line(say, one) for one in months[-MONTHS:]]
    lines.append(say("The list lies in {folder}: what gets its 说明 there does not come again.",
                     folder=RESULTS))  # fmt: skip
    return Reply(headline, "\n".join(lines))


def _tell_customers(store: Store, desk: DeskSettings, case: Case, now: datetime) -> None:
    """Each chat of the account, once the office is open; without figures."""
    account_no = case.account_no or ""
    due = desk.office.hours.next_open(now)
    for chat in store.chats.bound_to(account_no):
        reply = Reply(_word(words(locale_of_chat(store, chat)), account_no, case.number))
        key = f"{NAME}:{case.number}:{chat.name}"
        put_all(store, desk, chat, key, [Post(chat, reply, key, due, case.number)], now)


def _word(say: Words, account_no: str, number: str) -> str:
    return say(
        "Before the next bill we went through our lists. Something about account {account} does "
        "not fit, and the bill could come out too high. A colleague is looking into it; you need "
        "do nothing. Ask here whatever you like. Case {number}.",
        account=mask_account_no(account_no), number=number,
    )  # fmt: skip
