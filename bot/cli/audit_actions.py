"""What is done with the findings of an audit: left out, listed, written about, opened as cases."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot import clock
from bot.audit.crossing import Crossing
from bot.audit.desk import Opened, open_cases
from bot.audit.letter import letter
from bot.audit.listing import as_workbook, explained_in
from bot.audit.trend import by_month, line_of, note
from bot.cases.acting import Acting
from bot.cli.databases import open_existing
from bot.cli.new_file import write_over
from bot.cli.settings import Settings
from bot.contract.errors import SettingsError
from bot.intake.codes import IntakeError
from bot.intake.report_lines import refusal_line
from bot.records.case import Party
from bot.store.port import Store
from bot.wording.catalogue import Words

Data = dict[str, Any]


@dataclass(frozen=True)
class Acted:
    """The findings that are left once those are out that were explained, or are too old."""

    crossing: Crossing
    since: date | None
    explained: frozenset[str]

    @staticmethod
    def of(
        arguments: argparse.Namespace,
        say: Words,
        settings: Settings,
        crossing: Crossing,
        summary: Data,
    ) -> Acted:
        """Do what was asked for besides printing; the summary tells of it."""
        explained = _explained(arguments.explained, say)
        acted = Acted(crossing, arguments.since, explained)
        if arguments.open_cases:
            opened = asyncio.run(_open(acted, say, settings))
            summary["cases"] = {"opened": opened.numbers, "open_already": opened.already}
            acted = Acted(crossing, arguments.since, explained | opened.explained)
        if acted.since or acted.explained:
            told = summary["findings"]
            summary["findings"] = sum(1 for _ in acted.findings())
            summary["left_out"] = told - summary["findings"]
        if arguments.trend:
            note(arguments.trend, line_of(summary))
            summary["months"] = [
                {"month": f"{one.day:%Y-%m}", "accounts": one.accounts,
                 "findings": one.findings, "money_fen": one.money_fen, "cases": one.opened}
                for one in by_month(arguments.trend)
            ]  # fmt: skip
        if arguments.xlsx:
            write_over(arguments.xlsx, as_workbook(say, acted.findings(), summary))
        if arguments.letter:
            text = letter(say, acted.findings(), summary, settings.office)
            write_over(arguments.letter, text.encode())
        return acted

    def findings(self) -> Iterator[Data]:
        """The findings, the dearest first."""
        for one in self.crossing.findings():
            began = date.fromisoformat(one["since"]) if one["since"] else None
            old = self.since and began and began < self.since
            if not old and one["id"] not in self.explained:
                yield one


def _explained(paths: Sequence[Path], say: Words) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for path in paths:
        try:
            those = explained_in(path)
        except IntakeError as error:
            raise SettingsError.of(refusal_line(say, path.name, error)) from error
        if those is None:
            print(say("{file}: no list of jieti audit; nothing in it was used.", file=path),
                  file=sys.stderr)  # fmt: skip
        found |= those or frozenset()
    return found


async def _open(acted: Acted, say: Words, settings: Settings) -> Opened:
    from bot.cli.nightly import tell_of_cases  # noqa: PLC0415 - it loads all that hears

    now = clock.now()

    def work(store: Store) -> Opened:
        opened = open_cases(
            Acting(store, Party.SYSTEM, now, settings.office), say, acted.findings()
        )
        tell_of_cases(store, settings.desk, now)
        return opened

    async with open_existing(settings.database, settings.audit_key) as database:
        return await database.write(work)
