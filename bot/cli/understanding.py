"""Commands that show what is understood: understand, eval, model."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import clock
from bot.cli.new_file import write_new
from bot.wording.catalogue import mark, words

if TYPE_CHECKING:
    from bot.hearing.entity import Entity
    from bot.store.misheard import Misheard

USAGE_ERROR = 2


def add_to(add: Callable[..., Any]) -> None:
    """Make the commands known to the parser."""
    one = add("understand", understand, mark("show what is read in a text, and why"))
    one.add_argument(
        "text", nargs="?", help=mark("without it one text a line is read, and answered")
    )
    one.add_argument("--json", action="store_true")
    one.add_argument("--today", type=date.fromisoformat, help=mark("the day on which it was said"))
    kept = add(
        "misunderstood", misunderstood, mark("write what was not understood, masked, for eval")
    )
    kept.add_argument(
        "--out", type=Path, required=True, help=mark("the file; JSON, as eval takes it")
    )
    many = add("eval", evaluate, mark("measure how well a file of phrases is understood"))
    many.add_argument(
        "file", type=Path, help=mark("JSON of phrases with their intents, or of conversations")
    )
    many.add_argument("--json", action="store_true")


def understand(arguments: argparse.Namespace) -> int:
    """Print intents, figures and the reasons for both; of a text, or of each line that comes."""
    today = arguments.today or clock.now().date()
    if arguments.text is None:
        for line in sys.stdin:
            print(
                json.dumps(_understood(line.rstrip("\n"), today), ensure_ascii=False), flush=True
            )
        return 0
    answer = _understood(arguments.text, today)
    if arguments.json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(answer)))
    return 0


def _understood(words_said: str, today: date) -> dict[str, Any]:
    """What was read, as data."""
    from bot.hearing.heard import hear  # noqa: PLC0415
    from bot.hearing.intents import reasons_for  # noqa: PLC0415
    from bot.hearing.normalise import visible  # noqa: PLC0415

    text = visible(words_said)
    heard = hear(text, today)
    found = heard.understood
    return {
        "intent": found.intent,
        "also": list(found.also),
        "danger": heard.alarm.danger,
        "despair": heard.alarm.despair,
        "report": heard.report,
        "threats": [*heard.agencies, *heard.alarm.threats],
        "is_complaint": found.is_complaint,
        "needs_human": found.needs_person,
        "refused": found.refused,
        "guesses": [{"intent": i, "share": share} for i, share in found.guesses],
        "reasons": list(reasons_for(text)),
        "by_rule": list(found.by_rule),
        "entities": [_entity(entity) for entity in found.entities],
        "doubtful": list(heard.doubts),
        "spans": [
            {"text": text[s.start : s.end], "start": s.start, "end": s.end,
             "first": s.first and str(s.first), "last": s.last and str(s.last), "rule": s.rule}
            for s in heard.spans
        ],
    }  # fmt: skip


def _entity(entity: Entity) -> dict[str, Any]:
    """A figure or name; `type` and `start` are `kind` and `begin` by their older names."""
    told: dict[str, Any] = {
        "kind": entity.kind, "type": entity.kind, "text": entity.text,
        "begin": entity.start, "start": entity.start, "end": entity.end,
        "value": None if entity.value is None else str(entity.value), "rule": entity.rule,
    }  # fmt: skip
    if entity.low is not None and entity.high is not None:
        told |= {"low": str(entity.low), "high": str(entity.high)}
    return told


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    """The same for people to read."""
    say = words()
    yield say("Intent: {intent}", intent=", ".join([answer["intent"], *answer["also"]]))
    shares = ", ".join(f"{guess['intent']} {guess['share']:.0%}" for guess in answer["guesses"])
    yield say("  the model's guesses: {shares}", shares=shares)
    yield say("  because of: {reasons}", reasons=" ".join(answer["reasons"]))
    if answer["by_rule"]:
        yield say("  known by its words: {intents}", intents=", ".join(answer["by_rule"]))
    for one in answer["entities"]:
        value = say("to be asked") if one["value"] is None else one["value"]
        if "low" in one:
            value = f"{one['low']} .. {one['high']}"
        figure = f"  {one['type']}: {one['text']} = {value} [{one['start']}:{one['end']}]"
        yield say("{figure} by the rule {rule}", figure=figure, rule=one["rule"])
    for doubtful in answer["doubtful"]:
        yield say("  can be read in two ways: {words}", words=doubtful)
    for one in answer["spans"]:
        days = f"{one['first'] or ''} .. {one['last'] or ''}"
        span = say("  days: {words} = {days}", words=one["text"], days=days)
        yield say("{figure} by the rule {rule}", figure=span, rule=one["rule"])


def misunderstood(arguments: argparse.Namespace) -> int:
    """Write the words that were not understood or were corrected, with what they were taken for.

    Where a clerk has said what was meant (/misheard), that is the `intent`; elsewhere whoever
    knows puts it there. Then `jieti eval` measures with
    the file, and `JIETI_PHRASES=FILE make model` trains with it.
    """
    from bot.cli.databases import open_existing  # noqa: PLC0415
    from bot.cli.settings import read_settings  # noqa: PLC0415

    settings = read_settings(os.environ)

    async def kept() -> tuple[Misheard, ...]:
        async with open_existing(settings.database, settings.audit_key) as database:
            return await database.read(lambda store: store.misheard.all())

    found = asyncio.run(kept())
    rows = [
        {
            "text": one.words,
            "intent": one.meant or one.taken_for,
            "said_on": one.at.date().isoformat(),
        }
        for one in found
    ]
    text = json.dumps({"rows": rows}, ensure_ascii=False, indent=1)
    write_new(arguments.out, f"{text}\n".encode(), 0o600)  # words of customers
    say = words()
    print(say("{count} texts written to {file}.", count=len(rows), file=arguments.out))
    return 0


def evaluate(arguments: argparse.Namespace) -> int:
    """Print accuracy, precision and recall by style, and what was mistaken for what.

    Of a file of conversations: how many turns are answered as asked, how long, how often again.
    """
    from tabulate import tabulate  # noqa: PLC0415

    from bot.cli.conversing import conversations_in, measured  # noqa: PLC0415
    from bot.hearing import evaluate as measuring  # noqa: PLC0415

    if conversations := conversations_in(arguments.file):
        found = measured(conversations)
        if arguments.json:
            print(json.dumps(found, ensure_ascii=False, indent=2))
            return 0
        for turn in found.pop("failed"):
            print(f"{turn['say']}: {' & '.join(turn['missing'])}")
        print(tabulate([found.values()], list(found)))
        return 0
    measures = measuring.evaluate(measuring.read_phrases(arguments.file))
    if arguments.json:
        print(json.dumps(measures, ensure_ascii=False, indent=2))
        return 0
    say = words()
    head = [
        say("style"), say("phrases"), say("intent"), say("precision"), say("recall"),
        say("misread"), say("vague"), say("refusal"), say("hand-over"), say("complaint"),
    ]  # fmt: skip
    print(tabulate(measuring.table(measures), head))
    rows = [(c["intent"], c["read_as"], c["count"]) for c in measures["confusion"]]
    if rows:
        print()
        print(tabulate(rows, [say("intent"), say("read as"), say("times")]))
    return 0
