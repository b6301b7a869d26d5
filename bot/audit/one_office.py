"""One office, from its files to its findings as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from bot.audit.auditing import audit
from bot.audit.crossing import keys_of
from bot.audit.exports import read_exports
from bot.audit.newest import newest_day
from bot.audit.parts import Kept, Part, Result
from bot.audit.truth import compare, truth_in
from bot.audit.words import finding_data, summary_data
from bot.contract.office import Office
from bot.wording.catalogue import words


@dataclass(frozen=True)
class Asked:
    """What is asked of every office.

    Attributes:
        office: its region and its reading of the rule.
        as_of: the day on which the exports were made, where it was said.
        limits: file with the office's own limits of the rules.
        today: the day of the audit.
    """

    office: Office
    as_of: date | None
    limits: Path | None
    today: date


def found_in(part: Part, asked: Asked) -> Result:
    """What an audit of one office finds."""
    say = words()
    exports = read_exports(part.folder, part.files)
    as_of = asked.as_of or newest_day(exports, asked.today)
    audited = audit(exports, as_of, asked.office, asked.limits)
    summary = summary_data(say, audited)
    truth = truth_in(part.folder)
    if truth is not None:
        summary |= compare(audited.findings, truth).data()
    found = [finding_data(say, one, asked.limits) for one in audited.findings]
    return Result(found, summary, keys_of(audited.office))


def result_of(kept: Kept, asked: Asked, part: Part) -> Path:
    """The file with it; that of an earlier run, if nothing changed since."""
    return kept.result(part, partial(found_in, part, asked))
