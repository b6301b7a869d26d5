"""What was found, in sentences that a clerk understands, and as data."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from bot.audit.auditing import Audited
from bot.audit.columns import kinds, name_of
from bot.audit.notes import Note, NoteCode
from bot.audit.rule import PLACES, Finding, Severity, Who, rule_book
from bot.audit.unjoined import unjoined
from bot.intake.sentences import FILE
from bot.wording.catalogue import Words, mark

SEVERITY = {
    Severity.CRITICAL: mark("critical"),
    Severity.HIGH: mark("high"),
    Severity.MEDIUM: mark("medium"),
    Severity.LOW: mark("low"),
}
WHO = {
    Who.ELECTRICIAN: mark("the colleague in charge of the area"),
    Who.CLERK: mark("the clerk at the counter"),
    Who.HEAD: mark("the head of the office"),
    Who.BILLING: mark("the colleague who works out the bills"),
}
NOTE = {
    NoteCode.REFUSED: mark("not read: {error}"),
    NoteCode.NOT_KNOWN: mark("not read: no list that is known has these columns ({headings})."),
    NoteCode.LACKS: mark(
        "not read: it seems to be {kind} and lacks {columns}. Export it again with that column."
    ),
    NoteCode.NO_ROWS: mark("holds no rows."),
    NoteCode.WRONG_CELLS: mark(
        "column {column}: {count} cells cannot be read, the first in row {row}; they count as "
        "empty."
    ),
    NoteCode.DOUBLE_ROWS: mark("{count} rows stand there twice; each was taken once."),
    NoteCode.ROWS_WITHOUT_KEY: mark(
        "{count} rows have neither account nor meter, the first is row {row}; left out."
    ),
    NoteCode.SHORT_ROWS: mark(
        "{count} rows end early, the first is row {row}: the file may have been cut off. Export "
        "it again."
    ),
    NoteCode.MIXED_ENCODINGS: mark(
        "two encodings in one file; {count} lines are in the rarer one. All were read."
    ),
    NoteCode.TWO_MONTHS: mark(
        "two months in one file: {months}. Each row counts for its own month."
    ),
    NoteCode.DIFFERENT_ROWS: mark(
        "{count} rows contradict each other about the same account and month, the first is row "
        "{row}; the last one counts."
    ),
}
_IN_KWH = {
    "used_wh", "kwh", "mean", "higher", "used_before", "billed_kwh", "whole", "usual_kwh",
}  # fmt: skip
_READINGS = {"last_reading", "this_reading", "before", "seen", "shown"}
_IN_FEN = {"charged", "right_fen", "penalty"}
_MONTHS = {"month", "until", "for_month"}


def reason(say: Words, finding: Finding) -> str:
    """What was found, and what is coming of it."""
    figures = {
        "meter": finding.meter,
        "person": finding.person,
        "since": _shown(say, "since", finding.since),
        **{name: _figure(say, finding, name) for name in finding.figures},
    }
    found = say(finding.rule.reason, **figures)
    coming = finding.forecast
    if not coming or not finding.money_fen:
        return found
    more = say(
        "At the present use it will be {kwh} by the reading of {on}. Registered only then, the "
        "bill is {late}; by the months of real use it is {due}: {more} too much.",
        kwh=say.kwh(Decimal(coming["kwh"])),
        on=say.day(coming["on"]),
        late=say.money(Decimal(coming["late_fen"]) / 100),
        due=say.money(Decimal(coming["due_fen"]) / 100),
        more=say.money(Decimal(finding.money_fen) / 100),
    )
    return say.together(found, more)


def _figure(say: Words, finding: Finding, name: str) -> str:
    value = finding.figures[name]
    if name == "right" and "charged" in finding.figures:
        return _shown(say, "right_fen", value)
    if name == "usual" and "kwh" in finding.figures:
        return _shown(say, "usual_kwh", value)
    return _shown(say, name, value)


def _shown(say: Words, name: str, value: Any) -> str:
    if value is None:
        return say("(not known)")
    if isinstance(value, datetime):
        return say.moment(value)
    if isinstance(value, date):
        return say.month(value) if name in _MONTHS and value.day == 1 else say.day(value)
    if name in _IN_KWH:
        return say.kwh(Decimal(int(value)) / 1000)
    if name in _READINGS and isinstance(value, int):
        return say.number(Decimal(value) / 1000)
    if name in _IN_FEN:
        return say.money(Decimal(value) / 100)
    return str(value)


def finding_data(say: Words, finding: Finding, own_limits: Path | None = None) -> dict[str, Any]:
    """A finding as one JSON object."""
    who = finding.person or say(WHO[finding.rule.who])
    return {
        "rule": finding.rule.id,
        "id": finding.id,
        "name": rule_book(own_limits)[finding.rule.id].name,
        "severity": finding.severity.value,
        "account": finding.account,
        "meter": finding.meter,
        **{name: finding.figures[name] for name in PLACES if finding.figures.get(name)},
        "money_fen": finding.money_fen or 0,
        "since": finding.since.isoformat() if finding.since else None,
        "days_to_bill": finding.days,
        "person": who,
        "reason": reason(say, finding),
        "action": say(finding.rule.action),
    }


def note_line(say: Words, note: Note) -> str:
    """What was noted of a file."""
    figures = dict(note.figures)
    if note.code is NoteCode.REFUSED:
        error = figures["error"]
        figures["error"] = say(FILE[error.code], **error.params)
    return f"{note.file}: {say(NOTE[note.code], **figures)}"


def summary_data(say: Words, audited: Audited) -> dict[str, Any]:
    """The last line: what was read, what was not, what could not be asked."""
    office = audited.office
    counts: dict[str, int] = {}
    for finding in audited.findings:
        counts[finding.rule.id] = counts.get(finding.rule.id, 0) + 1
    return {
        "summary": True,
        "as_of": office.as_of.isoformat(),
        "accounts": office.accounts.height,
        "meters": office.meters.height,
        "findings": len(audited.findings),
        "money_fen": money_at_stake(audited),
        "by_rule": dict(sorted(counts.items())),
        "bills": audited.judged,
        "not_run": {
            rule: [need_name(say, need) for need in lacks]
            for rule, lacks in sorted(audited.not_run.items())
        },
        "unjoined": unjoined(office),
        "files": [
            {"file": s.file, "is": list(s.kinds), "rows": s.rows} for s in office.exports.sources
        ],
        "notes": [note_line(say, note) for note in office.exports.notes],
    }


def money_at_stake(audited: Audited) -> int:
    """Fen over all findings, each account or meter once."""
    most: dict[str, int] = {}
    for finding in audited.findings:
        key = finding.account or finding.meter
        most[key] = max(most.get(key, 0), finding.money_fen or 0)
    return sum(most.values())


def need_name(say: Words, need: str) -> str:
    """What a rule lacks, as an office calls it."""
    lists = {kind.name: kind.zh for kind in kinds()}
    either = []
    for one in need.split("|"):
        kind, column = one.split(".")
        either.append(f"{lists[kind]}·{name_of(column)}")
    return say(" or ").join(either)
