"""How well whole conversations with the sample office are answered: `jieti eval` of such a file.

Each turn has what the customer says and what the answer must hold: all parts, of each one of its
forms. Only what stands outside of the fold counts.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from importlib import resources
from pathlib import Path
from statistics import median
from typing import Any

from bot.cli.databases import open_database
from bot.cli.demo import NOW, OFFICE
from bot.contract.messages import Chat, Incoming, MessageKind, Reply
from bot.customer.conversation import reply_to
from bot.hearing.evaluate import PhrasesError
from bot.hearing.heard import hear_message
from bot.intake.importer import import_file
from bot.store.port import Database, Store
from bot.wording import phrases
from bot.wording.catalogue import words

_FEW = 40  # characters that may be said twice running


@dataclass(frozen=True, slots=True)
class Answered:
    """One turn: what was said, the answer outside of its fold, and what is missing in it."""

    say: str
    text: str
    missing: tuple[str, ...]
    repeats: bool
    not_here: bool


def conversations_in(path: Path) -> list[Any]:
    """The conversations of a file; none where it is a file of phrases.

    Raises:
        PhrasesError: they are not of the form that is asked for.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return []  # whoever reads phrases says what is wrong
    found = data.get("conversations") if isinstance(data, dict) else None
    if not isinstance(found, list):
        return []
    for number, one in enumerate(found, start=1):
        turns = one.get("turns") if isinstance(one, dict) else None
        if not (isinstance(turns, list) and all(map(_is_turn, turns))):
            raise PhrasesError(
                "{file}: conversation {number}: must have turns, each with say (a text) and says "
                "(lists of texts)", file=path, number=number,
            )  # fmt: skip
    return found


def _is_turn(turn: Any) -> bool:
    if not (isinstance(turn, dict) and isinstance(turn.get("say"), str)):
        return False
    says = turn.get("says")
    if not (isinstance(says, list) and all(isinstance(forms, list) for forms in says)):
        return False
    texts_only = all(isinstance(text, str) for forms in says for text in forms)
    return texts_only and isinstance(turn.get("wait", 1), int)


def measured(conversations: list[Any]) -> dict[str, Any]:
    """Shares and lengths over all turns, and the turns that fail."""
    turns = [turn for one in asyncio.run(_held(conversations)) for turn in one]
    lengths = sorted(len(turn.text) for turn in turns)
    whole = len(turns) or 1
    failed = [turn for turn in turns if turn.missing]
    return {
        "turns": len(turns),
        "answered_as_asked": round(1 - len(failed) / whole, 4),
        "median_length": median(lengths) if lengths else 0,
        "p90_length": lengths[int(len(lengths) * 0.9)] if lengths else 0,
        "not_here": round(sum(turn.not_here for turn in turns) / whole, 4),
        "repeats": round(sum(turn.repeats for turn in turns) / whole, 4),
        "failed": [{"say": t.say, "missing": t.missing, "answer": t.text} for t in failed],
    }


async def _held(conversations: list[Any]) -> list[list[Answered]]:
    with tempfile.TemporaryDirectory(prefix="jieti-eval-") as folder:
        async with open_database(Path(folder) / "eval.db") as database:
            with resources.as_file(resources.files("bot.sample_office")) as files:
                for path in sorted(files.glob("0*")):
                    await import_file(database, path, NOW)
            return [
                await _conversation(database, str(number), one["turns"])
                for number, one in enumerate(conversations)
            ]


async def _conversation(database: Database, chat_id: str, turns: list[Any]) -> list[Answered]:
    chat, now, before, found = Chat("eval", chat_id), NOW, "", []
    for number, turn in enumerate(turns):
        now += timedelta(minutes=turn.get("wait", 1))
        message = Incoming(chat, MessageKind.TEXT, turn["say"], message_id=str(number))
        replies = await database.write(partial(_answer, message=message, now=now))
        text = "\n".join(f"{reply.headline}\n{reply.body}".strip() for reply in replies)
        lacks = ["|".join(forms) for forms in turn["says"] if not any(f in text for f in forms)]
        repeats = text == before and len(text) > _FEW
        found.append(Answered(turn["say"], text, tuple(lacks), repeats, _is_not_here(text)))
        before = text
    return found


def _answer(store: Store, message: Incoming, now: datetime) -> tuple[Reply, ...]:
    return reply_to(store, OFFICE, message, hear_message(message, now), now)


def _is_not_here(text: str) -> bool:
    """Whether it says that nobody here can answer."""
    say = words()
    off = phrases.elsewhere(say, "off_topic", "", "").headline
    return off in text or say("That cannot be done here.") in text
