"""Commands that show what is understood: understand, eval, model."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.wording.catalogue import words

USAGE_ERROR = 2


def add_to(add: Callable[..., Any]) -> None:
    """Make the commands known to the parser."""
    one = add("understand", understand, "show what is read in a text, and why")
    one.add_argument("text")
    one.add_argument("--json", action="store_true")
    many = add("eval", evaluate, "measure how well a file of phrases is understood")
    many.add_argument("file", type=Path, help="JSON with a text and an intent for each phrase")
    many.add_argument("--json", action="store_true")


def understand(arguments: argparse.Namespace) -> int:
    """Print intents, figures and the reasons for both."""
    from bot.understanding.reading import understand as read  # noqa: PLC0415

    say, found = words(), read(arguments.text)
    if arguments.json:
        answer = {
            "intent": found.intent,
            "also": list(found.also),
            "is_complaint": found.is_complaint,
            "needs_human": found.needs_person,
            "refused": found.refused,
            "guesses": [{"intent": i, "share": share} for i, share in found.guesses],
            "by_rule": list(found.by_rule),
            "entities": [
                {"type": e.kind, "text": e.text, "start": e.start, "end": e.end,
                 "value": None if e.value is None else str(e.value)}
                for e in found.entities
            ],
        }  # fmt: skip
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return 0
    print(say("Intent: {intent}", intent=", ".join(found.all)))
    shares = ", ".join(f"{intent} {share:.0%}" for intent, share in found.guesses)
    print(say("  the model's guesses: {shares}", shares=shares))
    if found.by_rule:
        print(say("  known by its words: {intents}", intents=", ".join(found.by_rule)))
    for entity in found.entities:
        value = say("to be asked") if entity.value is None else entity.value
        print(f"  {entity.kind}: {entity.text} = {value} [{entity.start}:{entity.end}]")
    return 0


def evaluate(arguments: argparse.Namespace) -> int:
    """Print accuracy, precision and recall by style, and what was mistaken for what."""
    from tabulate import tabulate  # noqa: PLC0415

    from bot.understanding import evaluate as measuring  # noqa: PLC0415

    try:
        measures = measuring.evaluate(measuring.read_phrases(arguments.file))
    except measuring.PhrasesError as error:
        print(f"jieti: {error}", file=sys.stderr)
        return USAGE_ERROR
    if arguments.json:
        print(json.dumps(measures, ensure_ascii=False, indent=2))
        return 0
    head = ["style", "phrases", "intent", "precision", "recall", "misread", "refusal", "hand-over"]
    print(tabulate(measuring.table(measures), head))
    rows = [(c["intent"], c["read_as"], c["count"]) for c in measures["confusion"]]
    if rows:
        print()
        print(tabulate(rows, ["intent", "read as", "times"]))
    return 0
